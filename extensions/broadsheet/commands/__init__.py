"""What one can ask Broadsheet for: a row for each command, and what several of them take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple, Protocol

from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from pathlib import Path


class Command(NamedTuple):
    """A command's name, the module that does it, and its line of help."""

    name: str
    module: str
    help: str


class CommandModule(Protocol):
    """What the module of a command holds."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may follow the command's name."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, and give the exit status."""


COMMANDS = (
    Command("init", "broadsheet.commands.init", "make a new archive, ready to build"),
    Command("new", "broadsheet.commands.new", "write a new entry, asking for what it needs"),
    Command("import", "broadsheet.commands.import_", "turn a pasted story into an entry"),
    Command("check", "broadsheet.commands.check", "print everything that is wrong, and where"),
    Command("build", "broadsheet.commands.build", "build the site, the PDFs or the EPUBs"),
    Command("serve", "broadsheet.commands.serve", "show the site while you write"),
    Command("find", "broadsheet.commands.find", "find stories in the built site"),
    Command("export", "broadsheet.commands.export", "write the archive for an OpenSearch server"),
    Command("schema", "broadsheet.commands.schema", "write the JSON Schemas that editors use"),
)


def take_archive(parser: argparse.ArgumentParser, what: str = "the archive") -> None:
    """Let *parser* take ``--archive``; *what* it is for the command."""
    parser.add_argument(
        "--archive", metavar="DIR", help=f"{what} (default: archive/, or the current folder)"
    )


def archive_in(options: argparse.Namespace) -> Path:
    """The archive that *options* name, or the one at hand.

    Raises BroadsheetError when it has no settings, or there is none.
    """
    from broadsheet import accession

    folder = accession.archive_at(options.archive)
    if not (folder / accession.SETTINGS).is_file():
        raise BroadsheetError(f"`{folder}` is no archive: it has no {accession.SETTINGS}")
    return folder


def take_jobs(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take ``--jobs``."""
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="how many processes work at the same time (default: 1; `auto`: one for each "
        "processor, which costs more than it saves but for long texts)",
    )


def _jobs(word: str) -> int:
    """A number of processes, where 0 stands for one for each processor."""
    if word == "auto":
        return 0
    if not word.isdecimal() or not int(word):
        raise argparse.ArgumentTypeError(f"`{word}` is no number from 1 on, and not `auto`")
    return int(word)


def whole_number(word: str) -> int:
    """A number that is not negative, as options take it."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"`{word}` is no number")
    return int(word)
