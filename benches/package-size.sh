#!/usr/bin/env bash
# The bytes that a user of the crate downloads; with --check, fails where they are past the bound.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
most=590000

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/package-size
rm -rf "$CARGO_TARGET_DIR/package"
cargo package --quiet --package ianaports --no-verify --allow-dirty
crate=("$CARGO_TARGET_DIR"/package/*.crate)
bytes=$(wc -c <"${crate[0]}")
verdict=within
[ "$bytes" -le "$most" ] || verdict=PAST
echo "$bytes bytes packed, $verdict $most; the largest files, unpacked:"
tar -tvf "${crate[0]}" | awk '{ print $3, $6 }' | sort -rn | head -n 8
if [ "${1-}" = --check ] && [ "$verdict" = PAST ]; then exit 1; fi
