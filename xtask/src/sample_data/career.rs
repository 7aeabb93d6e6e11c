//! Working lives that add up: months of experience by level, jobs one after the other, titles that rise.

use super::date::Month;
use super::fragment::{Common, Family, FirstJob, Level};
use super::plan::Person;
use super::rng::Rng;

/// One employment.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// Title with level.
    pub title: String,
    /// Employer, with article.
    pub company: &'a str,
    /// For consultancies: the client, with article.
    pub client: Option<&'a str>,
    /// Index of the sector the work is for.
    pub sector: usize,
    /// First month.
    pub start: Month,
    /// Last month, or still there.
    pub end: Option<Month>,
    /// Level held.
    pub level: Level,
    /// Set when it came before the family's line of work.
    pub before: Option<&'a FirstJob>,
}

/// A working life.
#[derive(Debug, Clone)]
pub struct History<'a> {
    /// First month of the first job, or of the CV for those who had none.
    pub start: Month,
    /// Months in the family's line of work.
    pub months: i64,
    /// Latest first.
    pub jobs: Vec<Job<'a>>,
}

/// Makes a working life that ends at the day of the CV.
pub fn history<'a>(common: &'a Common, family: &Family, person: &Person, rng: &mut Rng) -> History<'a> {
    let (low, high) = [(3, 10), (11, 32), (38, 74), (86, 160), (125, 220), (135, 240)][person.level as usize];
    let now = person.cv_date.month();
    if person.level == Level::Estagio && rng.chance(55) {
        return History { start: now, months: 0, jobs: Vec::new() };
    }
    let idle = if rng.chance(68) { 0 } else { rng.range(1, 4) };
    let total = rng.range(low, high);
    let lengths = split(total, person.level, rng);
    let start = Month(now.0 - idle - total);
    let switched = lengths.len() > 2 && total > 60 && rng.chance(20);
    let sectors = sector_order(common, rng);
    let (mut jobs, mut at, mut companies) = (Vec::new(), start, Vec::new());
    let title_index = rng.below(family.tracks[person.track].titles.len());
    for (index, &length) in lengths.iter().enumerate() {
        let last = index + 1 == lengths.len();
        let before = (switched && index == 0).then(|| rng.pick(&common.first_jobs));
        let level = if last { person.level } else { level_at(at.0 - start.0, person.level) };
        let sector = sectors[index % sectors.len()];
        let (company, client) = if before.is_some() {
            (rng.pick(&common.sectors[sector].companies).as_str(), None)
        } else {
            employer(common, sector, level, &mut companies, rng)
        };
        let early = early_title(family, person, at);
        let title = before.map_or_else(
            || {
                early
                    .unwrap_or_else(|| title_of(family, person.track, title_index, level, person.female, rng))
            },
            |job| job.title[usize::from(person.female)].clone(),
        );
        let leave = Month(at.0 + length);
        let end = (!last || idle > 0).then(|| Month(leave.0 - i64::from(!last && length > 8)));
        jobs.push(Job { title, company, client, sector, start: at, end, level, before });
        at = leave;
    }
    let months = if switched { total - lengths[0] } else { total };
    jobs.reverse();
    History { start, months, jobs }
}

/// The older title of the track for a job that began before it had today's name.
fn early_title(family: &Family, person: &Person, start: Month) -> Option<String> {
    let early = family.tracks[person.track].early.as_ref()?;
    (start.year() < early.until).then(|| early.title[usize::from(person.female)].clone())
}

/// Cuts a number of months into jobs, none shorter than half a year.
fn split(total: i64, level: Level, rng: &mut Rng) -> Vec<i64> {
    let n = match level {
        Level::Estagio => 1,
        Level::Junior if total < 20 => 1,
        Level::Junior => 1 + rng.below(2),
        Level::Pleno => 2 + rng.below(2),
        _ => 3 + rng.below(2),
    };
    let mut weights: Vec<i64> = (0..n).map(|_| rng.range(6, 14)).collect();
    let sum: i64 = weights.iter().sum();
    let mut used = 0;
    for weight in weights.iter_mut().take(n - 1) {
        *weight = (total * *weight / sum).max(6);
        used += *weight;
    }
    weights[n - 1] = total - used;
    weights
}

/// The level somebody has after some months, never above the one they have now.
fn level_at(months: i64, now: Level) -> Level {
    let level = match months {
        ..18 => Level::Junior,
        18..60 => Level::Pleno,
        _ => Level::Senior,
    };
    if now >= Level::Especialista { level.min(Level::Senior) } else { level.min(now) }
}

/// Sectors in random order, so that a career does not stay with one system.
fn sector_order(common: &Common, rng: &mut Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..common.sectors.len()).collect();
    rng.shuffle(&mut order);
    order
}

fn employer<'a>(
    common: &'a Common,
    sector: usize,
    level: Level,
    used: &mut Vec<&'a str>,
    rng: &mut Rng,
) -> (&'a str, Option<&'a str>) {
    let companies = &common.sectors[sector].companies;
    let client = rng.pick(companies).as_str();
    if level == Level::Estagio || !rng.chance(38) {
        return (client, None);
    }
    let free: Vec<&str> =
        common.consultancies.iter().map(String::as_str).filter(|name| !used.contains(name)).collect();
    let company = *rng.pick(&free);
    used.push(company);
    (company, Some(client))
}

/// A title for a level: "Desenvolvedora Java Pleno", "Estagiário de Infraestrutura".
pub fn title_of(
    family: &Family,
    track: usize,
    index: usize,
    level: Level,
    female: bool,
    rng: &mut Rng,
) -> String {
    let track = &family.tracks[track];
    let form = usize::from(female);
    match level {
        Level::Estagio => format!("{} de {}", ["Estagiário", "Estagiária"][form], track.intern),
        Level::Especialista => track.spec[form].clone(),
        Level::Coordenador => track.lead[form].clone(),
        _ => {
            let title = &track.titles[index % track.titles.len()];
            // Nobody starts as a manager.
            let title = if level == Level::Junior && title[0].starts_with("Gerente") {
                &track.titles[0]
            } else {
                title
            };
            let title = &title[form];
            if level == Level::Pleno && rng.chance(35) {
                title.clone()
            } else {
                format!("{title} {}", level.name())
            }
        }
    }
}
