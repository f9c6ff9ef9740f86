"""A doctree becomes Typst: every node a call of a function of the template, every text a literal.

Nothing here knows how the page looks; that is the template's part. A node without a visitor of its
own is printed as the nearest docutils class that has one; a class that nobody knows is a complaint,
and what it holds is printed all the same.
"""

from __future__ import annotations

from broadsheet.pdf.blocks import Blocks
from broadsheet.pdf.words import Words


class TypstTranslator(Blocks, Words):
    """The visitor that writes one story."""
