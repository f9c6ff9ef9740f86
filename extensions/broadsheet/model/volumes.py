"""The kinds of volumes that an archive's PDFs can be bound into."""

from __future__ import annotations

VOLUMES = ("year", "month", "publication", "series", "all")
"""What volumes may go by; `all` is the whole archive in one."""
