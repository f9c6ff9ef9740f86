"""A table's Typst: its columns, its head, and cells that reach over several rows or columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from broadsheet.pdf.writer import Writer

GAP = 2  # the room between two columns, in characters
ALIGNMENTS = {"text-left": "left", "text-center": "center", "text-right": "right"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, with its place from the left and from the top."""

    x: int
    y: int
    entry: nodes.entry

    @property
    def width(self) -> int:
        """How many columns it reaches over."""
        return int(self.entry.get("morecols", 0)) + 1

    @property
    def height(self) -> int:
        """How many rows it reaches over."""
        return int(self.entry.get("morerows", 0)) + 1


def table_source(writer: Writer, group: nodes.tgroup, caption: str) -> str:
    """The call that sets the table of *group*, with its leading `#`."""
    head, rows = _rows(group, nodes.thead), _rows(group, nodes.tbody)
    cells = list(_placed([*head, *rows]))
    told = "".join(f"{_cell(writer, cell)}, " for cell in cells)
    options = {
        "caption": f"[{caption}]" if caption else "",
        "columns": _columns(group),
        "head": str(len(head)),
        "stub": str(sum(1 for column in _colspecs(group) if column.get("stub"))),
        "need": str(_need(cells, group)),
        "cells": f"({told})",
    }
    return f"#tabled({', '.join(f'{name}: {value}' for name, value in options.items() if value)})"


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[nodes.row]:
    """The rows of the head, or of the body."""
    parts = (child for child in group.children if isinstance(child, part))
    return [row for holder in parts for row in holder.children if isinstance(row, nodes.row)]


def _placed(rows: list[nodes.row]) -> Iterator[Cell]:
    """The cells of *rows*, from left to right and from top to bottom."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while (x, y) in taken:
                x += 1
            cell = Cell(x, y, entry)
            x += cell.width
            columns = range(cell.x, x)
            taken |= {(column, y + down) for column in columns for down in range(1, cell.height)}
            yield cell


def _cell(writer: Writer, cell: Cell) -> str:
    """One cell, with how far it reaches and where its words stand."""
    reach = {"colspan": cell.width, "rowspan": cell.height}
    spans = "".join(f", {name}: {number}" for name, number in reach.items() if number > 1)
    align = next((ALIGNMENTS[name] for name in cell.entry["classes"] if name in ALIGNMENTS), "")
    options = spans + (f", align: {align}" if align else "")
    return f"cell({cell.x}, {cell.y}, [{writer.inside(cell.entry.children)}]{options})"


def _need(cells: list[Cell], group: nodes.tgroup) -> int:
    """How many characters a line has to hold so that no word of the table is cut."""
    longest: dict[int, int] = {}
    for cell in cells:
        if cell.width == 1:
            words = (len(word) for word in cell.entry.astext().split())
            longest[cell.x] = max(longest.get(cell.x, 0), *words, 0)
    shares = _shares(group)
    if not shares:
        return sum(longest.values()) + GAP * len(longest)
    parts = ((shares[x], width) for x, width in longest.items() if x < len(shares))
    return round(max((width + GAP) * sum(shares) / share for share, width in parts))


def _colspecs(group: nodes.tgroup) -> list[nodes.colspec]:
    return [child for child in group.children if isinstance(child, nodes.colspec)]


def _shares(group: nodes.tgroup) -> list[int]:
    """The widths of the columns beside each other, where the author gave them."""
    table = group.parent
    if isinstance(table, nodes.Element) and "colwidths-given" in table["classes"]:
        return [max(1, int(column.get("colwidth", 1))) for column in _colspecs(group)]
    return []


def _columns(group: nodes.tgroup) -> str:
    """The widths of the columns: as they were given, or as their contents ask."""
    if shares := _shares(group):
        return "(" + "".join(f"{share}fr, " for share in shares) + ")"
    return str(max(1, len(_colspecs(group)) or int(group.get("cols", 1))))
