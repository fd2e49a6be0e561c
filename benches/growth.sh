#!/usr/bin/env bash
# A made-up registry of 60,000 records and 40,000 names: the crate builds with it, every answer is
# right, and a look-up takes little more instructions than with the real one. One of more records
# than the tables can number is refused, by an error that tells the limit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
most=1.20

real=${CARGO_TARGET_DIR:-$PWD/target}
folder=$real/growth
mkdir -p "$folder"
cargo build --quiet --release --package benches --bin growth --bin instructions
run() { CARGO_TARGET_DIR=$folder IANAPORTS_REGISTRY=$1 cargo run --quiet --release --package benches --bin "${@:2}"; }

"$real/release/growth" write 60000 40000 >"$folder/larger.xml"
run "$folder/larger.xml" growth check 60000 40000
run "$folder/larger.xml" instructions >"$folder/larger.txt"
"$real/release/instructions" >"$folder/real.txt"
awk -v most="$most" '
    BEGIN { printf "%-40s %8s %8s  ratio\n", "instructions an operation", "real", "larger" }
    $1 !~ "/" { next }
    NR == FNR { real[$1] = $2; next }
    {
        ratio = $2 / real[$1]
        verdict = (ratio > most ? "PAST " : "within ") most
        # More of all ports have a name there, so this row finds and reads more of them.
        if ($1 == "service_name/any_port") verdict = "not bounded: more is found"
        failed += verdict ~ "PAST"
        printf "%-40s %8.2f %8.2f  %.3f, %s\n", $1, real[$1], $2, ratio, verdict
    }
    END { exit failed > 0 }
' "$folder/real.txt" "$folder/larger.txt"

"$real/release/growth" write 70000 40000 >"$folder/too-large.xml"
if message=$(run "$folder/too-large.xml" growth check 70000 40000 2>&1); then
    echo "a registry of 70,000 records is not refused" >&2
    exit 1
fi
grep --max-count 1 '65,\?535' <<<"$message"
