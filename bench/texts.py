"""Texts to measure on: a folder as it is, or many documents made of the clauses of one, no sentence twice."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.ids import content_id
from kg.model import Document
from kg.read.files import read_documents
from kg.read.split import split
from kg.text import sentence_spans

CLAUSE = re.compile(r"[^，；。！？：\n]{4,}")
HEAD = "在全市基层党建工作推进会上的讲话\n（2024年8月24日）\n同志们：\n"
LENGTH = 1500
"""About how many characters a made document has."""


def texts(folder: Path) -> list[Document]:
    """The documents of a folder, sorted by path. KgError where there is no such folder."""
    return read_documents([folder])[0]


def made(sources: Sequence[Document], characters: int, seed: int = 7) -> list[Document]:
    """At least so many characters in documents of LENGTH: the clauses of the sources, joined anew by chance."""
    sentences = _sentences(sources, random.Random(seed))
    documents: list[Document] = []
    while sum(len(document.text) for document in documents) < characters:
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < LENGTH:
            paragraphs.append("".join(next(sentences) for _ in range(4)))
        name = f"{len(documents):05}.txt"
        text = HEAD + "\n".join(paragraphs) + "\n"
        documents.append(Document(content_id("doc", name), name, text, "utf-8", ""))
    return documents


def _sentences(sources: Sequence[Document], draw: random.Random) -> Iterator[str]:
    """Sentences without end, each of two to five clauses and none twice."""
    clauses = sorted({clause for document in sources for clause in _clauses(document)})
    seen = set()
    while True:
        sentence = "，".join(draw.sample(clauses, draw.randint(2, 5))) + "。"
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def _clauses(document: Document) -> Iterator[str]:
    for speech in split(document):
        for start, end in sentence_spans(document.text).within(speech.body, speech.end):
            for clause in CLAUSE.findall(document.text[start:end]):
                if clause.count("“") == clause.count("”") and clause.count("（") == clause.count("）"):
                    yield clause.strip()
