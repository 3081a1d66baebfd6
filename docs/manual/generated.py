"""The pages of the manual that the program itself writes, each in Chinese and English.

- cli.md: every command with its options, from click;
- queries.md: every shipped query with its parameters and what it answers on corpus/, from the headers of
  cypher/*.cypher;
- schema.md: node and relation types with an example of each, from kg.schema and the graph of corpus/.

words.yaml beside this module has the sentences that the program does not say of itself.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import click
import yaml

HERE = Path(__file__).resolve().parent
LANGUAGES = ("zh", "en")
ROWS = 3  # of an example
LONGEST = 60  # characters of a cell


@cache
def words() -> dict[str, dict[str, dict[str, Any]]]:
    """words.yaml."""
    return dict(yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8")))


def written(built: Path) -> dict[Path, str]:
    """All these pages as the program has them now; `built` is the output folder of `kg build corpus`."""
    from kg.lang import language, set_language

    before = language()
    found = {}
    for spoken in LANGUAGES:
        set_language(spoken)
        found[HERE / spoken / "cli.md"] = cli(spoken)
        found[HERE / spoken / "queries.md"] = queries(spoken, built)
        found[HERE / spoken / "schema.md"] = schema(spoken, built)
    set_language(before)
    return found


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def code(text: str) -> str:
    """As code, whatever it holds but backticks."""
    return f"`{text}`" if text else ""


# --- cli.md

# A help text is `中文 · English`, the default last in brackets, itself perhaps in both languages.
_HELP = re.compile(r"(?P<zh>.*?) ?· (?P<en>.*?)(?:\s+\[(?P<note>[^\]]*)\])?", re.DOTALL)


def one_language(text: str, spoken: str) -> str:
    """Of a text `中文 · English [note]`: the part in one language, with the note."""
    found = _HELP.fullmatch(" ".join(text.split()))
    if not found:
        return " ".join(text.split())
    note = found["note"] or ""
    if " · " in note:
        note = one_language(note, spoken)
    return found[spoken] + (f" [{note}]" if note else "")


def cli(spoken: str) -> str:
    """cli.md in one language."""
    from kg.cli import EPILOG, main

    zh = spoken == "zh"
    top = click.Context(main, info_name="kg", **main.context_settings)
    commands = [found for name in sorted(main.commands) for found in _below(main.commands[name], top)]
    listed = [
        (f"[{context.command_path}](#{_anchor(context)})", _about(command, spoken)) for command, context in commands
    ]
    parts = [
        "# 命令\n\n由 `make docs` 从程序写出，请勿手改。\n\n"
        if zh
        else "# Commands\n\nWritten by `make docs` from the program.\n\n",
        table(("命令", "用途") if zh else ("command", "what for"), listed),
        "\n所有命令之前都可以加 `--lang en`（英文）或 `--lang zh`（中文）；`kg --version` 显示版本，`-h` 显示帮助。\n"
        if zh
        else "\n`--lang zh` or `--lang en` before a command sets the language of messages, `kg --version` tells the version,"
        " `-h` helps.\n",
        f"\n{_codes(EPILOG, spoken)}\n",
        *(_section(command, context, spoken) for command, context in commands),
    ]
    return "".join(parts)


def _below(command: click.Command, parent: click.Context) -> list[tuple[click.Command, click.Context]]:
    """A command, and those below it."""
    context = click.Context(command, info_name=command.name, parent=parent)
    inner = command.commands if isinstance(command, click.Group) else {}
    return [(command, context), *(found for name in sorted(inner) for found in _below(inner[name], context))]


def _anchor(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


def _about(command: click.Command, spoken: str) -> str:
    text = one_language(command.help or "", spoken)
    return text[:1].upper() + text[1:] if spoken == "en" else text


def _codes(epilog: str, spoken: str) -> str:
    """`退出码 · exit codes: 0 完成 · done; …` in one language."""
    name, _, rest = epilog.partition(": ")
    if spoken == "zh":
        return f"{one_language(name, 'zh')}：{'；'.join(one_language(told, 'zh') for told in rest.split('; '))}。"
    return f"{one_language(name, 'en').capitalize()}: {'; '.join(map(_english, rest.split('; ')))}."


def _english(told: str) -> str:
    number, _, rest = told.partition(" ")
    return f"{number} {one_language(rest, 'en')}"


def _section(command: click.Command, context: click.Context, spoken: str) -> str:
    """One command: how it is called, and its options."""
    usage = command.collect_usage_pieces(context)
    options = [
        record for given in command.get_params(context) if (record := given.get_help_record(context)) and record[1]
    ]
    rows = [(code(names), _option(told, spoken)) for names, told in options]
    return (
        f"\n## {context.command_path}\n\n{_about(command, spoken)}\n\n"
        f"```text\n{context.command_path} {' '.join(usage)}\n```\n\n"
        + table(("选项", "含义") if spoken == "zh" else ("option", "meaning"), rows)
    )


def _option(told: str, spoken: str) -> str:
    """The help of an option in one language; what click adds in brackets behind two spaces stays."""
    if told.startswith("Show this message"):
        return "显示帮助" if spoken == "zh" else "shows this help"
    text, _, added = told.partition("  [")
    added = added.rstrip("]")
    if spoken == "zh":
        added = added.replace("default:", "缺省").replace("required", "必填")
    return one_language(text, spoken) + (f" [{added}]" if added else "")


# --- queries.md


def queries(spoken: str, built: Path) -> str:
    """queries.md in one language."""
    from kg.query import shipped

    zh = spoken == "zh"
    told = words()["queries"]
    known = shipped.queries()
    assert set(told) == set(known), f"words.yaml: {sorted(set(told) ^ set(known))}"
    listed = [(f"[{name}](#{name})", getattr(known[name], spoken)) for name in told]
    head = (
        "# 查询及其回答\n\n由 `make docs` 写出。怎样提问见[提问](asking.md)。例子都取自 `corpus/` 的图谱，"
        f"各只显示前 {ROWS} 行，过长的文字截短；编号等列略去，`--format json` 给出全部。\n\n"
        if zh
        else "# Queries and what they answer\n\nWritten by `make docs`. How to ask is told in [Asking](asking.md). The "
        f"examples are of the graph of `corpus/`: the first {ROWS} rows, long texts cut, ids left out; `--format json` gives "
        "all.\n\n"
    )
    return (
        head
        + table(("查询", "回答什么") if zh else ("query", "what it answers"), listed)
        + "".join(_query(known[name], told[name], spoken, built) for name in told)
    )


def _query(query: Any, told: dict[str, Any], spoken: str, built: Path) -> str:
    zh = spoken == "zh"
    given = " ".join(f"-p {_quoted(f'{name}={_typed(value)}')}" for name, value in told["with"].items())
    parts = [
        f"\n## {query.name}\n\n{getattr(query, spoken)}{'。' if zh else '. '}{told[spoken]}\n\n",
        f"```text\n{f'kg query {query.name} {given}'.rstrip()}\n```\n\n",
        _answer(query, told["with"], built),
    ]
    if query.parameters:
        rows = [
            (code(p.name), p.type, _default(p, zh), getattr(p, spoken).removesuffix("。")) for p in query.parameters
        ]
        parts.append(
            "\n" + table(("参数", "类型", "缺省", "含义") if zh else ("parameter", "type", "default", "meaning"), rows)
        )
    return "".join(parts)


def _quoted(text: str) -> str:
    """As a shell takes it; Chinese needs no quotation marks."""
    return text if re.fullmatch(r"[\w=.,-]+", text) else shlex.quote(text)


def _default(parameter: Any, zh: bool) -> str:
    if parameter.required:
        return "必填" if zh else "required"
    return code(_typed(parameter.default)) if parameter.default != "" else ("空" if zh else "empty")


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answer(query: Any, given: dict[str, Any], built: Path) -> str:
    """The first rows, as a table; ids left out."""
    from kg.lang import language
    from kg.query import run, show
    from kg.query.rows import Limits

    rows = run.on_embedded(built, run.asked(query.name, given), Limits(rows=ROWS))
    captions = {column.name: getattr(column, language()) for column in query.columns}
    shown = [n for n, name in enumerate(rows.columns) if not (name in ("ids", "family") or name.endswith("_id"))]
    cells = [[plain(show.cell(row[n])) for n in shown] for row in rows.rows]
    told = table([captions[rows.columns[n]] for n in shown], cells) if cells else ""
    return f"{told}\n{show.notice(rows)}\n"


def plain(text: str) -> str:
    """One short line, with nothing in it that Markdown would take for a mark."""
    line = " ".join(text.replace("\u21b5", " ").split())
    line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return re.sub(r"([\\`*_<>\[\]#])", r"\\\1", line)


# --- schema.md


def schema(spoken: str, built: Path) -> str:
    """schema.md in one language."""
    from kg.graph.folder import read_graph
    from kg.schema import node_types, relation_types

    zh = spoken == "zh"
    graph = read_graph(built)
    names = {node.id: node.name for node in graph.nodes}
    types, relations = node_types(), relation_types()
    told = words()
    assert list(told["nodes"]) == list(types), "words.yaml: nodes"
    assert list(told["relations"]) == list(relations), "words.yaml: relations"
    described = (*told["nodes"].values(), *told["relations"].values())
    assert all({*one} == {"zh", "en"} for one in described), "words.yaml: a comma that should be quoted"

    def label(name: str) -> str:
        return f"{types[name].zh if zh else types[name].en} `{name}`"

    nodes = [
        (
            label(name),
            told["nodes"][name][spoken],
            str(sum(node.type == name for node in graph.nodes)),
            _often(graph.nodes, name, zh),
        )
        for name in types
    ]
    edges = []
    for name, kind in relations.items():
        found = [edge for edge in graph.edges if edge.type == name]
        first = min(found, key=lambda edge: (edge.inferred, -edge.families, edge.source, edge.target), default=None)
        example = f"{names[first.source]} → {names[first.target]}" if first else ""
        ends = [_ends(part, types, spoken) for part in (kind.domain, kind.range)]
        basis = ("推算" if zh else "derived") if kind.derived else ("原文" if zh else "words")
        edges.append(
            (
                f"{kind.zh if zh else kind.en} `{name}`",
                told["relations"][name][spoken],
                *ends,
                basis,
                str(len(found)),
                plain(example),
            )
        )
    parts = [
        "# 类型与关系\n\n由 `make docs` 写出。数目和例子取自 `corpus/` 的图谱。怎样理解，见[数据模型](model.md)。\n\n## 节点\n\n"
        if zh
        else "# Types and relations\n\nWritten by `make docs`. Numbers and examples are of the graph of `corpus/`. What to "
        "make of them is told in [The data model](model.md).\n\n## Nodes\n\n",
        table(
            ("类型", "指什么", "数目", "例子") if zh else ("type", "what it stands for", "number", "examples"), nodes
        ),
        "\n## 关系\n\n“依据”一列：有“原文”的，由分句明说，附引文；“推算”的由提及、文件或版本算出。\n\n"
        if zh
        else "\n## Relations\n\nBasis: *words*, a clause says so and is quoted; *derived*, computed from mentions, files or "
        "versions.\n\n",
        table(
            ("关系", "说什么", "从", "到", "依据", "数目", "例子")
            if zh
            else ("relation", "what it says", "from", "to", "basis", "number", "example"),
            edges,
        ),
    ]
    return "".join(parts)


def _ends(part: tuple[str, ...], types: Any, spoken: str) -> str:
    """The types that may stand at an end."""
    if len(part) > 4:
        without = [] if "Redacted" in part else ["Redacted"]
        told = "任一名称" if spoken == "zh" else "any name"
        return told if without else told + ("，连同隐去之处" if spoken == "zh" else ", holes too")
    return ("、" if spoken == "zh" else ", ").join(getattr(types[name], spoken) for name in part)


def _often(nodes: Iterable[Any], name: str, zh: bool) -> str:
    """Three that are named most."""
    count: Callable[[Any], int] = lambda node: int(node.props.get("mentions") or 0)  # noqa: E731
    found = sorted((node for node in nodes if node.type == name), key=lambda node: (-count(node), node.name, node.id))
    return ("、" if zh else ", ").join(list(dict.fromkeys(plain(node.title) for node in found))[:3])
