"""kg build as a whole: what it writes, what it does with bad input, and that it always writes the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kg.graph.folder import read_graph, read_rows
from kg.report import METHODS

TALK = "在全市党建工作会议上的讲话\n湖北省宜都市委书记\n罗联峰（2024年8月24日）\n同志们：\n要实施“双五星”创评，抓好乡村振兴。王家畈镇横冲村走在前列。\n"


def kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment})


def digests(out: Path, *left_out: str) -> dict[str, str]:
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.iterdir())
        if path.name not in ("timings.json", "origin.json", *left_out)
    }


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    return list(read_rows(out, name))


def texts(folder: Path, out: Path) -> dict[str, str]:
    encodings = {row["name"]: row["props"]["encoding"] for row in rows(out, "entities") if row["type"] == "SourceFile"}
    found = {}
    for name, encoding in encodings.items():
        with (folder / name).open(encoding=encoding, errors="replace", newline="") as file:
            found[name] = file.read()
    return found


def check_quotations(folder: Path, out: Path) -> None:
    """Every span slices to what it says, whoever reads the file with the encoding that is given."""
    text = texts(folder, out)
    for row in rows(out, "mentions"):
        assert text[row["file"]][row["start"] : row["end"]] == row["text"]
    for row in rows(out, "edges"):
        assert len(row["quotes"]) == len(row["spans"]) > 0
        for quote, span in zip(row["quotes"], row["spans"], strict=True):
            file, _, place = span.rpartition(":")
            start, end = map(int, place.split("-"))
            assert text[file][start:end] == quote


def test_every_quotation_is_in_its_file(corpus: Path, built: Path) -> None:
    check_quotations(corpus, built)


@pytest.mark.group("speeches")
def test_every_quotation_is_in_its_file_of_the_real_speeches(speeches: Path, built_speeches: Path) -> None:
    check_quotations(speeches, built_speeches)


@pytest.mark.group("speeches")
def test_the_real_speeches_as_a_reader_knows_them(built_speeches: Path) -> None:
    talks = [row for row in rows(built_speeches, "speeches") if row["file"].startswith("001")]
    assert len(talks) == 6
    signed = {(row["speaker"], row["date"], row["date_precision"]) for row in talks if row["speaker"]}
    assert signed == {("罗联峰", "2024-08-24", "day"), ("邹青松", "2024-08-24", "day")}
    graph = read_graph(built_speeches)
    names = {(node.type, node.name) for node in graph.nodes}
    assert {
        ("Place", "宜都市"),
        ("Place", "王家畈镇"),
        ("Person", "罗联峰"),
        ("Person", "邹青松"),
        ("Program", "双五星"),
        ("Program", "红色物业"),
    } <= names
    holes = [row for row in rows(built_speeches, "mentions") if row["redacted"]]
    assert {row["text"] for row in holes if row["type"] == "Place"} >= {"XX镇"}
    assert not {name for type_, name in names if type_ != "Redacted"} & {row["text"] for row in holes}


def test_counts_agree_with_the_rows(built: Path) -> None:
    mentions = Counter((row["speech"], row["entity_id"]) for row in rows(built, "mentions"))
    edges = {(row["source"], row["target"]): row["count"] for row in rows(built, "edges") if row["type"] == "MENTIONS"}
    assert edges == dict(mentions)
    relations = Counter((row["head_id"], row["rel"], row["tail_id"]) for row in rows(built, "relations"))
    stated = {
        (row["source"], row["type"], row["target"]): row["count"] for row in rows(built, "edges") if row["statements"]
    }
    assert stated == {key: count for key, count in relations.items() if key[0] != key[2]}


def test_the_shares_of_methods_are_of_mentions_that_are_no_holes(built: Path) -> None:
    methods = Counter(row["method"] for row in rows(built, "mentions") if not row["redacted"])
    shares = json.loads((built / "report.json").read_text(encoding="utf-8"))["method_shares"]
    assert shares == {method: round(count / methods.total(), 4) for method, count in methods.items()}
    assert {"gazetteer", "list", "pattern", "context", "head"} <= set(shares) <= set(METHODS)
    assert any(row["redacted"] for row in rows(built, "mentions"))
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)


def test_the_manifest_names_every_output(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    found = digests(built)
    del found["manifest.json"]
    assert manifest["outputs"] == found
    assert manifest["schema"] == 1


def test_the_same_bytes_whatever_the_order_locale_time_zone_and_hash_seed(corpus: Path, tmp_path: Path) -> None:
    backwards = tmp_path / "corpus"
    backwards.mkdir()
    for path in sorted(corpus.iterdir(), reverse=True):
        if not path.name.startswith("."):
            shutil.copyfile(path, backwards / path.name)
    one, two = tmp_path / "one", tmp_path / "two"
    assert kg("build", corpus, "-o", one, PYTHONHASHSEED="1", LC_ALL="C.UTF-8", TZ="UTC").returncode == 0
    outcome = kg("--lang", "en", "build", backwards, "-o", two, PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Shanghai")
    assert outcome.returncode == 0, outcome.stderr
    assert digests(one) == digests(two)


# Not UTF-8, as in a bare container; Chinese ones where the machine has them.
LOCALES = [{"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
LOCALES += [
    {"LC_ALL": name, "PYTHONUTF8": "0"}
    for name in subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    if name.startswith("zh_CN")
]


@pytest.mark.parametrize("environment", LOCALES, ids=lambda environment: environment["LC_ALL"])
def test_the_same_bytes_in_a_locale_of_another_encoding(
    folder: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    (folder / "good.txt").rename(folder / "讲话.txt")
    one, two = tmp_path / "one", tmp_path / "two"
    assert kg("build", folder, "-o", one, LC_ALL="C.UTF-8").returncode == 0
    outcome = kg("build", folder, "-o", two, PYTHONIOENCODING="utf-8", **environment)
    assert outcome.returncode == 0, outcome.stderr
    assert digests(one) == digests(two)


def test_the_same_facts_whichever_tokenizer_is_installed(corpus: Path, built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    without = "import sys; sys.modules['rjieba'] = None; from kg.cli import main; main()"
    subprocess.run([sys.executable, "-c", without, "build", str(corpus), "-q", "-o", str(out)], check=True)
    names = [json.loads((path / "manifest.json").read_text(encoding="utf-8"))["tokenizer"] for path in (built, out)]
    assert names == ["rjieba", "jieba"]
    assert digests(built, "manifest.json") == digests(out, "manifest.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_text(TALK, encoding="utf-8")
    return source


def test_bad_files_become_problems_and_the_rest_is_built(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
    (folder / "cut.txt").write_bytes((TALK * 9).encode()[:-5])
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "site.txt").write_text("本文系网友投稿，仅供参考，请勿照搬！\n", encoding="utf-8")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    os.mkfifo(folder / "pipe.txt")
    outcome = kg("build", folder, "-o", tmp_path / "out")
    assert outcome.returncode == 0, outcome.stderr
    problems = {row["file"]: row for row in rows(tmp_path / "out", "problems")}
    assert set(problems) == {"empty.txt", "picture.txt", "cut.txt", "sheet.xlsx", "site.txt", "loop.txt", "pipe.txt"}
    assert problems["cut.txt"]["offset"] > 100
    assert all(row["message"] and row["message_en"] for row in problems.values())
    assert {row["file"] for row in rows(tmp_path / "out", "speeches")} >= {"good.txt", "cut.txt"}
    assert "empty.txt" in outcome.stderr


def test_a_file_name_of_another_system_is_read(folder: Path, tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xbd\xb2\xbb\xb0.txt"))).write_text(
        TALK + "另一件事也要抓好。", encoding="utf-8"
    )
    outcome = kg("build", folder, "-o", tmp_path / "out")
    assert outcome.returncode == 0, outcome.stderr
    assert {row["file"] for row in rows(tmp_path / "out", "speeches")} == {"good.txt", "讲话.txt"}


def test_names_that_read_alike_are_kept_apart(folder: Path, tmp_path: Path) -> None:
    below = os.fsencode(folder / "甲乡")
    Path(os.fsdecode(below)).mkdir()
    for number, name in enumerate((b"\xbd\xb2\xbb\xb0.txt", "讲话.txt".encode())):
        Path(os.fsdecode(below + b"/" + name)).write_text(f"{TALK}第{number}件事也要抓好。", encoding="utf-8")
    assert kg("build", folder, "-o", tmp_path / "out").returncode == 0
    found = {row["file"]: row["end"] for row in rows(tmp_path / "out", "speeches")}
    assert set(found) == {"good.txt", "甲乡/讲话.txt", "甲乡/讲话 (2).txt"}
    inputs = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert inputs["甲乡/讲话.txt"] == sha256((folder / "甲乡" / "讲话.txt").read_bytes()).hexdigest()


def test_nothing_in_a_text_or_a_name_reaches_the_terminal(folder: Path, tmp_path: Path) -> None:
    (folder / "a\x1b[2J.txt").write_text(
        "在\x1b[31m甲会上的讲话\n同志们：\n开展“双\x1b[1m五星”创评活动。\n", encoding="utf-8"
    )
    (folder / "b\x1b[2J\n.doc").write_text("x", encoding="utf-8")
    outcome = kg("build", folder, "-o", tmp_path / "out\x1b[2J")
    assert outcome.returncode == 0, outcome.stderr
    assert "在[31m甲会上的讲话" in outcome.stdout and "b�[2J↵.doc" in outcome.stderr
    (tmp_path / "out\x1b[2J" / "\x1b[2J").write_text("mine", encoding="utf-8")
    refused = kg("build", folder, "-o", tmp_path / "out\x1b[2J")
    assert refused.returncode == 2
    assert "\x1b" not in outcome.stdout + outcome.stderr + refused.stdout + refused.stderr


def test_what_a_text_holds_is_no_markup_of_the_terminal(folder: Path, tmp_path: Path) -> None:
    (folder / "odd.txt").write_text(
        "在甲会上的讲话\n同志们：\n开展“[/red]双五星”创评活动，实施“[bold]双指数”管理。\n", encoding="utf-8"
    )
    outcome = kg("build", folder, "-o", tmp_path / "out")
    assert outcome.returncode == 0, outcome.stderr
    assert "[/red]双五星" in outcome.stdout


@pytest.mark.parametrize("first", ["会议强调要抓好落实" * 4_000, "会议强调，要抓好落实。" * 4_000])
def test_a_text_of_one_long_paragraph_is_built(folder: Path, tmp_path: Path, first: str) -> None:
    (folder / "long.txt").write_text(first, encoding="utf-8")
    assert kg("build", folder, "-o", tmp_path / "out").returncode == 0
    (speech,) = (row for row in rows(tmp_path / "out", "speeches") if row["file"] == "long.txt")
    assert len(speech["title"]) <= 60


def test_an_input_that_is_not_there_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    outcome = kg("--lang", "en", "build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") <= 3
    assert "nowhere" in outcome.stderr and "Traceback" not in outcome.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_readable_is_an_error_and_leaves_the_former_output(folder: Path, tmp_path: Path) -> None:
    assert kg("build", folder, "-o", tmp_path / "out").returncode == 0
    before = digests(tmp_path / "out")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert kg("build", empty, "-o", tmp_path / "out").returncode == 2
    assert digests(tmp_path / "out") == before


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_ended_cleans_up_and_leaves_the_former_output(
    corpus: Path, folder: Path, tmp_path: Path, end: signal.Signals
) -> None:
    assert kg("build", folder, "-o", tmp_path / "out").returncode == 0
    before = digests(tmp_path / "out")
    running = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(tmp_path / "out")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".out-[0-9]*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(end)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in told
    assert digests(tmp_path / "out") == before
    assert not list(tmp_path.glob(".out-*"))


def test_a_lexicon_of_ones_own(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,type,aliases\n横冲示范带,Program,横冲村\n乡村振兴,never,\n", encoding="utf-8")
    assert kg("build", folder, "-o", tmp_path / "out", "--lexicon", own).returncode == 0
    named = {row["entity"] for row in rows(tmp_path / "out", "mentions") if row["type"] == "Program"}
    assert named == {"双五星", "横冲示范带"}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["lexicon"] == sha256(own.read_bytes()).hexdigest()
    more = tmp_path / "more.yaml"
    more.write_text("- {name: 横冲村, type: 地点}\n", encoding="utf-8")
    both = kg("--lang", "en", "build", folder, "-o", tmp_path / "out", "--lexicon", own, "--lexicon", more)
    assert "more.yaml: “横冲村” (Place 横冲村) replaces the entry of own.csv" in both.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["lexicon"] == sha256(own.read_bytes() + more.read_bytes()).hexdigest()
    own.write_text("name,type\n横冲,Vehicle\n", encoding="utf-8")
    outcome = kg("--lang", "en", "build", folder, "-o", tmp_path / "out", "--lexicon", own)
    assert outcome.returncode == 2 and "own.csv" in outcome.stderr


def test_json_quiet_and_language(folder: Path, tmp_path: Path) -> None:
    report = json.loads(kg("build", folder, "-o", tmp_path / "out", "--json").stdout)
    assert report["speeches"] == 1
    quiet = kg("build", folder, "-o", tmp_path / "out", "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert "双五星" in kg("build", folder, "-o", tmp_path / "out").stdout
    assert "Which programs" in kg("--lang", "en", "build", folder, "-o", tmp_path / "out").stdout


def test_a_gbk_console_gets_chinese(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(tmp_path / "out")]
    outcome = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert outcome.returncode == 0
    assert "双五星" in outcome.stdout.decode("gbk")


def test_an_earlier_output_inside_the_input_is_not_read(folder: Path) -> None:
    out = folder / "out"
    assert kg("build", folder, "-o", out).returncode == 0
    first = digests(out)
    assert kg("build", folder, "-o", out).returncode == 0
    assert digests(out) == first
