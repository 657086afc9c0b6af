"""What the server of the live page gives, and to whom."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from grader.errors import CourseError
from grader.interactive.live_server import listen, live_app
from grader.interactive.live_updates import Updates
from grader.interactive.local_guard import new_token

TOKEN = "a-token-of-a-test"
HERE = "http://127.0.0.1:8123"


class Page:
    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []

    def document(self) -> str:
        return "<p>the page</p>"

    def parts(self) -> Mapping[str, str]:
        return {"task": "<p>gradient</p>"}

    def drawings(self) -> Mapping[str, str]:
        return {}

    def act(self, action: str, argument: str) -> str:
        if action == "broken":
            raise CourseError("the file is gone")
        if action not in ("next", "select"):
            raise KeyError(action)
        self.done.append((action, argument))
        return "done"

    def lesson(self, name: str) -> str | None:
        return "<h1>Text</h1>" if name == "glossary.html" else None

    def asset(self, name: str) -> tuple[str, str] | None:
        return ("alert", "text/javascript") if name == "learn.js" else None


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def client(page: Page) -> TestClient:
    return TestClient(live_app(page, Updates(), TOKEN), base_url=HERE, follow_redirects=False)


def test_the_page_is_given_to_whom_knows_its_address(client: TestClient) -> None:
    given = client.get(f"/{TOKEN}/")
    assert (given.status_code, given.text) == (200, "<p>the page</p>")
    assert given.headers["cache-control"] == "no-store"
    policy = given.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert client.get(f"/{TOKEN}/assets/learn.js").headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/{TOKEN}/read/glossary.html").text == "<h1>Text</h1>"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events",
        f"/{TOKEN}",
        f"/{TOKEN[:-1]}/",
        f"/{TOKEN}x/",
        f"//{TOKEN}/",
        f"/wrong/{TOKEN}/",
        f"/{TOKEN}/assets/",
        f"/{TOKEN}/assets/../learn.js",
        f"/{TOKEN}/assets/..%2Flearn.js",
        f"/{TOKEN}/read/%2Fetc%2Fpasswd",
    ],
)
def test_any_other_path_gives_nothing(client: TestClient, path: str) -> None:
    given = client.get(path)
    assert given.status_code == 404
    assert "the page" not in given.text


@pytest.mark.parametrize(
    "host",
    ["learn.example:8123", "127.0.0.1.example", "127.0.0.2:8123", "", "learn@127.0.0.1", "127.0.0.1:x", "[::1]:8123"],
)
def test_a_name_that_was_bound_to_this_machine_gives_nothing(client: TestClient, page: Page, host: str) -> None:
    for given in (
        client.get(f"/{TOKEN}/", headers={"host": host}),
        client.post(f"/{TOKEN}/act", data={"action": "next"}, headers={"host": host, "origin": f"http://{host}"}),
    ):
        assert (given.status_code, given.text) == (403, "")
    assert page.done == []


@pytest.mark.parametrize(
    "origin", ["https://example.org", "http://127.0.0.1:9999", "https://127.0.0.1:8123", "null", ""]
)
def test_another_site_gets_nothing_and_changes_nothing(client: TestClient, page: Page, origin: str) -> None:
    for given in (
        client.get(f"/{TOKEN}/", headers={"origin": origin}),
        client.get(f"/{TOKEN}/events", headers={"origin": origin}),
        client.post(f"/{TOKEN}/act", data={"action": "next"}, headers={"origin": origin}),
    ):
        assert (given.status_code, given.text) == (403, "")
        assert "access-control-allow-origin" not in given.headers
    assert page.done == []


def test_nothing_is_changed_without_an_origin_a_post_or_the_secret(client: TestClient, page: Page) -> None:
    assert client.post(f"/{TOKEN}/act", data={"action": "next"}).status_code == 403
    assert client.get(f"/{TOKEN}/act?action=next", headers={"origin": HERE}).status_code == 405
    assert client.post("/act", data={"action": "next"}, headers={"origin": HERE}).status_code == 404
    assert page.done == []


def test_a_button_does_what_it_says(client: TestClient, page: Page) -> None:
    own = {"origin": HERE, "accept": "text/plain"}
    given = client.post(f"/{TOKEN}/act", data={"action": "select", "argument": "梯度:w"}, headers=own)
    assert (given.status_code, given.text) == (200, "done")
    assert page.done == [("select", "梯度:w")]
    given = client.post(f"/{TOKEN}/act", data={"action": "broken"}, headers=own)
    assert (given.status_code, given.text) == (409, "the file is gone")
    assert client.post(f"/{TOKEN}/act", data={"action": "__init__"}, headers=own).status_code == 400
    assert client.post(f"/{TOKEN}/act", content=b"a" * 5000, headers=own).status_code == 413
    without_script = {"origin": HERE, "accept": "text/html,*/*"}
    assert client.post(f"/{TOKEN}/act", data={"action": "next"}, headers=without_script).headers["location"] == "./"


def test_a_stream_sends_all_at_first_then_what_is_new() -> None:
    parts = {"task": "one", "feedback": "line\nbreak"}

    async def run() -> list[str]:
        updates = Updates()
        stream = updates.stream(lambda: dict(parts))
        got = [await anext(stream), await anext(stream)]
        parts["task"] = "two"
        updates.tell()
        got.append(await anext(stream))
        updates.close()
        assert [rest async for rest in stream] == []
        return got

    # In a thread of its own: another test's browser may have left this one a running event loop.
    with ThreadPoolExecutor(1) as thread:
        retry, first, second = thread.submit(asyncio.run, run()).result()
    assert retry.startswith("retry: ")
    assert '"task"' in first
    assert '"feedback"' in first
    assert first.count("\n") == 2
    assert '"two"' in second
    assert '"feedback"' not in second


def test_it_listens_on_this_machine_alone_at_a_free_port() -> None:
    with listen(0) as one:
        host, port = one.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(CourseError, match=f"port {port} cannot be used.*leave --port out"):
            listen(port)
        with socket.create_connection((host, port), timeout=5):
            pass


def test_no_two_runs_have_one_secret() -> None:
    assert new_token() != new_token()
    assert len(new_token()) >= 32
