# Editors as Debian's coming release has them, whatever this machine runs: packages are unpacked
# into a folder and their programs run through the loader that came along. Nothing is installed.

debian=$cache/debian
suites=(sid forky trixie)   # they move: the first that has a package counts

# Whether a command of Debian's is there, installed where that is possible.
can_install() {   # PACKAGE
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$1" >&2
}

# The mirror that this machine uses, or the one that debootstrap would.
mirror() {
  local found scripts=/usr/share/debootstrap/scripts/sid
  found=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d \
    2>/dev/null | head -n 1)
  [ -n "$found" ] || { [ -e "$scripts" ] || can_install debootstrap || return 1
    found=$(sed -n 's/^default_mirror //p' "$scripts"); }
  [ -n "$found" ] && printf '%s' "${found% }"
}

# An apt of its own: no package is there yet, and nothing outside of the folder is touched.
prepare_suite() {   # SUITE
  local suite=$1 folder=$debian/$1 keys=/usr/share/keyrings/debian-archive-keyring.gpg from
  [ -e "$folder/ready" ] && return
  from=$(mirror) || return 1
  [ -e "$keys" ] || can_install debian-archive-keyring || return 1
  mkdir -p "$folder"/{state/lists/partial,cache/archives/partial,root,have}
  : >"$folder/status"
  echo "deb [signed-by=$keys] $from $suite main" >"$folder/sources.list"
  cat >"$folder/apt.conf" <<CONF
Dir::State "$folder/state";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::Check-Valid-Until "false";
CONF
  APT_CONFIG=$folder/apt.conf apt-get update -qq >&2 && touch "$folder/ready"
}

# A package of a suite and what it depends on, unpacked; another one leaves what is there.
unpack() {   # SUITE PACKAGE
  local folder=$debian/$1 package
  [ -e "$folder/have/$2" ] && return
  prepare_suite "$1" || return 1
  APT_CONFIG=$folder/apt.conf apt-get install -qq -y --download-only "$2" >&2 || return 1
  for package in "$folder"/cache/archives/*.deb; do
    [ -e "$folder/have/$(basename "$package")" ] && continue
    dpkg -x "$package" "$folder/root" || return 1
    touch "$folder/have/$(basename "$package")"
  done
  touch "$folder/have/$2"
}

# The folder in which a command's package was unpacked.
folder_of() { cat "$debian/$1.folder"; }   # COMMAND

# A program run by the loader that came with it.
wrapper() {   # FOLDER PROGRAM [NAME=PATTERN…]
  local folder=$1 program=$2 variable
  shift 2
  echo '#!/bin/sh'
  for variable in "$@"; do
    echo "export ${variable%%=*}='$(echo "$folder"/${variable#*=})'"
  done
  echo "exec $(echo "$folder"/usr/lib*/ld-linux*.so.*) \\"
  echo "  --library-path $(echo "$folder"/usr/lib/*-linux-gnu) $folder/usr/bin/$program \"\$@\""
}

# Has a package's program on the path as a command, with variables that name what is in it.
need() {   # PACKAGE PROGRAM COMMAND [NAME=PATTERN…]
  local package=$1 program=$2 command=$3 suite folder
  shift 3
  [ -x "$cache/bin/$command" ] && return
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
  for suite in "${suites[@]}"; do
    unpack "$suite" "$package" 2>"$work/unpacked" || continue
    folder=$debian/$suite/root
    echo "$folder" >"$debian/$command.folder"
    wrapper "$folder" "$program" "$@" >"$work/$command"
    chmod +x "$work/$command" && mv "$work/$command" "$cache/bin/$command"
    return
  done
  cat "$work/unpacked" >&2
  return 1
}
