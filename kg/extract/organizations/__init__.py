"""Organizations: committees and governments by level, their departments, bureaus, and named bodies.

Generic bodies (党组织, 各级党委, 联村党委 without its villages) are no entities. Owners (宜都 of 市委) are found by
linking, not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.organizations import committees, named, offices
from kg.extract.passage import Passage, Proposal


def find(passage: Passage) -> Iterator[Proposal]:
    """Organization proposals."""
    yield from committees.find(passage)
    yield from offices.find(passage)
    yield from named.find(passage)
    places = {hit.start for hit in passage.hits_of("place")}
    for hit in passage.hits_of("body"):
        if hit.entry.name == "中共" and (
            hit.end in places or passage.text[hit.end : hit.end + 1] in tuple("省市县区州")
        ):
            continue  # 中共长春市委 begins with it
        whole = hit.start in passage.boundaries and hit.end in passage.boundaries
        if whole and not passage.text.startswith("员", hit.end):  # 共青团员
            yield Proposal(hit.start, hit.end, "Organization", "list", 0.9, canonical=hit.entry.canonical)
