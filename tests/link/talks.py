"""Several texts linked together, as a build does it: what the tests of namesakes and decisions share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.kernel import extract
from kg.extract.lexicon import general_lexicon
from kg.extract.relations import relate
from kg.ids import content_id
from kg.link.decisions import Decision, in_force, side
from kg.link.linker import Links, link
from kg.link.never import kept, never_names
from kg.model import Document, Judgement, Mention, Statement
from kg.read.split import split
from kg.read.versions import find_versions
from kg.text import sentence_spans


@dataclass(frozen=True)
class Talks:
    """What several files give together."""

    mentions: list[Mention]
    statements: list[Statement]
    links: Links

    def bearers(self, surface: str) -> dict[str, str]:
        """By file: the id that a name has there."""
        return {m.file: self.links.by_mention[m.id].id for m in self.mentions if m.surface == surface}

    def names(self, surface: str) -> dict[str, str]:
        """By file: the name of the entity that a surface means there."""
        return {m.file: self.links.by_mention[m.id].name for m in self.mentions if m.surface == surface}

    def judgements(self, verdict: str, type_: str) -> list[Judgement]:
        """Those of a verdict and type."""
        return [j for j in self.links.judgements if (j.verdict, j.type) == (verdict, type_)]

    def told(self) -> str:
        """All problems, in Chinese."""
        return "\n".join(problem.zh for problem in self.links.problems)


def talks(texts: Mapping[str, str], decisions: Sequence[Decision] = ()) -> Talks:
    """Texts by file name, read, extracted and linked with the decisions that are in force."""
    documents = [Document(content_id("doc", file, text), file, text, "utf-8", "") for file, text in texts.items()]
    by_id = {document.id: document for document in documents}
    speeches = find_versions([speech for document in documents for speech in split(document)], by_id).speeches
    standing = in_force(decisions)
    never = never_names(standing, speeches)
    mentions: list[Mention] = []
    statements: list[Statement] = []
    for document in documents:
        own = [speech for speech in speeches if speech.document == document.id]
        found = kept(extract(document, own, general_lexicon()), own, never)
        mentions += found
        sentences = sentence_spans(document.text)
        for speech in own:
            statements += relate(document.text, sentences, speech, [m for m in found if m.speech == speech.id])
    return Talks(mentions, statements, link(mentions, speeches, standing))


def decided(*rows: str, scope: str = "") -> list[Decision]:
    """Decisions in short: `Person 罗书记 = 罗大山`, with ≠ or, for what is no name, ✗; `-` before it withdraws it."""
    signs = {"=": "same", "≠": "different", "✗": "not_a_name"}
    found = []
    for number, row in enumerate(rows, 1):
        type_, _, rest = row.removeprefix("-").partition(" ")
        sign = next(sign for sign in signs if sign in rest)
        left, right = (side(part.strip()) for part in rest.split(sign))
        found.append(
            Decision(
                type_,
                left,
                right,
                scope,
                signs[sign],
                "王敏",
                "2024-09-01",
                withdrawn=row.startswith("-"),
                file="out.decisions.jsonl",
                row=number,
            )
        )
    return found
