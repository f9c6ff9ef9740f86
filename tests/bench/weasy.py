"""WeasyPrint at work: `weasy.py FOLDER OUT` prints each page, with `--bound` all in one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from weasyprint import HTML

BODY = re.compile("<body>(.*)</body>", re.DOTALL)
VARIANT = "pdf/ua-1"  # of the two standards, for it claims only one


def main(folder: Path, out: Path, *, bound: bool) -> None:
    """Print the pages of *folder*, tagged, into *out*."""
    pages = sorted(folder.glob("*.html"), key=lambda path: int(path.stem))
    out.mkdir(parents=True, exist_ok=True)
    if not bound:
        for page in pages:
            made = HTML(page, encoding="utf-8")
            made.write_pdf(out / f"{page.stem}.pdf", pdf_variant=VARIANT)
        return
    texts = [page.read_text(encoding="utf-8") for page in pages]
    bodies = "".join(found[1] for text in texts if (found := BODY.search(text)))
    whole = BODY.sub(lambda _found: f"<body>{bodies}</body>", texts[0])
    made = HTML(string=whole, base_url=str(folder))
    made.write_pdf(out / "bound.pdf", pdf_variant=VARIANT)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), bound="--bound" in sys.argv)
