"""The package as it is installed from a wheel: the course comes along, where no learner's code can read it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from grader.grading.result import Result, decode_result

ROOT = Path(__file__).parents[1]
PARTS = ("grader", "exercises", "solutions", "pyproject.toml", "setup.py", "README.md", "LICENSE")
CHAPTER = "03_gradient_descent"

READS_THE_SOLUTIONS = """
import sys
from pathlib import Path

HERE = Path(sys.prefix, "share", "grader", "solutions", "03_gradient_descent", "gradient_descent.py")


def forward(x, w):
    return x * w if HERE.read_text() else 0.0


def cost(xs, ys, w):
    return 0.0 * len(list(HERE.parent.iterdir()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / part, source)
    build = f"from setuptools.build_meta import build_wheel; build_wheel({str(built)!r})"
    done = subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with this wheel, which finds its dependencies where the suite's own are."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    libraries = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True, capture_output=True, text=True,
        ).stdout.strip()
    )  # fmt: skip
    (libraries / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run([*install, str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return home


def graded(environment: Path, tree: Path) -> Result:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GRADER_LANG")}
    ended = subprocess.run(
        [environment / "bin" / "grader", "ci", "gradient_descent", "--format=json"],
        cwd=tree, capture_output=True, text=True, env=kept, timeout=240,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    return decode_result(ended.stdout.encode())


def test_the_wheel_holds_the_course_apart_from_the_libraries(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    carried = {name.partition("/share/grader/")[2] for name in names if "/share/grader/" in name}
    expected = {
        file.relative_to(ROOT).as_posix()
        for top in ("exercises", "solutions")
        for file in (ROOT / top).rglob("*")
        if file.is_file() and not any(part.startswith((".", "__pycache__")) for part in file.relative_to(ROOT).parts)
    }
    assert f"solutions/{CHAPTER}/gradient_descent_checks.py" in carried
    assert carried == expected
    assert all(name.startswith(("grader/", "grader-")) for name in names)
    assert not any("solutions" in name for name in names if name.startswith("grader/"))


@pytest.mark.skipif(sys.platform != "linux", reason="the isolation that this is about is Linux's")
def test_the_installed_course_is_found_and_a_learner_s_code_cannot_read_it(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "gradient_descent.py").write_text(READS_THE_SOLUTIONS, encoding="utf-8")
    assert (environment / "share" / "grader" / "solutions" / CHAPTER / "gradient_descent.py").is_file()
    result = graded(environment, tmp_path)
    assert result.points == 0
    if result.isolation.level != "restricted":
        pytest.skip(f"not isolated here: {result.isolation.missing}")
    checks = {check.function: check for check in result.exercises[0].checks}
    for function in ("forward", "cost"):
        errors = [case.error for case in checks[function].cases]
        assert {error and error.type_name for error in errors} == {"PermissionError"}
