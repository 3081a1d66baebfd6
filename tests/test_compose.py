"""docker-compose.yml, held against the Compose specification and against kg itself; no container is started here."""

from __future__ import annotations

import json
import re
import shlex
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from kg.server.releases import DEFAULT, RELEASES
from kg.sinks.connection import connection_from

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docker-compose.yml"


@pytest.fixture
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _faults(compose: Any) -> list[str]:
    """What the JSON schema of the Compose specification finds wrong, as kept by the package check-jsonschema."""
    text = files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    validator = validator_for(schema)
    validator.check_schema(schema)
    return [f"{fault.json_path}: {fault.message}" for fault in validator(schema).iter_errors(compose)]


def test_the_file_conforms_to_the_specification(compose: dict[str, Any]) -> None:
    assert _faults(compose) == []


@pytest.mark.parametrize(
    ("service", "key", "value"),
    [("neo4j", "helthcheck", {}), ("load", "volumes", "data"), ("neo4j", "mem_limit", []), ("load", "depends_on", 1)],
)
def test_a_wrong_key_or_value_would_be_found(compose: dict[str, Any], service: str, key: str, value: Any) -> None:
    compose["services"][service][key] = value
    assert _faults(compose) != []


def test_the_image_is_the_release_that_kg_runs(compose: dict[str, Any]) -> None:
    image = compose["services"]["neo4j"]["image"]
    assert image == f"neo4j:${{NEO4J_VERSION:-{RELEASES[DEFAULT].version}}}-community"


def test_references_hold(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        for name, condition in service.get("depends_on", {}).items():
            assert condition == {"condition": "service_healthy"}
            assert "healthcheck" in services[name]
        for volume in service["volumes"]:
            source, target = volume.split(":")[:2]
            assert target.startswith("/")
            assert source.startswith(".") or source in compose["volumes"]


def test_ports_are_bound_to_this_machine(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert sorted(ports) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_no_start_without_a_password(compose: dict[str, Any]) -> None:
    server, load = compose["services"]["neo4j"], compose["services"]["load"]
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", server["environment"]["NEO4J_AUTH"])
    assert re.fullmatch(r"\$\{NEO4J_PASSWORD:\?[^}]+\}", load["environment"]["NEO4J_PASSWORD"])
    # The server takes every NEO4J_… for a setting and refuses to start on one that it does not know.
    known = {"NEO4J_AUTH"} | {
        name for name in server["environment"] if name.startswith(("NEO4J_server_", "NEO4J_dbms_"))
    }
    assert set(server["environment"]) == known


def test_the_loader_reaches_the_server(compose: dict[str, Any]) -> None:
    load = compose["services"]["load"]
    connection = connection_from(load["environment"], {})
    host = connection.uri.removeprefix("bolt://").split(":")[0]
    assert host in compose["services"]
    words = shlex.split(load["command"][2])
    assert words[words.index("-c") + 1] == "constraints.txt" and (ROOT / "constraints.txt").exists()
    assert words[-4:] == ["kg", "load", "--out", "/out"]
    assert f"./out:{words[-1]}:ro" in load["volumes"]


def test_memory_limits_leave_room(compose: dict[str, Any]) -> None:
    def megabytes(text: str) -> int:
        return int(text[:-1]) * {"m": 1, "g": 1024}[text[-1]]

    server = compose["services"]["neo4j"]
    settings = server["environment"]
    heap = megabytes(settings["NEO4J_server_memory_heap_max__size"])
    cache = megabytes(settings["NEO4J_server_memory_pagecache_size"])
    assert heap + cache < 0.75 * megabytes(server["mem_limit"])
