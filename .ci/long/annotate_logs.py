"""What annotate-logs prints: the addresses with a port in a folder of logs, by what became of them."""

import collections
import csv
import io
import os
import random
import re
import subprocess
import sys

program, folder, draw, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])

# The names that TCP and UDP share.
rows = csv.DictReader(io.StringIO(subprocess.run([program, "export", "ports"], capture_output=True, text=True).stdout))
names = {(row["transport"], int(row["port"])): row["name"] for row in rows}
shared = {port for (on, port), name in names.items() if on == "tcp" and name and names.get(("udp", port)) == name}

known = {place for place, name in names.items() if name}

# An address of IPv4 and a port, without asking how `annotate` finds them.
address = re.compile(rb"(?<![0-9.])((?:[0-9]{1,3}\.){3}[0-9]{1,3}):([0-9]{1,5})(?![0-9])")
# A name that was written.
name = re.compile(rb"\(([A-Za-z0-9][A-Za-z0-9_+./*-]*)\)|,\"[^\"]*_name\":\"([^\"]*)\"")


def insertions(line, out):
    """Where in the line names were put, or None if anything else was changed."""
    places, at, written = {}, 0, 0
    while written < len(out):
        if at < len(line) and out[written] == line[at] and len(out) - written > 0:
            # A name begins with a byte that the line may have as well: what is left decides.
            match = name.match(out, written)
            if match is None or out[written:] == line[at:] or line.startswith(match.group(), at):
                at, written = at + 1, written + 1
                continue
        match = name.match(out, written)
        if match is None:
            return None
        places[at] = (match.group(1) or match.group(2)).decode()
        written = match.end()
    return places if at == len(line) else None


counts, round_them = collections.Counter(), collections.Counter()
named, unnamed = [], []
for root, folders, files in os.walk(folder):
    folders.sort()
    for file in sorted(files):
        path = os.path.join(root, file)
        with open(path, "rb") as read:
            text = read.read()
        if b"\0" in text[:4096]:
            continue
        run = subprocess.run([program, "annotate", path], capture_output=True, timeout=600)
        counts["files"] += 1
        where = os.path.relpath(path, folder)
        lines, outs = text.split(b"\n"), run.stdout.split(b"\n")
        if len(lines) != len(outs):
            sys.exit(f"{where}: {len(lines)} lines became {len(outs)}")
        for number, (line, out) in enumerate(zip(lines, outs), 1):
            places = {} if line == out else insertions(line, out)
            if places is None:
                sys.exit(f"{where}:{number}: more than names was changed:\n{line}\n{out}")
            for at, what in places.items():
                counts["names"] += 1
                named.append((where, number, what, line[max(0, at - 60) : at], line[at : at + 60]))
            for match in address.finditer(line):
                port = int(match.group(2))
                if not known & {("tcp", port), ("udp", port)} or port >= 32768:
                    continue
                kind = "shared by TCP and UDP" if port in shared else "of one transport"
                counts[f"addresses with a name {kind}"] += 1
                if match.end() in places:
                    counts[f"named with a name {kind}"] += 1
                else:
                    before, after = line[max(0, match.start() - 1) : match.start()], line[match.end() : match.end() + 1]
                    round_them[before, after] += 1
                    start = max(0, match.start() - 60)
                    unnamed.append((where, number, "-", line[start : match.end()], line[match.end() : match.end() + 60]))

print("\n".join(f"{what}: {count}" for what, count in sorted(counts.items())))
print("of the unnamed addresses with a port below 32768 that has a name, what stands round them:")
for (before, after), count in round_them.most_common(12):
    print(f"  {count:6} {before!r} .. {after!r}")
draws = random.Random(seed)
for title, all_of_them in [("named", named), ("unnamed", unnamed)]:
    print(f"{title}:")
    # Of each file no more than five, or the largest has them all.
    draws.shuffle(all_of_them)
    of_files = collections.Counter()
    few = [one for one in all_of_them if of_files.update([one[0]]) or of_files[one[0]] <= 5]
    for where, number, what, before, after in few[:draw]:
        print(f"  {where}:{number}: {what}\n    {before.decode(errors='replace')}⟨{what}⟩{after.decode(errors='replace')}")
