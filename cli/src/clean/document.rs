//! Numbers of documents: CPF, RG, CNPJ, PIS, work card, licence, passport, voter card, councils.

use std::sync::LazyLock;

use super::mark::{Hit, Kind, Rule, Rules};

/// Documents, with or without their label and issuer.
pub(super) static DOCUMENT: Rules = LazyLock::new(|| {
    const LABEL: &str = r"cpf(?:\s?/\s?mf)?|cnpj|r\.?\s?g\.?|(?:carteira de )?identidade|registro geral|pis(?:\s?/\s?pasep)?|pasep|nis|nit|ctps|carteira de trabalho|cnh|carteira de habilita[çc][ãa]o|habilita[çc][ãa]o|passaporte|passport|t[íi]tulo (?:de eleitor|eleitoral)|(?:certificado de )?reservista|rne|rnm|crea|crc|cra|oab|coren|matr[íi]cula|ssn";
    const ISSUER: &str =
        r"(?:\s*[-–/,]?\s*(?:SSP|SESP|DETRAN|IFP|PC|SJS|SDS|SEJUSP)\b(?:\s*[-–/]?\s*[A-Z]{2}\b)?)?";
    let labelled = format!(
        r"(?i)\b(?:{LABEL})(?:\s*(?:n[º°o.]{{1,2}}|nr\.?|n[úu]mero))?\s*[:.=–-]?\s*(?:[A-Z]{{2}}\s*[-–/]?\s*)?\d[\dxX.\-/]{{3,20}}(?:\s?-\s?[\dxX]{{1,2}}\b)?{ISSUER}"
    );
    vec![
        Rule::new(Kind::Document, r"\b\d{2}\.?\d{3}\.?\d{3}\s?/\s?\d{4}\s?-?\s?\d{2}\b"),
        Rule::new(
            Kind::Document,
            r"(?i)(?:\bcpf\b[^\d\n]{0,6})?[\d*]{3}\.[\d*]{3}\.[\d*]{3}\s?[-–/]\s?[\d*]{2}",
        ),
        Rule::new(Kind::Document, r"\b\d{9}\s?[-–/]\s?\d{2}\b"),
        Rule::new(Kind::Document, r"(?i)\bcpf\b[^\d\n]{0,6}\d{3}\s?\.?\d{3}\s?\.?\d{3}\s?[-–.]?\s?\d{2}\b"),
        Rule::new(
            Kind::Document,
            r"(?i)\bc\.?\s?p\.?\s?f\b\.?[^\d\n]{0,6}\d{3}[\s.]?\d{3}[\s.]?\d{3}[\s.–-]?\d{2}\b",
        ),
        Rule::new(
            Kind::Document,
            r"(?i)\bt[íi]tulo (?:de eleitor|eleitoral)\b[^\d\n]{0,12}\d{4}\s\d{4}\s\d{4}\b",
        ),
        Rule::new(Kind::Document, r"\b\d{3}\.\d{5}\.\d{2}-\d\b"),
        Rule::when(Kind::Document, &labelled, five_digits),
        // "CNH nº 0483 7291 568"
        Rule::new(
            Kind::Document,
            r"(?i)\b(?:cnh|r\.?g\.?|pis|nis|ctps)\b[^\d\n]{0,6}\d{2,4}(?:[ ]\d{3,4}){2,3}(?:[ ]?[–-][ ]?[\dx]{1,2})?\b",
        ),
        Rule::new(Kind::Document, &format!(r"\b\d{{1,2}}\.\d{{3}}\.\d{{3}}\s?-\s?[\dxX]\b{ISSUER}")),
    ]
});

/// "PIS 2010" and "CRC 16" are no documents.
fn five_digits(hit: &Hit<'_>) -> usize {
    if hit.text.chars().filter(char::is_ascii_digit).count() >= 5 { hit.text.len() } else { 0 }
}
