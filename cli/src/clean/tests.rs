//! What goes and what stays, as tables.

mod people;

use proptest::prelude::*;

use super::{Cleaner, Directory, Kind, Own, Removed};

fn cleaner() -> Cleaner {
    let mut directory = Directory::default();
    for name in [
        "Sra. Juliana Cassiano",
        "Neca",
        "Superior Imediato: Marcos da Costa Prado",
        "Jenkins",
        "Vitória Melo",
    ] {
        directory.add_staff(name);
    }
    for name in ["Theodoro Nogueira", "Dr. João Pedro Lima Sá", "Rosa Campos"] {
        directory.add_person(name);
    }
    for name in [
        "Morris, Moran and Dodson",
        "Banco Aurora S/A",
        "Oracle",
        "Gonzalez Ltda",
        "Financeira Jequitibá",
        "SAP Brasil",
        "Grupo Mercado Bom Dia",
        "Banco Digital",
    ] {
        directory.add_client(name);
    }
    Cleaner::new(directory)
}

fn own() -> Own {
    let names = ["Sr. Paulo Henrique da Silva Dias".to_owned(), "PAULO H. SILVA".to_owned()];
    let contacts =
        ["(11) 91234-5678", "paulinho.ti", "linkedin.com/in/phsd", "00000000", "-"].map(str::to_owned);
    Own::new(&names, "25-04-1977", &contacts)
}

fn clean(text: &str) -> String {
    cleaner().clean(text, &own(), &mut Removed::default())
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    check_with(&cleaner(), &own(), table);
}

#[track_caller]
fn check_with(cleaner: &Cleaner, own: &Own, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, want)| (text, want, cleaner.clean(text, own, &mut Removed::default())))
        .filter(|(_, want, got)| got != *want)
        .map(|(text, want, got)| format!("\n  {text:?}\n    want {want:?}\n    got  {got:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[track_caller]
fn stays(texts: &[&str]) {
    let table: Vec<_> = texts.iter().map(|text| (*text, *text)).collect();
    check(&table);
}

#[test]
fn links_mail_and_handles_go() {
    check(&[
        ("Java | ana.lima+cv@mail.example.com.br | SQL", "Java | SQL"),
        ("E-mail: ana@example.com", ""),
        ("contato: ana (at) example (dot) com, Java", "Java"),
        ("ana arroba example ponto com", ""),
        ("ana [arroba] example [ponto] com", ""),
        ("ana.lima (arroba) example (ponto) com (ponto) br", ""),
        ("github: analima, Java", "Java"),
        ("fulano@", ""),
        ("Perfil: https://www.linkedin.com/in/ana-lima-1a2b/ e Java", "Java"),
        ("linkedin.com/in/ana", ""),
        ("/in/ana-lima-77", ""),
        ("GitHub: github.com/analima, Docker", "Docker"),
        ("Portfólio www.analima.dev", ""),
        ("Site analima.com.br", ""),
        ("Skype: live:ana.lima", ""),
        ("Skype: paulinho.ti", ""),
        ("fale com paulinho.ti hoje", "fale hoje"),
        ("Instagram: @ana", ""),
        ("linkedin: ana-lima", ""),
        ("foto_paulo.jpg", ""),
        ("Foto: foto 3x4 final.JPG", ""),
        ("anexo CV_Ana.pdf, Java", "Java"),
    ]);
}

#[test]
fn phones_go() {
    check(&[
        ("(11) 98765-4321", ""),
        ("Tel.: (11) 4321-0987 / Cel: 11 98765 4321", ""),
        ("+55 11 98765-4321 | Java", "Java"),
        ("11987654321", ""),
        ("Celular 11.98765.4321", ""),
        ("WhatsApp: 98765-4321", ""),
        ("fone (0xx11) 4321-0987", ""),
        ("fone (0**11) 4321-0987", ""),
        ("recado 4321 0987 com Ana", "com Ana"),
        ("011 4321-0987", ""),
        ("11-98765-4321, Java", "Java"),
        ("+1 (555) 010-9999", ""),
        ("98765432", ""),
        ("Contato (55) 11 9 8765-4321", ""),
        ("Telefone residencial: 11 4321-0987", ""),
        ("Telefone: (83) 98765-4321 / (83) 4321-0987", ""),
        ("Tel: (11) 4321-0987, (11) 4321-0988 e (11) 98765-4321 | Java", "Java"),
        ("Fones: 11 4321-0987 / 11 4321-0988 / 11 98765-4321\n2015 - 2019 Java", "2015 - 2019 Java"),
    ]);
}

#[test]
fn documents_go() {
    check(&[
        ("CPF: 123.456.789-09", ""),
        ("cpf 12345678909, Java", "Java"),
        ("CPF nº 123 456 789 09", ""),
        ("123.456.789/09", ""),
        ("CNPJ 12.345.678/0001-90 (PJ)", "(PJ)"),
        ("PJ CNPJ 40861365000125", "PJ"),
        ("RG: 12.345.678-X SSP/SP", ""),
        ("R.G. 12345678-9", ""),
        ("RG MG-12.345.678", ""),
        ("12.345.678-9", ""),
        ("PIS 123.45678.90-1", ""),
        ("CTPS nº 1234567", ""),
        ("CNH 01234567890", ""),
        ("Passaporte: FX123456", ""),
        ("Título de eleitor 1234 5678 9012", ""),
        ("CREA: 5061234567", ""),
    ]);
}

#[test]
fn addresses_go_and_cities_stay() {
    check(&[
        ("Rua das Flores, 123 - Jardim Paulista - São Paulo/SP - CEP 01310-100", ""),
        ("Av. Brigadeiro Luís Antônio, nº 2020, apto 45 bloco B", ""),
        ("rua das flores, 45", ""),
        ("R. Augusta, 900", ""),
        ("Av. Central, 924 – Bela Vista – Porto Alegre/RS – CEP 00526-779 | Java", "Java"),
        ("Porto Alegre/RS – Java", "Porto Alegre/RS – Java"),
        ("Endereço: Al. Santos, 12 ap 3 Telefone: 11 4321-0987", ""),
        ("Endereço: Travessa do Sol 5\nJava", "Java"),
        ("Moro na Rua Augusta em São Paulo", "Moro em São Paulo"),
        ("CEP: 01310100", ""),
        ("Bairro: Vila Mariana | Java", "Java"),
        ("RUA DAS PALMEIRAS, 77 - CENTRO", ""),
        ("Praça da Sé, 10", ""),
        ("Rua D'Ávila, 123, apto 45", ""),
        ("Rua Olho d'Água, 77 - Java", "Java"),
        ("Rua Estrela d´Alva, 9", ""),
        ("Av. Sant’Ana 100 bloco B", ""),
        ("Rua D' Ávila, 123 | SQL", "SQL"),
        ("Rodovia Raposo Tavares, km 22", ""),
    ]);
}

#[test]
fn birth_family_and_traits_go() {
    check(&[
        ("Data de nascimento: 25/04/1977", ""),
        ("Nascido em 25 de abril de 1977, Java", "Java"),
        ("Nasc.: 01.02.80", ""),
        ("Born on April 25, 1977", ""),
        ("Turma de 25.04.77 e 1977-04-25", "Turma"),
        ("Idade: 35 anos", ""),
        ("35 anos de idade", ""),
        ("Tenho 35 anos, moro perto", "moro perto"),
        ("Brasileiro, casado, 40 anos", ""),
        ("Brasileira • Solteira • 29 anos • sem filhos", ""),
        ("Estado civil: Casado(a)\nJava", "Java"),
        ("Estado Civil casada, 2 filhos", ""),
        ("união estável", ""),
        ("Sexo: F", ""),
        ("sexo masculino, Java", "Java"),
        ("Nacionalidade: brasileira - Naturalidade: Recife", ""),
        ("PCD - deficiência auditiva, CID H90.3", ""),
        ("Religião: católica | Java", "Java"),
        ("I am 35 years old", "I am"),
        ("Married, two children", ""),
        ("Born on 12th March 1985, Java", "Java"),
        ("nascida aos 3 de maio de 1988", ""),
        ("Male, 34 years old | Java", "Java"),
        ("É mãe de dois, usa Java", "usa Java"),
        ("mulher negra, Java", "Java"),
        ("Evangélico\nJava", "Java"),
    ]);
}

#[test]
fn money_goes() {
    check(&[
        ("Pretensão salarial: R$ 6.000,00 CLT", ""),
        ("pretensão 8k PJ, Java", "Java"),
        ("Último salário R$5.500,00 + benefícios", "+ benefícios"),
        ("Salário atual: 7.500", ""),
        ("PJ R$ 72,00/hora", "PJ"),
        ("R$ 8 mil", ""),
        ("Ganho atual 9k, Java", "Java"),
        ("Pretensão de nove mil reais", ""),
        ("Pretensão: doze mil e quinhentos", ""),
        ("R$ fechado 5.518", ""),
        ("US$ 3,000 per month", "per month"),
        ("recebo 5 mil reais", "recebo"),
        ("CLT: 8.000,00 / PJ: 10.000,00", ""),
        ("Remuneração: a partir de R$ 4.300,00", ""),
        ("90,00/h", ""),
    ]);
}

#[test]
fn own_names_go_however_they_are_spelt() {
    check(&[
        ("PAULO HENRIQUE DA SILVA DIAS\nAnalista Java", "Analista Java"),
        ("paulo henrique silva dias", ""),
        ("Sr. Paulo Henrique da Silva", ""),
        ("Silva, Paulo", ""),
        ("Eu, Paulo, trabalho com Java", "Eu, trabalho com Java"),
        ("Paúlo Hénrique", ""),
        ("Nome: Paulo H. S. Dias, Analista", "Analista"),
        ("paulo.silva e paulo_dias e paulosilva85 e pdias", "pdias"),
        ("o Dias participou", "o participou"),
        ("o time do Henrique", "o time"),
    ]);
}

#[test]
fn other_names_and_honorifics_go() {
    check(&[
        ("Falar com Juliana Cassiano ou JULIANA", ""),
        ("Gestora: Juliana", ""),
        ("CV para a Neca", "CV"),
        ("Gestor Marcos Prado, Marcos Costa e Marcos da Costa Prado", ""),
        ("com a Sra. Juliana", ""),
        ("com o Sr. Alves no projeto", "no projeto"),
        ("Dra. Ana Beatriz Fontes coordenou", "coordenou"),
        ("Sr(a). Theodoro Nogueira", ""),
        ("Theodoro Nogueira revisou", "revisou"),
        ("Me chamo Aline Prates e programo", "programo"),
        ("Pai: José Prates\nMãe: Ana Prates\nJava", "Java"),
        ("Nome: Aline Prates", ""),
        ("Projeto na Morris, Moran and Dodson em 2019", "Projeto em 2019"),
        ("Banco Aurora S.A. – Java", "Java"),
        ("(cliente: Financeira Jequitibá)", ""),
        ("Gonzalez – COBOL", "COBOL"),
        ("na Grupo Mercado Bom Dia", ""),
        ("Analista (cliente: Aço Forte Belo) Java", "Analista Java"),
        ("DADOS PESSOAIS\nNome: Aline Prates\nJava", "Java"),
    ]);
}

#[test]
fn what_is_no_personal_data_stays() {
    stays(&[
        "São Paulo, São José dos Campos e Vitória - ES",
        "Experiência com Delphi, Jenkins, Oracle 19c e SAP Brasil",
        "Oracle 10.2.3.1 e 11.2.0.4 em IP 192.168.100.10",
        "2015-2019, 2015 - 2019, 2015 a 2019, 03/2015 – 10/2017, 01.2018 – 10.2019",
        "ISO 27001, ISO 9001:2015, NBR 12207",
        "10 anos de experiência em Java; 15 anos na área",
        "Tenho 12 anos de experiência com SAP",
        "Java 8, 11 e 17; Windows 10; .NET 4.7.2; Node 18",
        "Analista Sr. Java e Desenvolvedor Sr",
        "DR SITE e plano de DR",
        "Dias úteis, 30 dias corridos",
        "DIAS DE TREINAMENTO",
        "C#, C++ 11, F#, @Autowired, @Transactional",
        "ASP.NET/C# e Socket.io, Salesforce.com",
        "Chamado 1234567 e nota SAP 2345678",
        "Março de 2019 a abril de 2020",
        "relatórios de 20190131 e 31012019",
        "mercado brasileiro e equipe de 12 pessoas",
        "Redução de 35% em 6 meses, 600 mil registros",
        "telefonia, e-mail marketing e celular",
        "Data de implantação: 10/2019",
        "Universidade São Judas – Estácio de Sá – Fundação Getulio Vargas",
        "arquivos .jpg e .pdf",
        "cálculo de salários 2015",
        "Java (EE), [SQL] - a, , b",
        "Rua é palavra; avenida também",
        "casamento de padrões, dados separados por vírgula",
        "PIS/COFINS e CPF na nota, RG do cliente",
        "TCP/IP 443, porta 8080",
        "Single sign-on",
        "rosa campos floridos",
        "Reduzi custo em R$ 2 milhões e R$ 800.000,00",
        "Saved US$ 1.5 million; carteira de R$ 350 mil",
        "fundada em 2012, nascida em 2015, nasceu em maio de 2010",
        "Male connector, two child nodes, tela preta e caixa branca",
        "Hospital Evangélico e Universidade Católica",
        "github: actions, packages e pages",
        "Banco Digital e mercado financeiro",
    ]);
}

#[test]
fn layout_survives() {
    let cv = "PAULO DIAS\r\nRua A, 1\r\n\r\nRESUMO\r\n\u{F0B7} Java \u{96} 6 anos\r\n\r\n\r\nFORMAÇÃO\r\nUSP";
    assert_eq!(clean(cv), "RESUMO\n• Java – 6 anos\n\nFORMAÇÃO\nUSP");
}

#[test]
fn what_went_is_counted_by_kind() {
    let mut removed = Removed::default();
    cleaner().clean(
        "Paulo Silva, Sra. Juliana, ana@example.com, (11) 98765-4321, R$ 5,00",
        &own(),
        &mut removed,
    );
    for kind in [Kind::OwnName, Kind::OtherName, Kind::Honorific, Kind::Email, Kind::Phone, Kind::Money] {
        assert_eq!(removed.count(kind), 1, "{kind:?} in {removed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_survived_and_no_mark_is_left(text in "\\PC{0,60}(\n|Sr\\. |: |\u{E000}|@|\\d{1,12}[-./ ]?){0,8}\\PC{0,20}") {
        let cleaned = clean(&text);
        let marked = cleaned.contains('\u{E000}');
        prop_assert!(!marked);
    }

    #[test]
    fn planted_data_never_survives(
        before in "[A-Za-zçãé ,.;:()|-]{0,40}",
        at in 0usize..PLANTED.len(),
        after in "[A-Za-zçãé ,.;:()|-]{0,40}",
    ) {
        let cleaned = clean(&format!("{before} {} {after}", PLANTED[at].0));
        prop_assert!(!cleaned.contains(PLANTED[at].1), "{:?}", cleaned);
    }
}

/// Personal data, and the part of it that must be gone whatever stands around it.
const PLANTED: [(&str, &str); 14] = [
    ("ana.lima@example.com", "ana.lima"),
    ("https://linkedin.com/in/ana-lima", "ana-lima"),
    ("(11) 98765-4321", "4321"),
    ("11987654321", "98765"),
    ("123.456.789-09", "456"),
    ("12.345.678/0001-90", "0001"),
    ("01310-100", "01310"),
    ("Rua das Palmeiras, 123", "Palmeiras"),
    ("nascido em 25/04/1977", "1977"),
    ("R$ 6.000,00", "6.000"),
    ("Paulo Henrique Silva", "Henrique"),
    ("Sra. Juliana Cassiano", "Juliana"),
    ("Theodoro Nogueira", "Theodoro"),
    ("estado civil: solteiro", "solteiro"),
];
