"""Constraint and indexes of a Neo4j database, which come before the graph."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.schema import relation_types

if TYPE_CHECKING:
    from neo4j import Driver

_AWAIT_SECONDS = 300


def statements() -> list[str]:
    """The statements of neo4j_ddl.cypher in order, for the vocabulary as it is."""
    text = files("kg.sinks").joinpath("neo4j_ddl.cypher").read_text(encoding="utf-8")
    relations = "|".join(f"`{name}`" for name in relation_types())
    lines = [line.rstrip(";") for line in text.splitlines() if line and not line.startswith("//")]
    return [line.replace("$relations", relations) for line in lines]


def prepare(driver: Driver, database: str) -> None:
    """Make the constraint and the indexes over nodes. KgError where ids are taken twice in the database."""
    from neo4j.exceptions import Neo4jError

    try:
        run_statements(driver, database, statements()[:-1])
    except Neo4jError as fault:
        if "ConstraintCreationFailed" not in str(fault.code):
            raise
        raise KgError(
            f"数据库中已有标签为 KG 而 id 重复的节点，无法装载：{fault.message}",
            f"the database already holds nodes labelled KG that share an id: {fault.message}",
        ) from fault


def prepare_quotations(driver: Driver, database: str) -> None:
    """Make the index over quotations, or make it anew where an earlier vocabulary left one that lacks relations.

    It comes after the first load, and so costs a third: filled at one go, it takes 7 s of the server for 100,000
    relations, and 20 s where it follows every batch (bench/neo4j.md).
    """
    query = "SHOW INDEXES YIELD name, labelsOrTypes WHERE name = 'kg_quotes' RETURN labelsOrTypes AS types"
    held = [set(record["types"]) for record in driver.execute_query(query, database_=database).records]
    outdated = ["DROP INDEX kg_quotes IF EXISTS"] if held and held != [set(relation_types())] else []
    run_statements(driver, database, [*outdated, statements()[-1]])


def run_statements(driver: Driver, database: str, texts: Sequence[str]) -> None:
    """Run the statements and wait until what they made is of use."""
    for text in texts:
        driver.execute_query(text, database_=database)
    driver.execute_query("CALL db.awaitIndexes($seconds)", seconds=_AWAIT_SECONDS, database_=database)
