//! A vacancy's trade: the family of work its interview is about, and the words that name another trade beyond doubt.
//!
//! Most of a competency's terms are shared ground: a Java vacancy and a .NET one both ask for Docker, Git and APIs. They weigh a
//! vacancy's own competencies, but say nothing of its trade. A question of another trade is only fair where the vacancy names
//! something that is that trade's alone, as a Java vacancy does that asks for Angular.

use super::{
    bank::{Bank, Competency},
    vacancy::Target,
    weigh::Text,
};
use crate::{family::Family, text::fold};

/// Terms of the competencies, folded, that are one trade's own: its languages, products and roles, no methods and nothing
/// that other trades use beside it.
const NAMES: [(Family, &[&str]); 12] = [
    (Family::Agile, &["scrum master", "product owner", "pmbok", "ms project", "pmo", "bpmn"]),
    (
        Family::Data,
        &[
            "power bi",
            "tableau",
            "qlik",
            "dax",
            "airflow",
            "dbt",
            "ssis",
            "informatica powercenter",
            "spark",
            "databricks",
            "hadoop",
            "bigquery",
            "data vault",
            "data warehouse",
            "data lake",
            "lakehouse",
            "machine learning",
            "scikit-learn",
            "xgboost",
            "tensorflow",
            "mlops",
            "oracle rac",
            "rman",
            "data guard",
            "dba",
        ],
    ),
    (
        Family::DotNet,
        &[
            "c#",
            "vb.net",
            ".net core",
            ".net framework",
            "asp.net",
            "asp.net mvc",
            "asp.net core",
            "blazor",
            "linq",
            "ef core",
            "entity framework",
            "dapper",
            "xunit",
            "nunit",
            "moq",
            "wpf",
            "web forms",
        ],
    ),
    (
        Family::Frontend,
        &[
            "javascript",
            "typescript",
            "jquery",
            "html",
            "html5",
            "css",
            "css3",
            "sass",
            "bootstrap",
            "tailwind",
            "react",
            "next.js",
            "redux",
            "vue.js",
            "angular",
            "rxjs",
            "ngrx",
            "react native",
            "kotlin",
            "swift",
            "flutter",
            "jasmine",
            "jest",
            "storybook",
            "webpack",
            "vite",
            "micro frontends",
        ],
    ),
    (
        Family::Infrastructure,
        &[
            "terraform",
            "ansible",
            "cloudformation",
            "helm",
            "vmware",
            "hyper-v",
            "windows server",
            "cisco",
            "fortinet",
            "bgp",
            "ospf",
            "sd-wan",
            "prometheus",
            "red hat",
        ],
    ),
    (
        Family::Java,
        &[
            "java",
            "java 8",
            "java 17",
            "jvm",
            "spring",
            "spring boot",
            "spring mvc",
            "spring security",
            "spring data",
            "quarkus",
            "hibernate",
            "jpa",
            "junit",
            "mockito",
        ],
    ),
    (
        Family::Mainframe,
        &[
            "cobol",
            "jcl",
            "cics",
            "db2",
            "vsam",
            "adabas",
            "control-m",
            "z/os",
            "endevor",
            "changeman",
            "xpediter",
            "file-aid",
            "rexx",
        ],
    ),
    (
        Family::Python,
        &[
            "python",
            "python 3",
            "django",
            "fastapi",
            "flask",
            "sqlalchemy",
            "pandas",
            "numpy",
            "celery",
            "asyncio",
            "pytest",
            "uipath",
            "rpa",
        ],
    ),
    (
        Family::Quality,
        &[
            "selenium",
            "cypress",
            "robot framework",
            "appium",
            "jmeter",
            "gatling",
            "k6",
            "cucumber",
            "gherkin",
            "restassured",
            "istqb",
        ],
    ),
    (
        Family::Sap,
        &[
            "sap fi",
            "sap co",
            "sap mm",
            "sap wm",
            "sap sd",
            "sap hcm",
            "abap",
            "fiori",
            "s/4hana",
            "hana",
            "successfactors",
            "ariba",
            "idoc",
            "bapi",
            "solution manager",
        ],
    ),
    (
        Family::Security,
        &[
            "siem",
            "splunk",
            "qradar",
            "microsoft sentinel",
            "mitre att&ck",
            "kali linux",
            "metasploit",
            "nmap",
            "burp suite",
            "owasp top 10",
            "nessus",
            "qualys",
            "iso 27001",
            "nist",
            "pci dss",
            "pentest",
            "waf",
        ],
    ),
    (
        Family::Support,
        &["glpi", "servicenow", "intune", "sccm", "jira service management", "service desk", "help desk"],
    ),
];

/// Names of a trade that a text without a telling title needs.
const MIN_NAMES: usize = 2;

/// Terms of a family that a pasted text must have for its title to be believed: "Técnico de Segurança do Trabalho" is no
/// trade of the bank.
const MIN_TERMS: usize = 2;

/// The family a vacancy belongs to: what its title or fields say, else the trade it names most. None for another line of work.
pub(super) fn of(bank: &Bank, target: &Target, title: &Text, text: &Text) -> Option<Family> {
    let of_bundle = target.brief.id.is_some();
    let n_terms = |family: Family| {
        let own = bank.competencies().iter().filter(|competency| competency.family() == family.id());
        own.map(|competency| text.quotes(competency).len()).sum::<usize>()
    };
    let said = target.family.filter(|family| of_bundle || n_terms(*family) >= MIN_TERMS);
    said.or_else(|| {
        let n_names = |(_, names): &&(Family, &[&str])| {
            let in_title = names.iter().filter(|name| title.has(name)).count();
            names.iter().filter(|name| text.has(name)).count() + in_title
        };
        // The first of equals, so that the choice does not hang on the table's end.
        let most = NAMES.iter().rev().max_by_key(n_names)?;
        (n_names(&most) >= MIN_NAMES).then_some(most.0)
    })
}

/// Whether a text names a competency of another trade by something that is that trade's alone.
pub(super) fn names(text: &Text, competency: &Competency) -> bool {
    let own = NAMES.iter().find(|(family, _)| family.id() == competency.family());
    own.is_some_and(|(_, names)| {
        competency.terms.iter().any(|term| names.contains(&fold(term).as_str()) && text.has(term))
    })
}

#[cfg(test)]
mod tests {
    use super::NAMES;
    use crate::{interview::bank::Competency, text::fold};

    #[test]
    fn every_name_is_a_term_of_its_family() {
        let files = [
            include_str!("../../../data/interview/competencies/agil.json"),
            include_str!("../../../data/interview/competencies/dados.json"),
            include_str!("../../../data/interview/competencies/dotnet.json"),
            include_str!("../../../data/interview/competencies/frontend.json"),
            include_str!("../../../data/interview/competencies/infra.json"),
            include_str!("../../../data/interview/competencies/java.json"),
            include_str!("../../../data/interview/competencies/mainframe.json"),
            include_str!("../../../data/interview/competencies/python.json"),
            include_str!("../../../data/interview/competencies/qa.json"),
            include_str!("../../../data/interview/competencies/sap.json"),
            include_str!("../../../data/interview/competencies/seguranca.json"),
            include_str!("../../../data/interview/competencies/suporte.json"),
        ];
        for ((family, names), file) in NAMES.iter().zip(files) {
            let known: Vec<Competency> = serde_json::from_str(file).expect("is valid");
            assert!(known.iter().all(|competency| competency.family() == family.id()));
            let terms: Vec<String> =
                known.iter().flat_map(|one| one.terms.iter().map(|term| fold(term))).collect();
            for name in *names {
                assert!(terms.iter().any(|term| term == name), "{name} of {family:?}");
            }
        }
    }
}
