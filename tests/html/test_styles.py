"""The rules that the templates and the style sheet keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadsheet.html import styles

THEME = Path(styles.THEME).parent
TEMPLATES = sorted(THEME.rglob("*.html"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
)
LONGEST_TEMPLATE = 120
ENHANCED = 7
"""The contrast of letters that WCAG asks for at its highest level."""


def _rules() -> str:
    """The style sheet without its comments and without the conditions of its media queries."""
    text = re.sub(r"/\*.*?\*/", "", styles.style_sheet(), flags=re.DOTALL)
    return re.sub(r"@media[^{]*", "@media ", text)


def test_the_layers_stand_in_their_order() -> None:
    found = re.findall(r"(?m)^@layer (\w+) \{", styles.style_sheet())
    assert [layer for place, layer in enumerate(found) if layer not in found[:place]] == list(
        styles.LAYERS
    )


def test_no_rule_shouts_down_another() -> None:
    assert "!important" not in styles.style_sheet()


def test_every_property_follows_the_direction_of_the_text() -> None:
    assert PHYSICAL.findall(_rules()) == []


def test_the_style_sheet_fetches_nothing() -> None:
    assert not re.search(r"url\(|@import|@font-face", _rules())


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "shade"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent"])
def test_every_ink_is_easy_to_read_on_every_paper(ink: str, paper: str, scheme: int) -> None:
    light, dark = (_shine(_values(name)[scheme]) for name in (paper, ink))
    dark, light = sorted((light, dark))
    assert (light + 0.05) / (dark + 0.05) >= ENHANCED


def _values(token: str) -> list[str]:
    """The colours of a token, by day and by night."""
    return re.findall(rf"--{token}: #(\w{{6}});", _rules())


def _shine(colour: str) -> float:
    """How bright a colour is; https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_every_brace_is_closed() -> None:
    assert _rules().count("{") == _rules().count("}")


def test_every_token_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", _rules()))
    assert used <= set(re.findall(r"(--[\w-]+)\s*:", _rules()))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_short(template: Path) -> None:
    assert len(template.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEMPLATE


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_trusts_no_value(template: Path) -> None:
    assert "|safe" not in template.read_text(encoding="utf-8").replace(" ", "")


def test_what_every_reader_loads_has_no_comments_and_no_indentation() -> None:
    sheet = styles.style_sheet()
    assert "/*" not in sheet
    assert not [line for line in sheet.splitlines() if line != line.strip() or not line]
