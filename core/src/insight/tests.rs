use super::{Member, MemberHire, Panorama, Selection, Share, Topic};
use crate::{
    answer::compose_numbers,
    family::{Family, Level},
    insight::{Asked, FunnelPart, Stage},
    text::Language,
};

fn member(number: usize, family: Family, level: Level, skills: &[&str], english: &str) -> Member {
    let contract = if number.is_multiple_of(3) { "PJ/Autônomo" } else { "CLT Full" };
    Member {
        profile: format!("{number:03}"),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        english: english.to_owned(),
        spanish: String::new(),
        education: "Ensino Superior Completo".to_owned(),
        hires: vec![MemberHire {
            family: Some(family),
            level: Some(level),
            contracts: vec![contract.to_owned()],
            status: "Contratado pela Decision".to_owned(),
        }],
    }
}

/// 15 Java (12 senior, 3 junior), 10 SAP senior, 3 QA senior.
fn panorama() -> Panorama {
    let mut members = Vec::new();
    for number in 0..15 {
        let level = if number < 12 { Level::Senior } else { Level::Junior };
        let skills: &[&str] = if number < 9 { &["Java", "Kafka"] } else { &["Java"] };
        members.push(member(
            number,
            Family::Java,
            level,
            skills,
            if number < 8 { "Avançado" } else { "Básico" },
        ));
    }
    members.extend(
        (15..25).map(|number| member(number, Family::Sap, Level::Senior, &["SAP", "ABAP"], "Fluente")),
    );
    members.extend((25..28).map(|number| member(number, Family::Quality, Level::Senior, &["Selenium"], "")));
    let java = Some(Family::Java);
    let funnel = FunnelPart::count([
        (java, None, "Prospect", 40),
        (java, None, "Entrevista Técnica", 9),
        (java, None, "Contratado pela Decision", 15),
        (None, None, "Prospect", 20),
        (None, None, "Contratado pela Decision", 10),
        (None, None, "Entrevista Técnica", 6),
    ]);
    Panorama::new(members, Some(funnel))
}

fn of(family: Option<Family>, level: Option<Level>) -> Selection {
    Selection { family, level, skills: Vec::new() }
}

fn shares(shares: &[Share]) -> Vec<String> {
    shares.iter().map(|share| format!("{} {}", share.name, share.count)).collect()
}

#[test]
fn a_group_is_counted_with_its_denominators() {
    let insight = panorama().insight(&of(Some(Family::Java), None)).expect("told");
    assert_eq!(insight.n_profiles, 15);
    assert_eq!(shares(&insight.skills), ["Java 15", "Kafka 9"]);
    assert_eq!(
        (insight.english.n_known, shares(&insight.english.shares)),
        (15, vec!["Avançado 8".into(), "Básico 7".into()])
    );
    assert_eq!((insight.spanish.n_known, insight.spanish.has_hidden), (0, false));
    assert_eq!(shares(&insight.contracts.shares), ["CLT Full 10", "PJ/Autônomo 5"]);
}

#[test]
fn small_groups_and_what_gives_them_away_are_not_told() {
    let panorama = panorama();
    assert_eq!(panorama.insight(&of(Some(Family::Quality), None)), None, "3 people");
    // 15 Java people less 12 seniors would tell of 3 juniors.
    assert_eq!(panorama.insight(&of(Some(Family::Java), Some(Level::Senior))), None);
    assert_eq!(panorama.insight(&of(Some(Family::Java), Some(Level::Junior))), None);
    // 28 people less the families that are told would tell of 3 for QA.
    let told: usize = panorama.families(None).iter().map(|choice| choice.n_profiles).sum();
    assert!(28 - told >= 5, "{:?}", panorama.families(None));
}

#[test]
fn skills_narrow_a_group_and_are_not_told_of_it() {
    let java = of(Some(Family::Java), None);
    let kafka = Selection { skills: vec!["Kafka".into()], ..java };
    let insight = panorama().insight(&kafka).expect("told");
    assert_eq!((insight.n_profiles, shares(&insight.skills)), (9, vec!["Java 9".to_owned()]));
    let nobody = Selection { skills: vec!["Cobol".into()], ..Selection::default() };
    assert_eq!(panorama().insight(&nobody), None);
}

/// People with an English level each, all of one family and level.
fn speakers(levels: &[(&str, usize)]) -> Panorama {
    let all = levels.iter().flat_map(|(english, n)| std::iter::repeat_n(*english, *n));
    let members =
        all.enumerate().map(|(number, english)| member(number, Family::Java, Level::Senior, &[], english));
    Panorama::new(members.collect(), None)
}

#[test]
fn small_values_are_hidden_with_one_more_so_that_none_can_be_computed() {
    let english =
        |list: &[(&str, usize)]| speakers(list).insight(&Selection::default()).expect("told").english;
    let three = english(&[("Básico", 20), ("Avançado", 9), ("Fluente", 2)]);
    assert_eq!(
        (three.n_known, shares(&three.shares), three.has_hidden),
        (31, vec!["Básico 20".to_owned()], true)
    );
    let few = english(&[("Básico", 3), ("", 20)]);
    assert_eq!((few.n_known, few.shares.len(), few.has_hidden), (0, 0, true));
    let spelt = english(&[("Básico", 5), ("basico", 4)]);
    assert_eq!(shares(&spelt.shares), ["Básico 9"]);
}

#[test]
fn naming_a_skill_tells_nothing_of_the_few_who_lack_it() {
    // 16 for Java, 15 of whom name Git; the other has intermediate English.
    let members = (0..16).map(|number| {
        let skills: &[&str] = if number == 0 { &["Java"] } else { &["Java", "Git"] };
        member(
            number,
            Family::Java,
            Level::Senior,
            skills,
            if number < 7 { "Intermediário" } else { "Básico" },
        )
    });
    let panorama = Panorama::new(members.collect(), None);
    let java = of(Some(Family::Java), None);
    let git = Selection { skills: vec!["Git".into()], ..java.clone() };
    assert_eq!(panorama.insight(&java).expect("told").english.shares[1].count, 7);
    assert_eq!(panorama.insight(&git), None);
}

#[test]
fn a_value_is_not_told_where_those_without_the_skill_are_few() {
    // 10 of 20 name Kafka; of those who do not, 2 have advanced English.
    let members = (0..20).map(|number| {
        let skills: &[&str] = if number < 10 { &["Java", "Kafka"] } else { &["Java"] };
        let is_advanced = !(5..18).contains(&number);
        member(number, Family::Java, Level::Senior, skills, if is_advanced { "Avançado" } else { "Básico" })
    });
    let panorama = Panorama::new(members.collect(), None);
    let kafka = Selection { skills: vec!["Kafka".into()], ..of(Some(Family::Java), None) };
    let told = panorama.insight(&kafka).expect("told").english;
    assert_eq!((told.n_known, told.shares.len(), told.has_hidden), (10, 0, true), "7 less 5 would be 2");
}

#[test]
fn what_is_typical_of_a_family_is_told_of_it_rather_than_of_everybody() {
    let members = (0..24).map(|number| {
        let (family, skills): (Family, &[&str]) = match number {
            0..12 => (Family::Java, &["Java", "Kafka", "Git"]),
            12..14 => (Family::Sap, &["SAP", "Java", "Kafka", "Git"]),
            _ => (Family::Sap, &["SAP", "Git"]),
        };
        member(number, family, Level::Senior, skills, "")
    });
    let panorama = Panorama::new(members.collect(), None);
    let told = |selection: &Selection| shares(&panorama.insight(selection).expect("told").skills);
    assert_eq!(told(&of(Some(Family::Java), None)), ["Git 12", "Kafka 12"]);
    assert_eq!(told(&Selection::default()), ["Git 24", "Java 14", "SAP 12"]);
}

#[test]
fn the_funnel_beside_the_number_hired_tells_of_no_few() {
    let java = Some(Family::Java);
    let hires = |status: &str, n: usize| (0..n).map(move |_| status.to_owned()).collect::<Vec<_>>();
    let statuses =
        [hires("Aprovado", 5), hires("Contratado pela Decision", 8), hires("Contratado como Hunting", 2)];
    let members = statuses.concat().into_iter().enumerate().map(|(number, status)| {
        let mut member = member(number, Family::Java, Level::Senior, &[], "");
        member.hires[0].status = status;
        member
    });
    let rows = [
        (java, None, "Prospect", 40),
        (java, None, "Desistiu", 3),
        (java, None, "Aprovado", 5),
        (java, None, "Contratado pela Decision", 8),
        (java, None, "Contratado como Hunting", 2),
        (None, None, "Contratado como Hunting", 20),
        (None, None, "Desistiu", 20),
    ];
    let panorama = Panorama::new(members.collect(), Some(FunnelPart::count(rows)));
    let funnel = panorama.funnel(&of(java, None)).expect("told");
    assert_eq!(funnel.count("Contratado como Hunting"), None);
    assert_eq!(funnel.count("Aprovado"), None, "15 hired less 5 and 8 would be 2: {funnel:?}");
    assert_eq!(funnel.count("Contratado pela Decision"), Some(8));
    let hired = funnel.reached(Stage::Approved).expect("a stage");
    assert_eq!((hired.count, hired.is_lower_bound), (8, true));
}

#[test]
fn answers_carry_their_denominators_and_say_what_is_left_out() {
    let panorama = panorama();
    let say = |topic, family, language| {
        let asked = Asked { topic, selection: of(family, None) };
        compose_numbers(&panorama, &asked, &[], language)
            .statements
            .into_iter()
            .map(|said| said.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        say(Topic::Skills, Some(Family::Java), Language::Pt),
        [
            "Entre 15 perfis contratados para Java, as competências que mais aparecem: Java (15 de 15), Kafka (9 de 15)."
        ]
    );
    assert_eq!(
        say(Topic::English, Some(Family::Java), Language::En),
        [
            "Among 15 profiles hired for Java, the level of English stated by 15: Avançado (8 of 15), Básico (7 of 15)."
        ]
    );
    let interview = say(Topic::Funnel(Some(Stage::Interview)), Some(Family::Java), Language::Pt);
    assert!(
        interview[0].starts_with("De 64 candidaturas para Java, chegaram pelo menos a: Entrevista técnica"),
        "{interview:?}"
    );
    assert!(interview[0].contains("(24 de 64)") && interview[0].contains("9 de 64"), "{interview:?}");
    let few = say(Topic::Skills, Some(Family::Quality), Language::Pt);
    assert!(
        few[0].starts_with("Não há números a mostrar para as contratações para Qualidade e testes"),
        "{few:?}"
    );
}

#[test]
fn the_same_people_give_the_same_numbers() {
    let selection = Selection::default();
    assert_eq!(panorama().insight(&selection), panorama().insight(&selection));
    assert_eq!(panorama().funnel(&selection), panorama().funnel(&selection));
}
