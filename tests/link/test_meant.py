"""What a document tells by itself: kept as JSON, and open where others have a say."""

from __future__ import annotations

import json

from kg.extract.kernel import extract
from kg.extract.lexicon import general_lexicon
from kg.ids import content_id
from kg.link.local import Local, read_document
from kg.link.meant import TALK, Meant, meant_from, meant_row
from kg.link.target import Target
from kg.model import Document
from kg.read.split import split

TEXT = (
    "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"
    "宜都市国土局局长王建强到会，罗书记讲话，张书记也讲了话。要实施“双五星”创评，开展双五星活动。召开了工作推进会议。\n"
)


def read() -> tuple[Local, dict[str, str]]:
    document = Document(content_id("doc", "a.txt"), "a.txt", TEXT, "utf-8", "")
    speeches = split(document)
    mentions = extract(document, speeches, general_lexicon())
    return read_document(mentions, speeches), {mention.surface: mention.id for mention in mentions}


def test_what_is_meant_survives_json() -> None:
    local, _ = read()
    doubts = (Target("朝阳区", scope="110105", code="110105", parents=("北京市",)),)
    made = Meant(Target("朝阳", TALK, 0.6, ("several",), TALK, doubts=doubts), "双五星", Target("双星", score=0.85))
    for meant in (*local.meant.values(), made, Meant(Target("张"), short=("张", "书记"))):
        assert meant_from(json.loads(json.dumps(meant_row(meant)))) == meant


def test_a_short_name_is_read_in_its_document_and_open_where_that_tells_nothing() -> None:
    local, ids = read()
    assert local.meant[ids["罗书记"]].target.name == "罗联峰"
    assert local.meant[ids["罗书记"]].short is None
    assert local.meant[ids["张书记"]].short == ("张", "书记")


def test_who_bears_a_name_is_told_with_what_is_said_beside_it() -> None:
    local, _ = read()
    (bearer,) = [bearer for bearer in local.bearers if bearer.name == "王建强"]
    assert ("organization", "宜都市国土局") in bearer.said or ("place", "宜都市") in bearer.said
    assert ("2024-08-24", "420581") in bearer.occasions
