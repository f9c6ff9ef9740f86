"""What an author can write: each directive or role is one file, all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

DIRECTIVES = {
    "byline": "byline",
    "dateline": "dateline",
    "photo": "photo",
    "gallery": "gallery",
    "content-warning": "content_warning",
    "embed": "embed",
    "poll": "poll",
    "related": "related",
    "correction": "correction",
    "pullquote": "pullquote",
    "archivist-note": "archivist_note",
}
LISTS = {
    "archive-years": "archive_list",
    "archive-latest": "archive_list",
    "archive-ways": "archive_list",
    "archive-on-this-day": "archive_list",
    "archive-timeline": "archive_timeline",
}
"""Directives of front pages; entries have no use for them."""

ROLES = {"source": "source", "sic": "marks", "illegible": "marks", "redacted": "marks"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load every directive and role."""
    for module in sorted({*DIRECTIVES.values(), *LISTS.values(), *ROLES.values()}):
        app.setup_extension(f"broadsheet.directives.{module}")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
