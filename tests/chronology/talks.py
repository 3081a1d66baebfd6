"""Talks with a date, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.chronology.find import Inconsistency, inconsistencies
from kg.chronology.timeline import Fact, timeline
from kg.model import Document, Speech
from kg.read.split import split


def talk(sentence: str, date: str, speaker: str = "罗联峰", file: str = "a.txt") -> tuple[Document, list[Speech]]:
    """A talk in 宜都 that says one thing."""
    text = f"在全市党建工作会议上的讲话\n湖北省宜都市委书记\n{speaker}（{date}）\n同志们：\n{sentence}\n"
    document = Document(f"doc-{file}", file, text, "utf-8", "")
    return document, split(document)


def told(sentence: str, date: str, facts: Sequence[Fact] | None = None) -> list[Inconsistency]:
    """What is told of such a talk."""
    document, speeches = talk(sentence, date)
    return inconsistencies([document], speeches, timeline() if facts is None else facts)
