"""Every example of the manual, in every format.

`tests/expected/NAME.txt` shows what an example becomes: its facts, its text and its HTML, one below
the other. After a wanted change, write the files again, and read what has changed:

    BROADSHEET_EXPECTED=write python -m pytest tests/directives/test_examples.py
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Archive, Built

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs/examples"
EXPECTED = ROOT / "tests/expected"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))
WRITE = os.environ.get("BROADSHEET_EXPECTED") == "write"
TITLES = {
    name: (EXAMPLES / f"{name}.md").read_text(encoding="utf-8").split("title: ")[1].split("\n")[0]
    for name in NAMES
}
SETTINGS = f"""
author = version = copyright = "x"
broadsheet_entries = ["examples/*"]
broadsheet_volumes = ["all"]
names = {NAMES}
latex_documents = [(f"examples/{{name}}", f"{{name}}.tex", "", "x", "howto") for name in names]
titles = {TITLES}
man_pages = [(f"examples/{{name}}", name, titles[name], "x", 7) for name in names]
"""
ARTICLE = re.compile(r'<section class="article".*?^</section>$', re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"\[image: [^]]*\]")
WORD = re.compile(r"[^\W_]+")

Formats = dict[str, "Built"]


@pytest.fixture(scope="module")
def formats(
    tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive]
) -> Formats:
    """All examples, built once in each format."""
    archive = archive_in(tmp_path_factory.mktemp("examples"))
    settings = (archive.root / "conf.py").read_text(encoding="utf-8")
    archive.write("conf.py", settings + SETTINGS)
    shutil.copytree(EXAMPLES, archive.root / "examples")
    return {name: archive.built(name) for name in ("html", "pdf", "latex", "text", "epub", "man")}


def article(formats: Formats, name: str) -> str:
    """The HTML of the article, as we print it."""
    found = ARTICLE.search(formats["html"].text(f"examples/{name}.html"))
    assert found is not None
    return found[0]


def facts(formats: Formats, name: str) -> dict[str, object]:
    """The record of the entry in the catalogue."""
    entries = json.loads(formats["html"].text("catalogue.json"))["entries"]
    return next(record for record in entries if record["docname"] == f"examples/{name}")


def shown(formats: Formats, name: str) -> str:
    """What an example becomes."""
    parts = {
        "facts": json.dumps(facts(formats, name), ensure_ascii=False, indent=1),
        "text": formats["text"].text(f"examples/{name}.txt").strip(),
        "html": article(formats, name),
    }
    return "".join(f"=== {part}\n\n{content}\n\n" for part, content in parts.items())


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def in_latex(formats: Formats, name: str) -> str:
    return formats["latex"].text(f"{name}.tex").replace("\\sphinxhyphen{}", "-")


def in_epub(formats: Formats, name: str) -> str:
    text = formats["epub"].in_book(f"examples/{name}.xhtml")
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def in_man(formats: Formats, name: str) -> str:
    text = formats["man"].text(f"{name}.7")
    return re.sub(r"\\f[BIPR]", "", text).replace("\\(aq", "'").replace("\\-", "-")


def in_pdf(formats: Formats, name: str) -> str:
    path = formats["pdf"].out / f"examples/{name}.pdf"
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"],  # noqa: S607 - as the machine has it
        capture_output=True,
        check=True,
    )
    return told.stdout.decode()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_becomes_what_is_expected(formats: Formats, name: str) -> None:
    path = EXPECTED / f"{name}.txt"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown(formats, name), encoding="utf-8")
    assert shown(formats, name) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("read", [in_latex, in_epub, in_man, in_pdf])
def test_an_example_leaves_its_words_in_each_format(
    formats: Formats, name: str, read: Callable[[Formats, str], str]
) -> None:
    text = formats["text"].text(f"examples/{name}.txt")
    wanted = words(PICTURE.sub("", text))
    assert wanted - words(read(formats, name)) == set()


@pytest.mark.parametrize("name", ["html", "pdf", "latex", "text", "epub", "man"])
def test_no_format_complains(formats: Formats, name: str) -> None:
    assert formats[name].heard == []


def test_what_is_expected_has_an_example() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.txt")) == NAMES
