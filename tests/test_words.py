"""Our own words: gathered whole, translated whole, and said in the language of the site.

The catalogues are written by `make words`; the tests here say what it would change.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import locale

from broadsheet import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from babel.messages.catalog import Message
    from tests.conftest import Archive, Built

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extensions" / "broadsheet"
SCRIPT = ROOT / "workshop" / "words.py"
LANGUAGES = ("ar", "de", "es", "fr")
PLACE = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w*\}")
SAYING = {"_", "ngettext", "pgettext"}
GATHER = "run `make words` and translate what it names"


@cache
def workshop() -> Any:  # noqa: ANN401 - a module that is no part of the package
    """The script that writes the catalogues."""
    spec = importlib.util.spec_from_file_location("workshop_words", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def gathered() -> Any:  # noqa: ANN401 - Babel's catalogue
    """The words of the code and of the templates, as they are now."""
    return workshop().template()


def held(language: str) -> Any:  # noqa: ANN401 - Babel's catalogue
    """The catalogue of *language* as it is kept."""
    return workshop().read(workshop().catalogues()[language], language)


def messages(catalogue: Any) -> list[Message]:  # noqa: ANN401 - Babel's catalogue
    return list(workshop().said(catalogue))


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.speak("en")
    locale.translators.clear()  # Sphinx's own would speak the last language for ever


# The catalogues.


def test_every_language_that_we_supply_has_a_catalogue() -> None:
    assert set(LANGUAGES) <= set(workshop().catalogues())


def test_all_words_are_gathered() -> None:
    """The names of new words, and of those that are said no more, in the message."""
    kept = workshop().LOCALE / "broadsheet.pot"
    now = {workshop().named(message) for message in messages(gathered())}
    then = {workshop().named(message) for message in messages(workshop().read(kept, "en"))}
    assert (sorted(now - then), sorted(then - now)) == ([], []), GATHER
    assert kept.read_text("utf-8") == workshop().text(gathered()), GATHER


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    now = workshop().updated(held(language), gathered())
    assert workshop().untranslated(now) == [], GATHER


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_as_the_workshop_writes_it(language: str) -> None:
    path = workshop().catalogues()[language]
    now = workshop().updated(held(language), gathered())
    assert path.read_text("utf-8") == workshop().text(now), GATHER


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = workshop().catalogues()[language].with_suffix(".mo")
    now = workshop().updated(held(language), gathered())
    assert path.read_bytes() == workshop().compiled(now), GATHER


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_the_original(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in messages(held(language))
        for form in forms(message)
        if not fits(message, form)
    ]
    assert wrong == []


def forms(message: Message) -> tuple[str, ...]:
    """The translation of *message*, or all its plural forms, as far as there are any."""
    found = (message.string,) if isinstance(message.string, str) else message.string or ()
    return tuple(form for form in found if form)


def fits(message: Message, form: str) -> bool:
    """Whether *form* has the places of *message*; a form for 0, 1 or 2 may leave the number out."""
    if isinstance(message.id, str):
        return sorted(PLACE.findall(form)) == sorted(PLACE.findall(message.id))
    return set(PLACE.findall(form)) <= set(PLACE.findall(message.id[1]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_with_the_spaces_of_the_original(language: str) -> None:
    wrong = [
        (message.id, form)
        for message in messages(held(language))
        for form in forms(message)
        if isinstance(message.id, str) and ends(form) != ends(message.id)
    ]
    assert wrong == []


def ends(text: str) -> tuple[bool, bool]:
    """Whether *text* begins or ends with a plain space; French sets one before some signs."""
    return text.startswith(" "), text.endswith(" ")


def test_a_word_has_no_spaces_around_it() -> None:
    stray = [
        message.id
        for message in messages(gathered())
        if isinstance(message.id, str) and message.id.strip() not in {message.id, ",", ";"}
    ]
    assert stray == []


# The code that says them.


def test_nothing_is_said_while_a_module_is_loaded() -> None:
    """On import nobody knows the language yet: there, `marked` notes a word for translation."""
    early = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}: use `marked`, and `_` where it is said"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in calls_on_import(ast.parse(path.read_text("utf-8")))
    ]
    assert early == []


def calls_on_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls below *node* that say a word when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", "") in SAYING:
            yield child
        yield from calls_on_import(child)


def test_only_our_own_catalogue_is_asked_for_what_readers_see() -> None:
    strays = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"from sphinx\.locale import .*\b_\b(?!_)", path.read_text("utf-8"))
    ]
    assert strays == []


def test_a_sentence_is_not_put_together_before_it_is_looked_up() -> None:
    """`_(f"…")` and `_("…" % x)` are in no catalogue."""
    wrong = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in SAYING | {"marked"}
        and any(isinstance(given, ast.JoinedStr | ast.BinOp) for given in call.args)
    ]
    assert wrong == []


# What is said.


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Correction"),
        ("de", "Berichtigung"),
        ("de_AT", "Berichtigung"),
        ("de-CH", "Berichtigung"),
        ("fr", "Rectificatif"),
        ("es", "Corrección"),
        ("ar", "تصويب"),
        ("xx", "Correction"),
    ],
)
def test_a_word_is_said_in_the_language_of_the_site(language: str, expected: str) -> None:
    words.speak(language)
    assert words._("Correction") == expected


def test_the_next_language_replaces_the_one_before() -> None:
    words.speak("de")
    words.speak("en")
    assert words._("Correction") == "Correction"


def test_a_number_takes_the_form_of_the_language() -> None:
    words.speak("ar")
    told = [words.ngettext("%(count)s story", "%(count)s stories", n) for n in (1, 2, 3)]
    assert told == ["مقال واحد", "مقالان", "%(count)s مقالات"]


# The site.

ENTRY = """---
title: The Strike
byline: By Ann Smith
published: 1926-05-07
published_as_printed: Friday, May 7, 1926
page: 3
language: en
---
Nothing moved.

:::{correction}
:date: 1926-05-09
The quay is longer.
:::

:::{archivist-note}
Copied from a cutting.
:::
"""
OWN = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Correction"
msgstr "Errata"
"""


@pytest.fixture
def in_language(archive: Archive) -> Callable[[str], Built]:
    """A function that builds the site of one entry in a language."""

    def build(language: str) -> Built:
        conf = (archive.root / "conf.py").read_text("utf-8")
        archive.write("conf.py", f'{conf}language = "{language}"\n')
        archive.entry(ENTRY)
        return archive.built(into=f"_build_{language}")

    return build


def test_the_archive_speaks_its_language_within_a_story_of_another(
    in_language: Callable[[str], Built],
) -> None:
    article = in_language("ar").article()
    said = {
        " ".join(part.text_content().split()): (part.get("lang"), part.get("dir"))
        for part in article.xpath(".//*[@lang='ar']")
    }
    assert said["(7 مايو 1926)"] == ("ar", "rtl")
    assert said["تصويب، 9 مايو 1926"] == ("ar", "rtl")
    assert said["صفحة 3"] == ("ar", "rtl")


def test_a_story_in_the_language_of_the_site_says_so_once(
    in_language: Callable[[str], Built],
) -> None:
    assert in_language("en").article().xpath(".//*[@lang]") == []


def test_an_archive_may_word_things_in_its_own_way(
    archive: Archive, in_language: Callable[[str], Built]
) -> None:
    archive.write("locales/de/LC_MESSAGES/broadsheet.po", OWN)
    labels = in_language("de").article().xpath(".//*[contains(@class, 'label')]")
    assert [label.text_content() for label in labels][0] == "Errata, 9. Mai 1926"  # noqa: RUF015


def test_two_sites_built_one_after_the_other_speak_their_own_languages(
    in_language: Callable[[str], Built],
) -> None:
    in_language("de")
    assert "Correction, 9 May 1926" in in_language("en").words()


def test_a_list_says_which_of_its_words_are_the_archive_s(
    in_language: Callable[[str], Built],
) -> None:
    story = in_language("ar").page("1926/index.html").xpath("//li[contains(@class, 'story')]")[0]
    own = [part.text_content() for part in story.xpath(".//*[@lang='ar' and @dir='rtl']")]
    assert (story.get("lang"), story.get("dir"), own) == (
        "en",
        "ltr",
        ["(7 مايو 1926)", "صفحة 3"],
    )


def test_other_words_make_every_page_anew(
    archive: Archive, in_language: Callable[[str], Built]
) -> None:
    in_language("de")
    archive.write("locales/de/LC_MESSAGES/broadsheet.po", OWN)
    assert "Errata" in archive.built(into="_build_de").words()


def test_on_paper_too_our_words_within_a_story_are_kept_apart(
    archive: Archive, in_language: Callable[[str], Built]
) -> None:
    in_language("ar")
    archive.built("pdf", into="_build_ar")
    room = archive.root.parent / "_build_ar" / "doctrees" / ".pdf"
    story = (room / "stories/1926/05/strike/index.typ").read_text("utf-8")
    right_to_left = '#"\N{RIGHT-TO-LEFT ISOLATE}"'
    assert f'{right_to_left}#in-language([#"(7 مايو 1926)"], language: "ar")' in story
