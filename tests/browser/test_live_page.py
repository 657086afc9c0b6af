"""`grader learn` as a learner has it: a process of its own, a page in a browser, a file that is saved."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.accessibility import violations
from forking import RUN_GRADER, Forked
from playwright.sync_api import Browser, expect

from grader.course.new_course import new_course

ROOT = Path(__file__).parents[2]
STUB = 'raise NotImplementedError("forward: not written yet")'
INTERRUPTED = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""As where somebody sits at a keyboard: a test run in the background has its processes ignore SIGINT."""
PATIENCE = 60_000
"""Milliseconds: the machine may be busy, and no test fails for being slow."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("courses") / "course"
    new_course(made, ("en", "zh"))
    return made


@pytest.fixture
def file(course: Path, tmp_path: Path) -> Path:
    shutil.copytree(course / "exercises", tmp_path / "work")
    return tmp_path / "work" / "01_first_steps" / "linear_unit.py"


@pytest.fixture
def address(course: Path, file: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    arguments = ("learn", "--no-browser", "--course", str(course))
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GRADER_LANG": getattr(request, "param", "en"),
        "VISUAL": "",
        "EDITOR": "",
    }
    with Forked(
        "commands", f"{INTERRUPTED}{RUN_GRADER}", *arguments,
        cwd=file.parents[1], env=environment, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0


def write(file: Path, body: str) -> None:
    """Save as an editor does: a new file takes the place of the old one."""
    aside = file.with_suffix(".tmp")
    aside.write_text(file.read_text(encoding="utf-8").replace(STUB, body).replace("return xs + b", body), "utf-8")
    os.replace(aside, file)


def test_a_saved_file_changes_the_page_without_a_reload(browser: Browser, address: str, file: Path) -> None:
    context = browser.new_context(viewport={"width": 1300, "height": 700})
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    expect(page.locator("h1").first).to_have_text("forward")
    expect(page.locator("#feedback")).to_contain_text("not written yet")
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="forward").focus()

    write(file, "return xs + b")
    expect(page.locator("#feedback")).to_contain_text("not right yet", timeout=PATIENCE)
    expect(page.locator("#feedback .arguments")).to_be_visible()
    expect(page.locator("[data-part=said]")).to_contain_text("forward: not right yet.")
    expect(page.locator("[aria-current]")).to_be_focused()
    assert violations(page) == []

    page.keyboard.press("h")
    expect(page.locator(".hint-box")).to_be_visible()
    page.keyboard.press("c")
    expect(page.locator(".beside")).to_contain_text("when every function of this exercise passes")

    write(file, "return xs * w + b")
    expect(page.locator("#feedback .passed")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".beside pre").last).to_contain_text("return xs * w + b")
    expect(page.locator("[data-part=outline]")).to_contain_text("1/1")
    assert violations(page) == []
    assert page.evaluate("window.stayed")
    assert all(url.startswith((address, "data:")) for url in asked)

    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("address", ["zh"], indirect=True)
def test_the_buttons_work_without_a_script(browser: Browser, address: str, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="提示").click()
    expect(page.locator(".hint-box")).to_be_visible()
    page.get_by_role("button", name="重置").click()
    expect(page.locator("[data-part=messages]")).to_contain_text("发给你时")
    context.close()
    page = browser.new_page()
    page.goto(address)
    expect(page.locator("#feedback")).to_contain_text("尚未编写")
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert violations(page) == []
    page.close()
