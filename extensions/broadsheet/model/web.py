"""The story on the web: the site it is on, and the tags that a page's head can have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from broadsheet.model import urls
from broadsheet.model.people import People

if TYPE_CHECKING:
    from collections.abc import Callable

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Author, Photo


class Tag(NamedTuple):
    """A `meta` element with a name or a property, or a `link`, for a page's head."""

    kind: Literal["name", "property", "link"]
    key: str
    value: str


def named(key: str, *values: str) -> list[Tag]:
    """A `meta` element with the name *key* for each value that says something."""
    return [Tag("name", key, value) for value in values if value]


def with_property(key: str, *values: str) -> list[Tag]:
    """The same with a property, as Open Graph wants it."""
    return [Tag("property", key, value) for value in values if value]


def link(key: str, *values: str) -> list[Tag]:
    """A `link` of the relation *key* to each address."""
    return [Tag("link", key, value) for value in values if value]


def _published_picture(path: str) -> str:
    return f"{urls.PICTURES}/{urls.picture(path)}"


@dataclass(frozen=True, slots=True)
class Site:
    """The archive as a site.

    ``address`` is its whole address, empty where it has none; ``picture`` gives the published file
    of a picture, from its path in the archive.
    """

    name: str
    address: str = ""
    language: str = "en"
    people: People = field(default_factory=People)
    picture: Callable[[str], str] = _published_picture

    def at(self, target: str) -> str:
        """The whole address of the file at *target*; empty where the site has none."""
        return urls.absolute(self.address, target) if target else ""

    def page(self, record: Record) -> str:
        """The whole address of the story's page."""
        return self.at(record.address)

    def photo(self, record: Record, photo: Photo) -> str:
        """The address of a picture, from the site's root where the site has no address."""
        target = self.picture(f"{record.path}/{photo.src}")
        return self.at(target) or urls.relative(record.address, target)

    def person(self, author: Author) -> str:
        """The whole address of the page of someone who is in people.yaml."""
        key = self.people.key_of(author)
        return self.at(urls.page(urls.value("people", key))) if key else ""

    def name_of(self, author: Author) -> str:
        """The name of *author*, from people.yaml where only a key was given."""
        return self.people.named(author).name or author.person

    def names(self, record: Record, *roles: str) -> list[str]:
        """The names of those who had one of the *roles* in making the story."""
        found = (self.name_of(author) for author in record.authors if author.role in roles)
        return [name for name in found if name]
