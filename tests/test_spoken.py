"""Dates and numbers in words: every form of EDTF levels 0 and 1 in every language we speak."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import spoken, words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "de", "fr", "es", "ar")

# as written | in English | German | French | Spanish | Arabic; ␣ is a space that does not break
FORMS = """
1967 | 1967 | 1967 | 1967 | 1967 | 1967
1967-05 | May 1967 | Mai 1967 | mai 1967 | mayo de 1967 | مايو 1967
1967-05-04 | 4 May 1967 | 4. Mai 1967 | 4 mai 1967 | 4 de mayo de 1967 | 4 مايو 1967
1968-02 | February 1968 | Februar 1968 | février 1968 | febrero de 1968 | فبراير 1968
1900-02 | February 1900 | Februar 1900 | février 1900 | febrero de 1900 | فبراير 1900
1968-02-29 | 29 February 1968 | 29. Februar 1968 | 29 février 1968 | 29 de febrero de 1968 | 29 فبراير 1968
1967-05-04T15:48 | 4 May 1967, 15:48 | 4. Mai 1967, 15:48 Uhr | 4 mai 1967 à 15␣h␣48 | 4 de mayo de 1967, 15:48 | 4 مايو 1967، 15:48
1967-05-04T15:48:09 | 4 May 1967, 15:48:09 | 4. Mai 1967, 15:48:09 Uhr | 4 mai 1967 à 15␣h␣48␣min␣09␣s | 4 de mayo de 1967, 15:48:09 | 4 مايو 1967، 15:48:09
1967-05-04T15:48Z | 4 May 1967, 15:48 (UTC) | 4. Mai 1967, 15:48 Uhr (UTC) | 4 mai 1967 à 15␣h␣48 (UTC) | 4 de mayo de 1967, 15:48 (UTC) | 4 مايو 1967، 15:48 (UTC)
1967-05-04T15:48-05:00 | 4 May 1967, 15:48 (UTC-05:00) | 4. Mai 1967, 15:48 Uhr (UTC-05:00) | 4 mai 1967 à 15␣h␣48 (UTC-05:00) | 4 de mayo de 1967, 15:48 (UTC-05:00) | 4 مايو 1967، 15:48 (UTC-05:00)
1967-05-04T15:48+0530 | 4 May 1967, 15:48 (UTC+0530) | 4. Mai 1967, 15:48 Uhr (UTC+0530) | 4 mai 1967 à 15␣h␣48 (UTC+0530) | 4 de mayo de 1967, 15:48 (UTC+0530) | 4 مايو 1967، 15:48 (UTC+0530)
1967-05-04T15:48-04 | 4 May 1967, 15:48 (UTC-04) | 4. Mai 1967, 15:48 Uhr (UTC-04) | 4 mai 1967 à 15␣h␣48 (UTC-04) | 4 de mayo de 1967, 15:48 (UTC-04) | 4 مايو 1967، 15:48 (UTC-04)
1967-05-04T00:00 | 4 May 1967, 00:00 | 4. Mai 1967, 00:00 Uhr | 4 mai 1967 à 00␣h␣00 | 4 de mayo de 1967, 00:00 | 4 مايو 1967، 00:00
0000 | 1 BC | 1 v. Chr. | 1 av. J.-C. | 1 a. C. | 1 ق.م
-0001 | 2 BC | 2 v. Chr. | 2 av. J.-C. | 2 a. C. | 2 ق.م
-0043-03-15 | 15 March 44 BC | 15. März 44 v. Chr. | 15 mars 44 av. J.-C. | 15 de marzo de 44 a. C. | 15 مارس 44 ق.م
0476 | 476 | 476 | 476 | 476 | 476
Y170000002 | 170000002 | 170000002 | 170000002 | 170000002 | 170000002
Y-17000 | 17001 BC | 17001 v. Chr. | 17001 av. J.-C. | 17001 a. C. | 17001 ق.م
1967-21 | spring 1967 | Frühjahr 1967 | printemps 1967 | primavera de 1967 | ربيع 1967
1967-22 | summer 1967 | Sommer 1967 | été 1967 | verano de 1967 | صيف 1967
1967-23 | autumn 1967 | Herbst 1967 | automne 1967 | otoño de 1967 | خريف 1967
1967-24 | winter 1967 | Winter 1967 | hiver 1967 | invierno de 1967 | شتاء 1967
1967? | 1967 (uncertain) | 1967 (ungewiss) | 1967 (date incertaine) | 1967 (fecha incierta) | 1967 (تاريخ غير مؤكد)
1967-05~ | about May 1967 | um Mai 1967 | vers mai 1967 | hacia mayo de 1967 | نحو مايو 1967
1967-05-04% | about 4 May 1967 (uncertain) | um den 4. Mai 1967 (ungewiss) | vers le 4 mai 1967 (date incertaine) | hacia el 4 de mayo de 1967 (fecha incierta) | نحو 4 مايو 1967 (تاريخ غير مؤكد)
1967-21? | spring 1967 (uncertain) | Frühjahr 1967 (ungewiss) | printemps 1967 (date incertaine) | primavera de 1967 (fecha incierta) | ربيع 1967 (تاريخ غير مؤكد)
196X | the 1960s | 1960er-Jahre | années 1960 | década de 1960 | عقد 1960
196X~ | about the 1960s | etwa 1960er-Jahre | années 1960 environ | década de 1960, aproximadamente | عقد 1960 تقريبًا
19XX | between 1900 and 1999 | zwischen 1900 und 1999 | entre 1900 et 1999 | entre 1900 y 1999 | بين 1900 و1999
1967-XX | 1967 | 1967 | 1967 | 1967 | 1967
1967-05-XX | May 1967 | Mai 1967 | mai 1967 | mayo de 1967 | مايو 1967
1967-XX-XX | 1967 | 1967 | 1967 | 1967 | 1967
1967/1968 | 1967 to 1968 | 1967 bis 1968 | 1967 – 1968 | 1967 – 1968 | من 1967 إلى 1968
1967-05/1967 | May 1967 to 1967 | Mai 1967 bis 1967 | mai 1967 – 1967 | mayo de 1967 – 1967 | من مايو 1967 إلى 1967
1967-05-04/1968-02 | 4 May 1967 to February 1968 | 4. Mai 1967 bis Februar 1968 | 4 mai 1967 – février 1968 | 4 de mayo de 1967 – febrero de 1968 | من 4 مايو 1967 إلى فبراير 1968
1967~/1968? | about 1967 to 1968 (uncertain) | um 1967 bis 1968 (ungewiss) | vers 1967 – 1968 (date incertaine) | hacia 1967 – 1968 (fecha incierta) | من نحو 1967 إلى 1968 (تاريخ غير مؤكد)
-0002/0003 | 3 BC to 3 | 3 v. Chr. bis 3 | 3 av. J.-C. – 3 | 3 a. C. – 3 | من 3 ق.م إلى 3
1967/.. | from 1967 | ab 1967 | depuis 1967 | desde 1967 | منذ 1967
1967/ | from 1967 | ab 1967 | depuis 1967 | desde 1967 | منذ 1967
../1967 | until 1967 | bis 1967 | jusqu’en 1967 | hasta 1967 | حتى 1967
/1967 | until 1967 | bis 1967 | jusqu’en 1967 | hasta 1967 | حتى 1967
circa 1967 | about 1967 | um 1967 | vers 1967 | hacia 1967 | نحو 1967
c. 1967-05 | about May 1967 | um Mai 1967 | vers mai 1967 | hacia mayo de 1967 | نحو مايو 1967
ca 196X | about the 1960s | etwa 1960er-Jahre | années 1960 environ | década de 1960, aproximadamente | عقد 1960 تقريبًا
Circa 1967? | about 1967 (uncertain) | um 1967 (ungewiss) | vers 1967 (date incertaine) | hacia 1967 (fecha incierta) | نحو 1967 (تاريخ غير مؤكد)
circa 1967/1968 | about 1967 to 1968 | um 1967 bis 1968 | vers 1967 – 1968 | hacia 1967 – 1968 | من نحو 1967 إلى 1968
1967/circa 1968 | 1967 to about 1968 | 1967 bis um 1968 | 1967 – vers 1968 | 1967 – hacia 1968 | من 1967 إلى نحو 1968
1968-08-01 | 1 August 1968 | 1. August 1968 | 1er août 1968 | 1 de agosto de 1968 | 1 أغسطس 1968
1967~ | about 1967 | um 1967 | vers 1967 | hacia 1967 | نحو 1967
1967-21~ | about spring 1967 | etwa Frühjahr 1967 | printemps 1967 environ | primavera de 1967, aproximadamente | ربيع 1967 تقريبًا
196X? | the 1960s (uncertain) | 1960er-Jahre (ungewiss) | années 1960 (date incertaine) | década de 1960 (fecha incierta) | عقد 1960 (تاريخ غير مؤكد)
000X | between 1 BC and 9 | zwischen 1 v. Chr. und 9 | entre 1 av. J.-C. et 9 | entre 1 a. C. y 9 | بين 1 ق.م و9
19XX~ | about between 1900 and 1999 | etwa zwischen 1900 und 1999 | entre 1900 et 1999 environ | entre 1900 y 1999, aproximadamente | بين 1900 و1999 تقريبًا
1967-05/.. | from May 1967 | ab Mai 1967 | depuis mai 1967 | desde mayo de 1967 | منذ مايو 1967
1967-05-04/ | from 4 May 1967 | ab dem 4. Mai 1967 | depuis le 4 mai 1967 | desde el 4 de mayo de 1967 | منذ 4 مايو 1967
1967~/.. | from about 1967 | um 1967 und später | vers 1967 et après | hacia 1967 y después | نحو 1967 وما بعد ذلك
196X/.. | from the 1960s | 1960er-Jahre und später | années 1960 et après | década de 1960 y después | عقد 1960 وما بعد ذلك
../1967-05 | until May 1967 | bis Mai 1967 | jusqu’en mai 1967 | hasta mayo de 1967 | حتى مايو 1967
/1967-05-04 | until 4 May 1967 | bis zum 4. Mai 1967 | jusqu’au 4 mai 1967 | hasta el 4 de mayo de 1967 | حتى 4 مايو 1967
../1967-21 | until spring 1967 | Frühjahr 1967 und früher | printemps 1967 et avant | primavera de 1967 y antes | ربيع 1967 وما قبل ذلك
"""  # noqa: E501 - a row stays a row

# as written | what a language that we have no words in makes of it, by the CLDR and in English
ELSEWHERE = """
ja | 1967-05-04 | 1967年5月4日
ja | 1967-05 | 1967年5月
pl | 1967-05-04 | 4 maja 1967
pl | 1967-05 | maj 1967
pt_BR | 1967-05-04 | 4 de maio de 1967
pt-BR | 1967~ | about 1967
en_US | 1967-05-04 | May 4, 1967
de_AT | 1967-01-04 | 4. Jänner 1967
de_AT | 196X | 1960er-Jahre
ar_SY | 1967-05-04 | 4 أيار 1967
xx | 1967-05-04 | 4 May 1967
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.speak("en")


@pytest.mark.parametrize("form", rows(FORMS), ids=lambda form: str(form[0]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_is_spoken_in_each_language(form: list[str], language: str) -> None:
    words.speak(language)
    expected = form[1 + LANGUAGES.index(language)]
    assert spoken.date(form[0]).replace("\N{NO-BREAK SPACE}", "␣") == expected


@pytest.mark.parametrize(("language", "text", "expected"), rows(ELSEWHERE))
def test_another_language_takes_its_months_and_their_order(
    language: str, text: str, expected: str
) -> None:
    words.speak(language)
    assert spoken.date(text) == expected


@pytest.mark.parametrize("text", ["May 1967", "67", "1967-13", "1967-04-31", "", "../..", "circa"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_date_is_spoken_as_it_is(text: str, language: str) -> None:
    words.speak(language)
    assert spoken.date(text) == text


@given(st.text(max_size=30))
def test_any_text_at_all_can_be_spoken(text: str) -> None:
    assert isinstance(spoken.date(text), str)


def test_the_language_of_the_machine_changes_nothing() -> None:
    script = (
        "import locale; locale.setlocale(locale.LC_ALL, ''); from broadsheet import spoken; "
        "print(spoken.date('1967-03-04'), spoken.number(12345), spoken.weekdays()[0][1])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "de", "LC_TIME": "de_DE.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "4 March 1967 12,345 Monday"


def test_stories_are_counted() -> None:
    told = [spoken.stories(count) for count in (0, 1, 2, 12345)]
    assert told == ["0 stories", "1 story", "2 stories", "12,345 stories"]


@pytest.mark.parametrize(
    ("size", "language", "expected"),
    [
        (1, "en", "1 kB"),
        (123_001, "en", "124 kB"),
        (999_001, "en", "1 MB"),
        (1_250_000, "de", "1,2 MB"),
        (44_000_000, "fr", "44 Mo"),
        (123_000, "fr", "123 ko"),
    ],
)
def test_a_file_is_so_large(size: int, language: str, expected: str) -> None:
    words.speak(language)
    assert " ".join(spoken.size(size).split()) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
    ],
)
def test_arabic_has_six_forms_of_a_number_of_stories(count: int, expected: str) -> None:
    words.speak("ar")
    assert spoken.stories(count) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "12.345 Artikel"), ("fr", "12\u202f345 articles"), ("es", "12.345 artículos")],
)
def test_large_numbers_have_the_separators_of_the_language(language: str, expected: str) -> None:
    words.speak(language)
    assert spoken.stories(12345) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_has_seven_days_that_begin_where_the_language_begins(language: str) -> None:
    words.speak(language)
    names = Locale.parse(language).days["stand-alone"]["wide"]
    days = [whole for _short, whole in spoken.weekdays()]
    assert days == [names[(spoken.first_weekday() + place) % 7] for place in range(7)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "May spring May 1967 the 1960s"),
        ("de", "Mai Frühjahr Mai 1967 1960er-Jahre"),
        ("fr", "mai printemps mai 1967 années 1960"),
        ("es", "mayo primavera mayo de 1967 década de 1960"),
        ("ar", "مايو الربيع مايو 1967 عقد 1960"),
    ],
)
def test_parts_of_a_date_are_named_for_headings(language: str, expected: str) -> None:
    words.speak(language)
    told = [spoken.month(5), spoken.season(21), spoken.month_of_year(1967, 5), spoken.decade(1960)]
    assert " ".join(told) == expected
