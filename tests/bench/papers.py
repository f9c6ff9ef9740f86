"""Stories for the bench of PDFs: two pages and a photo of its own each, for every tool."""

from __future__ import annotations

import html
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from . import sites, texts, writers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MORE = 3
"""So many paragraphs more than a story of the other bench has."""

STYLE = """
@page { size: A4; margin: 2.6cm 3.7cm; @bottom-center { content: counter(page) } }
body { font: 10.8pt/1.45 serif; text-align: justify; hyphens: auto }
h1 { font-size: 25pt; line-height: 1.1; text-align: left; break-before: page }
figure { margin: 1em 0 } img { width: 100% } figcaption { font-size: 9pt }
p { margin: 0; text-indent: 1.2em }
""".strip()


def story(number: int) -> texts.Story:
    """The n-th story."""
    told = texts.story(number)
    writer = texts.Writer(f"paper/{number}")
    more = [texts.Block("paragraph", writer.paragraph(90)) for _ in range(MORE)]
    lead = replace(told.lead or writer.photo(), file=f"photo-{number}.jpg")
    blocks = [block for block in told.blocks if block.kind != "content-warning"]
    return replace(told, lead=lead, blocks=(*blocks, *more))


def draw(number: int, pictures: Path, target: Path) -> None:
    """Draw the photo of the n-th story, unlike that of any other."""
    with Image.open(pictures / f"picture-{number % texts.PICTURES:02}.jpg") as base:
        picture = base.copy()
    ImageDraw.Draw(picture).text((30, 30), str(number), fill="white", font_size=80)
    picture.save(target, quality=80)


def write_archive(size: int, *, root: Path, pictures: Path) -> None:
    """An archive of Broadsheet's from nothing."""
    shutil.copytree(sites.HERE / "templates" / "broadsheet", root)
    for number in range(size):
        told = story(number)
        file = root / writers.broadsheet_path(told)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(writers.broadsheet_text(told), encoding="utf-8")
        assert told.lead is not None
        draw(number, pictures, file.parent / told.lead.file)


def edit_one(size: int, *, root: Path) -> str:
    """Add words to the story in the middle; give the path of its PDF."""
    file = root / writers.broadsheet_path(story(size // 2))
    file.write_text(file.read_text(encoding="utf-8") + f"\n{sites.EDIT} all.\n", encoding="utf-8")
    return f"{file.parent.relative_to(root).as_posix()}.pdf"


def write_pages(size: int, *, root: Path, pictures: Path) -> None:
    """The stories as plain pages for WeasyPrint, one file each."""
    root.mkdir(parents=True)
    for number in range(size):
        told = story(number)
        assert told.lead is not None
        draw(number, pictures, root / told.lead.file)
        (root / f"{number}.html").write_text(page(told), encoding="utf-8")


def page(told: texts.Story) -> str:
    """A story as a page, with what directives say as plain paragraphs."""
    title = html.escape(told.head.title)
    head = f'<html lang="en"><head><title>{title}</title><style>{STYLE}</style></head>'
    return f"{head}<body><h1>{title}</h1>{''.join(_body(told))}</body></html>"


def _body(told: texts.Story) -> Iterator[str]:
    assert told.lead is not None
    yield f"<p>{html.escape(told.standfirst)}</p><p>{html.escape(told.byline)}</p>"
    picture = f'<img src="{told.lead.file}" alt="{html.escape(told.lead.alt)}">'
    yield f"<figure>{picture}<figcaption>{html.escape(told.lead.caption)}</figcaption></figure>"
    for block in told.blocks:
        tag = "h2" if block.kind == "heading" else "p"
        words = "; ".join(filter(None, (block.text, block.by, *block.lines)))
        yield f"<{tag}>{html.escape(words)}</{tag}>"


def write_manual(size: int, *, root: Path, pictures: Path) -> None:
    """The stories as one book of bare Sphinx, for LaTeX."""
    sites.write_site("sphinx", 0, root=root, pictures=pictures)
    names = []
    for number in range(size):
        told = story(number)
        file = root / writers.sphinx_path(told)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(writers.sphinx_text(told), encoding="utf-8")
        assert told.lead is not None
        draw(number, pictures, file.parent / told.lead.file)
        names.append(file.relative_to(root).with_suffix("").as_posix())
    listed = "\n".join(names)
    (root / "index.md").write_text(
        f"# Stories\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8"
    )
