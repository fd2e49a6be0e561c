# shellcheck shell=bash
# Sourced by the checks: strict mode, the project's folder, and what several of them need.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck disable=SC2034 # for the scripts that source this
root=$PWD
xml=registry/service-names-port-numbers.xml

# A folder that is gone at the end.
scratch() {
    scratch=$(mktemp -d)
    trap 'chmod -R u+w "$scratch" && rm -rf "$scratch"' EXIT
}

# The value of a key of Cargo.toml's [package], or else of its [workspace.package].
manifest() { sed -n "/^\[\(workspace\.\)\{0,1\}package\]/,/^\[/s/^$1 = \"\(.*\)\"/\1/p" Cargo.toml | head -n 1; }

# The features of the crate, one a line.
feature_names() { sed -n '/^\[features\]/,/^\[/s/^\([a-z_-]*\) *=.*/\1/p' Cargo.toml; }

# The `updated` date of a registry's document.
updated() { grep -m 1 -o '<updated>[0-9-]*</updated>' "${1:-$xml}" | tr -d '</a-z>'; }

# What the README says of the edition: Registry of 2026-08-17: 14,533 records, 7,327 service names
edition() {
    local records names
    records=$(grep -c '^<record' "$xml")
    names=$(grep '^<record' "$xml" | grep -o '<name>[^<]*' | tr '[:upper:]' '[:lower:]' | sort -u | wc -l)
    echo "Registry of $(updated): $records records, $names service names" |
        sed -E 's/ ([0-9]+)([0-9]{3}) / \1,\2 /g'
}

# A separate target folder: the checks neither wait for nor disturb the user's builds.
checks_target() { export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}/checks; }

# Unpacks into folder $1 the crate as a release would publish it.
unpack() {
    cargo package --quiet --package ianaports --no-verify --allow-dirty
    mkdir -p "$1"
    tar -xzf "$CARGO_TARGET_DIR/package/ianaports-$(manifest version).crate" -C "$1" --strip-components 1
}

# The SHA-256 of each file of a folder of tables.
digests() { find . -type f -exec sha256sum {} + | sort -k 2; }

# The digests of the tables that `cargo build --lib $@` generates anew.
tables() {
    local dir
    cargo clean --quiet --package ianaports && cargo clean --quiet --package ianaports --release
    dir=$(cargo build --quiet --package ianaports --lib --message-format json-render-diagnostics "$@" |
        sed -n 's/.*"build-script-executed".*ianaports[@#].*"out_dir":"\([^"]*\)".*/\1/p')
    [ -n "$dir" ]
    (cd "$dir" && digests)
}

# Ends the step with a message.
fail() {
    echo "$*" >&2
    exit 1
}

# Ends a step that lacks something, which $1 names and $2 installs; with CI=true it installs that instead.
not_possible=77
lacks() {
    if [ "${CI-}" = true ]; then
        bash -euc "$2" >&2 || fail "$1 is missing, and this did not install it: $2"
    else
        echo "NOT RUN: $1 is missing. To install it: $2" >&2
        exit $not_possible
    fi
}
# Command $1 of Debian's packages ${@:2}.
needs() {
    command -v "$1" >/dev/null || lacks "$1" "apt-get update -q && apt-get install -qy --no-install-recommends ${*:2}"
}
# A subcommand of Cargo: needs_cargo NAME@VERSION
needs_cargo() {
    local name=${1%@*}
    cargo "${name#cargo-}" --version >/dev/null 2>&1 || lacks "$name" "env -u CARGO_TARGET_DIR cargo install --locked $1"
}
# The nightly toolchain, for what stable cannot: NIGHTLY=nightly-2026-05-15 names another.
nightly=${NIGHTLY:-nightly}
has_nightly() { cargo "+$nightly" --version >/dev/null 2>&1; }
needs_nightly() { has_nightly || lacks "Rust's $nightly" "rustup toolchain install $nightly --profile minimal"; }
