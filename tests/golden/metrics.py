"""Writes metrics.json: what rouge_score 0.1.2 and sacrebleu 2.6.0 say to the pairs below.

    python3 -m venv VENV && VENV/bin/pip install rouge_score==0.1.2 sacrebleu==2.6.0
    VENV/bin/python tests/golden/metrics.py

The texts are made up here; `LONG` repeats words by a fixed rule, so that long texts need no long file.
"""

import json
import pathlib
from importlib.metadata import version

from nltk.stem.porter import PorterStemmer
from rouge_score import rouge_scorer, tokenize
from sacrebleu.metrics import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

KINDS = ["rouge1", "rouge2", "rougeL", "rougeLsum"]


def long_text(seed, n):
    """n words of a small vocabulary, by a linear congruence, with lines and marks between."""
    words = "perfil vaga Python Java experiência gestão equipe nuvem dados running flies 3,5 R$1.200,00 back-end".split()
    out = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2**31
        out.append(words[(seed >> 16) % len(words)])
        if i % 11 == 10:
            out[-1] += "."
        if i % 37 == 36:
            out[-1] += "\n"
    return " ".join(out)


PAIRS = [
    ("O candidato tem experiência com Java e Spring Boot.", "O candidato possui experiência em Java, Spring e AWS."),
    ("Não aprovado pelo cliente.", "não aprovado pelo RH"),
    ("Contratado pela Decision", "Contratado pela Decision"),
    ("", ""),
    ("", "vazio"),
    ("vazio", ""),
    ("   ", "\n\n"),
    ("ç ã é", "ç ã é"),
    ("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"),
    ("testing one two", "testing"),
    ("testing one two", "testing one"),
    ("testing one two", "testing two"),
    ("testing one two", "/"),
    ("the cat", "the the the the the the the"),
    ("a b c d e f g h", "a b c d e f g h"),
    ("a b c d", "d c b a"),
    ("Java/Spring (AWS), C#; e-mail: a@b.com", "java spring aws c# email a@b.com"),
    ("&quot;aspas&quot; &amp; &lt;tag&gt;", '"aspas" & <tag>'),
    ("d’água “aspas” …", "d'água \"aspas\" ..."),
    ("Sem informação suficiente na base para responder.", "Não encontrei informação suficiente na base."),
    ("日本語 テスト", "日本語 テスト"),
    ("running runs runner easily", "run runs running easy"),
    ("Os perfis contratados para Python conhecem Django, Flask e SQL.", "Python, Django e SQL são comuns nos perfis contratados."),
    ("A maioria é sênior; 3 de 5 falam inglês avançado.", "Três de cinco são sêniores, com inglês avançado (3/5)."),
    ("Salário de R$ 1.500,00 a R$ 2.000,50.", "De R$1.500,00 até R$2.000,50..."),
    ("Atua há 3-5 anos, back-end; guarda-chuva - e 10-", "Atua há 3 - 5 anos, backend; -guarda 10-"),
    ("fim de linha com hífen-\nização e\tTabulação", "fim de linha com hífenização e Tabulação"),
    ("<skipped>texto</skipped> 50% & mais_um ~ `x` ^y {z} [w] |v|", "texto 50 % & mais _ um ~ x ^ y z w v"),
    (".,.,.,1.,2.,a.b,c", "..., 1.2, a. b, c"),
    ("um dois três\nquatro cinco seis\n\nsete oito", "quatro cinco\num três dois\noito sete seis"),
    ("a a a b b c\nb c a a", "a b a b\nc a a\nb b"),
    ("EXPERIÊNCIA EM GESTÃO", "experiência em gestão"),
    ("KELVIN \u212a İstanbul straße ﬁm", "kelvin k istanbul strasse fim"),
    ("separa\u001cdores\u0085raros\u00a0de espaço\u2003final \u001f", "separa dores raros de espaço final"),
    ("decompo\u0301sto não é composto", "decompósto não é composto"),
    ("The managers organized relational databases and generously helped agreed hopeful engineers",
     "Manager organization of a relation database generous helper agreeing hope engineering"),
    ("Java sênior", "Java sênior"),
    ("Java", "Java"),
    ("Java", "Python"),
    ("uma palavra", "uma palavra a mais que não está na referência e segue adiante"),
    (long_text(1, 400), long_text(2, 300)),
    (long_text(3, 60), long_text(3, 900)),
    (long_text(5, 1500), long_text(7, 1400)),
]

STEMS = """
caresses ponies ties tie caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned
falling hissing fizzed failing filing happy sky skies dying lying tying news innings outings cannings howe proceed exceed
succeed relational conditional rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli
vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti
triplicate formative formalize electriciti electrical hopeful goodness revival allowance inference airliner gyroscopic
adjustable defensible irritant replacement adjustment dependent adoption homologou communism activate angulariti
homologous effective bowdlerize probate rate cease controll roll enjoy enjoyment spied died flies dies fly geology
theology archaeology generically hopefully fully radically rationally biologically singing bring king string yes yoyo
say sayer saying crying tried tries cry trying being seeing agreeing freed oed aed ing sses ses ss s us bus buses gas
experi ncia gest equipe desenvolvedor analista banco dados python java engenheiros certifica aprovado trabalhando
abcdefgs 123ing 2nd 3ies 1ies y2k8s a1b2c3 eed seed speed heed bleed creed exceeding proceeding abli bli ability
""".split()


def rouge(ref, hyp, use_stemmer):
    scores = rouge_scorer.RougeScorer(KINDS, use_stemmer=use_stemmer).score(ref, hyp)
    return {kind: list(scores[kind]) for kind in KINDS}


def bleu(score):
    return {key: getattr(score, key) for key in ["score", "counts", "totals", "precisions", "bp", "sys_len", "ref_len"]}


def pair(ref, hyp):
    return {
        "ref": ref,
        "hyp": hyp,
        "tokens_rouge": tokenize.tokenize(hyp, None) if len(hyp) < 200 else None,
        "tokens_13a": Tokenizer13a()(hyp.rstrip()).split() if len(hyp) < 200 else None,
        "rouge": rouge(ref, hyp, False),
        "rouge_stem": rouge(ref, hyp, True),
        "sentence_bleu": bleu(BLEU(effective_order=True).sentence_score(hyp, [ref])),
        "corpus_bleu": bleu(BLEU().corpus_score([hyp], [[ref]])),
    }


def main():
    refs, hyps = [ref for ref, _ in PAIRS], [hyp for _, hyp in PAIRS]
    stemmer = PorterStemmer()
    golden = {
        "made_with": {name: version(name) for name in ["rouge_score", "sacrebleu", "nltk"]},
        "pairs": [pair(*texts) for texts in PAIRS],
        "corpus_bleu": bleu(BLEU().corpus_score(hyps, [refs])),
        "stems": {word: stemmer.stem(word) for word in STEMS},
    }
    file = pathlib.Path(__file__).with_name("metrics.json")
    file.write_text(json.dumps(golden, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


main()
