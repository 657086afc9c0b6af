"""An exercise whose answers are random draws, from its references to its proofs."""

from __future__ import annotations

from pathlib import Path

from proving import Small

from grader.course.stubs import write_stubs
from grader.execution.pool import Pool
from grader.grading.proofs.registry import PROOFS

REFERENCE = '''"""Noise."""

import torch


def noise(n, mean, std):
    """n draws of a normal distribution."""
    ### BEGIN SOLUTION
    return mean + std * torch.randn(n)
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from grader.authoring import case, check, distributed_as, exercise, normal, random_case

about = exercise(title={"en": "Noise", "zh": "噪声"})


@random_case(count=2)
def any_noise(rng):
    return case(n=20000, mean=float(rng.uniform(-5, 5)), std=float(rng.uniform(2.5, 3.5)))


@check(role="data", of="noise", points=2, cases=[case(n=20000, mean=0.0, std=3.0), any_noise],
       expect=distributed_as(LAW), sentence={"zh": "正态分布"})
def drawn_from_a_normal_distribution(m, n, mean, std):
    """The draws have the mean and the standard deviation that are asked for."""
    return m.noise(n, mean, std)
'''
MISTAKES = '''"""Mistakes."""

import torch

from grader.authoring import mistake


@mistake(of="noise", hint={"en": "What is squared?", "zh": "什么是平方？"}, finding={"zh": "你用了方差。"})
def variance_for_the_standard_deviation(n, mean, std):
    """You scaled by the variance."""
    return mean + std**2 * torch.randn(n)


@mistake(of="noise", hint={"en": "Where do they lie?", "zh": "它们在哪里？"}, finding={"zh": "你用了均匀分布。"})
def uniform_for_normal(n, mean, std):
    """You drew from a uniform distribution."""
    return mean + std * torch.rand(n)
'''
STYLE = """import numpy as np


def noise(n, mean, std):
    return np.random.default_rng().normal(mean, std, n)
"""


def course(folder: Path, law: str, *, mistakes: str = MISTAKES, checks: str = CHECKS) -> Small:
    small = Small(folder)
    for kind, text in (("", REFERENCE), ("_checks", checks.replace("LAW", law)), ("_mistakes", mistakes)):
        small.write(f"solutions/01_a/ex{kind}.py", text)
    small.write("solutions/01_a/ex.zh.md", "# ex\n\n噪声。\n\n## noise\n\n正态分布的 n 次抽取。\n")
    write_stubs(small.read().exercises)
    for style in (folder / "solutions/01_a/ex_styles").glob("*.py"):
        style.unlink()
    small.write("solutions/01_a/ex_styles/numbers.py", STYLE)
    return small


def test_random_draws_prove_everything(tmp_path: Path, pool: Pool) -> None:
    """Right in whatever way they are drawn; wrong ones are named and lie far enough; constants earn nothing."""
    assert course(tmp_path / "course", 'normal("mean", "std")').problems(pool) == []


def test_the_reference_s_own_draws_may_stand_for_a_law(tmp_path: Path, pool: Pool) -> None:
    proofs = [proof for proof in PROOFS if proof.name in ("references", "separation", "mistakes named", "styles")]
    assert course(tmp_path / "course", "").problems(pool, proofs) == []


def test_a_mistake_that_so_few_draws_cannot_show_is_not_separated(tmp_path: Path, pool: Pool) -> None:
    small = course(tmp_path / "course", 'normal("mean", "std")', checks=CHECKS.replace("20000", "150"))
    problems = small.problems(pool, [proof for proof in PROOFS if proof.name == "separation"])
    assert {problem.subject for problem in problems} == {"variance_for_the_standard_deviation", "uniform_for_normal"}
    assert "or more draws" in problems[0].message


def test_one_table_of_draws_may_not_fit_every_case(tmp_path: Path, pool: Pool) -> None:
    checks = CHECKS.replace("float(rng.uniform(-5, 5))", "0.0").replace("float(rng.uniform(2.5, 3.5))", "3.0")
    (problem,) = course(tmp_path / "course", "", checks=checks).problems(pool)
    assert "one table of draws is right in all its cases" in problem.message


def test_a_law_of_no_argument_is_refused_when_it_is_recorded(tmp_path: Path, pool: Pool) -> None:
    small = course(tmp_path / "course", 'normal("mean", "sigma")')
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "separation"])
    assert "check `drawn_from_a_normal_distribution`" in problem.message
    assert "'sigma' is not an argument of the case" in problem.message
    assert problem.place.line > 1
