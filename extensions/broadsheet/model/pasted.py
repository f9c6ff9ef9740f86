"""A pasted text while it is read: its lines, what each was taken for, and what was made of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from broadsheet.model.draft import Block, Draft, Notice, Part, Remark, Sureness, Taken
from broadsheet.model.entry import Entry
from broadsheet.model.source_text import UNPRINTABLE

FEW_WORDS = 3
WIDEST_GAP = 20
WIDE_GAP = re.compile(r"\s{21,}")
LONGEST_VIEW = 1200
UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
LONGEST_EXCERPT = 50
ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty. ``number`` counts from 1; ``gap``: an empty one is before it.

    ``text`` is the whole line; ``view`` is what the rules look at, and is never very long.
    """

    number: int
    text: str
    view: str
    gap: bool
    key: str


def key_of(text: str) -> str:
    """What two texts have in common that say the same in other typography."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def view_of(text: str) -> str:
    """*text* without its middle, and without wide gaps, where it is far longer than a headline.

    A rule that looks at it is then quick, whatever a stranger pastes.
    """
    plain = WIDE_GAP.sub(" " * WIDEST_GAP, text)
    if len(plain) <= LONGEST_VIEW:
        return plain
    half = LONGEST_VIEW // 2
    return f"{plain[:half]} … {plain[-half:]}"


def says_the_same(alt: str, caption: str) -> bool:
    """Whether *alt* is *caption*, or the beginning of it, or goes on where it ends."""
    one, other = key_of(alt), key_of(caption)
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return len(short.split()) > FEW_WORDS and long.startswith(f"{short} ")


def _kind_of_doubt(part: Part) -> Notice:
    known = {Part.PARAGRAPH: Notice.UNSURE_LINE, Part.DATE: Notice.UNSURE_DATE}
    known[Part.BYLINE_AND_DATE] = Notice.UNSURE_DATE
    return known.get(part, Notice.UNSURE_FIELD)


def _doubt(taken: Taken) -> str:
    words = taken.text if len(taken.text) <= LONGEST_EXCERPT else f"{taken.text[:LONGEST_EXCERPT]}…"
    if taken.part is Part.PARAGRAPH:
        return f"`{words}` was kept as a paragraph, but {taken.why}; is it one?"
    if _kind_of_doubt(taken.part) is Notice.UNSURE_DATE:
        return f"{taken.why}; the date is kept as printed"
    return f"`{words}` was taken for {taken.part.value}, because {taken.why}; is it that?"


@dataclass(slots=True)
class Reading:
    """The state of reading one pasted text; a line is given by its place among those not empty."""

    lines: list[Line] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    taken: dict[int, Taken] = field(default_factory=dict)
    blocks: dict[int, Block] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    said: dict[str, object] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Reading:
        """The lines of *text*, nothing of them taken yet."""
        reading = cls()
        for number, line in enumerate(ENDS.split(text), start=1):
            for piece in line.splitlines() or [""]:
                reading._add(number, piece)
        return reading

    def _add(self, number: int, piece: str) -> None:
        text = UNPRINTABLE.sub("", piece).strip()
        if UNPRINTABLE.search(piece):
            self.remark(Notice.CONTROL_CHARACTER, number, "what cannot be printed was left out")
        if not text.strip(UNSEEN):
            self.empty.append(number)
            return
        gap = bool(self.empty) and self.empty[-1] == number - 1
        key = key_of(text)
        self.places.setdefault(key, []).append(len(self.lines))
        self.lines.append(Line(number, text, view_of(text), gap, key))

    def free(self, place: int) -> bool:
        """Whether there is a line at *place* that nothing was made of yet."""
        return 0 <= place < len(self.lines) and place not in self.taken

    def text(self, place: int) -> str:
        """What the rules see of the line at *place*; an empty text where there is none."""
        return self.lines[place].view if 0 <= place < len(self.lines) else ""

    def take(
        self, place: int, part: Part, *, sureness: Sureness = Sureness.SURE, why: str = ""
    ) -> None:
        """Note what the line at *place* is."""
        line = self.lines[place]
        self.taken[place] = Taken(line.number, line.text, part, sureness, why)

    def remark(self, notice: Notice, number: int, message: str) -> None:
        """Tell the archivist something about the line with that *number*."""
        self.remarks.append(Remark(notice, number, message))

    def remark_at(self, place: int, notice: Notice, message: str) -> None:
        """Tell the archivist something about the line at *place*."""
        self.remark(notice, self.lines[place].number, message)

    def _doubts(self) -> list[Remark]:
        """A remark for every line whose reading is not sure."""
        return [
            Remark(_kind_of_doubt(taken.part), taken.line, _doubt(taken))
            for taken in self.taken.values()
            if taken.sureness is not Sureness.SURE
        ]

    def draft(self) -> Draft:
        """The draft that all this comes to."""
        report = [Taken(number, "", Part.BLANK) for number in self.empty]
        report += self.taken.values()
        return Draft(
            entry=Entry.model_validate(self.said),
            blocks=tuple(self.blocks[place] for place in sorted(self.blocks)),
            taken=tuple(sorted(report, key=lambda each: each.line)),
            remarks=tuple(sorted([*self.remarks, *self._doubts()], key=lambda each: each.line)),
        )
