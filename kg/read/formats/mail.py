"""Mails (.eml) and pages saved as one file (.mht): the body as text, attachments as files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from kg.read.formats.charset import text_in
from kg.read.formats.clean import joined, visible
from kg.read.formats.model import Extracted, Unreadable, reading
from kg.read.formats.web import all_lines, page_lines
from kg.read.names import read_name
from kg.read.patterns import TITLE_END

COVER = 100  # characters
# The parser of the standard library takes quadratic time for long headers and for many parts.
HEADER, PARTS = 4096, 2000
_HEADER = re.compile(rb"^(?:subject|content-[a-z-]{1,40}):(?:[^\n]*\n(?=[ \t]))*[^\n]*", re.IGNORECASE | re.MULTILINE)
_RAW_NAME = re.compile(r"name=\"?([^\";\r\n]{1,300})", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
BROKEN = ("不是完整的邮件", "is no intact mail")
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|re|转发|答复|回复)\s*[:：])+\s*", re.IGNORECASE)


def read_mail(data: bytes) -> Extracted:
    """The body of a mail, under its subject where that is the title of a talk. Unreadable where there is none."""
    with reading(*BROKEN):
        message = _parsed(data)
        body = message.get_body(("plain", "html"))
        subject = visible(_subject(message))
        page = body is not None and body.get_content_subtype() == "html"
        markup = _text(body) if body is not None else ""
    lines = (page_lines(markup) or all_lines(markup)) if page else [visible(markup).strip()]
    if not any(lines):
        raise Unreadable("邮件没有正文", "the mail has no body")
    title = _FORWARDED.sub("", " ".join(subject.split()))
    if TITLE_END.search(title) and title not in "\n".join(lines[:10])[:2000]:
        lines.insert(0, title)
    return Extracted(joined(lines), "eml")


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached to a mail; pictures that its page shows are none."""
    with reading(*BROKEN):
        message = _parsed(data)
        body = message.get_body(("plain", "html"))
        for part in _parts(message):
            name = _name(part)
            if part.get_content_type() == "message/rfc822" and part.is_multipart():
                yield name or "转发.eml", _mail_in(part).as_bytes()
            elif name and part is not body and not _is_shown(part):
                payload = part.get_payload(decode=True)
                yield name, payload if isinstance(payload, bytes) else b""


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a mail that are no frames; a mail in it is one part."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part)
    else:
        yield message


def _mail_in(part: Message) -> Message:
    inner = part.get_payload(0)
    return inner if isinstance(inner, Message) else Message()


def _parsed(data: bytes) -> EmailMessage:
    if data.count(b"\n--") > PARTS or any(len(found[0]) > HEADER for found in _HEADER.finditer(data)):
        raise Unreadable("邮件的部分过多或邮件头过长", "the mail has too many parts, or a header too long")
    return message_from_bytes(data, policy=policy.default)


def is_cover(data: bytes) -> bool:
    """Whether the body of a mail says little more than that something is attached."""
    with reading(*BROKEN):
        body = _parsed(data).get_body(("plain", "html"))
        words = _MARKUP.sub("", _text(body)) if body is not None else ""
    return len("".join(words.split())) < COVER


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return text_in(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _name(part: Message) -> str:
    """The name of an attachment. Old programs write it as it is, in GBK as a rule."""
    name = part.get_filename() or ""
    if "\ufffd" in name:
        headers = " ".join(str(value) for key, value in part.raw_items() if key.lower().startswith("content-"))
        if found := _RAW_NAME.search(headers):
            return read_name(found[1].encode("utf-8", "surrogateescape"))
    return visible(name)


def _subject(message: Message) -> str:
    """What a mail is about. Old programs write it as they do names."""
    said = str(message.get("subject") or "")
    if "\ufffd" in said:
        raw = next(str(value) for key, value in message.raw_items() if key.lower() == "subject")
        return read_name(raw.encode("utf-8", "surrogateescape"))
    return said


def _is_shown(part: Message) -> bool:
    return part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
