//! What a vacancy is for: its family of work and its level, read from titles and fields as exports and people spell them.
//!
//! The export's own areas are coarse ("TI - Desenvolvimento/Programação" holds Java, .NET, Python and front-end alike), so
//! the title decides and the area is asked where the title says nothing.

mod level;

pub use level::Level;

use crate::{
    bundle::Vacancy,
    text::{Language, fold},
};

/// A family of work. The ids are those of the interviewer's question bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Scrum Masters, Product Owners, project managers.
    Agile,
    /// Data engineering, science, BI, databases.
    Data,
    /// C# and .NET.
    DotNet,
    /// Front-end and mobile.
    Frontend,
    /// Infrastructure, cloud, `DevOps`, networks.
    Infrastructure,
    /// Java.
    Java,
    /// COBOL and what runs beside it.
    Mainframe,
    /// Python back-ends.
    Python,
    /// Tests and quality.
    Quality,
    /// SAP, functional and technical.
    Sap,
    /// Information security.
    Security,
    /// User support and application support.
    Support,
}

/// Words of titles, folded, by family. The first family that has a word of the title gets the vacancy: the more
/// special ones come first ("QA Java" tests, "Engenheiro de Dados Python" builds pipelines).
const TITLE_WORDS: [(Family, &[&str]); 12] = [
    (Family::Sap, &["sap", "abap", "fiori", "hana", "s/4hana", "successfactors"]),
    (Family::Mainframe, &["mainframe", "cobol", "cics", "jcl", "natural adabas", "zos", "z/os", "as400"]),
    (
        Family::Security,
        &[
            "seguranca",
            "security",
            "pentester",
            "pentest",
            "ciberseguranca",
            "cybersecurity",
            "cyber",
            "soc",
            "devsecops",
            "lgpd",
            "iam",
        ],
    ),
    (
        Family::Quality,
        &["qa", "teste", "testes", "test", "tests", "tester", "testador", "qualidade", "quality", "sdet"],
    ),
    (
        Family::Data,
        &[
            "dados",
            "data",
            "bi",
            "dba",
            "analytics",
            "etl",
            "business intelligence",
            "power bi",
            "machine learning",
            "database",
            "databases",
            "cientista",
            "datawarehouse",
        ],
    ),
    (
        Family::Agile,
        &[
            "scrum",
            "agile",
            "agil",
            "ageis",
            "agilidade",
            "agilista",
            "kanban",
            "product owner",
            "po",
            "produto",
            "product",
            "product manager",
            "pmo",
            "projetos",
            "projeto",
            "project",
            "projects",
            "agilistas",
        ],
    ),
    (Family::Python, &["python", "django", "flask", "fastapi"]),
    (Family::DotNet, &[".net", "net", "dotnet", "c#", "csharp", "asp.net", "vb.net"]),
    (Family::Java, &["java", "j2ee", "jee", "spring", "spring boot"]),
    (
        Family::Frontend,
        &[
            "front",
            "frontend",
            "front-end",
            "front end",
            "angular",
            "react",
            "react.js",
            "vue",
            "vue.js",
            "javascript",
            "typescript",
            "mobile",
            "android",
            "ios",
            "flutter",
            "kotlin",
            "swift",
        ],
    ),
    (
        Family::Infrastructure,
        &[
            "infraestrutura",
            "infra",
            "infrastructure",
            "cloud",
            "devops",
            "sre",
            "redes",
            "rede",
            "network",
            "linux",
            "aws",
            "azure",
            "kubernetes",
            "nuvem",
            "sysadmin",
            "virtualizacao",
        ],
    ),
    (
        Family::Support,
        &[
            "suporte",
            "support",
            "service desk",
            "help desk",
            "helpdesk",
            "servicedesk",
            "sustentacao",
            "field",
            "n1",
            "n2",
            "n3",
        ],
    ),
];

/// Parts of the export's areas, folded, that belong to one family.
const AREAS: [(&str, Family); 9] = [
    ("sap", Family::Sap),
    ("banco de dados", Family::Data),
    ("qualidade", Family::Quality),
    ("seguranca", Family::Security),
    ("infraestrutura", Family::Infrastructure),
    ("suporte", Family::Support),
    ("projetos", Family::Agile),
    ("gestao e alocacao", Family::Agile),
    ("arquitetura de infra", Family::Infrastructure),
];

impl Family {
    /// By id.
    pub const ALL: [Self; 12] = [
        Self::Agile,
        Self::Data,
        Self::DotNet,
        Self::Frontend,
        Self::Infrastructure,
        Self::Java,
        Self::Mainframe,
        Self::Python,
        Self::Quality,
        Self::Sap,
        Self::Security,
        Self::Support,
    ];

    /// Stable name for files, wires and options.
    pub fn id(self) -> &'static str {
        match self {
            Self::Agile => "agil",
            Self::Data => "dados",
            Self::DotNet => "dotnet",
            Self::Frontend => "frontend",
            Self::Infrastructure => "infra",
            Self::Java => "java",
            Self::Mainframe => "mainframe",
            Self::Python => "python",
            Self::Quality => "qa",
            Self::Sap => "sap",
            Self::Security => "seguranca",
            Self::Support => "suporte",
        }
    }

    /// The family of an id; case and accents do not matter.
    pub fn from_id(id: &str) -> Option<Self> {
        let id = fold(id.trim());
        Self::ALL.into_iter().find(|family| family.id() == id)
    }

    /// What people call it.
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Agile, Language::Pt) => "Agilidade e produto",
            (Self::Agile, Language::En) => "Agile and product",
            (Self::Data, Language::Pt) => "Dados",
            (Self::Data, Language::En) => "Data",
            (Self::DotNet, _) => ".NET",
            (Self::Frontend, Language::Pt) => "Front-end e mobile",
            (Self::Frontend, Language::En) => "Front-end and mobile",
            (Self::Infrastructure, Language::Pt) => "Infraestrutura e cloud",
            (Self::Infrastructure, Language::En) => "Infrastructure and cloud",
            (Self::Java, _) => "Java",
            (Self::Mainframe, _) => "Mainframe",
            (Self::Python, _) => "Python",
            (Self::Quality, Language::Pt) => "Qualidade e testes",
            (Self::Quality, Language::En) => "Quality and testing",
            (Self::Sap, _) => "SAP",
            (Self::Security, Language::Pt) => "Segurança da informação",
            (Self::Security, Language::En) => "Information security",
            (Self::Support, Language::Pt) => "Suporte e sustentação",
            (Self::Support, Language::En) => "Support",
        }
    }

    /// The family a title, or any short text, names; none when it names none.
    pub fn of_title(title: &str) -> Option<Self> {
        let words = spaced(title);
        let names = |word: &str| words.contains(&format!(" {word} "));
        TITLE_WORDS.iter().find(|(_, list)| list.iter().any(|word| names(word))).map(|(family, _)| *family)
    }

    /// The family of a vacancy: by title, else by area. None for what fits no family, such as plain "Programador".
    pub fn of_fields(title: &str, area: &str, sap: bool) -> Option<Self> {
        let by_area = || {
            let area = fold(area);
            AREAS.iter().find(|(part, _)| area.contains(part)).map(|(_, family)| *family)
        };
        if sap { Some(Self::Sap) } else { Self::of_title(title).or_else(by_area) }
    }

    /// [`Self::of_fields`] of a vacancy of the bundle.
    pub fn of(vacancy: &Vacancy) -> Option<Self> {
        Self::of_fields(&vacancy.title, &vacancy.area, vacancy.sap)
    }
}

/// Folded words between single spaces, technical punctuation kept, so that whole words can be looked for.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '#' | '.' | '+' | '-' | '/');
    let words = folded.split(|c: char| !is_part(c)).flat_map(|word| {
        let word = word.trim_end_matches(['.', '-', '/']).trim_start_matches(['-', '/']);
        let whole = ["front-end", "s/4hana", "z/os"].contains(&word);
        let parts: Vec<&str> = if whole { vec![word] } else { word.split(['/', '-']).collect() };
        parts
    });
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::Family;

    #[test]
    fn titles_name_their_family() {
        for (title, family) in [
            ("Desenvolvedor Java Angular SR", Some(Family::Java)),
            ("Analista de Testes Java", Some(Family::Quality)),
            ("Data Engineer Júnior - RE-328200", Some(Family::Data)),
            ("ANALISTA PROGRAMADOR COBOL JR", Some(Family::Mainframe)),
            ("Desenvolvedor .NET Core PL", Some(Family::DotNet)),
            ("Dev C#/Angular", Some(Family::DotNet)),
            ("Especialista SAP FI/CO", Some(Family::Sap)),
            ("Estágio em Desenvolvimento Front-end", Some(Family::Frontend)),
            ("Coordenador de Produto", Some(Family::Agile)),
            ("Analista de Governança de Segurança da Informação", Some(Family::Security)),
            ("Técnico de Suporte JR", Some(Family::Support)),
            ("DevOps AWS Pleno", Some(Family::Infrastructure)),
            ("Programador", None),
            ("Desenvolvedor JavaScript", Some(Family::Frontend)),
        ] {
            assert_eq!(Family::of_title(title), family, "{title}");
        }
    }

    #[test]
    fn the_area_decides_where_the_title_is_silent() {
        assert_eq!(
            Family::of_fields("Analista Pleno", "TI - Banco de Dados e BI", false),
            Some(Family::Data)
        );
        assert_eq!(Family::of_fields("Analista", "TI - Desenvolvimento/Programação", false), None);
        assert_eq!(Family::of_fields("Consultor MM", "", true), Some(Family::Sap));
    }

    #[test]
    fn ids_lead_back_to_their_family() {
        assert!(Family::ALL.into_iter().all(|family| Family::from_id(family.id()) == Some(family)));
        assert_eq!(Family::from_id(" Segurança "), Some(Family::Security));
        assert_eq!(Family::from_id("rh"), None);
    }
}
