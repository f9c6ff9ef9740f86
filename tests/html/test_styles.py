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
