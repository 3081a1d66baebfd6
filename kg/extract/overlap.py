"""From overlapping proposals to mentions: within a layer no two mentions share a character.

Positions and dates are layers of their own: 省委书记 is a post and 省委 in it is a body, and both are wanted. Places
may lie within a body or a post (中台镇 in 中台镇党委) but in no other mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

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

# Of each character, what is closed to it is kept in one byte: a bit for each layer, and one that is set once the
# character is taken in any layer. bytes.translate asks and sets the bits of a whole span at once.
_BITS = {layer: 1 << number for number, layer in enumerate(CLASHES)}
_TAKEN = 1 << len(CLASHES)


def _without(bit: int) -> bytes:
    """The bytes in which a bit is not set."""
    return bytes(byte for byte in range(256) if not byte & bit)


_FREE = {layer: _without(bit) for layer, bit in _BITS.items()}
_UNTAKEN = _without(_TAKEN)
# Each byte as a mention of a layer leaves it, which closes the layers that must not touch it.
_CLOSING = {
    layer: sum(_BITS[other] for other, clashes in CLASHES.items() if layer in clashes) | _TAKEN for layer in CLASHES
}
_CLOSED = {layer: bytes(byte | bits for byte in range(256)) for layer, bits in _CLOSING.items()}


def resolve(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals kept, in text order: by rank, then longest, then score, then TYPE_ORDER."""
    kept, contested = _alone(sorted(proposals, key=itemgetter(0)))  # by start, of which equals stay in their order
    characters = bytearray(max((proposal.end for proposal in contested), default=0))
    for proposal in sorted(contested, key=_strength):
        start, end = proposal.start, proposal.end
        layer = "holes" if proposal.redacted else LAYERS.get(proposal.type, "names")
        span = characters[start:end]
        # What only looks like a name (a rank below zero) yields to everything, also to what it might lie within.
        if not span.translate(None, _FREE[layer] if proposal.rank >= 0 else _UNTAKEN):
            characters[start:end] = span.translate(_CLOSED[layer])
            kept.append(proposal)
    return sorted(_with_bodies(kept), key=attrgetter("start", "end", "type"))


def _alone(ordered: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """Proposals, which come by start, that touch no other one, and the rest: many are of the first kind, and nothing
    has to be weighed for them."""
    alone: list[Proposal] = []
    contested: list[Proposal] = []
    reached, following = 0, iter(ordered[1:])
    for proposal in ordered:
        after = next(following, None)
        if proposal.start >= reached and (after is None or after.start >= proposal.end):
            alone.append(proposal)
        else:
            contested.append(proposal)
        if proposal.end > reached:
            reached = proposal.end
    return alone, contested


def _with_bodies(kept: Sequence[Proposal]) -> list[Proposal]:
    """Posts with the body directly before them, which is part of what the post is called: 省教育工委|副书记."""
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
