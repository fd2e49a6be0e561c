#!/usr/bin/env bash
# What a dependent pays to build: build-cost.sh [ROUNDS], the medians of which are printed (3 if not
# told). CPU is user and system time of all processes; the rounds of what is compared are
# interleaved. Nothing is asserted: times are of the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-3}
root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}/build-cost
unset CARGO_TARGET_DIR
export CARGO_INCREMENTAL=0 CARGO_TERM_QUIET=true
mkdir -p "$target"
if ! command -v python3 >/dev/null; then
    echo "python3 is needed, to see what one compiler takes" >&2
    exit 1
fi

# CPU seconds of a command, all its processes included.
cpu() {
    local TIMEFORMAT='%U %S'
    { time "$@" >"$target/log" 2>&1 || { cat "$target/log" >&2 && exit 1; }; } 2>&1 |
        awk '{ print $1 + $2 }'
}
median() { sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

# A program in folder $1 that depends on $2, a line of Cargo.toml, and does nothing with it.
dependent() {
    mkdir -p "$target/$1/src"
    printf '[package]\nname = "dependent"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' "$2" \
        >"$target/$1/Cargo.toml"
    [ -f "$target/$1/src/main.rs" ] || echo 'fn main() {}' >"$target/$1/src/main.rs"
    cargo fetch --manifest-path "$target/$1/Cargo.toml"
}
clean_build() {
    rm -rf "$target/$1/target"
    cpu cargo build --offline --manifest-path "$target/$1/Cargo.toml" "${@:2}"
}

ianaports="ianaports = { path = \"$root\" }"
dependent nothing ''
dependent thiserror 'thiserror = { version = "2", default-features = false }'
dependent ianaports "$ianaports"
dependent usb-ids 'usb-ids = "1"'
dependent pci-ids 'pci-ids = "0.2"'
dependent chrono-tz 'chrono-tz = "0.10"'
dependent constants "$ianaports"

echo "Clean build of a dependent, CPU seconds (the median of $rounds rounds)"
packages=(nothing thiserror ianaports usb-ids pci-ids chrono-tz)
for profile in dev release; do
    for package in "${packages[@]}"; do : >"$target/$package.$profile"; done
    for ((round = 0; round < rounds; round++)); do
        for package in "${packages[@]}"; do
            clean_build "$package" --profile "$profile" >>"$target/$package.$profile"
        done
    done
    for package in "${packages[@]}"; do echo "$package $(median <"$target/$package.$profile")"; done |
        awk -v profile="$profile" '
            { cost[$1] = $2 }
            END {
                own = cost["ianaports"]
                less = own - (cost["thiserror"] - cost["nothing"])
                printf "  %-7s  nothing %.2f, thiserror alone %.2f, ianaports %.2f, less what thiserror brings %.2f\n",
                    profile, cost["nothing"], cost["thiserror"], own, less
                split("usb-ids pci-ids chrono-tz", rivals)
                for (at = 1; at in rivals; at++)
                    printf "           %-9s %.2f: ianaports x%.2f, without thiserror x%.2f\n",
                        rivals[at], cost[rivals[at]], own / cost[rivals[at]], less / cost[rivals[at]]
            }'
done

# Cargo starts every compiler through this, which notes what the one of library $NOTED takes.
cat >"$target/rustc" <<'EOF'
#!/usr/bin/env python3
import os, resource, subprocess, sys
status = subprocess.call(sys.argv[1:], close_fds=False)  # the pipes of Cargo's job server
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if "--crate-name " + os.environ["NOTED"] + " " in " ".join(sys.argv):
    with open(os.environ["NOTES"], "a") as notes:
        print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=notes)
sys.exit(status)
EOF
chmod +x "$target/rustc"
# CPU seconds and peak MiB of the compiler on the library of package $1 alone.
library() {
    rm -rf "$target/$1/target" "$target/notes"
    RUSTC_WRAPPER=$target/rustc NOTED=${1//-/_} NOTES=$target/notes \
        cargo build --offline --manifest-path "$target/$1/Cargo.toml" --profile "$2"
    cat "$target/notes"
}
echo "The compiler on the library itself"
for profile in dev release; do
    for package in ianaports usb-ids; do : >"$target/$package.library"; done
    for ((round = 0; round < rounds; round++)); do
        for package in ianaports usb-ids; do
            library "$package" "$profile" >>"$target/$package.library"
        done
    done
    for package in ianaports usb-ids; do
        cut -d ' ' -f 1 "$target/$package.library" | median
        cut -d ' ' -f 2 "$target/$package.library" | median
    done | paste -s | awk -v profile="$profile" '{
        printf "  %-7s  ianaports %.2f s, %.0f MiB peak; usb-ids %.2f s, %.0f MiB; CPU x%.3f\n",
            profile, $1, $2, $3, $4, $1 / $3 }'
done

echo "The build script's run, not optimized"
cargo build --offline --manifest-path "$target/ianaports/Cargo.toml"
script=$(find "$target/ianaports/target/debug/build" -path '*/ianaports-*/build-script-build')
mkdir -p "$target/out"
for ((round = 0; round < rounds; round++)); do
    (cd "$root" && CARGO_MANIFEST_DIR=$root OUT_DIR=$target/out cpu "$script")
done | median | sed 's/.*/  & s CPU/'

echo "A constant looked up at compile time: 1,000 of them less none"
for count in 0 1000; do
    cargo run --release --package benches --bin constants -- "$count" >"$target/$count.rs"
    : >"$target/$count.constants"
done
for ((round = 0; round < 2 * rounds + 1; round++)); do
    for count in 0 1000; do
        cp "$target/$count.rs" "$target/constants/src/main.rs"
        cpu cargo check --offline --manifest-path "$target/constants/Cargo.toml" >>"$target/$count.constants"
    done
done
echo "$(median <"$target/1000.constants") $(median <"$target/0.constants")" |
    awk '{ printf "  %.0f microseconds a constant\n", ($1 - $2) * 1000 }'
