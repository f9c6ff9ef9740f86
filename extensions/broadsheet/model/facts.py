"""Facts: what a machine may know of a story, each a frozen record carried by a node.

A field is declared here once: it is the front-matter key, the directive's option, the check, the
row of the manual and the property in the JSON Schema.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from broadsheet.model.said import Address, Edtf, Said, Texts, derived

Role = Literal["writer", "photographer", "editor", "agency", "translator"]


def _named(value: object) -> object:
    """An author given as a plain text is one with a name."""
    return {"name": value} if isinstance(value, str) else value


def _worded(value: object) -> object:
    """A warning given as a plain text is one with that wording."""
    return {"text": value} if isinstance(value, str) else value


def _listed_authors(value: object) -> object:
    """Authors given as one text, or one record, are a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return [value] if isinstance(value, dict) else value


class Author(Said):
    """A person or an agency that made the story, with the part played."""

    noun: ClassVar[str] = "author"

    name: str = Field(default="", description="The name.", json_schema_extra={"term": "creator"})
    role: Role = Field(default="writer", description="The part played in making the story.")
    person: str = Field(default="", description="The person's key in people.yaml.")


Authors = Annotated[
    tuple[Annotated[Author, BeforeValidator(_named)], ...],
    BeforeValidator(
        _listed_authors, json_schema_input_type=str | Author | tuple[str | Author, ...]
    ),
]


class ContentWarning(Said):
    """What a reader is warned of before it is shown."""

    noun: ClassVar[str] = "warning"

    text: str = Field(
        default="", description="What is warned of, in the archive's or source's words."
    )
    kinds: Texts = Field(default=(), description="Kinds, such as `death` or `violence`.")


Warned = Annotated[
    ContentWarning, BeforeValidator(_worded, json_schema_input_type=str | ContentWarning)
]


class Photo(Said):
    """A picture with the words that belong to it."""

    noun: ClassVar[str] = "photo"

    src: str = Field(default="", description="The picture's file, beside the entry.")
    alt: str = Field(default="", description="What the picture shows, for those who cannot see it.")
    caption: str = Field(default="", description="The caption as printed; it may hold emphasis.")
    credit: str = Field(default="", description="The credit as printed.")
    rights: str = Field(default="", description="Who holds the rights, and what is allowed.")
    date: Edtf = Field(default="", description="When it was taken (EDTF).")
    people: Texts = Field(default=(), description="The people shown, in the order of the picture.")
    warning: Warned | None = Field(
        default=None, description="What the picture's viewers are warned of."
    )
    lead: bool = derived("Whether it is the entry's lead photo.", default=False)
    covered: bool = derived("Whether it stands under a content warning.", default=False)
    missing: bool = derived("Whether the file is not there, or is no picture.", default=False)
    width: int = derived("Width of the file in pixels, 0 where unknown.", 0)
    height: int = derived("Height of the file in pixels, 0 where unknown.", 0)
    sha256: str = derived("Checksum of the file.", "")
    creator: str = derived("Who made the picture, as its file says.", "")


class Embed(Said):
    """A post, video or document of another site, frozen here or recorded as lost."""

    noun: ClassVar[str] = "embed"

    kind: Literal["post", "video", "audio", "document", "other"] = Field(
        default="post", description="What it is or was."
    )
    source: Address = Field(default="", description="Its address on the web.")
    author: str = Field(default="", description="Who posted it.")
    date: Edtf = Field(default="", description="When it was posted (EDTF).")
    captured: Edtf = Field(default="", description="When it was captured (EDTF).")
    archived: Address = Field(default="", description="The address of an archived copy.")
    lost: bool = Field(default=False, description="Whether nothing of it was kept.")
    text: str = derived("Its frozen text.", "")


class PollOption(Said):
    """One answer of a poll."""

    noun: ClassVar[str] = "poll option"

    text: str = Field(default="", description="The answer as printed.")
    result: str = Field(default="", description="Its share or count as printed.")


class Poll(Said):
    """A question that was put to readers, with its answers as data."""

    noun: ClassVar[str] = "poll"

    question: str = derived("The question as printed.", "")
    total: str = Field(default="", description="How many answered, as printed.")
    date: Edtf = Field(default="", description="When the results were taken (EDTF).")
    options: tuple[PollOption, ...] = derived("The answers, in their order.", ())


class Related(Said):
    """Another story that this one points to."""

    noun: ClassVar[str] = "related story"

    id: str = Field(default="", description="The other entry's id.")
    url: Address = Field(default="", description="The other story's address, where it is not here.")
    title: str = derived("The title as it was mentioned.", "")


class Correction(Said):
    """A change that was announced after the story was first published."""

    noun: ClassVar[str] = "correction"

    kind: Literal["correction", "update", "retraction", "clarification"] = Field(
        default="correction", description="What kind of change it is."
    )
    date: Edtf = Field(default="", description="When it was announced (EDTF).")
    text: str = derived("What was announced.", "")


class Quote(Said):
    """Words of the story that were set large."""

    noun: ClassVar[str] = "pull quote"

    by: str = Field(default="", description="Whose words they are.")
    text: str = derived("The words.", "")


class Note(Said):
    """A word of the archive's own."""

    noun: ClassVar[str] = "archivist's note"

    by: str = Field(default="", description="Who wrote the note.")
    date: Edtf = Field(default="", description="When it was written (EDTF).")
    text: str = derived("The note.", "")


class Byline(Said):
    """The byline as printed, beside the people it names."""

    noun: ClassVar[str] = "byline"

    text: str = derived("The byline as printed.", "")
    authors: Authors = Field(default=(), description="The people named, with their roles.")


class Dateline(Said):
    """The place and day from which a story was sent, as printed."""

    noun: ClassVar[str] = "dateline"

    text: str = derived("The dateline as printed.", "")


class Citation(Said):
    """A source that the story names."""

    noun: ClassVar[str] = "source"

    name: str = derived("The source's name as printed.", "")
    url: str = derived("Its address.", "")


class Mark(Said):
    """A place in the text that the archive marked: sic, illegible or redacted."""

    noun: ClassVar[str] = "mark"

    kind: Literal["sic", "illegible", "redacted"] = derived("What is marked.", "sic")
    text: str = derived("What stands there, or what is known of it.", "")
