"""People: the optional authority that says who a name belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from broadsheet.model import frontmatter
from broadsheet.model.facts import Author, Role
from broadsheet.model.problems import Complaint, Problem, did_you_mean
from broadsheet.model.said import Address, Edtf, Said, Texts
from broadsheet.model.slugs import is_plain, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from broadsheet.model.said import Path


class Person(Said):
    """A person or an agency, as people.yaml describes them under a key."""

    noun: ClassVar[str] = "person"

    name: str = Field(default="", description="The name to show.")
    also: Texts = Field(default=(), description="Other forms of the name, as bylines print it.")
    sort_name: str = Field(
        default="", description="The name as it is filed, such as `Byrne, Ann`; without it, `name`."
    )
    role: Role = Field(default="writer", description="The part usually played.")
    born: Edtf = Field(default="", description="When born (EDTF).")
    died: Edtf = Field(default="", description="When died (EDTF).")
    url: Address = Field(default="", description="An address that tells more.")
    note: str = Field(default="", description="A line about them.")


@dataclass(slots=True)
class People:
    """Everyone in people.yaml, by key and by every form of their name."""

    by_key: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)

    def key_of(self, author: Author) -> str:
        """The key of *author* in people.yaml; empty where it is not there."""
        if author.person:
            return author.person if author.person in self.by_key else ""
        return self.key_named(author.name)

    def key_named(self, name: str) -> str:
        """The key of the person whom people.yaml knows by *name*; empty where it knows nobody."""
        return self.by_name.get(folded(name), "")

    def named(self, author: Author) -> Author:
        """*author* with the name that people.yaml gives, where only the key was given."""
        if author.name or author.person not in self.by_key:
            return author
        return author.model_copy(update={"name": self.by_key[author.person].name})

    def complaint(self, author: Author) -> Complaint | None:
        """What is wrong with the key that *author* gives, if anything."""
        if not author.person or author.person in self.by_key:
            return None
        advice = did_you_mean(author.person, self.by_key, otherwise="add the person to people.yaml")
        return Complaint(Problem.UNKNOWN_PERSON, f"`{author.person}` is not in people.yaml", advice)


def read(source: str) -> tuple[People, list[Complaint]]:
    """The people that the YAML *source* describes, and what is wrong with it."""
    found = frontmatter.read_yaml(source)
    complaints = list(found.complaints)
    people, lines = People(), _by_key(found.lines)
    for key, values in found.values.items():
        if not is_plain(key):
            complaints.append(_odd_key(key, lines[key][()]))
            continue
        described = values if isinstance(values, dict) else {"name": values}
        person, faults = Person.said(described, lines[key])
        complaints += faults
        if not person.name:
            person = person.model_copy(update={"name": key})
        people.by_key[key] = person
        for name in (person.name, *person.also):
            people.by_name.setdefault(folded(name), key)
    return people, complaints


def _by_key(lines: Mapping[Path, int]) -> dict[str | int, dict[Path, int]]:
    """*lines*, by path, of each person apart, where the path goes on from the person's key."""
    found: dict[str | int, dict[Path, int]] = {}
    for path, line in lines.items():
        if path:
            found.setdefault(path[0], {})[path[1:]] = line
    return found


def _odd_key(key: str, line: int) -> Complaint:
    message = f"the key `{key}` cannot be part of an address, so the person is left out"
    advice = f"write letters, digits and hyphens, such as `{slug(key)}`"
    return Complaint(Problem.BAD_VALUE, message, advice, line=line)


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """*name* as it is compared: without regard to capitals and to spaces that say nothing."""
    return " ".join(name.casefold().split())
