"""docker-compose.yml, read and checked; no container is started here.

The compose specification's schema is not at hand, so the keys in use are held against the part of it written below.
That finds a misspelt or misplaced key and a broken reference, not every fault that Docker would find.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.sinks.connection import connection_from

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docker-compose.yml"

TOP = {"name": str, "services": dict, "volumes": dict}
SERVICE: dict[str, type | tuple[type, ...]] = {
    "image": str,
    "restart": str,
    "ports": list,
    "environment": dict,
    "volumes": list,
    "mem_limit": str,
    "healthcheck": dict,
    "profiles": list,
    "depends_on": dict,
    "working_dir": str,
    "command": list,
}
HEALTH: dict[str, type | tuple[type, ...]] = {
    "test": list,
    "interval": str,
    "timeout": str,
    "retries": int,
    "start_period": str,
}


@pytest.fixture
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _conforms(what: str, value: dict[str, Any], shape: Any) -> None:
    assert set(value) <= set(shape), f"{what}: unknown {sorted(set(value) - set(shape))}"
    for key, item in value.items():
        assert isinstance(item, shape[key]), f"{what}.{key} is a {type(item).__name__}"


def test_keys_are_those_of_the_specification(compose: dict[str, Any]) -> None:
    _conforms("file", compose, TOP)
    for name, service in compose["services"].items():
        _conforms(name, service, SERVICE)
        _conforms(f"{name}.healthcheck", service.get("healthcheck", {}), HEALTH)
        assert all(isinstance(value, str) for value in service["environment"].values())


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
