//! The charter language for tree-sitter, as editors read it: a tree for every text, broken or
//! not. The compiler reads by `grammar/charter.pest` and not by this.

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_charter() -> *const ();
}

/// The language, for `tree_sitter::Parser::set_language`.
// SAFETY: the generated parser exports this function, and it gives a constant table.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_charter) };

/// Which piece is shown as what.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
