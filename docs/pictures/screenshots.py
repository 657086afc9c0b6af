"""The README's pictures of `grader learn` and of a report: `make screenshots` takes them from real runs in Chromium.

The learner has written the first functions of gradient descent, and takes one gradient for all steps.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from grader.course.discovery import find_course
from grader.course.loading import load_exercise

ROOT = Path(__file__).resolve().parents[2]
CHAPTER, EXERCISE, MISTAKE, FUNCTION = "03_gradient_descent", "gradient_descent", "gradient_computed_once", "train"
SECONDS_FOR_REFERENCES = 600


def main() -> None:
    """Take both pictures."""
    with tempfile.TemporaryDirectory() as temporary, _page(1360, 1235) as page:
        work = Path(temporary) / "gradient-descent"
        work.mkdir()
        _grader(work, "start", "3")
        (work / CHAPTER / f"{EXERCISE}.py").write_text(_learner_text(), encoding="utf-8")
        _picture_of_learn(page, work)
        _picture_of_report(page, work)


def _picture_of_learn(page: Page, work: Path) -> None:
    command = _command("learn", "--no-browser", f"{EXERCISE}:{FUNCTION}")
    with subprocess.Popen(command, cwd=work, env=_environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        page.goto(process.stdout.readline().strip())
        expect(page.locator("#feedback .plot").first).to_be_visible(timeout=1000 * SECONDS_FOR_REFERENCES)
        file = work / CHAPTER / f"{EXERCISE}.py"
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        expect(page.locator("#feedback")).to_contain_text("after the save")
        page.wait_for_timeout(500)  # the font of the formulas
        page.screenshot(path=ROOT / "docs" / "learn.png")
        process.send_signal(signal.SIGINT)


def _picture_of_report(page: Page, work: Path) -> None:
    report = work / "report.html"
    _grader(work, "check", EXERCISE, "--format", "html", "--output", str(report), "--learner", "ada")
    page.set_viewport_size({"width": 900, "height": 1000})
    page.goto(report.as_uri())
    page.screenshot(path=ROOT / "docs" / "report.png")


def _learner_text() -> str:
    """The reference with the mistake in place of its function: what the learner wrote."""
    loaded = load_exercise(find_course(ROOT).exercise(EXERCISE))
    mistake = next(one for one in loaded.mistakes if one.id == MISTAKE)
    return loaded.with_version(mistake)


@contextmanager
def _page(width: int, height: int) -> Iterator[Page]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("no Chromium on this machine: install the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1.5)
        browser.close()


def _grader(work: Path, *arguments: str) -> None:
    subprocess.run(_command(*arguments), cwd=work, env=_environment(), check=False)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "grader", *arguments, "--course", str(ROOT)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "GRADER_LANG": "en", "VISUAL": "", "EDITOR": ""}


if __name__ == "__main__":
    main()
