#!/usr/bin/env bash
# Instructions an operation, counted by callgrind: instructions.sh [--check | --write]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! command -v valgrind >/dev/null; then
    echo "valgrind is needed: apt-get install valgrind" >&2
    exit 1
fi
exec cargo run --quiet --release --package benches --bin instructions -- "$@"
