"""The bench's texts are always the same, and have the shape that the bench promises."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from broadsheet.model import ids

from . import papers, sites, texts, writers

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [texts.story(number) for number in range(42)]


def test_a_story_is_the_same_each_time() -> None:
    assert texts.story(7) == texts.story(7)


def test_the_first_story_is_the_one_of_every_earlier_run() -> None:
    assert texts.head(0).folder == "2011/12/story-family-stayed-before-border-prince-yellow-0"


def test_every_id_has_a_right_check_character() -> None:
    assert all(ids.check(story.head.id) for story in STORIES)


def test_one_story_in_three_has_a_photo() -> None:
    assert sum(len(story.photos) for story in STORIES) == len(STORIES) / 3


def test_every_story_has_one_directive_and_all_seven_take_turns() -> None:
    kinds = [
        block.kind
        for story in STORIES
        for block in story.blocks
        if block.kind not in {"paragraph", "heading"}
    ]
    assert kinds[:7] == list(texts.DIRECTIVES)
    assert len(kinds) == len(STORIES)


def test_a_story_has_six_to_nine_paragraphs_of_about_500_words_together() -> None:
    for story in STORIES:
        paragraphs = [block.text for block in story.blocks if block.kind == "paragraph"]
        assert 6 <= len(paragraphs) <= 9
        assert 420 <= sum(len(text.split()) for text in paragraphs) <= 600


def test_no_story_is_related_to_itself() -> None:
    related = [(story.head, block.related) for story in STORIES for block in story.blocks]
    assert all(head != other for head, other in related)


@pytest.mark.parametrize("tool", sites.FORMATS)
def test_all_tools_get_every_paragraph(tool: str) -> None:
    story = STORIES[4]
    text = sites.FORMATS[tool].text(story)
    assert all(block.text in text for block in story.blocks)


def test_a_site_holds_its_stories_and_their_pictures(tmp_path: Path) -> None:
    sites.draw_pictures(tmp_path / "pictures")
    sites.write_site("broadsheet", 21, root=tmp_path / "site", pictures=tmp_path / "pictures")
    assert len(list((tmp_path / "site").rglob("*-*/index.md"))) == 21
    assert len(list((tmp_path / "site").rglob("*.jpg"))) == 7


def test_an_edit_changes_the_story_in_the_middle(tmp_path: Path) -> None:
    sites.draw_pictures(tmp_path / "pictures")
    sites.write_site("sphinx", 3, root=tmp_path / "site", pictures=tmp_path / "pictures")
    page = sites.edit_one("sphinx", 3, root=tmp_path / "site")
    assert page == writers.sphinx_path(STORIES[1]).replace(".md", ".html")
    assert sites.EDIT in (tmp_path / "site" / writers.sphinx_path(STORIES[1])).read_text()


def test_each_printed_story_has_a_photo_of_its_own(tmp_path: Path) -> None:
    sites.draw_pictures(tmp_path / "pictures")
    papers.write_archive(13, root=tmp_path / "archive", pictures=tmp_path / "pictures")
    photos = [path.read_bytes() for path in (tmp_path / "archive").rglob("*.jpg")]
    assert len(set(photos)) == len(photos) == 13


def test_a_page_for_weasyprint_has_every_paragraph_of_the_story() -> None:
    told = papers.story(4)
    page = papers.page(told)
    assert all(html.escape(block.text) in page for block in told.blocks)
