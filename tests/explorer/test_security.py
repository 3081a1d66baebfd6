"""Only this machine, by its own name; a change only from a page of this server; no page of another site drives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.explorer.security import LARGEST, LONGEST
from tests.explorer.serving import HOME, OWN, TOKEN, Elements, client
from tests.explorer.talk import named


@pytest.fixture
def asks(out: Path) -> TestClient:
    return client(out)


@pytest.fixture
def decision(out: Path) -> dict[str, str]:
    """The fields of a sound decision."""
    ids = {"left_id": named(out, "整县推进"), "right_id": named(out, "整市推进")}
    return {"verdict": "different", **ids, "token": TOKEN, "back": "/decisions"}


def file_of(out: Path) -> Path:
    return out.with_name("out.decisions.jsonl")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_by_its_own_name(asks: TestClient, host: str) -> None:
    assert asks.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:8001",
        "localhost.evil.example:8000",
        "127.0.0.1:8000@evil",
        "",
        "[::1]",
    ],
)
def test_by_no_other_name(asks: TestClient, host: str) -> None:
    answer = asks.get("/about", headers={"host": host})
    assert answer.status_code == 421
    assert "本机" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/", "/home.json", "/style.css", "/nothing", "/?order=bad", "/openapi.json"])
def test_every_answer_has_its_headers(asks: TestClient, address: str) -> None:
    headers = asks.get(address).headers
    policy = headers["content-security-policy"]
    for part in (
        "default-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "cache-control" in headers


def test_a_page_of_this_server_may_change_something(asks: TestClient, out: Path, decision: dict[str, str]) -> None:
    token = next(a["content"] for a in Elements(asks.get("/decisions").text).all("meta") if a.get("name") == "kg-token")
    answer = asks.post("/decide", data={**decision, "token": token}, headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    assert file_of(out).read_text(encoding="utf-8").count("\n") == 1
    assert asks.get("/decisions.json").json()["rows"][0]["verdict"] == "different"
    undone = asks.post("/undo", data={"number": "1", "token": token}, headers=OWN, follow_redirects=False)
    assert undone.status_code == 303
    assert asks.get("/decisions.json").json()["rows"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": f"{HOME}.evil.example"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/decide", "/undo", "/reload", "/query"])
def test_a_page_of_another_site_may_not(
    asks: TestClient, out: Path, decision: dict[str, str], headers: dict[str, str], path: str
) -> None:
    answer = asks.post(path, data=decision, headers=headers)
    assert answer.status_code == 403
    assert not file_of(out).exists()


@pytest.mark.parametrize("token", [None, "", "wrong", "ü", TOKEN + "x"])
@pytest.mark.parametrize("path", ["/decide", "/undo", "/reload", "/query"])
def test_nor_may_who_does_not_know_the_token(
    asks: TestClient, out: Path, decision: dict[str, str], token: str | None, path: str
) -> None:
    del decision["token"]
    answer = asks.post(path, data={**decision, **({"token": token} if token is not None else {})}, headers=OWN)
    assert answer.status_code == 403
    assert not file_of(out).exists()


def test_without_origin_what_the_browser_says_of_the_site_counts(asks: TestClient, decision: dict[str, str]) -> None:
    for site in ("same-origin", "none"):
        headers = {"sec-fetch-site": site, "accept": "application/json"}
        answer = asks.post("/decide", data=decision, headers=headers)
        assert answer.status_code == 200
        assert set(answer.json()) == {"told", "number", "recorded", "status"}


def test_a_token_may_come_in_a_header(asks: TestClient, decision: dict[str, str]) -> None:
    del decision["token"]
    headers = {**OWN, "x-kg-token": TOKEN, "accept": "application/json"}
    assert asks.post("/decide", data=decision, headers=headers).json()["recorded"] is True


@pytest.mark.parametrize("path", ["/decide", "/undo", "/reload", "/query"])
def test_nothing_is_changed_by_get(asks: TestClient, out: Path, decision: dict[str, str], path: str) -> None:
    assert asks.get(path, params=decision).status_code == 405
    assert not file_of(out).exists()


def test_nothing_is_changed_on_a_server_that_only_reads(out: Path, decision: dict[str, str]) -> None:
    asks = client(out, read_only=True)
    for path in ("/decide", "/undo"):
        answer = asks.post(path, data=decision, headers=OWN)
        assert answer.status_code == 403
        assert "只读" in answer.text
    assert not file_of(out).exists()
    assert "/decide" not in asks.get(f"/entity/{decision['left_id']}").text
    assert "/decide" in client(out).get(f"/entity/{decision['left_id']}").text


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\nb"]
)
def test_the_way_back_stays_here(asks: TestClient, decision: dict[str, str], back: str) -> None:
    answer = asks.post("/decide", data={**decision, "back": back}, headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["location"]
    assert answer.headers["location"].startswith("/")
    assert "alert" not in answer.headers["location"]


def test_what_is_too_large_is_not_read(asks: TestClient) -> None:
    assert asks.post("/query", content=b"x" * (LARGEST + 1), headers=OWN).status_code == 413
    assert asks.get("/search?q=" + "a" * LONGEST).status_code == 414
    assert asks.post("/query", content=iter([b"x"]), headers=OWN).status_code == 411
    many = "&".join(f"a{n}=1" for n in range(2000))
    assert asks.post("/query", content=many, headers=OWN).status_code == 400
    assert asks.post("/query", content=b"token=%ff&cypher=\xff", headers=OWN).status_code in (400, 403)


@pytest.mark.parametrize(
    "address", ["/home.json", "/console.json?cypher=RETURN+1", "/style.css", "/export/query.csv?cypher=RETURN+1"]
)
def test_another_site_may_link_here_and_take_nothing(asks: TestClient, address: str) -> None:
    for mode, dest in (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert asks.get(address, headers=headers).status_code == 403
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
    assert asks.get(address, headers=own).status_code == 200


def test_a_link_on_another_site_runs_no_query(asks: TestClient) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert asks.get("/", headers=visit).status_code == 200
    address = "/console.json?cypher=RETURN+1+AS+n"
    assert asks.get(address).json()["result"]["rows"] == [[1]]
    foreign = asks.get(address, headers=visit).json()
    assert foreign["result"] is None
    assert foreign["query"] == "RETURN 1 AS n"
    assert asks.get("/export/query.csv?cypher=RETURN+1", headers=visit).status_code == 403


def test_a_query_that_is_posted(asks: TestClient) -> None:
    answer = asks.post("/query", data={"cypher": "RETURN 1 AS 数", "token": TOKEN}, headers=OWN)
    page = Elements(answer.text)
    assert "数" in page.text
    assert TOKEN not in page.links()
    refused = asks.post("/query", data={"cypher": "CREATE (n:Program)", "token": TOKEN}, headers=OWN)
    assert refused.status_code == 200
    assert any(a.get("role") == "alert" for a in Elements(refused.text).all("p"))
