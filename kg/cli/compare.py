"""The verb that lays two talks side by side: compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import OUT
from kg.errors import KgError
from kg.lang import choose
from kg.text import printable

if TYPE_CHECKING:
    from kg.versions.laid import Talk

MOST = 8  # speeches that an ambiguous name lists

_TALK = "speech file start title date speaker position place family"


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@OUT
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="另存为并排对照的网页 · write a page, side by side"
)
def compare(a: str, b: str, out: Path, html: Path | None) -> None:
    """对照两篇讲话（编号、文件或标题）：增、删、改、隐、补 · lay two talks side by side, by id, file or title."""
    from kg.graph.folder import read_fields, read_manifest
    from kg.render import compare as shown
    from kg.versions.laid import lay

    read_manifest(out)
    speeches = list(read_fields(out, "speeches", _TALK))
    chosen = [_chosen(name, speeches) for name in (a, b)]
    wanted = {row["speech"] for row in chosen}
    texts = {row["speech"]: row for row in read_fields(out, "texts", "speech body text") if row["speech"] in wanted}
    laid = lay(*(_talk(row, texts) for row in chosen))
    ids = {laid.left.id, laid.right.id}
    found = read_fields(out, "fills", "speech other_speech kind text field")
    fills = [row for row in found if {row["speech"], row["other_speech"]} == ids]
    if html:
        _write(html, shown.page(laid, fills))
        click.echo(printable(shown.summary(laid)))
        click.echo(printable(choose(f"已生成 {html}", f"wrote {html}")))
        return
    # holes are among the changes already
    for line in shown.lines(laid, [row for row in fills if row["kind"] != "hole"]):
        click.echo(line)


def _chosen(name: str, speeches: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The speech that a name means: its id, its file (with :offset where that holds several), its title or a part of
    it. KgError where it means none or several."""
    tests = (
        lambda row: row["speech"] == name,
        lambda row: f"{row['file']}:{row['start']}" == name,
        lambda row: row["file"] == name,
        lambda row: row["title"] == name,
        lambda row: name in row["title"] or name in row["file"],
    )
    for test in tests:
        found = [row for row in speeches if test(row)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = "\n".join(
                f"  {row['speech']}  {row['file']}:{row['start']}  {row['title']}" for row in found[:MOST]
            )
            more = "" if len(found) <= MOST else "\n  …"
            raise KgError(
                f"“{name}”指 {len(found)} 篇讲话，请用编号：\n{listed}{more}",
                f"{name} means {len(found)} speeches: say which by its id\n{listed}{more}",
            )
    raise KgError(f"没有讲话叫“{name}”", f"no speech is called {name}")


def _talk(row: dict[str, Any], texts: dict[str, dict[str, Any]]) -> Talk:
    from kg.versions.laid import Talk

    text = texts.get(row["speech"])
    if text is None:
        raise KgError("输出目录已损坏，请重新运行 kg build", "the output folder is damaged: run kg build again")
    return Talk(
        id=row["speech"],
        body=text["body"],
        text=text["text"],
        **{key: row[key] for key in ("file", "start", "title", "date", "speaker", "position", "place", "family")},
    )


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as fault:
        raise KgError(f"无法写入 {path}（{fault.strerror}）", f"cannot write to {path} ({fault.strerror})") from fault
