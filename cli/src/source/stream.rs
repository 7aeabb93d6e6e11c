//! One large object, record by record.

use std::{collections::HashSet, fmt, io, path::Path};

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};

use super::{
    FileFacts, Progress, SourceError, Warning, Warnings,
    input::{self, NotUtf8},
    node::Node,
};

/// Which file is read, and how to speak of it.
#[derive(Clone, Copy)]
pub(super) struct Export<'a> {
    pub path: &'a Path,
    /// `prospects`, `vagas` or `applicants`.
    pub name: &'static str,
}

/// What to do with the records of a file.
pub(super) trait Consumer {
    /// Whether the record under `key` is needed; others are skipped without being kept.
    fn wants(&self, key: &str) -> bool;
    /// Takes a record. A key that comes again replaces what it brought before.
    fn take(&mut self, key: String, record: Node, warnings: &mut Warnings);
}

/// Reads a whole export through `consumer`.
pub(super) fn read(
    export: Export<'_>,
    consumer: &mut dyn Consumer,
    warnings: &mut Warnings,
    progress: Progress<'_>,
) -> Result<FileFacts, SourceError> {
    let mut input = input::open(export.path, progress)?;
    if input.had_byte_order_mark {
        warnings.add(Warning::ByteOrderMark, || export.name.to_owned());
    }
    let mut json = serde_json::Deserializer::from_reader(&mut input.reader);
    let mut n_records = None;
    let records = Records { export, consumer, warnings, count: &mut n_records };
    let outcome = records.deserialize(&mut json).and_then(|()| json.end());
    drop(json);
    match outcome {
        Ok(()) if n_records == Some(0) => Err(SourceError::Empty { file: export.path.display().to_string() }),
        Ok(()) => Ok(input.reader.into_inner().finish(n_records.unwrap_or(0))),
        Err(error) if error.is_eof() && n_records.is_none() => {
            Err(SourceError::Empty { file: export.path.display().to_string() })
        }
        Err(error) => Err(explain(error, export, input.reader.get_ref().read_bytes())),
    }
}

struct Records<'a, 'b> {
    export: Export<'a>,
    consumer: &'b mut dyn Consumer,
    warnings: &'b mut Warnings,
    /// `None` until the object has begun.
    count: &'b mut Option<usize>,
}

impl<'de> DeserializeSeed<'de> for Records<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut seen, mut is_ours) = (HashSet::new(), false);
        *self.count = Some(0);
        while let Some(key) = map.next_key::<String>()? {
            let key = key.trim().to_owned();
            let wanted = self.consumer.wants(&key);
            if wanted || !is_ours {
                let record = map.next_value::<Node>()?;
                match kind_of(&record, self.export.name) {
                    Some(kind) if kind != self.export.name && !is_ours => {
                        return Err(A::Error::custom(format_args!(
                            "its records are those of the {kind} export"
                        )));
                    }
                    kind => is_ours |= kind.is_some(),
                }
                if wanted {
                    self.consumer.take(key.clone(), record, self.warnings);
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if seen.contains(&key) {
                self.warnings.add(Warning::DuplicateKey, || format!("{} > {key}", self.export.name));
            }
            seen.insert(key);
        }
        *self.count = Some(seen.len());
        Ok(())
    }
}

/// Keys that only the records of one export have.
const KINDS: [(&str, &[&str]); 3] = [
    ("prospects", &["titulo", "modalidade", "prospects"]),
    ("vagas", &["informacoes_basicas", "perfil_vaga", "beneficios"]),
    ("applicants", &["infos_basicas", "informacoes_pessoais", "formacao_e_idiomas", "cv_pt", "cv_en"]),
];

/// Whose record this is; `expected`, if it has a key of that; `None` when no key says.
fn kind_of(record: &Node, expected: &str) -> Option<&'static str> {
    let Node::Object(fields) = record else { return None };
    let has_any = |keys: &[&str]| fields.iter().any(|(key, _)| keys.contains(&key.as_str()));
    let own = KINDS.iter().find(|(kind, keys)| *kind == expected && has_any(keys));
    own.or_else(|| KINDS.iter().find(|(_, keys)| has_any(keys))).map(|(kind, _)| *kind)
}

/// Turns what the parser says into what to do about it.
fn explain(error: serde_json::Error, export: Export<'_>, read_bytes: u64) -> SourceError {
    let file = export.path.display().to_string();
    let (line, column) = (error.line(), error.column());
    let detail = without_place(&error);
    match error.classify() {
        serde_json::error::Category::Io => explain_io(error.into(), file),
        serde_json::error::Category::Eof if read_bytes < 64 && line <= 1 && column == 0 => {
            SourceError::Empty { file }
        }
        serde_json::error::Category::Eof => SourceError::Truncated { file, bytes: read_bytes, line },
        serde_json::error::Category::Data => SourceError::WrongShape { file, detail, expected: export.name },
        serde_json::error::Category::Syntax => SourceError::NotJson { file, detail, line, column },
    }
}

fn explain_io(error: io::Error, file: String) -> SourceError {
    match error.downcast::<NotUtf8>() {
        Ok(NotUtf8 { byte, line }) => {
            let (found, iconv) = ("Latin-1 or Windows-1252", "WINDOWS-1252");
            SourceError::Encoding { file, found, iconv, byte, line }
        }
        Err(source) => SourceError::Unreadable { file, cause: source },
    }
}

/// The parser's sentence without " at line 1 column 2", which the error says itself.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.clone(), |at| text[..at].to_owned())
}
