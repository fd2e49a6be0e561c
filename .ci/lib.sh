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

# The value of a key of Cargo.toml's [package].
manifest() { sed -n "/^\[package\]/,/^\[/s/^$1 = \"\(.*\)\"/\1/p" Cargo.toml; }

# The features of the crate, one a line.
features() { sed -n '/^\[features\]/,/^\[/s/^\([a-z_-]*\) *=.*/\1/p' Cargo.toml; }

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

# The SHA-256 of each table that `cargo build --lib $@` generates anew.
tables() {
    local dir
    cargo clean --quiet --package ianaports && cargo clean --quiet --package ianaports --release
    dir=$(cargo build --quiet --lib --message-format json-render-diagnostics "$@" |
        sed -n 's/.*"build-script-executed".*ianaports[@#].*"out_dir":"\([^"]*\)".*/\1/p')
    [ -n "$dir" ]
    (cd "$dir" && find . -type f -exec sha256sum {} + | sort -k 2)
}

# The nightly toolchain, for what stable cannot: NIGHTLY=nightly-2026-05-15 names another.
nightly=${NIGHTLY:-nightly}
has_nightly() { cargo "+$nightly" --version >/dev/null 2>&1; }

# Installs a subcommand of Cargo where it is missing: tool NAME@VERSION
tool() {
    local name=${1%@*}
    cargo "${name#cargo-}" --version >/dev/null 2>&1 ||
        (unset CARGO_TARGET_DIR && cargo install --quiet --locked "$1")
}
