"""Dates as newspapers and sites print them, read into EDTF and never sharpened.

`December 31, 2024 at 3:48pm` becomes `2024-12-31T15:48`. A day without its year, a two-digit year,
a date of numbers that could be either way round, an hour without minutes: each is found as the date
it is, and what cannot be known is left out and said. A time zone's letters (EST, CST, IST) stand
for several zones; only UTC, GMT, Z and a printed offset become an offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.model import dates

# The months as printed in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
# Czech and the languages of Scandinavia, long and short.
MONTH_WORDS = (
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro stycznia ledna",
    "february feb februar feber februari février févr febrero febbraio fevereiro lutego února",
    "march mar märz mrz mars marzo março maart marts marca března",
    "april apr avril avr abril abr aprile kwietnia dubna",
    "may mai mayo maggio mag maio mei maj maja května",
    "june jun juni juin junio giugno giu junho czerwca června",
    "july jul juli juillet juil julio luglio lug julho lipca července",
    "august aug augusti août aout agosto ago augustus sierpnia srpna",
    "september sep sept septembre septiembre setiembre settembre set setembro września září",
    "october oct oktober okt octobre octubre ottobre ott outubro out października října",
    "november nov novembre noviembre novembro listopada listopadu",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia",
)
MONTHS = {
    word: number for number, words in enumerate(MONTH_WORDS, start=1) for word in words.split()
}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?!\w)\.?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d(?!\d?\s?[:.h]\s?\d\d))"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
    r"|(?:mo|di|mi|do|fr|sa|so|mon|diens|donners|frei|sams|sonn)(?:tag)?|mittwoch|sonnabend"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?(?:,?\s+(?:(?:den|le|el)\s+)?)"
)
NUMBERED = r"(?P<{0}>0?[1-9]|1[0-2])"
AT = r"[\s,|•·–—-]*(?:\b(?:at|um|à|a las|às|kl\.?|klo|alle)\s*)?"
ZONE = (
    r"\s*\(?(?P<zone>(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d"
    r"|[ECMPA][SD]?T|BST|WES?T|CES?T|EES?T|MES?Z|A[CEW][SD]T|NZ[SD]T|[IJKMHP][SKE]T|SAST|PHT)"
    r"(?:\b|(?=(?-i:[A-Z][a-z])))\)?"
)
CLOCK = (
    r"(?P<hour>2[0-4]|[01]?\d)(?:\s?[:.h]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"(?:\s?(?P<half>[ap]\.?\s?m\b\.?))?(?:\s*(?:Uhr|hrs|h)\b)?"
)
TIME_AFTER = re.compile(rf"(?:T|{AT})(?!\d{{3}}){CLOCK}(?:{ZONE})?", re.IGNORECASE)
TIME_BEFORE = re.compile(
    rf"(?<![\d:.]){CLOCK}(?:{ZONE})?[\s,|/•·–—-]*(?:\bon\s+)?(?:{WEEKDAY})?$", re.IGNORECASE
)

ORDINAL = r"(?:st|nd|rd|th|er|º|ª)?"
# A month may stand right behind a word of small letters, where a page sets no space between.
BEFORE = r"(?:(?<!\w)|(?<=(?-i:[a-z]))(?=(?-i:[A-Z])))"
SHAPES = tuple(
    re.compile(rf"(?:\b{WEEKDAY})?{shape}", re.IGNORECASE)
    for shape in (
        rf"{BEFORE}{MONTH}\s*{DAY}{ORDINAL}(?:,\s*|\s+){YEAR}",
        rf"(?<![\d:.]){DAY}(?:{ORDINAL}\b|\.|º)?\s*(?:of\s+|de\s+)?{MONTH},?\s*(?:de\s+|del\s+)?{YEAR}",
        rf"(?<![\d-]){YEAR}-{NUMBERED.format('month')}-{DAY}(?!\d)",
        rf"(?<![\d/.]){YEAR}(?P<dot>[./])\s?{NUMBERED.format('month')}(?P=dot)\s?{DAY}(?!\d)",
        rf"(?<![\d.]){DAY}\.\s?{NUMBERED.format('month')}\.\s?{YEAR}",
        rf"{YEAR}年\s?{NUMBERED.format('month')}月\s?{DAY}日",
        rf"{YEAR}년\s?{NUMBERED.format('month')}월\s?{DAY}일",
    )
)
SLASHED = re.compile(rf"(?<![\d/])(?P<first>\d\d?)[/-](?P<second_number>\d\d?)[/-]{YEAR}")
MONTH_ALONE = re.compile(rf"(?<![\w.,]){MONTH},?\s+(?:de\s+)?{YEAR}", re.IGNORECASE)
NO_YEAR = re.compile(
    rf"(?:\b{WEEKDAY})?(?<!\w)(?:{MONTH}\s+{DAY}{ORDINAL}(?![\w,]*\d)"
    rf"|{DAY.replace('day', 'day_1')}(?:{ORDINAL}\b|\.)?\s+{MONTH.replace('month', 'month_1')})"
    r"(?!\w)",
    re.IGNORECASE,
)
SMALL_WORDS = re.compile(r"\b(?:ago|dic|gen|lug|mag|mai|mar|march|may|mei|out|set)\b")
SHORT_YEAR = re.compile(r"(?<![\d/.])\d\d?([/.])\d\d?\1\d\d(?![\d/.])")
LAST_MONTH = 12
NOON = 12
CONNECTED = re.compile(r"\b(?:on|am|vom|le|el|il|em|den)\s+$", re.IGNORECASE)
UPDATED = re.compile(
    r"\b(?:(?:last\s+)?(?:updated|modified)|update|aktualisiert|akt\.?|zuletzt|stand"
    r"|mise? à jour|modifié|actualizado|aggiornato|atualizado|oppdatert|uppdaterad"
    r"|aktualizacja|bijgewerkt)"
    r"(?:\s+(?:on|at|am|le|el|il|em))?\s*[:.]?\s*$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:(?:first|originally)\s+)?(?:published|posted|publi[ée]e?|publicado|pubblicato|veröffentlicht"
    r"|publiziert|erstellt|publisert|publicerad|publikacja|gepubliceerd|erschienen|created|filed)"
    r"(?:\s+(?:on|at|am|le|el|il|em))?\s*[:.]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a line: its words, what they come to, and what could not be known.

    ``edtf`` is empty where the words do not fix a date. ``label`` is ``published``, ``updated`` or
    empty, by the word printed before the date. ``start`` and ``end`` take in the date alone,
    ``label_start`` the label too. ``doubt`` is a sentence for the archivist, or empty;
    ``impossible`` tells that there is no such day.
    """

    printed: str
    edtf: str
    start: int
    end: int
    label: str
    label_start: int
    doubt: str = ""
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class _Day:
    """Where a day stands in a line, and its EDTF."""

    edtf: str
    start: int
    end: int
    doubt: str = ""
    impossible: bool = False


def find_all(line: str) -> tuple[PrintedDate, ...]:
    """Every date printed in *line*, in order."""
    found: list[PrintedDate] = []
    position = 0
    while (date := _find(line, position)) is not None:
        found.append(date)
        position = date.end
    return tuple(found)


def find(line: str) -> PrintedDate | None:
    """The first date printed in *line*, or None."""
    return _find(line, 0)


def _find(line: str, position: int) -> PrintedDate | None:
    days = [day for day in (_plain(line, position), _slashed(line, position)) if day]
    day = min(days, key=lambda each: each.start) if days else _vague(line, position)
    if day is None:
        return None
    time = _time(line, day, position)
    label, label_start = _label(line, position, time.start)
    printed = line[time.start : time.end].strip()
    return PrintedDate(
        printed, time.edtf, time.start, time.end, label, label_start, time.doubt, day.impossible
    )


def _plain(line: str, position: int) -> _Day | None:
    """The first date that can be read one way only."""
    matches = [match for shape in SHAPES if (match := shape.search(line, position))]
    if not matches:
        return None
    match = min(matches, key=lambda each: (each.start(), -each.end()))
    return _checked(match, match["year"], _month(match["month"]), int(match["day"]))


def _month(words: str) -> int:
    return int(words) if words.isdigit() else MONTHS[words.casefold()]


def _checked(match: re.Match[str], year: str, month: int, day: int) -> _Day:
    edtf = f"{year}-{month:02}-{day:02}"
    try:
        dates.read(edtf)
    except ValueError as error:
        return _Day("", *match.span(), doubt=str(error), impossible=True)
    return _Day(edtf, *match.span())


def _slashed(line: str, position: int) -> _Day | None:
    """A date of three numbers, where only one way round is a date."""
    match = SLASHED.search(line, position)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second_number"])
    if first == second or (first <= LAST_MONTH < second):
        return _checked(match, match["year"], first, second)
    if second <= LAST_MONTH < first:
        return _checked(match, match["year"], second, first)
    doubt = f"`{match[0]}` can be read with the day or with the month first"
    return _Day("", *match.span(), doubt=doubt)


def _vague(line: str, position: int) -> _Day | None:
    """A date that lacks a part: its day, its year, or two digits of it."""
    if match := MONTH_ALONE.search(line, position):
        return _Day(f"{match['year']}-{_month(match['month']):02}", *match.span())
    if (match := NO_YEAR.search(line, position)) and not SMALL_WORDS.search(match[0]):
        return _Day("", *match.span(), doubt=f"`{match[0]}` has no year")
    if match := SHORT_YEAR.search(line, position):
        return _Day("", *match.span(), doubt=f"`{match[0]}` does not say which century")
    return None


def _time(line: str, day: _Day, position: int) -> _Day:
    """*day* with the time printed after it, or before it."""
    after = TIME_AFTER.match(line, day.end)
    if after and _is_time(after):
        return _with_time(day, after, day.start, after.end())
    before = TIME_BEFORE.search(line, position, day.start)
    if before and _is_time(before):
        return _with_time(day, before, before.start(), day.end)
    return day


def _is_time(match: re.Match[str]) -> bool:
    """Whether the numbers are a time of day: minutes, or am and pm, say so."""
    return bool(match["minute"] or match["half"])


def _with_time(day: _Day, clock: re.Match[str], start: int, end: int) -> _Day:
    if len(day.edtf) < len("2024-12-31"):
        return _Day(day.edtf, start, end, day.doubt)
    if not clock["minute"]:
        doubt = f"`{clock[0].strip(' ,')}` is an hour without minutes; only the day is kept"
        return _Day(day.edtf, start, end, doubt)
    offset, doubt = _offset(clock["zone"] or "")
    hour = _hour(int(clock["hour"]), clock["half"] or "")
    second = f":{clock['second']}" if clock["second"] else ""
    edtf = f"{day.edtf}T{hour:02}:{clock['minute']}{second}{offset}"
    try:
        dates.read(edtf)
    except ValueError as error:
        return _Day(day.edtf, start, end, str(error))
    return _Day(edtf, start, end, doubt)


def _hour(hour: int, half: str) -> int:
    """The hour of a clock of 24 hours; 15pm stays 15."""
    if not half or hour > NOON:
        return hour
    return hour % NOON + (NOON if half[0] in "pP" else 0)


def _offset(zone: str) -> tuple[str, str]:
    """The offset that *zone* stands for beyond doubt, and the doubt where it does not."""
    name = zone.upper()
    if name in {"", "Z", "UTC", "GMT"}:
        return ("Z" if name else ""), ""
    if match := re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d\d))?", name):
        return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}", ""
    return "", f"`{zone}` names several time zones; it is kept in the date as printed only"


def _label(line: str, position: int, start: int) -> tuple[str, int]:
    """The word before a date that says what happened then, and where that word begins."""
    before = line[position:start]
    if match := UPDATED.search(before):
        return "updated", position + match.start()
    if match := PUBLISHED.search(before):
        return "published", position + match.start()
    match = CONNECTED.search(before)
    return "", position + match.start() if match else start
