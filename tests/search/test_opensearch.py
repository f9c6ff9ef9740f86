"""OpenSearch is asked what a reader asks, and its answer is told as that of our own index.

The answers are recordings, and each says where its form comes from: no real server was asked.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from broadsheet import __main__ as command_line
from broadsheet.model.problems import BroadsheetError
from broadsheet.search import fields, opensearch, query, server
from broadsheet.search.lexing import Notice
from broadsheet.search.opensearch import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[..., server.Found]

HERE = Path(__file__).parent
SHARED = json.loads((HERE / "opensearch.json").read_text(encoding="utf-8"))
ALL = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
OPEN = Choices(facets=("year", "people"))


def recording(name: str) -> dict[str, Any]:
    """What was recorded under *name*."""
    return dict(json.loads((HERE / f"recorded/{name}.json").read_text(encoding="utf-8")))


class Replay(ThreadingHTTPServer):
    """A server that gives one recorded answer, and remembers what it was asked."""

    status = 200
    content = b"{}"

    def __init__(self) -> None:
        """Listen on a free port of this computer."""
        super().__init__(("127.0.0.1", 0), Replayed)
        self.asked: list[tuple[str, dict[str, str], Any]] = []

    @property
    def address(self) -> str:
        """The address of the index."""
        return f"http://127.0.0.1:{self.server_port}/archive"


class Replayed(BaseHTTPRequestHandler):
    """Answers with what was recorded."""

    server: Replay

    def do_POST(self) -> None:
        """Remember the request, and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def listening() -> Iterator[Replay]:
    """The server."""
    started = Replay()
    thread = threading.Thread(target=started.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield started
    started.shutdown()
    started.server_close()
    thread.join()


@pytest.fixture
def replay(listening: Replay) -> Ask:
    """Ask the server, which answers with the recording of that name."""

    def ask(name: str, choices: Choices = OPEN) -> server.Found:
        held = recording(name)
        listening.asked.clear()
        listening.status = held["status"]
        listening.content = json.dumps(held["answer"]).encode()
        if not held["answer"].get("aggregations", {}).get("people"):
            choices = choices._replace(facets=())
        return server.find(listening.address, held["query"], choices)

    return ask


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["query"])
def test_a_query_is_put_into_the_words_of_opensearch(case: dict[str, Any]) -> None:
    asked = query.parse(case["query"], SHARED["quiet"])
    assert opensearch.body(asked, Choices(**case["choices"])) == case["body"]


@pytest.mark.parametrize("case", ALL["cases"], ids=lambda case: case["query"])
def test_whatever_is_asked_can_be_put_so(case: dict[str, Any]) -> None:
    asked = query.parse(case["query"], ALL["quiet"])
    body = json.loads(json.dumps(opensearch.body(asked, OPEN)))
    assert list(body["query"]) == ["bool"]
    assert empty(body) == []


def empty(part: object, path: str = "") -> list[str]:
    """Where a list of clauses stands that has none; the choices may be none."""
    if isinstance(part, dict):
        return [one for name, inner in part.items() for one in empty(inner, f"{path}/{name}")]
    if isinstance(part, list):
        alone = [path] if not part and not path.endswith("/filter/bool/filter") else []
        return alone + [one for inner in part for one in empty(inner, path)]
    return []


def test_all_words_count_more_than_any_score() -> None:
    asked = query.parse("gale harbour café")
    clause = opensearch.query_clause(asked)["bool"]["should"][0]["bool"]
    spelt = [each["constant_score"]["boost"] for each in clause["should"]]
    assert clause["must"][0]["match_all"]["boost"] > sum(spelt)
    assert min(spelt) > opensearch.WEIGHT * len(spelt)


def test_a_search_is_one_request(replay: Ask, listening: Replay) -> None:
    replay("found")
    ((path, headers, body),) = listening.asked
    assert path == "/archive/_search"
    assert headers["Content-Type"] == "application/json"
    assert body == opensearch.body(query.parse("strike"), OPEN)


def test_results_are_what_was_sent_out_to_be_shown(replay: Ask) -> None:
    found = replay("found")
    assert found.total == 2
    assert [one["a"] for one in found.results] == [
        "1926/05/strike/index.html",
        "1926/05/end/index.html",
    ]
    assert found.results[0]["t"] == "The strike on the <quay>"


def test_the_forms_that_were_found_are_marked(replay: Ask) -> None:
    first, second = replay("found").results
    assert first["marks"] == [["strike"], ["strikers"], ["struck"]]
    assert second["marks"] == [["strike"], ["strikes"]]


def test_photographs_are_told_beside_the_stories(replay: Ask) -> None:
    found = replay("found")
    assert found.counts == {"story": 2, "photograph": 1}
    assert [one["c"] for one in found.photographs] == ["Photo: Press Bureau"]


def test_a_facet_has_labels_keys_and_counts(replay: Ask) -> None:
    assert replay("found").facets == {
        "year": [("1926", "1926", 2)],
        "people": [("Nell Hartwell", "nell-hartwell", 1)],
    }


def test_a_word_that_stands_nowhere_is_told_with_another(replay: Ask) -> None:
    found = replay("nothing")
    assert found.notices == [Notice("missing", "strke")]
    assert found.suggestions == {"strke": "strike"}


def test_a_word_that_only_this_search_has_not_is_no_mistake(replay: Ask) -> None:
    assert [notice.code for notice in replay("unfinished").notices] == ["unfinished"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no-index", "there is no index at `{}`; `broadsheet export opensearch` writes"),
        ("refused", "`{}` refuses the search: unknown query [multi_match] (400)"),
    ],
)
def test_a_refusal_says_why(replay: Ask, listening: Replay, name: str, told: str) -> None:
    with pytest.raises(BroadsheetError) as fault:
        replay(name)
    assert str(fault.value).startswith(told.format(listening.address))


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"{}", b'{"hits": 3, "aggregations": {}}'])
def test_what_is_no_opensearch_is_told_as_such(listening: Replay, content: bytes) -> None:
    listening.status, listening.content = 200, content
    with pytest.raises(BroadsheetError, match="does not answer as OpenSearch does"):
        server.find(listening.address, "fog", OPEN)


def test_nobody_who_listens_is_told_as_such() -> None:
    gone = Replay()
    gone.server_close()
    with pytest.raises(BroadsheetError, match=r"does not answer: .*refused"):
        server.find(gone.address, "fog", OPEN)


@pytest.mark.parametrize("code", [401, 403])
def test_a_closed_door_is_told_without_the_password(listening: Replay, code: int) -> None:
    listening.status, listening.content = code, b"Unauthorized"
    address = listening.address.replace("://", "://reader:se%63ret@")
    with pytest.raises(BroadsheetError, match=f"does not let you search; .*{code}") as fault:
        server.find(address, "fog", OPEN)
    assert "cret" not in str(fault.value)
    assert listening.asked[-1][1]["Authorization"] == "Basic cmVhZGVyOnNlY3JldA=="


def test_the_terminal_shows_what_the_server_found(
    listening: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = recording("found")["answer"]
    for name in fields.WAYS:
        answer["aggregations"].setdefault(name, answer["aggregations"]["people"])
    listening.status, listening.content = 200, json.dumps(answer).encode()
    words = ["find", "strike", "--server", listening.address, "--site", "nowhere"]
    assert command_line.main(words) == 0
    printed = capsys.readouterr().out
    assert "The strike on the <quay>" in printed
    assert "Content warning: Violence" in printed
    assert command_line.main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert ["struck", True] in told["stories"]["hits"][0]["snippet"]
    assert told["facets"]["year"] == [{"label": "1926", "key": "1926", "count": 2}]


def test_the_terminal_tells_that_a_server_refuses(
    listening: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    listening.status = 404
    listening.content = json.dumps(recording("no-index")["answer"]).encode()
    assert command_line.main(["find", "fog", "--server", listening.address]) > 1
    assert "there is no index" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc", "archive", "http://search.example", "ftp://a/b", "http://[bad/a"),
        *("http://127.0.0.1:99x/a", "http://localhost/a b", "http://localhost:99999/a"),
    ],
)
def test_what_is_no_address_of_an_index_is_not_asked(address: str) -> None:
    with pytest.raises(BroadsheetError, match="is no address of an index"):
        server.find(address, "fog", OPEN)
