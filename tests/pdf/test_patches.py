"""Patches on a PDF: the bytes that they change, and the table that knows of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.pdf.patches import Patch, objects, patched
from broadsheet.pdf.typesetter import TypesetError

BODY = b"%PDF-1.7\n"


def pdf(*contents: bytes) -> bytes:
    """A PDF of objects with *contents*, which are in its table from last to first."""
    made, places = BODY, []
    for content in contents:
        places.append(len(made))
        made += b"1 0 obj\n%b\nendobj\n" % content
    rows = b"".join(b"%010d 00000 n\r\n" % place for place in reversed(places))
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b" % (len(contents) + 1, rows)
    return made + table + b"trailer\n<<>>\nstartxref\n%d\n%%%%EOF" % len(made)


def test_without_patches_it_is_the_same() -> None:
    whole = pdf(b"a", b"b")
    assert b"".join(patched(whole, [])) == whole


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=9), st.binary(max_size=20)), min_size=1))
def test_patched_it_is_as_if_made_so(contents: list[tuple[bytes, bytes]]) -> None:
    before, after = (pdf(*each) for each in zip(*contents, strict=True))
    places = sorted(objects(before))
    patches = [
        Patch(place + 8, place + 8 + len(old), new)
        for place, (old, new) in zip(places, contents, strict=True)
    ]
    assert b"".join(patched(before, reversed(patches))) == after


def test_a_pdf_without_a_table_is_refused() -> None:
    with pytest.raises(TypesetError, match="its table is not where"):
        patched(BODY, [])
