"""Which program makes the pages: where it lies, and a digest of all that their looks come from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from broadsheet import fixity

PACKAGE = Path(__file__).parent
PARTS = ("*.py", "*.html", "*.css", "*.mo")


@cache
def digest() -> str:
    """A digest of the program; with another one, what was made before is made again."""
    files = sorted(path for pattern in PARTS for path in PACKAGE.rglob(pattern))
    return fixity.sha256("".join(fixity.sha256(path.read_bytes()) for path in files).encode())
