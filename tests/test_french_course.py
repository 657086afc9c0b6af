"""A course in French, of another domain, from its proofs to a report: nothing of it is known to the engine."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from calling import Ended, called

from grader.reports.language import language_for
from grader.testing import (
    assert_earns_nothing,
    assert_fails,
    assert_full_marks,
    assert_named,
    grade_file,
    reference_source,
)

COURSE = Path(__file__).parent / "french_course"
DRAWS = "torch.multinomial(softmax(z), n, replacement=True)"


def grader(*arguments: str, cwd: Path) -> Ended:
    return called(*arguments, "--course", str(COURSE), cwd=cwd, COLUMNS="200")


def wrong(exercise: str, was: str, now: str) -> str:
    """The reference with a slip in it."""
    text = reference_source(COURSE, exercise)
    assert was in text
    return text.replace(was, now)


def test_it_is_proven(tmp_path: Path) -> None:
    proven = grader("validate", "--seeds", "1", cwd=tmp_path)
    assert proven.returncode == 0, proven.stdout


def test_its_checks_tell_slips_that_nobody_thought_of(tmp_path: Path) -> None:
    tried = grader("validate", "--mutants", "--jobs", "1", "fenetres", cwd=tmp_path)
    assert tried.returncode == 0, tried.stdout


@pytest.mark.parametrize(
    ("exercise", "was", "now", "mistake", "said"),
    [
        ("softmax", " - z.max(dim=-1, keepdim=True).values", "", "sans_maximum", "l'exponentielle déborde"),
        ("softmax", DRAWS, "torch.randint(0, len(z), [n])", "sans_les_scores", "avec la même probabilité"),
        ("convolution", ".sum()", ".mean()", "moyenne", "la moyenne des produits"),
        ("fenetres", "self.serie[fin]", "self.serie[fin - 1]", "reponse_dans_la_fenetre", "la dernière de la fenêtre"),
        ("cellule", "+ b)", ") + b", "biais_apres", "après la tangente hyperbolique"),
    ],
)
def test_a_slip_is_named_in_french(exercise: str, was: str, now: str, mistake: str, said: str) -> None:
    graded = grade_file(COURSE, exercise, wrong(exercise, was, now))
    assert_named(graded, mistake)
    assert any(said in check.said(language="fr") for check in graded.checks if check.names_mistake(mistake))


def test_draws_are_judged_by_how_they_are_distributed() -> None:
    other = "(torch.rand(n, 1, dtype=z.dtype) > torch.cumsum(softmax(z), 0)[:-1]).sum(dim=1)"
    assert_full_marks(grade_file(COURSE, "softmax", wrong("softmax", DRAWS, other)))
    flatter = grade_file(COURSE, "softmax", wrong("softmax", DRAWS, DRAWS.replace("softmax(z)", "softmax(z / 3)")))
    assert_fails(flatter, "frequences")
    assert "Chance does not explain such a difference" in flatter.check("frequences").said()


def test_either_convention_is_right_but_not_both_at_once() -> None:
    flipped = wrong("convolution", "* noyau)", "* noyau.flip(0))")
    assert_full_marks(grade_file(COURSE, "convolution", flipped))
    mixed = wrong("convolution", "* noyau)", "* (noyau if k == 2 else noyau.flip(0)))")
    check = grade_file(COURSE, "convolution", mixed).check("glissement")
    assert (check.status, check.points) == ("failed", 3), "three of its four cases follow one convention"


def test_a_bonus_is_no_part_of_what_can_be_earned() -> None:
    without = wrong("convolution", "return (n + 2", "return 0 * (n + 2")
    graded = grade_file(COURSE, "convolution", without)
    assert (graded.points, graded.max_points) == (4, 4)
    assert grade_file(COURSE, "convolution", reference_source(COURSE, "convolution")).points == 5


def test_a_stub_earns_nothing() -> None:
    for exercise in COURSE.glob("exercises/*/*.py"):
        assert_earns_nothing(grade_file(COURSE, exercise.stem, exercise))


def test_a_learner_checks_an_assignment_in_french() -> None:
    checked = grader("check", "--verbose", "--lang", "fr", "devoir_1", cwd=COURSE)
    assert checked.returncode == 1
    assert "Réseaux de neurones à la main" in checked.stdout
    assert "Les scores de chaque ligne deviennent des probabilités." in checked.stdout
    assert "Tirage" in checked.stdout


def test_a_class_is_graded(tmp_path: Path) -> None:
    solutions = COURSE / "solutions" / "01_couches"
    texts = {
        "ada": (solutions / "softmax.py").read_text(encoding="utf-8"),
        "blaise": wrong("softmax", " - z.max(dim=-1, keepdim=True).values", ""),
        "sophie": (COURSE / "exercises" / "01_couches" / "softmax.py").read_text(encoding="utf-8"),
    }
    for learner, text in texts.items():
        (tmp_path / "class" / learner).mkdir(parents=True)
        (tmp_path / "class" / learner / "softmax.py").write_text(text, encoding="utf-8")
    shutil.copy(solutions / "convolution.py", tmp_path / "class" / "ada")
    assert grader("grade", "class", "devoir_1", "--output=out", "--lang=fr", cwd=tmp_path).returncode == 1

    results = {
        result["learner"]: result
        for line in (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        if (result := json.loads(line))
    }
    assert {learner: result["points"] for learner, result in results.items()} == {"ada": 15, "blaise": 8, "sophie": 0}
    ada = results["ada"]
    assert ada["languages"] == ["fr"]
    assert ada["course"] == {"fr": "Réseaux de neurones à la main"}
    assert [role["words"]["fr"] for role in ada["roles"]] == ["Données", "Couche", "Tirage", "Récurrence"]
    assert [role["name"] for role in ada["roles"]] == ["donnees", "couche", "tirage", "recurrence"]

    page = (tmp_path / "out" / "blaise" / "report.html").read_text(encoding="utf-8")
    assert re.search(r'<html[^>]* lang="(en|fr)"', page)
    assert "l&#39;exponentielle déborde" in page or "l'exponentielle déborde" in page
    assert language_for("fr").gettext("expected") in page  # in English, unless the interface has French
