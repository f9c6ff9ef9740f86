"""Drafts: what can be asked of one."""

from __future__ import annotations

from pathlib import Path

from broadsheet.model import facts
from broadsheet.model.draft import (
    Covered,
    Draft,
    Embedded,
    Mention,
    Notice,
    Paragraph,
    Picture,
    Question,
)
from broadsheet.model.entry import Entry

LEAD = facts.Photo(alt="lead")
INNER = facts.Photo(alt="inner")
POST = facts.Embed(kind="post")
DRAFT = Draft(
    Entry(title="A title", photo=LEAD, warning=facts.ContentWarning(text="all of it")),
    (
        Paragraph("One."),
        Covered(
            facts.ContentWarning(text="this"),
            (Embedded(POST, (Paragraph("Two."), Picture(INNER))), Paragraph("Three.")),
        ),
        Question(facts.Poll(question="Why?")),
        Mention(facts.Related(title="Other")),
    ),
)


def test_paragraphs_come_in_order_from_every_depth() -> None:
    assert DRAFT.paragraphs == ("One.", "Two.", "Three.")


def test_the_lead_photo_comes_before_those_in_the_story() -> None:
    assert DRAFT.photos == (LEAD, INNER)


def test_the_warning_of_the_whole_story_comes_first() -> None:
    assert DRAFT.warnings == ("all of it", "this")


def test_embeds_polls_and_related_stories_are_found() -> None:
    found = (DRAFT.embeds, DRAFT.polls[0].question, DRAFT.related[0].title)
    assert found == ((POST,), "Why?", "Other")


def test_every_notice_says_what_it_means() -> None:
    assert [notice for notice in Notice if not notice.meaning.endswith(".")] == []


def test_the_manual_lists_every_notice_with_its_meaning() -> None:
    manual = (Path(__file__).parents[2] / "docs/how-to/import-pasted-text.md").read_text("utf-8")
    missing = [n.kind for n in Notice if f"| `{n.kind}` | {n.meaning} |" not in manual]
    assert missing == []
