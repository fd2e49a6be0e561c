"""Whether the names that people use are there. Two lists ask: names.py tables FOLDER | names.py typed

`tables` asks ten tables that public programs keep by hand, each at a commit (below). FOLDER has their files; the
message about an absent one has the command that gets it. Each row is a name of IANA's on its port, or one of
registry/unofficial.txt, or stands in tests/data/names/tables.txt with the reason why it is neither.
`typed` asks 200 names that an operator may type, and compares the answers with tests/data/names/typed.txt.
`--table FILE` asks another file than registry/unofficial.txt. Both read the registry by themselves.
"""

import argparse
import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as etree

ROOT = pathlib.Path(__file__).resolve().parents[2]
REASONS = ROOT / "tests/data/names/tables.txt"
TYPED = ROOT / "tests/data/names/typed.txt"

GITHUB = "https://raw.githubusercontent.com/"
QUOTED = r'(\d+(?: \| \d+)*) => (?:Some\()?"([^"]+)"'  # 80 | 8080 => Some("HTTP")
PAIR = r'\((\d+), "([^"]+)"\)'  # (80, "http")
# The name of the file in FOLDER; where it is; what a row looks like; the columns of a match; from, and up to, which text.
TABLES = [
    ("scanr.rs", GITHUB + "0typos/scanr/099509a815fe30585db92c33b8ca6fa3b557ac64/src/services.rs",
     QUOTED, "ports name", "", "#[cfg(test)]"),
    ("prt-core.rs", GITHUB + "rekurt/prt/4325090cb282a824ae636a09198ae563b83534a0/crates/prt-core/src/known_ports.rs",
     QUOTED, "ports name", "", "#[cfg(test)]"),
    ("portscanner.rs", GITHUB + "genc-murat/portscanner/be6069b4458bf55386d6f3c548510688dd4d850e/src/scanner/services.rs",
     PAIR, "ports name", "const TCP_SERVICES", "const UDP_SERVICES"),
    ("portscanner.rs", GITHUB + "genc-murat/portscanner/be6069b4458bf55386d6f3c548510688dd4d850e/src/scanner/services.rs",
     PAIR, "ports name udp", "const UDP_SERVICES", ""),
    ("firewall-objects.rs", "https://gitlab.com/kolbash_pub/firewall-objects/-/raw/"
     "ad47cacac2a776d664ba31d4b02ad35a73a82e42/src/service/registry.rs",
     r'\("([^"]+)", TransportService::(tcp|udp)\((\d+)\)\)', "name transport ports", "", "#[cfg(test)]"),
    ("eggsec.rs", GITHUB + "eggstack/eggsec/f804f4a6f43d5bcc0e803ca0502a0fc9f74d4248/src/scanner/ports.rs",
     PAIR, "ports name", "", ""),
    ("TraceFlow.rs", GITHUB + "attilapeterszucs/TraceFlow/ce9d7c3b4a8381f6de1724f30722af01c4015a1c/src/network/services.rs",
     r'insert\((\d+), "([^"]+)"\)', "ports name", "", ""),
    ("cnet.rs", GITHUB + "isaaclins/cnet/14ca29bb18cfff5447a3df88c0fb6c137ab6011f/src/main.rs",
     QUOTED, "ports name", "fn port_service", "fn port_url"),
    ("rust-port-scanner.rs", GITHUB + "0x00Cat/rust-port-scanner/9c013ae6f61bc32cf7a82972749230da72f85860/src/port_info.rs",
     QUOTED, "ports name", "fn get_service_name", "fn get_service_description"),
    ("NetProbe-RS.rs", GITHUB + "voltsparx/NetProbe-RS/d5b58b6079946023b8ee3688eda03cff7f4b29c6/src/service_db.rs",
     r'\((\d+), "(tcp|udp)", "([^"]+)"\)', "ports transport name", "fn fallback", ""),
    ("portr.rs", GITHUB + "Brutus1066/portr/7d756bd02c7a517c6b7a621daafb50ee6fbda441/src/services.rs",
     r'port: (\d+),\s+name: "([^"]+)"', "ports name", "", ""),
]


def registered():
    """IANA's names of each port and transport, in small letters, and of each name its ports."""
    by_port, by_name = collections.defaultdict(list), collections.defaultdict(list)
    space = "{http://www.iana.org/assignments}"
    path = ROOT / "registry/service-names-port-numbers.xml"
    for record in etree.parse(path).getroot().iter(space + "record"):
        name, ports = record.findtext(space + "name"), record.findtext(space + "number")
        if name is None or ports is None:
            continue
        first, _, last = ports.partition("-")
        stated = record.findtext(space + "protocol")
        for transport in [stated] if stated else ["tcp", "udp", "sctp", "dccp"]:
            by_name[name.lower()].append(f"{ports}/{transport}")
            for port in range(int(first), int(last or first) + 1):
                by_port[port, transport].append(name.lower())
    return by_port, by_name


def unofficial(path):
    """The rows of each port and transport, as (name, kind), and of each name its ports."""
    by_port, by_name = collections.defaultdict(list), {}
    for line in path.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, place, what, _ = line.split(" | ")
        ports, transports = place.split("/")
        first, _, last = ports.partition("-")
        by_name[name] = place
        for transport in transports.split(","):
            for port in range(int(first), int(last or first) + 1):
                by_port[port, transport].append((name, what.split(": ")[0]))
    return by_port, by_name


def shown(rows):
    """The name that a port shows of its unofficial ones, if any, by the rules of the module's docs."""
    of_kind = collections.defaultdict(list)
    for name, kind in rows:
        of_kind[kind].append(name)
    if of_kind["shown alias"]:
        return of_kind["shown alias"][0]
    alone = len(of_kind["server"]) == 1 and not of_kind["development server"] and not of_kind["alias"]
    return of_kind["server"][0] if alone else None


def table_rows(folder):
    """Each table's rows as (table, port, transports to ask, name as it is written)."""
    for file, address, pattern, columns, start, end in TABLES:
        path = folder / file
        if not path.exists():
            sys.exit(f"{path} is absent: curl -o {path} {address}")
        text = path.read_text()
        text = text[text.index(start) :]
        text = text[: text.index(end)] if end else text
        found = re.findall(pattern, text)
        assert found, f"{path} has no row"
        for match in found:
            row = dict(zip(columns.split(), match))
            # A table that knows no transport means TCP, or UDP where TCP has no such service.
            transports = ["udp"] if "udp" in columns else [row["transport"]] if "transport" in row else ["tcp", "udp"]
            for port in row["ports"].split(" | "):
                yield file.removesuffix(".rs"), int(port), transports, row["name"]


def spelled(name):
    """As a service name: `MS SQL Server` is `ms-sql-server`."""
    return re.sub(r"[ _./()+]+", "-", name.lower()).strip("-")


def tables(folder, table):
    ours, iana = unofficial(table)[0], registered()[0]
    reasons, used = {}, set()
    for line in REASONS.read_text().splitlines():
        if line and not line.startswith("#"):
            row, reason = line.split(" | ")
            assert row not in reasons, row
            reasons[row] = reason
    totals, per_table, neither, faults = collections.Counter(), {}, collections.Counter(), []
    ports, found, shows = set(), set(), set()  # all; with a name that a look-up of the port prints; with one to show
    for program, port, transports, name in table_rows(folder):
        key = f"{port} {spelled(name)}"
        asked = [(port, transport) for transport in transports]
        if any(spelled(name) in iana[one] for one in asked):
            answer = "IANA's"
        elif any(spelled(name) == ours_name for one in asked for ours_name, _ in ours[one]):
            answer = "ours"
        else:
            answer = reasons.get(key, "open").split(":")[0]
            neither[key] += 1
            used.add(key)
            # A label says which name of the port it stands for.
            if answer == "label":
                there = {have for one in asked for have in iana[one] + [name for name, _ in ours[one]]}
                if reasons[key].split(": ")[1] not in there:
                    faults.append(f"{key}: no such name on the port: {reasons[key]}; expected one of {sorted(there)}")
        totals[answer] += 1
        per_table.setdefault(program, collections.Counter())[answer] += 1
        ports.add(port)
        found |= {port for one in asked if iana[one] or ours[one]}
        shows |= {port for one in asked if iana[one] or shown(ours[one])}
    kinds = ["IANA's", "ours", "label", "wrong", "no source", "open"]
    print(f"{'table':20}{'rows':>6}" + "".join(f"{kind:>11}" for kind in kinds))
    for program, counts in [*per_table.items(), ("all", totals)]:
        print(f"{program:20}{counts.total():>6}" + "".join(f"{counts[kind]:>11}" for kind in kinds))
    print(f"\n{len(ports)} ports; {len(found)} have a name, IANA's or ours; not", *sorted(ports - found))
    print(f"{len(shows)} have one to show alone; not", *sorted(ports - shows))
    for key in sorted(neither, key=lambda key: int(key.split()[0])):
        print(f"{key} ({neither[key]}): {reasons.get(key, 'open')}")
    faults += [f"{row}: no table has this row, or it is IANA's or ours" for row in reasons.keys() - used]
    faults += [f"{row}: neither IANA's nor ours, and without a reason" for row in neither if row not in reasons]
    return faults


def typed(table):
    by_name, iana = unofficial(table)[1], registered()[1]
    faults, counts = [], collections.Counter()
    for line in TYPED.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, before, after = line.split(" | ")
        if places := iana.get(name):
            answer = "IANA " + (places[0] if len(places) == 1 else f"{places[0]} and {len(places) - 1} more")
        else:
            answer = "no port"
        if name in by_name:
            answer = f"{by_name[name]}" if answer == "no port" else f"{answer}; {by_name[name]}"
        kind = "no port" if answer == "no port" else "both" if ";" in answer else answer.split()[0]
        counts[kind if kind in ("IANA", "both", "no port") else "ours"] += 1
        if answer != after:
            faults.append(f"{name} | {before} | {answer}")
    print(f"{counts.total()} names:", ", ".join(f"{count} {kind}" for kind, count in counts.most_common()))
    return faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("list", choices=["tables", "typed"])
    arguments.add_argument("folder", nargs="?", type=pathlib.Path)
    arguments.add_argument("--table", type=pathlib.Path, default=ROOT / "registry/unofficial.txt")
    given = arguments.parse_args()
    if given.list == "tables" and given.folder is None:
        arguments.error("tables: expected the folder of the ten files")
    faults = tables(given.folder, given.table) if given.list == "tables" else typed(given.table)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
