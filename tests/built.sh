# The programs that are built beside the tests, for scripts that try them.

# All of them at once and as the tests are: for a choice of packages cargo chooses other
# features, and builds everything again. So it does for a day that programs are to take for today,
# which compilers of C look at too. The self-test starts scripts often: once is enough.
need_built() {
  [ -n "${IS_BUILT:-}" ] ||
    (cd "$root" && env -u SOURCE_DATE_EPOCH cargo test --quiet --workspace --no-run >&2)
  export IS_BUILT=true
}

# The program under test: the one that is named, or the one that is built here.
need_charter() {
  [ -n "${CHARTER_BIN:-}" ] || need_built
  charter=$(realpath "${CHARTER_BIN:-$target/debug/charter-tried}")
}
