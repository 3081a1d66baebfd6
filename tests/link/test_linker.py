"""Linking: short references to the one they mean, near names kept apart, every join with its reason."""

import pytest

from kg.extract.kernel import extract
from kg.extract.lexicon import general_lexicon
from kg.ids import content_id
from kg.link.linker import link
from kg.model import Document
from kg.read.split import split
from kg.read.versions import find_versions
from tests.passages import HEAD, read, said


@pytest.mark.parametrize(
    ("sentence", "surface", "name"),
    [
        ("省委常委、组织部长邹青松到会。刚才，青松同志作了安排。", "青松同志", "邹青松"),
        ("刚才，罗书记提了要求。", "罗书记", "罗联峰"),
        ("总书记指出了方向。", "总书记", "习近平"),
        ("省委常委、组织部长于绍良到会。", "组织部长", "湖北省委组织部长"),
        ("宜都的做法好。", "宜都", "宜都市"),
        ("市委作了部署。", "市委", "宜都市委"),
        ("省委作了部署。", "省委", "湖北省委"),
        ("弭水桥、龙王台等村社区变化很大。", "弭水桥", "弭水桥村"),
        ("要认真学习党章。", "党章", "中国共产党章程"),
        ("开展教育实践活动。", "教育实践活动", "党的群众路线教育实践活动"),
    ],
)
def test_a_short_reference_means_the_full_name(sentence: str, surface: str, name: str) -> None:
    result = said(sentence)
    linked = {m.surface: result.links.by_mention[m.id].name for m in result.mentions}
    assert linked[surface] == name
    judgement = next(j for j in result.links.judgements if (j.left, j.right) == (surface, name))
    assert judgement.verdict == "same" and judgement.reasons and 0 < judgement.score <= 1


def test_two_people_of_one_surname_leave_a_short_form_open() -> None:
    result = said("市长罗大山到会，县长罗小山也到会。罗书记讲了话，罗主席没有讲。")
    linked = {m.surface: result.links.by_mention[m.id].name for m in result.mentions if m.type == "Person"}
    assert linked["罗书记"] == "罗联峰"  # the only one of them who is a 书记
    assert linked["罗主席"] == "罗主席"


def test_near_names_stay_apart() -> None:
    names = said("“双五星”创评和“双指数”管理要结合，整市推进和“整县推进”工作要衔接。").entities("Program")
    assert names == ["双五星", "双指数", "整市推进", "整县推进"]


def test_a_bare_committee_of_an_unnamed_place_belongs_to_its_talk_alone() -> None:
    head = "在党建工作会议上的讲话\n同志们：\n"
    talks = [head + f"市委作了部署，{what}。" * 9 for what in ("今年要修好村里的路", "年底前完成换届选举")]
    documents = [Document(content_id("doc", text), f"{n}.txt", text, "utf-8", "") for n, text in enumerate(talks)]
    by_id = {document.id: document for document in documents}
    speeches = find_versions([speech for document in documents for speech in split(document)], by_id).speeches
    lexicon = general_lexicon()
    mentions = [m for d, s in zip(documents, speeches, strict=True) for m in extract(d, [s], lexicon)]
    links = link(mentions, speeches).by_mention
    bodies = {(links[m.id].name, links[m.id].id) for m in mentions if m.type == "Organization"}
    assert [name for name, _ in bodies] == ["市委", "市委"]


def test_what_lies_in_the_head_county_is_found_there() -> None:
    result = read(HEAD + "十里铺村、龙王台村都不错。")
    links = [result.links.by_mention[m.id] for m in result.mentions if m.type == "Place"]
    assert {link.target.parents[-2:] for link in links if link.name.endswith("村")} == {("宜昌市", "湖北省")}
