"""What the tests of the exports share: a story, and a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from broadsheet.model.catalogue import Record, dated
from broadsheet.model.web import Site

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = {
    "id": "rg19mpdc5s",
    "title": "Eight Thousand on the Quay",
    "docname": "1926/05/strike/index",
    "path": "1926/05/strike",
    "address": "1926/05/strike/index.html",
}


@pytest.fixture(scope="session")
def story() -> Callable[..., Record]:
    """A function that gives a story, of which some things are said."""

    def made(**said: Any) -> Record:  # noqa: ANN401 - whatever an author may say
        return Record.model_validate({**STORY, **dated(said.get("published", "")), **said})

    return made


@pytest.fixture(scope="session")
def site() -> Site:
    """A site with an address."""
    return Site("The Packet Archive", "https://archive.example.org/")
