"""Ids from content."""

from __future__ import annotations

from kg.ids import content_id, content_ids


def test_ids_with_their_first_parts_in_common_are_the_same_ids() -> None:
    identify = content_ids("mention", "doc-1", 7)
    assert identify(3, 5, "Place") == content_id("mention", "doc-1", 7, 3, 5, "Place")
    assert identify("\ud800", 5) == content_id("mention", "doc-1", 7, "\ud800", 5)
    assert identify(3, 5, "Person") != identify(3, 5, "Place")
