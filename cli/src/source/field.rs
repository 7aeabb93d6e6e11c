//! Fields of a record, read leniently.

use std::collections::BTreeMap;

use super::{Warning, Warnings, node::Node};

/// The fields of one object, with the place it stands at for warnings.
pub(super) struct Fields {
    fields: BTreeMap<String, Node>,
    place: String,
}

impl Fields {
    /// The fields of an object; `None`, with a warning, when it is something else.
    pub fn of(node: Node, place: String, warnings: &mut Warnings) -> Option<Self> {
        let Node::Object(list) = node else {
            warnings.add(Warning::WrongShape, || place);
            return None;
        };
        let mut fields = BTreeMap::new();
        for (key, node) in list {
            let key = plain_key(&key);
            if fields.insert(key.clone(), node).is_some() {
                warnings.add(Warning::DuplicateKey, || format!("{place} > {key}"));
            }
        }
        Some(Self { fields, place })
    }

    /// Takes a text field; absent is empty.
    pub fn text(&mut self, key: &str, warnings: &mut Warnings) -> String {
        let Some(node) = self.fields.remove(&plain_key(key)) else { return String::new() };
        if let Node::Text(text) = node {
            if text.contains(|c: char| matches!(c, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}')) {
                warnings.add(Warning::OddCharacters, || format!("{} > {key}", self.place));
            }
            return text;
        }
        warnings.add(Warning::NotText, || format!("{} > {key}", self.place));
        as_text(node)
    }

    /// Takes a date; one that stands for none is counted.
    pub fn date(&mut self, key: &str, warnings: &mut Warnings) -> String {
        let date = self.text(key, warnings);
        if matches!(date.trim(), "00-00-0000" | "0000-00-00" | "01-01-1970") {
            warnings.add(Warning::PlaceholderDate, || format!("{} > {key}", self.place));
        }
        date
    }

    /// Takes a list in one text; a separator at its end is counted.
    pub fn enumeration(&mut self, key: &str, warnings: &mut Warnings) -> String {
        let text = self.text(key, warnings);
        if text.trim_end().len() > 1 && text.trim_end().ends_with(['-', ',', ';']) {
            warnings.add(Warning::TrailingSeparator, || format!("{} > {key}", self.place));
        }
        text
    }

    /// Takes the first text field of several spellings that is not blank.
    pub fn first_text(&mut self, keys: &[&str], warnings: &mut Warnings) -> String {
        let texts = keys.iter().map(|key| self.text(key, warnings));
        texts.filter(|text| !text.trim().is_empty()).last().unwrap_or_default()
    }

    /// Takes a nested object; absent or of another shape is empty, with a warning.
    pub fn section(&mut self, key: &str, warnings: &mut Warnings) -> Self {
        let place = format!("{} > {key}", self.place);
        let Some(node) = self.fields.remove(key) else {
            warnings.add(Warning::MissingSection, || place.clone());
            return Self { fields: BTreeMap::new(), place };
        };
        let blank = |place| Self { fields: BTreeMap::new(), place };
        Self::of(node, place.clone(), warnings).unwrap_or_else(|| blank(place))
    }

    /// Takes a list; absent or of another shape is empty, with a warning.
    pub fn list(&mut self, key: &str, warnings: &mut Warnings) -> Vec<Node> {
        match self.fields.remove(key) {
            Some(Node::List(list)) => list,
            other => {
                let kind = if other.is_none() { Warning::MissingSection } else { Warning::WrongShape };
                warnings.add(kind, || format!("{} > {key}", self.place));
                Vec::new()
            }
        }
    }
}

/// `nivel profissional` and `nivel_profissional` are the same field.
fn plain_key(key: &str) -> String {
    key.trim().replace(' ', "_")
}

/// What can be read of a value that should have been text; an object says nothing.
fn as_text(node: Node) -> String {
    match node {
        Node::Text(text) | Node::Scalar(text) => text,
        Node::List(list) => list.into_iter().map(as_text).collect::<Vec<_>>().join("\n"),
        Node::Null | Node::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Warning, Warnings};

    fn fields(json: &str, warnings: &mut Warnings) -> Fields {
        let node = serde_json::from_str(json).expect("JSON");
        Fields::of(node, "here".to_owned(), warnings).expect("an object")
    }

    #[test]
    fn wrong_types_become_text_and_are_counted() {
        let mut warnings = Warnings::default();
        let mut record =
            fields(r#"{"a":1,"b":true,"c":null,"d":["x","y"],"e":{"f":"g"},"h":"ok"}"#, &mut warnings);
        let texts: Vec<String> =
            ["a", "b", "c", "d", "e", "h", "absent"].map(|key| record.text(key, &mut warnings)).into();
        assert_eq!(texts, ["1", "true", "", "x\ny", "", "ok", ""]);
        assert_eq!(warnings.count(Warning::NotText), 5);
    }

    #[test]
    fn odd_characters_placeholders_and_trailing_separators_are_counted() {
        let mut warnings = Warnings::default();
        let mut record = fields(
            r#"{"a":"6 anos \u0096 Java","b":"\uf0e0 SQL","c":"00-00-0000","d":"01-02-2020","e":"TI - SAP-","f":"-"}"#,
            &mut warnings,
        );
        for key in ["a", "b"] {
            record.text(key, &mut warnings);
        }
        assert_eq!(
            (record.date("c", &mut warnings), record.date("d", &mut warnings)),
            ("00-00-0000".to_owned(), "01-02-2020".to_owned())
        );
        assert_eq!(
            (record.enumeration("e", &mut warnings), record.enumeration("f", &mut warnings)),
            ("TI - SAP-".to_owned(), "-".to_owned())
        );
        let kinds =
            [(Warning::OddCharacters, 2), (Warning::PlaceholderDate, 1), (Warning::TrailingSeparator, 1)];
        assert!(kinds.iter().all(|(kind, count)| warnings.count(*kind) == *count), "{warnings:?}");
    }

    #[test]
    fn the_last_of_a_double_key_counts_and_spaces_in_keys_do_not() {
        let mut warnings = Warnings::default();
        let mut record = fields(r#"{"nivel profissional":"Pleno","x":"1","x":"2"}"#, &mut warnings);
        assert_eq!(record.text("nivel_profissional", &mut warnings), "Pleno");
        assert_eq!(record.text("x", &mut warnings), "2");
        assert_eq!(warnings.count(Warning::DuplicateKey), 1);
    }
}
