"""A server with OpenSearch, asked over HTTP, and what it answers."""

from __future__ import annotations

import base64
import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from broadsheet.model.problems import BroadsheetError
from broadsheet.search import opensearch, query, tokens
from broadsheet.search.fields import KINDS
from broadsheet.search.lexing import Notice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from broadsheet.search.opensearch import Choices
    from broadsheet.search.query import Query

Json = dict[str, Any]

PATIENCE = 15
"""For how many seconds an answer is waited for."""

LARGEST = 64 << 20
"""An answer of more bytes is none of ours."""

ADVICE = "`broadsheet export opensearch` writes what it needs, and how to send it"
MARK = re.compile(f"{opensearch.OPENED}(.*?){opensearch.CLOSED}", re.DOTALL)


class Found(NamedTuple):
    """What was found: how many, the first of them, and what is to be said of the query.

    Each of ``results`` is what is shown of a document, with the rows of keys to mark in it.
    """

    total: int
    results: list[Json]
    photographs: list[Json]
    counts: dict[str, int]
    facets: dict[str, list[tuple[str, str, int]]]
    notices: list[Notice]
    suggestions: dict[str, str]
    """For each word that stands nowhere the one that is nearest, if any is near."""


def find(server: str, text: str, choices: Choices, quiet: Collection[str] = ()) -> Found:
    """What the index at the address *server* has for the query *text*.

    Raises BroadsheetError where it does not answer, or not as OpenSearch does.
    """
    address, key = _opened(server)
    asked = query.parse(text, quiet)
    try:
        return read(_ask(address, key, opensearch.body(asked, choices)), asked, choices)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        message = f"`{address}` does not answer as OpenSearch does; {ADVICE}"
        raise BroadsheetError(message) from fault


def _ask(address: str, key: dict[str, str], body: Json) -> Json:
    """The answer of the index at *address* to the search *body*; ValueError where it is no JSON."""
    request = urllib.request.Request(  # noqa: S310 - only HTTP gets this far
        f"{address}/_search",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Accept": "application/json", **key},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as said:  # noqa: S310 - as above
            return dict(json.loads(said.read(LARGEST)))
    except urllib.error.HTTPError as fault:
        with fault:
            raise BroadsheetError(_refusal(address, fault)) from fault
    except http.client.InvalidURL as fault:
        raise _no_address(address) from fault
    except (OSError, http.client.HTTPException) as fault:
        reason = getattr(fault, "reason", "") or str(fault) or type(fault).__name__
        raise BroadsheetError(f"`{address}` does not answer: {reason}") from fault


def _opened(server: str) -> tuple[str, dict[str, str]]:
    """The address of an index without the name and password in it, and the header for these."""
    try:
        parts = urllib.parse.urlsplit(server)
        parts.port  # noqa: B018 - asked for, it says what is wrong with it
    except ValueError as fault:
        raise _no_address(server.rpartition("@")[2]) from fault
    user, at, host = parts.netloc.rpartition("@")
    address = urllib.parse.urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
    if parts.scheme not in {"http", "https"} or not parts.path.strip("/"):
        raise _no_address(address)
    coded = base64.b64encode(urllib.parse.unquote(user).encode()).decode()
    return address, {"Authorization": f"Basic {coded}"} if at else {}


def _no_address(address: str) -> BroadsheetError:
    return BroadsheetError(
        f"`{address}` is no address of an index: write one such as "
        "`https://search.example.org/archive`"
    )


def _refusal(address: str, fault: urllib.error.HTTPError) -> str:
    """Why a server refuses, and what to do."""
    if fault.code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return f"`{address}` does not let you search; ask who runs it ({fault.code})"
    try:
        error = json.loads(fault.read(LARGEST))["error"]
        kind, reason = str(error["type"]), str(error["reason"])
    except (KeyError, TypeError, ValueError):
        kind, reason = "", fault.reason
    if kind == "index_not_found_exception":
        return f"there is no index at `{address}`; {ADVICE}"
    return f"`{address}` refuses the search: {reason} ({fault.code})"


def read(answer: Json, asked: Query, choices: Choices) -> Found:
    """*answer* in our words."""
    counted = answer["aggregations"]
    missing = [
        name.removeprefix(opensearch.WORD)
        for name, held in counted.get("anywhere", {}).items()
        if name.startswith(opensearch.WORD) and not held["doc_count"]
    ]
    rows = opensearch.rows(asked)
    hits = answer["hits"]
    beside = counted["photographs"]["values"]["hits"]["hits"]
    late = [Notice("unfinished")] if answer["timed_out"] or answer["_shards"]["failed"] else []
    kinds = {each["key"]: each["doc_count"] for each in counted["kind"]["values"]["buckets"]}
    return Found(
        total=hits["total"]["value"],
        results=[shown(hit, rows) for hit in hits["hits"]],
        photographs=[shown(hit, rows) for hit in beside],
        counts={kind: kinds.get(kind, 0) for kind in KINDS},
        facets={name: list(_values(counted[name]["values"])) for name in choices.facets},
        notices=[*asked.notices, *(Notice("missing", word) for word in missing), *late],
        suggestions=_nearest(answer, missing),
    )


def shown(hit: Json, rows: list[list[str]]) -> Json:
    """What is shown of a document, with the rows of keys to mark in it."""
    texts = (text for field in hit.get("highlight", {}).values() for text in field)
    forms = {word for text in texts for mark in MARK.findall(text) for word in tokens.words(mark)}
    found = sorted([tokens.key(form)] for form in forms)
    return {**hit["_source"]["shown"], "marks": [*rows, *(row for row in found if row not in rows)]}


def _values(counted: Json) -> Iterator[tuple[str, str, int]]:
    """The values of a facet: label, key and count; a year is both."""
    for each in counted["buckets"]:
        key, _tab, label = str(each["key"]).partition("\t")
        yield label or key, key, each["doc_count"]


def _nearest(answer: Json, missing: Collection[str]) -> dict[str, str]:
    """The word that is nearest to each of the *missing*."""
    entries = answer.get("suggest", {}).get("words", [])
    near = {one["text"]: one["options"][0]["text"] for one in entries if one["options"]}
    return {word: near[key] for word in missing if (key := tokens.key(word)) in near}
