"""The command ``broadsheet``.

Only the module of the command that was asked for is loaded, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import sys
from typing import TYPE_CHECKING, cast

from broadsheet.commands import COMMANDS, Command
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadsheet.commands import CommandModule

INTERRUPTED = 130
UNREAD = 141  # as of programs that the system ends when nobody reads what they print
WRONG_USE = 2
FAILED = 1


def main(words: Sequence[str] | None = None) -> int:
    """Do what *words* (or the command line) ask for, and give the exit status."""
    given = list(sys.argv[1:] if words is None else words)
    traceback = "--traceback" in given
    try:
        status = ask([word for word in given if word != "--traceback"])
        sys.stdout.flush()
    except BroadsheetError as error:
        if traceback:
            raise
        print(f"broadsheet: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_output()
        return UNREAD
    except Exception as error:
        if traceback:
            raise
        print(unexpected(error), file=sys.stderr)
        return FAILED
    return status


def ask(words: list[str]) -> int:
    """Find the command in *words* and run it."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if words else WRONG_USE
    if words[0] in {"-V", "--version"}:
        print(f"broadsheet {version()}")
        return 0
    command = find(words[0])
    return run(command, words[1:]) if command else unknown(words[0])


def overview() -> str:
    """Every command with its line of help."""
    width = max(len(command.name) for command in COMMANDS)
    rows = [f"  {command.name:{width}}  {command.help}" for command in COMMANDS]
    return "\n".join(
        [
            "usage: broadsheet COMMAND ...",
            "",
            "Keep stories as plain files; read them as a site and as PDFs.",
            "",
            *rows,
            "",
            "  broadsheet COMMAND --help   what a command takes",
            "  broadsheet --version        the version of Broadsheet",
            "  broadsheet --traceback ...  where in the program an unexpected error arose",
        ]
    )


def version() -> str:
    """The version of Broadsheet."""
    return str(importlib.import_module("broadsheet").__version__)


def find(name: str) -> Command | None:
    """The command called *name*."""
    return next((command for command in COMMANDS if command.name == name), None)


def run(command: Command, words: list[str]) -> int:
    """Load *command* and do it; its words may come in any order."""
    module = cast("CommandModule", importlib.import_module(command.module))
    parser = argparse.ArgumentParser(
        prog=f"broadsheet {command.name}",
        description=f"{command.help[0].upper()}{command.help[1:]}.",
    )
    module.arguments(parser)
    return module.run(parser.parse_intermixed_args(words))


def unknown(name: str) -> int:
    """Tell that there is no command *name*, and which one may be meant."""
    near = difflib.get_close_matches(name, [command.name for command in COMMANDS], n=1)
    advice = f"did you mean `{near[0]}`?" if near else "`broadsheet --help` lists them."
    print(f"broadsheet: there is no command `{name}`; {advice}", file=sys.stderr)
    return WRONG_USE


def unexpected(error: Exception) -> str:
    """What to say when Broadsheet itself is at fault."""
    return (
        f"broadsheet: something went wrong that should not: {type(error).__name__}: {error}\n"
        "Please report it, with what `broadsheet --traceback ...` prints."
    )


def forget_output() -> None:
    """Keep Python from complaining at its end that nobody reads what we print."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
