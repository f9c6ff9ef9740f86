"""Languages by their tags, and the direction in which they are written (BCP 47)."""

from __future__ import annotations

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
SCRIPT = 4  # so many letters has the name of a script within a tag


def tag(language: str) -> str:
    """The tag of a language that is written as Sphinx does: `pt-BR` of `pt_BR`."""
    return language.replace("_", "-")


def primary(language: str) -> str:
    """The language itself, without its region and script."""
    return tag(language).partition("-")[0].lower()


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script that the tag names, or the one that the language uses."""
    parts = tag(language).lower().split("-")
    named = next((part for part in parts[1:] if len(part) == SCRIPT and part.isalpha()), "")
    backwards = named in SCRIPTS if named else parts[0] in RIGHT_TO_LEFT
    return "rtl" if backwards else "ltr"
