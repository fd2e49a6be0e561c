"""Documents made from IANA's grammar: each construct in each place that allows it, one document a line.

Only the construct that is tried differs from a small document. In a record, a value is tried in all its spellings:
once in a child of the record, once deeper. Elsewhere it has one spelling. Each document is then broken inside its record: an element or an
attribute more. jing says which documents are valid.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

RNG = "{http://relaxng.org/ns/structure/1.0}"

# Spellings of the types, the plainest first.
VALUES = {
    "ID": ["Ann", "_3GPP", "Adam_Norén"],
    "NCName": ["Ann", "Adam_Norén", "brocoli.corp"],
    "date": ["2026-08-17", "2026-08-17Z", "2026-08-17+01:00"],
    "gYearMonth": ["2026-08", "2026-08Z", "2026-08-05:30"],
    "anyURI": ["https://example.com/?a=1&amp;b=2", "mailto:ann@example.com", "www.example.com", "a%20b"],
    "positiveInteger": ["1", "+1", "007"],
    "unsignedInt": ["7", "0", "4294967295", "007"],
    r"(rfc|bcp|std)\d+": ["rfc9110", "bcp14", "std3", "rfc0793", "rfc10003"],
    r"(draft|RFC)(-[a-zA-Z0-9]+)+": ["draft-a-b-00", "RFC-a-b-00"],
    r"ucd\d+\.\d+\.\d+": ["ucd15.1.0"],
    r"(\d+|0x[\da-fA-F]+)(\s*-\s*(\d+|0x[\da-fA-F]+))?": ["7", "6000-6063", "007", "0x1bB", "7 - 8", "0x7- 9"],
}
TEXTS = ["a", "", "R&amp;D &lt;x&gt; é", "<!-- a comment -->a<![CDATA[<&]]>b<?pi?>"]

# What the small document has of that which is optional: the compiler asks for a date, and for a name or a number.
PRESENT = {"updated", "name"}

NAMESPACE = "http://www.iana.org/assignments"


def load(path):
    """The definitions by name, with those of the included file."""
    definitions = {}
    for child in ElementTree.parse(path).getroot():
        if child.tag == RNG + "include":
            definitions |= load(path.parent / child.get("href"))
        elif child.tag == RNG + "define":
            definitions[child.get("name")] = list(child)
        elif child.tag == RNG + "start":
            definitions["start"] = list(child)
    return definitions


class Maker:
    """A construct is a pair: attributes, and content. The first of a list is the plainest."""

    def __init__(self, definitions):
        self.definitions = definitions
        self.spelled = set()
        self.path = []

    def values(self, key, values):
        """All spellings at the first time in an element of a record, at each of two depths; then one."""
        key = (key, *self.path[-1:], len(self.path) > 2)
        if "record" not in self.path or key in self.spelled:
            return values[:1]
        self.spelled.add(key)
        return values

    def sequence(self, patterns):
        """Each alternative of each pattern, while the others are plain."""
        parts = [self.of(pattern) for pattern in patterns]
        plain = [part[0] for part in parts]
        found = [plain]
        for place, part in enumerate(parts):
            found += [plain[:place] + [other] + plain[place + 1 :] for other in part[1:]]
        joined = [("".join(a for a, _ in row), "".join(c for _, c in row)) for row in found]
        return list(dict.fromkeys(joined))

    def of(self, pattern):
        kind = pattern.tag.removeprefix(RNG)
        inner = list(pattern)
        if kind == "element":
            name = pattern.get("name")
            self.path.append(name)
            found = self.sequence(inner)
            self.path.pop()
            return [("", f"<{name}{attributes}>{content}</{name}>") for attributes, content in found]
        if kind == "attribute":
            values = self.sequence(inner) if inner else [("", "a")]
            return [(f' {pattern.get("name")}="{value}"', "") for _, value in values if "<" not in value]
        if kind == "text":
            return [("", text) for text in self.values("text", TEXTS)]
        if kind == "data":
            types = [param.text for param in inner] or [pattern.get("type")]
            return [("", value) for value in self.values(types[0], VALUES[types[0]])]
        if kind == "value":
            return [("", pattern.text)]
        if kind == "empty":
            return [("", "")]
        if kind == "ref":
            return self.sequence(self.definitions[pattern.get("name")])
        if kind == "choice":
            return [found for child in inner for found in self.of(child)]
        if kind == "group":
            return self.sequence(inner)
        if kind == "interleave":
            found = self.sequence(inner)
            # Everything at once, in another order.
            nothing = ("", "")
            most = [[each for each in self.of(child) if each != nothing][-1] for child in reversed(inner)]
            return found + [("".join(a for a, _ in most), "".join(c for _, c in most))]
        if kind == "optional":
            found = self.sequence(inner)
            if inner[0].get("name") in PRESENT and inner[0].tag == RNG + "element":
                return found + [("", "")]
            return [("", "")] + found
        if kind == "zeroOrMore":
            found = self.sequence(inner)
            attributes, content = found[-1]
            return [("", "")] + found + [(attributes, content + found[0][1] + content)]
        raise ValueError(kind)


def broken(content):
    """The content with an unknown attribute, and with an unknown child, at each element of its record."""
    start, end = content.find("<record"), content.find("</record>")
    path = []
    for tag in re.finditer(r"<(/?)([a-z]+)([^<>]*)>", content[:end] if end > 0 else ""):
        if tag[1]:
            path.pop()
            continue
        path.append(tag[2])
        if tag.start() >= start:
            where = tuple(path[-2:])
            yield "attribute", where, f'{content[: tag.end() - 1]} x="1"{content[tag.end() - 1 :]}'
            yield "element", where, f"{content[: tag.end()]}<x/>{content[tag.end() :]}"


def judge(grammar, folder, contents):
    """Whether each is valid."""
    for number, content in enumerate(contents):
        document = f'<registry xmlns="{NAMESPACE}" id="service-names-port-numbers">{content}</registry>'
        (folder / f"{number}.xml").write_text(document)
    files = [str(folder / f"{number}.xml") for number in range(len(contents))]
    said = subprocess.run(["jing", grammar, *files], capture_output=True, text=True).stdout
    refused = {int(number) for number in re.findall(r"/(\d+)\.xml:", said)}
    return [number not in refused for number in range(len(contents))]


def main(grammar, folder):
    definitions = load(Path(grammar))
    root = definitions["start"][0]
    made = [content for _, content in Maker(definitions).sequence(list(root))]
    made = list(dict.fromkeys(made))
    # Two people with one id is not the grammar's doing.
    made = [content for content in made if content.count('<person id="Ann"') < 2]
    # Of each element in each parent, the first document with an attribute more, and the first with an element more.
    wrong = {}
    for document in made:
        for kind, where, each in broken(document):
            wrong.setdefault((kind, where), each)
    made += wrong.values()
    print("# Made by .ci/long/grammar, which says what it is: the content of <registry>, and what jing says of it.")
    for valid, content in zip(judge(grammar, Path(folder), made), made):
        print("valid" if valid else "invalid", content, sep="\t")


main(*sys.argv[1:])
