"""What a build tells of time: the rows of inconsistencies.jsonl, and one problem for each talk or post in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.chronology.find import inconsistencies, problems_of
from kg.chronology.posts import doubtful_posts, problems_of_posts
from kg.chronology.rows import rows_of
from kg.chronology.timeline import Fact
from kg.model import Document, Problem, Speech, Statement


def told(
    documents: Sequence[Document],
    speeches: Sequence[Speech],
    statements: Sequence[Statement],
    names: Mapping[str, tuple[str, str]],
    facts: Sequence[Fact],
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The rows and the problems; `names` gives for a mention id the id and the name of what it means."""
    found = inconsistencies(documents, speeches, facts)
    doubts = doubtful_posts(documents, speeches, statements, names)
    return rows_of(found, doubts), [*problems_of(found), *problems_of_posts(doubts)]
