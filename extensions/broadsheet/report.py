"""How we complain inside Sphinx: typed, with file and line, what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from broadsheet.model.problems import Complaint

TYPE = "broadsheet"
LOGGER = logging.getLogger(__name__)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def complain(complaint: Complaint) -> None:
    """Say *complaint* as a Sphinx warning that `suppress_warnings` can hush by its kind."""
    LOGGER.warning(
        "%s; %s",
        harmless(complaint.message),
        harmless(complaint.advice),
        type=TYPE,
        subtype=complaint.problem.kind,
        location=f"{harmless(complaint.file)}:{complaint.line}",
    )


def harmless(text: str) -> str:
    """*text* on one line, with the mark for «unreadable» for what would command a terminal."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"\s*\n\s*", " ", text))


def complain_of(env: BuildEnvironment, docname: str, complaints: Iterable[Complaint]) -> None:
    """Say each of *complaints* of the document *docname*."""
    for complaint in complaints:
        complain(located(complaint, env.doc2path(docname)))


def located(complaint: Complaint, path: Path) -> Complaint:
    """*complaint* with the file that it is of, as seen from the current folder."""
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return type(complaint)(
        complaint.problem, complaint.message, complaint.advice, shown.as_posix(), complaint.line
    )
