"""Old Word and WPS files (.doc, .wps) by LibreOffice, where it is installed: it makes a .docx of them.

It runs without its windows, with a profile of its own, without macros and without links to elsewhere, one file a call.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg.read.formats.model import Extracted, Unreadable
from kg.read.formats.word import read_word

NAMES = ("soffice", "libreoffice")
SECONDS = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, suffix: str) -> Extracted:
    """The text of a .doc or .wps. Unreadable where it is none, or LibreOffice is not there."""
    found = program()
    if found is None:
        raise Unreadable(
            f"读取 {suffix} 需要 LibreOffice（soffice），请安装，或另存为 .docx",
            f"{suffix} takes LibreOffice (soffice): install it, or save the file as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="kg-office-") as folder:
        source, made = Path(folder, f"file{suffix}"), Path(folder, "out", "file.docx")
        source.write_bytes(data)
        _run(
            [found, f"-env:UserInstallation={_profile(os.getpid()).as_uri()}", "--headless", "--norestore"],
            source,
            made,
        )
        if not made.exists():
            raise Unreadable(
                f"LibreOffice 无法转换（损坏、已加密，或不是 {suffix} 文件）",
                f"LibreOffice cannot convert it (damaged, encrypted, or no {suffix} file)",
            )
        return replace(read_word(made.read_bytes()), encoding=suffix.removeprefix("."))


def program() -> str | None:
    """LibreOffice, where it is on the PATH."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


def release() -> str | None:
    """Which LibreOffice is on the PATH, by a hash of the file in which it says so; to start it would take a second.
    None where there is none."""
    found = program()
    if found is None:
        return None
    try:
        return sha256(Path(found).resolve().with_name("versionrc").read_bytes()).hexdigest()
    except OSError:  # started by a script of another place: by the script
        return sha256(Path(found).read_bytes()).hexdigest()


def _run(command: list[str], source: Path, made: Path) -> None:
    arguments = [*command, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(source)]
    # A group of its own: soffice leaves the work to a child, which is to end with it.
    running = subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Unreadable(
            f"LibreOffice 在 {SECONDS} 秒内没有转换完", f"LibreOffice did not finish within {SECONDS} seconds"
        ) from late
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@cache
def _profile(process: int) -> Path:
    """LibreOffice's profile for this process: two programs cannot share one."""
    folder = Path(tempfile.mkdtemp(prefix=f"kg-office-profile-{process}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder
