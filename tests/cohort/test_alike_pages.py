"""Files that are alike are shown side by side, harmless, and only while they are what was graded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import called

from cohort.made_class import EXERCISES, Made, make_class
from cohort.test_dashboard import Read as ReadPage
from grader.cohort.alike_pages import FOLDER, AlikePages, cut
from grader.cohort.dashboard_site import write_dashboard
from grader.grading.submissions import Submission, SubmittedFile
from grader.records.gradebook import open_gradebook
from grader.records.learners import safe_name
from grader.reports.class_summary import WrittenAlike
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
WEEK = "week-03"
CODE = "def gradient(xs):\n    return '</code><script>alert(1)</script>'  # \x1b[31m of %s\n"
COPIED = re.compile(r".*-00(?:40|41|77)")


def code_of(learner: str, _content: str) -> Submission:
    return Submission(
        learner, {name: SubmittedFile(f"{name}.py", (CODE % learner) + "x = 1\n" * 999) for name in EXERCISES}
    )


def gone(_learner: str, _content: str) -> None:
    return None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_class(tmp_path_factory.mktemp("class"), 120, (WEEK,))


def written(made: Made, output: Path, read: Callable[[str, str], Submission | None], lang: str = "en") -> WrittenAlike:
    output.mkdir(exist_ok=True)
    with open_gradebook(made.folder, create=False) as gradebook:
        pages = AlikePages(output, WEEK, language_for(lang), lambda one: gradebook.standing(WEEK, one), read)
        for standing in gradebook.standings(WEEK):
            pages.add(standing)
        (group,) = pages.write()
    return group


def test_no_learner_has_their_folder() -> None:
    assert safe_name(FOLDER) != FOLDER


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_are_side_by_side_and_harmless(made: Made, tmp_path: Path, lang: str) -> None:
    group = written(made, tmp_path / "out", code_of, lang)
    assert (group.count, group.exercises) == (3, len(EXERCISES))
    assert all(map(COPIED.fullmatch, group.learners))
    text = (tmp_path / "out" / group.page).read_text("utf-8")
    page = ReadPage(text)
    assert "script" not in page.tags
    assert "script-src" not in text
    assert "default-src 'none'" in text
    assert page.text.count("<script>alert(1)</script>") == 3 * len(EXERCISES)
    assert "\x1b" not in text
    for learner in group.learners:
        assert f"../{learner}/report.html" in page.links


def test_what_is_gone_is_told_and_what_was_shown_stays(made: Made, tmp_path: Path) -> None:
    output = tmp_path / "out"
    there = output / written(made, output, gone).page
    assert "is not there any more" in there.read_text("utf-8")
    written(made, output, code_of)
    shown = there.read_text("utf-8")
    assert "is not there any more" not in shown
    (output / FOLDER / "0123456789abcdef.html").touch()  # of a group that is none any more
    written(made, output, gone)
    assert [one.read_text("utf-8") for one in (output / FOLDER).iterdir()] == [shown]


def test_the_dashboard_leads_to_the_files_if_they_are_there(made: Made, tmp_path: Path) -> None:
    output, board = tmp_path / "a class", tmp_path / "board"
    name = written(made, output, code_of).page
    for beside, found in ((output, True), (tmp_path, False), (None, False)):
        with open_gradebook(made.folder, create=False) as gradebook:
            write_dashboard(gradebook, board, language_for("en"), beside)
        links = ReadPage((board / "assignment-1.html").read_text("utf-8")).links
        assert (f"../a%20class/{name}" in links) == found


def test_long_files_are_cut_and_how_much_is_told() -> None:
    assert cut("  a\n\n\tb\n") == ("  a\n\n\tb", 0)
    text, left = cut("x = 1\n" * 1000)
    assert (text.count("\n") + 1, left) == (400, 600)
    text, left = cut("x" * 30_000 + "\nend")
    assert (len(text), left) == (20_000, 1)


def test_a_class_run_shows_the_files_of_those_who_wrote_alike(tmp_path: Path) -> None:
    names = ("01_overview/rule_based", "02_linear_model/linear_model", "03_gradient_descent/gradient_descent")
    for learner in ("ann", "ben"):
        (tmp_path / "class" / learner).mkdir(parents=True)
        for name in names:
            text = (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")
            file = tmp_path / "class" / learner / Path(f"{name}.py").name
            file.write_text(f"{text}\n# by {learner}\n", encoding="utf-8")
    only = [argument for name in names for argument in ("--only", name.rpartition("/")[2])]
    ended = called("grade", "class", "--output", "out", *only, "--course", str(ROOT), cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    (page,) = (tmp_path / "out" / FOLDER).iterdir()
    links = ReadPage((tmp_path / "out" / "index.html").read_text("utf-8")).links
    assert f"{FOLDER}/{page.name}" in links
    text = ReadPage(page.read_text("utf-8")).text
    assert text.count("# by ann") == text.count("# by ben") == len(names)
