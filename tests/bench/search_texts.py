"""Stories for the bench of search, as a file with one to a line: made up, or read from a folder."""

from __future__ import annotations

import html
import itertools
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from . import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SGML = re.compile(r"<REUTERS(.*?)</REUTERS>", re.DOTALL)
TITLE = re.compile(r"<TITLE>(.*?)</TITLE>", re.DOTALL)
BODY = re.compile(r"<BODY>(.*?)</BODY>", re.DOTALL)
PARAGRAPH = re.compile(r"\n\s*\n|\n {4}")


class Story(NamedTuple):
    """What is searched of a story."""

    title: str
    byline: str
    texts: list[str]

    @property
    def size(self) -> int:
        """How many bytes its words are."""
        return sum(len(text.encode()) + 1 for text in (self.title, self.byline, *self.texts))


def made(size: int) -> Iterator[Story]:
    """The stories of the other bench."""
    for number in range(size):
        story = texts.story(number)
        blocks = [block.text for block in story.blocks if block.text]
        yield Story(story.head.title, story.byline, [story.standfirst, *blocks])


def read(folder: Path) -> Iterator[Story]:
    """The stories in the files of *folder*: one in each text, many in the SGML of Reuters-21578."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".txt", ".md"}:
            content = file.read_text(encoding="utf-8", errors="replace")
            yield Story(file.stem, "", _paragraphs(content))
        elif file.suffix == ".sgm":
            for found in SGML.findall(file.read_text(encoding="latin-1")):
                yield Story(_part(TITLE, found), "", _paragraphs(_part(BODY, found)))


def _part(part: re.Pattern[str], found: str) -> str:
    matched = part.search(found)
    return html.unescape(matched[1]).strip("\x03 \n") if matched else ""


def _paragraphs(content: str) -> list[str]:
    return [" ".join(part.split()) for part in PARAGRAPH.split(content) if part.strip()]


def write(size: int, *, folder: Path | None, target: Path) -> tuple[int, int]:
    """Write *size* stories to *target*; give how many there are, and how many bytes of words.

    They come from *folder* where one is named, as far as they reach.
    """
    count = held = 0
    with target.open("w", encoding="utf-8") as file:
        for story in itertools.islice(read(folder) if folder else made(size), size):
            file.write(json.dumps(story._asdict(), ensure_ascii=False) + "\n")
            count, held = count + 1, held + story.size
    return count, held


def write_pages(stories: Path, folder: Path) -> None:
    """The stories of a file as plain pages, for an engine that reads what a site has."""
    folder.mkdir(parents=True)
    with stories.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            story = Story(**json.loads(line))
            title, byline = html.escape(story.title), html.escape(story.byline)
            body = "".join(f"<p>{html.escape(text)}</p>" for text in story.texts)
            page = f"<body data-pagefind-body><h1>{title}</h1><p>{byline}</p>{body}</body>"
            head = f'<!doctype html><html lang="en"><title>{title}</title>'
            (folder / f"{number}.html").write_text(f"{head}{page}</html>", encoding="utf-8")
