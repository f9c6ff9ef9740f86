"""The style sheet: one file made of the theme's styles and of those beside the directives."""

from __future__ import annotations

import re
from pathlib import Path

LAYERS = ("reset", "tokens", "page", "directives", "print")
THEME = Path(__file__).parent / "theme" / "styles"
DIRECTIVES = Path(__file__).parent.parent / "directives"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def style_sheet() -> str:
    """The style sheet, each part in its cascade layer, in an order that does not change."""
    rules = (
        f"@layer {layer} {{\n{_small(path.read_text(encoding='utf-8'))}}}\n"
        for layer in LAYERS
        for path in _files(layer)
    )
    return "".join([f"@layer {', '.join(LAYERS)};\n", *rules])


def _small(text: str) -> str:
    """The rules of *text* without comments and indentation, which every reader would load."""
    lines = map(str.strip, COMMENT.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _files(layer: str) -> list[Path]:
    """The files of *layer*: `page.css`, `page-….css`; those beside the directives are in theirs."""
    own = [THEME / f"{layer}.css", *sorted(THEME.glob(f"{layer}-*.css"))]
    beside = sorted(DIRECTIVES.glob("*.css")) if layer == "directives" else []
    return [path for path in (*own, *beside) if path.is_file()]
