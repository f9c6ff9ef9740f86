"""Formulas that authors write in LaTeX, as MathML. The one module that knows latex2mathml."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST = 4000  # characters; what is longer is no formula
COMMAND = re.compile(r"\\[a-zA-Z]+")
UPRIGHT = re.compile(r"\\(?:mathrm|mathup|textrm|rm)\{([A-Za-z0-9 ]+)\}")
SAME = (
    ("{aligned}", "{split}"),
    ("{gathered}", "{split}"),
    (r"\not=", r"\neq "),
    (r"\not\in", r"\notin "),
    (r"\nonumber", ""),
    (r"\notag", ""),
)
"""What the library knows by another name, or what shows nothing."""

FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError)

PARTS = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""How many parts an element of MathML must have."""

ELEMENTS = frozenset(
    (
        "math", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
        "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup",
        "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "menclose", "none",
    )
)  # fmt: skip
KEPT = frozenset(
    (
        "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth",
        "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace",
        "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rowalign", "rowlines",
        "rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset",
        "width", "xmlns",
    )
)  # fmt: skip
"""What the elements may say of themselves on a page: never an address, a style or a colour."""


class UntranslatableError(Exception):
    """A formula that has something for which there is no translation."""


def mathml(tex: str) -> Element:
    """The formula *tex* in MathML; its texts are as they are read, without entities.

    Raises UntranslatableError where it cannot be read.
    """
    said = UPRIGHT.sub(r"\\text{\1}", tex)
    for name, other in SAME:
        said = said.replace(name, other)
    if len(said) > LONGEST or not said.strip():
        raise UntranslatableError("it is empty, or too long for a formula")
    try:
        tree = convert_to_element(said)
    except FAULTS as fault:
        raise UntranslatableError("its LaTeX is not understood") from fault
    except Exception as fault:
        # The library's own errors have no class in common.
        if not type(fault).__module__.startswith("latex2mathml"):
            raise
        raise UntranslatableError("its LaTeX is not understood") from fault
    for element in tree.iter():
        element.text = html.unescape(element.text or "") or None
    if found := COMMAND.search(" ".join(tree.itertext())):
        raise UntranslatableError(f"`{found[0]}` is not known")
    return tree


@cache
def markup(tex: str, *, block: bool) -> str:
    """The formula as an element `math` for a page, which carries its LaTeX for who cannot see it.

    Raises UntranslatableError as `mathml` does.
    """
    tree = mathml(tex)
    for element in tree.iter():
        _check(element)
        for name in set(element.keys()) - KEPT:
            del element.attrib[name]
    tree.set("display", "block" if block else "inline")
    tree.set("alttext", " ".join(tex.split()))
    return ET.tostring(tree, encoding="unicode")


def _check(element: Element) -> None:
    """Raise UntranslatableError where a browser would not know *element*, or miss a part of it."""
    if element.tag not in ELEMENTS:
        raise UntranslatableError(f"`{element.tag}` cannot be set")
    if len(element) != PARTS.get(element.tag, len(element)):
        raise UntranslatableError("it lacks something")
