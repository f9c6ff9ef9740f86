"""What of a text is a word, and under which key and which stem it is found."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

from broadsheet.search import stems, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harbour, 1926", ["the", "harbour", "1926"]),
        ("the harbour's O'Brien", ["the", "harbour", "o", "brien"]),
        ("the 1920’s HARBOUR’S", ["the", "1920", "harbour"]),
        ("l'été l’hiver", ["l", "été", "l", "hiver"]),
        ("lighthouse-keeper snake_case", ["lighthouse", "keeper", "snake_case"]),
        ("ﬁre ＡＢＣ", ["fire", "abc"]),
        ("İstanbul", ["i̇stanbul"]),
        ("ΟΔΟΣ’Α", ["οδος", "α"]),
        ("हिन्दी", ["हिन्दी"]),
        ("ـــ مُحَمَّد", ["مُحَمَّد"]),
        ("昭和2年abc", ["昭和", "和", "2", "年", "abc"]),
        ("ｶﾞｽ 국립", ["ガス", "ス", "국립", "립"]),
        ("กขค", ["กข", "ขค", "ค"]),
        ("x" * 100, ["x" * tokens.LONGEST]),
        ("  –  ", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert tokens.words(text) == words


def test_plain_texts_are_cut_as_those_of_any_script_are() -> None:
    parts = ("a", "bus", "'", "’", "s", "S", " ", "_", ".", "9", "–", "…", "\u00a0", "\x1f", "\n")
    for signs in product(parts, repeat=4):
        text = "".join(signs)
        *found, foreign = tokens.words(f"{text} \u0915")  # whose script has the general rules
        assert (tokens.words(text), foreign) == (found, "\u0915"), text


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("été", "ete"),
        ("straße", "strasse"),
        ("łódź", "lodz"),
        ("i̇stanbul", "istanbul"),
        ("οδος", "οδοσ"),
        ("مُحَمَّد", "محمد"),
        ("شَـــمس", "شمس"),
        ("שָׁלוֹם", "שלום"),
        ("がす", "がす"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_a_word_is_found_without_its_accents(word: str, key: str) -> None:
    assert tokens.key(word) == key


def test_letters_marks_and_numbers_of_all_scripts_are_parts_of_words() -> None:
    silent = tokens.SILENT_RUN
    wrong = [
        code
        for code in range(0x110000)
        if unicodedata.category(char := chr(code)) not in {"Cs", "Cn", "Co"}
        and not silent.fullmatch(unicodedata.normalize("NFKC", char))
        and bool(tokens.words(char)) != (unicodedata.category(char)[0] in "LMN" or char == "_")
    ]
    assert wrong == []


def test_forms_of_a_word_share_a_group_in_one_language_alone() -> None:
    assert stems.group("en", "harbours") == stems.group("en", "harbour")
    assert stems.group("de", "wars") != stems.group("en", "wars")


def test_languages_without_a_class_at_sphinx_are_stemmed_too() -> None:
    assert stems.group("ar", "المكتبات") == stems.group("ar", "مكتبة")


@pytest.mark.parametrize("word", ["1926", "b29", "国立"])
def test_numbers_and_pairs_belong_to_no_language(word: str) -> None:
    assert stems.group("en", word) == stems.group("de", word) == f" {word}"


def test_a_language_is_known_by_its_first_part() -> None:
    assert [stems.primary(tag) for tag in ("pt-BR", "zh_TW", "nb", "EN")] == [
        "pt",
        "zh",
        "no",
        "en",
    ]
