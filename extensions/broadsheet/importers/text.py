"""Reads a story that was copied from a page and pasted as plain text.

The head is read first, then the body is walked line by line. What no rule is sure of stays where it
stands, as a paragraph, and is named in the report. The same bytes always give the same draft.
"""

from __future__ import annotations

from typing import NamedTuple

from broadsheet.model import facts, phrases
from broadsheet.model.draft import (
    Covered,
    Draft,
    Embedded,
    Mention,
    Notice,
    Paragraph,
    Part,
    Picture,
    Question,
    Sureness,
)
from broadsheet.model.pasted import Reading, key_of, says_the_same
from broadsheet.model.problems import BroadsheetError
from broadsheet.model.source_text import NotText, decode
from broadsheet.model.story_head import UNTITLED, read_head, remark_on_photo

LONGEST_HEADLINE = 32
SHORTEST_HEADLINE = 3
SHORTEST_CAPTION = 3
LONGEST_CAPTION = 80
MOST_RELATED = 8
MOST_ALIKE = 2


class Counts(NamedTuple):
    """How many lines of the body could be polls, headlines in capitals, or no sentences at all."""

    polls: int
    headlines: int
    fragments: int


def read(data: bytes) -> Draft:
    """The draft made of the pasted text in *data*. Raises BroadsheetError where there is none."""
    try:
        source = decode(data)
    except NotText as fault:
        raise BroadsheetError(str(fault)) from None
    reading = Reading.of(source.text)
    if not reading.lines:
        raise BroadsheetError("it is empty")
    if source.guess:
        reading.remark(Notice.GUESSED_ENCODING, 1, source.guess)
    read_head(reading)
    _read_body(reading)
    _tell_what_is_missing(reading)
    return reading.draft()


def _read_body(reading: Reading) -> None:
    """Try each rule in turn on each line that is free; a rule gives the number of lines it took."""
    counts = _count(reading)
    place = 0
    while place < len(reading.lines):
        if not reading.free(place):
            place += 1
            continue
        place += next(taken for rule in RULES if (taken := rule(reading, place, counts)))


def _headline_again(reading: Reading, place: int, _counts: Counts) -> int:
    title = str(reading.said["title"])
    if reading.lines[place].key != key_of(title) or title == UNTITLED:
        return 0
    reading.take(place, Part.HEADLINE_AGAIN, why="left out")
    reading.remark_at(place, Notice.HEADLINE_AGAIN, "the headline stands here again; left out")
    return 1


def _warning(reading: Reading, place: int, _counts: Counts) -> int:
    text = reading.text(place)
    if not phrases.is_warning(text):
        return 0
    if phrases.warns_of_story(text) and "warning" not in reading.said:
        reading.take(place, Part.WARNING, why="it speaks of the whole story")
        reading.said["warning"] = facts.ContentWarning(text=text)
        return 1
    photo = _photo_at(reading, place + 1)
    if photo:
        count, picture = photo
        reading.take(place, Part.WARNING, why="it covers the photo below")
        reading.blocks[place] = Covered(facts.ContentWarning(text=text), (Picture(picture),))
        return 1 + count
    _take_lost_embed(reading, place)
    return 1


def _take_lost_embed(reading: Reading, place: int) -> None:
    kind = phrases.embed_kind(reading.text(place))
    named = kind != "other"
    sure = Sureness.SURE if named else Sureness.LIKELY
    what = f"a {kind}" if named else "something"
    reading.take(place, Part.WARNING, sureness=sure, why=f"it covers {what} that the copy lost")
    embed = facts.Embed.model_validate({"kind": kind, "lost": True})
    warning = facts.ContentWarning(text=reading.text(place))
    reading.blocks[place] = Covered(warning, (Embedded(embed),))
    message = f"the warning speaks of {what} that is not in the text; recorded as lost"
    reading.remark_at(place, Notice.LOST_EMBED, message)


def _furniture(reading: Reading, place: int, _counts: Counts) -> int:
    if not phrases.is_furniture(reading.text(place)):
        return 0
    reading.take(place, Part.FURNITURE, why="left out")
    message = f"`{reading.text(place)}` is a button or a label of the page; left out"
    reading.remark_at(place, Notice.LEFT_OUT, message)
    return 1


def _poll(reading: Reading, place: int, counts: Counts) -> int:
    text = reading.text(place)
    question = phrases.poll_question(text)
    if not question:
        return 0
    plain = question == text and not phrases.poll_answer(reading.text(place + 1))
    if plain and counts.polls > 1:
        return 0
    answers: list[facts.PollOption] = []
    while answer := phrases.poll_answer(reading.text(place + len(answers) + 1)):
        answers.append(facts.PollOption(text=answer[0], result=answer[1]))
        reading.take(place + len(answers), Part.POLL_ANSWER)
    sure = Sureness.LIKELY if plain else Sureness.SURE
    reading.take(place, Part.POLL, sureness=sure, why="it is a question of yes or no, alone")
    reading.blocks[place] = Question(facts.Poll(question=question, options=tuple(answers)))
    return 1 + len(answers)


def _related(reading: Reading, place: int, counts: Counts) -> int:
    text = reading.text(place)
    title = phrases.related_title(text)
    if title == "":
        return _related_list(reading, place)
    if title is None and not _is_lone_headline(reading, text, counts):
        return 0
    sure = Sureness.LIKELY if title is None else Sureness.SURE
    _take_related(reading, place, title or text, sure)
    return 1


def _is_lone_headline(reading: Reading, text: str, counts: Counts) -> bool:
    """Whether *text* is a headline; many of them would be the story's own headings."""
    if not phrases.is_headline_case(text):
        return phrases.is_plain_headline(text) and counts.fragments == 1
    same_style = phrases.is_headline_case(str(reading.said["title"]))
    return counts.headlines == 1 or (counts.headlines <= MOST_ALIKE and same_style)


def _count(reading: Reading) -> Counts:
    """What there is more than once in the body, which decides what a single line may be."""
    title = key_of(str(reading.said["title"]))
    free = [line.view for place, line in enumerate(reading.lines) if reading.free(place)]
    body = [text for text in free if key_of(text) != title]
    return Counts(
        polls=sum(phrases.poll_question(text) is not None for text in body),
        headlines=sum(map(phrases.is_headline_case, body)),
        fragments=sum(map(phrases.is_fragment, body)),
    )


def _take_related(reading: Reading, place: int, title: str, sure: Sureness) -> None:
    why = "it is a headline, alone on its line" if sure is Sureness.LIKELY else ""
    reading.take(place, Part.RELATED, sureness=sure, why=why)
    reading.blocks[place] = Mention(facts.Related(title=title))


def _related_list(reading: Reading, place: int) -> int:
    """A label such as `Read more` alone on its line, and the headlines below it."""
    count = 0
    while count < MOST_RELATED and _is_listed(reading, place + 1 + count):
        count += 1
        title = reading.text(place + count)
        _take_related(reading, place + count, title, Sureness.SURE)
    if not count:
        return 0
    reading.take(place, Part.RELATED_LABEL, why="left out")
    message = f"`{reading.text(place)}` is the label of the stories below; left out"
    reading.remark_at(place, Notice.LEFT_OUT, message)
    return 1 + count


def _is_listed(reading: Reading, place: int) -> bool:
    text = reading.text(place)
    if not reading.free(place) or phrases.is_furniture(text) or phrases.is_warning(text):
        return False
    headline = SHORTEST_HEADLINE < phrases.weight(text) <= LONGEST_HEADLINE
    return headline and not text.endswith((".", ":", "”", '"')) and not reading.lines[place].gap


def _photo(reading: Reading, place: int, _counts: Counts) -> int:
    found = _photo_at(reading, place)
    if found is None:
        return 0
    reading.blocks[place] = Picture(found[1])
    return found[0]


def _photo_at(reading: Reading, place: int) -> tuple[int, facts.Photo] | None:
    """The photo at *place* of the body and its number of lines, which are taken; or None."""
    text, below = reading.text(place), reading.text(place + 1)
    if not reading.free(place):
        return None
    found = phrases.split_credit(below)
    if found and reading.free(place + 1) and says_the_same(text, found.caption):
        reading.take(place, Part.ALT, why="the caption repeats it")
        return 2, _caption_photo(reading, place + 1, found, alt=text)
    found = phrases.split_credit(text)
    if found and found.proof and _is_strong(found):
        return 1, _caption_photo(reading, place, found, alt="")
    credit = phrases.credit_alone(text)
    if credit:
        reading.take(place, Part.CREDIT, why="it says so")
        photo = facts.Photo(credit=credit)
        remark_on_photo(reading, place, photo)
        return 1, photo
    return None


def _is_strong(found: phrases.Credited) -> bool:
    strong = phrases.is_strong_credit(found.credit) and not any(c.isdigit() for c in found.credit)
    return strong and SHORTEST_CAPTION < phrases.weight(found.caption) <= LONGEST_CAPTION


def _caption_photo(
    reading: Reading, place: int, found: phrases.Credited, *, alt: str
) -> facts.Photo:
    reading.take(place, Part.CAPTION, why="caption, then the credit")
    photo = facts.Photo(alt=alt, caption=found.caption, credit=found.credit)
    remark_on_photo(reading, place, photo)
    return photo


def _paragraph(reading: Reading, place: int, _counts: Counts) -> int:
    text = reading.text(place)
    reading.blocks[place] = Paragraph(reading.lines[place].text)
    if phrases.poll_question(text):
        why = "it may be a question to readers, or a heading"
    elif phrases.is_sentence(text) or phrases.weight(text) >= phrases.LONG:
        reading.take(place, Part.PARAGRAPH)
        return 1
    else:
        why = "it does not end as a sentence does"
    reading.take(place, Part.PARAGRAPH, sureness=Sureness.UNSURE, why=why)
    return 1


RULES = (_headline_again, _warning, _related, _furniture, _poll, _photo, _paragraph)


def _tell_what_is_missing(reading: Reading) -> None:
    if reading.said["title"] == UNTITLED:
        message = f"no headline was found; the entry is called {UNTITLED} until you write one"
        reading.remark(Notice.NO_TITLE, 1, message)
    if "byline" not in reading.said:
        reading.remark(Notice.NO_BYLINE, 1, "no byline was found; the entry names no author")
    if "published_as_printed" not in reading.said:
        reading.remark(Notice.NO_DATE, 1, "no date was found; the entry goes to `undated`")
