//! Porter's stemmer for English, as `nltk` extends it and `rouge_score` uses it.
//!
//! **Source.** M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980; the extensions are those of
//! `nltk.stem.porter.PorterStemmer` in its default mode, which the tests compare with.

/// The stem of a lower-case word of ASCII letters and digits.
pub fn stem(word: &str) -> String {
    if let Some(irregular) = irregular(word) {
        return irregular.to_owned();
    }
    if word.len() <= 2 || !word.is_ascii() {
        return word.to_owned();
    }
    let steps: [fn(String) -> String; 8] = [step1a, step1b, step1c, step2, step3, step4, step5a, step5b];
    steps.into_iter().fold(word.to_owned(), |word, step| step(word))
}

fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "sky" | "skies" => "sky",
        "dying" => "die",
        "lying" => "lie",
        "tying" => "tie",
        "news" => "news",
        "innings" | "inning" => "inning",
        "outings" | "outing" => "outing",
        "cannings" | "canning" => "canning",
        "howe" => "howe",
        "proceed" => "proceed",
        "exceed" => "exceed",
        "succeed" => "succeed",
        _ => return None,
    })
}

/// A suffix, what takes its place, and whether it may.
type Rule = (&'static str, &'static str, fn(&str) -> bool);

/// The first rule whose suffix is there decides, also when it does not apply.
fn apply(word: String, rules: &[Rule]) -> String {
    for (suffix, replacement, may) in rules {
        if let Some(stem) = word.strip_suffix(suffix) {
            return if may(stem) { format!("{stem}{replacement}") } else { word };
        }
    }
    word
}

fn step1a(word: String) -> String {
    if word.len() == 4 && word.ends_with("ies") {
        return word[..3].to_owned();
    }
    apply(word, &[("sses", "ss", always), ("ies", "i", always), ("ss", "ss", always), ("s", "", always)])
}

fn step1b(word: String) -> String {
    if let Some(stem) = word.strip_suffix("ied") {
        return format!("{stem}{}", if word.len() == 4 { "ie" } else { "i" });
    }
    if word.ends_with("eed") {
        return apply(word, &[("eed", "ee", has_measure)]);
    }
    let cut =
        ["ed", "ing"].iter().find_map(|suffix| word.strip_suffix(suffix).filter(|stem| has_vowel(stem)));
    match cut {
        Some(stem) => mend(stem.to_owned()),
        None => word,
    }
}

/// What was cut before -ed or -ing may lack an e, or have one letter too many.
fn mend(stem: String) -> String {
    if ["at", "bl", "iz"].iter().any(|end| stem.ends_with(end)) {
        return stem + "e";
    }
    if ends_double(&stem) {
        let is_kept = stem.ends_with(['l', 's', 'z']);
        return if is_kept { stem } else { stem[..stem.len() - 1].to_owned() };
    }
    if measure(&stem) == 1 && ends_cvc(&stem) { stem + "e" } else { stem }
}

fn step1c(word: String) -> String {
    apply(word, &[("y", "i", |stem| stem.len() > 1 && is_consonant(stem.as_bytes(), stem.len() - 1))])
}

fn step2(word: String) -> String {
    const RULES: [Rule; 22] = [
        ("ational", "ate", has_measure),
        ("tional", "tion", has_measure),
        ("enci", "ence", has_measure),
        ("anci", "ance", has_measure),
        ("izer", "ize", has_measure),
        ("bli", "ble", has_measure),
        ("alli", "al", has_measure),
        ("entli", "ent", has_measure),
        ("eli", "e", has_measure),
        ("ousli", "ous", has_measure),
        ("ization", "ize", has_measure),
        ("ation", "ate", has_measure),
        ("ator", "ate", has_measure),
        ("alism", "al", has_measure),
        ("iveness", "ive", has_measure),
        ("fulness", "ful", has_measure),
        ("ousness", "ous", has_measure),
        ("aliti", "al", has_measure),
        ("iviti", "ive", has_measure),
        ("biliti", "ble", has_measure),
        ("fulli", "ful", has_measure),
        // The l counts with the stem, so that short ones such as "geo" work like long ones.
        ("logi", "log", |stem| measure(&format!("{stem}l")) > 0),
    ];
    // Before the rules: what is left may end in another suffix of theirs.
    if let Some(stem) = word.strip_suffix("alli").filter(|stem| has_measure(stem)) {
        return step2(format!("{stem}al"));
    }
    apply(word, &RULES)
}

fn step3(word: String) -> String {
    const RULES: [Rule; 7] = [
        ("icate", "ic", has_measure),
        ("ative", "", has_measure),
        ("alize", "al", has_measure),
        ("iciti", "ic", has_measure),
        ("ical", "ic", has_measure),
        ("ful", "", has_measure),
        ("ness", "", has_measure),
    ];
    apply(word, &RULES)
}

fn step4(word: String) -> String {
    const RULES: [Rule; 19] = [
        ("al", "", is_long),
        ("ance", "", is_long),
        ("ence", "", is_long),
        ("er", "", is_long),
        ("ic", "", is_long),
        ("able", "", is_long),
        ("ible", "", is_long),
        ("ant", "", is_long),
        ("ement", "", is_long),
        ("ment", "", is_long),
        ("ent", "", is_long),
        ("ion", "", |stem| is_long(stem) && stem.ends_with(['s', 't'])),
        ("ou", "", is_long),
        ("ism", "", is_long),
        ("ate", "", is_long),
        ("iti", "", is_long),
        ("ous", "", is_long),
        ("ive", "", is_long),
        ("ize", "", is_long),
    ];
    apply(word, &RULES)
}

fn step5a(word: String) -> String {
    match word.strip_suffix('e') {
        Some(stem) if measure(stem) > 1 || measure(stem) == 1 && !ends_cvc(stem) => stem.to_owned(),
        _ => word,
    }
}

fn step5b(word: String) -> String {
    apply(word, &[("ll", "l", |stem| measure(&format!("{stem}l")) > 1)])
}

fn always(_: &str) -> bool {
    true
}

fn has_measure(stem: &str) -> bool {
    measure(stem) > 0
}

fn is_long(stem: &str) -> bool {
    measure(stem) > 1
}

/// A y after a consonant is a vowel.
fn is_consonant(word: &[u8], at: usize) -> bool {
    match word[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => false,
        b'y' => at == 0 || !is_consonant(word, at - 1),
        _ => true,
    }
}

/// How often a consonant follows a vowel.
fn measure(stem: &str) -> usize {
    let word = stem.as_bytes();
    (1..word.len()).filter(|&at| is_consonant(word, at) && !is_consonant(word, at - 1)).count()
}

fn has_vowel(stem: &str) -> bool {
    (0..stem.len()).any(|at| !is_consonant(stem.as_bytes(), at))
}

fn ends_double(stem: &str) -> bool {
    let word = stem.as_bytes();
    let n = word.len();
    n >= 2 && word[n - 1] == word[n - 2] && is_consonant(word, n - 1)
}

/// Consonant, vowel, consonant other than w, x and y; or a word of a vowel and a consonant.
fn ends_cvc(stem: &str) -> bool {
    let word = stem.as_bytes();
    let n = word.len();
    let is_closed = |last: usize| is_consonant(word, last) && !is_consonant(word, last - 1);
    n >= 3 && is_closed(n - 1) && is_consonant(word, n - 3) && !matches!(word[n - 1], b'w' | b'x' | b'y')
        || n == 2 && is_closed(1)
}
