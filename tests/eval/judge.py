"""Grades the passages of a bundle for the questions in rules.py: `python3 tests/eval/judge.py BUNDLE`.

Writes questions.jsonl beside this file. Needed again when cleaning or chunking changes, because passages are then
others; the judgements are about what a passage says, so they are kept as conditions on its text (see README.md).
`--show` prints every graded passage with the sentences that earned the grade, to be read.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).parent
MAX_RELEVANT = 40

ROLE = re.compile(r"(\d{4}|atual|present|current)\)?\W*$|^\W*(cargo|position) ?:")
COURSE = re.compile(r"\d+ ?h(oras|ours)?\)?\W*$|^\W*([\w#./+ ]+ na pratica|fundamentos de [\w/ ]+|[\w ]+ para (programadores|desenvolvedores).*|[\w ]+ do basico ao avancado)$")
SCHOOL = re.compile(r"bacharelado|licenciatura|tecnologia em|^\W*tecnico em|mba em|pos-gradua|especializacao em|formacao:|degree:")
CERTIFICATE = re.compile(r"certifica|certified|certification")
# A sentence that begins so tells of work, however short its enumeration.
DEED = re.compile(
    r"^\W*(administr|apoi|apresent|atend|atu[ao]|automa|avali|condu|configur|constru|control[eo]|cri[eao]|defin|desenvolv|document|"
    r"domin|elabor|experi|facilidade|implant|implement|investig|gestao de contas|lider|migr|monitor|orient|pratica |prest|"
    r"projet|provision|reduz|registr|trat|vivencia|boa |bom |boas |conhecimento |work|hands|led |built)"
)
# What a skill earns by how a passage names it: told as work done, listed or certified, only studied or held as a title.
SKILL_GRADES = {"prose": 3, "certificate": 2, "list": 2, "course": 1, "school": 1, "role": 1}


def fold(text):
    """Lower case without accents, "&" as "e"."""
    parts = unicodedata.normalize("NFD", text.lower().replace("&", "e"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def is_list(sentence):
    """Skills in a row, with or without a label, or a few words alone."""
    bare = sentence.strip(" –-*•;.·\t")
    labelled = re.match(r"^[^:,.]{2,45}: *(.+)$", bare)
    items = [i for i in re.split(r"[,;/|·]| e | and ", labelled[1] if labelled else bare) if i.strip()]
    n_short = sum(len(item.split()) <= 4 for item in items)
    if labelled and n_short >= 0.75 * len(items):
        return True
    if DEED.search(bare):
        return False
    return (len(items) >= 3 and n_short >= 0.9 * len(items)) or len(bare.split()) <= 3


def plain(line):
    """A line without bullet, hours and stops, to compare course names."""
    return re.sub(r"[ –(-]*\d+ ?h(oras|ours)?\)?\W*$", "", line).strip(" –-*•;.·\t")


def kind(sentence, courses, titles):
    """How a sentence speaks: certificate, course, school, role, list or prose."""
    if plain(sentence) in courses:
        return "course"
    if plain(sentence) in titles:
        return "role"
    for name, pattern in (("certificate", CERTIFICATE), ("course", COURSE), ("school", SCHOOL), ("role", ROLE)):
        if pattern.search(sentence):
            return name
    return "list" if is_list(sentence) else "prose"


class Passage:
    """A passage as the conditions see it: folded sentences with their kinds, its context, its whole profile."""

    def __init__(self, record, courses):
        self.id, self.profile_id = record["id"], record["profile"]
        self.context, self.text = fold(record["context"]), fold(record["text"])
        sentences = (s for line in self.text.split("\n") for s in re.split(r"(?<=[a-z0-9)]\.) ", line))
        titles = set(self.context.split(" · "))
        self.sentences = [(s.strip(), kind(s.strip(), courses, titles)) for s in sentences if s.strip()]
        self.profile = ""
        self.why = []

    def found(self, pattern, kinds=()):
        """Sentences with `pattern`, of one of `kinds` if given, and their kinds; noted in `why`."""
        hits = [(s, k) for s, k in self.sentences if pattern.search(s) and (not kinds or k in kinds)]
        self.why += [s for s, _ in hits if s not in self.why]
        return hits


def skill(*patterns, bare=2):
    """Grade of a skill named by the passage: 3 told as work done, `bare` listed or certified, 1 only studied.

    Of several skills all must be named. A passage that tells of one of them earns 2 when the rest stands elsewhere in
    the profile; one that names too few earns nothing.
    """
    grades = {**SKILL_GRADES, "list": bare, "certificate": bare}
    compiled = [re.compile(p) for p in patterns]

    def grade(passage):
        best = [max((grades[k] for _, k in passage.found(p)), default=0) for p in compiled]
        if len(best) == 1:
            return best[0]
        if min(best) > 0 and max(best) >= 2:
            return max(best)
        return 2 if max(best) == 3 and all(p.search(passage.profile) for p in compiled) else 0

    return grade


def when(condition, *rules):
    """The best of `rules` where `condition` holds."""
    return lambda passage: max(r(passage) for r in rules) if condition(passage) else 0


def at(grade, condition):
    """`grade` where `condition` holds."""
    return lambda passage: grade if condition(passage) else 0


def most(limit, rule):
    """A rule that earns no more than `limit`."""
    return lambda passage: min(limit, rule(passage))


def role(pattern):
    """The vacancies or the title of the profile."""
    return lambda passage: re.search(pattern, passage.context) is not None


def whole(pattern):
    """Anywhere in the profile."""
    return lambda passage: re.search(pattern, passage.profile + "\n" + passage.context) is not None


def says(pattern, *kinds):
    """A sentence of the passage, of one of `kinds` if given."""
    found = re.compile(pattern)
    return lambda passage: bool(passage.found(found, kinds))


def both(*conditions):
    """All conditions."""
    return lambda passage: all(c(passage) for c in conditions)


def no(condition):
    """Not the condition."""
    return lambda passage: not condition(passage)


def load(bundle):
    """The passages of a bundle."""
    records = json.loads((Path(bundle) / "passages.json").read_text())
    lines = (line for record in records for line in fold(record["text"]).split("\n"))
    # A course stands with its hours in some CVs and without in others.
    courses = {plain(line) for line in lines if COURSE.search(line) and len(plain(line)) > 8}
    passages = [Passage(record, courses) for record in records]
    profiles = {}
    for passage in passages:
        profiles[passage.profile_id] = profiles.get(passage.profile_id, "") + "\n" + passage.text
    for passage in passages:
        passage.profile = profiles[passage.profile_id]
    return passages


def judge(passages, rules):
    """Grade by passage id, in the bundle's order, without zeros."""
    for passage in passages:
        passage.why = []
    graded = ((passage.id, max(rule(passage) for rule in rules)) for passage in passages)
    return {name: grade for name, grade in graded if grade}


def main():
    """See the top of the file."""
    from rules import QUESTIONS

    passages = load([a for a in sys.argv[1:] if a != "--show"][0])
    by_id = {passage.id: passage for passage in passages}
    lines, seen, problems = [], {}, 0
    for language, question, *rules in QUESTIONS:
        number = seen[language] = seen.get(language, 0) + 1
        relevant = judge(passages, rules)
        record = {"id": f"{language}-{number:03}", "language": language, "question": question, "relevant": relevant}
        problem = "nothing helps" if max(relevant.values(), default=0) < 2 else None
        problem = problem or (f"{len(relevant)} are too many" if len(relevant) > MAX_RELEVANT else None)
        if problem:
            problems += 1
            print(f"{record['id']} {question}: {problem}", file=sys.stderr)
        if "--show" in sys.argv:
            print(f"\n## {record['id']} {question} ({len(relevant)})")
            for name, grade in relevant.items():
                passage = by_id[name]
                print(f"  {grade} {name} | {passage.context[:40]} | {' / '.join(s[:110] for s in passage.why[:4])}")
        lines.append(json.dumps(record, ensure_ascii=False))
    (HERE / "questions.jsonl").write_text("\n".join(lines) + "\n")
    sys.exit(min(problems, 1))


if __name__ == "__main__":
    main()
