"""The entry: what an author may say of a story in its front matter."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from broadsheet.model import ids, tongues
from broadsheet.model.facts import Authors, Photo, Warned
from broadsheet.model.said import Address, Edtf, Said, Texts

ON_A_TOMBSTONE = (
    "id",
    "title",
    "published",
    "published_as_printed",
    "publication",
    "language",
    "direction",
    "rights",
    "status",
    "withdrawn_because",
    "aliases",
)


def _identifier(text: str) -> str:
    if text and not ids.check(text):
        raise PydanticCustomError("bad_id", "`{text}` is no id", {"text": text})
    return text


class Original(Said):
    """The untouched file that an entry was made from."""

    noun: ClassVar[str] = "original"

    file: str = Field(default="", description="The file's name, beside the entry.")
    sha256: str = Field(default="", description="Its SHA-256, 64 hexadecimal digits.")


class Entry(Said):
    """A story as it is kept. Nothing but the title is required, and nothing is guessed."""

    noun: ClassVar[str] = "entry"

    id: Annotated[str, AfterValidator(_identifier)] = Field(
        default="",
        description="Stable identifier, minted once; it does not follow the path or the title.",
        json_schema_extra={"term": "identifier"},
    )
    title: str = Field(
        default="", description="The headline as printed.", json_schema_extra={"term": "title"}
    )
    standfirst: str = Field(default="", description="The lines below the headline, as printed.")
    byline: str = Field(default="", description="The byline as printed.")
    authors: Authors = Field(
        default=(),
        description="The people and agencies that made the story, with their roles.",
        json_schema_extra={"term": "creator"},
    )
    published: Edtf = Field(
        default="",
        description="When it was published, as far as is known (EDTF, or `circa 1967`).",
        json_schema_extra={"term": "issued"},
    )
    published_as_printed: str = Field(default="", description="The date as the source prints it.")
    updated: Edtf = Field(
        default="",
        description="When the source last changed it (EDTF).",
        json_schema_extra={"term": "modified"},
    )
    dateline: str = Field(default="", description="The dateline as printed.")
    publication: str = Field(
        default="",
        description="The newspaper or site that published it.",
        json_schema_extra={"term": "isPartOf"},
    )
    edition: str = Field(default="", description="The edition, such as `Late City`.")
    section: str = Field(default="", description="The section, such as `Sport`.")
    page: str = Field(default="", description="The page or pages, as printed.")
    column: str = Field(default="", description="The column or columns, as printed.")
    language: str = Field(
        default="",
        description="The language of the story (BCP 47, such as `en` or `pt-BR`).",
        json_schema_extra={"term": "language"},
    )
    direction: Literal["", "ltr", "rtl"] = Field(
        default="", description="The direction of writing, where it is not the language's own."
    )
    url: Address = Field(
        default="",
        description="The address at which it was first published.",
        json_schema_extra={"term": "source"},
    )
    captured: Edtf = Field(default="", description="When that address was captured (EDTF).")
    topics: Texts = Field(
        default=(), description="What it is about.", json_schema_extra={"term": "subject"}
    )
    places: Texts = Field(
        default=(), description="The places it is about.", json_schema_extra={"term": "spatial"}
    )
    people: Texts = Field(default=(), description="The people it is about.")
    series: str = Field(default="", description="The series that it belongs to.")
    photo: Photo | None = Field(default=None, description="The lead photo.")
    warning: Warned | None = Field(
        default=None, description="What readers are warned of before the story's pictures."
    )
    rights: str = Field(
        default="",
        description="Who holds the rights, and what is allowed.",
        json_schema_extra={"term": "rights"},
    )
    status: Literal["draft", "published", "withdrawn"] = Field(
        default="published", description="Whether it is shown."
    )
    withdrawn_because: str = Field(default="", description="Why it was withdrawn.")
    aliases: Texts = Field(default=(), description="Older addresses of the entry on this site.")
    original: Original | None = Field(
        default=None, description="The untouched file that the entry was made from."
    )

    @property
    def tombstone(self) -> Self:
        """What is still said of a withdrawn entry: which it was, and why it is gone."""
        return type(self)(**{name: getattr(self, name) for name in ON_A_TOMBSTONE})

    @property
    def written(self) -> str:
        """The direction of writing: what was said, or what the language uses.

        Empty where no language is said either: then it is the site's.
        """
        if self.direction or not self.language:
            return self.direction
        return tongues.direction(self.language)
