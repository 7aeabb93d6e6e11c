//! The 21 values of `situacao_candidado` and how often each comes up.

use super::rng::Rng;

/// One value of `situacao_candidado`, as an index into the table of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status(u8);

const NAMES: [&str; 21] = [
    "Prospect",
    "Encaminhado ao Requisitante",
    "Inscrito",
    "Não Aprovado pelo Cliente",
    "Contratado pela Decision",
    "Desistiu",
    "Não Aprovado pelo RH",
    "Não Aprovado pelo Requisitante",
    "Entrevista Técnica",
    "Sem interesse nesta vaga",
    "Em avaliação pelo RH",
    "Contratado como Hunting",
    "Documentação PJ",
    "Desistiu da Contratação",
    "Entrevista com Cliente",
    "Aprovado",
    "Documentação CLT",
    "Recusado",
    "Documentação Cooperado",
    "Proposta Aceita",
    "Encaminhar Proposta",
];

/// The statuses that do not count as approved.
pub const NOT_APPROVED: [Status; 17] = [
    Status(0),
    Status(1),
    Status(2),
    Status(3),
    Status(5),
    Status(6),
    Status(7),
    Status(8),
    Status(9),
    Status(10),
    Status(12),
    Status(13),
    Status(14),
    Status(16),
    Status(17),
    Status(18),
    Status(20),
];
const HIRED: [Status; 4] = [Status(4), Status(15), Status(11), Status(19)];
/// Weights of `NOT_APPROVED` for people who fit the vacancy, and for those who do not.
const WEIGHTS_FIT: [u32; 17] = [22, 36, 6, 10, 7, 3, 5, 4, 3, 2, 2, 3, 4, 2, 2, 1, 2];
const WEIGHTS_MISFIT: [u32; 17] = [34, 16, 10, 7, 4, 14, 9, 1, 3, 2, 0, 0, 1, 0, 2, 0, 0];

impl Status {
    /// "Aprovado".
    pub const APPROVED: Self = Self(15);
    /// "Prospect".
    pub const PROSPECT: Self = Self(0);

    /// As the exports write it.
    pub fn name(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    /// Whether the original system counts it as approved.
    pub fn approved(self) -> bool {
        HIRED.contains(&self)
    }

    /// "Contratado pela Decision": the only one that fills `cargo_atual`.
    pub fn employed(self) -> bool {
        self == HIRED[0]
    }

    /// "Inscrito": signed up alone, nobody touched the row yet.
    pub fn untouched(self) -> bool {
        self == Self(2)
    }

    /// The group of comments that fits, and how many rows of 100 carry one.
    pub fn comments(self) -> (&'static str, u32) {
        match self.0 {
            4 | 11 | 15 | 19 => ("approved", 70),
            1 => ("forwarded", 62),
            2 => ("signed_up", 6),
            3 => ("rejected_client", 75),
            5 | 13 | 17 => ("gave_up", 72),
            6 | 7 => ("rejected", 68),
            8 | 14 => ("interview", 65),
            9 => ("no_interest", 60),
            12 | 16 | 18 | 20 => ("paperwork", 60),
            _ => ("prospect", 30),
        }
    }
}

/// An approved status, most often "Contratado pela Decision".
pub fn draw_approved(rng: &mut Rng) -> Status {
    HIRED[rng.weighted(&[62, 22, 9, 7])]
}

/// A status that is not approved; people who fit get further.
pub fn draw_open(rng: &mut Rng, fits: bool) -> Status {
    NOT_APPROVED[rng.weighted(if fits { &WEIGHTS_FIT } else { &WEIGHTS_MISFIT })]
}
