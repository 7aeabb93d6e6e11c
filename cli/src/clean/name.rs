//! Finding names in text: one pass over the words, with look-ups in hash sets.

use super::{
    directory::{Directory, Found, capitalised, is_honorific},
    lexicon::{announces, is_generic, is_ordinary, is_role, is_technical, makes_namesake, place_length},
    mark::{Kind, MARK, Removed},
    own::Own,
    word::{Word, joins, words},
};

/// The federal units, as they follow a city: "Vitória - ES".
const STATES: &str = "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO";

/// Removes the candidate's own names, other people's and clients'.
///
/// **Complexity.** Linear in the text: at each word at most [`Directory::MAX_WORDS`] words are looked at.
pub(super) fn remove_names(text: &str, own: &Own, directory: &Directory, removed: &mut Removed) -> String {
    let words = words(text);
    let scan = Scan { text, words: &words, own, directory };
    let mut left = String::with_capacity(text.len());
    let (mut copied, mut at) = (0, 0);
    while at < words.len() {
        let Some((end, kind)) = scan.name_at(at) else {
            at += scan.place_at(at).max(1);
            continue;
        };
        let first = scan.with_honorific(at);
        match kind {
            Kind::Honorific => removed.add(Kind::OtherName, usize::from(end > at + 1)),
            _ => removed.add(kind, 1),
        }
        removed.add(Kind::Honorific, usize::from(first < at || kind == Kind::Honorific));
        let start = words[first].start.max(copied);
        left.push_str(&text[copied..start]);
        left.push(MARK);
        copied = words[end - 1].end();
        at = end;
    }
    left.push_str(&text[copied..]);
    left
}

struct Scan<'a, 't> {
    text: &'t str,
    words: &'a [Word<'t>],
    own: &'a Own,
    directory: &'a Directory,
}

impl Scan<'_, '_> {
    /// The name that begins at word `at`: the word after its last, and what it is.
    fn name_at(&self, at: usize) -> Option<(usize, Kind)> {
        if self.place_at(at) > 0 {
            return None;
        }
        let own = self.own_run(at).or_else(|| self.own_single(at)).map(|end| (end, Kind::OwnName));
        own.or_else(|| self.listed(at)).or_else(|| self.addressed(at))
    }

    fn place_at(&self, at: usize) -> usize {
        place_length(self.words[at..].iter().map(|word| word.folded.as_str()))
    }

    /// The text between word `at` and the next.
    fn gap(&self, at: usize) -> &str {
        self.words.get(at + 1).map_or("\n\n\n\n", |next| &self.text[self.words[at].end()..next.start])
    }

    /// Two or more of the candidate's own words in a row, particles and initials between them allowed.
    fn own_run(&self, at: usize) -> Option<usize> {
        let is_own = |word: &Word<'_>| self.own.has_word(&word.folded) && word.text.to_lowercase() != "março";
        if !is_own(&self.words[at]) {
            return None;
        }
        let (mut end, mut n, mut next) = (at + 1, 1, at + 1);
        while let Some(word) = self.words.get(next) {
            let gap = self.gap(next - 1);
            if let Some(after) = self.nickname(next).filter(|after| is_own(&self.words[*after])) {
                (end, n, next) = (after + 1, n + 1, after + 1);
                continue;
            }
            let inverted = gap == ", " && word.may_be_name && self.words[next - 1].may_be_name;
            if !joins(gap) && !inverted {
                break;
            }
            if is_own(word) {
                (end, n) = (next + 1, n + 1);
            } else if !word.is_particle() && !word.is_initial() || next - end >= 3 {
                break;
            }
            next += 1;
        }
        let run = &self.words[at..end];
        let telling = run.iter().any(|word| is_own(word) && !is_ordinary(&word.folded));
        (n >= 2 && (telling || run.iter().any(|word| word.may_be_name))).then_some(end)
    }

    /// `Paulo "Paulinho" Dias`: the word after the nickname at `at`, in quotes or brackets.
    fn nickname(&self, at: usize) -> Option<usize> {
        let around = (self.gap(at.checked_sub(1)?), self.gap(at));
        let quoted = matches!(around, (" \"", "\" ") | (" “", "” ") | (" '", "' ") | (" (", ") "));
        (quoted && self.words[at].is_capitalised() && at + 1 < self.words.len()).then_some(at + 1)
    }

    /// One of the candidate's own words, where it can be nothing else.
    fn own_single(&self, at: usize) -> Option<usize> {
        let word = &self.words[at];
        let named =
            self.own.has_single(&word.folded) && word.may_be_name && word.text.to_lowercase() != "março";
        let announced = self.own.has_single(&word.folded) && self.is_announced(at);
        let single = (named || announced)
            && (!is_ordinary(&word.folded) || !word.case_is_weak)
            && !self.is_namesake(at);
        (single || self.own.is_handle(&word.folded)).then_some(at + 1)
    }

    /// Somebody of the directory, or a client.
    fn listed(&self, at: usize) -> Option<(usize, Kind)> {
        let word = &self.words[at];
        self.sequence(at).or_else(|| {
            let first_name = self.directory.is_first_name(&word.folded)
                || (self.is_addressed(at) && self.directory.starts_name(&word.folded) && is_telling(word));
            if first_name && (word.is_capitalised() || self.is_announced(at)) && !self.is_namesake(at) {
                return Some((self.surnames_after(at), Kind::OtherName));
            }
            let plain = !is_ordinary(&word.folded) && !is_generic(&word.folded);
            (word.is_capitalised() && plain && self.directory.is_single_client(&word.folded))
                .then_some((at + 1, Kind::Client))
        })
    }

    /// Whether a form of address stands right before: "sra conceicao".
    fn is_addressed(&self, at: usize) -> bool {
        self.with_honorific(at) < at
    }

    /// Whether what stands before says that a person follows, so that a name may be in small letters.
    fn is_announced(&self, at: usize) -> bool {
        let before = &self.words[at.saturating_sub(3)..at];
        let near = at > 0 && matches!(self.gap(at - 1), " " | ": " | ":" | " - " | "/ ");
        let words: Vec<&str> = before.iter().map(|word| word.folded.as_str()).collect();
        self.is_addressed(at)
            || (near
                && match words.as_slice() {
                    [.., last] if announces(last) => true,
                    [.., last, "a" | "o"] if announces(last) || matches!(*last, "com" | "c") => true,
                    [.., last] => matches!(*last, "pela" | "pelo"),
                    [] => false,
                })
    }

    /// "Juliana C." and "Juliana de Tal": what is joined to a first name by initials or a particle.
    fn surnames_after(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.gap(end - 1) == " " && self.words[end].is_initial() {
            end += 1;
        }
        let particle = self.gap(end - 1) == " "
            && matches!(self.words[end].folded.as_str(), "da" | "do" | "dos" | "das");
        let surname = particle && self.gap(end) == " " && self.words[end + 1].is_capitalised();
        if surname && !is_role(&self.words[end + 1].folded) { end + 2 } else { end }
    }

    fn sequence(&self, at: usize) -> Option<(usize, Kind)> {
        if !self.directory.starts_name(&self.words[at].folded) {
            return None;
        }
        let mut key = self.words[at].folded.clone();
        let (mut best, mut n, mut comma) = (None, 1, false);
        for next in at + 1..self.words.len() {
            let (gap, word) = (self.gap(next - 1), &self.words[next]);
            if n == Directory::MAX_WORDS || !(joins(gap) || matches!(gap, ", " | " & ")) {
                break;
            }
            comma |= gap.contains(',');
            if word.is_particle() || word.is_initial() {
                continue;
            }
            key.push(' ');
            key.push_str(&word.folded);
            n += 1;
            best = match self.directory.find(&key) {
                Some(Found::Person) if !comma && self.is_somebody(at, next + 1) => {
                    Some((next + 1, Kind::OtherName))
                }
                Some(Found::Inverted)
                    if comma && self.words[at].is_capitalised() && word.is_capitalised() =>
                {
                    Some((next + 1, Kind::OtherName))
                }
                Some(Found::Client) if self.is_company(at, next + 1) => {
                    Some((self.with_company_suffix(next + 1), Kind::Client))
                }
                _ => best,
            };
        }
        best
    }

    /// "rosa campos" in small letters are flowers, "Rosa campos" is half of it.
    fn is_somebody(&self, at: usize, end: usize) -> bool {
        let run = &self.words[at..end];
        let telling = run.iter().any(is_telling);
        let upper = run[0].is_capitalised() && run[run.len() - 1].may_be_name;
        (upper || telling) && !self.is_namesake(at)
    }

    /// Words in small letters beside others in capitals are a client's if there are three telling ones, or where
    /// something is at or for it: "frutas do campo" grow, "trabalho na frutas do campo" is a job.
    fn is_company(&self, at: usize, end: usize) -> bool {
        let run = &self.words[at..end];
        let telling = |word: &&Word<'_>| !is_ordinary(&word.folded) && !word.is_particle();
        let long = run.iter().filter(telling).count() > 2;
        let before = at.checked_sub(1).map_or("", |before| self.words[before].folded.as_str());
        let at_it = ["na", "no", "pela", "pelo", "a", "o", "cliente", "empresa", "para", "at", "for"];
        run.iter().any(|word| word.may_be_name) || long || at_it.contains(&before)
    }

    fn with_company_suffix(&self, mut end: usize) -> usize {
        let suffix = ["ltda", "s", "a", "sa", "me", "epp", "eireli", "inc", "llc", "ltd", "plc"];
        while self.words.get(end).is_some_and(|word| {
            suffix.contains(&word.folded.as_str())
                && word.may_be_name
                && matches!(self.gap(end - 1), " " | "/" | "." | ". " | ", ")
        }) {
            end += 1;
        }
        end
    }

    /// A form of address, with the capitalised words after it.
    fn addressed(&self, at: usize) -> Option<(usize, Kind)> {
        let word = &self.words[at];
        if !is_honorific(&word.folded) {
            return None;
        }
        let end = self.name_after(at);
        let feminine =
            matches!(word.folded.as_str(), "sra" | "srta" | "sras" | "dra" | "mrs" | "senhorita" | "profa");
        if feminine {
            return Some((end, Kind::Honorific));
        }
        // "SR" and "DR" in capitals without a dot are "sênior" and "disaster recovery".
        let dotted = self.text[word.end()..].starts_with('.');
        let form = dotted || word.text.chars().any(char::is_lowercase);
        (end > at + 1 && form && self.may_address(at)).then_some((end, Kind::Honorific))
    }

    /// "Analista Sr. Pleno" is a level: "Sr" addresses somebody only at a start, or after an article or preposition.
    fn may_address(&self, at: usize) -> bool {
        if self.words[at].folded != "sr" || self.words[at].case_is_weak {
            return true;
        }
        let before = &self.words[at - 1].folded;
        let small = ["o", "a", "ao", "do", "da", "com", "pelo", "para", "por", "e", "pro", "no", "de"];
        !self.gap(at - 1).starts_with(' ') || small.contains(&before.as_str())
    }

    /// The word after the last of a run of capitalised words that follows word `at`.
    fn name_after(&self, at: usize) -> usize {
        let mut end = at + 1;
        let mut next = at + 1;
        while next - at <= 5
            && (matches!(self.gap(next - 1), " " | ". ") || (next == at + 1 && self.gap(at) == "."))
        {
            let word = &self.words[next];
            let upper = word.is_capitalised();
            if upper && !is_role(&word.folded) && !is_technical(word.text, &word.folded) {
                end = next + 1;
            } else if !word.is_particle() {
                break;
            }
            if next > at + 1 && self.gap(next) == ". " && !word.is_initial() {
                break;
            }
            next += 1;
        }
        end
    }

    /// The form of address right before word `at`, if there is one.
    fn with_honorific(&self, at: usize) -> usize {
        let Some(before) = at.checked_sub(1) else { return at };
        let near = matches!(self.gap(before), " " | ". " | "." | "\n" | "ª " | "º ");
        if near && is_honorific(&self.words[before].folded) { before } else { at }
    }

    /// Whether the name belongs to a saint, a school, a street, or is a city before its state.
    fn is_namesake(&self, at: usize) -> bool {
        let after = self.text[self.words[at].end()..].trim_start_matches([' ', '-', '–', '/', ',', '(']);
        let separated = !self.gap(at).chars().all(|c| c == ' ');
        let state = after.get(..2).is_some_and(|state| STATES.split(' ').any(|known| known == state));
        if state && separated && !after[2..].starts_with(char::is_alphanumeric) {
            return true;
        }
        let mut before = at;
        while before > 0 && at - before < 4 && matches!(self.gap(before - 1), " " | ". ") {
            before -= 1;
            let word = &self.words[before];
            if makes_namesake(&word.folded) {
                return true;
            }
            if !word.is_particle() && !word.is_capitalised() {
                return false;
            }
        }
        false
    }
}

/// Whether a word of a name is no everyday word, heading or product.
fn is_telling(word: &Word<'_>) -> bool {
    let folded = word.folded.as_str();
    !word.is_particle()
        && !is_ordinary(folded)
        && !is_generic(folded)
        && !is_role(folded)
        && !is_technical(&capitalised(folded), folded)
}

/// How many bytes of `text` are a capitalised name: for what follows "Nome:" or "falar com".
pub(super) fn name_length(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or("");
    let lead = line.len() - line.trim_start_matches([' ', ':', '-', '–']).len();
    let mut end = 0;
    let mut last = lead;
    for (n, word) in words(&line[lead..]).iter().enumerate() {
        let gap = &line[last..lead + word.start];
        let upper = word.is_capitalised();
        let name = upper && !is_role(&word.folded) && !is_technical(word.text, &word.folded);
        if n >= 7
            || !(n == 0 && gap.is_empty() || matches!(gap, " " | ". "))
            || !(name || (n > 0 && word.is_particle()))
        {
            break;
        }
        last = lead + word.end();
        if name {
            end = last;
        }
    }
    end
}
