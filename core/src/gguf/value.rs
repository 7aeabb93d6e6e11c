//! Metadata values.

/// A value, as far as the engine tells them apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An integer of any width.
    Integer(i128),
    /// A float of any width.
    Float(f64),
    /// A truth value.
    Flag(bool),
    /// A string.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
    /// A list of numbers or truth values.
    Numbers(Vec<f64>),
    /// A list of lists, which no model this engine runs has use for.
    Nested,
}

impl Value {
    pub(super) fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn as_number(&self) -> Option<u32> {
        if let Value::Integer(n) = self { u32::try_from(*n).ok() } else { None }
    }

    pub(super) fn as_fraction(&self) -> Option<f32> {
        match self {
            Value::Float(x) => Some(*x as f32),
            Value::Integer(n) => Some(*n as f32),
            _ => None,
        }
    }

    pub(super) fn as_flag(&self) -> Option<bool> {
        if let Value::Flag(flag) = self { Some(*flag) } else { None }
    }
}

/// ggml's name of a tensor type.
pub(super) fn type_name(ggml_type: u32) -> String {
    let known = [
        (0, "F32"),
        (1, "F16"),
        (2, "Q4_0"),
        (3, "Q4_1"),
        (6, "Q5_0"),
        (7, "Q5_1"),
        (8, "Q8_0"),
        (10, "Q2_K"),
        (11, "Q3_K"),
        (12, "Q4_K"),
        (13, "Q5_K"),
        (14, "Q6_K"),
        (15, "Q8_K"),
        (16, "IQ2_XXS"),
        (17, "IQ2_XS"),
        (18, "IQ3_XXS"),
        (19, "IQ1_S"),
        (20, "IQ4_NL"),
        (21, "IQ3_S"),
        (22, "IQ2_S"),
        (23, "IQ4_XS"),
        (30, "BF16"),
    ];
    let name = known.iter().find(|(number, _)| *number == ggml_type);
    name.map_or_else(|| format!("type {ggml_type}"), |(_, name)| (*name).to_owned())
}
