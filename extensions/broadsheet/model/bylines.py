"""Bylines as printed, and the names in them.

`By Ann Smith, Staff Writer` names Ann Smith; what she is stays in the byline. A name is never
changed: capitals stay capitals, and what does not look like a name is not made one.
"""

from __future__ import annotations

import re

BY = re.compile(
    r"^\W{0,3}(?:(?:written|words|story|text|posted|reported|report|reporting|review|news|analysis|opinion"
    r"|published|interview)\s+)?"
    r"(?P<by>by|von|par|por|di|door|av|af|autore?|autor(?:in|es)?|text|texto|texte|author)"
    r"(?::\s*|\s+|(?<=(?-i:By))(?=(?-i:[A-Z])))(?P<names>\S.*)$",
    re.IGNORECASE,
)
ALONE = re.compile(r"^(?:by|von|par|por|di|door|av|af|author|autor(?:in)?)\s*:?$", re.IGNORECASE)
SEPARATORS = " \t\u00a0|/•·,;:–—-"
AND = re.compile(
    r"\s*(?:;|\||•|·|、|／|\s/\s|&|,?\s+(?:and|und|et|y|og|och|en|with)\s+"
    r"|,?\s+e\s+(?=(?-i:[^\W\d_a-zà-ÿ])))\s*",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\s*(?:\s[|•·–—]\s|\s-\s|\s{2,}|\(|\s@|<|,?\s+(?:in|aus|à|en|em|for|of|für|pour|para)\s+"
    r"(?:the\s+)?(?=(?-i:[^\W\d_a-zà-ÿ]))|,?\s+(?:special to|exclusive|published|updated)\b"
    r"|,?\s+(?:reporting|writing|editing)\b)",
    re.IGNORECASE,
)
PARTICLE = (
    r"(?:d[aeiou]|de[lnrs]?|della|dos|das|du|la|le|el|al|ap|bin|ben|ibn|bint|van|von|vom|zu|zur|ter|ten"
    r"|af|av|und|y|e|st\.?)"
)
WORD = r"(?:(?:[dDlLO]['’])?[^\W\d_a-zà-öø-ÿ][\w'’.-]*)"
NAME = re.compile(
    rf"{WORD}(?:\s+(?:{PARTICLE}\s+){{0,3}}{WORD}){{0,5}}|{PARTICLE}(?:\s+{WORD}){{1,4}}"
)
FULL_NAME = re.compile(rf"{WORD}(?:\s+(?:{PARTICLE}\s+){{0,3}}{WORD}){{1,3}}")
TITLES = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|editorial|correspondents?|contributors?|contributing"
    r"|columnists?|bureau|desk|team|agency|agencies|news|newspaper|press|times|daily|post|journal"
    r"|tribune|herald|magazine|redaktion|redakteur(?:in)?|korrespondent(?:in)?|rédaction|journaliste"
    r"|redacción|redazione|senior|chief|photographer|producer|author|analyst|director|professor|md|phd"
    r"|m\.d\.|ph\.d\.|j\.d\.|jd|rdn?|mba|msc|mph|rn|esq\.?)\b",
    re.IGNORECASE,
)
LONG_WORD = 3
MOST_SMALL_WORDS = 2
SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
AGENCIES = frozenset({
    "afp", "agence france-presse", "ansa", "ap", "apa", "associated press", "belga", "dpa", "efe",
    "interfax", "kna", "kyodo", "kyodo news", "lusa", "pa", "pa media", "press association", "pti",
    "reuters", "sda", "sid", "tass", "the associated press", "united press international", "upi",
    "xinhua", "yonhap",
})  # fmt: skip


def split(line: str) -> str | None:
    """The names part of a line that begins with `By`, `Von`, `Par` or the like, or None."""
    match = BY.match(line)
    names = match["names"].strip(SEPARATORS) if match else ""
    if not match or not names:
        return None
    first = names.split()[0].casefold().strip(",.")
    is_name = NAME.match(names) or first in AGENCIES
    return names if is_name else None


def is_by_alone(line: str) -> bool:
    """Whether *line* is the word `By` alone, with the names on the next line."""
    return bool(ALONE.match(line))


def is_names(line: str) -> bool:
    """Whether *line* is nothing but full names, with commas or `and` between them."""
    parts = [part for piece in AND.split(line.strip()) for part in piece.split(", ")]
    return all(FULL_NAME.fullmatch(part) and not TITLES.search(part) for part in parts)


def is_names_with_titles(line: str) -> bool:
    """Whether *line* is a full name, with other names or what the person is after a comma."""
    name, comma, rest = line.strip(SEPARATORS).partition(", ")
    title = bool(TITLES.search(rest)) or is_names(rest)
    return is_names(name) and (title if comma else True)


def is_title_alone(line: str) -> bool:
    """Whether *line* only says what somebody is, such as `Staff Writer`."""
    return all(TITLES.fullmatch(word) for word in line.split()) and bool(line)


def is_byline(line: str) -> bool:
    """Whether *line* is a byline and not a sentence that begins with the same word."""
    names = split(line)
    if names is None:
        return False
    words = re.findall(r"[^\W\d_]+", names)
    small = [word for word in words if word.islower() and len(word) > LONG_WORD]
    return sum(not TITLES.search(word) for word in small) <= MOST_SMALL_WORDS


def authors(names: str) -> tuple[str, ...]:
    """The people and agencies named in *names*, in order, each once, as printed."""
    found: list[str] = []
    for piece in AND.split(_without_tail(names)):
        for person in _people(piece):
            if person not in found:
                found.append(person)
    return tuple(found)


def is_agency(name: str) -> bool:
    """Whether *name* is that of a news agency."""
    return name.casefold() in AGENCIES


def _without_tail(names: str) -> str:
    """*names* without the place, the paper or the address that follows each name."""
    return ";".join(CUT.split(piece)[0] for piece in AND.split(names))


def _people(piece: str) -> list[str]:
    """The names in a piece without `and`: what follows a comma may be a title or another name."""
    people: list[str] = []
    for part in re.split(r",\s*", piece.strip(SEPARATORS)):
        name = part.strip(SEPARATORS)
        if people and SUFFIX.fullmatch(name):
            people[-1] += f", {name}"
        elif _is_person(name, first=not people):
            people.append(name)
    return people


def _is_person(name: str, *, first: bool) -> bool:
    """Whether *name* is one; after a comma, it must be a full one and no title or paper."""
    if is_agency(name):
        return first
    if not NAME.fullmatch(name):
        return False
    return first or bool(FULL_NAME.fullmatch(name) and not TITLES.search(name))
