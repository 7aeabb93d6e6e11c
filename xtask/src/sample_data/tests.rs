//! What must hold for the sample, checked on what the generator really gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::fragment::{ByTrack, Fragments};
use super::layout::word_count;
use super::plan::Sizes;
use super::template::{Voice, voiced};
use super::{DEFAULT_SEED, generate, sample_dir};

const FILES: [&str; 3] = ["applicants.json", "prospects.json", "vagas.json"];
const APPROVED: [&str; 4] =
    ["Contratado pela Decision", "Aprovado", "Contratado como Hunting", "Proposta Aceita"];

/// A folder of its own under the system's temporary one, removed at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("recruta-sample-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn generated(name: &str, sizes: Sizes, seed: u64) -> Self {
        let folder = Self::new(name);
        generate(&folder.0, sizes, seed, false).unwrap();
        folder
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn committed(file: &str) -> Value {
    serde_json::from_slice(&fs::read(sample_dir().join(file)).unwrap()).unwrap()
}

fn rows() -> Vec<(String, Value)> {
    let prospects = committed("prospects.json");
    let mut rows = Vec::new();
    for (id, vacancy) in prospects.as_object().unwrap() {
        rows.extend(vacancy["prospects"].as_array().unwrap().iter().map(|row| (id.clone(), row.clone())));
    }
    rows
}

fn leaf<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is not a string in {value}"))
}

/// Sentences of six words and more, without the person's own data.
fn sentences(cv: &str) -> BTreeSet<String> {
    cv.split('\n')
        .flat_map(|line| line.split(". "))
        .map(|line| line.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
        .filter(|line| word_count(line) >= 6)
        .collect()
}

#[test]
fn committed_sample_is_what_the_generator_gives() {
    let folder = Folder::generated("committed", Sizes::SAMPLE, DEFAULT_SEED);
    let mut total_bytes = 0;
    for file in FILES {
        let expected = fs::read(sample_dir().join(file)).unwrap();
        assert!(folder.bytes(file) == expected, "{file}: run cargo xtask sample-data and commit the result");
        total_bytes += expected.len();
    }
    assert!(total_bytes < 3 << 20, "{total_bytes} bytes are too many to commit");
}

#[test]
fn same_seed_gives_same_bytes_and_another_seed_others() {
    let one = Folder::generated("one", Sizes::SAMPLE, 7);
    let two = Folder::generated("two", Sizes::SAMPLE, 7);
    let other = Folder::generated("other", Sizes::SAMPLE, 8);
    for file in FILES {
        assert!(one.bytes(file) == two.bytes(file), "{file} differs for one seed");
        assert!(one.bytes(file) != other.bytes(file), "{file} is the same for two seeds");
    }
}

#[test]
fn sizes_asked_for_are_met() {
    let sizes = Sizes { applicants: 1_200, vacancies: 300, blank: 60, rows: 1_700, approved: 90 };
    let folder = Folder::generated("sizes", sizes, 11);
    let read = |file| serde_json::from_slice::<Value>(&folder.bytes(file)).unwrap();
    assert_eq!(read("applicants.json").as_object().unwrap().len(), sizes.applicants);
    let prospects = read("prospects.json");
    let n_rows: usize = prospects
        .as_object()
        .unwrap()
        .values()
        .map(|vacancy| vacancy["prospects"].as_array().unwrap().len())
        .sum();
    assert_eq!(n_rows, sizes.rows);
}

#[test]
fn all_statuses_occur_and_families_have_hires() {
    let (applicants, vacancies) = (committed("applicants.json"), committed("vagas.json"));
    assert_eq!(applicants.as_object().unwrap().len(), 300);
    assert!(vacancies.as_object().unwrap().len() >= 80);
    let rows = rows();
    let statuses: BTreeSet<&str> = rows.iter().map(|(_, row)| leaf(row, "situacao_candidado")).collect();
    assert_eq!(statuses.len(), 21);
    let plan = super::plan::plan(&Fragments::load().unwrap(), Sizes::SAMPLE, DEFAULT_SEED);
    let families: BTreeMap<String, usize> =
        plan.vacancies.iter().map(|vacancy| (vacancy.id.to_string(), vacancy.family)).collect();
    let mut by_family: BTreeMap<usize, usize> = BTreeMap::new();
    for (id, row) in &rows {
        let joins = vacancies.get(id).is_some() && applicants.get(leaf(row, "codigo")).is_some();
        if joins && APPROVED.contains(&leaf(row, "situacao_candidado")) {
            *by_family.entry(families[id]).or_default() += 1;
        }
    }
    assert!(by_family.values().sum::<usize>() >= 140, "{by_family:?}");
    assert!(by_family.len() == 12 && by_family.values().all(|&n| n >= 10), "{by_family:?}");
}

#[test]
fn cvs_have_80_to_350_words_and_no_open_slots() {
    let mut n_empty = 0;
    for (code, applicant) in committed("applicants.json").as_object().unwrap() {
        for key in ["cv_pt", "cv_en"] {
            let cv = leaf(applicant, key);
            let n_words = word_count(cv);
            assert!(cv.is_empty() || (80..=350).contains(&n_words), "{code} {key}: {n_words} words");
            assert!(!cv.contains(['{', '}', '<', '>', '[', ']']), "{code} {key} has an open slot");
        }
        n_empty += usize::from(leaf(applicant, "cv_pt").is_empty());
    }
    assert!((1..=10).contains(&n_empty), "{n_empty} empty CVs");
}

#[test]
fn no_two_cvs_are_alike() {
    let applicants = committed("applicants.json");
    let cvs: Vec<(&String, BTreeSet<String>)> = applicants
        .as_object()
        .unwrap()
        .iter()
        .map(|(code, applicant)| (code, sentences(leaf(applicant, "cv_pt"))))
        .filter(|(_, sentences)| !sentences.is_empty())
        .collect();
    for (at, (code, one)) in cvs.iter().enumerate() {
        for (other, two) in &cvs[..at] {
            let shared = one.intersection(two).count() as f64 / one.len().min(two.len()) as f64;
            assert!(shared <= 0.3, "{code} and {other} share {shared:.2} of their sentences");
        }
    }
}

#[test]
fn oddities_of_the_export_are_there() {
    let folder = sample_dir();
    let raw = fs::read_to_string(folder.join("prospects.json")).unwrap();
    assert!(raw.starts_with("{\r\n") && !raw.replace("\r\n", "").contains('\n'), "every line ends in CRLF");
    assert!(raw.contains('\u{96}') && raw.contains('\u{F0E0}') && raw.contains("Sra. "));
    let (applicants, vacancies, rows) = (committed("applicants.json"), committed("vagas.json"), rows());
    for (_, row) in &rows {
        let untouched = leaf(row, "situacao_candidado") == "Inscrito";
        assert_eq!(leaf(row, "ultima_atualizacao").is_empty(), untouched);
        assert!(leaf(row, "comentario").chars().count() <= 255);
    }
    assert!(rows.iter().any(|(_, row)| leaf(row, "comentario").chars().count() == 255));
    assert!(rows.iter().any(|(_, row)| leaf(row, "comentario").contains('\n')));
    assert!(rows.iter().any(|(_, row)| applicants.get(leaf(row, "codigo")).is_none()));
    assert!(rows.iter().any(|(id, _)| vacancies.get(id).is_none()));
    let approved: BTreeSet<&str> = rows
        .iter()
        .filter(|(_, row)| APPROVED.contains(&leaf(row, "situacao_candidado")))
        .map(|(_, row)| leaf(row, "codigo"))
        .collect();
    let mixed = rows.iter().filter(|(_, row)| leaf(row, "situacao_candidado").starts_with("Não Aprovado"));
    assert!(mixed.filter(|(_, row)| approved.contains(leaf(row, "codigo"))).count() >= 3);
    let raw = fs::read_to_string(folder.join("vagas.json")).unwrap();
    for odd in ["00-00-0000", "01-01-1970", "\"nivel profissional\"", "&amp;", "<br>"] {
        assert!(raw.contains(odd), "{odd} is missing");
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for applicant in applicants.as_object().unwrap().values() {
        *names.entry(leaf(&applicant["infos_basicas"], "nome")).or_default() += 1;
    }
    assert!(names.values().any(|&n| n > 1), "a name belongs to several codes");
}

#[test]
fn hired_people_know_what_their_vacancy_asks_for() {
    let fragments = Fragments::load().unwrap();
    let plan = super::plan::plan(&fragments, Sizes::SAMPLE, DEFAULT_SEED);
    let (mut hired, mut others) = ((0, 0), (0, 0));
    for row in plan.rows.iter().flatten() {
        let (person, vacancy) = (&plan.people[row.person], &plan.vacancies[row.vacancy]);
        if person.family != vacancy.family {
            continue;
        }
        let known = super::plan::skills_of(&fragments, plan.seed, &plan.vacancies, person, row.person);
        let n_known = vacancy.must.iter().filter(|skill| known.contains(skill)).count();
        let sums = if row.status.approved() { &mut hired } else { &mut others };
        *sums = (sums.0 + n_known, sums.1 + vacancy.must.len());
    }
    let share = |(known, asked): (usize, usize)| known as f64 / asked as f64;
    assert!(share(hired) > 0.85 && share(hired) > share(others) + 0.15, "{} {}", share(hired), share(others));
}

/// Every verb-first line must start with a verb of the table, and every skill it names must exist in its family.
#[test]
fn fragments_use_known_verbs_and_skills() {
    let fragments = Fragments::load().unwrap();
    let common = &fragments.common;
    let strip = |line: &str| {
        let rest = ["sr:", "pl:", "jr:"].iter().find_map(|tag| line.strip_prefix(tag)).unwrap_or(line);
        rest.strip_prefix("{since:")
            .and_then(|rest| rest.split_once('}'))
            .map_or(rest, |(_, rest)| rest)
            .to_owned()
    };
    let flat = |map: &ByTrack| map.values().flatten().map(|line| strip(line)).collect::<Vec<_>>();
    for family in &fragments.families {
        let mut verbal = flat(&family.activities);
        verbal.extend(flat(&family.duties));
        verbal.extend(family.academic.iter().cloned());
        for line in &verbal {
            let told = voiced(common, line, Voice::Noun);
            assert!(told.is_some(), "{}: unknown verb in `{line}`", family.id);
            let left = told.unwrap();
            let infinitive = left.split(" e ").skip(1).find(|piece| {
                let word = piece.split(' ').next().unwrap_or_default();
                word.len() > 4 && ["ar", "er", "ir"].iter().any(|end| word.ends_with(end))
            });
            assert!(infinitive.is_none(), "{}: `{line}` becomes `{left}`", family.id);
        }
        let tracks: BTreeSet<&str> = family.tracks.iter().map(|track| track.id.as_str()).collect();
        for map in
            [&family.activities, &family.duties, &family.achievements, &family.summaries, &family.certs]
        {
            assert!(map.keys().all(|key| key == "*" || tracks.contains(key.as_str())), "{}", family.id);
        }
        verbal.extend(flat(&family.achievements));
        verbal.extend(flat(&family.summaries));
        verbal.extend(flat(&family.en.activities));
        verbal.extend(flat(&family.en.summaries));
        for line in &verbal {
            for slot in line.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(slot, _)| slot)
            {
                let category = slot.trim_start_matches('?').trim_start_matches('2');
                let known = family
                    .skills
                    .iter()
                    .any(|skill| skill.name == slot || (slot.starts_with('?') && skill.category == category));
                assert!(known, "{}: unknown skill in `{line}`", family.id);
            }
        }
    }
    let shared = common.lead_lines.iter().chain(&common.intern_lines);
    for line in shared.chain(common.first_jobs.iter().flat_map(|job| &job.lines)) {
        assert!(voiced(common, line, Voice::Noun).is_some(), "unknown verb in `{line}`");
    }
}
