"""Old addresses of entries: to which of them a page can be put, and what is wrong with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.model import urls
from broadsheet.model.problems import Complaint, Problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

TAKEN = "is that of a page which is there"


def fault(alias: str, pages: AbstractSet[str]) -> str:
    """What is wrong with an old address; nothing where it is a path without one of *pages*."""
    try:
        return TAKEN if urls.alias(alias) in pages else ""
    except ValueError as wrong:
        return str(wrong)


def complaint(alias: str, wrong: str, line: int) -> Complaint:
    """The complaint about an old address, in *line*, to which no page can be put."""
    message = f"the alias `{alias}` {wrong}"
    advice = "write the path at which the story once stood on this site, such as `news/7.html`"
    return Complaint(Problem.BAD_ALIAS, message, advice, line=line)
