"""Whatever an entry holds, its PDF is made, and says what no visitor could."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pdf.conftest import Printed

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])
MARKUP = st.sampled_from(
    [
        *(
            "#",
            "##",
            "*",
            "**",
            "_",
            "`",
            "```",
            ":::",
            "::::",
            "{note}",
            "{photo}",
            "{table}",
            ">",
        ),
        *(
            "- ",
            "1. ",
            "|a|b|\n|-|-|\n",
            "[^a]",
            "[^a]: ",
            "[x](",
            ")",
            "![",
            "]",
            "---",
            "\n",
            "\n\n",
        ),
        *(
            "(a)=",
            "{sic}`x`",
            "{redacted}",
            ":::{poll} q\n",
            ":::{dropdown} d\n",
            "$",
            "%",
            "\\",
            "  ",
        ),
        *(
            "::::{content-warning} w\n",
            ":::{list-table}\n",
            ":::{figure} x.png\n",
            "term\n: meaning\n",
        ),
    ]
)
TEXTS = st.lists(MARKUP | st.text(LETTERS, max_size=12), max_size=30).map(" ".join)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=10, max_size=25))
def test_a_pdf_is_made_of_any_text(print_in: Callable[..., Printed], texts: list[str]) -> None:
    files = {
        f"1926/e{number}/index.md": f"---\ntitle: T\n---\n{text}\n"
        for number, text in enumerate(texts)
    }
    with tempfile.TemporaryDirectory() as folder:
        result = print_in(Path(folder) / "archive", files)
        assert not result.kinds() & {"pdf_failed", "unknown_node"}
        assert all(result.pdf(f"1926/e{number}").exists() for number in range(len(texts)))
        assert result.volume.exists()
