"""The head of a pasted story: photos, date, byline, headline and standfirst.

The head is everything up to the byline or the date, and on to the first line that can only be a
paragraph. What is surest is taken first, so that a later question has fewer lines to ask about:
photos, then the date and the byline, then the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.model import bylines, facts, phrases, printed_dates
from broadsheet.model.draft import Notice, Part, Picture, Sureness
from broadsheet.model.pasted import Reading, key_of, says_the_same

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN = re.compile(r"\s*[|•·]\s*|\s+[/–—-]\s+")
UNTITLED = "[Untitled]"
HEAD_LINES = 60
OPENING = 2
HEAD_AFTER_BODY = 14
STORY_BEFORE_HEAD = 2
LONGEST_DATE_LINE = 22
LONGEST_BYLINE = 40
LONGEST_CAPTION = 80
LONGEST_HEADLINE = 32
SHORTEST_HEADLINE = 3
SHORTEST_CAPTION = 3
SHORTEST_STANDFIRST = 6


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of the head with a date: the date, the byline beside it, and the date as printed."""

    date: printed_dates.PrintedDate
    byline: str
    printed: str
    updated: str


def read_head(reading: Reading) -> None:
    """Take the lines of the head and put what they say into the front matter of *reading*."""
    dates = {
        place: line
        for place in range(min(len(reading.lines), HEAD_LINES))
        if (line := date_line(reading.text(place)))
    }
    anchors = sorted({*dates, *_byline_places(reading)})
    end, last = _end_of_head(reading, anchors)
    _take_photos(reading, end)
    _take_dates(reading, {place: line for place, line in dates.items() if place <= last})
    _take_byline(reading, end, last)
    title = _take_title(reading, end)
    _take_names_below(reading, title)
    _take_standfirst(reading, title, last)
    _take_other_alt(reading, title)


def _byline_places(reading: Reading) -> list[int]:
    near = range(min(len(reading.lines), HEAD_LINES))
    return [place for place in near if _is_byline(reading, place)]


def _is_byline(reading: Reading, place: int) -> bool:
    text = reading.text(place)
    if bylines.is_by_alone(text):
        return bylines.is_names(reading.text(place + 1))
    return phrases.weight(text) < LONGEST_BYLINE and bylines.is_byline(text)


def _is_story(reading: Reading, place: int) -> bool:
    """Whether the line at *place* can only be a paragraph of the story."""
    text = reading.text(place)
    if place <= OPENING and phrases.is_one_exclamation(text):
        return False
    below = phrases.split_credit(reading.text(place + 1))
    if below and says_the_same(text, below.caption):
        return False
    found = phrases.split_credit(text)
    short = phrases.weight(text) <= LONGEST_CAPTION
    return phrases.is_long_sentence(text) and not (found and found.proof and short)


def _end_of_head(reading: Reading, anchors: list[int]) -> tuple[int, int]:
    """The place where the story begins, and that of the last byline or date before it (or -1).

    A byline far below the first paragraphs belongs to something else on the page.
    """
    story = [place for place in range(len(reading.lines)) if _is_story(reading, place)]
    first = story[0] if story else len(reading.lines) - 1
    last = -1
    for anchor in anchors:
        before = sum(place < anchor for place in story)
        if anchor <= first + HEAD_AFTER_BODY and before <= STORY_BEFORE_HEAD:
            last = anchor
    begin = next((place for place in story if place > last), len(reading.lines) - 1)
    return (begin if last >= 0 else first), last


def _take_photos(reading: Reading, end: int) -> None:
    for place in range(end):
        if not reading.free(place) or date_line(reading.text(place)):
            continue
        found = phrases.split_credit(reading.text(place))
        if found and not _is_byline(reading, place):
            _take_head_photo(reading, place, found)


def _take_head_photo(reading: Reading, place: int, found: phrases.Credited) -> None:
    """Take a caption with its credit, where the words or the alt text above prove it one."""
    same = reading.free(place - 1) and says_the_same(reading.text(place - 1), found.caption)
    opening = place == 0 and phrases.is_sentence(found.caption)
    if phrases.weight(found.caption) < SHORTEST_CAPTION or not (same or found.proof or opening):
        return
    if same:
        reading.take(place - 1, Part.ALT, why="the caption repeats it")
    sure = Sureness.SURE if same or found.proof > 1 else Sureness.LIKELY
    reading.take(place, Part.CAPTION, sureness=sure, why="a credit seems to end it")
    alt = reading.text(place - 1) if same else ""
    _keep_photo(reading, place, facts.Photo(alt=alt, caption=found.caption, credit=found.credit))


def _keep_photo(reading: Reading, place: int, photo: facts.Photo) -> None:
    """Make *photo* the lead photo where it is the first in the head, else a block in its place."""
    if "photo" in reading.said or "title" in reading.said:
        reading.blocks[place] = Picture(photo)
    else:
        reading.said["photo"] = photo
    remark_on_photo(reading, place, photo)


def remark_on_photo(reading: Reading, place: int, photo: facts.Photo) -> None:
    """Tell what *photo*, of which only words came, lacks."""
    message = "the picture's file is not in the text; put it beside the entry and name it in `src`"
    reading.remark_at(place, Notice.MISSING_PHOTO, message)
    if not photo.alt:
        message = "the photo has no alt text; say what it shows in `alt`"
        reading.remark_at(place, Notice.NO_ALT, message)


def date_line(text: str) -> DateLine | None:
    """What a line of the head says of dates and names, where it is about nothing else."""
    if phrases.weight(text) >= LONGEST_DATE_LINE:
        return None
    dates = printed_dates.find_all(text)
    if not dates:
        return None
    segments = _around(text, dates)
    byline = next((segment for segment in segments if _names_people(segment)), "")
    rest = [each for each in segments if each != byline and not phrases.is_furniture(each)]
    if not _is_about_dates(dates[0], rest, byline=byline):
        return None
    printed = text[dates[0].start : dates[-1].end]
    if rest:
        printed = text.replace(byline, "", 1) if byline else text
    updated = next((date.edtf for date in dates if date.label == "updated"), "")
    return DateLine(dates[0], byline, printed.strip(bylines.SEPARATORS), updated)


def _around(text: str, dates: Sequence[printed_dates.PrintedDate]) -> list[str]:
    """The words of *text* outside its dates, in the pieces that bars and dots make of them."""
    starts = [0, *(date.end for date in dates)]
    ends = [*(date.label_start for date in dates), len(text)]
    pieces = (text[start:end] for start, end in zip(starts, ends, strict=True))
    segments = (segment for piece in pieces for segment in BETWEEN.split(piece))
    return [kept for segment in segments if (kept := segment.strip(bylines.SEPARATORS))]


def _names_people(segment: str) -> bool:
    return bylines.is_byline(segment) or bylines.is_names_with_titles(segment)


def _is_about_dates(date: printed_dates.PrintedDate, rest: list[str], *, byline: str) -> bool:
    """Whether the words beside a date and a byline are few enough to go with them."""
    left = " ".join(rest)
    if not left:
        return True
    room = (4 if byline else 2) + ("T" in date.edtf) + bool(date.label) if date.edtf else 0
    return phrases.weight(left) <= room and not left.endswith(("?", "!"))


def _take_dates(reading: Reading, lines: dict[int, DateLine]) -> None:
    for place, line in sorted(lines.items(), key=lambda item: (_is_update(item[1]), item[0])):
        if not reading.free(place):
            continue
        if "published_as_printed" not in reading.said:
            _take_first_date(reading, place, line)
        elif line.updated or line.date.edtf == reading.said.get("published"):
            _take_other_date(reading, place, line)
        else:
            continue
        if line.byline:
            _keep_byline(reading, line.byline)


def _is_update(line: DateLine) -> bool:
    return line.date.label == "updated"


def _take_first_date(reading: Reading, place: int, line: DateLine) -> None:
    sure = Sureness.UNSURE if line.date.doubt else Sureness.SURE
    part = Part.BYLINE_AND_DATE if line.byline else Part.DATE
    reading.take(place, part, sureness=sure, why=line.date.doubt)
    reading.said["published_as_printed"] = line.printed
    if _is_update(line):
        reading.said["published_as_printed"] = f"{reading.text(place)}"
    elif line.date.edtf:
        reading.said["published"] = line.date.edtf
    if line.updated:
        reading.said["updated"] = line.updated


def _take_other_date(reading: Reading, place: int, line: DateLine) -> None:
    reading.take(place, Part.DATE, why="the date of a change" if line.updated else "the date again")
    if line.updated:
        reading.said.setdefault("updated", line.updated)


def _take_byline(reading: Reading, end: int, last: int) -> None:
    """Take the first byline; where none says `By`, a line of names beside the date is one."""
    if "byline" in reading.said:
        return
    for place in range(min(last, end) + 1):
        if reading.free(place) and _is_byline(reading, place):
            _take_byline_at(reading, place)
            return
    for place in range(end):
        beside = any(_is_date(reading, other) for other in (place - 1, place + 1, place + 2))
        if beside and reading.free(place) and _is_name_line(reading, place):
            why = "it is a line of names beside the date"
            reading.take(place, Part.BYLINE, sureness=Sureness.LIKELY, why=why)
            _keep_byline(reading, reading.text(place))
            return


def _is_date(reading: Reading, place: int) -> bool:
    taken = reading.taken.get(place)
    return taken is not None and taken.part is Part.DATE


def _take_byline_at(reading: Reading, place: int) -> None:
    reading.take(place, Part.BYLINE)
    byline = reading.text(place)
    below = reading.text(place + 1)
    if bylines.is_by_alone(byline) or (reading.free(place + 1) and bylines.is_title_alone(below)):
        reading.take(place + 1, Part.BYLINE)
        byline = f"{byline} {below}"
    names = bylines.split(reading.text(place)) or below
    _keep_byline(reading, byline, names)


def _keep_byline(reading: Reading, byline: str, line: str = "") -> None:
    """Put *byline* and the people named in it, or in one *line* of it, into the front matter."""
    if "byline" in reading.said:
        return
    names = bylines.authors(line or bylines.split(byline) or byline)
    reading.said["byline"] = byline
    reading.said["authors"] = tuple(
        facts.Author.model_validate({"name": name} | _role(name)) for name in names
    )


def _role(name: str) -> dict[str, str]:
    return {"role": "agency"} if bylines.is_agency(name) else {}


def _take_title(reading: Reading, end: int) -> int:
    """Take the headline, and give its place; -1 where there is none."""
    likely = [place for place in range(end) if _may_be_title(reading, place)]
    if not likely:
        reading.said["title"] = UNTITLED
        return -1
    scores = {place: _title_score(reading, place, end) for place in likely}
    scores[likely[0]] += 1
    for place in likely:
        scores[place] -= 2 * (_is_above_caption(reading, place) and max(likely) > place)
    title = max(likely, key=lambda place: (scores[place], -place))
    rivals = [place for place in likely if reading.lines[place].key != reading.lines[title].key]
    clear = all(scores[title] - scores[place] > 1 for place in rivals)
    sure = Sureness.SURE if clear else Sureness.LIKELY
    reading.take(title, Part.TITLE, sureness=sure, why="it is most like one, by its place")
    reading.said["title"] = reading.text(title)
    return title


def _may_be_title(reading: Reading, place: int) -> bool:
    text = reading.text(place)
    if not reading.free(place) or phrases.is_furniture(text) or phrases.is_warning(text):
        return False
    stamped = any(date.label or "T" in date.edtf for date in printed_dates.find_all(text))
    if stamped or phrases.credit_alone(text) or _is_byline(reading, place):
        return False
    return phrases.weight(text) <= LONGEST_HEADLINE and phrases.related_title(text) is None


def _title_score(reading: Reading, place: int, end: int) -> float:
    """How much the line at *place* is like a headline: its place, its length, its repetition."""
    text, key = reading.text(place), reading.lines[place].key
    again = [other for other in reading.places[key] if other != place]
    words = phrases.weight(text)
    score = -0.12 * place
    score += 4 if any(other >= end for other in again) else bool(again)
    score += 2 if 5 <= words <= 20 else 0  # noqa: PLR2004 - the length of most headlines
    score -= 2 if words < SHORTEST_HEADLINE or bylines.is_names(text) else 0
    score -= 1.5 if text.endswith((".", ":", "…")) else 0
    return score + (1 if _leads_to_byline(reading, place) else 0)


def _is_above_caption(reading: Reading, place: int) -> bool:
    """Whether the line is right above a caption, as alt texts are."""
    return _is_caption(reading, place + 1) and not reading.lines[place + 1].gap


def _leads_to_byline(reading: Reading, place: int) -> bool:
    parts = {Part.BYLINE, Part.DATE, Part.BYLINE_AND_DATE}
    below = (reading.taken.get(place + 1), reading.taken.get(place + 2))
    return any(taken is not None and taken.part in parts for taken in below)


def _take_names_below(reading: Reading, title: int) -> None:
    """Take a line of names right below the headline as the byline, where there is no other."""
    place = title + 1
    if title < 0 or "byline" in reading.said or not reading.free(place):
        return
    if _is_name_line(reading, place):
        why = "it is a line of names below the headline"
        reading.take(place, Part.BYLINE, sureness=Sureness.LIKELY, why=why)
        _keep_byline(reading, reading.text(place))


def _is_name_line(reading: Reading, place: int) -> bool:
    """Whether the line is nothing but names, and not the caption of a photo."""
    caption = phrases.credit_alone(reading.text(place + 1)) is not None
    text = reading.text(place)
    if caption or phrases.is_furniture(text):
        return False
    return bylines.is_names_with_titles(text) or bylines.is_agency(text)


def _take_standfirst(reading: Reading, title: int, last: int) -> None:
    """Take the one line between the headline and the byline or the date as the standfirst."""
    first = title + 1 if title >= 0 else last
    between = [place for place in range(first, last) if reading.free(place)]
    if len(between) != 1 or phrases.weight(reading.text(between[0])) < SHORTEST_STANDFIRST:
        return
    if key_of(reading.text(title)) in reading.lines[between[0]].key:
        return
    why = "it stands between the headline and the byline"
    reading.take(between[0], Part.STANDFIRST, sureness=Sureness.LIKELY, why=why)
    reading.said["standfirst"] = reading.text(between[0])


def _take_other_alt(reading: Reading, title: int) -> None:
    """Take the line right above the lead photo's caption, before the headline, as its alt text."""
    photo = reading.said.get("photo")
    captions = [place for place in range(max(title, 0)) if _is_caption(reading, place)]
    if not isinstance(photo, facts.Photo) or photo.alt or not captions:
        return
    place = captions[0] - 1
    if not reading.free(place) or reading.lines[captions[0]].gap:
        return
    if phrases.weight(reading.text(place)) <= 1 or reading.text(place).isupper():
        return
    reading.take(place, Part.ALT, sureness=Sureness.UNSURE, why="it stands right above a caption")
    reading.said["photo"] = photo.model_copy(update={"alt": reading.text(place)})


def _is_caption(reading: Reading, place: int) -> bool:
    taken = reading.taken.get(place)
    return taken is not None and taken.part is Part.CAPTION
