//! Names and honorifics: they tell who was there, and nothing about the answer.
//!
//! No list holds all names, so none decides: at the start of a sentence, where everything has a capital, a word is a name
//! unless the bank uses it as a word or it opens a phrase that scoring knows. Lists only help with names that are words, too.

use super::{Asked, cue, reading::Reading};
use crate::{
    interview::word::{are_kin, lists},
    skill::gazetteer,
    text::Language,
};

/// Titles and forms of address.
const HONORIFICS: &str = "
    sr sra srta senhor senhora senhorita dr dra doutor doutora dona seu prof profa mr mrs ms miss mx sir dame madam eng enga
    excelentissimo excelentissima
";

/// First names that often begin a sentence, none of which is a common word.
const FIRST_NAMES: &str = "
    ana maria joao jose pedro paulo carlos lucas mateus matheus marcos marco luiz luis gabriel rafael daniel marcelo bruno
    eduardo felipe rodrigo fernando gustavo guilherme ricardo andre antonio francisco leonardo thiago tiago diego vinicius
    caio renato roberto sergio fabio juliana fernanda patricia aline camila amanda bruna jessica leticia julia luciana mariana
    marina vanessa beatriz larissa gabriela rafaela carla paula carolina renata simone sandra claudia adriana priscila tatiane
    debora helena laura alice isabela sofia luiza luisa cecilia john mary james robert michael william david richard thomas
    paul peter steven kevin brian george linda barbara susan jennifer sarah karen nancy lisa emily emma anna kate jane alex
    sam priya ahmed fatima yuki
";

/// Names that are words, skills or verbs, too: at the start of a sentence only who did something is one.
const WORDS_TOO: &str = "
    clara rosa vitoria aurora iris flora gloria graca jesus salvador domingos cruz socorro conceicao estrela pilar violeta
    margarida serena esperanca victor mark will grace hope faith joy rose summer dawn frank bill rob jack pat art guy miles
    chase grant penny sunny ray drew gene rich wade davi levi rui ravi noemi eloi
";

/// What English writes with a capital and is no name, unless it does something ("April asked").
const CALENDAR: &str = "
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter
";

/// What may stand between a name and what its bearer did.
const BETWEEN: &str =
    "me nos lhe se nao ja tambem entao so ainda sempre also then never always already not just";

/// What people in a story did, where no ending tells.
const DID: &str = "
    foi era fez disse veio teve trouxe quis soube estava tinha vai esta tem faz diz deu viu leu pode ajuda pede acha is was
    has had said told gave took came went found made wrote knew thought saw did ran led kept left felt can could would brought
    built sent got set put cut wants needs runs
";

/// Which words are names or honorifics: an honorific and the capitalised words after it, a capitalised word within a
/// sentence that is neither a skill nor a word of the bank for this question, and at the beginning of one a word that
/// nothing knows or, where it could be both, that does something.
pub(super) fn names(reading: &Reading, asked: &Asked<'_>) -> Vec<usize> {
    let namer = Namer::new(reading, asked);
    let mut found: Vec<usize> = Vec::new();
    for at in 0..reading.words.len() {
        let goes_on = at > 0 && found.last() == Some(&(at - 1)) && namer.goes_on(at);
        if namer.is_name(at, goes_on) {
            found.push(at);
        }
    }
    found
}

struct Namer<'a> {
    reading: &'a Reading,
    asked: &'a Asked<'a>,
    /// Words of the question and its signals.
    own: Vec<String>,
    /// Words at which a phrase that scoring knows begins.
    cues: Vec<usize>,
}

impl<'a> Namer<'a> {
    fn new(reading: &'a Reading, asked: &'a Asked<'a>) -> Self {
        let wording = asked.question.wording(asked.language);
        let terms = wording.signals.iter().flat_map(|signal| signal.terms.iter().map(String::as_str));
        let texts = terms.chain([wording.question.as_str()]);
        let own = texts
            .flat_map(|text| crate::interview::word::words(text).into_iter().map(|word| word.folded))
            .collect();
        let phrases =
            [cue::phrased_situations, cue::tasks, cue::results, cue::orders_of, cue::reasons, cue::vague];
        let cues = phrases.iter().flat_map(|find| find(reading, asked.language));
        Self { reading, asked, own, cues: cues.map(|range| range.start).collect() }
    }

    fn is_name(&self, at: usize, goes_on: bool) -> bool {
        let folded = self.folded(at);
        if lists(HONORIFICS, folded) && self.is_capitalised(at + 1) {
            // "seu" and "dona" are words, too: only a capitalised word after them makes them a form of address.
            return true;
        }
        if !self.is_capitalised(at) {
            // "da" in "Ana da Silva".
            return goes_on && lists("da de do das dos", folded) && self.is_capitalised(at + 1);
        }
        let is_inside = goes_on || !self.is_start(at);
        if lists(FIRST_NAMES, folded) {
            return true;
        }
        match (lists(WORDS_TOO, folded), lists(CALENDAR, folded)) {
            (_, true) => self.did_something(at + 1),
            (true, _) => is_inside || self.did_something(at + 1),
            _ if is_inside => !self.is_of_the_question(at),
            _ => !self.is_word(at) && (!is_own_verb(folded) || self.did_something(at + 1)),
        }
    }

    /// Whether a name may go on with this word: not in the next sentence, but "Sr. Antônio" is none.
    fn goes_on(&self, at: usize) -> bool {
        !self.is_start(at) || lists(HONORIFICS, self.folded(at - 1))
    }

    /// A word of the question's own terms, or a skill.
    fn is_of_the_question(&self, at: usize) -> bool {
        let folded = self.folded(at);
        self.own.iter().any(|word| are_kin(word, folded)) || !gazetteer().find(self.surface(at)).is_empty()
    }

    /// A word that says something wherever it stands.
    fn is_word(&self, at: usize) -> bool {
        let word = &self.reading.words[at];
        let vocabulary = self.asked.bank.vocabulary(self.asked.language);
        word.is_function()
            || word.is_number()
            || vocabulary.is_ordinary(&self.reading.stems[at])
            || self.cues.contains(&at)
            || self.is_of_the_question(at)
    }

    /// Whether the words from here on say what a third person did, or that there is another one.
    fn did_something(&self, at: usize) -> bool {
        let is_same = |next: &usize| {
            self.reading.words.get(*next).is_some_and(|_| !self.is_start(*next))
                && !self.reading.breaks_before(*next)
        };
        let mut following = (at..at + 3).take_while(is_same);
        let Some(next) = following.find(|next| !lists(BETWEEN, self.folded(*next))) else { return false };
        let folded = self.folded(next);
        let joins = lists("e and", folded) && (self.is_capitalised(next + 1) || self.is_self(next + 1));
        joins || self.is_capitalised(next) || lists(DID, folded) || ends_as_did(folded, self.asked.language)
    }

    fn is_self(&self, at: usize) -> bool {
        self.reading.words.get(at).is_some_and(|word| lists("eu i", &word.folded))
    }

    fn is_start(&self, at: usize) -> bool {
        self.reading.sentences.iter().any(|range| range.start == at)
    }

    fn folded(&self, at: usize) -> &str {
        &self.reading.words[at].folded
    }

    fn surface(&self, at: usize) -> &str {
        let word = &self.reading.words[at];
        &self.reading.text[word.start..word.end]
    }

    /// A capital, then a small letter: not an acronym.
    fn is_capitalised(&self, at: usize) -> bool {
        if at >= self.reading.words.len() {
            return false;
        }
        let mut chars = self.surface(at).chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    }
}

/// "reescrevi", "recalibrei": what somebody did themselves, unless it is called so.
fn is_own_verb(folded: &str) -> bool {
    folded.len() >= 4 && folded.ends_with('i')
}

/// "pediu", "explicou", "estavam", "asked".
fn ends_as_did(folded: &str, language: Language) -> bool {
    let endings: &[&str] = match language {
        Language::Pt => &["ou", "eu", "iu", "ava", "aram", "eram", "iram", "avam"],
        Language::En => &["ed"],
    };
    folded.len() >= 4 && endings.iter().any(|ending| folded.ends_with(ending))
}
