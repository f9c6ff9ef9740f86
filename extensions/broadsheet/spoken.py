"""Dates and numbers in words, in the language of the site.

What a date means is the model's affair; here it is only said: `about 1967`, `um 1967`. The names of
months and the order of day, month and year are those of the Unicode CLDR. The language is always
given, so that the machine's own settings change nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from babel.units import format_unit

from broadsheet import words
from broadsheet.model import dates
from broadsheet.words import _, marked, marked_in, ngettext, pgettext

# A newspaper's English, where nothing else is asked for: `4 May 1967`.
ENGLISH = "en_GB"
TOKEN = re.compile(r"'(?P<said>[^']*)'|(?P<part>y+|[ML]+|d+)")
TIME = re.compile(r"T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-][\d:]+)?")
NAMED = 4  # so many letters in a pattern ask for the whole name of a month
SEASONS = {
    21: marked("spring %s"),
    22: marked("summer %s"),
    23: marked("autumn %s"),
    24: marked("winter %s"),
}
SEASON_NAMES = {
    21: marked("spring"),
    22: marked("summer"),
    23: marked("autumn"),
    24: marked("winter"),
}
ABOUT = {
    "day": marked_in("day", "about %s"),
    "year": marked_in("month or year", "about %s"),
    "": marked_in("season, decade or other", "about %s"),
}
FROM = {
    "day": marked_in("day", "from %s"),
    "year": marked_in("month or year", "from %s"),
    "": marked_in("season, decade or other", "from %s"),
}
UNTIL = {
    "day": marked_in("day", "until %s"),
    "year": marked_in("month or year", "until %s"),
    "": marked_in("season, decade or other", "until %s"),
}
MANY = 1000  # from so many kilobytes on, a size is told in megabytes
KINDS = {"time": "day", "day": "day", "month": "year", "year": "year"}


def date(text: str) -> str:
    """*text*, an EDTF date, in words: `about 1967`, `the 1960s`, `31 December 2024, 15:48`.

    What cannot be read as a date is given back as it is.
    """
    try:
        moment = dates.read(text)
    except ValueError:
        return text
    return _interval(moment.text) if moment.precision == "interval" else _one(moment)


def month(number: int) -> str:
    """The name of a month, 1 to 12, as it stands alone."""
    return str(_locale(words.language()).months["stand-alone"]["wide"][number])


def month_of_year(year: int, number: int) -> str:
    """`May 1967`."""
    return _set(_pattern("yMMMM"), year=year, month=number)


def day_of_month(month: int, day: int) -> str:
    """`4 May`, of no year."""
    return _set(_pattern("MMMMd"), year=0, month=month, day=day)


def season(number: int) -> str:
    """The name of a season, which EDTF numbers 21 (spring) to 24 (winter)."""
    return _(SEASON_NAMES[number])


def weekdays() -> list[tuple[str, str]]:
    """The days of the week, short and whole, from the one that a week begins with."""
    names = _locale(words.language()).days["stand-alone"]
    order = ((first_weekday() + place) % 7 for place in range(7))
    return [(str(names["short"][day]), str(names["wide"][day])) for day in order]


def first_weekday() -> int:
    """The day that a week begins with; Monday is 0."""
    return _locale(words.language()).first_week_day


def number(count: int) -> str:
    """*count* with the separators of the language: `10,000`."""
    return _number(count, words.language())


@lru_cache(maxsize=4096)
def _number(count: int, language: str) -> str:
    return format_decimal(count, locale=_locale(language))


def stories(count: int) -> str:
    """`1 story`, `10,000 stories`."""
    return ngettext("%(count)s story", "%(count)s stories", count) % {"count": number(count)}


def size(count: int) -> str:
    """How large a file of *count* bytes is: `123 kB`, `1.2 MB`; the next kilobyte up."""
    thousands = -(-count // 1000)
    if thousands < MANY:
        return _unit(thousands, "digital-kilobyte")
    return _unit(round(count / 1_000_000, 1), "digital-megabyte")


def _unit(value: float, name: str) -> str:
    return format_unit(value, name, length="short", locale=_locale(words.language()))


def decade(year: int) -> str:
    """The ten years that begin with *year*: `the 1960s`."""
    return _("the %ss") % year


def _one(moment: dates.Moment) -> str:
    """A date that is no interval, with what is doubtful of it."""
    said = _plain(moment)
    if moment.approximate:
        said = pgettext(*ABOUT[KINDS.get(moment.precision, "")]) % said
    return _("%s (uncertain)") % said if moment.uncertain else said


def _interval(text: str) -> str:
    first, _slash, last = text.partition("/")
    if first in dates.OPEN:
        return pgettext(*UNTIL[_kind(last)]) % date(last)
    if last in dates.OPEN:
        return pgettext(*FROM[_kind(first)]) % date(first)
    return _("%(first)s to %(last)s") % {"first": date(first), "last": date(last)}


def _kind(text: str) -> str:
    """Which form the words before a date take."""
    moment = dates.read(text)
    doubtful = moment.approximate or moment.uncertain
    return "" if doubtful else KINDS.get(moment.precision, "")


def _plain(moment: dates.Moment) -> str:
    speak = SPEAKERS.get(moment.precision, _calendar)
    return speak(moment)


def _calendar(moment: dates.Moment) -> str:
    """A day or a month, as the language orders its parts."""
    year, number, day = _parts(moment.earliest)
    if moment.precision == "month":
        return month_of_year(year, number)
    return _set(_pattern(""), year=year, month=number, day=day)


def _year_alone(moment: dates.Moment) -> str:
    return _year(dates.year_of(moment.earliest) or 0)


def _span(moment: dates.Moment) -> str:
    """A century, or a decade around the beginning of our era."""
    ends = [_year(dates.year_of(day) or 0) for day in (moment.earliest, moment.latest)]
    return _("between %(first)s and %(last)s") % dict(zip(("first", "last"), ends, strict=True))


def _decade(moment: dates.Moment) -> str:
    first = dates.year_of(moment.earliest) or 0
    return decade(first) if first > 0 else _span(moment)


def _season(moment: dates.Moment) -> str:
    found = re.search(r"-(2[1-4])", moment.text)
    return _(SEASONS[int(found[1])]) % _year_alone(moment) if found else ""


def _time(moment: dates.Moment) -> str:
    """`4 May 1967, 15:48 (UTC-05:00)`."""
    found = TIME.search(moment.text)
    hour, minute, second, offset = found.groups(default="") if found else ("", "", "", "")
    clock = {"hour": hour, "minute": minute, "second": second}
    form = _("%(hour)s:%(minute)s:%(second)s") if second else _("%(hour)s:%(minute)s")
    said = _("%(day)s, %(time)s") % {"day": _calendar(moment), "time": form % clock}
    known = "" if offset in {"Z", "+00:00", "+00"} else offset
    return f"{said} (UTC{known})" if offset else said


SPEAKERS = {
    "time": _time,
    "season": _season,
    "year": _year_alone,
    "decade": _decade,
    "century": _span,
}


@cache
def _locale(language: str) -> Locale:
    """What the CLDR knows of *language*; English where it does not know it."""
    try:
        return Locale.parse(ENGLISH if language == "en" else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


def _pattern(skeleton: str) -> str:
    """How the language orders the parts of a date; a whole day's, where no *skeleton* is named."""
    return _found_pattern(words.language(), skeleton)


@cache
def _found_pattern(language: str, skeleton: str) -> str:
    known = _locale(language)
    found = known.datetime_skeletons.get(skeleton) or known.date_formats["long"]
    return str(found.pattern)


def _set(pattern: str, *, year: int, month: int, day: int = 0) -> str:
    """A date set by a pattern of the CLDR such as `d MMMM y`.

    Not by Babel's own function, which knows only the years that Python's dates know.
    """
    return TOKEN.sub(partial(_part, year=year, month=month, day=day), pattern)


def _part(token: re.Match[str], *, year: int, month: int, day: int) -> str:
    part = token["part"]
    if part is None:
        return str(token["said"])
    if part[0] == "y":
        return _year(year)
    if part[0] == "d":
        return pgettext("the first day of a month", "1") if day == 1 else str(day)
    if len(part) < NAMED:
        return str(month)
    form = "format" if part[0] == "M" else "stand-alone"
    return str(_locale(words.language()).months[form]["wide"][month])


def _year(year: int) -> str:
    """A year; the year 0 is 1 BC, and -1 is 2 BC."""
    if year > 0:
        return str(year)
    before = _locale(words.language()).eras["abbreviated"][0]
    return f"{1 - year} {before}"


def _parts(day: str) -> tuple[int, int, int]:
    """The numbers of an ISO day."""
    year, month, number = day.partition("T")[0].rsplit("-", 2)
    return int(year), int(month), int(number)
