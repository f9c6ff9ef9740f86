"""The typesetter: what it learns from Typst's errors, and what comes out of its PDFs."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.pdf.escape import literal, loosened, pieces, prose
from broadsheet.pdf.room import Room
from broadsheet.pdf.typesetter import Faults, TypesetError, Typesetter

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    '#import "/broadsheet.typ": *\n'
    '#show: paper.with(title: "T", setting: (fonts: ("Libertinus Serif",)))\n'
)
PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("room"))
    made.furnish()
    return made


@pytest.fixture(scope="module")
def bare(room: Room) -> Typesetter:
    """A typesetter that has the fonts of Typst itself, and no others."""
    return Typesetter(room.path, system_fonts=False)


def _text(pdf: bytes, *, layout: bool = False) -> str:
    options = ["-layout"] if layout else []
    return subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"],  # noqa: S607 - as the machine has it
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()


def _printed(setter: Typesetter, body: str, faults: Faults | None = None) -> str:
    source = f"{HEAD}{body}\n"
    return _text(setter.pdf(source, timestamp=0, faults=faults or Faults()))


@settings(max_examples=60, deadline=None)
@given(st.text(PRINTABLE, min_size=1, max_size=300))
def test_what_goes_in_comes_out(bare: Typesetter, text: str) -> None:
    words = "#seam".join(f"#{prose(piece)}" for piece in pieces(f"begin {text} end"))
    shown = _printed(bare, words).removesuffix("\n\n1\n\n\x0c")
    wanted = f"begin{text}end"
    assert _letters(shown) == _letters(wanted)


def _letters(text: str) -> str:
    """*text* without spaces, soft hyphens and line ends' hyphens, which the page decides."""
    return "".join(
        character for character in text if character not in "-\u00ad" and not character.isspace()
    )


@pytest.mark.parametrize(
    "start", ["- ", "+ ", "1. ", "= ", "/ a: ", "// ", "/* ", "#", "$", "```", "@a"]
)
def test_nothing_at_the_start_of_a_line_is_markup(bare: Typesetter, start: str) -> None:
    text = f"{start}word -- and --- ... ~ 'x' \"y\" https://example.org"
    assert text in " ".join(_printed(bare, f"\n\n#{literal(text)}\n").split())


def test_a_character_without_a_font_becomes_its_number(bare: Typesetter) -> None:
    faults = Faults()
    assert "before U+65E5 after" in _printed(bare, '#"before 日 after"', faults)
    assert faults.clusters == {"日"}


def test_a_private_character_becomes_its_number(bare: Typesetter) -> None:
    assert "U+E000" in _printed(bare, '#"\ue000"')


def test_a_replaced_character_may_mean_something_to_patterns(bare: Typesetter) -> None:
    faults = Faults(clusters={"]", "^", "\\", "-", "~"})
    assert "a U+005D b U+005E c U+002D d" in _printed(bare, '#"a]b^c-d"', faults)


def test_a_broken_picture_becomes_a_note(bare: Typesetter, room: Room, tmp_path: Path) -> None:
    file = tmp_path / "broken.png"
    file.write_bytes(b"\x89PNG nothing")
    path = room.picture(file, tmp_path).path
    room.keep_story(
        "broken",
        f'#picture(\n"{path}", "broken.png", "a dog", none, () => image("{path}", alt: "a dog")\n)',
    )
    faults = Faults()
    shown = " ".join(_printed(bare, '#include "/stories/broken.typ"', faults).split())
    assert "could not be shown (broken.png). a dog" in shown
    assert faults.pictures == {path}


def test_an_error_that_cannot_be_mended_names_its_story(bare: Typesetter, room: Room) -> None:
    room.keep_story("wrong", "#nothing-of-that-name()")
    with pytest.raises(TypesetError, match="unknown variable") as caught:
        _printed(bare, '#include "/stories/wrong.typ"')
    assert room.docname_of(caught.value.file) == "wrong"


def test_the_same_source_gives_the_same_bytes(bare: Typesetter, room: Room) -> None:
    source = f'{HEAD}#"text"'
    other = Typesetter(room.path, system_fonts=False)
    made = [setter.pdf(source, timestamp=5, faults=Faults()) for setter in (bare, other)]
    assert made[0] == made[1]


@pytest.mark.parametrize("length", [100, 3000, 50_000])
def test_an_endless_line_of_code_is_printed_within_the_page(bare: Typesetter, length: int) -> None:
    shown = _printed(bare, f"#code-block({literal(loosened('x' * length))})")
    assert shown.count("x") == length
    assert max(map(len, shown.split())) < 120


def test_an_error_leads_to_its_story_whatever_the_folders_are_called(bare: Typesetter) -> None:
    docname = "1926/stories/pictures/a"
    story = bare.room / f"stories/{docname}.typ"
    story.parent.mkdir(parents=True)
    story.write_text("#nonsense\n")
    with pytest.raises(TypesetError) as error:
        bare.pdf(f'#include "/stories/{docname}.typ"\n', timestamp=0, faults=Faults())
    assert error.value.file == f"/stories/{docname}.typ"
