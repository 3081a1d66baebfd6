"""The programs of bench/ run from end to end on little text; peers that are not installed are named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from bench import cold, hanlp, peoples_daily, speed, unseen
from bench.peers import PEERS, Peer, installed_peers, spans
from bench.texts import made, texts
from kg.text import sentence_spans

ROOT = Path(__file__).resolve().parent.parent.parent
# What Hanlp.java answers: CPU nanoseconds, then start and length in UTF-16 units and the tag of each word.
ANSWERS = {"词": "1000000000 0 1 n", "张三在𠀀湖北，好": "2500000000 0 2 nrf 2 1 p 5 2 nsf"}
ABSENT = Peer("absent", "kg-no-such-package", "kg_no_such_module", lambda: lambda text: [(text, "")])


@pytest.fixture(autouse=True)
def _one_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    peers = [peer for peer in PEERS if peer.name == "jieba.posseg"]
    monkeypatch.setattr("bench.peers.PEERS", (*peers, ABSENT))


def test_speed_tells_every_contender_and_who_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--characters", "1500", "--rounds", "1", "--out", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert "not measured: absent" in page
    assert (tmp_path / "speed.md").read_text(encoding="utf-8") == page
    result = json.loads((tmp_path / "speed.json").read_text(encoding="utf-8"))
    assert set(result["contenders"]) == {"kg with jieba alone", "jieba.posseg"}
    assert result["contenders"]["jieba.posseg"]["times"] == 1
    kg = result["contenders"]["kg with jieba alone"]
    assert kg["rate"]["best"] >= kg["rate"]["median"] > 0
    assert set(kg["seconds"]) == {"split", "extract", "relate"}
    # extraction is what a cluster's workers run: it has no business with graphs, pages or databases
    assert {"daachorse", "jieba"} <= set(kg["modules"])
    assert set(kg["modules"]) & {"networkx", "pyvis", "neo4j", "kglite", "rich", "jinja2", "numpy"} == set()


def test_a_cold_build_is_set_beside_loading_jieba(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    first = min(corpus.glob("0*.txt"))
    (tmp_path / "one" / first.name).write_bytes(first.read_bytes())
    assert cold.main(["--texts", str(tmp_path / "one"), "--rounds", "1", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "cold.md").read_text(encoding="utf-8") == capsys.readouterr().out
    result = json.loads((tmp_path / "cold.json").read_text(encoding="utf-8"))
    assert result["files"] == 1 and result["characters"] > 500
    build, jieba = (result["seconds"][name]["cpu"] for name in ("kg build", "import jieba, load its dictionary"))
    assert result["times"]["cpu"] == pytest.approx(build / jieba)
    assert {"extract", "page", "database"} <= set(result["stages"])


def test_a_tagger_in_another_language_is_read_by_its_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hanlp.Hanlp, "_answer", lambda _, text: ANSWERS[text])
    monkeypatch.setattr("bench.hanlp.subprocess.Popen", lambda *_, **__: None)
    tag = hanlp.Hanlp()
    assert tag("张三在𠀀湖北，好") == [("张三", "nr"), ("在", "p"), ("𠀀", ""), ("湖北", "ns"), ("，好", "")]
    assert tag.cpu == 2.5


def test_made_texts_repeat_no_sentence(corpus: Path) -> None:
    documents = made(texts(corpus), 20_000)
    assert sum(len(document.text) for document in documents) >= 20_000
    said = []
    for document in documents:
        body = document.text.index("同志们：\n") + len("同志们：\n")
        said += [
            document.text[start:end] for start, end in sentence_spans(document.text).within(body, len(document.text))
        ]
    assert len(said) == len(set(said)) > 100


def test_a_peer_that_changes_the_text_is_refused() -> None:
    assert list(spans(lambda _: [("张三", "nr"), ("在", "p"), ("湖北", "ns")], "张三在湖北")) == [
        (0, 2, "Person"),
        (3, 5, "Place"),
    ]
    with pytest.raises(AssertionError):
        list(spans(lambda _: [("张三", "nr")], "张 三"))


def test_kg_and_a_peer_are_scored_by_the_same_gold(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert unseen.main([str(ROOT / "tests" / "gold"), str(corpus)]) == 0
    page = capsys.readouterr().out
    together = [line.split(" | ") for line in page.splitlines() if " | together | " in line]
    assert [row[0] for row in together] == ["| kg", "| jieba.posseg"]
    wanted = [int(row[2]) + int(row[4]) for row in together]
    assert wanted[0] == wanted[1] > 0
    assert "not scored: absent" in page


def test_unseen_tells_a_wrong_folder_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert unseen.main([str(tmp_path / "none"), str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


LINES = [
    "记者/n  江/nr  泽民/nr  、/w  李/nr  鹏/nr  到/v  湖北/ns  武汉市/ns  ，/w  参观/v  外交部/nt  。/w  ”/w  天气/n  很/d  好/a",
    "今天/t  江/nr  主席/n  会见/v  克林顿/nr  和/c  叶利钦/nr  先生/n  。/w",
]


def test_names_of_the_tagged_corpus() -> None:
    """Surname and given name are one; two people are two; a surname with its title counts neither way."""
    first, second = peoples_daily.sample(LINES, 2)
    text = first.paragraph
    names = [(text[slice(*span)], type_) for span, type_ in first.names]
    assert names == [
        ("江泽民", "Person"),
        ("李鹏", "Person"),
        ("湖北", "Place"),
        ("武汉市", "Place"),
        ("外交部", "Organization"),
    ]
    assert text[slice(*first.span)].endswith("外交部。”")
    assert [second.paragraph[slice(*span)] for span, _ in second.names] == ["克林顿", "叶利钦"]
    assert [second.paragraph[slice(*span)] for span, _ in second.unsure] == ["江"]


def test_the_corpus_is_read_from_its_archive_and_from_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive.tar.gz"
    content = "\n".join(LINES).encode()
    with tarfile.open(archive, "w:gz") as files:
        entry = tarfile.TarInfo(peoples_daily.MEMBER)
        entry.size = len(content)
        files.addfile(entry, io.BytesIO(content))
    with pytest.raises(ValueError, match="SHA-256"):
        peoples_daily.corpus_lines(archive)
    monkeypatch.setattr(peoples_daily, "DIGEST", sha256(archive.read_bytes()).hexdigest())
    assert peoples_daily.main(["--source", str(archive), "--out", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert page.startswith("2 sentences")
    assert "not scored: absent" in page
    figures = json.loads((tmp_path / "peoples_daily.json").read_text(encoding="utf-8"))
    people = figures["kg"]["Person"]["strict"]
    assert people["hits"] + people["misses"] == 4


@pytest.mark.parametrize("name", ["speed", "cold", "unseen", "peoples_daily"])
def test_help(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert f"bench.{name}" in done.stdout


def test_peers_can_be_chosen() -> None:
    present, missing = installed_peers(["absent"])
    assert (present, missing) == ([], [ABSENT])
