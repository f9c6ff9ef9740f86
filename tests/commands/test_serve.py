"""The live preview."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Archive

LONGEST_WAIT = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def served(archive: Archive) -> Iterator[int]:
    """The port on which an archive of one story is served."""
    archive.entry("---\ntitle: The strike is over\n---\nThe text.\n")
    port = free_port()
    words = ["serve", "--port", str(port), "--jobs", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "broadsheet", *words],
        cwd=archive.root.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        yield port
        server.terminate()


def page(port: int, path: str) -> str:
    """The page at *path*, as soon as the server answers."""
    end = time.monotonic() + LONGEST_WAIT
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except OSError:
            if time.monotonic() > end:
                pytest.fail("the server did not answer")
            time.sleep(0.1)
        finally:
            connection.close()


def test_the_site_is_served_on_this_computer(served: int) -> None:
    assert re.search(r"<h1[^>]*>The strike is over", page(served, "/1926/05/strike/index.html"))


def test_a_port_is_a_number(archive: Archive) -> None:
    told = archive.broadsheet("serve", "--port", "abc")
    assert told.returncode == 2
    assert told.stderr.endswith("broadsheet serve: error: argument --port: `abc` is no number\n")
