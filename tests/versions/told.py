"""Running the pipeline on the copies of a talk."""

from __future__ import annotations

from kg.extract.kernel import extract
from kg.extract.lexicon import general_lexicon
from kg.ids import content_id
from kg.link.linker import link
from kg.model import Document
from kg.read.split import split
from kg.read.versions import find_versions
from kg.versions.fills import Fill
from kg.versions.known import Known, compare_copies

HEAD = "在全市基层党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"
BARE = "在基层党建工作会议上的讲话\n同志们：\n"


def told(*texts: str) -> Known:
    """What the copies tell of each other, each text a file of its own, in this order."""
    documents = {}
    for number, text in enumerate(texts):
        id_ = content_id("doc", number, text)
        documents[id_] = Document(id_, f"{number}.txt", text, "utf-8", "")
    versions = find_versions([speech for document in documents.values() for speech in split(document)], documents)
    mentions = [
        mention
        for document in documents.values()
        for mention in extract(
            document, [speech for speech in versions.speeches if speech.document == document.id], general_lexicon()
        )
    ]
    links = link(mentions, versions.speeches).by_mention
    return compare_copies(versions.pairs, versions.speeches, documents, mentions, links)


def filled(fills: tuple[Fill, ...], kind: str) -> list[tuple[str, str, str | None]]:
    """Of the fills of a kind, in order: what stands there, what the other copy has, the entity it was linked to."""
    return [
        (fill.hidden.text or fill.field, fill.known.text, fill.entity.name if fill.entity else None)
        for fill in fills
        if fill.kind == kind
    ]
