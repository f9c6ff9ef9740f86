"""The same story as each tool wants it: text and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .texts import Block, Photo, Story


def broadsheet_path(story: Story) -> str:
    """Where the story lies in an archive."""
    return f"{story.head.folder}/index.md"


def broadsheet_text(story: Story) -> str:
    """The story as an entry: front matter, MyST and one directive."""
    fields = [
        "---",
        f"id: {story.head.id}",
        f"title: {story.head.title}",
        f"standfirst: {story.standfirst}",
        f"byline: {story.byline}",
        *_yaml_list("authors", story.authors),
        f"published: {story.head.published}",
        f"dateline: {story.dateline}",
        f"section: {story.section}",
        "language: en",
        *_yaml_list("topics", story.topics),
        *_yaml_list("places", story.places),
        *_yaml_photo(story.lead),
        "---",
    ]
    return "\n".join(fields) + "\n\n" + _body(story.blocks, _myst_block)


def hugo_path(story: Story) -> str:
    """Where the story lies in a Hugo site: a page bundle below its year."""
    return f"content/{story.head.date.year}/{story.head.slug}/index.md"


def hugo_text(story: Story) -> str:
    """The story for Hugo: front matter and plain Markdown."""
    fields = [
        "---",
        f"id: {story.head.id}",
        f"title: {story.head.title}",
        f"description: {story.standfirst}",
        f"byline: {story.byline}",
        *_yaml_list("authors", story.authors),
        f"date: {story.head.date}",
        f"day: '{story.head.published}'",
        f"dateline: {story.dateline}",
        f"section_name: {story.section}",
        *_yaml_list("topics", story.topics),
        *_yaml_list("places", story.places),
        *_yaml_photo(story.lead),
        "---",
    ]
    return "\n".join(fields) + "\n\n" + _body(story.blocks, _plain_block)


def pelican_path(story: Story) -> str:
    """Where the story lies in a Pelican site."""
    return f"content/{story.head.date.year}/{story.head.slug}/index.md"


def pelican_text(story: Story) -> str:
    """The story for Pelican: its metadata lines and plain Markdown."""
    fields = [
        f"Title: {story.head.title}",
        f"Slug: {story.head.slug}",
        f"Date: {story.head.date}",
        f"Published: {story.head.published}",
        f"Byline: {story.byline}",
        f"Authors: {'; '.join(story.authors)}",
        f"Category: {story.section}",
        f"Tags: {', '.join((*story.topics, *story.places))}",
        f"Dateline: {story.dateline}",
        f"Summary: {story.standfirst}",
    ]
    parts = [_plain_photo(story.lead, "{attach}")] if story.lead else []
    parts.append(_body(story.blocks, _pelican_block))
    return "\n".join(fields) + "\n\n" + "\n\n".join(parts)


def sphinx_path(story: Story) -> str:
    """Where the story lies in a bare Sphinx project."""
    return f"{story.head.folder}/index.md"


def sphinx_text(story: Story) -> str:
    """The story for bare Sphinx: a heading and plain Markdown, no front matter."""
    parts = [f"# {story.head.title}", f"*{story.standfirst}*", f"{story.byline}"]
    parts += [f"{story.dateline}, {story.head.published}", f"Topics: {', '.join(story.topics)}"]
    parts += [_plain_photo(story.lead)] if story.lead else []
    return "\n\n".join([*parts, _body(story.blocks, _sphinx_block)])


def _yaml_list(key: str, values: Iterable[str]) -> list[str]:
    return [f"{key}:", *(f"  - {value}" for value in values)]


def _yaml_photo(photo: Photo | None) -> list[str]:
    if photo is None:
        return []
    return [
        "photo:",
        f"  src: {photo.file}",
        f"  alt: {photo.alt}",
        f"  caption: {photo.caption}",
        f"  credit: {photo.credit}",
    ]


def _body(blocks: Iterable[Block], write: Callable[[Block], str]) -> str:
    return "\n\n".join(write(block) for block in blocks) + "\n"


def _simple(block: Block) -> str | None:
    if block.kind == "paragraph":
        return block.text
    return f"## {block.text}" if block.kind == "heading" else None


def _myst_block(block: Block) -> str:
    return _simple(block) or _DIRECTIVES[block.kind](block)


def _myst_photo(photo: Photo) -> str:
    options = f":alt: {photo.alt}\n:credit: {photo.credit}"
    return f":::{{photo}} {photo.file}\n{options}\n\n{photo.caption}\n:::"


def _myst_warning(block: Block) -> str:
    inside = _myst_photo(block.photo) if block.photo else ""
    return f"::::{{content-warning}} {block.text}\n\n{inside}\n::::"


def _myst_poll(block: Block) -> str:
    options = "\n".join(f"- {line}" for line in block.lines)
    return f":::{{poll}} {block.text}\n{options}\n:::"


def _myst_related(block: Block) -> str:
    target = block.related.id if block.related else ""
    return f":::{{related}}\n:id: {target}\n:::"


_DIRECTIVES: dict[str, Callable[[Block], str]] = {
    "pullquote": lambda block: f":::{{pullquote}}\n:by: {block.by}\n\n{block.text}\n:::",
    "related": _myst_related,
    "correction": lambda block: f":::{{correction}}\n:date: 2020-01-05\n\n{block.text}\n:::",
    "archivist-note": lambda block: (
        f":::{{archivist-note}}\n:by: {block.by}\n:date: 2021-06\n\n{block.text}\n:::"
    ),
    "content-warning": _myst_warning,
    "poll": _myst_poll,
    "embed": lambda block: (
        f":::{{embed}}\n:kind: post\n:author: {block.by}\n:date: 2019-03-02\n\n{block.text}\n:::"
    ),
}


def _plain_photo(photo: Photo, prefix: str = "") -> str:
    return f"![{photo.alt}]({prefix}{photo.file})\n\n*{photo.caption}* ({photo.credit})"


def _plain_block(block: Block, *, prefix: str = "", link: str = "/{year}/{slug}/") -> str:
    """What a directive says, in plain Markdown."""
    if (text := _simple(block)) is not None:
        return text
    if block.photo:
        return f"**{block.text}**\n\n{_plain_photo(block.photo, prefix)}"
    if block.related:
        related = block.related
        address = link.format(year=related.date.year, slug=related.slug, folder=related.folder)
        return f"See also: [{related.title}]({address})"
    if block.lines:
        return f"**{block.text}**\n\n" + "\n".join(f"- {line}" for line in block.lines)
    return f"> {block.text}\n>\n> {block.by}"


def _pelican_block(block: Block) -> str:
    return _plain_block(block, prefix="{attach}")


def _sphinx_block(block: Block) -> str:
    return _plain_block(block, link="/{folder}/index.md")
