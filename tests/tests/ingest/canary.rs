//! Personal data of every kind, planted in every free-text field: none of it may reach a file of the bundle.

use std::fs;

use recruta::ingest::ingest;
use serde_json::{Value, json};

use super::{args, files};

/// One canary a line. Each is followed by a technical word that must survive, to show that the field was used.
const PLANTED: &str = "Nome: Quitéria Zambrano Falcão\nQUITERIA Z. FALCAO\nquiteria.zambrano@correio.example.org\n\
    Tel (11) 97777-4433 / 1133445566\nCPF 123.456.789-09 RG 22.333.444-5 SSP/SP CNPJ 11.222.333/0001-81 PIS 123.45678.90-1\n\
    Rua das Acácias, 432, apto 51 - Vila Esperança - Osasco/SP - CEP 06010-067\nNascida em 17/08/1983, 36 anos de idade\n\
    Estado civil: divorciada, 2 filhos, brasileira, sexo feminino\nlinkedin.com/in/quiteria-zf e https://example.com/quiteria\n\
    Pretensão salarial: R$ 9.876,00 CLT\nfoto_quiteria.jpg\nReferência: Sra. Olímpia Buarque, gestora\n\
    Indicada por Hermenegildo Tatsch\nCliente: Siderúrgica Pedra Moura Ltda\nFalar com o Sr. Praxedes Quintela\n\
    Skype: live:quiteria.zf\nPCD\nTecnologia: ";

/// What must be nowhere, folded to lower case.
const GONE: [&str; 36] = [
    "quitéria",
    "quiteria",
    "zambrano",
    "falcão",
    "falcao",
    "@",
    "97777",
    "4433",
    "1133445566",
    "456.789",
    "333.444",
    "0001-81",
    "45678",
    "acácias",
    "432",
    "vila esperança",
    "06010",
    "1983",
    "17/08",
    "36 anos",
    "divorciada",
    "filhos",
    "brasileira",
    "feminino",
    "linkedin",
    "http",
    "9.876",
    ".jpg",
    "olímpia",
    "buarque",
    "hermenegildo",
    "tatsch",
    "siderúrgica",
    "praxedes",
    "quintela",
    "pcd",
];

fn planted(skill: &str) -> Value {
    json!(format!("{PLANTED}{skill}"))
}

/// Exports of one approved pair with canaries in every field.
pub fn exports() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let row = json!({"nome": "Sra. Quitéria Zambrano Falcão", "codigo": "77", "situacao_candidado": "Aprovado",
        "data_candidatura": "01-01-2021", "ultima_atualizacao": "", "comentario": planted("Cobol"),
        "recrutador": "Hermenegildo Tatsch"});
    let prospects = json!({"5": {"titulo": planted("Perl"), "modalidade": "", "prospects": [row]}});
    fs::write(dir.path().join("prospects.json"), prospects.to_string()).expect("written");
    fs::write(dir.path().join("vagas.json"), json!({"5": vacancy()}).to_string()).expect("written");
    fs::write(dir.path().join("applicants.json"), json!({"77": applicant(), "78": {}}).to_string())
        .expect("written");
    dir
}

fn vacancy() -> Value {
    json!({
        "informacoes_basicas": {"titulo_vaga": planted("Kotlin"), "vaga_sap": "Não", "cliente": "Siderúrgica Pedra Moura Ltda",
            "solicitante_cliente": "Praxedes Quintela", "requisitante": "Olímpia Buarque", "tipo_contratacao": planted("Scala"),
            "superior_imediato": "Superior Imediato: Hermenegildo Tatsch", "nome": "", "telefone": "(11) 97777-4433"},
        "perfil_vaga": {"estado": "São Paulo", "cidade": planted("Lua"), "nivel profissional": planted("Ruby"),
            "nivel_academico": planted("Rust"), "nivel_ingles": planted("Swift"), "nivel_espanhol": planted("Dart"),
            "areas_atuacao": planted("Groovy"), "principais_atividades": planted("Kubernetes"),
            "competencia_tecnicas_e_comportamentais": planted("Terraform"),
            "habilidades_comportamentais_necessarias": planted("Ansible"), "demais_observacoes": planted("Nada")},
        "beneficios": {"valor_venda": "R$ 9.876,00"}
    })
}

fn applicant() -> Value {
    json!({
        "infos_basicas": {"nome": "Quitéria Zambrano Falcão", "codigo_profissional": "77", "email": "quiteria.zambrano@correio.example.org",
            "telefone": "(11) 97777-4433", "objetivo_profissional": planted("Docker"), "inserido_por": "Olímpia Buarque",
            "local": "Osasco, São Paulo"},
        "informacoes_pessoais": {"nome": "Sra. Quitéria Zambrano Falcão", "cpf": "123.456.789-09", "data_nascimento": "17-08-1983",
            "endereco": "Rua das Acácias, 432", "skype": "live:quiteria.zf", "url_linkedin": "linkedin.com/in/quiteria-zf"},
        "informacoes_profissionais": {"titulo_profissional": planted("Java"), "area_atuacao": planted("Python"),
            "conhecimentos_tecnicos": planted("Oracle"), "certificacoes": planted("Scrum"), "outras_certificacoes": planted("ITIL"),
            "remuneracao": "R$ 9.876,00", "nivel_profissional": planted("Kafka"), "qualificacoes": planted("Redis"),
            "experiencias": planted("Jenkins")},
        "formacao_e_idiomas": {"nivel_academico": planted("Django"), "nivel_ingles": planted("Flask"),
            "nivel_espanhol": planted("Spark"), "outro_idioma": planted("Hive"), "cursos": planted("Linux"),
            "instituicao_ensino_superior": planted("Selenium"), "outro_curso": planted("Cypress")},
        "cargo_atual": {"cargo_atual": planted("Grafana"), "cliente": "Siderúrgica Pedra Moura Ltda",
            "nome_superior_imediato": "Praxedes Quintela", "email_corporativo": "quiteria@correio.example.org"},
        "cv_pt": planted("PostgreSQL"), "cv_en": planted("MongoDB, Elasticsearch, RabbitMQ, Cassandra")
    })
}

#[test]
fn no_planted_personal_data_reaches_a_file() {
    let (exports, root) = (exports(), tempfile::tempdir().expect("a folder"));
    let out = root.path().join("bundle");
    let report = ingest(&args(exports.path(), &out)).expect("ingests");
    let files = files(&out);
    for (name, bytes) in files.iter().filter(|(name, _)| name.as_str() != "embeddings.safetensors") {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let hashless: String = text.split('"').filter(|part| part.len() != 64).collect();
        for gone in GONE {
            let around =
                hashless.find(gone).map(|at| hashless[..at].chars().rev().take(60).collect::<String>());
            assert!(
                around.is_none(),
                "{gone:?} in {name} after {:?}",
                around.map(|text| text.chars().rev().collect::<String>())
            );
        }
    }
    let passages = String::from_utf8_lossy(&files["passages.json"]).into_owned();
    for kept in
        ["Java", "Docker", "Oracle", "Scrum", "ITIL", "Jenkins", "Linux", "PostgreSQL", "RabbitMQ", "Kotlin"]
    {
        assert!(passages.contains(kept), "{kept} is lost");
    }
    let vacancies = String::from_utf8_lossy(&files["vacancies.json"]).into_owned();
    assert!(["Kubernetes", "Terraform", "Ansible"].iter().all(|kept| vacancies.contains(kept)));
    assert!(report.removed.total() > 100);
}
