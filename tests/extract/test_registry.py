"""kg's extractors in one tuple, and plug-ins: found by their entry point, run by name only, and never in the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KgError
from kg.extract.kernel import extract, extract_with
from kg.extract.lexicon import build_lexicon, general_entries, general_lexicon
from kg.extract.passage import Passage, Proposal
from kg.extract.plugins import run
from kg.extract.registry import ALWAYS_ON, BUILT_IN, GROUP, Extractors, PlugIn, chosen
from kg.extract.user import read_lexicon
from kg.ids import content_id
from kg.model import Document, Mention
from kg.read.split import split
from kg.tokens import Words
from tests.passages import HEAD

TEXT = HEAD + "清江横贯全市，王家畈镇和XX镇都在清江边上，要实施“双五星”创评，抓好精准扶贫。"
MODULE = """
import re
from kg.extract.passage import Proposal

def find(passage):
    for match in re.finditer("清江", passage.text):
        yield Proposal(match.start(), match.end(), "Place", "pattern", 0.9, rank=2, canonical="清江河", props={"km": 423})

def fail(passage):
    yield Proposal(0, 2, "Place", "pattern", 0.9)
    raise ValueError("no such river")

nothing = 3
"""
ENTRIES = (
    f"[{GROUP}]\nrivers = kg_rivers:find\nfailing = kg_rivers:fail\nnumber = kg_rivers:nothing\nlost = kg_rivers:lost\n"
)


def install(folder: Path, name: str = "kg-rivers", entries: str = ENTRIES) -> None:
    """A package as pip leaves it: a module, and what it announces."""
    (folder / "kg_rivers.py").write_text(MODULE, encoding="utf-8")
    about = folder / f"{name.replace('-', '_')}-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(entries, encoding="utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    install(site)
    monkeypatch.syspath_prepend(str(site))
    return site


def document(text: str = TEXT) -> Document:
    return Document(content_id("doc", text), "passage.txt", text, "utf-8", "")


def found(extractors: Extractors, text: str = TEXT) -> tuple[list[Mention], list[str]]:
    mentions, problems = extract_with(extractors, document(text), split(document(text)), general_lexicon())
    assert all(problem.file == "passage.txt" and problem.stage == "extract" for problem in problems)
    return mentions, [problem.en for problem in problems]


def test_the_kernel_runs_every_extractor_in_the_tuple() -> None:
    names = [name for name, _ in BUILT_IN]
    assert len(set(names)) == len(names) and set(ALWAYS_ON) <= set(names)
    seen: list[str] = []

    def spy(name: str) -> Callable[[Passage], list[Proposal]]:
        def find(passage: Passage) -> list[Proposal]:
            seen.append(name)
            return []

        return find

    found(Extractors(tuple((name, spy(name)) for name in names)))
    assert seen == names


def test_an_extractor_that_is_off_finds_nothing_and_the_others_go_on() -> None:
    all_types = {mention.type for mention in found(chosen())[0]}
    assert {"Program", "Place", "Person", "Organization"} <= all_types
    assert {mention.type for mention in found(chosen(["programs"]))[0]} == all_types - {"Program"}


@pytest.mark.parametrize(("name", "told"), [("program", "programs"), ("redactions", "extract.off"), ("xyz", "people")])
def test_an_extractor_that_cannot_be_left_out(name: str, told: str) -> None:
    with pytest.raises(KgError, match=told):
        chosen([name])


def test_a_plugin_runs_only_when_it_is_named(installed: Path) -> None:
    assert chosen().plugins == ()
    assert extract(document(), split(document()), general_lexicon()) == found(chosen())[0]
    (plugin,) = chosen(plugins=["rivers", "rivers"]).plugins
    assert (plugin.name, plugin.release) == ("rivers", "kg-rivers 1.2")
    mentions, problems = found(chosen(plugins=["rivers"]))
    rivers = [mention for mention in mentions if mention.method == "plug-in"]
    assert [mention.surface for mention in rivers] == ["清江", "清江"]
    assert dict(rivers[0].props) == {"canonical": "清江河", "km": 423, "plugin": "rivers"}
    assert problems == []
    others = [mention for mention in found(chosen())[0] if mention.surface != "清江"]
    assert [mention for mention in mentions if mention not in rivers] == others


def test_a_plugin_that_raises_is_told_and_the_others_go_on(installed: Path) -> None:
    mentions, problems = found(chosen(plugins=["rivers", "failing"]))
    assert problems == ["the plug-in failing failed: ValueError: no such river"]
    assert mentions == found(chosen(plugins=["rivers"]))[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [("river", "是否指 rivers"), ("number", "不可调用"), ("lost", "无法载入")],
)
def test_a_plugin_that_cannot_be_had(installed: Path, name: str, told: str) -> None:
    with pytest.raises(KgError, match=told):
        chosen(plugins=[name])


def test_one_name_from_two_packages_is_refused(installed: Path) -> None:
    install(installed, "kg-streams")
    with pytest.raises(KgError, match=r"kg-rivers 1\.2、kg-streams 1\.2"):
        chosen(plugins=["rivers"])


GOOD = Proposal(0, 2, "Place", "gazetteer", 0.5)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Proposal(0, 5, "Place", "x", 0.5), "the span 0-5"),
        (Proposal(2, 2, "Place", "x", 0.5), "the span 2-2"),
        (Proposal(-1, 2, "Place", "x", 0.5), "the span -1-2"),
        (Proposal(True, 2, "Place", "x", 0.5), "the span"),
        (Proposal(3, 4, "Place", "x", 0.5), "blank"),
        (Proposal(0, 2, "River", "x", 0.5), "the type River"),
        (Proposal(0, 2, "Speech", "x", 0.5), "the type Speech"),
        (Proposal(0, 2, "Place", "x", 1.5), "the score"),
        (Proposal(0, 2, "Place", "x", float("nan")), "the score"),
        (Proposal(0, 2, "Place", "x", 0.5, rank=4), "the rank"),
        (Proposal(0, 2, "Place", "x", 0.5, canonical=" "), "the canonical name"),
        (Proposal(0, 2, "Place", "x", 0.5, redacted=True), "a hole"),
        (Proposal(0, 2, "Place", "x", 0.5, props={"at": float("inf")}), "props"),
        (Proposal(0, 2, "Place", "x", 0.5, props={"at": object()}), "props"),  # type: ignore[dict-item]
        ("清江", "a str and not a Proposal"),
    ],
)
def test_a_proposal_that_cannot_be_used_is_told_and_left_out(wrong: Proposal, told: str) -> None:
    passage = Passage("清江水\n", 0, None, None, (), Words(()))
    plugin = PlugIn("rivers", "kg-rivers 1.2", lambda _: [wrong, GOOD, wrong])
    sound, reasons = run(plugin, passage)
    assert [(proposal.start, proposal.end, proposal.method) for proposal in sound] == [(0, 2, "plug-in")]
    assert len(reasons) == 1 and told in reasons[0][1] and "rivers" in reasons[0][0]


def test_a_users_own_names_and_holes_stand_above_a_plugin(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,type\n清江横贯,Program\n", encoding="utf-8")
    lexicon = build_lexicon([*read_lexicon(tmp_path / "own.csv"), *general_entries()])

    def all_of_it(passage: Passage) -> list[Proposal]:
        return [
            Proposal(at, at + 2, "Organization", "x", 1.0, rank=3)
            for at in range(len(passage.text) - 1)
            if passage.text[at : at + 2].strip() and passage.text[at : at + 2] in ("清江", "XX")
        ]

    plugins = (PlugIn("greedy", "greedy 1", all_of_it),)
    mentions, problems = extract_with(Extractors(plugins=plugins), document(), split(document()), lexicon)
    assert problems == []
    told = {(mention.surface, mention.method, mention.redacted) for mention in mentions}
    assert {("清江横贯", "user", False), ("XX镇", "pattern", True), ("清江", "plug-in", False)} <= told
    assert ("XX", "plug-in", False) not in told


def test_the_command_line_and_the_manifest(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    command = ["build", str(tmp_path / "甲.txt"), "-o", str(out), "--plugin", "rivers", "--plugin", "failing"]
    outcome = CliRunner().invoke(main, ["--lang", "en", *command])
    assert outcome.exit_code == 0, outcome.output
    assert "the plug-in failing failed: ValueError: no such river" in outcome.output
    assert "plug-ins" in outcome.output
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["plugins"] == {"failing": "kg-rivers 1.2", "rivers": "kg-rivers 1.2"}
    problems = [json.loads(line) for line in (out / "problems.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in problems if row["stage"] == "extract"] == ["甲.txt"]
    assert "清江河" in (out / "entities.jsonl").read_text(encoding="utf-8")
