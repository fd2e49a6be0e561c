"""Prints the bytes of the page by file, and those of the program by column of the registry.

A column is in the program if the bytes of its table are, of those that the crate's build has written. Exits with 1
if the page is larger than it may be, or has a column of people.
"""

import gzip
import sys
from pathlib import Path

MOST = 400_000
site, tables = map(Path, sys.argv[1:])


def row(name, data, more=""):
    print(f"  {name:<24}{len(data):>9,}{len(gzip.compress(data, 9)):>9,}  {more}".rstrip())
    return len(gzip.compress(data, 9))


print(f"  {'file':<24}{'bytes':>9}{'gzip':>9}")
total = sum(row(file.name, file.read_bytes()) for file in sorted(site.iterdir()))
print(f"  {'the page':<33}{total:>9,}  of at most {MOST:,}")

program = (site / "ianaports.wasm").read_bytes()
columns, rest = {}, program
for table in sorted(tables.glob("*.*")):
    # A shorter table is found by chance.
    data = table.read_bytes()
    if table.suffix in (".bin", ".txt") and len(data) >= 64 and data in rest:
        column = table.stem.split("_")[0]
        columns[column] = columns.get(column, b"") + data
        rest = rest.replace(data, b"", 1)
print(f"\n  {'columns of the program':<24}{'bytes':>9}{'gzip':>9}")
for column, data in sorted(columns.items(), key=lambda item: -len(item[1])):
    row(column.lower(), data)
row("code, and the rest", rest)

people = {"PERSON", "PEOPLE", "ORGANIZATION"} & columns.keys()
if people or total > MOST:
    sys.exit(f"people in the program: {sorted(people)}" if people else "the page is too large")
