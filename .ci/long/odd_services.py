"""A services(5) file of odd lines, and what glibc reads of one.

odd_services.py file SEED   prints such a file
odd_services.py answers     prints what glibc answers from /etc/services: each line, name and port
"""

import ctypes
import random
import socket
import sys

NAMES = ["http", "a", "k8s_api", "914c/g", "X11:4", "443", "80-90", "größe", "é", "-", "/", "no\u00a0blank", "\ufefffirst",
         "turn\u202eround", "zero\u200bwidth", "c1\u0085control", "bell\x07", "\x1f", "full４width", "４４３", "数据库"]
NUMBERS = ["80", "0", "65535", "+80", "+0", "1", "514", "00", "010", "0177777", "000000000000000000000017", "0x50", "0XfF", "+0x10"]
# Of what is no port glibc makes one: the names of such lines begin so.
BEYOND = ["65536", "65616", "4294967296", "4294967376", "99999999999999999999999", "-1", "-80", "-65456", "-0", "0x10000", "0200000", "-0x1"]
NO_NUMBERS = ["", "x", "08", "00080", "0x", "0xg", "0x+5", "0+5", "0x 5", "++80", "8O", "80.", "80x", "８０", "+", "-", "+-80", "80,81", "80-90", "1e3", "'80'"]
TRANSPORTS = ["tcp", "udp", "sctp", "dccp"]
OTHERS = ["TCP", "Udp", "ddp", "tcp/udp", "tcp,udp", "", "tcp\u00a0", "/tcp", "tcp6"]
BLANKS = [" ", "\t", "  ", " \t ", "\r", "\v", "\f", "        "]
NO_BLANKS = ["\u00a0", "\u3000", "\u0085", "\u2028", "\x1c", ""]


def odd_file(seed):
    dice = random.Random(seed)

    def few(odd, of, often=8):
        return dice.choice(odd if dice.randrange(often) == 0 else of)

    def name(at):
        return dice.choice(NAMES) + few([""], [f"{dice.randrange(at + 1)}"], 4)

    lines = []
    for at in range(200):
        beyond = dice.randrange(12) == 0
        number = dice.choice(BEYOND) if beyond else few(NO_NUMBERS, [*NUMBERS, *map(str, range(8))])
        parts = [
            few(BLANKS, [""]),
            f"beyond{at}" if beyond else name(at),
            few(NO_BLANKS, BLANKS, 20),
            number,
            few(["", " /", "/ ", "//", "\t/\t", "|"], ["/"], 12),
            few(OTHERS, TRANSPORTS),
        ]
        for _ in range(dice.choice([0, 0, 0, 1, 2, 5])):
            parts += [few(NO_BLANKS, BLANKS, 20), f"alias{at}" if beyond else name(at)]
        parts.append(few(BLANKS, [""]))
        # What ends a line before its end, or is cut off.
        kind = dice.randrange(12)
        if kind == 0:
            parts.insert(dice.randrange(len(parts) + 1), dice.choice(["#", " # ", "#tcp", "##"]))
        elif kind == 1:
            parts = parts[: dice.randrange(len(parts))]
        elif kind == 2:
            # After blanks at the start glibc 2.36 reads on past a NUL, and past the end of a last line.
            parts[0] = ""
            parts.insert(dice.randrange(len(parts) + 1), "\0")
        elif kind == 3 and not beyond:
            parts.append(f" long{at}" * dice.choice([5, 10, 200]))
        lines.append("".join(parts))
    lines.append("last 1/tcp")
    return ("\n".join(lines) + dice.choice(["", "\n", "\r\n", "\n\n"])).encode()


class Servent(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("aliases", ctypes.POINTER(ctypes.c_char_p)),
        ("port", ctypes.c_int),
        ("transport", ctypes.c_char_p),
    ]


def answered(function, *key):
    try:
        return function(*key)
    except OSError:
        return None


def answers():
    """Fields with a tab between them, which no field can hold."""
    libc = ctypes.CDLL(None)
    libc.getservent.restype = ctypes.POINTER(Servent)
    libc.setservent(1)
    names, ports = {}, {}
    while found := libc.getservent():
        service = found.contents
        aliases = []
        while service.aliases[len(aliases)]:
            aliases.append(service.aliases[len(aliases)])
        port = socket.ntohs(service.port)
        yield b"\t".join([b"line", service.name, b"%d" % port, service.transport, *aliases])
        names |= dict.fromkeys([service.name, *aliases])
        ports[port] = None
    for transport in TRANSPORTS:
        for name in names:
            port = answered(socket.getservbyname, name.decode(), transport)
            yield b"\t".join([b"name", name, transport.encode(), b"" if port is None else b"%d" % port])
        for port in ports:
            name = answered(socket.getservbyport, port, transport)
            yield b"\t".join([b"port", b"%d" % port, transport.encode(), (name or "").encode()])


if sys.argv[1] == "file":
    sys.stdout.buffer.write(odd_file(int(sys.argv[2])))
else:
    sys.stdout.buffer.writelines(line + b"\n" for line in answers())
