# The extension for Visual Studio Code: its colours and its package.

need_node() {
  command -v npm >/dev/null || can_install npm || return 1
  [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ]
}

# What is in a package, and nothing else: no sources, no modules.
packed() {
  python3 - "$1" <<'PYTHON'
import json, sys, zipfile
package = zipfile.ZipFile(sys.argv[1])
names = {name.removeprefix("extension/") for name in package.namelist()}
manifest = json.loads(package.read("extension/package.json"))
contributes = manifest["contributes"]
needed = {manifest["main"]}
needed |= {it["path"] for it in contributes["grammars"] + contributes["snippets"]}
needed |= {it["configuration"] for it in contributes["languages"]}
missing = {it.removeprefix("./") for it in needed} - names
assert not missing, f"not in the package: {missing}"
extra = {name for name in names if name.startswith(("src", "test", "node_modules"))}
assert not extra, f"in the package: {extra}"
assert b"charter/preview" in package.read("extension/dist/extension.js"), "not the extension"
PYTHON
}

colours() {
  local tmgrammar=$editors/vscode/node_modules/.bin/vscode-tmgrammar-test copy=$work/colours
  must in_folder "$editors/vscode" npm test
  mkdir -p "$copy"
  cp -r "$editors"/vscode/{package.json,test,syntaxes} "$copy"
  broken "$editors/vscode/syntaxes/charter.tmLanguage.json" 'entity.name.function' 'entity.name.other' \
    "$copy/syntaxes/charter.tmLanguage.json"
  must_not in_folder "$copy" "$tmgrammar" 'test/*.test.*'
}

try_vscode() {
  need_node || { skip "Node 20 cannot be had"; return; }
  must "$editors/vscode/package" "$cache/charter.vsix"
  must packed "$cache/charter.vsix"
  colours
}
