//! The sentences of [`ApiError`] in Portuguese.

use recruta_core::{Error, interview::InterviewError};

use super::ApiError;
use crate::body::BodyError;

/// What happened and what to do next.
pub(super) fn sentence(error: &ApiError) -> String {
    match error {
        ApiError::Body(error) => of_body(error),
        ApiError::Engine(error) => of_engine(error),
        ApiError::Question { index, error } => format!("perguntas[{index}]: {}", of_engine(error)),
        ApiError::Loading => "o motor ainda está carregando; tente de novo em alguns segundos".to_owned(),
        ApiError::Failed { .. } => {
            "o motor não pôde ser carregado; o registro do servidor diz por quê".to_owned()
        }
        ApiError::QueueFull { waiting } => {
            format!("já há {waiting} pedidos na fila; tente de novo em alguns segundos")
        }
        ApiError::NoInterview => {
            "não há entrevista com este id; ela pode ter expirado; comece outra com POST /entrevista"
                .to_owned()
        }
        ApiError::InterviewOver => {
            "a entrevista terminou; leia o relatório com GET ou, em treino, diga com `pergunta` e `refazer` qual \
             pergunta responder de novo"
                .to_owned()
        }
        ApiError::NotWaiting { question, turn } => format!(
            "quem espera resposta é a pergunta {question}, turno {turn}, não a que foi indicada; se o pedido foi \
             repetido, o primeiro foi aceito"
        ),
        ApiError::TooManyInterviews { max } => {
            format!("já há {max} entrevistas em andamento; tente de novo mais tarde")
        }
        ApiError::Stopping => "o servidor está sendo encerrado; tente de novo quando ele voltar".to_owned(),
        ApiError::NotFound => "não há nada neste endereço; GET /openapi.json lista o que existe".to_owned(),
        ApiError::MethodNotAllowed => {
            "este endereço não aceita este método; veja o cabeçalho `allow`".to_owned()
        }
        ApiError::Internal => "erro interno; o registro do servidor diz mais".to_owned(),
    }
}

fn of_body(error: &BodyError) -> String {
    match error {
        BodyError::ContentType => {
            "o corpo precisa ser JSON; envie `content-type: application/json`".to_owned()
        }
        BodyError::Interrupted => "o corpo não chegou inteiro; envie o pedido de novo".to_owned(),
        BodyError::TooManyBytes { max } => {
            format!("o corpo passa de {max} bytes; envie um corpo menor")
        }
        BodyError::Empty => "o corpo está vazio; envie {\"pergunta\": \"…\"}".to_owned(),
        BodyError::NotUtf8 => "o corpo não é texto UTF-8".to_owned(),
        BodyError::NotJson { line, column } => {
            format!("o corpo não é JSON válido (linha {line}, coluna {column})")
        }
        BodyError::NotObject { got } => {
            format!("o corpo precisa ser um objeto como {{\"pergunta\": \"…\"}}, e é {}", kind(got))
        }
        BodyError::NoQuestion => {
            "falta `pergunta` (um texto) ou `perguntas` (uma lista de textos)".to_owned()
        }
        BodyError::Both => "envie `pergunta` ou `perguntas`, não as duas".to_owned(),
        BodyError::QuestionType { got } => format!("`pergunta` precisa ser um texto, e é {}", kind(got)),
        BodyError::ProseType { got } => format!("`prosa` precisa ser true ou false, e é {}", kind(got)),
        BodyError::FiltersType { got } => format!("`filtros` precisa ser um objeto, e é {}", kind(got)),
        BodyError::FilterType { name, expected, got } => {
            let expected = if *expected == "a string" { "um texto" } else { "true ou false" };
            format!("`filtros.{name}` precisa ser {expected}, e é {}", kind(got))
        }
        BodyError::FilterFluency { name } => {
            format!("`filtros.{name}` precisa ser `basico`, `intermediario`, `avancado` ou `fluente`")
        }
        BodyError::UnknownFilter => "`filtros` tem um campo desconhecido; aceita `familia`, `nivel`, \
             `contratacao`, `ingles`, `espanhol`, `sap` e `local`"
            .to_owned(),
        BodyError::ListType { got } => {
            format!("`perguntas` precisa ser uma lista de textos, e é {}", kind(got))
        }
        BodyError::ItemType { index, got } => {
            format!("`perguntas[{index}]` precisa ser um texto, e é {}", kind(got))
        }
        BodyError::EmptyBatch => "`perguntas` está vazia; envie ao menos uma pergunta".to_owned(),
        BodyError::BatchTooLong { got, max } => {
            format!("`perguntas` tem {got} perguntas, e no máximo {max} são aceitas; divida a lista")
        }
        BodyError::UnknownGroupField => {
            "o corpo tem um campo desconhecido; aceita `familia` e `nivel`".to_owned()
        }
        BodyError::GroupType { field, got } => {
            format!("`{field}` precisa ser um texto ou null, e é {}", kind(got))
        }
        BodyError::UnknownGroup { field, known } => {
            format!("`{field}` não é conhecido; envie um destes: {known}")
        }
        BodyError::NoObject => "o corpo precisa ser um objeto JSON; GET /openapi.json diz qual".to_owned(),
        BodyError::Field { name, expected } => format!("`{name}` precisa ser {}", expected.words().1),
        BodyError::StreamOfBatch => {
            "só se transmite uma pergunta por vez; envie `pergunta`, ou aceite `application/json`".to_owned()
        }
    }
}

fn kind(english: &str) -> &str {
    match english {
        "null" => "null",
        "a boolean" => "um booleano",
        "a number" => "um número",
        "a string" => "um texto",
        "a list" => "uma lista",
        _ => "um objeto",
    }
}

fn of_interview(error: &InterviewError) -> String {
    match error {
        InterviewError::NoVacancy => {
            "envie `vaga` (o id de uma vaga) ou `descricao` (o texto de uma vaga), não as duas".to_owned()
        }
        InterviewError::UnknownVacancy { .. } => {
            "não há vaga com este id; procure outra ou envie a descrição em `descricao`".to_owned()
        }
        InterviewError::TooShort { got, min } => {
            let words = if *got == 1 { "palavra" } else { "palavras" };
            format!("a descrição da vaga tem {got} {words}, e são precisas ao menos {min}; envie-a inteira")
        }
        InterviewError::QuestionCount { got } => {
            format!("uma entrevista tem 5, 8 ou 12 perguntas, não {got}")
        }
        InterviewError::NotCurrent { question } => {
            format!(
                "a pergunta {question} não espera resposta; responda à atual, ou use `refazer` em modo treino"
            )
        }
        InterviewError::NotScored { question } => {
            format!("a pergunta {question} ainda não tem nota; responda a ela primeiro")
        }
        InterviewError::NothingMissing { question } => {
            format!("à resposta {question} não falta nada do que a rubrica pede")
        }
        InterviewError::Live => {
            "dicas e novas tentativas fazem parte do treino; esta entrevista é real".to_owned()
        }
        InterviewError::SessionVersion { .. } | InterviewError::Session { .. } => {
            "a entrevista não serve para esta versão; comece outra".to_owned()
        }
        _ => "erro interno; o registro do servidor diz mais".to_owned(),
    }
}

fn of_engine(error: &Error) -> String {
    match error {
        Error::EmptyQuestion => "a pergunta está vazia; escreva ao menos uma palavra".to_owned(),
        Error::BadFilter { .. } => {
            "um filtro não diz nada; escreva ao menos uma palavra ou retire-o".to_owned()
        }
        Error::TooLong { what, got, max, unit } => {
            let (what, shorten) = match *what {
                "question" => ("a pergunta", "encurte-a"),
                "filter" => ("um filtro", "encurte-o"),
                _ => ("o texto", "encurte-o"),
            };
            let unit = if *unit == "tokens" { "tokens" } else { "caracteres" };
            format!("{what} tem {got} {unit}, e no máximo {max} são aceitos; {shorten}")
        }
        Error::BundleIncompatible { .. } => {
            "o pacote de dados foi feito para outro motor; refaça-o com `recruta ingest`".to_owned()
        }
        Error::BundleCorrupt { part, .. } => {
            format!("a parte {part} do pacote de dados está danificada; obtenha ou refaça o pacote")
        }
        Error::ModelMissing { .. } => "nenhum modelo foi carregado; carregue um primeiro".to_owned(),
        Error::ModelCorrupt { .. } => "o arquivo do modelo está danificado; obtenha-o de novo".to_owned(),
        Error::ModelUnsupported { .. } => "este modelo não pode ser executado aqui; escolha outro".to_owned(),
        Error::OutOfMemory { .. } => {
            "memória insuficiente; feche outros programas ou escolha um modelo menor".to_owned()
        }
        Error::Interview(error) => of_interview(error),
        Error::Cancelled => "interrompido".to_owned(),
        _ => "erro interno; o registro do servidor diz mais".to_owned(),
    }
}
