"""The formats by name, and the way out of kg for each: a file or a folder that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.errors import KgError
from kg.export.csv import write_csv
from kg.export.cypher import to_cypher
from kg.export.drawn import unfit
from kg.export.gexf import to_gexf
from kg.export.graphml import to_graphml
from kg.export.jsonld import to_jsonld
from kg.export.neo4j_admin import export_neo4j_admin
from kg.export.parquet import write_parquet
from kg.graph.folder import read_manifest
from kg.graph.rows import SCHEMA
from kg.model import Graph
from kg.sinks.files import MANIFEST, digest, write_json
from kg.sinks.replace import write_whole
from kg.sinks.staging import staged

FILES: dict[str, Callable[[Graph], bytes]] = {
    "graphml": to_graphml,
    "gexf": to_gexf,
    "jsonld": to_jsonld,
    "cypher": to_cypher,
}
FOLDERS: dict[str, Callable[[Graph, Path], object]] = {
    "csv": write_csv,
    "csv-raw": lambda graph, folder: write_csv(graph, folder, raw=True),
    "parquet": write_parquet,
    "neo4j-admin": export_neo4j_admin,
}
FORMATS = (*FILES, *FOLDERS)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where; `replaced` counts characters that the format cannot hold and that became �."""

    path: Path
    replaced: int = 0


def export(graph: Graph, form: str, out: Path, to: Path | None = None) -> Exported:
    """Write the graph of the output folder `out` in one of FORMATS: to `to`, else beside `out`, named after it.

    A file is written over; a folder only if kg wrote it as an export. KgError for a place within `out`, which is kg's
    own, and for one that cannot be written.
    """
    own = out.resolve()
    beside = out if out.name.strip(".") else own
    path = to or beside.with_name(f"{beside.name}-{form}" if form in FOLDERS else f"{beside.name}.{form}")
    if path.resolve().is_relative_to(own):
        raise KgError(
            f"{path} 在输出目录 {out} 之内，请另选 --to",
            f"{path} is within the output folder {out}: choose another --to",
        )
    if form in FOLDERS:
        _refuse_build(path)
        with staged(path, [out]) as folder:
            FOLDERS[form](graph, folder)
            names = sorted(file.name for file in folder.iterdir())
            outputs = {name: digest(folder / name) for name in names}
            write_json(folder / MANIFEST, {"schema": SCHEMA, "kg": __version__, "export": form, "outputs": outputs})
        return Exported(path)
    data = FILES[form](graph)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as fault:
        raise KgError(f"无法写入 {path}（{fault.strerror}）", f"cannot write {path} ({fault.strerror})") from fault
    return Exported(path, unfit(graph) if form in ("graphml", "gexf") else 0)


def _refuse_build(path: Path) -> None:
    """KgError where `path` is what `kg build` wrote: an export never takes its place."""
    if (path / MANIFEST).is_file() and "export" not in read_manifest(path):
        raise KgError(f"{path} 是 kg build 的输出，请另选 --to", f"{path} is what kg build wrote: choose another --to")
