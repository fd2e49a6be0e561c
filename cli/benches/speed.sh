#!/usr/bin/env bash
# How fast the command is, beside others, in one run each: `annotate` over lines of ss beside sed, over CSV beside a
# loop of the csv library that copies it; a look-up with its start beside `true`; the memory of `annotate` over 2 GB.
# Needs hyperfine, jq and GNU time. Times are noisy: look at the ratios.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --quiet --locked --release --package ianaports-cli --bins --examples
programs=${CARGO_TARGET_DIR:-target}/release
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

awk -v csv="$scratch/flows.csv" 'BEGIN {
    srand(1)
    split("443 443 443 22 53 80 8080 5432", usual)
    print "ts,src_ip,src_port,dst_ip,dst_port,proto,packets,bytes" >csv
    for (i = 0; i < 1000000; i++) {
        client = 32768 + int(rand() * 28000)
        server = rand() < .9 ? usual[1 + int(rand() * 8)] : 1 + int(rand() * 65535)
        host = int(rand() * 256)
        protocol = 1 + int(rand() * 3)
        if (i % 7 == 0) {
            from = "[2001:db8::" host "]:" client; to = "[2001:db8::7]:" server
        } else {
            from = "192.0.2." host ":" client; to = "198.51.100.7:" server
        }
        printf "%-5s ESTAB  0      0      %30s %30s users:((\"x\",pid=%d,fd=3))\n", i % 2 ? "tcp" : "udp", from, to, i
        printf "2026-08-17T12:00:%02d.%03d,192.0.2.%d,%d,198.51.100.7,%d,%s,%d,%d\n", i % 60, i % 1000, host, client,
            server, protocol == 1 ? "6" : protocol == 2 ? "17" : "1", i % 100, i >csv
    }
}' >"$scratch/ss.txt"

# The median time of each command, and its ratio to the last one.
compare() {
    hyperfine --shell=none --warmup 2 --runs "$1" --export-json "$scratch/times.json" "${@:2}" >/dev/null 2>&1
    jq -r '.results | last.median as $last | .[] | "\(.median * 1000 * 10 | round / 10) ms  \(.median / $last * 100 | round / 100)  \(.command)"' \
        "$scratch/times.json" | sed "s#$programs/##; s#$scratch/##g"
}
echo "lines of ss: $(wc -lc <"$scratch/ss.txt")"
compare 10 "$programs/ianaports annotate $scratch/ss.txt" "sed -e s/a/a/ $scratch/ss.txt"
echo "CSV: $(wc -lc <"$scratch/flows.csv")"
cat >"$scratch/bare" <<<"#!/bin/sh
exec $PWD/$programs/examples/bare_csv <$scratch/flows.csv"
chmod +x "$scratch/bare"
compare 10 "$programs/ianaports annotate $scratch/flows.csv" "$scratch/bare"
echo "a look-up:"
compare 200 "$programs/ianaports https" "$(type -P true)"
echo "memory over 2 GB, in KiB:"
for file in flows.csv ss.txt; do
    # What head no longer takes is no fault.
    { yes "$scratch/$file" | xargs -n 1 cat 2>/dev/null || true; } | head -c 2000000000 |
        command time -f "%M  $file" "$programs/ianaports" annotate >/dev/null
done
