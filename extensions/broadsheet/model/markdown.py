"""A draft written as an entry: YAML front matter, then MyST in which all text prints as itself.

Every character that MyST would take for markup is written with a backslash before it. Nothing else
is changed, so that the source's own typography stays as it is. Titles, questions and warnings
stand on the first line of their directive, which is plain text and needs no escaping.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.model.draft import (
    Block,
    Covered,
    Draft,
    Embedded,
    Heading,
    Mention,
    Paragraph,
    Picture,
    Question,
    Quotation,
)
from broadsheet.model.frontmatter import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from broadsheet.model.entry import Entry
    from broadsheet.model.facts import PollOption
    from broadsheet.model.said import Said

# Markup wherever it stands: escapes, code, emphasis, links, roles, HTML, mathematics, tables.
INLINE = re.compile(r"[\\`*\[\]{}<$|]|~(?=~)|(?<=~)~|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)")
# Markup at the beginning of a line only: headings, quotes, lists, fences, rules, comments, options.
LINE_START = re.compile(
    r"(?P<mark>[-+=#>:%~^]|\((?=.*\)=\s*$))|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)"
)
BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
UNSAFE = re.compile("[\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
FENCE = ":::"


def entry_text(draft: Draft) -> str:
    """The whole text of the entry's `index.md`."""
    body = "\n\n".join(_block(block) for block in draft.blocks)
    front = f"---\n{front_matter(draft.entry)}---\n"
    return f"{front}\n{body}\n" if body else front


def front_matter(entry: Entry) -> str:
    """What stands between the two `---` lines: what is known of the entry, by key."""
    if entry.photo and entry.photo.caption:
        photo = entry.photo.model_copy(update={"caption": escaped(entry.photo.caption)})
        entry = entry.model_copy(update={"photo": photo})
    return "".join(f"{line}\n" for line in _mapping(_said(entry)))


def escaped(text: str) -> str:
    """*text* so that MyST prints it as itself, on one line, at its beginning or inside it."""
    line = INLINE.sub(r"\\\g<0>", one_line(text))
    return LINE_START.sub(_escaped_start, line, count=1) if LINE_START.match(line) else line


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match['mark']}" if match["mark"] else f"{match['number']}\\{match['dot']}"


def one_line(text: str) -> str:
    """*text* without the line ends in it and the space around it."""
    return BREAKS.sub(" ", text).strip()


def scalar(text: str) -> str:
    """*text* as a value of YAML that is read back as the same text."""
    line = one_line(text)
    if line.casefold() in RESERVED:
        return f'"{line}"'
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted(line))


def _said(record: Said) -> dict[str, object]:
    """What was said in *record*, by key, in the order in which the keys are declared."""
    known = record.model_dump(exclude_unset=True)
    return {key: known[key] for key in record.names() if known.get(key)}


def _mapping(values: Mapping[str, object]) -> list[str]:
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key}: {scalar(value)}")
        elif isinstance(value, dict):
            lines += _inner(key, value)
        elif isinstance(value, list | tuple):
            lines += [f"{key}:", *_items(value)]
    return lines


def _inner(key: str, value: Mapping[str, object]) -> list[str]:
    """A record inside a record; one that has a text only is written as that text."""
    if set(value) == {"text"}:
        return [f"{key}: {scalar(str(value['text']))}"]
    return [f"{key}:", *(f"  {line}" for line in _mapping(value))]


def _items(values: Iterable[object]) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, dict) and set(value) != {"name"}:
            first, *rest = _mapping(value)
            lines += [f"  - {first}", *(f"    {line}" for line in rest)]
        else:
            lines.append(f"  - {scalar(value['name'] if isinstance(value, dict) else str(value))}")
    return lines


def _block(block: Block) -> str:
    """The MyST of *block*."""
    if isinstance(block, Paragraph):
        return escaped(block.text)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Quotation):
        return _quotation(block)
    return _directive_of(block)


def _quotation(block: Quotation) -> str:
    lines = [escaped(text) for text in block.paragraphs]
    if block.by:
        lines.append(f"— {escaped(block.by)}")
    return "\n>\n".join(f"> {line}" for line in lines)


def _directive_of(block: Picture | Question | Mention | Embedded | Covered) -> str:
    if isinstance(block, Picture):
        said = _said(block.photo)
        caption = str(said.pop("caption", ""))
        return directive("photo", str(said.pop("src", "")), options=said, body=escaped(caption))
    if isinstance(block, Question):
        answers = "\n".join(_answer(option) for option in block.poll.options)
        return directive("poll", block.poll.question, options=_said(block.poll), body=answers)
    if isinstance(block, Mention):
        return directive("related", block.related.title, options=_said(block.related))
    inner = "\n\n".join(_block(each) for each in block.blocks)
    if isinstance(block, Embedded):
        return directive("embed", options=_said(block.embed), body=inner)
    said = _said(block.warning)
    return directive("content-warning", str(said.pop("text", "")), options=said, body=inner)


def _answer(option: PollOption) -> str:
    """An answer as the poll reads it: plain text, and the result after a bar."""
    parts = (one_line(part) for part in (option.text, option.result) if part)
    return f"- {' | '.join(parts)}"


def directive(
    name: str, argument: str = "", *, options: Mapping[str, object] | None = None, body: str = ""
) -> str:
    """A directive between colon fences that are longer than those in its *body* of MyST."""
    longest = max((len(fence) for fence in re.findall(r"^:{3,}", body, re.MULTILINE)), default=2)
    fence = ":" * (longest + 1)
    lines = [f"{fence}{{{name}}} {one_line(argument)}".rstrip()]
    lines += [_option(key, value) for key, value in (options or {}).items()]
    if body:
        lines += ["", body] if options else [body]
    return "\n".join([*lines, fence])


def _option(key: str, value: object) -> str:
    if value is True:
        return f":{key}:"
    if isinstance(value, dict):
        return f":{key}: {scalar(str(value.get('text', '')))}"
    parts: Sequence[object] = value if isinstance(value, list | tuple) else (value,)
    return f":{key}: {scalar('; '.join(str(part) for part in parts))}"
