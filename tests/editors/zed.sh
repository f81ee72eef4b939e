# The extension for Zed. Zed needs a screen, so what is tried is whether its files fit together;
# its queries are tried with those of the others.

zed_files() {   # FOLDER
  python3 - "$1" <<'PYTHON'
import pathlib, sys, tomllib
folder = pathlib.Path(sys.argv[1])
extension = tomllib.loads((folder / "extension.toml").read_text())
config = tomllib.loads((folder / "languages/charter/config.toml").read_text())
assert config["grammar"] in extension["grammars"], "no such grammar"
assert config["name"] in extension["language_servers"]["charter"]["languages"], "no such language"
assert (folder.parent / extension["grammars"]["charter"]["path"]).name == "tree-sitter-charter"
assert config["path_suffixes"] == ["charter"]
tomllib.loads((folder / "Cargo.toml").read_text())
PYTHON
}

try_zed() {
  python3 -c 'import tomllib' 2>/dev/null || { skip "Python 3.11 cannot be had"; return; }
  must zed_files "$editors/zed"
  cp -r "$editors/zed" "$work/zed"
  broken "$editors/zed/languages/charter/config.toml" 'grammar = "charter"' 'grammar = "chart"' \
    "$work/zed/languages/charter/config.toml"
  must_not zed_files "$work/zed"
}
