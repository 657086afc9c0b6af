"""A course in other languages, with other roles and assignments: nothing of it is known to the engine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.commands import main
from grader.course.discovery import read_course
from grader.course.scaffold import new_exercise
from grader.reports.language import language_for

SETTINGS = """
title = { fr = "Réseaux convolutifs", en = "Convolutional networks" }
key = "k"
languages = ["fr", "en"]
[roles]
convolve = { fr = "Convoluer", en = "Convolve" }
[policies]
grace_minutes = 30
[assignments.semaine1]
title = { fr = "Première semaine", en = "First week" }
due = 2026-10-16T23:59:00+02:00
exercises = { product = 3 }
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("french")
    for folder in ("exercises", "solutions"):
        (root / folder).mkdir()
    (root / "solutions" / "course.toml").write_text(SETTINGS, encoding="utf-8")
    new_exercise(read_course(root), "01_reseaux", "product")
    return root


@pytest.fixture(autouse=True)
def _places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_RECORDINGS", str(tmp_path / "records"))
    monkeypatch.setenv("GRADER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


def status(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code


def test_an_assignment_is_checked_in_its_language(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(course)  # elsewhere, the file beside the learner is checked
    assert status("check", "--course", str(course), "--lang", "fr", "semaine1") == 1
    said = capsys.readouterr().out
    assert "Réseaux convolutifs" in said
    assert "Convoluer" in said
    interface = language_for("fr")  # English, unless the interface has French
    assert interface.gettext("(weight %(weight)s)", weight=3) in said
    assert interface.gettext("%(points)s of %(max_points)s points", points=0, max_points=9) in said


def test_an_unknown_language_is_refused(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status("check", "--course", str(course), "--lang", "eo") == 2
    _, _, known = " ".join(capsys.readouterr().err.split()).partition("choose from ")
    assert {"en", "zh", "fr"} <= set(known.split(", "))


def test_an_assignment_is_graded_under_its_name_until_it_is_due(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    shutil.copy(course / "solutions" / "01_reseaux" / "product.py", folder)
    assert status("grade", "class", "semaine1", "--output=out", "--course", str(course)) == 0
    capsys.readouterr()
    assert status("gradebook", "export", "--gradebook=out", "--format=json") == 0
    exported = capsys.readouterr().out
    assert "semaine1" in exported
    (line,) = Path("out", "results.jsonl").read_text(encoding="utf-8").splitlines()
    result = json.loads(line)
    assert (result["points"], result["max_points"], result["exercises"][0]["weight"]) == (9, 9, 3)
    assert result["languages"] == ["fr", "en"]
    assert result["roles"] == [{"name": "convolve", "words": {"fr": "Convoluer", "en": "Convolve"}}]
    sentence = result["exercises"][0]["checks"][1]["sentence"]
    assert sentence["fr"] == "Les prédictions valent x * w + b pour toutes les données."


def test_a_file_that_belongs_to_nobody_is_told_first_and_costs_nobody_anything(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    right = course / "solutions" / "01_reseaux" / "product.py"
    shutil.copy(right, folder)
    stray = tmp_path / "class" / "product.py"
    shutil.copy(right, stray)
    grade = ("grade", "class", "--output=out", "--course", str(course))
    assert status(*grade) == 0
    said = capsys.readouterr().out
    assert said.index("Not taken") < said.index("nobody's, product.py")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert page.index("Not taken") < page.index("nobody&#39;s") < page.index("Learners</h2>")
    assert "1 learner" in page
    assert status("gradebook", "export", "--gradebook=out") == 0
    assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()[1:]] == ["ada"]
    stray.unlink()
    assert status(*grade) == 0
    assert "Not taken" not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_grade_refuses_what_is_neither_a_folder_nor_an_assignment(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status("grade", "semaine2", "--output=out", "--course", str(course)) == 2
    assert "'semaine2' does not exist" in capsys.readouterr().err
