//! Questions for what no bundle holds: who somebody is, and what is nobody's business.

use super::fold;

/// Words that ask for personal data, folded, whatever stands around them. Words that are also about work ("celular",
/// "e-mail", "senha" in the sense of a password policy) stand with what makes them personal.
const ASKED: &[&str] = &[
    "casada",
    "casadas",
    "casado",
    "casados",
    "solteira",
    "solteiras",
    "solteiro",
    "solteiros",
    "divorciada",
    "divorciado",
    "estado civil",
    "married",
    "marital status",
    "tem filhos",
    "quantos filhos",
    "gravida",
    "gestante",
    "pregnant",
    "religiao",
    "religioes",
    "religion",
    "telefone",
    "telefones",
    "whatsapp",
    "numero de celular",
    "numero do celular",
    "celular do candidato",
    "celular da candidata",
    "phone number",
    "e-mail do",
    "e-mail da",
    "e-mail de quem",
    "email do",
    "email da",
    "e-mail of",
    "email of",
    "email address",
    "e-mail address",
    "mora",
    "moram",
    "endereco residencial",
    "endereco do",
    "endereco da",
    "home address",
    "cpf",
    "data de nascimento",
    "nasceu",
    "date of birth",
    "birthday",
    "aniversario",
    "idade",
    "quantos anos tem",
    "how old",
    "salario",
    "salarios",
    "salary",
    "salaries",
    "quanto ganha",
    "quanto ganham",
    "remuneracao",
    "pretensao salarial",
    "orientacao sexual",
    "partido politico",
    "nome completo",
    "full name",
    "surname",
    "sobrenome",
    "diga a senha",
    "qual a senha",
    "password of",
    "senha do",
    "senha da",
];

/// Whether a question asks for personal data. A bundle has none, so whatever words it shares with passages is chance.
pub fn asks_for_personal_data(question: &str) -> bool {
    let words: Vec<String> = fold(question)
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let spaced = format!(" {} ", words.join(" "));
    ASKED.iter().any(|asked| spaced.contains(&format!(" {asked} ")))
}

#[cfg(test)]
mod tests {
    use super::asks_for_personal_data;

    #[test]
    fn who_somebody_is_is_asked_for_and_work_is_not() {
        for question in [
            "Qual o CPF do candidato?",
            "Quantos anos tem o analista contratado?",
            "What is the home address of the Java hire?",
            "Quem são os solteiros?",
            "qual é a pretensão salarial",
        ] {
            assert!(asks_for_personal_data(question), "{question}");
        }
        for question in [
            "Quem tem cinco anos de experiência com Java?",
            "testes em celular e aplicativos",
            "administração de e-mail com Exchange",
            "Quem implantou política de senhas?",
            "demora na entrega",
        ] {
            assert!(!asks_for_personal_data(question), "{question}");
        }
    }
}
