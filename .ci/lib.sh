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

# The value of a key of Cargo.toml's [package] or [workspace.package].
manifest() { sed -n "/^\[\(workspace\.\)\{0,1\}package\]/,/^\[/s/^$1 = \"\(.*\)\"/\1/p" Cargo.toml; }

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
    dir=$(cargo build --quiet --package ianaports --lib --message-format json-render-diagnostics "$@" |
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

# Instrumented builds go to a target folder of their own, which $1 names, and their profiles beside it.
coverage_target() {
    export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}/$1 CARGO_INCREMENTAL=0
    export RUSTFLAGS=-Cinstrument-coverage LLVM_PROFILE_FILE=$CARGO_TARGET_DIR/profiles/%p-%m.profraw
    rm -rf "$CARGO_TARGET_DIR/profiles"
}

# Line and region coverage of each file of src/ and registry/ by the programs $@, from their profiles. Several
# programs include the compiler, each by a path of its own: the one that covers a file most counts.
covered() {
    local llvm version programs=("${@/#/--object=}")
    rustup component add llvm-tools 2>/dev/null || true
    llvm=$(find "$(rustc --print sysroot)/lib/rustlib" -name llvm-cov -printf %h)
    if [ -z "$llvm" ]; then # Debian's package of the compiler's own LLVM
        version=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
        llvm=/usr/lib/llvm-$version/bin
        [ -x "$llvm/llvm-cov" ] || { apt-get update -q && apt-get install -qy --no-install-recommends "llvm-$version"; } >&2
    fi
    "$llvm/llvm-profdata" merge -sparse "$CARGO_TARGET_DIR"/profiles/*.profraw -o "$CARGO_TARGET_DIR/profile"
    "$llvm/llvm-cov" report --ignore-filename-regex '\.cargo|/rustc/' --instr-profile "$CARGO_TARGET_DIR/profile" "${programs[@]}" |
        sed -nE '/refresh\//d; s#^(.*/)?((src|registry)/[a-z_]+\.rs) #\2 #p' |
        awk '!($1 in lines) || $10 + 0 > lines[$1] + 0 { lines[$1] = $10; regions[$1] = $4 }
            END { for (file in lines) print file, "lines", lines[file], "regions", regions[file] }' | sort
}
