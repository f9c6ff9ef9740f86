"""One run of Sphinx over an archive.

Every command that reads or prints an archive goes through here, so that one
place knows how Sphinx is started, where it keeps what it has read, and how its errors are told.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError
from sphinx.util.console import nocolor, strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, SafeEncodingWriter, WarningStreamHandler

from broadsheet import fixity
from broadsheet.model import moments
from broadsheet.model.problems import BroadsheetError
from broadsheet.report import TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import TextIO

EARLY = re.compile(
    r"^(?:(?P<place>\S.*?): )?WARNING: (?P<message>.+?)(?: \[(?P<kind>[\w.]+)\])?$", re.MULTILINE
)
"""A warning as Sphinx prints it."""

STEP = re.compile(r".*\.\.\. \[ *\d\d?%\] ")
"""A step of many, but the last."""

NO_CHANGE = "The configuration has changed (1 option: 'html_static_path')"
"""Said at every build, for sphinx_design adds its folder after Sphinx has compared the settings."""

JARGON = ("myst v", "building [mo]", NO_CHANGE)
"""How messages begin that say nothing to a person who waits."""

NO_ROOM = "there is no room left on the disk for `{}`; make room, and build again to go on"


@dataclass(frozen=True, slots=True, order=True)
class Heard:
    """A complaint as it was heard: of which file and line (from 1), its words, and its kind."""

    file: str
    line: int
    message: str
    kind: str

    def __str__(self) -> str:
        """Give ``file:line: message [kind]``."""
        return f"{self.file}:{self.line}: {self.message} [{self.kind}]"


class _UnheardError(BaseException):
    """That nobody reads what is told; the log would print any lesser error, and go on."""


@contextlib.contextmanager
def _heard() -> Iterator[None]:
    """Tell something; where nobody reads it, the build is over."""
    try:
        yield
    except BrokenPipeError as error:
        raise _UnheardError from error


class Progress:
    """A stream that tells how far a build is, without what only programmers read."""

    def __init__(self, stream: TextIO) -> None:
        """Tell it on *stream*; a file or a pipe gets no colours, and of many steps the last.

        There Sphinx writes each step on a line of its own, or all on one with returns between them.
        """
        self.stream = stream
        self.encoding = stream.encoding
        self.live = stream.isatty()
        self.line = ""

    def write(self, text: str) -> None:
        """Pass *text* on."""
        if strip_colors(text).startswith(JARGON):
            return
        if self.live:
            self.stream.write(text)
            return
        *lines, self.line = (self.line + strip_colors(text)).split("\n")
        with _heard():
            last = (line.rstrip("\r").rpartition("\r")[2] for line in lines)
            self.stream.writelines(f"{line}\n" for line in last if not STEP.match(line))

    def flush(self) -> None:
        """Let it be seen."""
        with _heard():
            self.stream.flush()


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built: an archive, with a builder, into a folder."""

    archive: Path
    builder: str
    out: Path
    doctrees: Path
    jobs: int = 1
    settings: Mapping[str, object] = field(default_factory=dict)  # in the place of conf.py's


def run(job: Job, status: TextIO | None, *, known: Collection[Heard] = ()) -> list[Heard]:
    """Do *job*, telling how far it is on *status*, and give every complaint, sorted.

    Each is told on standard error as well when there is a *status*, unless it is *known*. Nothing
    is written to the job's folder before everything was read. Raises BroadsheetError where the
    archive's settings are at fault, and BrokenPipeError where nobody reads *status* any more.
    """
    moments.epoch()  # of which Sphinx would tell as of a fault of its own
    if not sys.stdout.isatty():
        nocolor()
    job.doctrees.mkdir(parents=True, exist_ok=True)
    early = io.StringIO()
    heard: list[Heard] = []
    try:
        with fixity.alone(job.doctrees), patch_docutils(job.archive), docutils_namespace():
            app = _sphinx(job, status, early)
            heard += _heard_early(early, job.archive)
            _tell(one for one in heard if status is not None and one not in known)
            _listen(heard, known, aloud=status is not None)
            app.build()
    except _UnheardError as error:
        raise BrokenPipeError from error
    except (SphinxError, OSError) as error:
        cause = getattr(error, "orig_exc", error)
        if fixity.is_full(cause):
            raise BroadsheetError(NO_ROOM.format(job.out)) from error
        if isinstance(error, OSError):
            raise
        if isinstance(cause, BroadsheetError):
            raise cause from error
        if _is_fault_of_ours(error):
            raise
        raise _told(error) from error
    return sorted(set(heard))


def _sphinx(job: Job, status: TextIO | None, warning: TextIO) -> Sphinx:
    return Sphinx(
        srcdir=job.archive,
        confdir=job.archive,
        outdir=job.out,
        doctreedir=job.doctrees,
        buildername=job.builder,
        confoverrides=dict(job.settings),
        status=cast("TextIO", Progress(status)) if status else None,
        warning=warning,
        parallel=job.jobs or os.cpu_count() or 1,
    )


def _heard_early(text: io.StringIO, archive: Path) -> Iterator[Heard]:
    """What was complained of before Sphinx read a page: it is about the settings, or the people."""
    for match in EARLY.finditer(strip_colors(text.getvalue())):
        file, line = _place(match["place"] or str(archive / "conf.py"))
        kind = (match["kind"] or "setting").removeprefix(f"{TYPE}.")
        yield Heard(file, line, match["message"], kind)


def _tell(complaints: Iterable[Heard]) -> None:
    """Print *complaints* on standard error, as Sphinx prints those that come later."""
    stream = SafeEncodingWriter(sys.stderr)
    for one in complaints:
        kind = one.kind if "." in one.kind else f"{TYPE}.{one.kind}"
        stream.write(f"{one.file}:{one.line}: WARNING: {one.message} [{kind}]\n")


def _listen(heard: list[Heard], known: Collection[Heard], *, aloud: bool) -> None:
    """Let *heard* have every complaint that Sphinx would print.

    It is printed only if *aloud*, and if it is not *known*.

    A filter that stands last on Sphinx's own handler meets just what was not suppressed, once,
    with its place made out, and from every process.
    """

    def hear(record: logging.LogRecord) -> bool:
        heard.append(_complaint(record))
        return aloud and heard[-1] not in known

    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(hear)
            handler.setStream(SafeEncodingWriter(sys.stderr))


def _complaint(record: logging.LogRecord) -> Heard:
    """The complaint in a record of Sphinx's log."""
    file, line = _place(str(getattr(record, "location", "") or ""))
    types = (str(getattr(record, name, "") or "") for name in ("type", "subtype"))
    kind = ".".join(part for part in types if part)
    # Sphinx's own records put the place before the message, and the kind after it.
    message = logging.LogRecord.getMessage(record).removesuffix(f" [{kind}]")
    own = kind.removeprefix(f"{TYPE}.") or "sphinx"
    return Heard(file, line, " ".join(message.split()), own)


def _place(location: str) -> tuple[str, int]:
    """The file and the line (1 when it is not known) that a location of Sphinx's speaks of."""
    file, _, line = location.rpartition(":")
    if file and line.isdigit():
        return _shown(Path(file)), max(1, int(line))
    return _shown(Path(location.rstrip(":"))), 1


def _shown(file: Path) -> str:
    """*file* as seen from the current folder, where it lies below it."""
    with contextlib.suppress(ValueError):
        return file.resolve().relative_to(Path.cwd()).as_posix()
    return file.as_posix()


def _is_fault_of_ours(error: SphinxError) -> bool:
    """Whether *error* stands for a bug in a program, and not for a wrong setting."""
    if isinstance(error, ExtensionError):
        return error.orig_exc is not None
    return isinstance(error, SphinxParallelError)


def _told(error: SphinxError) -> BroadsheetError:
    """*error* in one line."""
    return BroadsheetError(f"{error.category}: {error}")
