"""The script, one file that adds to pages which work without it, and the site's icon."""

from __future__ import annotations

from pathlib import Path

THEME = Path(__file__).parent / "theme"


def script() -> str:
    """The text of the script."""
    return (THEME / "scripts" / "broadsheet.js").read_text(encoding="utf-8")


def icon() -> str:
    """The site's icon, a sheet with a headline and two columns, as SVG."""
    return (THEME / "icon.svg").read_text(encoding="utf-8")
