"""The text of a query, cut into signs and units: words, phrases, dates, each perhaps in a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.search import days, tokens
from broadsheet.search.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_WORDS = 32
"""How many words a phrase may have, or what is written as one word."""

DEEPEST = 32
"""How many brackets may be open at a time."""

ALIKE = {
    "title": "headline",
    "by": "byline",
    "photo": "caption",
    "person": "people",
    "place": "places",
    "topic": "topics",
}
"""What else some fields are called."""

NAMED = FIELDS | {name: FIELDS[field] for name, field in ALIKE.items()}
"""The letter of each field, by all names that one may write."""

KINDS = {
    "story": "story",
    "stories": "story",
    "photograph": "photograph",
    "photographs": "photograph",
    "photo": "photograph",
    "photos": "photograph",
}
FILTERS = {"date", "before", "after", "kind"}
SIGNS = str.maketrans("“”„‟«»＂：（）｜＊＋－", '"""""""' + ":()|*+-")
"""Signs that keyboards and word processors write for the plain ones."""

SPACE = r" \t\n\r\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
BLANK = re.compile(rf"[{SPACE}]+")
# A quotation mark between two Hebrew letters belongs to an abbreviation.
WORD = re.compile(rf'(?:[^{SPACE}"()|]|(?<=[\u0590-\u05ff])"(?=[\u0590-\u05ff]))+')
NAME = re.compile(rf"([A-Za-z]+):(?![{SPACE}:/)|]|$)")
OPERATOR = re.compile(rf'(OR|AND|NOT)(?=[{SPACE}"()]|$)')
NO_SIGN = re.compile(rf"[{SPACE}+)|-]|$")
BEHIND_A_DATE = ",.;:!"


class Token(NamedTuple):
    """A word: the key under which it is found, and how it is spelt."""

    key: str
    form: str

    @property
    def unspaced(self) -> bool:
        """Whether it is a pair of characters, or one, of a script that sets no spaces."""
        return tokens.unspaced(self.form)

    @property
    def single(self) -> bool:
        """Whether it is such a character alone."""
        return len(self.form) == 1 and self.unspaced


class Node(NamedTuple):
    """A part of the tree.

    ``kind`` is word, prefix, phrase (as it is spelt), run (in any form of its words), date, kind,
    and, or, not. The last of the ``words`` of a phrase or run may be ``open``: a beginning.
    """

    kind: str
    field: str = ""
    words: tuple[Token, ...] = ()
    open: bool = False
    parts: tuple[Node, ...] = ()
    span: days.Span = days.Span(0, 0)
    name: str = ""


class Part(NamedTuple):
    """A node and how it is wanted: optional, required, prohibited, or as one of the filters."""

    node: Node
    want: str = "optional"


class Lexeme(NamedTuple):
    """A sign (`(`, `)`, `|`, `+`, `-`, OR, AND, NOT), or a unit, whose sign is empty."""

    sign: str
    part: Part | None = None


class Notice(NamedTuple):
    """What was not understood: a code, and the words that it is about."""

    code: str
    words: str = ""


class Lexer:
    """Cuts the text of a query; ``notices`` tell what was not understood."""

    def __init__(self, text: str, quiet: Collection[str] = ()) -> None:
        """Begin at the beginning; *quiet* are the keys of words that say little, such as `the`."""
        self.text = text.translate(SIGNS)
        self.quiet = quiet
        self.notices: list[Notice] = []
        self.at = 0
        self.fields = [""]
        self.found: list[Lexeme] = []

    def lexemes(self) -> list[Lexeme]:
        """Everything that there is."""
        while self.at < len(self.text):
            blank = BLANK.match(self.text, self.at)
            if blank:
                self.at = blank.end()
            else:
                self.one()
        if len(self.fields) > 1:
            self.notices.append(Notice("bracket", "("))
        return self.found

    def one(self) -> None:
        """The next lexeme, if it is one."""
        sign = self.text[self.at]
        operator = OPERATOR.match(self.text, self.at)
        if operator:
            self.at = operator.end()
            self.found.append(Lexeme(operator[1]))
        elif sign in "()|":
            self.at += 1
            self.bracket(sign, self.fields[-1])
        elif sign in "+-":
            self.at += 1
            if not NO_SIGN.match(self.text, self.at):
                self.found.append(Lexeme(sign))
        else:
            self.unit()

    def bracket(self, sign: str, letter: str) -> None:
        """A bracket opens, for the field *letter*, or closes; or a bar stands between two units."""
        if len(self.fields) == {")": 1, "(": DEEPEST}.get(sign):
            self.notices.append(Notice("bracket", sign))
            return
        if sign == "(":
            self.fields.append(letter)
        elif sign == ")":
            self.fields.pop()
        self.found.append(Lexeme(sign))

    def unit(self) -> None:
        """A word, a phrase, a date, or a bracket, perhaps in a field; brackets have no days."""
        letter = self.fields[-1]
        named = NAME.match(self.text, self.at)
        name = named[1].lower() if named else ""
        if named and (name in NAMED or name in FILTERS):
            self.at = named.end()
            letter = NAMED.get(name, letter)
        elif named:
            self.notices.append(Notice("field", named[1]))
        if name in FILTERS and self.text[self.at] != "(":
            self.filter(name, self.rest())
        elif self.text[self.at] == "(":
            self.at += 1
            self.bracket("(", letter)
        elif self.text[self.at] == '"':
            self.phrase(self.quoted(), letter)
        else:
            self.word(self.rest(), letter)

    def rest(self) -> str:
        """The characters up to the next space, or what stands between quotation marks."""
        if self.text[self.at] == '"':
            return self.quoted()
        found = WORD.match(self.text, self.at)
        self.at = found.end() if found else self.at + 1
        return found[0] if found else ""

    def quoted(self) -> str:
        """What stands between two quotation marks, or from one to the end."""
        end = self.text.find('"', self.at + 1)
        if end < 0:
            self.notices.append(Notice("quote"))
            end = len(self.text)
        text = self.text[self.at + 1 : end]
        self.at = end + 1
        return text

    def add(self, node: Node, want: str = "optional") -> None:
        """Keep a unit."""
        self.found.append(Lexeme("", Part(node, want)))

    def filter(self, name: str, text: str) -> None:
        """A span of days, or a kind of documents."""
        kind = KINDS.get(text.lower(), "") if name == "kind" else ""
        span = self.span(name, text) if name != "kind" else None
        if kind:
            self.add(Node("kind", name=kind), "filter")
        elif span:
            self.add(Node("date", span=span), "filter")
        else:
            self.notices.append(Notice("kind" if name == "kind" else "date", text))

    def span(self, name: str, text: str) -> days.Span | None:
        """The days that are asked for by a date or a range, by what is before it, or after it."""
        span = days.span(text)
        if span and span.first > span.last:
            self.notices.append(Notice("reversed", text))
            first, _sign, last = days.halves(text)
            span = days.span(f"{last}..{first}")
        if span and name == "before":
            return days.Span(-days.FOREVER, span.first - 1)
        return days.Span(span.last + 1, days.FOREVER) if span and name == "after" else span

    def phrase(self, text: str, letter: str) -> None:
        """Words in this order and of this spelling."""
        words = self.shortened([word for unit in units(text) for word in unit])
        if words:
            self.add(sequence("phrase", letter, words), "required")

    def word(self, text: str, letter: str) -> None:
        """A word, several that are written as one, the beginning of one, or a date."""
        want = "required" if letter and len(self.fields) == 1 else "optional"
        range_ = self.span("date", text) if days.halves(text)[1].startswith((".", "…")) else None
        if range_ and not letter:
            self.add(Node("date", span=range_), "filter")
            return
        start = text.rstrip("*")
        if "*" in start:
            self.notices.append(Notice("star", text))
        found = [self.shortened(unit) for unit in units(start)]
        nodes = [self.written(unit, letter, star=start != text) for unit in found]
        span = days.date(text.rstrip(BEHIND_A_DATE)) if not letter else None
        if span and nodes:
            nodes = [Node("or", parts=(nodes[0], Node("date", span=span)))]
        elif self.found and self.found[-1].sign in {"+", "-", "NOT", "OR", "AND"} and nodes[1:]:
            nodes = [Node("and", parts=tuple(nodes))]
        for node in nodes:
            self.add(node, want)

    def written(self, words: list[Token], letter: str, *, star: bool) -> Node:
        """The node of words that are written as one, without quiet ones that they begin with.

        So `l'été` asks for `été`, where `l` is quiet.
        """
        first = next((at for at, word in enumerate(words) if word.key not in self.quiet), 0)
        star = star and not words[-1].unspaced
        return sequence("run", letter, words[first:], star=star)

    def shortened(self, words: list[Token]) -> list[Token]:
        """*words* without those beyond the number that one unit may have."""
        if len(words) > MOST_WORDS:
            self.notices.append(Notice("many", str(len(words) - MOST_WORDS)))
        return words[:MOST_WORDS]


def units(text: str) -> list[list[Token]]:
    """The words of *text*, together where nothing parts them.

    A run of characters of a script that sets no spaces stands for itself; its last is a single one.
    """
    found: list[list[Token]] = []
    ended = True
    for form in tokens.words(text):
        token = Token(tokens.key(form), form)
        if ended or token.unspaced != found[-1][-1].unspaced:
            found.append([])
        found[-1].append(token)
        ended = token.single
    return found


def sequence(kind: str, letter: str, words: list[Token], *, star: bool = False) -> Node:
    """A phrase or a run of *words*; a run of one word is a word, or the beginning of one.

    Of a run of characters the pairs are enough; a character alone may begin a pair.
    """
    single = words[-1].single
    paired = single and len(words) > 1 and len(words[-2].form) > 1 and words[-2].unspaced
    kept = tuple(words[:-1] if paired else words)
    begins = star or (single and not paired)
    if kind == "run" and len(kept) == 1:
        return Node("prefix" if begins else "word", letter, kept)
    return Node(kind, letter, kept, open=begins)
