"""A document with noise tells what the clean one tells, and all that it tells stands in it as it is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bench.noise import found_in, moved
from bench.noisy import KINDS, Kind, traditional
from kg.build import build
from kg.config import Config
from kg.data.traditional import simplified
from kg.graph.folder import read_graph
from kg.link.linker import link
from kg.model import Node
from kg.progress import Progress
from kg.read.decode import decode
from kg.run.document import Read, read
from kg.run.rules import State, rules_of, state
from kg.versions.dense import signs

HEAD = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n"
TALK = HEAD + (
    "今天的会议总结上半年的基层党建工作。宜都市各乡镇推行“双五星”创评，红花套镇党委书记王建国介绍了经验，市委组织部已经发文推广。"
    "全市要按照《中国共产党支部工作条例（试行）》的要求，把支部主题党日办实。罗联峰同志到红花套镇看过两次，认为双五星创评管用。\n"
)


@pytest.fixture(scope="module")
def rules() -> State:
    return state(rules_of(Config()))


def told(text: str, rules: State) -> Read:
    found = read("a.txt", text.encode(), rules)
    assert isinstance(found, Read)
    return found


def named(said: Read) -> dict[str, str]:
    """The entity of each surface."""
    links = link(list(said.named.mentions), said.speeches, (), [said.named.local]).by_mention
    return {one.surface: links[one.id].name for one in said.named.mentions}


def is_told_by_slices(said: Read, text: str) -> bool:
    sentences = said.sentences
    spans = [(one.start, one.end) for one in said.named.mentions]
    spans += [(one.start, one.end) for one in said.named.statements]
    spans += [(one.start, one.end) for one in said.speeches]
    return (
        all(text[one.start : one.end] == one.surface for one in said.named.mentions)
        and all(0 <= start < end <= len(text) for start, end in spans)
        and all(one.start <= one.body <= one.end for one in said.speeches)
        and all(start <= one.start < end for one in said.named.mentions for start, end in [sentences.around(one.start)])
        and all(one is None or text[one.start : one.end] == one.text for one in said.stated)
        and all(text[one.start : one.end] == one.quote for found in said.passages for one in found)
    )


@pytest.mark.parametrize(
    ("noisy", "surface", "name"),
    [
        ("宜 都 市委组织部到村里。", "宜 都 市委组织部", "宜都市委组织部"),
        ("宜都\u200b市委组织部到村里。", "宜都\u200b市委组织部", "宜都市委组织部"),
        ("红花 套镇有了变化。", "红花 套镇", "红花套镇"),
        ("ＸＸ镇有了变化。", "ＸＸ镇", "ＸＸ镇"),
        ("２０２４年８月２４日，会议召开。", "２０２４年８月２４日", "2024-08-24"),
    ],
)
def test_a_name_with_noise_is_the_name(noisy: str, surface: str, name: str, rules: State) -> None:
    said = told(TALK + noisy + "\n", rules)
    assert named(said)[surface] == name
    assert is_told_by_slices(said, TALK + noisy + "\n")


def test_a_mention_with_noise_has_its_clear_form(rules: State) -> None:
    said = told(TALK + "红花 套镇有了变化。\n", rules)
    (noisy,) = (one for one in said.named.mentions if " " in one.surface)
    assert (noisy.props["clear"], noisy.clear) == ("红花套镇", "红花套镇")
    assert all("clear" not in one.props for one in said.named.mentions if one is not noisy)


def test_a_head_with_noise_says_what_it_says(rules: State) -> None:
    traditional = {ord(new): old for old, new in reversed(list(simplified().items())) if len(old) == 1}
    head = "在全市黨建工作會議上的講話\n湖北省宜都市委書記\n羅聯峰（２０２４年 8 月 24 日）\n同志們：\n"
    text = head + TALK[len(HEAD) :].translate(traditional)
    (speech,) = told(text, rules).speeches
    assert (speech.title, speech.speaker, speech.position, speech.place) == (
        "在全市党建工作会议上的讲话",
        "罗联峰",
        "湖北省宜都市委书记",
        "宜都市",
    )
    assert speech.date and speech.date.iso == "2024-08-24"
    assert text[speech.body :].startswith("同志們") and text[speech.start : speech.end] == text.strip()


def test_a_name_with_a_guessed_character_is_marked_and_less_sure(rules: State) -> None:
    text = TALK + "宣都市的经验值得学习。\n"
    (guessed,) = (one for one in told(text, rules).named.mentions if one.surface == "宣都市")
    assert (guessed.clear, guessed.props["ocr"], guessed.score) == ("宜都市", True, 0.6)
    assert named(told(text, rules))["宣都市"] == "宜都市"


LEAST = {"a space in 20 % of the names": 0.9, "8 % stray spaces": 0.94}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_noise_changes_hardly_what_is_found(kind: Kind, seed: int, corpus: Path, rules: State) -> None:
    found = decode((corpus / "01-yidu-2024-08-24-luo-lianfeng.txt").read_bytes())
    assert found
    names, entities = found_in(found.text, rules)
    noisy = kind(found.text, sorted({(start, end) for start, end, _ in names}), Random(seed))
    again, others = found_in(noisy.text, rules)
    label = next(label for label, one in KINDS.items() if one is kind)
    least = LEAST.get(label, 0.97)
    assert len(again & moved(names, noisy)) >= least * len(names)
    assert len(entities & others) >= least * len(entities)
    assert is_told_by_slices(told(noisy.text, rules), noisy.text)


def _written(folder: Path, texts: dict[str, str]) -> dict[str, Node]:
    source = folder / "in"
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8", newline="")
    build([source], folder / "out", Progress(quiet=True))
    graph = read_graph(folder / "out")
    return {node.name: node for node in graph.nodes} | {
        node.title: node for node in graph.nodes if node.type == "Speech"
    }


def test_names_in_both_scripts_are_one_entity_and_copies_are_one_talk(tmp_path: Path) -> None:
    other = traditional(TALK, (), Random(1)).text
    assert "雙五星" in other
    nodes = _written(tmp_path, {"a.txt": TALK, "b.txt": other, "c.txt": TALK.replace("红花套镇", "红花 套镇")})
    assert "雙五星" not in nodes
    program = nodes["双五星"]
    assert program.props["speeches"] == 3 and program.props["families"] == 1
    assert "雙五星" in str(program.props["aliases"])
    assert "红花 套镇" in str(nodes["红花套镇"].props["aliases"])


def test_what_counts_of_two_scripts_is_the_same(rules: State) -> None:
    other = traditional(TALK, (), Random(1)).text
    assert signs(TALK) != signs(other)
    (talk,), (copy,) = told(TALK, rules).talks, told(other, rules).talks
    assert (talk.length, talk.signature) == (copy.length, copy.signature)
