"""Stories made from a seed: the n-th story is the same on every machine and in every size."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from random import Random

from broadsheet.model.ids import mint
from broadsheet.model.slugs import slug

from . import words

SEED = "broadsheet bench 1"
PICTURES = 12
DIRECTIVES = (
    "pullquote",
    "related",
    "correction",
    "archivist-note",
    "content-warning",
    "poll",
    "embed",
)
LEAD_PHOTO_SLOTS = frozenset({0, 6, 9, 15})
"""Of 21 stories, these have a lead photo and three have one under a warning: one in three."""

FIRST_DAY = dt.date(1898, 1, 1)
DAYS = (dt.date(2024, 12, 31) - FIRST_DAY).days + 1


@dataclass(frozen=True)
class Head:
    """What names a story, and is known without its text."""

    id: str
    title: str
    slug: str
    date: dt.date
    published: str

    @property
    def folder(self) -> str:
        """Where the story lives: the year, the month when it is known, the slug."""
        return "/".join([*self.published.split("-")[:2], self.slug])


@dataclass(frozen=True)
class Photo:
    """A picture with the words that belong to it."""

    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Block:
    """A piece of a story: a paragraph, a heading, or what a directive is given."""

    kind: str
    text: str = ""
    by: str = ""
    lines: tuple[str, ...] = ()
    photo: Photo | None = None
    related: Head | None = None


@dataclass(frozen=True)
class Story:
    """A whole story, in no format yet."""

    head: Head
    standfirst: str
    authors: tuple[str, ...]
    dateline: str
    section: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    lead: Photo | None
    blocks: tuple[Block, ...]

    @property
    def byline(self) -> str:
        """The byline as it would be printed."""
        return "By " + " and ".join(self.authors)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """Every picture of the story."""
        inside = [block.photo for block in self.blocks]
        return tuple(photo for photo in (self.lead, *inside) if photo)


class Writer:
    """Draws words, sentences and paragraphs from one stream of chance."""

    cumulative = words.weights()

    def __init__(self, key: str) -> None:
        """Start the stream that belongs to a key."""
        self.chance = Random(f"{SEED}/{key}")

    def words(self, count: int) -> list[str]:
        """Words, the common ones often."""
        return self.chance.choices(words.WORDS, cum_weights=self.cumulative, k=count)

    def rare(self, count: int) -> list[str]:
        """Words without the grammar, good for a headline."""
        return self.chance.sample(words.WORDS[120:], count)

    def sentence(self) -> str:
        """One sentence of six to twenty-two words."""
        chosen = self.words(self.chance.randint(6, 22))
        if len(chosen) > 12:
            chosen[len(chosen) // 2] += ","
        text = " ".join(chosen)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, length: int) -> str:
        """Sentences up to about so many words."""
        sentences: list[str] = []
        count = 0
        while count < length:
            sentences.append(self.sentence())
            count += sentences[-1].count(" ") + 1
        return " ".join(sentences)

    def title(self, count: int) -> str:
        """A headline of so many words, with a small one in the middle."""
        chosen = self.rare(count)
        chosen.insert(count // 2, self.chance.choice(["in", "at", "after", "and", "before"]))
        return " ".join(chosen).capitalize()

    def name(self) -> str:
        """One of the three hundred people."""
        return self.chance.choice(_people())

    def photo(self) -> Photo:
        """A picture and its words."""
        number = self.chance.randrange(PICTURES)
        return Photo(
            file=f"picture-{number:02}.jpg",
            alt=self.sentence(),
            caption=self.sentence(),
            credit=f"{self.name()}/Bench Pictures",
        )


@functools.cache
def _people() -> list[str]:
    return words.people()


def head(number: int) -> Head:
    """The head of the n-th story."""
    writer = Writer(f"head/{number}")
    title = writer.title(writer.chance.randint(5, 8))
    date = FIRST_DAY + dt.timedelta(days=writer.chance.randrange(DAYS))
    precision = writer.chance.choices([10, 7, 4], [90, 5, 5])[0]
    return Head(
        id=mint(f"{SEED}/{number}".encode()),
        title=title,
        slug=f"{slug(title)}-{number}",
        date=date,
        published=date.isoformat()[:precision],
    )


def story(number: int) -> Story:
    """The n-th story, about 500 words."""
    writer = Writer(f"story/{number}")
    slot = number % 21
    return Story(
        head=head(number),
        standfirst=writer.sentence(),
        authors=tuple({writer.name(): None for _ in range(1 + (number % 5 == 0))}),
        dateline=writer.chance.choice(words.PLACES).upper(),
        section=writer.chance.choice(["News", "Business", "Arts", "Sport", "Letters"]),
        topics=tuple(writer.chance.sample(words.TOPICS, 2)),
        places=tuple(writer.chance.sample(words.PLACES, 1)),
        lead=writer.photo() if slot in LEAD_PHOTO_SLOTS else None,
        blocks=tuple(_blocks(writer, number)),
    )


def _blocks(writer: Writer, number: int) -> list[Block]:
    """Six to nine paragraphs, a subheading now and then, one directive."""
    count = writer.chance.randint(6, 9)
    blocks = [Block("paragraph", writer.paragraph(500 // count - 5)) for _ in range(count)]
    if number % 2:
        blocks.insert(count // 2, Block("heading", writer.title(3)))
    place = writer.chance.randint(1, count - 1)
    blocks.insert(place, directive(writer, DIRECTIVES[number % len(DIRECTIVES)], number=number))
    return blocks


def directive(writer: Writer, kind: str, *, number: int) -> Block:
    """What a directive of a kind is given."""
    if kind == "related":
        nearby = max(0, number - writer.chance.randint(1, 500))
        return Block(kind, related=head(nearby))
    if kind == "content-warning":
        return Block(kind, writer.sentence(), photo=writer.photo())
    if kind == "poll":
        shares = writer.chance.choices(range(5, 60), k=3)
        lines = [f"{writer.title(2)} | {share} %" for share in shares]
        return Block(kind, writer.sentence()[:-1] + "?", lines=tuple(lines))
    return Block(kind, writer.sentence(), by=writer.name())
