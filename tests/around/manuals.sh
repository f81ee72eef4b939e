# The manual pages: of the command, and of each verb that it names.

try_manuals() {
  local verb verbs
  the_page charter
  verbs=$("$charter" man | sed -n 's/^charter\\-\([a-z]*\)(1)$/\1/p')
  [ "$(wc -w <<<"$verbs")" -gt 8 ] || fail "the manual names next to no verbs"
  for verb in $verbs; do
    case $verb in
      holidays) the_page charter-holidays-import holidays ;;   # it does one thing: that page has the flags
      *) the_page "charter-$verb" "$verb" ;;
    esac
  done
  "$charter" man check >"$work/check.1"
  broken "$work/check.1" '^.SH SYNOPSIS' '.SX SYNOPSIS' "$work/broken.1"
  must_not lints "$work/broken.1"
  must_not is_quiet groff -man -ww -z "$work/broken.1"
}

the_page() {   # NAME [VERB]
  "$charter" man "${@:2}" >"$work/$1.1"
  must lints "$work/$1.1"
  must is_quiet groff -man -ww -z "$work/$1.1"
  must is_quiet renders "$work/$1.1"
  says "^ +$1 +- +[A-Z]"
  says "^ +charter ${2:-\[OPTIONS\]}"
}

# It has no date, since nothing that charter prints depends on the day: mandoc would want one.
lints() { ! { mandoc -T lint -W warning "$1" || true; } | grep -v 'WARNING: missing date, using "": TH$'; }
renders() { man -l -P cat "$1" | col -bx; }
# Linters that warn and end well.
is_quiet() { "$@" 2>"$work/warnings" && ! grep . "$work/warnings"; }
