//! Texts as people write them: any indent, remarks and blank lines anywhere,
//! braces beside blocks, either line break, with or without a last one.

use super::read;
use crate::random::Random;
use crate::yaml::Path;
use serde_yaml::Value as Yaml;

/// A text and what was drawn for it.
pub(super) struct Document {
    pub(super) text: String,
    random: Random,
    /// From a key to the keys below it.
    step: usize,
    /// Whether the dashes of a list stand below the key's first letter.
    is_tight: bool,
}

impl Document {
    /// The text of a seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, 0);
        let step = [2, 4, 3][random.below(3) as usize];
        let is_tight = random.below(10) < 4;
        let mut document = Self { text: String::new(), random, step, is_tight };
        if document.luck(10) {
            document.text.push_str("# the head\n---\n");
        }
        document.map(0, 3);
        if document.luck(15) {
            document.text.push_str("\n# the end\n");
        }
        if document.luck(20) {
            document.text = document.text.replace('\n', "\r\n");
        }
        if document.luck(15) {
            document.text.truncate(document.text.trim_end().len());
        }
        document
    }

    /// The way to one of its mappings.
    pub(super) fn a_mapping(&self, draw: u64) -> Path {
        self.one_of(draw, Yaml::is_mapping)
    }

    /// The way to one of its lists; to the whole where it has none.
    pub(super) fn a_list(&self, draw: u64) -> Path {
        self.one_of(draw, Yaml::is_sequence)
    }

    /// The way to one of its values; not the whole.
    pub(super) fn a_value(&self, draw: u64) -> Path {
        match self.one_of(draw, |_| true) {
            whole if whole == Path::new() => whole.key("k0"),
            path => path,
        }
    }

    fn one_of(&self, draw: u64, fits: fn(&Yaml) -> bool) -> Path {
        let root = read(&self.text);
        let mut all = Vec::new();
        ways(&root, &Path::new(), &mut all);
        let fitting: Vec<&Path> = all.iter().filter(|(_, value)| fits(value)).map(|(path, _)| path).collect();
        match fitting.len() {
            0 => Path::new(),
            count => {
                fitting[Random::new(self.random.clone().bits(), draw).below(count as u32) as usize].clone()
            }
        }
    }

    fn luck(&mut self, percent: u32) -> bool {
        self.random.below(100) < percent
    }

    fn line(&mut self, column: usize, text: &str) {
        self.text.push_str(&" ".repeat(column));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn above(&mut self, column: usize) {
        if self.luck(12) {
            self.text.push('\n');
        }
        if self.luck(12) {
            let remark = format!("# above {}", self.random.below(100));
            self.line(column, &remark);
        }
    }

    fn behind(&mut self) -> String {
        if self.luck(15) { format!("   # behind {}", self.random.below(100)) } else { String::new() }
    }

    fn scalar(&mut self) -> String {
        const SCALARS: &[&str] =
            &["12", "a word", "\"q: #x\"", "'it''s'", "2027-03", "~", "true", "é ü", "x#y", "http://a/b"];
        SCALARS[self.random.below(SCALARS.len() as u32) as usize].to_owned()
    }

    fn flow(&mut self, depth: u32) -> String {
        let count = self.random.below(4);
        match self.random.below(4) {
            0 if depth > 0 => {
                let items: Vec<String> = (0..count).map(|_| self.flow(depth - 1)).collect();
                format!("[{}]", items.join(", "))
            }
            1 if depth > 0 => {
                let pairs: Vec<String> =
                    (0..count).map(|at| format!("k{at}: {}", self.flow(depth - 1))).collect();
                let comma = if count > 0 && self.luck(20) { "," } else { "" };
                format!("{{{}{comma}}}", pairs.join(", "))
            }
            _ => self.scalar(),
        }
    }

    fn map(&mut self, column: usize, depth: u32) {
        for at in 0..=self.random.below(4) {
            self.above(column);
            self.text.push_str(&" ".repeat(column));
            self.text.extend(["k", &at.to_string(), ":"]);
            self.value(column, depth);
        }
    }

    /// What stands behind a colon.
    fn value(&mut self, column: usize, depth: u32) {
        let remark = self.behind();
        match self.random.below(if depth > 0 { 9 } else { 5 }) {
            0 => {
                let flow = self.flow(2);
                self.line(1, &format!("{flow}{remark}"));
            }
            1 => {
                let sign = ["|", "|-", "|+", ">"][self.random.below(4) as usize];
                self.line(1, sign);
                self.line(column + self.step, "one # no");
                self.line(column + self.step, "two: x");
            }
            2 if depth > 0 && self.luck(30) => {
                let (one, other) = (self.flow(1), self.flow(1));
                self.line(1, &format!("[{remark}"));
                self.line(column + self.step, &format!("{one},   # ] no"));
                self.line(column + self.step, &other);
                self.line(column + 1, "]");
            }
            2 => self.line(0, &remark),
            3..=4 => {
                let scalar = self.scalar();
                self.line(1, &format!("{scalar}{remark}"));
            }
            5..=6 => {
                self.line(0, &remark);
                self.map(column + self.step, depth - 1);
            }
            _ => {
                self.line(0, &remark);
                self.list(if self.is_tight { column } else { column + self.step }, depth - 1);
            }
        }
    }

    fn list(&mut self, column: usize, depth: u32) {
        for _ in 0..=self.random.below(3) {
            self.above(column);
            let remark = self.behind();
            match self.random.below(3) {
                0 if depth > 0 => {
                    self.text.push_str(&" ".repeat(column));
                    self.text.push_str("- k:");
                    self.value(column + 2, depth - 1);
                    self.map(column + 2, depth - 1);
                }
                1 => {
                    let flow = self.flow(2);
                    self.line(column, &format!("- {flow}{remark}"));
                }
                _ => {
                    let scalar = self.scalar();
                    self.line(column, &format!("- {scalar}{remark}"));
                }
            }
        }
    }
}

fn ways<'y>(value: &'y Yaml, path: &Path, all: &mut Vec<(Path, &'y Yaml)>) {
    all.push((path.clone(), value));
    match value {
        Yaml::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            ways(value, &path.clone().key(key.as_str().unwrap()), all);
        }),
        Yaml::Sequence(items) => {
            items.iter().enumerate().for_each(|(at, value)| ways(value, &path.clone().item(at), all));
        }
        _ => {}
    }
}
