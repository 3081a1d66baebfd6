"""Whether a fault is known in a package that is pinned: pip-audit over constraints.txt, npm audit over the explorer's
lock.

    .venv-audit/bin/python tests/hostile/audit.py        (make audit)

Ends with 1 where one is known. What the services could not be asked about is counted and said, and is no failure: they
are not to be reached from everywhere.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Ask both, tell, and say whether anything was found."""
    found = [*_python(), *_scripts()]
    for line in found:
        print(line)
    return 1 if found else 0


def _asked(command: list[str], folder: Path) -> Any:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    try:
        return json.loads(done.stdout)
    except ValueError:
        told = done.stderr.strip().splitlines() or ["no answer"]
        print(f"{command[0]}: {told[-1][:200]}")
        return None


def _python() -> list[str]:
    tool = [sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--disable-pip", "--no-deps"]
    told = _asked([*tool, "--format", "json", "--progress-spinner", "off"], ROOT)
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
    told = _asked(["npm", "audit", "--json", "--package-lock-only"], ROOT / "kg" / "explorer" / "web")
    if not isinstance(told, dict) or "vulnerabilities" not in told:
        print("npm audit: could not be asked")
        return []
    print(f"npm audit: {told['metadata']['dependencies']['total']} packages asked about")
    return [f"{name}: {fault['severity']}, {fault['range']}" for name, fault in told["vulnerabilities"].items()]


if __name__ == "__main__":
    raise SystemExit(main())
