"""From overlapping proposals to mentions: within a layer no two mentions share a character.

Positions and dates are layers of their own: 省委书记 is a post and 省委 in it is a body, and both are wanted. Places
may lie within a body or a post (中台镇 in 中台镇党委) but in no other mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from kg.extract.passage import Proposal

TYPE_ORDER = {
    name: number
    for number, name in enumerate(
        "Document Date Event Organization Program Person Place Concept Position Redacted".split()
    )
}

# The layer of a type; all others are names. Redactions are holes, whatever their type.
LAYERS = {"Position": "posts", "Date": "dates", "Place": "places", "Organization": "bodies"}
# The layers that a mention of each layer must not touch.
CLASHES = {
    "posts": ("posts",),
    "dates": ("dates", "holes"),
    "places": ("places", "names", "holes"),
    "bodies": ("bodies", "names", "holes"),
    "names": ("names", "bodies", "places", "holes"),
    "holes": ("holes", "names", "bodies", "places", "dates"),
}

# The layers that a mention of each layer closes, which is the same told from the other side.
CLOSES = {layer: tuple(other for other, clashes in CLASHES.items() if layer in clashes) for layer in CLASHES}


def resolve(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals kept, in text order: by rank, then longest, then score, then TYPE_ORDER."""
    ordered = sorted(proposals, key=_strength)
    length = max((proposal.end for proposal in ordered), default=0)
    # of each layer, which characters are closed to it; `any_` those that are taken in any layer
    closed = {layer: bytearray(length) for layer in CLASHES}
    any_ = bytearray(length)
    closes = {layer: [any_, *(closed[other] for other in CLOSES[layer])] for layer in CLASHES}
    kept = []
    for proposal in ordered:
        start, end = proposal.start, proposal.end
        layer = "holes" if proposal.redacted else LAYERS.get(proposal.type, "names")
        # What only looks like a name (a rank below zero) yields to everything, also to what it might lie within.
        if (closed[layer] if proposal.rank >= 0 else any_).find(1, start, end) < 0:
            mark = b"\1" * (end - start)
            for row in closes[layer]:
                row[start:end] = mark
            kept.append(proposal)
    return sorted(_with_bodies(kept), key=attrgetter("start", "end", "type"))


def _with_bodies(kept: Iterable[Proposal]) -> list[Proposal]:
    """Posts with the body directly before them, which is part of what the post is called: 省教育工委|副书记."""
    kept = list(kept)
    begins = {proposal.end: proposal.start for proposal in kept if proposal.type == "Organization"}
    return [
        proposal._replace(start=begins[proposal.start])
        if proposal.type == "Position" and proposal.start in begins
        else proposal
        for proposal in kept
    ]


def _strength(proposal: Proposal) -> tuple[int, int, float, int, int]:
    return (
        -proposal.rank,
        proposal.start - proposal.end,
        -proposal.score,
        TYPE_ORDER[proposal.type],
        proposal.start,
    )
