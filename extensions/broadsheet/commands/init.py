"""``broadsheet init``: a new archive, ready to build."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.model import ids
from broadsheet.model.problems import BroadsheetError

if TYPE_CHECKING:
    import argparse

TEMPLATE = Path(__file__).parent / "template"
TEXTS = {".md", ".py", ".yaml"}
SPECIAL = {".py": '\\"', ".md": r"\`*_{}[]<>#&|!$~"}
"""Characters that need a backslash before them in each kind of text."""

DOTTED = {"gitignore": ".gitignore"}
"""Files that have another name in the package, where a dot would hide them."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what may follow ``broadsheet init``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument("--name", metavar="NAME", help="the archive's name (default: the folder's)")


def run(options: argparse.Namespace) -> int:
    """Make the archive whole, or not at all, and say what can be done next."""
    folder = options.folder.resolve()
    require_room(folder)
    name = options.name or folder.name.replace("-", " ").replace("_", " ").strip().capitalize()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".broadsheet-") as aside:
        made = Path(aside) / "archive"
        make(made, name)
        publish(made, folder)
    print(next_steps(folder))
    return 0


def require_room(folder: Path) -> None:
    """Refuse a *folder* in which something lies already."""
    if folder.is_file():
        raise BroadsheetError(f"`{folder}` is a file; name a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise BroadsheetError(f"`{folder}` is not empty; name a folder that is not there yet")


def make(folder: Path, name: str) -> None:
    """Write the template into *folder*, with the archive's *name* and an id of its own."""
    words = {"NAME": one_line(name), "IDENTIFIER": ids.mint(secrets.token_bytes(16))}
    for source in sorted(TEMPLATE.rglob("*")):
        target = folder / source.relative_to(TEMPLATE)
        target = target.with_name(DOTTED.get(target.name, target.name))
        if source.is_file() and "__pycache__" not in source.parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(filled(source, words))


def filled(source: Path, words: dict[str, str]) -> bytes:
    """The file *source*, with *words* put in where it is a text."""
    content = source.read_bytes()
    if source.suffix in TEXTS:
        for word, put in words.items():
            content = content.replace(word.encode(), quoted(put, source).encode())
    return content


def one_line(name: str) -> str:
    """*name* without line breaks and other characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def quoted(put: str, source: Path) -> str:
    """*put* as it may stand inside a text of the kind of *source*."""
    special = SPECIAL.get(source.suffix, "")
    return "".join(f"\\{char}" if char in special else char for char in put)


def publish(made: Path, folder: Path) -> None:
    """Let *made* be *folder*; an empty folder that is there is filled, its settings last."""
    if not folder.is_dir():
        made.chmod(0o777 & ~_mask())
        made.replace(folder)
        return
    for item in sorted(made.iterdir(), key=lambda item: item.name == "conf.py"):
        item.replace(folder / item.name)


def _mask() -> int:
    """The permissions that new files do not get here."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def next_steps(folder: Path) -> str:
    """What can be done with the new archive."""
    return (
        f"A new archive is in {folder}. In that folder,\n"
        "  broadsheet serve               shows it while you write\n"
        "  broadsheet import story.txt    adds a story that you have copied\n"
        "  broadsheet build html          builds the site"
    )
