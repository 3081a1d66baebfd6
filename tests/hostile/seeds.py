"""What fuzzing begins with, target by target: small sound files, and the inputs that once did harm (kept for good)."""

from __future__ import annotations

import json

from tests.evaluate.small import gold as small_gold
from tests.passages import HEAD

# The files of an output folder that are damaged in turn.
OUTPUTS = (
    "manifest.json",
    "entities.jsonl",
    "edges.jsonl",
    "speeches.jsonl",
    "mentions.jsonl",
    "relations.jsonl",
    "texts.jsonl",
    "fills.jsonl",
    "judgements.jsonl",
    "problems.jsonl",
    "inconsistencies.jsonl",
    "leaks.jsonl",
    "extracted.jsonl",
    "origin.json",
)
BODY = (
    "王家畈镇横冲村、老屋棚村联村党委成立了。省委书记蒋超良、罗书记和青松同志到会。我们实施“双五星”创评，开展“红色物业”试点。\n"
    "XX镇x月xx日建成xx个中心。县委活动办下发了《指导方案》，要学习党章，落实关于加强基层党建工作的意见（鄂办发〔2023〕1号）。\n"
    "转载声明：本文转载自某公众号。\n"
)
SECOND = "第二篇：在乙会议上的讲话\n市委书记 张卫国\n（2023年5月6日）\n同志们：\n要抓好整县推进，XX县和宜都市都要学。\n"
DECISION = {
    "type": "Program", "left": "双五星", "right": "双五星创评", "scope": "", "verdict": "same",
    "by": "甲", "at": "2026-01-01",
}  # fmt: skip


def _utf8(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


SEEDS: dict[str, list[bytes]] = {
    "text": [
        (HEAD + BODY).encode(),
        (HEAD.replace("\n", "\r\n") + BODY + SECOND).encode("gb18030"),
        ("\ufeff" + HEAD + BODY).encode("utf-16"),
        SECOND.encode(),
    ],
    "converted": [
        b"\x02<!doctype html><html><head><meta charset=utf-8><title>t</title></head><body><p>"
        + (HEAD + BODY).encode()
        + b"</p></body></html>",
        b"\x03Subject: =?utf-8?B?6K6y6K+d?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + (HEAD + BODY).encode(),
        b"\x04{\\rtf1\\ansi\\ansicpg936 \\'bd\\'b2\\'bb\\'b0\\par}",
        b"\x01%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF",
        b"\x05PK\x05\x06" + bytes(18),
    ],
    "lexicon_csv": _utf8(
        "name,type,aliases,parent\n双五星,Program,双五星创评|五星,\n官莲乡,Place,官莲,沙洋县\n我们,never,,\n",
        '名称,type\n"a""b",项目\n',
        'name,type\n"' + "长" * 140_000 + '",Program\n',  # a field that csv takes for too long
    ),
    "lexicon_yaml": _utf8(
        "- {name: 双五星, type: Program, aliases: [双五星创评]}\n- {name: 官莲乡, type: 地点, parent: 沙洋县}\n",
        "- {name: 2023-99-99, type: Program}\n",  # a date that is none
        "- {name: !!int x, type: Program}\n",
        '- {name: "\\ud800甲", type: Program}\n',
        "[" * 150,
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        + "- {name: *j, type: Program}\n",
    ),
    "config": _utf8(
        'inputs = ["讲话"]\nout = "out"\nlang = "zh"\nlexicon = ["a.csv"]\n[extract]\noff = ["people"]\n',
        "inputs = " + "[" * 150,
        'extract = 1\nlang = ["zh"]\n',
        "inputs = 2023-13-45\n",
    ),
    "decisions": _utf8(
        json.dumps(DECISION, ensure_ascii=False) + "\n" + json.dumps({**DECISION, "withdrawn": True}) + "\n",
        json.dumps({**DECISION, "verdict": "not_a_name", "right": ""}),
        json.dumps({**DECISION, "left": "\ud800"}),  # half of a character
        "[" * 100_000,
        '{"type": ' + "1" * 5000 + "}",
    ),
    "timeline": _utf8(
        "meetings:\n  甲会: {act: 某决定, when: 2017-10-18/2017-10-24, forms: [甲会议]}\n"
        "campaigns:\n  乙活动: {act: 通知, when: 2019-05/2020-01}\n",
        "meetings: {甲会: {act: a, when: 2017-10-18}}\n",
        "meetings: {甲会: {act: a, when: [1, 2]}}\n",
        "meetings: {甲会: {act: a, when: 2017-99-99}}\n",
        "{" * 150,
    ),
    "gold": [
        json.dumps(small_gold(), ensure_ascii=False).encode(),
        json.dumps({**small_gold(), "scope": 1}).encode(),
        json.dumps({**small_gold(), "traps": [{"start": 0, "end": 1, "text": "x", "types": [[]]}]}).encode(),
        b"[" * 100_000,
    ],
    "parameters": _utf8("name=双五星\nlimit:int=5", "limit=" + "9" * 5000, "a:float=1e999\nb:bool=是", "=\n:=\nname=\x00"),
    "address": _utf8(
        "q=%E5%8F%8C&type=Program&page=2&fold=0", "focus=a&focus=b&expand=x:5&hops=2", "from=a&to=b&limit=" + "9" * 400
    ),
    "statement": _utf8(
        "MATCH (p:Program)<-[m:MENTIONS]-(s:Speech) RETURN p.name, count(s) AS n ORDER BY n DESC LIMIT 5",
        "MATCH (n {name: '双“五”星'}) WHERE n.`别 名` STARTS WITH \"x\" RETURN n // end",
        "/* a */ UNWIND [1,2,{a:3}] AS x RETURN x, 'it\\'s'",
        "CREATE (n:Program {name: 'x'})",
        "LOAD CSV FROM 'file:///x' AS r RETURN r",
    ),
    "output": [
        b"\x01+\n{}\n",
        b"\x02+\nnull\n",
        b'\x00\n{"schema": 1, "inputs": []}',
        b'\x04+\n{"file": 1}\n',
        b'\x06\n{"file": "a", "start": "x", "body": 0, "text": ""}\n',
        b'\x0c\n{"file": "a", "pages": ["x"]}\n',
        b'\x08\n{"type": "Program", "score": "x"}\n',
        b"\x03\n" + b"[" * 100_000,
        b'\x03\n{"file": "a"}\n',
        b'\x04+\n{"file":"a","start":0,"end":1,"text":"x","type":"X","entity":"x","entity_id":"x",'
        b'"redacted":true,"speech":"s"}\n',
        b"\x03\n",  # talks that mentions speak of and that are not there
        b"\x0d\n{\"inputs\": 1}",
    ],
}  # fmt: skip
