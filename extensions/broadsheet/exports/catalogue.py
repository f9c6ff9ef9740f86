"""`catalogue.json`: every entry and every fact, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from broadsheet.model.catalogue import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.model.catalogue import Record


def line(record: Record) -> str:
    """*record* as JSON on one line, without what the entry does not say."""
    return json.dumps(
        _said(record.model_dump(mode="json")), ensure_ascii=False, separators=(",", ":")
    )


def written(archive: str, lines: Iterable[str]) -> str:
    """The catalogue of *archive*, one record a line, so that differences read well."""
    head = json.dumps({"format": FORMAT, "archive": archive}, ensure_ascii=False)[:-1]
    return f'{head}, "entries": [\n' + ",\n".join(lines) + "\n]}\n"


def _said(value: Any) -> Any:  # noqa: ANN401 - JSON
    """*value* without empty texts, lists and mappings, without `no`, and without zeros."""
    if isinstance(value, dict):
        return {key: said for key, inner in value.items() if (said := _said(inner))}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    return value
