"""Colon fences: how they nest, where they close, and options that are text."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from broadsheet.fences import colon_fences, plain_options

# title / given / expected: a fence is shown as its name and lines, `!` where it is never closed
CASES = """
one fence
:::{a}
x
:::
= a(1-3) x
----
a longer fence around a shorter one
::::{a}
:::{b}
x
:::
::::
= a(1-5) :::{b} x :::
----
fences of one length nest
:::{a}
:::{b}
x
:::
:::
= a(1-5) :::{b} x :::
----
fences of one length nest three deep
:::{a}
:::{b}
:::{c}
x
:::
:::
:::
= a(1-7) :::{b} :::{c} x ::: :::
----
a shorter fence around a longer one
:::{a}
::::{b}
x
::::
:::
= a(1-5) ::::{b} x ::::
----
one after the other
:::{a}
:::
:::{b}
:::
= a(1-2) | b(3-4)
----
a closing line of another length closes the innermost
:::{a}
x
:::::
y
= a(1-3) x
----
a fence that is never closed runs to the end
:::{a}
x

y
= a!(1-4) x y
----
an inner fence that is never closed takes no more than the outer one
::::{a}
:::{b}
x
::::
y
= a(1-4) :::{b} x
----
colons in code are no fences
:::{a}
```
:::
```
x
:::
= a(1-6) ``` ::: ``` x
----
a name is needed
::: note
x
:::
=
----
colons alone open nothing
:::
x
=
----
words may follow the name
:::{a} Words & more
:::
= a Words & more(1-2)
----
a fence ends a paragraph
x
:::{a}
:::
= a(2-3)
----
up to three spaces may stand before it
   :::{a}
   x
   :::
= a(1-3) x
----
four spaces make it code
    :::{a}
    :::
=
----
a fence in a list ends with its item
- :::{a}
  x

y
= a!(1-3) x
----
a fence in a quotation ends with it
> :::{a}
> x

y
= a!(1-2) x
"""


def cases() -> list[tuple[str, str, str]]:
    """The title, the text and what is expected, of each case."""
    found = []
    for block in CASES.strip("\n").split("\n----\n"):
        title, rest = block.split("\n", 1)
        given, expected = rest.rsplit("\n=", 1)
        found.append((title, given, expected.strip()))
    return found


def shown(text: str) -> str:
    """The fences that *text* is found to hold."""
    machine = MarkdownIt().use(colon_fence_plugin).use(colon_fences)
    found = []
    for token in machine.parse(text):
        if token.type == "colon_fence":
            assert token.map is not None
            mark = "" if token.meta["closed"] else "!"
            name = token.info.removeprefix("{").replace("}", "", 1)
            lines = f"({token.map[0] + 1}-{token.map[1]})"
            found.append(f"{name}{mark}{lines} {' '.join(token.content.split())}".strip())
    return " | ".join(found)


@pytest.mark.parametrize(
    ("_title", "given", "expected"), cases(), ids=[case[0] for case in cases()]
)
def test_fences_close_where_one_expects(_title: str, given: str, expected: str) -> None:
    assert shown(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (":credit: Photo # 3", ':credit: "Photo # 3"'),
        (":credit: A: B", ':credit: "A: B"'),
        (':credit: say "a"', ':credit: "say \\"a\\""'),
        (":credit: C:\\x", ':credit: "C:\\\\x"'),
        (":credit:   spaced  ", ':credit: "spaced"'),
        (':credit: "own # marks"', ':credit: "own # marks"'),
        (":credit: 'own ''marks'''", ":credit: 'own ''marks'''"),
        (':credit: "two" and "more"', ':credit: "\\"two\\" and \\"more\\""'),
        (":lost:", ":lost:"),
        (":alt: goes\n:  on", ":alt: goes\n:  on"),
        (":a: b\n:c: d\n\n:e: f", ':a: "b"\n:c: "d"\n\n:e: f'),
        ("words :a: b", "words :a: b"),
        ("", ""),
    ],
)
def test_the_values_of_options_are_text(given: str, expected: str) -> None:
    assert plain_options(given) == expected
