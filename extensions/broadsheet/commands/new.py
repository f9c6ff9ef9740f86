"""``broadsheet new``: asks for a story in the terminal, or reads the answers from a pipe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet import accession
from broadsheet.commands import take_archive
from broadsheet.model import bylines, dates, facts, printed_dates
from broadsheet.model.draft import Draft, Paragraph
from broadsheet.model.entry import Entry
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse

END = "."
OPENING = "Press Enter to leave a question out; only the title is needed."
BODY = f"The story, a paragraph a line; end with a line that holds only `{END}`:"
PLAIN_QUESTIONS = (
    ("publication", "Publication"),
    ("page", "Page"),
    ("language", "Language (such as en or pt-BR)"),
)
DIGITS = re.compile(r"[\dTXZ:?~%/.+ -]+")


class EndOfAnswersError(Exception):
    """Nothing more is typed or piped in."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet new``."""
    take_archive(parser, "the archive to put the entry in")


def run(options: argparse.Namespace) -> int:
    """Ask, write the entry, and say where it is."""
    archive = accession.archive_at(options.archive)
    print(OPENING)
    said: dict[str, object] = {"title": _title()}
    pictures: dict[str, bytes] = {}
    body: list[str] = []
    try:
        said |= _byline()
        said |= _date()
        for key, question in PLAIN_QUESTIONS:
            said |= {key: answer} if (answer := ask(question)) else {}
        said |= _photo(pictures)
        body = _body()
    except EndOfAnswersError:
        print()
    draft = Draft(Entry.model_validate(said), tuple(Paragraph(text) for text in body))
    path, identifier = accession.add(archive, draft, pictures=pictures)
    print(f"The entry is {path}, its id is {identifier}.")
    return 0


def ask(question: str) -> str:
    """The answer to *question*, or an empty text. Raises EndOfAnswersError at the end."""
    return _line(f"{question}: ").strip()


def _line(prompt: str) -> str:
    try:
        return input(prompt).encode(errors="replace").decode()
    except EOFError:
        raise EndOfAnswersError from None


def _title() -> str:
    """The title, asked for until there is one."""
    try:
        while not (title := ask("Title")):
            print("An entry needs a title.")
    except EndOfAnswersError:
        raise BroadsheetError("nothing was written: an entry needs a title") from None
    return title


def _byline() -> dict[str, object]:
    """The byline as printed, and the people that it names."""
    byline = ask("Byline as printed (such as By Ann Smith)")
    names = bylines.authors(bylines.split(byline) or byline)
    known = {"byline": byline, "authors": tuple(facts.Author(name=name) for name in names)}
    return {key: value for key, value in known.items() if value}


def _date() -> dict[str, object]:
    """The date as printed and as it is known; asked for again while no such day exists."""
    while answer := ask("Date as printed (such as May 4, 1926, or 1926, or circa 1926)"):
        try:
            return read_date(answer)
        except ValueError as fault:
            print(f"{fault}. Type it again, or leave it out.")
    return {}


def read_date(answer: str) -> dict[str, object]:
    """What *answer* says of the date of publication. Raises ValueError where no such day exists."""
    try:
        return {"published": dates.read(answer).text}
    except ValueError as fault:
        printed = printed_dates.find(answer)
        if printed is None and DIGITS.fullmatch(answer):
            raise ValueError(str(fault)) from None
    if printed is None:
        print("Kept as printed; the archive does not know when that was.")
        return {"published_as_printed": answer}
    if printed.impossible:
        raise ValueError(printed.doubt)
    if printed.doubt:
        print(f"Kept as printed: {printed.doubt}.")
    known = {"published": printed.edtf, "published_as_printed": answer}
    return {key: value for key, value in known.items() if value}


def _photo(pictures: dict[str, bytes]) -> dict[str, object]:
    """The lead photo; its file, where there is one, is put into *pictures*."""
    name = ask("Photo: its file")
    said = {
        "src": _file(name, pictures) if name else "",
        "alt": ask("Photo: what it shows, for those who cannot see it"),
        "caption": ask("Photo: caption as printed"),
        "credit": ask("Photo: credit as printed"),
    }
    known = {key: value for key, value in said.items() if value}
    return {"photo": facts.Photo.model_validate(known)} if known else {}


def _file(name: str, pictures: dict[str, bytes]) -> str:
    path = Path(name)
    try:
        path = path.expanduser()
        pictures[path.name] = path.read_bytes()
    except (OSError, RuntimeError) as fault:  # the latter where nobody is called so: `~bo/a.jpg`
        told = fault.strerror if isinstance(fault, OSError) else "there is no such home folder"
        print(f"`{name}` cannot be read ({told}); put it beside the entry later.")
    return path.name


def _body() -> list[str]:
    """The paragraphs of the story."""
    print(BODY)
    lines: list[str] = []
    try:
        while (line := _line("")).strip() != END:
            lines.append(line)
    except EndOfAnswersError:
        pass
    return [line.strip() for line in lines if line.strip()]
