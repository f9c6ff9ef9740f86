"""The mark of a site: what every page depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet import program
from broadsheet.html import listings

if TYPE_CHECKING:
    import pytest


def test_every_page_is_made_again_by_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = listings.mark({}, "", [])
    assert listings.mark({}, "", []) == before
    monkeypatch.setattr(program, "digest", lambda: "another")
    assert listings.mark({}, "", []) != before
