"""The manual's configuration of nginx, tried with nginx itself."""

from __future__ import annotations

import getpass
import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from broadsheet import publishing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message

    from tests.conftest import Archive

CONFIGURATION = Path(__file__).parents[1] / "docs/how-to/hosting/nginx.conf"
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
STORY = "---\ntitle: The strike is over\npublished: 1926-05-12\n---\nThe text.\n"
KEPT = "public, max-age=31536000, immutable"
PAGE = "1926/05/strike/index.html"


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: Message
    body: bytes


class Server(NamedTuple):
    """A running nginx, and the folder that it shows."""

    port: int
    folder: Path

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for *path*; redirections are not followed."""
        address = f"http://127.0.0.1:{self.port}{path}"
        asked = urllib.request.Request(address, headers=headers)
        try:
            with OPENER.open(asked, timeout=5) as said:
                return Answer(said.status, said.headers, said.read())
        except urllib.error.HTTPError as said:
            with said:
                return Answer(said.code, said.headers, said.read())


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *_words: object) -> None:
        """Do not ask again."""


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)


def configuration(folder: Path, port: int) -> str:
    """The manual's configuration, on a free port of this computer and without certificates."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r".*(listen \[::\]|ssl_certificate).*\n", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("/srv/www/archive", str(folder / "www"))
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    return (
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
        f"http {{ access_log off;\n{temporary}{text}\n}}\n"
    )


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, archive_in: Callable[[Path], Archive], picture: bytes
) -> Iterator[Server]:
    """A published site of one story, shown by nginx."""
    nginx = shutil.which("nginx", path=PLACES)
    if not nginx:
        pytest.fail("this test needs nginx, which is not installed; on Debian: nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    archive = archive_in(folder)
    archive.write("1926/05/strike/quay.png", picture)
    archive.entry(STORY.replace("published", "photo: {src: quay.png, alt: A quay}\npublished"))
    publishing.publish(archive.built().out, folder / "www", compressed=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(configuration(folder, port), encoding="utf-8")
    command = [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    with subprocess.Popen(command) as running:
        _wait_for(port, running)
        yield Server(port, folder / "www")
        running.terminate()


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _again in range(200):
        assert running.poll() is None, "nginx did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("nginx does not answer")


def version(server: Server) -> str:
    """The address of the style sheet as pages name it."""
    found = re.search(r'"(_static/[^"]+\.css\?v=\w+)"', (server.folder / "index.html").read_text())
    assert found
    return f"/{found[1]}"


@pytest.mark.parametrize("path", ["/", "/1926/05/strike/", f"/{PAGE}"])
def test_a_page_is_there(server: Server, path: str) -> None:
    assert server.get(path).status == 200


def test_a_folder_without_its_slash_leads_to_it(server: Server) -> None:
    answer = server.get("/1926/05/strike")
    assert answer.status == 301
    assert answer.headers["Location"].endswith("/1926/05/strike/")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/catalogue.json"])
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Frame-Options", "DENY"),
        ("Server", "nginx"),
    ],
)
def test_every_answer_has_the_headers(server: Server, path: str, header: str, value: str) -> None:
    assert server.get(path).headers[header].startswith(value)


def test_the_policy_allows_nothing_written_into_a_page(server: Server) -> None:
    assert "unsafe" not in server.get("/").headers["Content-Security-Policy"]


def test_the_version_of_the_server_is_not_told(server: Server) -> None:
    assert server.get("/").headers["Server"] == "nginx"


def test_a_page_is_asked_for_anew(server: Server) -> None:
    assert server.get(f"/{PAGE}").headers["Cache-Control"] == "no-cache"


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    known = server.get(f"/{PAGE}").headers["ETag"]
    assert server.get(f"/{PAGE}", **{"If-None-Match": known}).status == 304


def test_styles_of_a_version_are_kept(server: Server) -> None:
    assert server.get(version(server)).headers["Cache-Control"] == KEPT


def test_styles_without_a_version_are_asked_for_anew(server: Server) -> None:
    path = version(server).partition("?")[0]
    assert server.get(path).headers["Cache-Control"] == "no-cache"


def test_a_picture_is_kept(server: Server) -> None:
    name = next((server.folder / "_images").glob("quay-*")).name
    assert server.get(f"/_images/{name}").headers["Cache-Control"] == KEPT


def test_the_index_of_the_search_is_kept(server: Server) -> None:
    found = next((server.folder / "search").glob("manifest-*.js")).name
    assert server.get(f"/search/{found}").headers["Cache-Control"] == KEPT
    folder = next(path for path in (server.folder / "search").iterdir() if path.is_dir())
    assert server.get(f"/search/{folder.name}/t/0.js").headers["Cache-Control"] == KEPT


def test_the_page_of_the_search_is_asked_for_anew(server: Server) -> None:
    assert server.get("/search/").headers["Cache-Control"] == "no-cache"


def test_a_picture_that_is_not_there_is_asked_for_anew(server: Server) -> None:
    answer = server.get("/_images/quay-0123456789abcdef-640.jpg")
    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-cache")


@pytest.mark.parametrize("path", ["/nowhere", "/1926/nowhere/", "/_images/"])
def test_what_is_not_there_is_answered_with_the_sites_own_page(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.body == (server.folder / "404.html").read_bytes()


def test_what_begins_with_a_dot_is_not_shown(server: Server) -> None:
    (server.folder / ".secret").write_text("secret")
    assert server.get("/.secret").status == 404


def test_a_page_is_sent_as_it_was_compressed(server: Server) -> None:
    answer = server.get(f"/{PAGE}", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == (server.folder / PAGE).read_bytes()


def test_a_page_is_sent_plain_to_those_who_ask_for_that(server: Server) -> None:
    answer = server.get(f"/{PAGE}")
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/catalogue.json", "application/json; charset=utf-8"),
        ("/_static/broadsheet.js", "application/javascript; charset=utf-8"),
        ("/_static/broadsheet.css", "text/css; charset=utf-8"),
    ],
)
def test_a_file_has_its_kind(server: Server, path: str, kind: str) -> None:
    assert server.get(path).headers["Content-Type"] == kind
