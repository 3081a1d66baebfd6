"""What is posted: it comes from a page of this server or is refused, and the graph follows."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.review.decide import user
from tests.explorer.serving import HOME, OWN, TOKEN, client
from tests.explorer.talk import named

SAME = {"verdict": "same", "type": "Program", "left": "整县推进", "right": "整市推进"}
JSON = {**OWN, "accept": "application/json"}


@pytest.fixture
def asks(out: Path) -> Iterator[TestClient]:
    with client(out) as asks:
        yield asks


@pytest.fixture
def file(out: Path) -> Path:
    return out.with_name("out.decisions.jsonl")


def post(asks: TestClient, path: str, **fields: str) -> tuple[int, str]:
    """Status and where it leads, or what is said."""
    answer = asks.post(path, data={"token": TOKEN, **fields}, headers=OWN, follow_redirects=False)
    return answer.status_code, answer.headers.get("location") or answer.text


def settled(asks: TestClient) -> str:
    end = time.monotonic() + 120
    while (status := asks.get("/status.json").json())["state"] in ("building", "opening"):
        assert time.monotonic() < end
        time.sleep(0.1)
    return str(status["state"])


def test_who_decides_can_be_said(out: Path, file: Path) -> None:
    with client(out, by="王敏") as asks:
        post(asks, "/decide", **SAME)
        (row,) = asks.get("/decisions.json").json()["rows"]
        post(asks, "/undo", number="1")
    assert row["by"] == "王敏"
    assert [json.loads(line)["by"] for line in file.read_text(encoding="utf-8").splitlines()] == ["王敏", "王敏"]


def test_merge_follow_undo(asks: TestClient, out: Path, file: Path) -> None:
    old, new = named(out, "整县推进"), named(out, "整市推进")
    back = f"/entity/{old}"
    status, to = post(asks, "/decide", back=back, **SAME)
    assert (status, to.partition("?")[0]) == (303, "/status")
    (row,) = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert (row["verdict"], row["left"], row["right"], row["by"]) == ("same", "整县推进", "整市推进", user())
    page = asks.get(to, follow_redirects=False)
    assert (page.status_code, page.headers.get("refresh")) == (200, "1"), "it asks again by itself"
    assert "重建" in page.text
    assert settled(asks) == "done"
    page = asks.get(to, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, back)
    page = asks.get(back, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, f"/entity/{new}"), "merged, and led to what it is now"
    twin = asks.get(f"/entity/{old}.json").json()
    assert (twin["node"]["id"], "整县推进" in twin["aliases"]) == (new, True)
    listed = asks.get("/decisions.json").json()
    assert [row["number"] for row in listed["rows"]] == [1] and listed["followed"]
    status, to = post(asks, "/undo", number="1", back="/decisions")
    assert status == 303
    assert settled(asks) == "done"
    assert asks.get(back, follow_redirects=False).status_code == 200
    assert asks.get("/decisions.json").json()["rows"] == []


def test_a_program_is_told_what_became_of_it(asks: TestClient) -> None:
    answer = asks.post("/decide", data={"token": TOKEN, **SAME}, headers=JSON)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["number"], told["recorded"], told["status"]["state"]) == (1, True, "building")
    assert "整县推进 = 整市推进" in told["told"]
    wrong = asks.post("/undo", data={"token": TOKEN, "number": "7"}, headers=JSON)
    assert wrong.status_code == 400 and wrong.json()["error"]


@pytest.mark.parametrize(
    "back",
    [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
        "/a\r\nx: y",
        "",
        "/" + "a" * 9000,
    ],
)
def test_no_form_leads_to_another_site(asks: TestClient, back: str) -> None:
    _, to = post(asks, "/undo", number="1", back=back)
    assert "example.org" not in to
    for path in ("/status", "/status?number=1"):
        answer = asks.get(path, params={"back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/decisions"


@pytest.mark.parametrize("path", ["/decide", "/undo", "/reload", "/query"])
def test_nothing_changes_by_get_nor_for_another_site_nor_without_the_token(
    asks: TestClient, out: Path, file: Path, path: str
) -> None:
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    fields = {**SAME, "number": "1", "cypher": "RETURN 1 AS one"}
    assert asks.get(path, params={"token": TOKEN, **fields}).status_code == 405
    elsewhere = {"origin": "http://example.org", "sec-fetch-site": "cross-site"}
    for headers in (elsewhere, {"origin": "null"}, {"origin": HOME.replace("8000", "8001")}, {}):
        assert asks.post(path, data={"token": TOKEN, **fields}, headers=headers).status_code == 403
    for token in ({}, {"token": ""}, {"token": TOKEN[:-1]}):
        assert asks.post(path, data={**token, **fields}, headers=OWN).status_code == 403
    assert not file.exists()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert asks.get("/status.json").json()["state"] == "still"


def test_read_only_takes_nothing_and_shows_no_form(out: Path, file: Path) -> None:
    with client(out, read_only=True) as asks:
        for path in ("/decide", "/undo", "/reload"):
            assert post(asks, path, number="1", **SAME)[0] == 403
        for path in (f"/entity/{named(out, '整县推进')}", "/decisions"):
            assert "/decide" not in asks.get(path).text and "/undo" not in asks.get(path).text
    assert not file.exists()


def test_what_is_not_sound_is_said_and_not_written(asks: TestClient, file: Path) -> None:
    status, page = post(asks, "/decide", **{**SAME, "right": "<script>没有此名</script>"})
    assert status == 400
    assert "没有此名" in page and "<script>没" not in page
    assert not file.exists()


def test_a_query_is_run_by_a_form_and_refused_if_it_writes(asks: TestClient) -> None:
    cypher = "MATCH (p:Program) RETURN p.name AS name ORDER BY name"
    status, page = post(asks, "/query", cypher=cypher)
    assert status == 200 and "整县推进" in page
    long = cypher + " //" + "长" * 20_000
    assert "整县推进" in post(asks, "/query", cypher=long)[1]
    page = post(asks, "/query", cypher="MATCH (n) DETACH DELETE n")[1]
    assert "只能读取" in page
    assert "整县推进" in post(asks, "/query", cypher=cypher)[1]


def test_another_site_cannot_make_the_machine_work(asks: TestClient) -> None:
    query = {"cypher": "RETURN 1 AS one"}
    assert asks.get("/console.json", params=query).json()["result"]["rows"] == [[1]]
    foreign = asks.get("/console.json", params=query, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code >= 400 or foreign.json()["result"] is None


def test_a_page_that_must_wait_asks_again_by_itself(asks: TestClient, out: Path) -> None:
    assert asks.get("/about").status_code == 200
    (out / "explorer.sqlite").unlink()
    answer = asks.get("/about")
    assert (answer.status_code, answer.headers["refresh"], answer.headers["retry-after"]) == (503, "2", "2")
    end = time.monotonic() + 60
    while asks.get("/about").status_code != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_reload_shows_what_is_there(asks: TestClient) -> None:
    assert post(asks, "/reload", back="/about")[0] == 303
    answer = asks.get("/status?back=/about", follow_redirects=False)
    assert answer.headers["location"] == "/about"
