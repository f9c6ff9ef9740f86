"""The page of one entry: what stands around its text.

The text itself comes from the doctree; here is what the archive knows beside it: corrections,
stories that point here, those of the same day, the earlier and the later one, and how to cite it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet import spoken
from broadsheet.model import urls
from broadsheet.words import _

if TYPE_CHECKING:
    from broadsheet.html.citations import Citations
    from broadsheet.model.catalogue import Record
    from broadsheet.surroundings import Surroundings

Context = dict[str, Any]


def around(record: Record, places: Surroundings) -> Context:
    """The stories around *record*, each with its title, address, date and language."""
    return {
        "corrections": corrections(record),
        "backlinks": [story(other) for other in places.backlinks],
        "same_day": [story(other) for other in places.same_day],
        "day": _day(places),
        "earlier": story(places.earlier) if places.earlier else None,
        "later": story(places.later) if places.later else None,
    }


def story(record: Record) -> Context:
    """Another story, as a link says it."""
    return {
        "title": record.title,
        "address": record.address,
        "date": record.published_as_printed or spoken.date(record.published),
        "language": record.language,
        "direction": record.written,
    }


def corrections(record: Record) -> list[Context]:
    """A line for each correction, which leads to where it stands in the text."""
    return [
        {
            "anchor": f"#correction-{place}",
            "kind": fact.kind,
            "words": _corrected(fact.kind),
            "date": spoken.date(fact.date) if fact.date else "",
            "text": fact.text,
        }
        for place, fact in enumerate(record.corrections, start=1)
    ]


def _corrected(kind: str) -> str:
    return {
        "correction": _("This story was corrected"),
        "update": _("This story was updated"),
        "retraction": _("This story was retracted"),
        "clarification": _("This story was clarified"),
    }[kind]


def _day(places: Surroundings) -> Context | None:
    """The link to the whole day, where it has more stories than are shown."""
    if places.day is None or len(places.day.records) <= len(places.same_day) + 1:
        return None
    return {"address": urls.page(places.day.docname), "words": _("All stories of that day")}


def citations(cited: Citations) -> Context:
    """How to cite the story, and the same for programs that keep references."""
    files = [
        ("RIS", "ris", cited.ris_address),
        ("BibTeX", "bib", cited.bibtex_address),
        ("CSL-JSON", "json", cited.csl_address),
    ]
    return {
        "styles": [{"name": name, "text": text} for name, text in cited.styles],
        "files": [
            {"label": label, "name": f"{cited.name}.{ending}", "address": address}
            for label, ending, address in files
        ],
    }
