"""What a reader asks: text becomes a tree, with a word on each thing that was not understood.

Nothing that is typed is an error. The rules are told to readers in docs/how-to/search.md. The
client has the same functions by the same names; both are tested with tests/search/queries.json.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from broadsheet.search.lexing import Lexeme, Lexer, Node, Notice, Part, sequence, units

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_UNITS = 32
"""How many units a query may have, and how many quiet words beside them."""

OPERATORS = {"OR", "AND", "NOT", "|"}


@dataclass(slots=True)
class Query:
    """What was asked: nodes by how they are wanted, and notices."""

    optional: list[Node] = field(default_factory=list)
    required: list[Node] = field(default_factory=list)
    filter: list[Node] = field(default_factory=list)
    prohibited: list[Node] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.optional or self.required or self.filter or self.prohibited)


def parse(text: str, quiet: Collection[str] = ()) -> Query:
    """*text* as a query; *quiet* are the keys of words that say little, such as `the`.

    They are left out where other words are there.
    """
    lexer = Lexer(text, quiet)
    notices = lexer.notices
    lexemes = few(settled(lexer.lexemes(), notices), quiet, notices)
    parts = Parser(lexemes).parts()
    asks = [part for part in parts if part.want in {"optional", "required"}]
    loud = [part for part in asks if not is_quiet(part, quiet)]
    query = Query(notices=list(dict.fromkeys(notices)))
    for part in parts:
        if not (loud and is_quiet(part, quiet)):
            getattr(query, part.want).append(part.node)
    return query


def is_quiet(part: Part, quiet: Collection[str]) -> bool:
    """Whether a part is optional and has only quiet words."""
    plain = part.node.kind in {"word", "run"} and part.want == "optional" and not part.node.field
    return plain and all(word.key in quiet for word in part.node.words)


def settled(lexemes: list[Lexeme], notices: list[Notice]) -> list[Lexeme]:
    """*lexemes* with each bar as OR, and lone operators as the words that they are."""
    found: list[Lexeme] = []
    for at, lexeme in enumerate(lexemes):
        after = lexemes[at + 1].sign if at + 1 < len(lexemes) else ")"
        if lexeme.sign not in OPERATORS:
            found.append(lexeme)
        elif after in {"", "(", "+", "-", "NOT"} and (lexeme.sign == "NOT" or ends(found)):
            found.append(Lexeme("OR") if lexeme.sign == "|" else lexeme)
        else:
            notices.append(Notice("operator", lexeme.sign))
            found += [Lexeme("", Part(sequence("run", "", unit))) for unit in units(lexeme.sign)]
    return found


def ends(lexemes: list[Lexeme]) -> bool:
    """Whether the last of *lexemes* ends a unit or a bracket."""
    return bool(lexemes) and lexemes[-1].sign in {"", ")"}


def few(lexemes: list[Lexeme], quiet: Collection[str], notices: list[Notice]) -> list[Lexeme]:
    """*lexemes* without the units beyond those that a query may have."""
    kept: list[Lexeme] = []
    counts = {True: 0, False: 0}
    for lexeme in lexemes:
        if lexeme.part:
            hushed = is_quiet(lexeme.part, quiet)
            counts[hushed] += 1
            if counts[hushed] > MOST_UNITS:
                continue
        kept.append(lexeme)
    if counts[False] > MOST_UNITS:
        notices.append(Notice("many", str(counts[False] - MOST_UNITS)))
    return kept


class Parser:
    """Makes parts of lexemes: OR binds closer than standing side by side, which in (…) is AND."""

    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        """Begin at the first lexeme."""
        self.lexemes = lexemes
        self.at = 0

    @property
    def sign(self) -> str:
        """The next lexeme's sign; `end` behind the last."""
        return self.lexemes[self.at].sign if self.at < len(self.lexemes) else "end"

    def parts(self, *, inside: bool = False) -> list[Part]:
        """Everything up to the end of the bracket, or of the query."""
        found: list[Part] = []
        while self.sign != "end" and not (inside and self.sign == ")"):
            start = self.at
            joined = self.sign == "AND"
            self.at += joined
            part = self.choice()
            if part and joined and found:
                found[-1] = needed(found[-1])
                part = needed(part)
            found += [part] if part else []
            self.at += self.at == start
        return found

    def choice(self) -> Part | None:
        """A part, or several with OR between them."""
        plus = self.sign == "+"
        found = [self.operand()]
        while self.sign == "OR":
            self.at += 1
            found.append(self.operand())
        parts = [part for part in found if part]
        if len(parts) < 2:  # noqa: PLR2004
            return parts[0] if parts else None
        whole = Part(Node("or", parts=tuple(map(inner, parts))), want_of(parts))
        return needed(whole) if plus else whole

    def operand(self) -> Part | None:
        """A unit or a bracket, with the signs before it."""
        plus, denied = False, False
        while self.sign in {"+", "-", "NOT"}:
            plus = plus or self.sign == "+"
            denied = denied != (self.sign != "+")
            self.at += 1
        part = self.bracket() if self.sign == "(" else self.unit()
        if part and denied:
            return Part(part.node, "prohibited")
        return needed(part) if part and plus else part

    def unit(self) -> Part | None:
        """The next unit, where one is next."""
        if self.sign:
            return None
        self.at += 1
        return self.lexemes[self.at - 1].part

    def bracket(self) -> Part | None:
        """What stands in a bracket, as one part."""
        self.at += 1
        parts = self.parts(inside=True)
        self.at += self.sign == ")"
        nodes = tuple(map(inner, parts))
        if not nodes:
            return None
        return Part(nodes[0] if len(nodes) == 1 else Node("and", parts=nodes), want_of(parts))


def needed(part: Part) -> Part:
    """*part*, which must be there if it was optional."""
    return Part(part.node, "required") if part.want == "optional" else part


def inner(part: Part) -> Node:
    """The node of a part inside a bracket."""
    return Node("not", parts=(part.node,)) if part.want == "prohibited" else part.node


def want_of(parts: list[Part]) -> str:
    """How a bracket or a choice of *parts* is wanted."""
    return "filter" if all(part.want == "filter" for part in parts) else "optional"
