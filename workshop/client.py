"""The scripts of searching as readers get them: joined, and written as short as a program can.

    python workshop/client.py

Writes `small/` beside the sources. The same sources give the same bytes.
"""

from __future__ import annotations

import gzip

import minify

from broadsheet.search import scripts

KIND = "application/javascript"


def made(name: str) -> str:
    """The script *name*, made small."""
    return f"{minify.string(KIND, scripts.joined(name))}\n"


def main() -> None:
    """Write all of them, and say how much of them goes over the wire."""
    scripts.SMALL.mkdir(exist_ok=True)
    for name in scripts.SCRIPTS:
        text = made(name)
        (scripts.SMALL / f"{name}.js").write_text(text, encoding="utf-8")
        print(f"{name}.js: {len(gzip.compress(text.encode()))} bytes, compressed")


if __name__ == "__main__":
    main()
