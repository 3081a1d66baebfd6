"""What each shipped query should answer, counted anew from the JSON lines of an output folder in plain Python.

Mentions, relations, speeches and fills are counted from their own files; edges.jsonl serves for what is only there:
quotations, sentences that two names share, and the ways between nodes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Answer = list[tuple[Any, ...]]


class Lines:
    """The files of an output folder, and what nearly every count asks of them."""

    def __init__(self, out: Path) -> None:
        def read(name: str) -> list[Row]:
            return [
                json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line
            ]

        self.mentions, self.relations, self.edges = read("mentions"), read("relations"), read("edges")
        self.fills = read("fills")
        self.speeches = {row["speech"]: row for row in read("speeches")}
        self.nodes = {row["id"]: row for row in read("entities")}

    def family(self, speech: str) -> str:
        return str(self.speeches[speech]["family"])

    def mentioned(self, kind: str) -> Counter[tuple[str, str]]:
        """How often each speech names each entity of a type, holes left out."""
        rows = (row for row in self.mentions if row["type"] == kind and not row["redacted"])
        return Counter((row["speech"], row["entity_id"]) for row in rows)

    def stated(self, relation: str) -> dict[tuple[str, str], list[Row]]:
        """The statements of a relation by their ends."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.relations:
            if row["rel"] == relation:
                found[row["head_id"], row["tail_id"]].append(row)
        return found

    def evidence(self, relation: str) -> dict[tuple[str, str], Row]:
        return {(row["source"], row["target"]): row for row in self.edges if row["type"] == relation}

    def named(self, id: str, name: str, *, title: bool = False) -> bool:
        """Whether a node has that id, name or alias; an empty name is that of every node."""
        node = self.nodes[id]
        known = [id, node["name"], *node["props"].get("aliases", []), *([node["title"]] if title else [])]
        return name == "" or name in known

    def name(self, id: str) -> str:
        return str(self.nodes[id]["name"])

    def page(self, span: str) -> int | None:
        """The page that a span begins on, where its file has pages."""
        file, _, offsets = span.rpartition(":")
        pages = {row["name"]: row["props"].get("pages") for row in self.nodes.values() if row["type"] == "SourceFile"}
        begins = [begin for begin in pages[file] or [] if begin <= int(offsets.split("-")[0])]
        return len(begins) or None

    def talks(self, speeches: Iterable[str]) -> int:
        return len({self.family(speech) for speech in speeches})

    def listed(self, speeches: Iterable[str]) -> list[str]:
        """Names of speeches by date, undated last."""
        return [self.name(s) for s in sorted(set(speeches), key=lambda s: (last(self.speeches[s]["date"]), s))]

    def within(self, id: str, place: str) -> bool:
        """Whether a place or organization is that place or lies in it, by the gazetteer or by up to four statements."""
        if self.named(id, place) or place in self.nodes[id]["props"].get("parents", []):
            return True
        located, reached = self.stated("LOCATED_IN"), {id}
        for _ in range(4):
            reached = {tail for head, tail in located if head in reached}
            if any(self.name(one) == place and self.nodes[one]["type"] == "Place" for one in reached):
                return True
        return False

    def once(self, kind: str) -> dict[str, dict[str, int]]:
        """By entity and talk: the most that a version of the talk names it."""
        most: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (speech, entity), count in self.mentioned(kind).items():
            family = self.family(speech)
            most[entity][family] = max(most[entity][family], count)
        return most


def last(value: Any) -> tuple[bool, Any]:
    """Sorts what is not known after everything that is."""
    return value is None, "" if value is None else value


def programs_by_speech(lines: Lines, speech: str = "", program: str = "", versions: bool = True) -> Answer:
    rows = []
    for (s, p), count in lines.mentioned("Program").items():
        row = lines.speeches[s]
        asked = speech in (s, "") or speech in lines.name(s)
        if asked and lines.named(p, program) and (versions or row["version_of"] is None):
            rows.append(
                (row["date"], row["title"], row["speaker"], lines.name(p), count, row["kind"], row["file"], s, p)
            )
    return sorted(rows, key=lambda r: (last(r[0]), r[7], -r[4], r[3], r[8]))


def speeches_by_program(lines: Lines, program: str = "") -> Answer:
    said = lines.mentioned("Program")
    rows = [
        (lines.name(p), len(talks), sum(talks.values()), lines.listed(s for s, one in said if one == p), p)
        for p, talks in lines.once("Program").items()
        if lines.named(p, program)
    ]
    return sorted(rows, key=lambda r: (-r[1], -r[2], r[0], r[4]))


def shared_programs(lines: Lines, speech: str = "", least: int = 1, versions: bool = False) -> Answer:
    programs: dict[str, set[str]] = defaultdict(set)
    for s, p in lines.mentioned("Program"):
        programs[s].add(p)
    rows = []
    for a in programs:
        for b in programs:
            pair = (a, b)
            original = all(lines.speeches[s]["version_of"] is None for s in pair)
            asked = speech == "" or any(speech == s or speech in lines.name(s) for s in pair)
            shared = programs[a] & programs[b]
            if (
                a < b
                and lines.family(a) != lines.family(b)
                and (versions or original)
                and asked
                and len(shared) >= least
            ):
                names = [lines.name(p) for p in sorted(shared, key=lambda p: (lines.name(p), p))]
                rows.append((len(shared), lines.name(a), lines.name(b), names, a, b))
    return sorted((r for r in rows if r[0]), key=lambda r: (-r[0], r[4], r[5]))


def speeches_without_program(lines: Lines) -> Answer:
    said = {speech for speech, _ in lines.mentioned("Program")}
    rest = [row for s, row in lines.speeches.items() if s not in said]
    rows = [(r["date"], r["title"], r["speaker"], r["kind"], r["file"], r["speech"]) for r in rest]
    return sorted(rows, key=lambda r: (last(r[0]), r[5]))


def speakers(lines: Lines, person: str = "") -> Answer:
    delivered: dict[str, set[str]] = defaultdict(set)
    for who, speech in lines.stated("DELIVERED"):
        delivered[who].add(speech)
    held = lines.stated("HOLDS_POSITION")
    rows = []
    for who, speeches in delivered.items():
        if lines.named(who, person):
            posts = sorted((lines.name(post), post) for one, post in held if one == who)
            programs = {p for s, p in lines.mentioned("Program") if s in speeches}
            talks = lines.talks(speeches)
            rows.append((lines.name(who), talks, lines.listed(speeches), [n for n, _ in posts], len(programs), who))
    return sorted(rows, key=lambda r: (-r[1], r[0], r[5]))


def positions_of(lines: Lines, person: str = "") -> Answer:
    evidence = lines.evidence("HOLDS_POSITION")
    rows = []
    for (who, post), said in lines.stated("HOLDS_POSITION").items():
        if lines.named(who, person):
            edge = evidence[who, post]
            title = edge["props"].get("title") or lines.name(post)
            sure, org = all(row["inferred"] for row in said), edge["props"].get("org")
            talks = lines.talks(row["speech"] for row in said)
            rows.append((lines.name(who), title, org, talks, sure, edge["quotes"][0], edge["spans"][0], who, post))
    return sorted(rows, key=lambda r: (r[0], r[7], -r[3], r[8]))


def documents_cited(lines: Lines, document: str = "") -> Answer:
    cited: dict[str, set[str]] = defaultdict(set)
    for speech, paper in lines.stated("CITES"):
        cited[paper].add(speech)
    issued = [pair for pair in lines.stated("ISSUED_BY") if lines.nodes[pair[1]]["type"] == "Organization"]  # no XX市委
    rows = []
    for paper, speeches in cited.items():
        if lines.named(paper, document):
            issuers = [name for name, _ in sorted((lines.name(o), o) for one, o in issued if one == paper)]
            rows.append((lines.name(paper), issuers, lines.talks(speeches), lines.listed(speeches), paper))
    return sorted(rows, key=lambda r: (-r[2], r[0], r[4]))


def places(lines: Lines, within: str = "") -> Answer:
    rows = []
    for p, talks in lines.once("Place").items():
        if lines.within(p, within):
            props = lines.nodes[p]["props"]
            known = (props.get("level"), props.get("code"), props.get("parents", []))
            rows.append((lines.name(p), *known, len(talks), sum(talks.values()), p))
    return sorted(rows, key=lambda r: (-r[4], -r[5], r[0], r[6]))


def programs_in_place(lines: Lines, place: str = "") -> Answer:
    evidence = lines.evidence("IMPLEMENTED_IN")
    rows = []
    for (p, w), said in lines.stated("IMPLEMENTED_IN").items():
        if lines.nodes[w]["type"] in ("Place", "Organization") and lines.within(w, place):
            talks, edge = lines.talks(row["speech"] for row in said), evidence[p, w]
            inferred = all(row["inferred"] for row in said)
            rows.append((lines.name(p), lines.name(w), talks, inferred, edge["quotes"][0], edge["spans"][0], p, w))
    return sorted(rows, key=lambda r: (-r[2], r[0], r[6], r[7]))


def co_occurring_programs(lines: Lines, program: str = "") -> Answer:
    rows = []
    for (a, b), edge in lines.evidence("CO_OCCURS").items():
        both = lines.nodes[a]["type"] == lines.nodes[b]["type"] == "Program"
        if both and (lines.named(a, program) or lines.named(b, program)):
            talks, quote, span = lines.talks(edge["speeches"]), edge["quotes"][0], edge["spans"][0]
            rows.append((lines.name(a), lines.name(b), talks, edge["count"], quote, span, a, b))
    return sorted(rows, key=lambda r: (-r[2], -r[3], r[6], r[7]))


def path_between(lines: Lines, to: str, paths: int = 5, **others: str) -> Answer:
    seen = {id for id, node in lines.nodes.items() if node["type"] != "Redacted"}
    ways: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in lines.edges:
        if edge["type"] not in ("CONTAINS", "FILLED_BY") and {edge["source"], edge["target"]} <= seen:
            ways[edge["source"]].append((edge["type"], edge["target"]))
            ways[edge["target"]].append((edge["type"], edge["source"]))
    starts = [id for id in seen if lines.named(id, others["from"], title=True)]
    ends = [id for id in seen if lines.named(id, to, title=True)]
    found = [path for a in starts for b in ends if a != b for path in shortest(ways, a, b)]
    rows = [(len(types), [lines.name(id) for id in ids], types, ids) for ids, types in found]
    return sorted(rows, key=lambda r: (r[0], r[3], r[2]))[:paths]


def shortest(ways: dict[str, list[tuple[str, str]]], a: str, b: str) -> Iterator[tuple[list[str], list[str]]]:
    """All shortest ways of at most six steps: the nodes on them, and the relations."""
    layer: list[tuple[list[str], list[str]]] = [([a], [])]
    far = distance(ways, b)
    while layer and layer[0][0][-1] != b:
        layer = [
            ([*ids, there], [*types, kind])
            for ids, types in layer
            for kind, there in ways[ids[-1]]
            if far.get(there, 99) == far.get(ids[-1], 99) - 1
        ]
    yield from (path for path in layer if len(path[1]) <= 6)


def distance(ways: dict[str, list[tuple[str, str]]], b: str) -> dict[str, int]:
    found, layer = {b: 0}, [b]
    while layer:
        layer = sorted({there for here in layer for _, there in ways[here]} - found.keys())
        steps = max(found.values()) + 1
        found |= dict.fromkeys(layer, steps)
    return found


def neighbours(lines: Lines, name: str, relation: str = "", redacted: bool = False) -> Answer:
    rows = []
    for edge in lines.edges:
        for n, m, arrow in ((edge["source"], edge["target"], "→"), (edge["target"], edge["source"], "←")):
            kind, other = edge["type"], lines.nodes[m]["type"]
            if lines.named(n, name, title=True) and relation in (kind, "") and (redacted or other != "Redacted"):
                way = "—" if kind == "CO_OCCURS" else arrow
                counted = (edge["count"], edge["families"], edge["inferred"])
                rows.append((lines.name(n), way, kind, lines.name(m), other, *counted, n, m))
    return sorted(rows, key=lambda r: (r[8], r[2], r[1], -r[6], -r[5], r[9]))


def evidence(lines: Lines, name: str, other: str = "", relation: str = "", redacted: bool = False) -> Answer:
    rows = []
    for edge in lines.edges:
        a, b, kind = edge["source"], edge["target"], edge["type"]
        asked = any(
            lines.named(n, name, title=True)
            and lines.named(m, other, title=True)
            and (redacted or lines.nodes[m]["type"] != "Redacted")
            for n, m in ((a, b), (b, a))
        )
        if asked and relation in (kind, ""):
            said = enumerate(zip(edge["quotes"], edge["spans"], strict=True))
            names, ends = (lines.name(a), kind, lines.name(b)), (edge["inferred"], a, b)
            rows += [(*names, q, s, lines.page(s), *ends, n) for n, (q, s) in said]
    return [row[:9] for row in sorted(rows, key=lambda r: (r[1], r[7], r[8], r[9]))]


def versions(lines: Lines) -> Answer:
    alike = {pair: edge["props"].get("similarity") for pair, edge in lines.evidence("VERSION_OF").items()}
    rows = []
    for s, row in lines.speeches.items():
        if (o := row["version_of"]) is not None:
            first = lines.speeches[o]["file"]
            rows.append((lines.name(s), row["kind"], alike[s, o], row["file"], lines.name(o), first, s, o))
    return sorted(rows, key=lambda r: (r[7], r[6]))


def families(lines: Lines, least: int = 2) -> Answer:
    alike = {pair: edge["props"].get("similarity") for pair, edge in lines.evidence("VERSION_OF").items()}
    rows = []
    for o, row in lines.speeches.items():
        copies = sorted(s for s, one in lines.speeches.items() if one["version_of"] == o)
        if row["version_of"] is None and len(copies) + 1 >= least:
            kinds, files = ([lines.speeches[s][field] for s in copies] for field in ("kind", "file"))
            scores = [alike[s, o] for s in copies]
            counted = (len(copies) + 1, kinds, scores, row["file"], files)
            rows.append((lines.name(o), *counted, row["family"], o, copies))
    return sorted(rows, key=lambda r: (-r[1], r[6], r[7]))


def version_differences(lines: Lines, talk: str = "") -> Answer:
    named, evidence = Counter((row["speech"], row["entity_id"]) for row in lines.mentions), lines.evidence("MENTIONS")
    knows: dict[str, set[str]] = defaultdict(set)
    for fill in lines.fills:
        if fill["entity_id"]:
            knows[fill["node"]].add(fill["entity_id"])
    pairs = [(s, row["version_of"]) for s, row in lines.speeches.items() if row["version_of"]]
    rows = []
    for a, b in [*pairs, *((o, s) for s, o in pairs)]:
        asked = talk in ("", lines.family(a), *(v for s in (a, b) for v in (s, lines.name(s), lines.nodes[s]["title"])))
        for e in {entity for speech, entity in named if speech == a and asked and (b, entity) not in named}:
            known = [name for name, _ in sorted((lines.name(k), k) for k in knows[e])]
            edge, kind = evidence[a, e], lines.nodes[e]["type"]
            said = (named[a, e], edge["quotes"][0], edge["spans"][0], lines.family(a), e, a, b)
            rows.append((lines.name(e), kind, known, lines.name(a), lines.name(b), *said))
    return sorted(rows, key=lambda r: (r[8], r[10], r[11], r[1], r[0], r[9]))


def filled_by(lines: Lines, talk: str = "") -> Answer:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for fill in lines.fills:
        if fill["entity_id"]:
            found[fill["node"], fill["entity_id"]].append(fill)
    rows = []
    for (h, k), fills in found.items():
        speeches = {s for fill in fills for s in (fill["speech"], fill["other_speech"])}
        if any(talk in ("", s, lines.name(s), lines.nodes[s]["title"], lines.family(s)) for s in speeches):
            edge, kinds = lines.evidence("FILLED_BY")[h, k], sorted({fill["kind"] for fill in fills})
            said = [value for pair in zip(edge["quotes"], edge["spans"], strict=True) for value in pair]
            counted = (lines.nodes[k]["type"], ", ".join(kinds), len(fills))
            rows.append((lines.name(h), lines.name(k), *counted, *said[:4], h, k))
    return sorted(rows, key=lambda r: (r[9], r[10]))


RECOUNTS: dict[str, Callable[..., Answer]] = {
    count.__name__.replace("_", "-"): count
    for count in (
        programs_by_speech, speeches_by_program, shared_programs, speeches_without_program, speakers, positions_of,
        documents_cited, places, programs_in_place, co_occurring_programs, path_between, neighbours, evidence, versions,
        families, version_differences, filled_by,
    )
}  # fmt: skip
