"""Dublin Core: the story as libraries describe it, for the head of its page.

The terms stand beside the fields in the model; https://www.dublincore.org/specifications/dublin-core/dcmi-terms/.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from broadsheet.model import bibliography
from broadsheet.model.entry import Entry
from broadsheet.model.web import link, named

if TYPE_CHECKING:
    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag

TERMS = "http://purl.org/dc/terms/"
RELATORS = "http://id.loc.gov/vocabulary/relators/"
DATES = ("published", "updated")
MAKERS = ("writer", "agency")
OTHERS = {"photographer": "pht", "editor": "edt", "translator": "trl"}
"""The Library of Congress's codes for parts played: a `contributor` of Dublin Core is taken for an
author by programs that find no other."""


def tags(record: Record, site: Site) -> list[Tag]:
    """What Dublin Core can say of *record*; of a withdrawn one, its title and identifier."""
    start = link("schema.DCTERMS", TERMS)
    if record.status == "withdrawn":
        return [*start, *named("DCTERMS.title", record.title), *_identifiers(record, site)]
    return [
        *start,
        *(tag for name, term in terms() for tag in named(term, *_values(record, name, site))),
        *named("DCTERMS.publisher", record.publication),
        *named("DCTERMS.type", "Text"),
        *_others(record, site),
    ]


@cache
def terms() -> tuple[tuple[str, str], ...]:
    """The fields of an entry that have a term, with its name."""
    known = ((name, field.json_schema_extra) for name, field in Entry.model_fields.items())
    return tuple(
        (name, f"DCTERMS.{extra['term']}")
        for name, extra in known
        if isinstance(extra, dict) and "term" in extra
    )


def _values(record: Record, name: str, site: Site) -> list[str]:
    if name == "id":
        return [tag.value for tag in _identifiers(record, site)]
    if name == "authors":
        return site.names(record, *MAKERS)
    if name == "url" and not record.publication:
        return []  # programs would take the address for the newspaper's name
    value = getattr(record, name)
    if name in DATES:
        return [bibliography.edtf(value)]
    return [value] if isinstance(value, str) else list(value)


def _identifiers(record: Record, site: Site) -> list[Tag]:
    return named("DCTERMS.identifier", record.id, site.page(record))


def _others(record: Record, site: Site) -> list[Tag]:
    found = [
        tag
        for role, code in OTHERS.items()
        for tag in named(f"MARCREL.{code}", *site.names(record, role))
    ]
    return [*link("schema.MARCREL", RELATORS), *found] if found else []
