"""The command line: one function a verb. Parse, call, print; the work is elsewhere.

Heavy modules are imported inside the verbs, so that help and version answer at once.
"""

from __future__ import annotations

import os
import signal
import sys

import click

from kg import __version__
from kg.cli.build import build, render
from kg.cli.bulk import bulk
from kg.cli.compare import compare
from kg.cli.diff import diff
from kg.cli.doctor import doctor
from kg.cli.evaluate import ablate, evaluate
from kg.cli.export import export
from kg.cli.group import Commands
from kg.cli.load import load
from kg.cli.measures import measures
from kg.cli.neo4j import neo4j
from kg.cli.query import query
from kg.cli.report import report
from kg.cli.review import review
from kg.cli.serve import serve
from kg.config import folder_language
from kg.lang import LANGUAGES, set_language
from kg.run.signals import interrupt

EPILOG = "退出码 · exit codes: 0 完成 · done; 1 程序错误 · a bug; 2 输入或用法有误 · a fault in input or use; 130 中断 · interrupted"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="kg")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=lambda: os.environ.get("KG_LANG") or folder_language(),
    callback=lambda context, option, chosen: set_language(chosen or "zh"),  # before anything is said of the verb
    expose_value=False,
    help="界面语言 · language of messages [zh]",
)
def main() -> None:
    """中文讲话与公文的知识图谱：离线、可复现、处处有原文。

    A knowledge graph from Chinese speeches and official documents: offline, reproducible, each fact with its quotation.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # it is ignored where a script started kg with &
        signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)  # to be ended is to be interrupted: clean up and say so
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console shows ? for what it lacks, and goes on


VERBS = (
    *(build, query, load, neo4j, export, measures, render, serve, evaluate, ablate, review, diff, report, compare),
    doctor,
)
for verb in VERBS:
    main.add_command(verb)
neo4j.add_command(bulk)
