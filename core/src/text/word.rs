//! A text as words: every one of them, function words too, since those tell prose from a list of keywords.
//!
//! Pronouns, articles and the like are compared without gender and number ([`pronoun`], [`Stems::stem`]), so that no score
//! tells "told him" from "told her" and no author of phrases needs to list both.

use rust_stemmers::{Algorithm, Stemmer};

pub(crate) use super::kin::are_kin;
use super::{Language, fold, is_stopword, is_technical, tokens};

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, without accents.
    pub(crate) folded: String,
    /// Byte offset of its first byte.
    pub(crate) start: usize,
    /// Byte offset after its last byte.
    pub(crate) end: usize,
}

impl Word {
    /// Digits, whatever stands between them (`40`, `1.5`, `3x`), or a number spelt out.
    pub(crate) fn is_number(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&self.folded.as_str())
    }

    /// Four digits that name a year.
    pub(crate) fn is_year(&self) -> bool {
        matches!(self.folded.parse::<u32>(), Ok(1950..2100)) && self.folded.len() == 4
    }

    /// A word that only joins others.
    pub(crate) fn is_function(&self) -> bool {
        is_function(&self.folded)
    }

    /// Its folded form, that of its family for a pronoun.
    pub(crate) fn neutral(&self) -> &str {
        pronoun(&self.folded).unwrap_or(&self.folded)
    }
}

/// The masculine of people whose feminine the stemmer cuts further, as it does with "faria".
fn masculine(folded: &str) -> &str {
    match folded {
        "usuaria" | "usuarias" => "usuario",
        "funcionaria" | "funcionarias" => "funcionario",
        "estagiaria" | "estagiarias" => "estagiario",
        "secretaria" | "secretarias" => "secretario",
        "proprietaria" | "proprietarias" => "proprietario",
        "voluntaria" | "voluntarias" => "voluntario",
        _ => folded,
    }
}

fn is_function(folded: &str) -> bool {
    is_stopword(folded) || MORE_FUNCTION_WORDS.contains(&folded) || pronoun(folded).is_some()
}

/// The form that stands for a personal pronoun of any gender and number, both languages: "them" for "him" and "her".
///
/// "her" is what somebody is told and what somebody has, so objects and possessives are one family.
pub(crate) fn pronoun(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "he" | "she" | "they" => "they",
        "him" | "her" | "them" | "his" | "hers" | "their" | "theirs" => "them",
        "himself" | "herself" | "themselves" | "themself" => "themselves",
        "ele" | "ela" | "eles" | "elas" => "ele",
        "dele" | "dela" | "deles" | "delas" => "dele",
        "nele" | "nela" | "neles" | "nelas" => "nele",
        _ => return None,
    })
}

/// The same for Portuguese articles, with the prepositions they melt into, demonstratives and possessives.
fn determiner(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "o" | "a" | "os" | "as" | "ao" | "aos" => "o",
        "um" | "uma" | "uns" | "umas" => "um",
        "do" | "da" | "dos" | "das" => "do",
        "no" | "na" | "nos" | "nas" => "no",
        "num" | "numa" => "num",
        "pelo" | "pela" | "pelos" | "pelas" => "pelo",
        "lo" | "la" | "los" | "las" => "lo",
        "este" | "esta" | "estes" | "estas" => "este",
        "esse" | "essa" | "esses" | "essas" => "esse",
        "aquele" | "aquela" | "aqueles" | "aquelas" => "aquele",
        "desse" | "dessa" | "desses" | "dessas" => "desse",
        "nesse" | "nessa" | "nesses" | "nessas" => "nesse",
        "naquele" | "naquela" => "naquele",
        "meu" | "minha" | "meus" | "minhas" => "meu",
        "seu" | "sua" | "seus" | "suas" => "seu",
        "nosso" | "nossa" | "nossos" | "nossas" => "nosso",
        "outro" | "outra" | "outros" | "outras" => "outro",
        "todo" | "toda" | "todos" | "todas" => "todo",
        "algum" | "alguma" | "alguns" | "algumas" => "algum",
        _ => return None,
    })
}

/// Numbers that are said in words; "um" and "one" are articles and pronouns too often.
const NUMBERS: [&str; 75] = [
    "zero",
    "dois",
    "duas",
    "tres",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quatorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
    "vinte",
    "trinta",
    "quarenta",
    "cinquenta",
    "sessenta",
    "setenta",
    "oitenta",
    "noventa",
    "cem",
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "oitocentos",
    "mil",
    "milhao",
    "milhoes",
    "metade",
    "dobro",
    "triplo",
    "terco",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "eighteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "half",
    "twice",
    "hundred",
    "thousand",
    "million",
    "dozen",
    "third",
];

/// Function words beyond those that retrieval leaves out.
const MORE_FUNCTION_WORDS: [&str; 64] = [
    "i", "an", "and", "be", "been", "am", "but", "if", "so", "then", "he", "she", "him", "her", "his",
    "into", "not", "all", "any", "some", "because", "after", "before", "while", "out", "up", "over", "each",
    "than", "too", "also", "can", "la", "lo", "nele", "nela", "dessa", "desse", "nesse", "nessa", "naquele",
    "naquela", "aquele", "aquela", "quanto", "toda", "todo", "todos", "todas", "cada", "porque", "pois",
    "entao", "antes", "apos", "ainda", "ali", "ai", "algum", "alguma", "outro", "outra", "estava", "tinha",
];

/// Words as they are typed in a hurry, and what they stand for.
const SHORTENED: [(&str, &str); 13] = [
    ("pra", "para"),
    ("pro", "para"),
    ("pras", "para"),
    ("pros", "para"),
    ("ta", "esta"),
    ("tava", "estava"),
    ("tavam", "estavam"),
    ("tavamos", "estavamos"),
    ("vc", "voce"),
    ("vcs", "voces"),
    ("pq", "porque"),
    ("tb", "tambem"),
    ("tbm", "tambem"),
];

/// Whether a list of words between spaces has one.
pub(crate) fn lists(list: &str, folded: &str) -> bool {
    list.split_whitespace().any(|word| word == folded)
}

/// The words of a text in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let word = |(start, piece): (usize, &str)| Word {
        folded: written_out(fold(piece)),
        start,
        end: start + piece.len(),
    };
    tokens(text).map(word).collect()
}

fn written_out(folded: String) -> String {
    let found = SHORTENED.iter().find(|(short, _)| *short == folded);
    found.map_or(folded, |(_, whole)| (*whole).to_owned())
}

/// How many words a text has.
pub(crate) fn n_words(text: &str) -> usize {
    tokens(text).count()
}

/// Cuts words down to stems, by the rules of one language.
pub(crate) struct Stems {
    stemmer: Stemmer,
    language: Language,
}

impl Stems {
    pub(crate) fn new(language: Language) -> Self {
        let algorithm = match language {
            Language::Pt => Algorithm::Portuguese,
            Language::En => Algorithm::English,
        };
        Self { stemmer: Stemmer::create(algorithm), language }
    }

    /// The stem of a folded word; technical names stay whole, and so do function words, without gender and number.
    pub(crate) fn stem(&self, folded: &str) -> String {
        if is_function(folded) {
            self.neutral(folded).to_owned()
        } else if is_technical(folded) {
            folded.to_owned()
        } else {
            self.stemmer.stem(masculine(folded)).into_owned()
        }
    }

    fn neutral<'a>(&self, folded: &'a str) -> &'a str {
        let own = match self.language {
            Language::Pt => determiner(folded),
            Language::En => None,
        };
        own.or_else(|| pronoun(folded)).unwrap_or(folded)
    }

    /// Stems of the words that say something, without those that only join others.
    pub(crate) fn content(&self, text: &str) -> Vec<String> {
        words(text).iter().filter(|word| !word.is_function()).map(|word| self.stem(&word.folded)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Stems, words};
    use crate::text::Language;

    #[test]
    fn inflections_and_genders_share_a_stem() {
        let pt = Stems::new(Language::Pt);
        for (a, b) in
            [("desenvolvedora", "desenvolvedor"), ("engenheira", "engenheiro"), ("obrigada", "obrigado")]
        {
            assert_eq!(pt.stem(a), pt.stem(b), "{a} {b}");
        }
        for (a, b) in [
            ("satisfeita", "satisfeito"),
            ("coordenadora", "coordenador"),
            ("diretora", "diretor"),
            ("professora", "professor"),
            ("dona", "dono"),
            ("irritada", "irritado"),
            ("sozinha", "sozinho"),
            ("usuaria", "usuario"),
            ("novata", "novato"),
            ("tecnica", "tecnico"),
            ("aluna", "aluno"),
            ("dela", "deles"),
            ("pelas", "pelo"),
        ] {
            assert_eq!(pt.stem(a), pt.stem(b), "{a} {b}");
        }
        let en = Stems::new(Language::En);
        for (a, b) in [("him", "her"), ("his", "their"), ("she", "they"), ("herself", "themselves")] {
            assert_eq!(en.stem(a), en.stem(b), "{a} {b}");
        }
        assert_eq!(en.stem("testing"), en.stem("tests"));
    }

    #[test]
    fn words_keep_their_places() {
        let text = "Reduzi 40% no C#.";
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["Reduzi", "40", "no", "C#"]);
        assert!(words(text)[1].is_number());
    }
}
