"""Write the lists of jars that a server is made of, anew: `python kg/server/make_jars.py`. Needs mvn and the network.

Maven resolves what Neo4j's own artifacts depend on, once, here; what kg fetches later is exactly this list, each jar
checked against its SHA-256. Neo4j is GPL-3.0: the lists name its files and hold none of them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from kg.server.jars import Jar, digest, listing
from kg.server.releases import RELEASES, Release

# parquet-floor and hadoop serve the import of Parquet files only, and weigh more than the rest of the import tool.
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
      <exclusions>
        <exclusion><groupId>blue.strategic.parquet</groupId><artifactId>parquet-floor</artifactId></exclusion>
        <exclusion><groupId>org.apache.hadoop</groupId><artifactId>*</artifactId></exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>{browser}</version>
    </dependency>
  </dependencies>
</project>
"""
BROWSER = "5.24.0"


def resolve(release: Release, folder: Path) -> list[Jar]:
    """What Maven says a server of that release needs at run time."""
    (folder / "pom.xml").write_text(POM.format(version=release.version, browser=BROWSER), encoding="utf-8")
    command = ["mvn", "-B", "-q", "-ntp", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run(
        [*command, "-Dmdep.useRepositoryLayout=true", f"-DoutputDirectory={folder / 'lib'}"], cwd=folder, check=True
    )
    return sorted(_jar(path, folder / "lib") for path in (folder / "lib").rglob("*.jar"))


def _jar(path: Path, root: Path) -> Jar:
    *group, artifact, version, file = path.relative_to(root).parts
    classifier = file.removeprefix(f"{artifact}-{version}").removesuffix(".jar").removeprefix("-")
    return Jar(".".join(group), artifact, version, classifier, digest(path))


def main() -> None:
    """Write one list a release, beside this file."""
    for release in RELEASES.values():
        with tempfile.TemporaryDirectory() as folder:
            jars = resolve(release, Path(folder))
        path = Path(__file__).with_name(f"jars-{release.version}.txt")
        path.write_text(listing(jars), encoding="utf-8")
        sys.stdout.write(f"{path}: {len(jars)}\n")


if __name__ == "__main__":
    main()
