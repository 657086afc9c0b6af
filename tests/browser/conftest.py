"""A real browser for tests of what a person sees."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = [
    "--no-sandbox",  # a container's root has no other way; the pages are the tests' own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package `chromium` to run the browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all files: each window of its own is a process of the browser's, and takes as long as a page."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(window: Page):
    """Opens an HTML file and returns its page; a request for anything else, or an error in a script, fails the test.

    Takes the path, and what may differ: `viewport`, `color_scheme` and `media`. The page that was open is left.
    """
    wrong: list[str] = []
    folder = ""

    def requested(url: str) -> None:
        if not url.startswith((folder, "data:")):
            wrong.append(f"request: {url}")

    listeners = {
        "request": lambda request: requested(request.url),
        "pageerror": lambda error: wrong.append(f"script error: {error}"),
        "console": lambda said: said.type == "error" and wrong.append(f"console: {said.text}"),
    }

    def open_file(path: Path, *, viewport=DESK, color_scheme="light", media="screen") -> Page:
        nonlocal folder
        folder = path.resolve().parent.as_uri() + "/"
        window.set_viewport_size(viewport)
        window.emulate_media(color_scheme=color_scheme, media=media)
        window.goto(path.resolve().as_uri())
        return window

    for event, listener in listeners.items():
        window.on(event, listener)
    yield open_file
    window.goto("about:blank")  # nothing of this page happens during the next test
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    assert not wrong
