//! techstrata: a legacy tech stack inventory and integration analyser.
