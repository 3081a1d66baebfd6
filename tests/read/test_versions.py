"""Versions of one talk."""

from dataclasses import replace

from kg.model import Document, PartialDate, Speech
from kg.read.versions import find_versions

PARTS = [
    f"第{n}项任务由{who}负责，要在{when}前完成，并把{what}作为重点。"
    for n, who, when, what in zip(
        "一二三四五六七八九",
        ["组织科", "宣传科", "办公室", "督查组", "财务科", "工会", "团委", "妇联", "档案室"],
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月"],
        ["阵地建设", "理论学习", "公文流转", "问题整改", "经费保障", "职工活动", "青年工作", "家庭建设", "资料归档"],
        strict=True,
    )
]
TALK = "".join(PARTS)
OTHER = "今年的防汛形势严峻，各村要落实巡堤查险的人员和物资，低洼地段的群众要提前转移。" * 3


def given(**texts: str) -> list[Speech]:
    documents = {name: Document(name, f"{name}.txt", text, "utf-8", "") for name, text in texts.items()}
    speeches = [Speech(f"s-{name}", name, f"{name}.txt", 0, len(text), 0, "讲话") for name, text in texts.items()]
    return list(find_versions(speeches, documents).speeches)


def test_unrelated_talks_are_families_of_their_own() -> None:
    first, second = given(a=TALK, b=OTHER)
    assert first.family != second.family
    assert first.version_of is second.version_of is None


def test_short_texts_are_never_one_talk() -> None:
    first, second, third = given(a="乡村振兴要抓紧。", b="教育工作要抓实。", c="")
    assert len({first.family, second.family, third.family}) == 3


def test_talks_of_head_lines_alone_are_compared_by_those() -> None:
    documents = {
        name: Document(name, f"{name}.txt", text, "utf-8", "") for name, text in {"a": TALK, "b": OTHER}.items()
    }
    talks = [Speech(f"s-{n}", n, f"{n}.txt", 0, len(d.text), len(d.text), "讲话") for n, d in documents.items()]
    first, second = find_versions(talks, documents).speeches
    assert first.family != second.family
    copy = replace(talks[0], id="s-c")
    first, second = find_versions([talks[0], copy], documents).speeches
    assert first.family == second.family


def test_a_copy_is_the_same() -> None:
    first, second = given(a=TALK, b="\n" + TALK.replace("，", ",") + "\n")
    assert first.family == second.family
    assert (second.version_of, second.kind, second.similarity) == ("s-a", "same", 1.0)


def test_a_redacted_copy_yields_to_the_complete_one_whatever_the_order() -> None:
    redacted = TALK.replace("组织科", "xx科").replace("一月", "x月").replace("督查组", "XX组")
    for speeches in (given(a=redacted, z=TALK), given(a=TALK, z=redacted)):
        hidden = next(speech for speech in speeches if speech.version_of)
        assert hidden.kind == "redacted"
        assert next(speech for speech in speeches if speech.id == hidden.version_of).version_of is None


def test_a_shortened_copy_is_edited() -> None:
    _, short = given(a=TALK, b="".join(PARTS[:5]))
    assert (short.version_of, short.kind) == ("s-a", "edited")


def test_the_dated_and_signed_copy_is_preferred() -> None:
    documents = {name: Document(name, f"{name}.txt", TALK, "utf-8", "") for name in "ab"}
    plain = Speech("s-a", "a", "a.txt", 0, len(TALK), 0, "讲话")
    signed = replace(
        plain, id="s-b", document="b", file="b.txt", speaker="张卫国", date=PartialDate("2023-05-06", "day")
    )
    first, second = find_versions([plain, signed], documents).speeches
    assert (first.version_of, second.version_of) == ("s-b", None)
