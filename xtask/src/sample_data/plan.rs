//! Who applies where, and with what outcome: small records for everybody, before any text is written.

use std::collections::BTreeSet;

use super::date::Date;
use super::fragment::{Family, Fragments, Level, Skill};
use super::person::full_name;
use super::rng::Rng;
use super::status::{self, Status};

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// People in `applicants.json`.
    pub applicants: usize,
    /// Vacancies with content.
    pub vacancies: usize,
    /// Vacancies without title and rows.
    pub blank: usize,
    /// Rows in `prospects.json`.
    pub rows: usize,
    /// Rows with an approved status (at least).
    pub approved: usize,
}

impl Sizes {
    /// The committed sample.
    pub const SAMPLE: Self = Self { applicants: 300, vacancies: 96, blank: 8, rows: 780, approved: 176 };
    /// The size of the real export.
    pub const FULL: Self =
        Self { applicants: 42_482, vacancies: 11_127, blank: 2_957, rows: 53_759, approved: 3_000 };
}

/// A vacancy before its text.
#[derive(Debug, Clone)]
pub struct Vacancy {
    /// Key in the exports.
    pub id: u32,
    /// Index of the family.
    pub family: usize,
    /// Index of the track.
    pub track: usize,
    /// Level asked for.
    pub level: Level,
    /// Indices of the skills asked for, most important first.
    pub must: Vec<usize>,
    /// Indices of the skills wished for.
    pub wish: Vec<usize>,
    /// Day of the request.
    pub date: Date,
    /// Left out of `vagas.json` on purpose.
    pub orphan: bool,
}

/// A person before their text.
#[derive(Debug, Clone)]
pub struct Person {
    /// Key in the exports.
    pub code: u32,
    /// Index of the family.
    pub family: usize,
    /// Index of the track.
    pub track: usize,
    /// Level reached.
    pub level: Level,
    /// Whether feminine forms are used.
    pub female: bool,
    /// Full name.
    pub name: String,
    /// The vacancy they were first hired for.
    pub hired_for: Option<usize>,
    /// Day the CV was written.
    pub cv_date: Date,
    /// Day of registration.
    pub created: Date,
    /// Registered without a CV.
    pub no_cv: bool,
    /// Left out of `applicants.json` on purpose.
    pub orphan: bool,
}

/// One application.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Index of the vacancy.
    pub vacancy: usize,
    /// Index of the person.
    pub person: usize,
    /// Where it stands.
    pub status: Status,
    /// Day of the application.
    pub applied: Date,
    /// Day of the last change.
    pub updated: Date,
}

/// Everything decided before writing.
pub struct Plan {
    /// The seed all texts derive from.
    pub seed: u64,
    /// Vacancies with content.
    pub vacancies: Vec<Vacancy>,
    /// Ids of the vacancies without.
    pub blank: Vec<u32>,
    /// People; the last few are orphans.
    pub people: Vec<Person>,
    /// Rows by vacancy.
    pub rows: Vec<Vec<Row>>,
}

const LEVEL_CYCLE: [Level; 8] = [
    Level::Pleno,
    Level::Senior,
    Level::Junior,
    Level::Senior,
    Level::Pleno,
    Level::Especialista,
    Level::Estagio,
    Level::Coordenador,
];
const N_ORPHAN_VACANCIES: usize = 2;
const N_ORPHAN_PEOPLE: usize = 3;
/// The most rows one candidate has in the real export.
const MAX_ROWS_OF_ONE: usize = 37;

/// Decides on vacancies, people and rows.
pub fn plan(fragments: &Fragments, sizes: Sizes, seed: u64) -> Plan {
    let mut rng = Rng::of(seed, "plan", 0);
    let (vacancies, blank) = plan_vacancies(fragments, sizes, seed, &mut rng);
    let mut builder = Builder {
        fragments,
        seed,
        rng,
        people: Vec::with_capacity(sizes.applicants),
        rows: vec![Vec::new(); vacancies.len()],
        pairs: BTreeSet::new(),
        n_rows_of: Vec::with_capacity(sizes.applicants),
        vacancies,
    };
    for family in 0..fragments.families.len() {
        builder.hire(family, sizes);
    }
    builder.add_orphans();
    builder.apply_rest(sizes);
    builder.settle(sizes);
    let Builder { vacancies, people, mut rows, .. } = builder;
    for list in &mut rows {
        list.sort_by_key(|row| (row.updated, row.person));
        list.reverse();
    }
    Plan { seed, vacancies, blank, people, rows }
}

fn plan_vacancies(fragments: &Fragments, sizes: Sizes, seed: u64, rng: &mut Rng) -> (Vec<Vacancy>, Vec<u32>) {
    let total = sizes.vacancies + N_ORPHAN_VACANCIES + sizes.blank;
    let mut blank_at: Vec<bool> = (0..total).map(|slot| slot < sizes.blank).collect();
    rng.shuffle(&mut blank_at);
    let (mut vacancies, mut blank, mut id) = (Vec::new(), Vec::new(), 4_600);
    let (first, last) = (Date::new(2019, 2, 4), Date::new(2022, 11, 18));
    for (slot, is_blank) in blank_at.into_iter().enumerate() {
        id += 1 + rng.below(3) as u32;
        if is_blank {
            blank.push(id);
            continue;
        }
        let index = vacancies.len();
        let day = first.0 + (last.0 - first.0) * slot as i64 / total as i64 + rng.range(-6, 6);
        vacancies.push(vacancy(fragments, seed, index, id, Date(day)));
    }
    for vacancy in vacancies.iter_mut().skip(sizes.vacancies) {
        vacancy.orphan = true;
    }
    (vacancies, blank)
}

fn vacancy(fragments: &Fragments, seed: u64, index: usize, id: u32, date: Date) -> Vacancy {
    let mut rng = Rng::of(seed, "vacancy-plan", index);
    let n_families = fragments.families.len();
    let family = &fragments.families[index % n_families];
    // The round shifts by family, so that every family sees every level at different times.
    let level = LEVEL_CYCLE[(index / n_families + (index % n_families) * 3) % LEVEL_CYCLE.len()];
    let track = rng.weighted(&family.tracks.iter().map(|track| track.weight).collect::<Vec<_>>());
    let mut drawn: Vec<(u64, usize)> = eligible(family, track, date)
        .filter(|(_, skill)| skill.weights[level.column()] > 0)
        .map(|(at, skill)| {
            let weight = u64::from(skill.weights[level.column()]);
            // The square makes common skills clearly more common among what is asked for.
            (weight * weight * (50 + rng.below(50) as u64), at)
        })
        .collect();
    drawn.sort_by(|a, b| b.cmp(a));
    let n_must = match level {
        Level::Estagio => 4,
        Level::Junior => 5,
        _ => 6 + rng.below(3),
    };
    let mut skills = drawn.into_iter().map(|(_, at)| at);
    let must = skills.by_ref().take(n_must).collect();
    let wish = skills.take(2 + rng.below(2)).collect();
    Vacancy { id, family: index % n_families, track, level, must, wish, date, orphan: false }
}

/// The skills of a track that were in use on a day.
fn eligible(family: &Family, track: usize, day: Date) -> impl Iterator<Item = (usize, &Skill)> {
    let (id, year) = (&family.tracks[track].id, day.month().year());
    family.skills.iter().enumerate().filter(move |(_, skill)| skill.fits(id) && skill.since <= year)
}

/// What a person knows, as indices into the family's skills, in the family's order. Hired people know most of what their
/// vacancy asked for; everybody else knows what their level commonly knows.
pub fn skills_of(
    fragments: &Fragments,
    plan_seed: u64,
    vacancies: &[Vacancy],
    person: &Person,
    at: usize,
) -> Vec<usize> {
    let mut rng = Rng::of(plan_seed, "skills", at);
    let family = &fragments.families[person.family];
    let target = person.hired_for.map(|index| &vacancies[index]);
    let known: Vec<usize> = eligible(family, person.track, person.cv_date)
        .filter(|(index, skill)| {
            let base = skill.weights[person.level.column()];
            let percent = match target {
                _ if base >= 95 => 100,
                Some(vacancy) if vacancy.must.contains(index) => 93,
                Some(vacancy) if vacancy.wish.contains(index) => 60,
                Some(_) => base * 55 / 100,
                None => base * 72 / 100,
            };
            rng.chance(percent)
        })
        .map(|(index, _)| index)
        .collect();
    if known.len() >= 5 {
        return known;
    }
    // Too few to write about: the most common ones of the level.
    let mut common: Vec<(u32, usize)> = eligible(family, person.track, person.cv_date)
        .map(|(index, skill)| (skill.weights[person.level.column()], index))
        .collect();
    common.sort_by_key(|&(weight, index)| (std::cmp::Reverse(weight), index));
    let mut known: Vec<usize> = common.into_iter().take(6).map(|(_, index)| index).chain(known).collect();
    known.sort_unstable();
    known.dedup();
    known
}

struct Builder<'a> {
    fragments: &'a Fragments,
    seed: u64,
    rng: Rng,
    people: Vec<Person>,
    vacancies: Vec<Vacancy>,
    rows: Vec<Vec<Row>>,
    pairs: BTreeSet<(usize, usize)>,
    n_rows_of: Vec<usize>,
}

impl Builder<'_> {
    fn person(&mut self, family: usize, track: usize, level: Level, hired_for: Option<usize>) -> usize {
        let female = self.rng.chance(38);
        let name = full_name(&self.fragments.people, female, &mut self.rng);
        let day = Date::new(2019, 3, 1).plus(self.rng.range(0, 1_300));
        self.people.push(Person {
            code: 0,
            family,
            track,
            level,
            female,
            name,
            hired_for,
            cv_date: day,
            created: day,
            no_cv: false,
            orphan: false,
        });
        self.n_rows_of.push(0);
        self.people.len() - 1
    }

    fn push(&mut self, vacancy: usize, person: usize, status: Status) -> bool {
        if !self.pairs.insert((vacancy, person)) {
            return false;
        }
        self.n_rows_of[person] += 1;
        let applied = self.vacancies[vacancy].date.plus(self.rng.range(1, 38));
        let updated =
            applied.plus(self.rng.range(0, 9) + if status.approved() { self.rng.range(5, 24) } else { 0 });
        self.rows[vacancy].push(Row { vacancy, person, status, applied, updated });
        true
    }

    /// The family's share of people and of approved pairs.
    fn hire(&mut self, family: usize, sizes: Sizes) {
        let n_families = self.fragments.families.len();
        let mut slots: Vec<usize> =
            (0..sizes.vacancies).filter(|&at| self.vacancies[at].family == family).collect();
        self.rng.shuffle(&mut slots);
        let share = |total: usize| total / n_families + usize::from(family < total % n_families);
        let first = self.people.len();
        for round in 0..share(sizes.approved) {
            let vacancy = slots[round % slots.len()];
            let again = if self.rng.chance(9) { self.second_hire(vacancy, first) } else { None };
            let person = again.unwrap_or_else(|| {
                let wanted = &self.vacancies[vacancy];
                let (track, level) = (wanted.track, wanted.level);
                self.person(family, track, level, Some(vacancy))
            });
            let status = status::draw_approved(&mut self.rng);
            self.push(vacancy, person, status);
        }
        let weights: Vec<u32> =
            self.fragments.families[family].tracks.iter().map(|track| track.weight).collect();
        while self.people.len() - first < share(sizes.applicants) {
            let level = Level::ALL[self.rng.weighted(&[6, 24, 34, 28, 5, 3])];
            let track = self.rng.weighted(&weights);
            self.person(family, track, level, None);
        }
    }

    /// Somebody hired before for the same kind of work, at least a year earlier.
    fn second_hire(&self, vacancy: usize, first: usize) -> Option<usize> {
        let wanted = &self.vacancies[vacancy];
        (first..self.people.len()).find(|&at| {
            let person = &self.people[at];
            person.track == wanted.track
                && person.level == wanted.level
                && !self.pairs.contains(&(vacancy, at))
                && person.hired_for.is_some_and(|old| wanted.date.0 - self.vacancies[old].date.0 > 365)
        })
    }

    /// Rows whose vacancy or person is missing from the other files, approved ones among them.
    fn add_orphans(&mut self) {
        for at in 0..N_ORPHAN_PEOPLE {
            let vacancy = at * 7 + 2;
            let (family, track) = (self.vacancies[vacancy].family, self.vacancies[vacancy].track);
            let level = self.vacancies[vacancy].level;
            let person = self.person(family, track, level, None);
            self.people[person].orphan = true;
            self.push(vacancy, person, if at == 0 { Status::APPROVED } else { Status::PROSPECT });
        }
        for vacancy in self.vacancies.len() - N_ORPHAN_VACANCIES..self.vacancies.len() {
            let family = self.vacancies[vacancy].family;
            let person = self.nth_of(family, vacancy);
            self.push(vacancy, person, Status::APPROVED);
            let person = self.nth_of(family, vacancy + 5);
            self.push(vacancy, person, Status::PROSPECT);
        }
    }

    fn nth_of(&self, family: usize, n: usize) -> usize {
        let own: Vec<usize> = (0..self.people.len())
            .filter(|&at| self.people[at].family == family && self.people[at].hired_for.is_none())
            .collect();
        own[n % own.len()]
    }

    /// Fills up the rows: first everybody who has none, then the same people again, a few of them very often.
    fn apply_rest(&mut self, sizes: Sizes) {
        let mut waiting: Vec<usize> = (0..self.people.len())
            .filter(|&at| self.people[at].hired_for.is_none() && !self.people[at].orphan)
            .collect();
        self.rng.shuffle(&mut waiting);
        // One in eight registered but never applied.
        waiting.truncate(waiting.len() * 7 / 8);
        let by_family: Vec<Vec<usize>> = (0..self.fragments.families.len())
            .map(|family| (0..sizes.vacancies).filter(|&at| self.vacancies[at].family == family).collect())
            .collect();
        let mut n_rows: usize = self.rows.iter().map(Vec::len).sum();
        let mut turn = 0;
        while n_rows < sizes.rows {
            let person = match waiting.pop() {
                Some(person) => person,
                None => self.regular(),
            };
            let vacancy = self.vacancy_for(person, &by_family);
            let status = self.status_for(person, vacancy, turn);
            if self.push(vacancy, person, status) {
                n_rows += 1;
                turn += 1;
            }
        }
    }

    /// Somebody to apply once more; the cube makes a few people apply very often, as in the real export.
    fn regular(&mut self) -> usize {
        let n = self.people.len();
        loop {
            let draw = self.rng.below(1_000_000) as f64 / 1e6;
            let spread = ((draw * draw * draw) * n as f64) as usize;
            // A fixed stride spreads the frequent ones over all families.
            let at = (spread * 7_919 + 13) % n;
            if !self.people[at].orphan && self.n_rows_of[at] < MAX_ROWS_OF_ONE {
                return at;
            }
        }
    }

    fn vacancy_for(&mut self, person: usize, by_family: &[Vec<usize>]) -> usize {
        let (family, level) = (self.people[person].family, self.people[person].level);
        let other = self.rng.chance(7);
        let list = if other { self.rng.pick(by_family) } else { &by_family[family] };
        let mut best = *self.rng.pick(list);
        for _ in 0..4 {
            let near = (self.vacancies[best].level as i64 - level as i64).abs() <= 1
                && self.vacancies[best].track == self.people[person].track;
            let timely = self.people[person]
                .hired_for
                .is_none_or(|hired| (self.vacancies[hired].date.0 - self.vacancies[best].date.0).abs() < 420);
            if near && timely {
                break;
            }
            best = *self.rng.pick(list);
        }
        best
    }

    /// The first rows go once through all statuses, so that each occurs; then by weight and fit.
    fn status_for(&mut self, person: usize, vacancy: usize, turn: usize) -> Status {
        let (candidate, wanted) = (&self.people[person], &self.vacancies[vacancy]);
        let fits = candidate.family == wanted.family
            && candidate.track == wanted.track
            && (candidate.level as i64 - wanted.level as i64).abs() <= 1;
        if turn < 2 * status::NOT_APPROVED.len() {
            return status::NOT_APPROVED[turn % status::NOT_APPROVED.len()];
        }
        status::draw_open(&mut self.rng, fits)
    }

    /// Codes, dates that follow from the rows, and the oddities of registration.
    fn settle(&mut self, sizes: Sizes) {
        let mut code = 10_400;
        let mut codes: Vec<u32> = (0..self.people.len())
            .map(|_| {
                code += 1 + self.rng.below(4) as u32;
                code
            })
            .collect();
        self.rng.shuffle(&mut codes);
        let mut span: Vec<Option<(Date, Date)>> = vec![None; self.people.len()];
        for row in self.rows.iter().flatten() {
            let (first, last) = span[row.person].unwrap_or((row.applied, row.applied));
            span[row.person] = Some((first.min(row.applied), last.max(row.applied)));
        }
        for (at, person) in self.people.iter_mut().enumerate() {
            person.code = codes[at];
            let mut rng = Rng::of(self.seed, "settle", at);
            if let Some((first, last)) = span[at] {
                person.created = first.plus(-rng.range(0, 150));
                person.cv_date =
                    person.hired_for.map_or(last, |vacancy| self.vacancies[vacancy].date.plus(3));
                person.created = person.created.min(person.cv_date);
            }
            person.no_cv = if person.hired_for.is_none() { rng.chance(2) } else { at == 30 };
        }
        self.share_names(sizes);
    }

    /// A name is no identity: some people bear the name of somebody else.
    fn share_names(&mut self, sizes: Sizes) {
        for pair in 0..(sizes.applicants / 60).max(4) {
            let (one, two) = (pair * 17 + 3, pair * 23 + sizes.applicants / 2);
            if two < self.people.len() {
                self.people[two].name = self.people[one].name.clone();
                self.people[two].female = self.people[one].female;
            }
        }
    }
}
