//! Six real editors, as far as they announce what they can.

use serde_json::Value;

/// An editor and what it announces, as it was recorded.
pub(crate) type Editor = (&'static str, Value);

/// All six.
pub(crate) fn all() -> Vec<Editor> {
    const RECORDED: [(&str, &str); 6] = [
        ("vscode", include_str!("capabilities/vscode.json")),
        ("nvim", include_str!("capabilities/nvim.json")),
        ("helix", include_str!("capabilities/helix.json")),
        ("emacs", include_str!("capabilities/emacs.json")),
        ("kakoune", include_str!("capabilities/kak.json")),
        ("vim with ALE", include_str!("capabilities/ale.json")),
    ];
    let read = |text: &str| serde_json::from_str(text).expect("what was recorded is JSON");
    RECORDED.into_iter().map(|(name, text)| (name, read(text))).collect()
}

/// An editor that asks for nothing and is told everything, and counts in these.
pub(crate) fn plain(encoding: &str) -> Value {
    serde_json::json!({ "general": { "positionEncodings": [encoding] } })
}
