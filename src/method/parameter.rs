//! A number that is a judgement of ours, with the key under which it is set.

/// A number that is a judgement of ours, with the key under which it is set.
#[derive(Debug)]
pub struct Parameter {
    /// The key in the settings; unique.
    pub key: &'static str,
    /// The value where the settings hold none.
    pub default: f64,
}

impl Parameter {
    /// A parameter with its default.
    pub const fn new(key: &'static str, default: f64) -> Self {
        Self { key, default }
    }
}
