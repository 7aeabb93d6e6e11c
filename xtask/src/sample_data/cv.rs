//! What a CV says: summary, jobs with bullets, projects, courses. How it looks is `layout`'s part.

use std::collections::BTreeSet;

use super::career::Job;
use super::fragment::{Common, Level, admitted};
use super::profile::Profile;
use super::rng::Rng;
use super::template::{Scene, Voice, bare, capitalised, joined, voiced};

/// The content of one CV, before layout.
pub struct Cv {
    /// Sentences of the summary.
    pub summary: Vec<String>,
    /// One per job, latest first.
    pub jobs: Vec<JobText>,
    /// Student projects.
    pub projects: Vec<String>,
    /// Certifications with year.
    pub certs: Vec<String>,
    /// Courses.
    pub courses: Vec<String>,
}

/// What is said about one job, most worth saying first.
pub struct JobText {
    /// Bullet lines.
    pub bullets: Vec<String>,
    /// Skills named in them.
    pub tools: Vec<String>,
}

/// Bullets written for the latest job and for those before it.
const MAX_BULLETS: [usize; 4] = [8, 5, 4, 3];

/// Writes the content of a CV.
pub fn content(common: &Common, profile: &Profile<'_>, rng: &mut Rng) -> Cv {
    let mut writer = Writer { common, profile, used: BTreeSet::new() };
    let noun_style = rng.chance(45);
    let summary = writer.summary(rng);
    let mut jobs = Vec::new();
    // Oldest first: the latest job has most to choose from, so it is the one to take what is left.
    for (age, job) in profile.history.jobs.iter().enumerate().rev() {
        let voice = match (noun_style, job.end) {
            (true, _) => Voice::Noun,
            (false, None) => Voice::Present,
            (false, Some(_)) => Voice::Past,
        };
        jobs.push(writer.job(job, voice, MAX_BULLETS[age.min(3)], rng));
    }
    jobs.reverse();
    let projects = if profile.person.level == Level::Estagio { writer.projects(rng) } else { Vec::new() };
    let certs = writer.certs(rng);
    let courses = writer.courses(rng);
    Cv { summary, jobs, projects, certs, courses }
}

struct Writer<'a> {
    common: &'a Common,
    profile: &'a Profile<'a>,
    /// Templates told already: nothing is said twice in one CV.
    used: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn scene(&self) -> Scene<'a> {
        // The profile outlives the scene, so its skills can be lent for as long.
        let profile = self.profile;
        Scene::new(profile.person.female, &profile.skills)
    }

    /// The first template of a shuffled list that can be told and was not told before.
    fn tell(
        &mut self,
        lines: &[&'a str],
        level: Level,
        scene: &mut Scene<'a>,
        rng: &mut Rng,
    ) -> Option<String> {
        let mut order = lines.to_vec();
        rng.shuffle(&mut order);
        for line in order {
            let Some(template) = admitted(line, level) else { continue };
            if self.used.contains(line) {
                continue;
            }
            if let Some(told) = scene.fill(template, rng) {
                self.used.insert(line);
                return Some(told);
            }
        }
        None
    }

    fn summary(&mut self, rng: &mut Rng) -> Vec<String> {
        let (profile, common) = (self.profile, self.common);
        let level = profile.person.level;
        let stage = match level {
            Level::Estagio => "intern",
            Level::Junior => "jr",
            Level::Pleno => "pl",
            Level::Coordenador => "lead",
            _ => "sr",
        };
        let track = &profile.family.tracks[profile.person.track];
        let mut scene = self.scene();
        scene.vars = vec![
            ("foco", rng.pick(&track.focus).clone()),
            ("anos", years(profile.history.months)),
            ("curso", profile.education.degree.clone()),
            ("setores", self.sectors()),
        ];
        let openers: Vec<&str> = common.openers[stage].iter().map(String::as_str).collect();
        let mut middle = profile.family.lines(&profile.family.summaries, profile.person.track);
        // The other lines claim experience that a trainee does not have.
        middle.retain(|line| level > Level::Estagio || line.starts_with("jr:"));
        let closers: Vec<&str> = common.closers.iter().map(String::as_str).collect();
        let mut sentences = Vec::new();
        sentences.extend(self.tell(&openers, level, &mut scene, rng));
        for _ in 0..=usize::from(level >= Level::Pleno && rng.chance(60)) {
            sentences.extend(self.tell(&middle, level, &mut scene, rng));
        }
        if rng.chance(55) {
            sentences.extend(self.tell(&closers, level, &mut scene, rng));
        }
        sentences.iter().map(|sentence| capitalised(sentence)).collect()
    }

    /// "mercado financeiro e varejo", from the jobs.
    fn sectors(&self) -> String {
        let mut labels: Vec<String> = Vec::new();
        for job in self.profile.history.jobs.iter().filter(|job| job.before.is_none()).take(2) {
            let label = &self.common.sectors[job.sector].label;
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
        labels.join(" e ")
    }

    fn job(&mut self, job: &'a Job<'a>, voice: Voice, most: usize, rng: &mut Rng) -> JobText {
        let (profile, common) = (self.profile, self.common);
        let family = profile.family;
        let mut activities = match (job.before, job.level) {
            (Some(before), _) => before.lines.iter().map(String::as_str).collect(),
            (None, Level::Estagio) => common.intern_lines.iter().map(String::as_str).collect(),
            (None, _) => family.lines(&family.activities, profile.person.track),
        };
        let mut achievements = family.lines(&family.achievements, profile.person.track);
        if job.level == Level::Coordenador {
            activities.extend(common.lead_lines.iter().map(String::as_str));
            achievements.extend(common.lead_achievements.iter().map(String::as_str));
        }
        if job.before.is_some() || job.level <= Level::Estagio {
            achievements.clear();
        }
        let mut scene = self.scene();
        scene.year = job.end.map_or(i64::MAX, super::date::Month::year);
        scene.vars.push(("da_empresa", joined("de", job.client.unwrap_or(job.company))));
        let (mut bullets, limit) = (Vec::new(), if job.before.is_some() { 2 } else { most });
        for index in 0..limit {
            scene.system = rng.pick(&common.sectors[job.sector].systems).as_str();
            let told = if index % 3 == 2 {
                self.tell(&achievements, job.level, &mut scene, rng).map(|line| proud(&line, voice, rng))
            } else {
                None
            };
            let told = told.or_else(|| {
                let line = self.tell(&activities, job.level, &mut scene, rng)?;
                voiced(common, &line, voice)
            });
            bullets.extend(told);
        }
        let mut tools = scene.mentioned;
        if job.before.is_some() {
            tools.clear();
        }
        JobText { bullets, tools }
    }

    fn projects(&mut self, rng: &mut Rng) -> Vec<String> {
        let lines: Vec<&str> = self.profile.family.academic.iter().map(String::as_str).collect();
        let mut scene = self.scene();
        let wanted = if self.profile.history.jobs.is_empty() { 4 } else { 2 };
        let told: Vec<String> =
            (0..wanted).filter_map(|_| self.tell(&lines, Level::Estagio, &mut scene, rng)).collect();
        told.iter().filter_map(|line| voiced(self.common, line, Voice::Past)).collect()
    }

    fn certs(&mut self, rng: &mut Rng) -> Vec<String> {
        let level = self.profile.person.level;
        let wanted = match level {
            Level::Estagio => 0,
            Level::Junior => usize::from(rng.chance(30)),
            Level::Pleno => usize::from(rng.chance(60)),
            _ => 1 + usize::from(rng.chance(45)),
        };
        let lines = self.profile.family.lines(&self.profile.family.certs, self.profile.person.track);
        let mut scene = self.scene();
        let now = self.profile.person.cv_date.month().year();
        let earliest = (self.profile.history.start.year() + 1).max(now - 3).min(now);
        let told: Vec<String> =
            (0..wanted).filter_map(|_| self.tell(&lines, level, &mut scene, rng)).collect();
        told.into_iter().map(|cert| format!("{cert} ({})", rng.range(earliest, now))).collect()
    }

    fn courses(&mut self, rng: &mut Rng) -> Vec<String> {
        let lines: Vec<&str> = self.profile.family.courses.iter().map(String::as_str).collect();
        let wanted = if self.profile.person.level == Level::Estagio { 2 } else { rng.below(3) };
        let mut scene = self.scene();
        let level = self.profile.person.level;
        let told: Vec<String> =
            (0..wanted).filter_map(|_| self.tell(&lines, level, &mut scene, rng)).collect();
        told.into_iter()
            .map(|course| match rng.below(3) {
                0 => course,
                1 => format!("{course} – {}h", rng.range(2, 10) * 8),
                _ => format!("{course} ({} horas)", rng.range(2, 10) * 8),
            })
            .collect()
    }
}

/// Among noun bullets, a first-person result is introduced.
fn proud(line: &str, voice: Voice, rng: &mut Rng) -> String {
    if voice != Voice::Noun {
        return line.to_owned();
    }
    let mut letters = line.chars();
    let lower: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    format!("{}: {lower}", rng.pick(&["Resultado", "Destaque", "Principal resultado", "Conquista"]))
}

/// "8 anos", "1 ano e meio", "7 meses".
pub fn years(months: i64) -> String {
    match months {
        ..12 => format!("{} meses", months.max(2)),
        12..18 => "pouco mais de 1 ano".into(),
        18..24 => "1 ano e meio".into(),
        _ if months % 12 >= 6 => format!("mais de {} anos", months / 12),
        _ => format!("{} anos", months / 12),
    }
}

/// "Nexo Sistemas (cliente: Banco Aurora)".
pub fn company_line(job: &Job<'_>) -> String {
    let company = capitalised(bare(job.company));
    job.client.map_or_else(|| company.clone(), |client| format!("{company} (cliente: {})", bare(client)))
}
