//! Which of the product's two languages a text is in.

use super::analyze::fold;

/// The languages Recruta answers in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Brazilian Portuguese.
    Pt,
    /// English.
    En,
}

/// Frequent words that belong to one language only. Words both share ("a", "do", "no", "as", "me") are left out.
const PT: &[&str] = &[
    "ao",
    "com",
    "como",
    "da",
    "das",
    "dos",
    "e",
    "em",
    "entre",
    "essa",
    "esse",
    "esta",
    "eu",
    "existe",
    "foi",
    "foram",
    "ha",
    "mais",
    "mas",
    "muito",
    "na",
    "nao",
    "nas",
    "nos",
    "o",
    "os",
    "ou",
    "para",
    "pela",
    "pelo",
    "perfil",
    "perfis",
    "por",
    "pra",
    "qual",
    "quais",
    "quando",
    "quantos",
    "quantas",
    "que",
    "quem",
    "quero",
    "sao",
    "se",
    "sem",
    "seu",
    "sobre",
    "sua",
    "tem",
    "temos",
    "uma",
    "um",
    "vaga",
    "vagas",
    "voce",
    "contratados",
    "candidatos",
    "competencias",
    "habilidades",
    "experiencia",
    "onde",
    "liste",
    "mostre",
    "conhecimento",
    "conhecimentos",
];
const EN: &[&str] = &[
    "about",
    "and",
    "any",
    "are",
    "by",
    "can",
    "did",
    "does",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "hired",
    "hires",
    "how",
    "in",
    "is",
    "it",
    "list",
    "more",
    "most",
    "of",
    "on",
    "or",
    "our",
    "people",
    "profiles",
    "she",
    "should",
    "show",
    "skills",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "to",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "with",
    "would",
    "you",
    "your",
    "experience",
    "candidates",
    "jobs",
];

impl Language {
    /// The language of a text; Portuguese when it gives no sign, since that is the product's first language.
    pub fn detect(text: &str) -> Self {
        let (pt, en) = Self::votes(text);
        if en > pt { Language::En } else { Language::Pt }
    }

    /// Votes for Portuguese and English: one a function word, one more a word with a Portuguese accent.
    pub fn votes(text: &str) -> (usize, usize) {
        let mut votes = (0, 0);
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let folded = fold(word);
            votes.0 += usize::from(PT.contains(&folded.as_str()));
            votes.0 += usize::from(word.chars().any(|c| "ãõçáéíóúâêôàÃÕÇÁÉÍÓÚÂÊÔÀ".contains(c)));
            votes.1 += usize::from(EN.contains(&folded.as_str()));
        }
        votes
    }

    /// `"pt"` or `"en"`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Pt => "pt",
            Language::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn questions_are_told_apart() {
        for pt in
            ["Quais competências são valorizadas?", "Python Django", "vaga java senior", "quem tem SAP?"]
        {
            assert_eq!(Language::detect(pt), Language::Pt, "{pt}");
        }
        for en in
            ["Which skills do our Python hires share?", "List the SAP people", "Who was hired for DevOps?"]
        {
            assert_eq!(Language::detect(en), Language::En, "{en}");
        }
    }
}
