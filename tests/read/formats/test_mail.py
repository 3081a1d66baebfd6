"""Mails: the body, and what is attached as files of their own."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest

from kg.model import Problem
from kg.read.formats import text_of
from kg.read.formats.archive import Item, held
from kg.read.formats.model import Extracted
from tests.read.formats.made import BODY, TALK, word, zipped
from tests.read.formats.test_web import page, site


def mail(body: str = TALK, subject: str = "转发：材料", subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "甲 <a@example.org>", "b@example.org"
    message.set_content(body, subtype=subtype)
    return message


def held_in(message: EmailMessage | bytes, path: str = "a.eml") -> list[Item | Problem]:
    return list(held(path, BytesIO(message if isinstance(message, bytes) else message.as_bytes())))


def text(data: bytes, name: str = "a.eml") -> str:
    found = text_of(name, data)
    assert isinstance(found, Extracted), found
    assert found.encoding == "eml"
    return found.text


def test_the_body_is_read_without_its_headers() -> None:
    assert text(mail().as_bytes()) == TALK


def test_a_subject_that_is_a_title_stands_first() -> None:
    title = "在全市党建工作会议上的讲话"
    assert text(mail(BODY, f"转发: Fw：{title}").as_bytes()).startswith(f"{title}\n{BODY}")
    assert text(mail(TALK, title).as_bytes()) == TALK


def test_a_page_in_a_mail_and_a_page_saved_as_one_file() -> None:
    assert BODY in text(mail(page(site()), subtype="html").as_bytes())
    saved = mail(page(site()), subtype="html").as_bytes()
    assert BODY in text(saved, "a.mht") and BODY in text(saved, "a.doc")


def test_chinese_that_calls_itself_gb2312() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
    assert text(raw + "朱镕基同志：今天开会。".encode("gbk")) == "朱镕基同志：今天开会。\n"


def test_what_is_attached_is_read_by_its_own_name() -> None:
    message = mail("领导好，讲话稿见附件。")
    for name in ("讲话.docx", "讲话.docx", "../../越.txt", "包.zip"):
        data = zipped(("内/稿.txt", b"x")) if name.endswith("zip") else word(TALK)
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.add_attachment(b"png", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    found = held_in(message)
    assert [item.path for item in found if isinstance(item, Item)] == [
        "a.eml/越.txt",
        "a.eml/包.zip/内/稿.txt",
        "a.eml/讲话.docx",
        "a.eml/讲话 (2).docx",
    ]
    assert text_of("a.eml/讲话.docx", found[2].data) == text_of("b.docx", word(TALK))  # type: ignore[union-attr]


def test_a_body_of_its_own_beside_an_attachment_is_read() -> None:
    message = mail()
    message.add_attachment("另一件".encode(), maintype="text", subtype="plain", filename="附.txt")
    assert [item.path for item in held_in(message) if isinstance(item, Item)] == ["a.eml", "a.eml/附.txt"]


def test_a_mail_in_a_mail() -> None:
    outer = mail("见附件。")
    outer.add_attachment(mail())
    (item,) = held_in(outer)
    assert isinstance(item, Item) and item.path == "a.eml/转发.eml" and text(item.data) == TALK


def test_a_name_that_is_not_written_as_it_should_be() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhi\n--b\n"
    raw += b'Content-Type: application/octet-stream; name="' + "讲话.txt".encode("gbk") + b'"\n\nabc\n--b--\n'
    assert [item.path for item in held_in(raw) if isinstance(item, Item)] == ["a.eml/讲话.txt"]


@pytest.mark.parametrize("data", [b"\n\n", b"Subject: x\n\n", b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n"])
def test_a_mail_without_a_body_is_a_problem(data: bytes) -> None:
    problem = text_of("a.eml", data)
    assert isinstance(problem, Problem) and problem.en.isascii()


def test_mails_nested_without_end_are_a_problem() -> None:
    data = b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 3_000
    assert all(isinstance(one, Problem) for one in held_in(data))


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 200_000,
        b"Content-Type: text/plain; " + b"a*0=b; " * 140_000 + b"\n\nx",
        b"Subject: " + b"=?utf-8?q?a?= \n " * 70_000 + b"\n\nx",
    ],
)
def test_what_would_take_hours_is_a_problem(data: bytes) -> None:
    problem = text_of("a.eml", data)
    assert isinstance(problem, Problem) and "过长" in problem.zh
    assert [one for one in held_in(data) if isinstance(one, Item)] == []


def test_a_subject_in_bytes_of_gbk() -> None:
    title = "在全市党建工作会议上的讲话"
    head = b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=gb2312\r\n"
    head += b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    raw = b"Subject: " + title.encode("gbk") + b"\r\n" + head + BODY.encode("gbk")
    assert text(raw) == f"{title}\n{BODY}\n"


def test_a_short_page_in_a_mail_is_read() -> None:
    said = f"<div>同志们：</div><div>{BODY}</div><div><br></div><div>谢谢</div>"
    assert text(mail(said, subtype="html").as_bytes()) == f"同志们：\n{BODY}\n谢谢\n"
