"""Formulas: MathML's elements become calls of functions of Typst or of the template.

As everywhere, what an entry holds stays within string literals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.mathematics import UntranslatableError, mathml
from broadsheet.pdf.escape import literal, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

DEEPEST = 24  # more would be deeper than Typst follows
OPENING, CLOSING = frozenset("([{|‖⟨⌈⌊∥⟦"), frozenset(")]}|‖⟩⌉⌋∥⟧")
ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "´": "\u0301",
    "`": "\u0300",
    "˚": "\u030a",
    "→": "\u20d7",
    "←": "\u20d6",
    "⃛": "\u20db",
}
LINES = {
    **dict.fromkeys("―¯‾", "math.overline"),
    "⏞": "math.overbrace",
    "⎴": "math.overbracket",
}
LINES_BELOW = {
    **dict.fromkeys("―_¯", "math.underline"),
    "⏟": "math.underbrace",
    "⎵": "math.underbracket",
}
WITH_LIMITS = re.compile("lim|max|min|sup|inf|det|gcd|Pr")
WIDTHS = {"negativethinmathspace": -0.167}
WIDTH = re.compile(r"(-?\d*\.?\d+)(em)?")


def formula(tex: str, *, block: bool, number: str = "") -> str:
    """The call that sets the formula *tex*, in a line or as a block, without its leading `#`.

    Raises UntranslatableError where it cannot be set.
    """
    tree = mathml(printable(tex))
    letters = "".join(tree.itertext())
    options = f"letters: {literal(letters)}, block: {str(block).lower()}, number: {literal(number)}"
    return f"formula({literal(tex.strip())}, {options}, [{_row(tree, 0)}])"


def _set(element: Element, depth: int) -> str:
    """What stands for *element*: calls, each with its `#`."""
    if depth > DEEPEST:
        raise UntranslatableError("it is nested too deeply")
    translate = ELEMENTS.get(element.tag)
    if translate is None:
        raise UntranslatableError(f"`{element.tag}` cannot be set")
    return translate(element, depth + 1)


def _call(function: str, *contents: str, **named: str) -> str:
    arguments = [f"[{content}]" for content in contents]
    arguments += [f"{name}: [{content}]" for name, content in named.items() if content]
    return f"#{function}({', '.join(arguments)})"


def _children(element: Element, number: int, depth: int) -> list[str]:
    """The children of an element that has a fixed *number* of them."""
    if len(element) != number:
        raise UntranslatableError("it lacks something")
    return [_set(child, depth) for child in element]


def _said(element: Element) -> str:
    return (element.text or "").replace("\xa0", " ")


# Rows, in which brackets grow with what they hold.


def _row(element: Element, depth: int) -> str:
    """The children one after the other."""
    children = list(element)
    if _is_fenced(children):
        return _call("math.lr", "".join(_set(child, depth) for child in children))
    return "".join(_parts(children, depth))


def _is_fenced(children: list[Element]) -> bool:
    """Whether a row begins and ends with the brackets of LaTeX's left and right."""
    ends = (children[0].get("form"), children[-1].get("form")) if children else ()
    return ends == ("prefix", "postfix")


def _parts(children: list[Element], depth: int) -> Iterable[str]:
    """The parts of a row; a matrix or a binomial takes the brackets beside it along."""
    at = 0
    while at < len(children):
        reach = _bracketed(children[at : at + 3])
        if reach:
            inner = "".join(_set(child, depth) for child in children[at : at + reach])
            yield _call("math.lr", inner)
        else:
            yield _set(children[at], depth)
        at += reach or 1


def _bracketed(three: list[Element]) -> int:
    """How many of the next elements are a tall thing with its brackets: three, two, or none."""
    if len(three) < 2 or not _is_bracket(three[0], OPENING) or not _is_tall(three[1]):  # noqa: PLR2004
        return 0
    return 3 if len(three) > 2 and _is_bracket(three[2], CLOSING) else 2  # noqa: PLR2004


def _is_bracket(element: Element, among: frozenset[str]) -> bool:
    return element.tag == "mo" and _said(element) in among


def _is_tall(element: Element) -> bool:
    return element.tag == "mtable" or element.get("linethickness") == "0"


# What is written: letters, numbers, signs, words, gaps.


def _letter(element: Element, depth: int) -> str:
    """A variable; where there are several letters, the name of a function."""
    said = _said(element)
    if said == "&":
        return "#align-point"
    if len(said) > 1:
        limits = ", limits: true" if WITH_LIMITS.search(said) else ""
        return f"#math.op({literal(said)}{limits})"
    return _sign(element, depth)


def _sign(element: Element, _depth: int) -> str:
    """A sign, in the class that it has in mathematics."""
    said = _said(element)
    if len(said) > 1:
        return _letter(element, _depth)
    return f"#symbol({literal(said)})" if said else ""


def _number(element: Element, _depth: int) -> str:
    return f"#{literal(_said(element))}"


def _word(element: Element, _depth: int) -> str:
    """Words among the signs, upright."""
    words = "".join(element.itertext()).replace("\xa0", " ")
    return f"#text({literal(words)})"


def _gap(element: Element, _depth: int) -> str:
    """A gap, or the end of a line."""
    if element.get("linebreak"):
        return "#linebreak()"
    named = element.get("width", "")
    found = WIDTH.fullmatch(named)
    width = WIDTHS.get(named, float(found[1]) if found else 0)
    return f"#h({width}em)" if width else ""


# What is built: fractions, roots, what stands above and below, matrices.


def _fraction(element: Element, depth: int) -> str:
    above, below = _children(element, 2, depth)
    if element.get("linethickness") == "0":
        return f"#math.mat(delim: none, ([{above}],), ([{below}],))"
    return _call("math.frac", above, below)


def _square_root(element: Element, depth: int) -> str:
    return _call("math.sqrt", _row(element, depth))


def _root(element: Element, depth: int) -> str:
    held, degree = _children(element, 2, depth)
    return _call("math.root", degree, held)


def _attached(*places: str) -> Callable[[Element, int], str]:
    """The visitor of a base with what is attached to it at *places*."""

    def attach(element: Element, depth: int) -> str:
        base, *rest = _children(element, 1 + len(places), depth)
        return _call("math.attach", base, **dict(zip(places, rest, strict=True)))

    return attach


def _over(element: Element, depth: int) -> str:
    """An accent, a line or a brace over something; else what stands over it."""
    base, over = _children(element, 2, depth)
    sign = _said(element[1]) if element[1].tag == "mo" else ""
    if sign in ACCENTS:
        return f"#math.accent([{base}], {literal(ACCENTS[sign])})"
    if sign in LINES:
        return _call(LINES[sign], base)
    return _call("math.attach", _limits(base), t=over)


def _under(element: Element, depth: int) -> str:
    """A line or a brace below something; else what stands below it."""
    base, under = _children(element, 2, depth)
    sign = _said(element[1]) if element[1].tag == "mo" else ""
    if sign in LINES_BELOW:
        return _call(LINES_BELOW[sign], base)
    return _call("math.attach", _limits(base), b=under)


def _under_and_over(element: Element, depth: int) -> str:
    base, under, over = _children(element, 3, depth)
    return _call("math.attach", _limits(base), b=under, t=over)


def _limits(base: str) -> str:
    return _call("math.limits", base)


def _matrix(element: Element, depth: int) -> str:
    """A matrix; lines of equations are aligned where LaTeX would align them."""
    rows = [[_row(cell, depth) for cell in row] for row in element]
    if not any(rows):
        return ""
    if element.get("displaystyle"):
        return "#linebreak()".join("#align-point".join(cells) for cells in rows)
    aligns = {cell.get("columnalign", "center") for row in element for cell in row}
    align = aligns.pop() if len(aligns) == 1 else "center"
    told = ", ".join("(" + "".join(f"[{cell}], " for cell in cells) + ")" for cells in rows)
    return f"#math.mat(delim: none, align: {align}, {told})"


def _crossed(element: Element, depth: int) -> str:
    """Something crossed out, or in a box."""
    inner = _row(element, depth)
    return _call("math.cancel" if "strike" in element.get("notation", "") else "framed", inner)


def _unseen(element: Element, depth: int) -> str:
    return _call("hide", _row(element, depth))


ELEMENTS: dict[str, Callable[[Element, int], str]] = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mpadded", "mtd"), _row),
    "mi": _letter,
    "mo": _sign,
    "mn": _number,
    "mtext": _word,
    "mspace": _gap,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "mtable": _matrix,
    "msub": _attached("b"),
    "msup": _attached("t"),
    "msubsup": _attached("b", "t"),
    "mover": _over,
    "munder": _under,
    "munderover": _under_and_over,
    "menclose": _crossed,
    "mphantom": _unseen,
}
