//! Which protocols are worth building on and which are to be left.
//!
//! One table for all that ask. The classes are our default: open standards
//! and open web interfaces first, as the Technology Code of Practice asks;
//! older standards that still serve are tolerated; what leaves data in files
//! and screens, or joins systems inside their databases, is legacy.

use crate::model::vocabulary::Protocol;

/// How a protocol stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolClass {
    /// Worth building on.
    Strategic,
    /// Serves, and is no fault by itself.
    Tolerated,
    /// To be left; how weak it is says its scale.
    Legacy,
    /// People carry the data: judged by the time that it takes them.
    ByHand,
    /// A format of one maker, of which nothing more is known.
    Unclassed,
}

/// The class of a protocol.
pub fn class_of(protocol: Protocol) -> ProtocolClass {
    match protocol {
        Protocol::Fhir
        | Protocol::IheXds
        | Protocol::Dicom
        | Protocol::Rest
        | Protocol::Mesh
        | Protocol::Kafka
        | Protocol::Amqp => ProtocolClass::Strategic,
        Protocol::Hl7v2 | Protocol::Soap | Protocol::X12 | Protocol::Edifact | Protocol::Sftp => {
            ProtocolClass::Tolerated
        }
        Protocol::CsvEmail
        | Protocol::Ftp
        | Protocol::ScreenScraping
        | Protocol::FileShare
        | Protocol::SharedDatabase
        | Protocol::DatabaseLink => ProtocolClass::Legacy,
        Protocol::ManualRekeying | Protocol::Paper | Protocol::Fax => ProtocolClass::ByHand,
        Protocol::Proprietary => ProtocolClass::Unclassed,
    }
}

/// What people call a legacy protocol in a sentence; others go by their word.
pub fn plain_words(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::CsvEmail => "e-mailed CSV files",
        Protocol::Ftp => "FTP",
        Protocol::ScreenScraping => "screen scraping",
        Protocol::FileShare => "files on a shared folder",
        Protocol::SharedDatabase => "a shared database",
        Protocol::DatabaseLink => "a database link",
        other => other.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::scale::LEGACY_PROTOCOL;

    #[test]
    fn what_people_carry_is_left_to_the_rule_about_their_time() {
        for protocol in Protocol::ALL {
            assert_eq!(
                class_of(*protocol) == ProtocolClass::ByHand,
                protocol.is_manual(),
                "{}",
                protocol.word()
            );
        }
    }

    #[test]
    fn every_legacy_protocol_has_plain_words_and_a_weakness() {
        for protocol in Protocol::ALL {
            let is_legacy = class_of(*protocol) == ProtocolClass::Legacy;
            let is_on_the_scale = LEGACY_PROTOCOL.words().iter().any(|one| one.word == protocol.word());
            assert_eq!(is_legacy, is_on_the_scale, "{}", protocol.word());
            assert!(!is_legacy || plain_words(*protocol) != protocol.word());
        }
    }
}
