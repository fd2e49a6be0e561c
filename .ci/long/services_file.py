"""Compares glibc's answers from /etc/services with the crate's: services_file.py IANAPORTS

IANAPORTS is the built command. /etc/services is to be what its `export services` prints:
`.ci/long/services-file` puts it there, for this process alone.
"""

import csv
import io
import itertools
import json
import multiprocessing
import socket
import subprocess
import sys

TRANSPORTS = ["tcp", "udp", "sctp", "dccp"]
PORTS = range(65536)
BATCH = 4000
IANAPORTS = sys.argv[1]


def crate(queries):
    """The services that the crate finds for each query, by the command's own look-up."""
    out = subprocess.run([IANAPORTS, "--json", "--", *queries], stdout=subprocess.PIPE, check=False)
    assert out.returncode in (0, 1), out  # 1: not every name is registered on every transport
    return [json.loads(line)["records"] for line in out.stdout.splitlines()]


def by_port(key):
    port, transport = key
    try:
        return socket.getservbyport(port, transport)
    except OSError:
        return None


def by_name(key):
    name, transport = key
    try:
        return socket.getservbyname(name, transport)
    except OSError:
        return None


def getent(keys):
    """What getent prints for keys such as https/tcp, a list of words for each; none for all keys."""
    out = subprocess.run(["getent", "services", *keys], stdout=subprocess.PIPE, check=True, text=True)
    return [line.split() for line in out.stdout.splitlines()]


def batches(items):
    return [items[at : at + BATCH] for at in range(0, len(items), BATCH)]


def in_batches(pool, function, items):
    return list(itertools.chain.from_iterable(pool.map(function, batches(items), chunksize=1)))


def compare(what, asked, expected, answered):
    """Counts, and stops at the first difference."""
    if len(asked) != len(expected) or len(asked) != len(answered):
        sys.exit(f"{what}: asked {len(asked)}, expected {len(expected)}, answered {len(answered)}")
    wrong = [one for one in zip(asked, expected, answered) if one[1] != one[2]]
    for key, crates, glibcs in wrong[:20]:
        print(f"{what}: {key}: the crate says {crates}, glibc {glibcs}")
    if wrong:
        sys.exit(f"{what}: {len(wrong)} of {len(asked)} differ")
    some = sum(one is not None for one in expected)
    print(f"{what}: {len(asked):,} compared, {some:,} found, {len(asked) - some:,} not, all agree")


def main(pool):
    # What the crate says.
    table = subprocess.run([IANAPORTS, "export", "csv"], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    names = sorted({row["Service Name"] for row in rows} - {""})
    ports = [(port, transport) for port in PORTS for transport in TRANSPORTS]
    of_port = dict(zip(ports, in_batches(pool, crate, [f"{port}/{on}" for port, on in ports])))
    keys = [(name, transport) for name in names for transport in TRANSPORTS]
    of_name = dict(zip(keys, in_batches(pool, crate, [f"{name}/{on}" for name, on in keys])))

    def primary(key):
        return next((service["name"] for service in of_port[key] if service["name"]), None)

    def first_port(key):
        ports = (service["first_port"] for service in of_name[key])
        return next((port for port in ports if port is not None), None)

    # getservbyport: every port on tcp and udp, the named ones on sctp and dccp.
    asked = [key for key in ports if key[1] in ("tcp", "udp") or primary(key)]
    compare("getservbyport", asked, [primary(key) for key in asked], pool.map(by_port, asked, chunksize=500))

    # getservbyname: every name on every transport.
    compare("getservbyname", keys, [first_port(key) for key in keys], pool.map(by_name, keys, chunksize=500))

    # getent, all of it: every service of every port with its aliases, in the order of the crate's answers.
    def aliases(key, name):
        return [service["name"] for service in of_port[key] if service["alias_of"] == name]

    whole = [
        [service["name"], f"{port}/{on}", *aliases((port, on), service["name"])]
        for (port, on) in ports
        for service in of_port[port, on]
        if service["name"] and not service["alias_of"]
    ]
    compare("getent services", whole, whole, getent([]))

    # getent, by key. It takes what follows the first slash for the transport: a name with a slash cannot be asked.
    found = [key for key in ports if primary(key)]
    answered = in_batches(pool, getent, [f"{port}/{on}" for port, on in found])
    expected = [[primary((port, on)), f"{port}/{on}"] for port, on in found]
    compare("getent services PORT", found, expected, [words[:2] for words in answered])
    found = [key for key in keys if first_port(key) and "/" not in key[0]]
    answered = in_batches(pool, getent, [f"{name}/{on}" for name, on in found])
    expected = [f"{first_port((name, on))}/{on}" for name, on in found]
    # An alias is answered with the line that has it.
    answered = [words[1] if name in words else words for (name, _), words in zip(found, answered)]
    compare("getent services NAME", found, expected, answered)

    # What a services(5) file cannot say.
    without = [name for name in names if not any(first_port((name, on)) for on in TRANSPORTS)]
    unnamed = [key for key in ports if of_port[key] and not primary(key)]
    slash = [name for name in names if "/" in name]
    def span(service):
        return f"{service['first_port']}-{service['last_port']}"

    services = [service for key in ports for service in of_port[key]]
    in_ranges = [service for service in services if service["first_port"] != service["last_port"]]
    ranges = {(service["name"], span(service)) for service in in_ranges}
    lines = len(in_ranges)
    unstated = {(service["name"], span(service)) for service in services if not service["transport"]}
    reserved = sum(row["Description"].startswith("Reserved") for row in rows if not row["Service Name"])
    cased = [name for name in names if name != name.lower()]
    print("What the registry says and a services(5) file cannot:")
    print(f"- {len(without):,} names have no port, and no line: {', '.join(without[:3])} …")
    print(f"- {len(unnamed)} ports are assigned without a name, and have no line:", *("%d/%s" % key for key in unnamed))
    print(f"- {len(ranges)} ranges are {lines:,} lines, one for each port: {', '.join('%s %s' % one for one in sorted(ranges))}")
    print(f"- {len(unstated)} services state no transport, and have lines for all that no other service of the port has")
    print(f"- {reserved} records reserve ports: the file tells them from unassigned ones no more than glibc does")
    print(f"- {len(cased)} names have capital letters, and glibc finds them in this spelling alone: {', '.join(cased[:3])} …")
    print(f"- {len(slash)} names have a slash, and getent cannot be asked for them: {', '.join(slash)}")


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        main(pool)
