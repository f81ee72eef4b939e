# The workflow that `charter init` writes, the example for GitLab, and our own workflow.

try_pipelines() {
  local folder=$work/pipelines
  need_workspace "$folder"
  local github=$folder/.github/workflows/charters.yml gitlab=$root/examples/ci/gitlab-ci.yml
  lint_github "$github"
  must actionlint "$root"/.github/workflows/*.yml
  must check-jsonschema --builtin-schema vendor.gitlab-ci "$gitlab"
  broken "$gitlab" 'codequality:' 'codequalty:' "$work/broken.yml"
  must_not check-jsonschema --builtin-schema vendor.gitlab-ci "$work/broken.yml"
  need_stubs
  run_github "$folder" "$github"
  run_gitlab "$folder" "$gitlab"
}

lint_github() {   # WORKFLOW
  must actionlint "$1"
  must check-jsonschema --builtin-schema vendor.github-workflows "$1"
  local line
  for line in 'security-events: write' 'needs: check' 'runs-on: ubuntu-latest' 'steps.cache.outputs'; do
    broken "$1" "$line" "${line/s/z}" "$work/broken.yml"
    must_not actionlint "$work/broken.yml"
  done
}

# A `cargo` that installs what has been built already, if it is asked for this version of it.
need_stubs() {
  mkdir -p "$work/stubs"
  cat >"$work/stubs/cargo" <<STUB
#!/bin/sh
[ "\$*" = "install --locked --git https://github.com/charter-lang/charter --tag v$version charter-cli" ] ||
  { echo "no such command: cargo \$*" >&2; exit 101; }
mkdir -p "\${CARGO_INSTALL_ROOT:-\$HOME/.cargo}/bin"
ln -sf "$charter" "\${CARGO_INSTALL_ROOT:-\$HOME/.cargo}/bin/charter"
STUB
  chmod +x "$work/stubs/cargo"
}

# The commands of a pipeline, in their order, as its host runs them.
commands() {   # FOLDER FILE
  (
    cd "$1" || exit
    export CI_PROJECT_DIR=$1 PATH=$work/stubs:$HOME/.cargo/bin:/usr/bin:/bin
    "$cache/venv/bin/python" "$here/commands.py" "$2" | bash -e -o pipefail
  )
}

# Whether something holds of a JSON file.
holds() {   # FILE EXPRESSION
  python3 -c 'import json, sys; it = json.load(open(sys.argv[1])); sys.exit(not eval(sys.argv[2]))' "$@"
}

run_github() {   # FOLDER WORKFLOW
  must commands "$1" "$2"
  must holds "$1/charter.sarif" 'it["version"] == "2.1.0" and [run["results"] for run in it["runs"]] == [[]]'
  must holds "$1/dist/index.json" 'len(it["files"]) > 5'
  must grep -q '^BEGIN:VEVENT' "$1/dist/calendar/all.ics"
  rm -rf "$1/dist"
  a_mistake "$1"
  must_not commands "$1" "$2"
  says '^::error file=roadmap-forum.charter,line=12,'
  must holds "$1/charter.sarif" 'it["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "roadmap-forum.charter"'
  must_not test -e "$1/dist"
  git -C "$1" checkout --quiet .
}

run_gitlab() {   # FOLDER PIPELINE
  rm -rf "$HOME/.cargo"
  must commands "$1" "$2"
  must holds "$1/gl-code-quality-report.json" 'it == []'
  must holds "$1/public/index.json" 'len(it["files"]) > 5'
  a_mistake "$1"
  must_not commands "$1" "$2"
  must holds "$1/gl-code-quality-report.json" 'it[0]["location"]["path"] == "roadmap-forum.charter"'
  git -C "$1" checkout --quiet .
}

a_mistake() { sed -i 's/to ceo/to coe/' "$1/roadmap-forum.charter"; }   # FOLDER
