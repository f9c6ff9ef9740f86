"""A draft: what an importer made of a source, before it is written as an entry.

It holds the front matter as an :class:`Entry`, the body as blocks, and a report that says of every
line of the source what it was taken for and how sure that is. All text in it is plain text, as the
source has it; :mod:`broadsheet.model.markdown` is what escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.model import facts
    from broadsheet.model.entry import Entry


class Part(Enum):
    """What a line of the source can be taken for; the value is what the report prints."""

    BLANK = "empty"
    TITLE = "headline"
    HEADLINE_AGAIN = "headline again"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    BYLINE_AND_DATE = "byline and date"
    ALT = "alt text of a photo"
    CAPTION = "caption of a photo"
    CREDIT = "credit of a photo"
    PARAGRAPH = "paragraph"
    POLL = "reader poll"
    POLL_ANSWER = "answer of a poll"
    RELATED = "another story"
    RELATED_LABEL = "label of other stories"
    WARNING = "content warning"
    FURNITURE = "page furniture"


class Sureness(Enum):
    """How sure a reading is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Notice(Enum):
    """The kinds of remark that an import can leave for the archivist, each with what it means."""

    MISSING_PHOTO = "missing_photo", "The text speaks of a picture whose file did not come with it."
    NO_ALT = "no_alt", "A picture came without alternative text."
    HEADLINE_AGAIN = "headline_again", "The headline stood in the text a second time."
    LOST_EMBED = "lost_embed", "A post or video was announced, and the copy lost it."
    LEFT_OUT = "left_out", "Buttons and labels of the page were left out."
    UNSURE_LINE = "unsure_line", "A line may be no paragraph; it was kept as one."
    UNSURE_FIELD = "unsure_field", "A line was put into a field that it may not belong to."
    UNSURE_DATE = "unsure_date", "The date as printed leaves something open."
    NO_TITLE = "no_title", "No headline was found."
    NO_DATE = "no_date", "No date was found."
    NO_BYLINE = "no_byline", "No byline was found."
    GUESSED_ENCODING = "guessed_encoding", "The file does not say how its letters are encoded."
    CONTROL_CHARACTER = "control_character", "Characters that cannot be printed were left out."
    ALREADY_IMPORTED = "already_imported", "The archive has an entry made from the same bytes."

    def __init__(self, kind: str, meaning: str) -> None:
        """Keep the kind and what it means."""
        self.kind = kind
        self.meaning = meaning


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the archivist should know; ``line`` is 1 where it is about all of it."""

    notice: Notice
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What one line of the source was taken for. ``line`` counts from 1."""

    line: int
    text: str
    part: Part
    sureness: Sureness = Sureness.SURE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, verbatim."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the story; ``level`` 2 is the highest."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted paragraphs that the source sets apart, and whose they are."""

    paragraphs: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in its place in the story."""

    photo: facts.Photo


@dataclass(frozen=True, slots=True)
class Question:
    """A poll in its place in the story."""

    poll: facts.Poll


@dataclass(frozen=True, slots=True)
class Mention:
    """Another story that is mentioned in this place."""

    related: facts.Related


@dataclass(frozen=True, slots=True)
class Embedded:
    """A post, a video or the like, with the blocks that were kept of it."""

    embed: facts.Embed
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """A content warning and the blocks that it covers."""

    warning: facts.ContentWarning
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | Quotation | Picture | Question | Mention | Embedded | Covered


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not yet in an archive."""

    entry: Entry
    blocks: tuple[Block, ...] = ()
    taken: tuple[Taken, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    def walk(self) -> Iterator[Block]:
        """Every block, each before the blocks inside it."""
        waiting = list(reversed(self.blocks))
        while waiting:
            block = waiting.pop()
            yield block
            if isinstance(block, Covered | Embedded):
                waiting += reversed(block.blocks)

    @property
    def photos(self) -> tuple[facts.Photo, ...]:
        """The lead photo and those in the story, in order."""
        lead = (self.entry.photo,) if self.entry.photo else ()
        return lead + tuple(block.photo for block in self.walk() if isinstance(block, Picture))

    @property
    def warnings(self) -> tuple[str, ...]:
        """The words of the story's own warning and of those inside it, in order."""
        own = (self.entry.warning.text,) if self.entry.warning else ()
        return own + tuple(b.warning.text for b in self.walk() if isinstance(b, Covered))

    @property
    def embeds(self) -> tuple[facts.Embed, ...]:
        """What was embedded, in order."""
        return tuple(block.embed for block in self.walk() if isinstance(block, Embedded))

    @property
    def polls(self) -> tuple[facts.Poll, ...]:
        """The polls, in order."""
        return tuple(block.poll for block in self.walk() if isinstance(block, Question))

    @property
    def related(self) -> tuple[facts.Related, ...]:
        """The other stories mentioned, in order."""
        return tuple(block.related for block in self.walk() if isinstance(block, Mention))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, verbatim and in order."""
        return tuple(block.text for block in self.walk() if isinstance(block, Paragraph))
