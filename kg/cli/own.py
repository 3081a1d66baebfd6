"""What a user adds to what kg knows: kg.toml and the options that stand for its keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.errors import KgError
from kg.lang import set_language

if TYPE_CHECKING:
    from kg.config import Config

# Each is named as the field of kg.config.Config that it stands for.
_OPTIONS = (
    click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="IN…"),
    click.option(
        "--lexicon",
        multiple=True,
        type=click.Path(path_type=Path),
        help="自己的词库（CSV 或 YAML），可多次 · names of your own (CSV or YAML), repeatable",
    ),
    click.option(
        "--plugin", "plugins", multiple=True, metavar="NAME", help="启用的插件，可多次 · a plug-in to run, repeatable"
    ),
    click.option(
        "--decisions",
        type=click.Path(path_type=Path),
        help="人工判断文件 · decisions of kg review [OUT.decisions.jsonl]",
    ),
    click.option("--config", type=click.Path(path_type=Path), help="配置文件 · what to build and how [kg.toml]"),
)


def own_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The texts and what is known of them, which `settled` takes."""
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def settled(given: Mapping[str, Any]) -> Config:
    """What a configuration file says, with the options that were given in its place; messages in its language.

    KgError where the file is at fault, or where neither names texts.
    """
    from kg.config import read_config

    config = read_config(given["config"])
    top = click.get_current_context().parent
    asked = "KG_LANG" in os.environ or (top and top.get_parameter_source("lang") is not ParameterSource.DEFAULT)
    if config.lang and not asked:
        set_language(config.lang)
    own = replace(config, **{name: value for name, value in given.items() if value and name != "config"})
    if not own.inputs:
        raise KgError("请给出讲话文件夹，或在 kg.toml 中写明 inputs", "name a folder of speeches, or inputs in kg.toml")
    return own
