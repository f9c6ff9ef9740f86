"""Phrases: what a line alone gives away."""

from __future__ import annotations

import pytest

from broadsheet.model import phrases


@pytest.mark.parametrize(
    ("text", "caption", "credit", "proof"),
    [
        ("A barge sinks. (Harbour Board / AP)", "A barge sinks.", "Harbour Board / AP", 2),
        ("A barge sinks. Photo: Lena Hart", "A barge sinks.", "Photo: Lena Hart", 2),
        ("A barge sinks © Coast Museum", "A barge sinks", "© Coast Museum", 2),
        ("A barge sinks | Getty", "A barge sinks", "Getty", 2),
        ("A barge sinks [Lena Hart]", "A barge sinks", "Lena Hart", 1),
        ("A barge sinks (in the gale)", "A barge sinks", "in the gale", 0),
    ],
)
def test_a_credit_ends_a_caption(text: str, caption: str, credit: str, proof: int) -> None:
    assert phrases.split_credit(text) == (caption, credit, proof)


@pytest.mark.parametrize("text", ["A barge sinks.", "(Lena Hart)", ""])
def test_a_line_without_a_credit_has_none(text: str) -> None:
    assert phrases.split_credit(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WARNING: The following post contains images that some may find disturbing.", "post"),
        ("Content warning: the video below shows a fire.", "video"),
        ("Viewer discretion is advised.", "other"),
        ("Warnung: Das folgende Video enthält verstörende Bilder.", "video"),
        ("Attention : le document contient des images choquantes.", "document"),
    ],
)
def test_a_warning_says_what_it_covers(text: str, kind: str) -> None:
    assert (phrases.is_warning(text), phrases.embed_kind(text)) == (True, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Warning signs were posted along the quay on Monday.",
        "The captain gave a warning to the harbour master.",
        "Attention turned to the harbour.",
    ],
)
def test_a_sentence_about_a_warning_is_none(text: str) -> None:
    assert not phrases.is_warning(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Should the wall be rebuilt?", "Should the wall be rebuilt?"),
        ("Poll: What do you think of the wall?", "What do you think of the wall?"),
        ("What do you think of the wall?", None),
        ("“Should the wall be rebuilt?”", None),
        ("Was ist mit der Mauer?", None),
    ],
)
def test_a_poll_is_a_question_of_yes_or_no(text: str, question: str | None) -> None:
    assert phrases.poll_question(text) == question


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Related: The wall that fell", "The wall that fell"),
        ("READ MORE: Why did it fall?", "Why did it fall?"),
        ("Lesen Sie auch: Die Mauer", "Die Mauer"),
        ("Read more", ""),
        ("Read more books this winter, the library says.", None),
    ],
)
def test_another_story_is_named_after_a_label(text: str, title: str | None) -> None:
    assert phrases.related_title(text) == title


@pytest.mark.parametrize(
    "text",
    ["Share", "Advertisement", "3 min read", "Facebook Twitter Email", "* * *", "Anzeige", "1/7"],
)
def test_furniture_is_known(text: str) -> None:
    assert phrases.is_furniture(text)


@pytest.mark.parametrize("text", ["Share of votes: 12%", "Print the legend.", "The press", "漢字"])
def test_what_is_more_than_furniture_is_none(text: str) -> None:
    assert not phrases.is_furniture(text)


def test_signs_of_scripts_without_spaces_count_as_half_a_word() -> None:
    assert (phrases.weight("two words"), phrases.weight("漢字漢字")) == (2, 2)
