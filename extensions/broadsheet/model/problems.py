"""What can be wrong with an archive's content, and how it is said."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class BroadsheetError(Exception):
    """A wrong setting, a missing tool or an impossible state, told without a traceback."""


class Problem(Enum):
    """Every kind of complaint; its value is the kind that is printed and can be suppressed.

    The text beside each is what the manual says of it.
    """

    UNKNOWN_KEY = "unknown_key", "The front matter has a key that Broadsheet does not know."
    BAD_VALUE = "bad_value", "A value is not of the form that its key or option asks for."
    BAD_DATE = "bad_date", "A date is not in EDTF, or no such day exists."
    BAD_YAML = "bad_yaml", "The front matter, or people.yaml, is not well-formed YAML."
    REFUSED_KEY = "refused_key", "The front matter has a key that entries may not use."
    NO_TITLE = "no_title", "The entry has no title."
    BAD_ID = "bad_id", "The id has a wrong length, character or check character."
    DUPLICATE_ID = "duplicate_id", "Two entries have the same id."
    DUPLICATE_ALIAS = "duplicate_alias", "Two entries claim the same old address."
    BAD_ALIAS = "bad_alias", "An old address is not on this site, or a page stands there already."
    WITHDRAWN_WITHOUT_REASON = "withdrawn_without_reason", "A withdrawn entry gives no reason."
    UNKNOWN_ENTRY = "unknown_entry", "A related entry's id is not in the archive."
    UNKNOWN_PERSON = "unknown_person", "An author's key is not in people.yaml."
    MISSING_PHOTO = "missing_photo", "A picture file is not there."
    BAD_PHOTO = "bad_photo", "A picture file cannot be read as a picture."
    CUT_PHOTO = "cut_photo", "A picture file ends early or is damaged; what is left of it is shown."
    ANIMATED_PHOTO = "animated_photo", "Of several pictures in one file only the first is shown."
    NO_ALT = "no_alt", "A picture has no alternative text."
    REMOTE_PHOTO = "remote_photo", "A picture lies on another computer."
    OUTSIDE = "outside", "Something points out of the entry's folder."
    UNSAFE_LINK = "unsafe_link", "A link's target could run code, or is of an unknown scheme."
    BROKEN_LINK = "broken_link", "A link's target inside the archive does not exist."
    RAW_HTML = "raw_html", "HTML in an entry is shown as text."
    UNKNOWN_DIRECTIVE = "unknown_directive", "There is no directive of that name."
    REFUSED_DIRECTIVE = "refused_directive", "A directive that entries may not use."
    UNKNOWN_OPTION = "unknown_option", "A directive has an option that it does not know."
    UNKNOWN_ROLE = "unknown_role", "There is no role of that name."
    REFUSED_ROLE = "refused_role", "A role that entries may not use."
    UNCLOSED_DIRECTIVE = "unclosed_directive", "A directive's closing fence is missing."
    EMPTY_DIRECTIVE = "empty_directive", "A directive lacks what it is about."
    TOO_DEEP = "too_deep", "Blocks are nested too deeply; the text is shown as written."
    NOT_UTF8 = "not_utf8", "The file has bytes that are not UTF-8."
    CONTROL_CHARACTER = "control_character", "The file has characters that cannot be printed."
    CHANGED_ORIGINAL = "changed_original", "The original is missing, or is not what it was."
    UNREADABLE = "unreadable", "The entry could not be read; its text is shown as written."
    UNKNOWN_NODE = "unknown_node", "A format cannot show a construct; its text is printed."
    BAD_MATH = "bad_math", "A formula cannot be set on paper; its LaTeX is printed."
    NO_GLYPH = "no_glyph", "No font at hand has a character."
    PDF_FAILED = "pdf_failed", "A PDF could not be made; the others were."
    EPUB_FAILED = "epub_failed", "A book could not be made, or a page only in plain words."

    def __init__(self, kind: str, meaning: str) -> None:
        """Keep the kind and what it means."""
        self.kind = kind
        self.meaning = meaning


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong, where it stands, and what to do about it.

    ``line`` counts from 1, in the file as it lies on disk.
    """

    problem: Problem
    message: str
    advice: str
    file: str = ""
    line: int = 1

    def __str__(self) -> str:
        """Give ``file:line: message; advice [kind]``."""
        return f"{self.file}:{self.line}: {self.message}; {self.advice} [{self.problem.kind}]"


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Advice that names the nearest known word, or *otherwise* when none is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise
