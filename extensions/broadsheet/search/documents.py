"""Documents: what is searched as one, a story or a photograph, and what the index is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search import files
from broadsheet.search.fields import FACETS
from broadsheet.search.stems import primary
from broadsheet.search.vocabulary import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from broadsheet.search.columns import Value


class Document(NamedTuple):
    """What is searched as one: a story (kind 0) or a photograph (kind 1).

    ``line`` is made by `vocabulary.line`. ``days`` are the earliest and the latest day, nothing
    where it has no date. ``values`` are its values on each facet.
    ``fragment`` is what a list of answers shows of it, as `files.packed` made it.
    """

    kind: int
    language: str
    line: str
    days: tuple[int, int] | None
    values: tuple[tuple[Value, ...], ...]
    fragment: bytes


def document(  # noqa: PLR0913 - all that a document is made of
    pieces: Iterable[tuple[str, str]],
    *,
    kind: int = 0,
    language: str = "en",
    days: tuple[int, int] | None = None,
    values: Mapping[str, Sequence[Value]] | None = None,
    fragment: Mapping[str, object] | None = None,
) -> Document:
    """A document of *pieces*, each the name of a field and a text."""
    held = values or {}
    return Document(
        kind,
        primary(language),
        line(pieces),
        days,
        tuple(tuple(held.get(facet, ())) for facet in FACETS),
        files.packed(files.told(fragment or {})),
    )
