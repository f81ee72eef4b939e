# The hooks for pre-commit, in a repository as `charter init` leaves it.

# All our hooks on all files, as their makers try them. A try is a new clone and builds anew: what
# we depend on is kept between them, and nothing is optimized.
try_repo() {   # FOLDER
  (
    cd "$1" || exit
    export CARGO_TARGET_DIR=$cache/hook CARGO_PROFILE_RELEASE_OPT_LEVEL=0
    export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    git add --all
    pre-commit try-repo "$root" --all-files --verbose --color never
  )
}

try_hooks() {
  local folder=$work/hooks
  need_workspace "$folder"
  the_configuration "$folder"
  must shellcheck "$root/crates/charter-cli/pre-commit"

  sed -i 's/  escalation      to ceo/  escalation to    coe/' "$folder/roadmap-forum.charter"
  must_not try_repo "$folder"
  says '^charter check\.+Failed'
  says '^error\[unresolved-name\]: there is no .*`coe`'
  says 'roadmap-forum.charter:12:'
  says '^charter format\.+Failed'
  says 'files were modified by this hook'

  sed -i 's/to coe/to ceo/' "$folder/roadmap-forum.charter"
  must try_repo "$folder"
  says '^charter check\.+Passed'
  says 'nothing to say'
  says '^charter format\.+Passed'
  must git -C "$folder" diff HEAD --exit-code
}

# What `charter init` writes, word for word: its address leads to a copy of this repository, in
# which the version has been published.
the_configuration() {   # FOLDER
  git clone --quiet --bare "$root" "$work/published"
  git -C "$work/published" tag --force "v$version" HEAD >/dev/null
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_VALUE_0=https://github.com/charter-lang/charter
  export GIT_CONFIG_KEY_0=url.$work/published.insteadOf
  must pre-commit validate-manifest "$root/.pre-commit-hooks.yaml"
  must pre-commit validate-config "$1/.pre-commit-config.yaml"
  must install_hooks "$1" .pre-commit-config.yaml
  broken "$root/.pre-commit-hooks.yaml" 'language: script' 'language: poem' "$work/broken.yaml"
  must_not pre-commit validate-manifest "$work/broken.yaml"
  broken "$1/.pre-commit-config.yaml" 'charter-check' 'charter-chek' "$work/broken.yaml"
  must pre-commit validate-config "$work/broken.yaml"
  must_not install_hooks "$1" "$work/broken.yaml"
  says 'charter-chek. is not present in repository'
}

install_hooks() { (cd "$1" && pre-commit install-hooks --config "$2"); }   # FOLDER CONFIG
