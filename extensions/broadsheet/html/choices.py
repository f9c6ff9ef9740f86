"""The page about content warnings, where a reader may choose once what is to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record

Context = dict[str, Any]
ANY = "*"
"""What the script calls a warning of any kind."""


def page(records: Iterable[Record]) -> Context:
    """The page: a row of choices for all warnings, then one for each kind of the archive."""
    rows = [{"name": ANY, "label": _("All warnings"), "choices": _answers()}]
    follow = [{"value": "", "label": _("As for all")}]
    rows += [
        {"name": kind, "label": kind, "choices": follow + _answers()} for kind in kinds(records)
    ]
    return {
        "template": "choices.html",
        "kind": "choices",
        "page": {
            "title": _("Content warnings"),
            "description": _("What the warnings of this archive are, and how to choose once."),
        },
        "rows": rows,
    }


def kinds(records: Iterable[Record]) -> list[str]:
    """The kinds of warnings that occur, in the order of the alphabet."""
    found = set[str]()
    for record in records:
        if record.status == "withdrawn":
            continue
        for warning in (record.warning, *record.warnings):
            if warning:
                found.update(warning.kinds)
    return sorted(found, key=lambda kind: (kind.casefold(), kind))


def _answers() -> list[Context]:
    return [
        {"value": "ask", "label": _("Ask me")},
        {"value": "show", "label": _("Always show")},
        {"value": "hide", "label": _("Never show")},
    ]
