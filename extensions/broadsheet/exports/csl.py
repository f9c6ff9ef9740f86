"""CSL-JSON: a story for Zotero, Pandoc, and whatever else knows the Citation Style Language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.model.bibliography import Item

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def text(item: Item) -> str:
    """*item* as a file of one story."""
    return json.dumps([item], ensure_ascii=False) + "\n"
