"""A table's Typst: its columns, its head, and cells that reach over several rows or columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from broadsheet.pdf.writer import Writer


def table_source(writer: Writer, group: nodes.tgroup) -> str:
    """The call that sets the table of *group*, without the leading `#`."""
    head = _rows(group, nodes.thead)
    parts = [f"columns: {_columns(group)}"]
    if head:
        parts.append(
            f"table.header({', '.join(_cells(writer, head))}), table.hline(stroke: hairline)"
        )
    parts += _cells(writer, _rows(group, nodes.tbody))
    return f"table({', '.join(parts)})"


def _rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[nodes.row]:
    """The rows of the head, or of the body."""
    parts = (child for child in group.children if isinstance(child, part))
    return [row for holder in parts for row in holder.children if isinstance(row, nodes.row)]


def _cells(writer: Writer, rows: Iterable[nodes.row]) -> list[str]:
    """The cells of *rows*, from left to right and from top to bottom."""
    entries = (cell for row in rows for cell in row.children if isinstance(cell, nodes.entry))
    return [_cell(writer, entry) for entry in entries]


def _cell(writer: Writer, entry: nodes.entry) -> str:
    """One cell, with how far it reaches."""
    reach = (("colspan", "morecols"), ("rowspan", "morerows"))
    spans = "".join(f"{span}: {entry[more] + 1}, " for span, more in reach if entry.get(more))
    content = f"[{writer.inside(entry.children)}]"
    return f"table.cell({spans}{content})" if spans else content


def _columns(group: nodes.tgroup) -> str:
    """The widths of the columns: as they were given, or as their contents ask."""
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    table = group.parent
    if isinstance(table, nodes.Element) and "colwidths-given" in table["classes"]:
        return "(" + "".join(f"{max(1, int(c.get('colwidth', 1)))}fr, " for c in columns) + ")"
    return str(max(1, len(columns) or int(group.get("cols", 1))))
