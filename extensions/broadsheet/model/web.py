"""The story on the web: its site, the tags of a page's head, the files made of all stories."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from broadsheet.model import copies, urls
from broadsheet.model.people import People
from broadsheet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from broadsheet.model.catalogue import Record
    from broadsheet.model.facts import Author, Photo


FORM = "1"
"""The form of all files that are made of the whole; in another form they are made anew."""


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


@dataclass(frozen=True, slots=True)
class Site:
    """The archive as a site; ``address`` is its whole address, empty where it has none."""

    name: str
    address: str = ""
    language: str = "en"
    people: People = field(default_factory=People)

    def at(self, target: str) -> str:
        """The whole address of the file at *target*; empty where the site has none."""
        if "://" in target:
            return target
        return urls.absolute(self.address, target) if target else ""

    def page(self, record: Record) -> str:
        """The whole address of the story's page."""
        return self.at(record.address)

    def photo(self, record: Record, photo: Photo) -> str:
        """The address of a picture at its largest; whole where the site has an address."""
        sizes = copies.of(photo)
        target = sizes[-1].jpeg if sizes else ""
        return self.at(target) or (target and urls.relative(record.address, target))

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


class File(NamedTuple):
    """A file beside the pages: its address, a digest of all that it is made of, and its text."""

    address: str
    made_of: str
    text: Callable[[], str]


@dataclass(slots=True)
class Whole:
    """All that is published, for files that are made of it.

    ``records`` are the stories that are neither drafts nor withdrawn, oldest first, and ``marks``
    tell by document all that is said of each, or are digests of it. ``lists`` are the ways through
    the archive as triples of a title, a name and the stories. ``pages`` are the addresses of all
    pages that may be found. ``changed`` gives the day of the last change of a page, where it is
    known. ``licence`` is the address of that of the catalogue. ``held`` gives a file of this site
    that is already written. ``rows`` are those of the table by document, as far as they are made
    already.
    """

    site: Site
    records: Sequence[Record]
    marks: Mapping[str, str]
    lists: Iterable[tuple[str, str, Sequence[Record]]] = ()
    pages: Sequence[str] = ()
    changed: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    held: Callable[[str], bytes] = lambda _address: b""
    rows: Mapping[str, str] = field(default_factory=dict)

    def digest(self, words: Iterable[str], records: Iterable[Record] = ()) -> str:
        """A digest of *words*, of the site, and of all that is said of *records*."""
        site = (FORM, self.site.name, self.site.address, self.site.language)
        made = hashlib.sha256("\0".join((*site, *words)).encode("utf-8", "surrogatepass"))
        for record in records:
            made.update(self.marks[record.docname].encode("utf-8", "surrogatepass"))
        return made.hexdigest()[:16]


def warnings(record: Record) -> list[str]:
    """The words of every content warning of the story: its own, those within, those of photos."""
    found = [record.warning, *record.warnings, *(photo.warning for photo in record.photos)]
    words = (fact.text or _("This part may be disturbing.") for fact in found if fact)
    return list(dict.fromkeys(words))


def described(record: Record) -> str:
    """The story in a few words, for those who do not see its page: warnings first."""
    if record.status == "withdrawn":
        return _("This story was withdrawn.")
    warned = [_("Content warning: %s") % words for words in warnings(record)]
    return "\n".join([*warned, record.excerpt]).strip()
