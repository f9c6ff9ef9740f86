"""Colon fences that close as an archivist expects: the innermost open directive first.

MyST wants every outer fence longer than the ones in it; that still works, and fences of the same
length nest as well. A line of colons closes the innermost directive, or the nearest one that was
opened with just as many. What is never closed runs to the end, and says so in its token.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

OPENING = re.compile(r" {0,3}(:{3,})(\{[^}\s]+\}.*)$")
CLOSING = re.compile(r" {0,3}(:{3,})[ \t]*$")
CODE = re.compile(r" {0,3}(`{3,}|~{3,})")
OPTION = re.compile(r"(\s*:[\w-]+:)[ \t]+(\S.*)")
CONTINUED = re.compile(r"\s*:[ \t]")
QUOTED = re.compile(r"""\s*:[\w-]+:[ \t]+("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*""")
INTERRUPTS = ["paragraph", "reference", "blockquote", "list", "footnote_def"]


def colon_fences(machine: MarkdownIt) -> None:
    """Have *machine* read colon fences as this module says."""
    machine.block.ruler.at("colon_fence", _fence, {"alt": INTERRUPTS})


def plain_options(content: str) -> str:
    """*content* of a directive with the values of its options between quotation marks.

    MyST reads options as YAML, which would drop ` # 3` from `:credit: Photo # 3`. A value that has
    its own quotation marks, or goes on in the next row, stays as it is.
    """
    rows = content.split("\n")
    for place, row in enumerate(rows):
        if not row.lstrip().startswith(":"):
            break
        option = OPTION.fullmatch(row)
        goes_on = CONTINUED.match(rows[place + 1]) if place + 1 < len(rows) else None
        if option and not goes_on and not QUOTED.fullmatch(row):
            value = json.dumps(option[2].rstrip(), ensure_ascii=False)
            rows[place] = f"{option[1]} {value}"
    return "\n".join(rows)


def _fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    """The block rule: one fenced directive, from its opening line to the line that closes it."""
    if state.is_code_block(first):
        return False
    opening = OPENING.match(_row(state, first))
    if not opening:
        return False
    if silent:
        return True
    last = _end_of_block(state, first + 1, last)
    end, closed = _end(state, first + 1, last, colons=len(opening[1]))
    token = state.push("colon_fence", "code", 0)
    token.info, token.markup = opening[2].strip(), opening[1]
    token.content = state.getLines(first + 1, end, state.sCount[first], keepLastLF=True)
    token.meta = {"closed": closed}
    state.line = end + 1 if closed else end
    token.map = [first, state.line]
    return True


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _end_of_block(state: StateBlock, first: int, last: int) -> int:
    """The line where the list item, or what else the fence stands in, is over."""
    for line in range(first, last):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
    return last


def _end(state: StateBlock, first: int, last: int, *, colons: int) -> tuple[int, bool]:
    """The line that closes the directive opened before *first*, and whether there is one."""
    waiting = [colons]
    for line, row in _rows_outside_code(state, first, last):
        opening, closing = OPENING.match(row), CLOSING.match(row)
        if opening:
            waiting.append(len(opening[1]))
        elif closing:
            _close(waiting, len(closing[1]))
        if not waiting:
            return line, True
    return last, False


def _close(waiting: list[int], colons: int) -> None:
    """Take from *waiting* what a line of *colons* closes: a directive and all within it."""
    if colons in waiting:
        while waiting.pop() != colons:
            pass
    else:
        waiting.pop()


def _rows_outside_code(state: StateBlock, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Each line that is not inside a fence of backticks or tildes, up to the block's end."""
    code = ""
    for line in range(first, last):
        row = _row(state, line)
        mark = CODE.match(row)
        if mark and not code:
            code = mark[1]
        elif mark and mark[1].startswith(code) and not row.strip(" `~"):
            code = ""
        elif not code:
            yield line, row
