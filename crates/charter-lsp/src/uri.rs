//! Addresses of documents, and the paths of files that they name.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tower_lsp_server::ls_types::Uri;

/// Where the embedded standard opens as a page.
pub(crate) const STANDARD: &str = "charter:///standard.charter";

/// The file that an address names; nothing where it is not one of this machine's.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    is_file.then(|| uri.to_file_path()).flatten().map(|path| path.into_owned())
}

/// What stands in an address as it is; everything else is written as its bytes.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of a file, its path as it is given: a link stays a link.
pub(crate) fn of(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, PLAIN)).parse().ok()
}

/// The address of the standard.
pub(crate) fn of_standard() -> Option<Uri> {
    STANDARD.parse().ok()
}
