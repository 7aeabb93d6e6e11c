"""Counts the numbers in data/eval/qa.jsonl again: `python3 tests/eval/qa_numbers.py BUNDLE`.

Every number a reference answer gives about a group of hires is counted over the cleaned texts of the bundle and
compared; each difference is a line, and the exit code is then 1. `--show` prints every count, with the profiles.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
QUESTIONS = HERE.parent.parent / "data" / "eval" / "qa.jsonl"

# What a group is called in the references, and the words of a vacancy's title that belong to it, the special ones first.
GROUPS = [
    ("SAP", r"\bsap\b"),
    ("mainframe", r"cobol|mainframe|control-m|producao e operacoes"),
    ("segurança", r"seguranca|pentest|resposta a incidentes"),
    ("qualidade e testes", r"\bqa\b|\btestes?\b|qualidade"),
    ("dados", r"dados|data engineer|business intelligence"),
    ("agilidade, produto e projetos", r"scrum|agilidade|produto|product owner|projetos"),
    ("Python", r"python"),
    (".NET", r"\.net|c#"),
    ("Java", r"\bjava\b"),
    ("front-end e mobile", r"front-end|angular|mobile|desenvolvimento web"),
    ("infraestrutura e DevOps", r"infraestrutura|devops|redes"),
    ("suporte e sustentação", r"suporte|sustentacao"),
]

# Terms that are found by more or less than their own words.
TERMS = {
    "sql": r"\bsql\b(?! server)",
    "apis rest": r"\bapis? rest",
    "microsservicos": r"microsservic|microservice",
    "asp.net": r"asp\.net",
    "azure": r"\bazure\b(?! devops)",
    "git": r"\bgit\b(?!hub|lab)",
    "bdd ou cucumber": r"\bbdd\b|cucumber",
    "historias de usuario": r"historias? de usuario|user stor",
    "gestao de riscos": r"gestao de riscos|risk management",
    "testes de invasao": r"testes? de invasao|pentest|penetration test",
    "certificacao istqb": r"istqb|ctfl",
    "testes integrados": r"testes? integrados?|integration test",
    "testes funcionais": r"testes? funciona",
    "testes de regressao": r"testes? de regressao",
    "especificacao funcional": r"especificac(?:ao|oes) funciona|functional spec",
    "ao menos um banco de dados": r"\boracle\b|postgresql|mysql|mongodb|sql server|\bdb2\b",
    "alguma ferramenta de monitoramento": r"zabbix|grafana|prometheus|nagios|datadog|cloudwatch|dynatrace|new relic|elastic",
    "figma": r"\bfigma\b",
    "data warehouse": r"data warehouse|\bdw\b",
    "atendimento por sla": r"\bslas?\b",
    "acesso remoto": r"acesso remoto|remote access",
}


def fold(text):
    """Lower case without accents."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in parts if not unicodedata.combining(c))


def pattern(term):
    """What finds a term, written as a reference writes it."""
    folded = re.sub(r"^(?:a|o) ", "", fold(term.strip()))
    return TERMS.get(folded, r"(?<![\w.])" + re.escape(folded) + r"(?!\w|\+|#)")


class History:
    """Profiles with their texts, groups and situations, as a bundle's folder holds them."""

    def __init__(self, folder):
        read = lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
        titles = {vacancy["id"]: fold(vacancy["title"]) for vacancy in read("vacancies.json")}
        self.profiles = {profile["id"]: profile for profile in read("profiles.json")}
        self.texts, self.hires = {}, {}
        for passage in read("passages.json"):
            who = passage["profile"]
            self.texts[who] = self.texts.get(who, "") + "\n" + fold(passage["text"])
            self.hires[who] = passage["hires"]
        self.titles = {who: [titles[hire["vacancy"]] for hire in hires] for who, hires in self.hires.items()}
        self.groups = {who: {group_of(title) for title in of} for who, of in self.titles.items()}

    def of_group(self, group):
        """Everybody hired for a vacancy of the group; all for None."""
        return [who for who in self.texts if group is None or group in self.groups[who]]

    def citing(self, term, group=None, regex=False):
        """Those of a group whose texts name a term."""
        found = re.compile(term if regex else pattern(term))
        return [who for who in self.of_group(group) if found.search(self.texts[who])]

    def hired_for(self, title):
        """Everybody hired for a vacancy whose title has the words."""
        return [who for who, of in self.titles.items() if any(re.search(title, one) for one in of)]

    def statuses(self):
        """Hires by situation."""
        return Counter(hire["status"] for hires in self.hires.values() for hire in hires)

    def speaking(self, language, level):
        """Everybody with a level of a language."""
        return [who for who, profile in self.profiles.items() if fold(profile[language]) == fold(level)]


def group_of(title):
    """The group of a vacancy's folded title."""
    return next((name for name, words in GROUPS if re.search(words, title)), None)


def claims_by_form(reference, history):
    """(what, number in the reference, who was counted) of references in one of the usual forms."""
    head = re.match(r"(?:Das|Entre as) (\d+) pessoas contratadas para vagas de (.+?), (?=os conhecimentos|\d+ citam)", reference)
    if not head:
        return
    group = head[2]
    yield f"vagas de {group}", int(head[1]), history.of_group(group)
    rest = reference[head.end():]
    for term, number in re.findall(r"(?:incluem |, | e )([^,()]+?) \((\d+)\)", rest):
        yield term, int(number), history.citing(term, group)
    for number, term in re.findall(r"(\d+) citam ([^,]+?)(?:[.,](?: |$))", rest):
        yield term, int(number), history.citing(term, group)
    for term, number in re.findall(r"([A-ZÀ-Ú][\w.#/+-]*) aparece em (\d+)", rest):
        yield term, int(number), history.citing(term, group)
    tail = re.search(r"aparece em \d+((?:, [A-Z]\w+ em \d+)*) e ([A-Z]\w+) em (\d+)", rest) or re.search(
        r"aparece em \d+((?:, [A-Z]\w+ em \d+)+)", rest
    )
    for term, number in re.findall(r"(?:, | e )([A-Z]\w+) em (\d+)", tail[0] if tail else ""):
        yield term, int(number), history.citing(term, group)


def words(term, group=None):
    """A rule: those of a group whose texts fit a pattern."""
    return lambda history: history.citing(term, group, regex=True)


def title(pattern_of_title):
    """A rule: those hired for such a vacancy."""
    return lambda history: history.hired_for(pattern_of_title)


# References in a form of their own: the numbers in the order they stand there, each with its rule. Numbers that judge what a
# text tells ("conta que …") are looked for by the words the sample tells it with.
KUBERNETES = r"\bkubernetes\b"
ACCESSIBILITY = r"acessibilidade|accessibility|wcag"
AWS = r"aws certified|certificac\w+[^\n]*\baws\b"
OWN = {
    "qa-044": [words(KUBERNETES), words(KUBERNETES, "infraestrutura e DevOps"), words(KUBERNETES, "Python"), words(KUBERNETES, "Java")],
    "qa-045": [words(r"\bterraform\b")],
    "qa-046": [words(r"\bkafka\b")],
    "qa-047": [words(AWS), words(AWS, "Java"), words(AWS, "Python"), words(AWS, "infraestrutura e DevOps"), words(AWS, "dados")],
    "qa-048": [words(r"itil[^\n,;]{0,6} foundation|itil foundation")],
    "qa-049": [words(r"\bpsm\b|\bcsm\b|professional scrum master|certified scrum\s?master")],
    "qa-050": [words(r"\bcissp\b")],
    "qa-051": [words(r"\bsiem\b")],
    "qa-052": [words(r"sequestro de dados|ransomware")],
    "qa-053": [words(r"conciliacao bancaria[^\n]*eliminou|automat\w+ a conciliacao bancaria|automacao da conciliacao bancaria", "SAP")],
    "qa-054": [lambda history: set(history.hired_for("mobile")) & set(history.citing("react native"))],
    "qa-055": [words(ACCESSIBILITY, "front-end e mobile"), words(r"web accessibility specialist")],
    "qa-056": [words(r"testes? de carga com jmeter|jmeter[^\n]{0,30}testes? de carga")],
    "qa-057": [words(r"databricks", "dados")],
    "qa-058": [words(r"mba em gestao de projetos")],
    "qa-059": [
        lambda history: history.speaking("english", "Fluente"),
        lambda history: history.profiles,
        lambda history: history.speaking("english", "Avançado"),
    ],
    "qa-060": [
        lambda history: history.speaking("spanish", "Avançado") + history.speaking("spanish", "Fluente"),
        lambda history: history.speaking("spanish", "Avançado"),
        lambda history: history.speaking("spanish", "Fluente"),
    ],
    "qa-061": [words(r"powershell")],
    "qa-062": [words(r"(?:expus|exposicao|expo[rs]|exponho)\w*[^\n]*transac\w+ cics[^\n]*canais digitais|transac\w+ cics[^\n]*canais digitais")],
    "qa-063": [words(r"modelos? preditiv")],
    "qa-064": [title(r"^pentester.*pleno")],
    "qa-065": [title(r"sap mm pl")],
    "qa-066": [title(r"^coordenador de sustentacao")],
    "qa-067": [title(r"^analista de redes e conectividade")],
    "qa-068": [
        lambda history: [hire for hires in history.hires.values() for hire in hires],
        lambda history: history.profiles,
        *(
            lambda history, status=status: range(history.statuses()[status])
            for status in ("Contratado pela Decision", "Aprovado", "Contratado como Hunting", "Proposta Aceita")
        ),
    ],
    "qa-069": [
        lambda history: range(history.statuses()["Contratado como Hunting"]),
        lambda history: history.profiles,
    ],
}


def claims(case, history):
    """Every number of a reference that can be counted."""
    rules = OWN.get(case["id"])
    if rules is None:
        yield from claims_by_form(case["reference"], history)
        return
    numbers = re.findall(r"(?<![\w/])(\d+)(?![\d%/]| de experi|HANA)", case["reference"])
    for at, rule in enumerate(rules):
        yield f"number {at + 1}", int(numbers[at]), rule(history)


def main():
    show, folders = "--show" in sys.argv, [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    if len(folders) != 1:
        sys.exit(__doc__.strip())
    history = History(Path(folders[0]))
    n_numbers = n_wrong = 0
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = list(claims(case, history)) if case["answerable"] else []
        if case["answerable"] and not found:
            print(f"{case['id']}: no number could be counted")
            n_wrong += 1
        for what, said, counted in found:
            counted = list(counted)
            n_numbers += 1
            if said != len(counted):
                n_wrong += 1
                print(f"{case['id']}: {what}: the reference says {said}, counted {len(counted)}")
            if show:
                print(f"{case['id']}: {what}: {len(counted)}", *(who for who in counted if isinstance(who, str)))
        missing = set(case.get("relevant", [])) - set(history.profiles)
        if missing:
            n_wrong += 1
            print(f"{case['id']}: relevant profiles that the bundle has not: {sorted(missing)}")
    print(f"{n_numbers} numbers counted, {n_wrong} wrong")
    sys.exit(n_wrong > 0)


if __name__ == "__main__":
    main()
