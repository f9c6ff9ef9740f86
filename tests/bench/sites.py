"""Sites of a size, one for each tool, on disk."""

from __future__ import annotations

import math
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from . import texts, writers

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
PICTURE_SIZE = (900, 600)
EDIT = "Rewritten:"


@dataclass(frozen=True)
class Format:
    """How a tool wants a story: its place and its text."""

    path: Callable[[texts.Story], str]
    text: Callable[[texts.Story], str]


FORMATS = {
    "broadsheet": Format(writers.broadsheet_path, writers.broadsheet_text),
    "hugo": Format(writers.hugo_path, writers.hugo_text),
    "pelican": Format(writers.pelican_path, writers.pelican_text),
    "sphinx": Format(writers.sphinx_path, writers.sphinx_text),
}


def draw_pictures(folder: Path) -> None:
    """Draw the few JPEGs that all sites share."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(texts.PICTURES):
        light, dark = (40 + 15 * number, 90, 200 - 12 * number), (230, 225, 210 - 9 * number)
        slope = Image.linear_gradient("L").rotate(30 * number).resize(PICTURE_SIZE)
        image = ImageOps.colorize(slope, dark, light)
        noise = Random(f"{texts.SEED}/picture/{number}").randbytes(math.prod(PICTURE_SIZE))
        grain = Image.frombytes("L", PICTURE_SIZE, noise).convert("RGB")
        Image.blend(image, grain, 0.06).save(folder / f"picture-{number:02}.jpg", quality=80)


def write_site(tool: str, size: int, *, root: Path, pictures: Path) -> None:
    """Write the site of a tool from nothing."""
    shutil.copytree(HERE / "templates" / tool, root)
    layout = FORMATS[tool]
    for number in range(size):
        story = texts.story(number)
        path = root / layout.path(story)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout.text(story), encoding="utf-8")
        for photo in story.photos:
            _place(pictures / photo.file, path.parent / photo.file)


def edit_one(tool: str, size: int, *, root: Path) -> str:
    """Add a word to the story in the middle; give the address of its page."""
    layout, story = FORMATS[tool], texts.story(size // 2)
    path = root / layout.path(story)
    before = next(block.text for block in story.blocks if block.kind == "paragraph")
    changed = path.read_text(encoding="utf-8").replace(before, f"{EDIT} {before}", 1)
    path.write_text(changed, encoding="utf-8")
    return layout.path(story).removeprefix("content/").removesuffix(".md") + ".html"


def _place(picture: Path, target: Path) -> None:
    if not target.exists():
        os.link(picture, target)
