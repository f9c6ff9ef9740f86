"""Where a page was first, and when that was captured: Memento (RFC 7089) and canonical links."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from broadsheet.model.web import link, named

if TYPE_CHECKING:
    from broadsheet.model.catalogue import Record
    from broadsheet.model.web import Site, Tag

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")


def tags(record: Record, site: Site) -> list[Tag]:
    """The page's own address, and the one it is a copy of."""
    page = site.page(record)
    if record.status == "withdrawn" or not record.url:
        return link("canonical", page)
    return [
        *link("canonical", page),
        *link("original", record.url),
        *link("memento", page),
        *named("Memento-Datetime", moment(record.captured)),
    ]


def moment(captured: str) -> str:
    """*captured* as HTTP writes a date, where it is known to the minute and with its offset.

    HTTP writes the years 1 to 9999, in UTC.
    """
    if not MOMENT.fullmatch(captured):
        return ""
    try:
        known = datetime.fromisoformat(captured).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return format_datetime(known, usegmt=True)
