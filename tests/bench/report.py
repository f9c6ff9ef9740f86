"""The tables of the bench, in Markdown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .measure import Cost

FULL, EDIT, NOTHING = "from nothing", "after one edit", "after no edit"
RIVALS = ("pelican", "hugo")
HEAD = """
| Entries | Build | Tool | CPU s | Wall s | Peak MB | CPU ms per entry | × Pelican | × Hugo |
|--:|---|---|--:|--:|--:|--:|--:|--:|
""".strip()


@dataclass(frozen=True)
class Row:
    """One build that was measured."""

    tool: str
    size: int
    build: str
    cost: Cost

    @property
    def per_entry(self) -> float:
        """Milliseconds of CPU for each entry."""
        return self.cost.cpu * 1000 / self.size

    def as_json(self) -> dict[str, Any]:
        """The row as plain data."""
        facts = {"tool": self.tool, "size": self.size, "build": self.build}
        return facts | asdict(self.cost) | {"cpu_ms_per_entry": self.per_entry}


def table(rows: list[Row]) -> str:
    """All builds, those of one size and kind together."""
    order = {(row.size, row.build): place for place, row in reversed(list(enumerate(rows)))}
    ordered = sorted(rows, key=lambda row: order[row.size, row.build])
    return "\n".join([HEAD, *(_line(row, rows) for row in ordered)])


def growth(rows: list[Row]) -> Iterator[str]:
    """For each tool: what an entry costs in the largest archive against the smallest."""
    full = sorted((row for row in rows if row.build == FULL), key=lambda row: row.size)
    for tool in dict.fromkeys(row.tool for row in rows):
        mine = [row for row in full if row.tool == tool]
        if len(mine) > 1:
            small, large = mine[0], mine[-1]
            ratio = large.per_entry / small.per_entry
            sizes = f"at {large.size:,} against {small.size:,}"
            yield f"{tool}: cost per entry {sizes}: {ratio:.2f} ×"


def memory(rows: Iterable[Row]) -> Iterator[str]:
    """Where several processes ran: the most memory that they held together."""
    for row in rows:
        if row.cost.peak_together_mb is not None:
            together = f"{row.cost.peak_together_mb:.0f} MB in all processes together"
            yield f"{row.tool}, {row.size:,} entries, {row.build}: {together}"


def _line(row: Row, rows: list[Row]) -> str:
    ratios = [_ratio(row, rows, rival) for rival in RIVALS]
    numbers = [f"{row.cost.cpu:.2f}", f"{row.cost.wall:.2f}", f"{row.cost.peak_mb:.0f}"]
    cells = [f"{row.size:,}", row.build, row.tool, *numbers, f"{row.per_entry:.2f}", *ratios]
    return f"| {' | '.join(cells)} |"


def _ratio(row: Row, rows: list[Row], rival: str) -> str:
    for other in rows:
        if (other.tool, other.size, other.build) == (rival, row.size, row.build):
            return f"{row.cost.cpu / other.cost.cpu:.2f}"
    return "–"
