"""Whether a fault is known in a package that is pinned: pip-audit over constraints.txt, npm audit over the explorer's
lock.

    .venv-audit/bin/python tests/hostile/audit.py        (make audit)

Ends with 1 where one is known, and where a tool fails. What the services could not be asked about is counted and said,
and is no failure: they are not to be reached from everywhere.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# How the two tell that a service was not reached, or would not answer.
UNREACHED = re.compile(
    r"Could not connect|not redirecting properly|network may be blocking|\b(Connection|SSL|Proxy|MaxRetry)Error\b"
    r"|\b(Connect|Read)Timeout|\b[45]\d\d (Client|Server) Error|\"statusCode\": ?[45]\d\d\b|\"code\": ?\"E[45]\d\d\""
    r"|\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b"
)


class Failed(Exception):
    """A tool that gave no answer, for another reason than that its service was not reached."""


def main() -> int:
    """Ask both, tell, and say whether anything was found."""
    found = []
    for ask in (_python, _scripts):
        try:
            found += ask()
        except Failed as fault:
            found.append(str(fault))
    for line in found:
        print(line)
    return 1 if found else 0


def _asked(name: str, command: list[str], folder: Path, key: str) -> dict[str, Any] | None:
    """What a tool answers; None, which is said, where its service was not reached. Failed where it gives no object that
    has the key."""
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
    return answer(name, done.returncode, done.stdout, done.stderr, key)


def answer(name: str, code: int, out: str, err: str, key: str) -> dict[str, Any] | None:
    """The same of what a tool wrote and ended with."""
    try:
        told = json.loads(out)
    except ValueError:
        told = None
    if isinstance(told, dict) and key in told and code in (0, 1):  # 1: faults are known
        return told
    lines = err.strip().splitlines() or out.strip().splitlines() or ["no answer"]
    reason = next((line for line in lines if UNREACHED.search(line)), lines[-1])[:200]
    if code and UNREACHED.search(out + err):
        print(f"{name}: the service was not reached: {reason}")
        return None
    raise Failed(f"{name} failed with {code}: {reason}")


def _python() -> list[str]:
    tool = [sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--disable-pip", "--no-deps"]
    told = _asked("pip-audit", [*tool, "--format", "json", "--progress-spinner", "off"], ROOT, "dependencies")
    packages = told["dependencies"] if told else []
    skipped = [one for one in packages if "skip_reason" in one]
    print(f"pip-audit: {len(packages) - len(skipped)} packages asked about, {len(skipped)} could not be")
    return [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in packages
        for fault in one.get("vulns", [])
    ]


def _scripts() -> list[str]:
    if shutil.which("npm") is None:
        print("npm audit: there is no npm")
        return []
    command = ["npm", "audit", "--json", "--package-lock-only"]
    told = _asked("npm audit", command, ROOT / "kg" / "explorer" / "web", "vulnerabilities")
    if told is None:
        return []
    print(f"npm audit: {told['metadata']['dependencies']['total']} packages asked about")
    return [f"{name}: {fault['severity']}, {fault['range']}" for name, fault in told["vulnerabilities"].items()]


if __name__ == "__main__":
    raise SystemExit(main())
