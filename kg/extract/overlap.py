"""From overlapping proposals to mentions: within a layer no two mentions share a character.

Positions and dates are layers of their own: 省委书记 is a post and 省委 in it is a body, and both are wanted. Places
may lie within a body or a post (中台镇 in 中台镇党委) but in no other mention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.passage import Proposal

TYPE_ORDER = (
    "Document",
    "Date",
    "Event",
    "Organization",
    "Program",
    "Person",
    "Place",
    "Concept",
    "Position",
    "Redacted",
)

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


def resolve(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals kept, in text order: by rank, then longest, then score, then TYPE_ORDER."""
    taken: dict[str, set[int]] = {layer: set() for layer in CLASHES}
    kept = []
    for proposal in sorted(proposals, key=_strength):
        span = set(range(proposal.start, proposal.end))
        layer = "holes" if proposal.redacted else LAYERS.get(proposal.type, "names")
        # What only looks like a name (a rank below zero) yields to everything, also to what it might lie within.
        others = CLASHES[layer] if proposal.rank >= 0 else tuple(CLASHES)
        if all(taken[other].isdisjoint(span) for other in others):
            taken[layer] |= span
            kept.append(proposal)
    return sorted(_with_bodies(kept), key=lambda proposal: (proposal.start, proposal.end, proposal.type))


def _with_bodies(kept: Iterable[Proposal]) -> list[Proposal]:
    """Posts with the body directly before them, which is part of what the post is called: 省教育工委|副书记."""
    kept = list(kept)
    begins = {proposal.end: proposal.start for proposal in kept if proposal.type == "Organization"}
    return [
        replace(proposal, start=begins[proposal.start])
        if proposal.type == "Position" and proposal.start in begins
        else proposal
        for proposal in kept
    ]


def _strength(proposal: Proposal) -> tuple[int, int, float, int, int]:
    length = proposal.end - proposal.start
    return (-proposal.rank, -length, -proposal.score, TYPE_ORDER.index(proposal.type), proposal.start)
