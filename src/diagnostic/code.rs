//! Every diagnostic code. A code names the condition, never the cure, and is
//! never reused for another condition.

use super::Level;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $level:ident;)*) => {
        /// The kind of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant),*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as printed, such as `unknown-key`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// How much it matters.
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level),* }
            }
        }
    };
}

codes! {
    /// The text is not YAML.
    Syntax = "syntax", Error;
    /// The file is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// The file is larger than the limit.
    FileTooLarge = "file-too-large", Error;
    /// The file cannot be read.
    Unreadable = "unreadable", Error;
    /// A link leads outside the folder, in a circle or to nothing.
    LinkNotFollowed = "link-not-followed", Warning;
    /// Aliases expand beyond the limit.
    AliasExpansion = "alias-expansion", Error;
    /// Nesting is deeper than the limit.
    NestingTooDeep = "nesting-too-deep", Error;
    /// More than one YAML document in a file.
    SeveralDocuments = "several-documents", Error;
    /// A key stands twice in one mapping.
    DuplicateKey = "duplicate-key", Error;
    /// A key that the format does not have.
    UnknownKey = "unknown-key", Error;
    /// A needed key is missing.
    MissingKey = "missing-key", Error;
    /// A value of another type than expected.
    WrongType = "wrong-type", Error;
    /// A word that is not in the list.
    UnknownWord = "unknown-word", Error;
    /// A value outside its range.
    OutOfRange = "out-of-range", Error;
    /// Two numbers that stand the wrong way round.
    OutOfOrder = "out-of-order", Error;
    /// A text that is not a date.
    BadDate = "bad-date", Error;
    /// A text that is not an id or reference.
    BadId = "bad-id", Error;
    /// Anything else that does not fit the format.
    BadValue = "bad-value", Error;
    /// A reference that leads to nothing.
    DanglingReference = "dangling-reference", Error;
    /// A reference that leads to nothing, allowed by the call.
    PlaceholderReference = "placeholder-reference", Warning;
    /// A reference that means several things.
    AmbiguousReference = "ambiguous-reference", Error;
    /// Actions that a plan must do and that rule each other out.
    ContradictingActions = "contradicting-actions", Error;
    /// A file whose owner nothing names, beside files that have one.
    OwnerNotStated = "owner-not-stated", Warning;
    /// An owner that no file declares, beside organisations that are declared.
    OwnerNotDeclared = "owner-not-declared", Warning;
    /// The same id twice.
    DuplicateId = "duplicate-id", Error;
    /// An entity that refers to itself.
    SelfReference = "self-reference", Error;
    /// `part_of` in a circle.
    PartOfCycle = "part-of-cycle", Error;
    /// Options that must come after each other in a circle.
    AfterCycle = "after-cycle", Error;
    /// An end before its start.
    EndBeforeStart = "end-before-start", Error;
    /// More licences in use than bought.
    OverusedLicences = "overused-licences", Warning;
    /// An amount in another currency than the estate's.
    ForeignCurrency = "foreign-currency", Error;
    /// An ODS code of unknown form.
    BadOdsCode = "bad-ods-code", Warning;
    /// A judgement outside its indicator's range.
    BadJudgement = "bad-judgement", Error;
    /// A judgement without its reason.
    JudgementWithoutReason = "judgement-without-reason", Warning;
    /// The estate holds no system, device or interface.
    EmptyEstate = "empty-estate", Error;
    /// A setting that names no rule, threshold, weight or team.
    UnknownSetting = "unknown-setting", Error;
    /// Comparisons of criteria that are missing or contradict each other.
    BadComparisons = "bad-comparisons", Error;
    /// An acceptance that matches no finding.
    AcceptanceWithoutFinding = "acceptance-without-finding", Warning;
    /// An acceptance whose date has passed.
    AcceptanceExpired = "acceptance-expired", Warning;
    /// An option that resolves something unknown.
    UnknownResolves = "unknown-resolves", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_word_of_its_own() {
        let mut words: Vec<_> = Code::ALL.iter().map(|code| code.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
    }
}
