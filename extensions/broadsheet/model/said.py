"""What an author may say: frozen records, checked by key, with the line of every fault."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from broadsheet.model import dates
from broadsheet.model.problems import Complaint, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
EDTF_ADVICE = (
    "write a year, a month or a day (`1967`, `1967-05`, `1967-05-04`), `circa 1967` or EDTF"
)
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "ftp:")


def _edtf(text: str) -> str:
    """*text* itself, once it is known to be a date; an empty one says nothing."""
    if not text:
        return text
    try:
        dates.read(text)
    except ValueError as fault:
        raise PydanticCustomError("bad_date", "{fault}", {"fault": str(fault)}) from None
    return text


def _address(text: str) -> str:
    """*text* itself, once it is known to be an address that can be opened without running code."""
    if text and not text.lower().startswith(SAFE_SCHEMES[:2]):
        raise PydanticCustomError("unsafe_link", "`{text}` is no web address", {"text": text})
    return text


def _listed(value: object) -> object:
    """A list made of a text whose parts are set apart by semicolons."""
    if isinstance(value, str):
        return [part for part in (piece.strip() for piece in value.split(";")) if part]
    return value


def _without_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    """*texts* without those that say nothing."""
    return tuple(filter(None, texts))


def derived(description: str, default: Any) -> Any:  # noqa: ANN401 - a field may hold anything
    """A field that is computed, and that no author writes."""
    return Field(default, description=description, json_schema_extra={"readOnly": True})


Edtf = Annotated[str, AfterValidator(_edtf)]
Address = Annotated[str, AfterValidator(_address)]
Texts = Annotated[
    tuple[str, ...],
    BeforeValidator(_listed, json_schema_input_type=str | tuple[str, ...]),
    AfterValidator(_without_empty),
]


class Said(BaseModel):
    """A record of what an author said; its fields are the keys, options and columns everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    noun: ClassVar[str] = "record"

    def __getstate__(self) -> Any:  # noqa: ANN401 - what pickles of pydantic's own hold is a mapping
        """The values alone: an archive keeps tens of thousands of records between builds."""
        return tuple(self.__dict__.values())

    def __setstate__(self, values: Any) -> None:  # noqa: ANN401
        """Be the record whose values these are."""
        fields, said = _fields(type(self))
        put = object.__setattr__  # the record itself is frozen
        put(self, "__dict__", dict(zip(fields, values, strict=True)))
        put(self, "__pydantic_fields_set__", said)
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)

    @classmethod
    @cache
    def names(cls) -> tuple[str, ...]:
        """The names that an author may use, in the order in which they are declared."""
        return tuple(
            name
            for name, field in cls.model_fields.items()
            if not (
                isinstance(field.json_schema_extra, dict) and "readOnly" in field.json_schema_extra
            )
        )

    @classmethod
    def said(
        cls, values: Mapping[str, object], lines: Mapping[Path, int]
    ) -> tuple[Self, list[Complaint]]:
        """The record made of *values*, and a complaint for each that had to be left out.

        *lines* gives the line (from 1) of each value by its path of keys; the line of the nearest
        ancestor is used where a path is not in it.
        """
        complaints: list[Complaint] = []

        def refuse(record: type[Said], path: Path) -> None:
            complaints.append(_unknown(record, path, _line(lines, path)))

        kept = _known(cls, values, (), refuse)
        try:
            return cls.model_validate(kept), complaints
        except ValidationError as faults:
            errors = faults.errors(include_url=False)
        complaints += [_complaint(cls, error, lines) for error in errors]
        for error in reversed(errors):  # the last item of a list first, so that places stay true
            _leave_out(kept, error["loc"])
        return cls.model_validate(kept), complaints


@cache
def _fields(cls: type[Said]) -> tuple[tuple[str, ...], set[str]]:
    """The fields of *cls* in the order in which every record holds them, and their set."""
    return tuple(cls.model_fields), set(cls.model_fields)


def _known(
    cls: type[Said], values: Mapping[str, object], path: Path, refuse: Callable[..., None]
) -> dict[str, object]:
    """*values*, at *path*, without the keys that nobody may write in a record of *cls*."""
    kept: dict[str, object] = {}
    for key, value in values.items():
        if key in cls.names():
            kept[key] = _known_inside(_record_in(cls, key), value, (*path, key), refuse)
        else:
            refuse(cls, (*path, key))
    return kept


def _known_inside(
    cls: type[Said] | None, value: object, path: Path, refuse: Callable[..., None]
) -> object:
    """*value* with every record of *cls* in it made of known keys alone."""
    if isinstance(value, list):
        return [_known_inside(cls, item, (*path, at), refuse) for at, item in enumerate(value)]
    if cls is not None and isinstance(value, dict):
        return _known(cls, value, path, refuse)
    return value


@cache
def _record_in(cls: type[Said], key: str) -> type[Said] | None:
    """The record that the field *key* holds, alone or in a list."""
    waiting: list[Any] = [cls.model_fields[key].annotation]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, Said):
            return kind
        waiting += getattr(kind, "__args__", ())
    return None


def _unknown(cls: type[Said], path: Path, line: int) -> Complaint:
    key = ".".join(step for step in path if isinstance(step, str))
    advice = did_you_mean(
        str(path[-1]), cls.names(), otherwise=f"the {cls.noun} can have: {_names(cls.names())}"
    )
    return Complaint(Problem.UNKNOWN_KEY, f"unknown key `{key}`", advice, line=line)


def _names(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _line(lines: Mapping[Path, int], path: Path) -> int:
    """The line of *path*, or of the nearest value that holds it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _leave_out(values: dict[str, object], path: Path) -> None:
    """Take the value at *path*, or the nearest that holds it, out of *values*."""
    holder: Any = values
    for step in path:
        try:
            inner = holder[step]
        except (KeyError, IndexError, TypeError):
            continue  # a validator made a list or a record of what was written
        last = holder, step
        if not isinstance(inner, dict | list):
            break
        holder = inner
    holder, step = last
    del holder[step]


def _complaint(cls: type[Said], error: ErrorDetails, lines: Mapping[Path, int]) -> Complaint:
    """What is wrong with one value, in the archivist's words."""
    path = tuple(step for step in error["loc"] if not isinstance(step, str) or "[" not in step)
    key = ".".join(str(step) for step in path if isinstance(step, str)) or cls.noun
    line = _line(lines, path)
    if error["type"] == "bad_date":
        return Complaint(Problem.BAD_DATE, f"`{key}`: {error['msg']}", EDTF_ADVICE, line=line)
    if error["type"] == "unsafe_link":
        advice = "write an address that begins with http:// or https://"
        return Complaint(Problem.UNSAFE_LINK, f"`{key}`: {error['msg']}", advice, line=line)
    if error["type"] == "bad_id":
        advice = "copy it again, or leave it out"
        return Complaint(Problem.BAD_ID, f"`{key}`: {error['msg']}", advice, line=line)
    message, advice = _bad_value(key, error)
    if error["type"] == "model_type":
        advice += f", such as `{_first_key(cls, path)}:`"
    return Complaint(Problem.BAD_VALUE, message, advice, line=line)


def _first_key(cls: type[Said], path: Path) -> str:
    """The first key of the record at *path* in a record of *cls*."""
    for step in path:
        cls = (_record_in(cls, step) if isinstance(step, str) else None) or cls
    return cls.names()[0]


def _bad_value(key: str, error: ErrorDetails) -> tuple[str, str]:
    given = error["input"]
    if error["type"] == "literal_error":
        allowed = str(error.get("ctx", {}).get("expected", ""))
        parts = (word.strip("' ") for word in allowed.replace(" or ", ", ").split(","))
        words = [word for word in parts if word]
        return f"`{key}` cannot be `{given}`", did_you_mean(
            str(given), words, otherwise=f"write one of: {_names(words)}"
        )
    if error["type"] == "missing":
        return f"`{key}` is missing", "write it"
    wanted = {"string_type": "a text", "tuple_type": "a list", "model_type": "keys with values"}
    return f"`{key}` has a value of the wrong form", f"write {wanted.get(error['type'], 'another')}"
