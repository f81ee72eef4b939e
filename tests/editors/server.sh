# The language server, driven by real editors as a person would: a mistake is typed and seen, mended,
# what is under the cursor is explained, jumped to, renamed, and the text put in order.

need_server() {
  need_charter
  ln -sf "$charter" "$cache/bin/charter"
}

# A company of one's own to edit; its forum meets each quarter, and each week where it is broken.
new_company() {
  rm -rf "$work/acme"
  cp -r "$root/examples/acme" "$work/acme"
  forum=$work/acme/interfaces/roadmap-forum.charter
}

# What the editor has left on the disk.
must_hold() {   # FILE PATTERN
  count=$((count + 1))
  grep -qE -- "$2" "$1" || { cat "$1" >&2; fail "\`$2\` is not in $(basename "$1")"; }
}

# A screen that is looked at: tmux, with an editor in it.
screen() { tmux -L charter "$@"; }
see() {   # PATTERN
  local try
  count=$((count + 1))
  for try in $(seq 200); do
    if screen capture-pane -p | grep -qE -- "$1"; then return; fi
    sleep .05
  done
  screen capture-pane -p >"$work/said"
  wrong "\`$1\` is not on the screen:"
}
keys() { screen send-keys "$@"; sleep .2; }
close_screen() {   # and wait until it is
  screen kill-server 2>/dev/null || true
  while screen list-sessions >/dev/null 2>&1; do sleep .05; done
  sleep .2
}
open_screen() {   # COMMAND…
  close_screen
  screen -f /dev/null new-session -d -x 160 -y 50 "$@"
}

try_server() {
  need_server
  command -v tmux >/dev/null || can_install tmux || { skip "tmux cannot be had"; return; }
  server_neovim
  server_emacs
  server_helix
  server_kakoune
}

server_neovim() {
  need neovim nvim nvim VIMRUNTIME=usr/share/nvim/runtime || { skip "Neovim cannot be had"; return; }
  new_company
  must nvim --clean --headless -l "$here/server.lua" "$editors/neovim" "$forum"
  says '^as it must be'
  must_hold "$forum" 'owner +head-of-product$'
  must_hold "$work/acme/organization/vice-presidents.charter" '^seat head-of-product '
}

server_emacs() {
  need_emacs || { skip "Emacs cannot be had"; return; }
  new_company
  must emacs --batch -Q -l "$here/server.el" "$editors/emacs/charter-mode.el" "$forum"
  says '^as it must be'
  must_hold "$forum" 'owner +head-of-product$'
}

server_helix() {
  need hx hx hx || { skip "Helix cannot be had"; return; }
  need_parser
  install_helix "$work/helix"
  printf '%s\n' '[editor.lsp]' 'display-inlay-hints = true' >"$work/helix/helix/config.toml"
  new_company
  open_screen "XDG_CONFIG_HOME=$work/helix TERM=xterm-256color hx $forum; sleep 3"
  see 'Quarterly roadmap forum'
  see 'next Tue'
  # Helix shows no lenses: what they show is an action.
  keys '/charter roadmap-forum' Enter
  keys ' ' a
  see 'show: next Tue'
  keys Up Enter   # the last
  see 'Quarterly roadmap forum: review due'
  keys Escape
  keys '/quarterly on the 2nd Tuesday' Enter
  keys c 'weekly on Tuesday' Escape
  see 'makes? .*decisions that hold|meets weekly'
  keys ' ' a
  see 'meet quarterly on the 2nd Tuesday'
  keys Enter
  see 'cadence +quarterly on the 2nd Tuesday'
  keys Escape
  keys '/vp-product' Enter
  keys ' ' k
  see 'VP Product'
  keys Escape
  keys ' ' r
  keys C-u 'head-of-product' Enter
  see 'owner +head-of-product'
  # What Helix changes in files that it does not show, it tells nobody before they are written.
  keys ':write-all' Enter
  keys ':format' Enter
  keys g d
  see 'seat head-of-product'
  keys ':write-all' Enter
  keys ':quit-all!' Enter
  must_hold "$forum" 'owner +head-of-product$'
  close_screen
}

# Kakoune's client of the protocol is no package of Debian's.
need_kakoune_lsp() {
  [ -x "$cache/kakoune-lsp/bin/kak-lsp" ] ||
    cargo install --quiet --locked --root "$cache/kakoune-lsp" kak-lsp --version 22.0.0 >&2 || return 1
  PATH=$cache/kakoune-lsp/bin:$PATH
}

server_kakoune() {
  need kakoune kak kak KAKOUNE_RUNTIME=usr/share/kak || { skip "Kakoune cannot be had"; return; }
  need_kakoune_lsp || { skip "kakoune-lsp cannot be had"; return; }
  new_company
  local config=$work/kakoune-lsp
  mkdir -p "$config/kak/autoload"
  ln -sfn "$(folder_of kak)/usr/share/kak/rc" "$config/kak/autoload/standard"
  cp "$editors/kakoune/charter.kak" "$config/kak/autoload/"
  printf '%s\n' 'eval %sh{kak-lsp}' lsp-enable 'lsp-inlay-hints-enable global' >"$config/kak/kakrc"
  open_screen "XDG_CONFIG_HOME=$config TERM=xterm-256color kak $forum; sleep 3"
  see 'Quarterly roadmap forum'
  see 'next Tue'
  keys '/quarterly on the 2nd Tuesday' Enter
  keys c 'weekly on Tuesday' Escape
  see 'weekly on Tuesday'
  keys ':lsp-diagnostics' Enter
  see 'meets weekly'
  keys ":edit $forum" Enter
  keys ':lsp-code-actions' Enter
  see 'meet quarterly on the 2nd Tuesday'
  keys Enter
  see 'cadence +quarterly on the 2nd Tuesday'
  keys Escape
  keys '/vp-product' Enter
  keys ':lsp-hover' Enter
  see 'Maya Lindqvist'
  keys ':lsp-rename head-of-product' Enter
  see 'owner +head-of-product'
  keys ':write-all' Enter
  keys ':lsp-definition' Enter
  see 'seat head-of-product'
  keys ':lsp-formatting' Enter
  keys ':write-all' Enter
  keys ':quit!' Enter
  must_hold "$forum" 'owner +head-of-product$'
  close_screen
}
