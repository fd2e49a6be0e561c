#!/usr/bin/env bash
# What the tables add to a program: the sections of the program `footprint` with some of its features, less those
# of it with none. With --check, fails where a bound is passed. The programs are linked as usual, but
# for `panic = "abort"`, so that unwinding tables do not count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for tool in size readelf; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool is needed: apt-get install binutils" >&2
        exit 1
    fi
done

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/footprint
export CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_STRIP=none CARGO_PROFILE_RELEASE_LTO=off
export CARGO_PROFILE_DEV_PANIC=abort CARGO_PROFILE_DEV_STRIP=none CARGO_INCREMENTAL=0

# The features, and the bytes that the tables may add; in a debug build, the code that reaches every
# column has so many messages of its own that its sum tells nothing of the tables.
bounds='
const                             0
port-to-name                 164864
port-to-name,name-to-port    242688
changes                      369664
everything                   820224
'
# How many of them may be addresses, in a release build: those of messages, for no table has one.
most_relocated=256

# The size of section $2 of program $1.
section() { size -A "$1" | awk -v name="$2" '$1 == name { size = $2 } END { print size + 0 }'; }
relocations() { readelf --relocs --wide "$1" | grep -c 'R_' || true; }

failed=0
for profile in release dev; do
    folder=$CARGO_TARGET_DIR/$profile
    [ "$profile" = release ] || folder=$CARGO_TARGET_DIR/debug
    # The program with these features, in a file of that name.
    built() {
        cargo build --quiet --profile "$profile" --package benches --bin footprint --features "$1"
        cp "$folder/footprint" "$folder/footprint-$1"
    }
    built ''

    echo "$profile build: bytes more than without a feature"
    printf '%-25s %8s %12s %9s %8s %11s  %s\n' \
        features .rodata .data.rel.ro .rela.dyn .text relocations 'sum without .text'
    none=$folder/footprint-
    while read -r program most; do
        built "$program"
        binary=$folder/footprint-$program
        more() { echo $(($(section "$binary" "$1") - $(section "$none" "$1"))); }
        constants=$(more .rodata) relocated=$(more .data.rel.ro) records=$(more .rela.dyn)
        sum=$((constants + relocated + records))
        verdict=within
        if [ "$profile-$program" = dev-everything ]; then verdict='not bounded by'; else
            [ "$sum" -le "$most" ] || verdict=PAST
        fi
        [ "$profile" = dev ] || [ "$relocated" -le "$most_relocated" ] || verdict=PAST
        [ "$verdict" != PAST ] || failed=1
        printf '%-25s %8d %12d %9d %8d %11d  %d, %s %d\n' "$program" "$constants" "$relocated" \
            "$records" "$(more .text)" "$(($(relocations "$binary") - $(relocations "$none")))" \
            "$sum" "$verdict" "$most"
    done < <(grep . <<<"$bounds")
done
if [ "${1-}" = --check ]; then exit "$failed"; fi
