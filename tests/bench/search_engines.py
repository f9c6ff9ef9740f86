"""The engines at work: `search_engines.py ENGINE STORIES OUT` makes an index of a file of stories.

Each runs in a process of its own, so that what the kernel counts is what that engine needs. With
`--edit NUMBER`, one story has changed since the index was made.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Story = dict[str, Any]
EDIT = "Rewritten after it was printed."


def read(file: Path) -> Iterator[Story]:
    """The stories in *file*, one to a line."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield json.loads(line) | {"number": number}


def broadsheet(file: Path, out: Path, edited: int | None) -> None:
    """Ours, as a build makes it: words into the store, and the store into the index."""
    from broadsheet.search.documents import Document
    from broadsheet.search.index import Index, Searched
    from broadsheet.search.store import Store

    out.mkdir(parents=True, exist_ok=True)
    store = Store(out)
    for story in read(file):
        if edited in {None, story["number"]}:
            store.put(_row(story, changed=edited is not None))
    digests = dict(sorted(store.digests().items()))

    def make(names: Iterable[str]) -> Iterator[Document]:
        for row in store.rows(names):
            day = 693_000 + int(row.docname)
            for words, fragment in row.documents:
                yield Document(0, row.language, words, (day, day), ((),) * 5, fragment)

    (out / "search").mkdir(exist_ok=True)
    index = Index(out / "search", store, "en", Searched(digests, lambda _name: 1, make))
    if not index.stands():
        index.update()
        index.tidy()
    store.close()


def _row(story: Story, *, changed: bool) -> Any:  # noqa: ANN401 - the class is loaded there
    from broadsheet.search import files
    from broadsheet.search.store import Row
    from broadsheet.search.vocabulary import line

    texts = [*story["texts"], *([EDIT] if changed else ())]
    pieces = [("headline", story["title"]), ("byline", story["byline"])]
    words = line([*(("text", text) for text in texts), *pieces])
    shown = {
        "k": "story",
        "a": f"{story['number']}.html",
        "t": story["title"],
        "b": story["byline"],
        "x": "\n".join(texts),
    }
    fragment = files.packed(files.told(shown))
    return Row.made(f"{story['number']:07}", "en", [words], [fragment])


def sphinx(file: Path, out: Path, _edited: int | None) -> None:
    """Sphinx's own: what its builder does for search, and nothing else."""
    from docutils import nodes, utils
    from sphinx.application import Sphinx
    from sphinx.search import IndexBuilder, js_index

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        Path(name, "index.rst").write_text("Stories\n=======\n", encoding="utf-8")
        places = (name, None, f"{name}/out", f"{name}/kept", "dummy")
        app = Sphinx(*places, confoverrides={"project": "Stories"}, status=None, warning=None)
        index = IndexBuilder(app.env, "en", {}, "")
        for story in read(file):
            tree = utils.new_document("story")
            tree += [nodes.paragraph("", text) for text in _texts(story)]
            docname = str(story["number"])
            index.feed(docname, f"{docname}.rst", story["title"], tree)
        with (out / "searchindex.js").open("w", encoding="utf-8") as target:
            index.dump(target, js_index)


def lunr(file: Path, out: Path, _edited: int | None) -> None:
    """Lunr, by its port to Python, which writes what its client reads."""
    from lunr import lunr as made

    out.mkdir(parents=True, exist_ok=True)
    stories = [
        {"id": story["number"], "title": story["title"], "text": "\n".join(_texts(story))}
        for story in read(file)
    ]
    index = made(ref="id", fields=("title", "text"), documents=stories)
    content = json.dumps(index.serialize(), separators=(",", ":"))
    (out / "index.json").write_text(content, encoding="utf-8")


def fts5(file: Path, out: Path, _edited: int | None) -> None:
    """The full-text search of SQLite, which no browser has: a measure of what can be done."""
    out.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(out / "fts5.sqlite")
    base.execute("create virtual table story using fts5(title, body, tokenize='porter unicode61')")
    rows = ((story["title"], "\n".join(_texts(story))) for story in read(file))
    base.executemany("insert into story values (?, ?)", rows)
    base.commit()
    base.close()


def _texts(story: Story) -> list[str]:
    return [story["byline"], *story["texts"]]


ENGINES: dict[str, Callable[[Path, Path, int | None], None]] = {
    "broadsheet": broadsheet,
    "sphinx": sphinx,
    "lunr": lunr,
    "fts5": fts5,
}


def main(arguments: list[str]) -> None:
    """Make the index that the command line asks for."""
    parser = argparse.ArgumentParser(prog="search_engines.py")
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--edit", type=int, default=None, metavar="NUMBER")
    options = parser.parse_args(arguments)
    ENGINES[options.engine](options.stories, options.out, options.edit)


if __name__ == "__main__":
    main(sys.argv[1:])
