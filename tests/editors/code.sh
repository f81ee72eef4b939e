# VS Code itself with the packaged extension: its server, and Chromium for a window. The server is the
# one inside of code-server, which runs on Node alone: nothing has to be compiled for it.

code_pins=(code-server@4.100.3 playwright-core@1.65.1)   # a newer code-server is not for Node 20

need_code() {
  code=$cache/code
  vscode=$code/node_modules/code-server/lib/vscode
  [ "$(cat "$code/stamp" 2>/dev/null)" = "${code_pins[*]}" ] && return
  rm -rf "$code" && mkdir -p "$code"
  npm install --prefix "$code" --silent --no-audit --no-fund --ignore-scripts "${code_pins[@]}" >&2 || return 1
  (cd "$vscode" && npm install --silent --no-audit --no-fund --ignore-scripts --omit=dev >&2 &&
    ln -s node_modules node_modules.asar) || return 1
  printf '%s' "${code_pins[*]}" >"$code/stamp"
}

need_browser() {
  browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)} && return
  can_install chromium && browser=$(command -v chromium)
}

# What a person does; another program can be put in the place of the server.
drive_code() {   # PICTURE [PROGRAM]
  new_company
  MODULES=$code CHROMIUM=$browser timeout 300 node "$here/code.mjs" \
    "$vscode/out/server-main.js" "$cache/charter.vsix" "$work/acme" "$work/code" "$@"
}

try_code() {
  need_node || { skip "Node 20 cannot be had"; return; }
  need_browser || { skip "Chromium cannot be had"; return; }
  need_code || { skip "VS Code cannot be had"; return; }
  need_server
  must "$editors/vscode/package" "$cache/charter.vsix"
  must drive_code "$cache/code.png"
  must_hold "$forum" 'owner +head-of-product$'
  must_hold "$work/acme/organization/vice-presidents.charter" '^seat head-of-product '
  must_not drive_code "$work/code.png" no-such-charter
  says 'no server: The program `no-such-charter` could not be started'
}
