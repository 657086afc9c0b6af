"""The package as a wheel installs it: it grades like the checkout, and no learner's code can read the course."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from calling import KEY
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.course.discovery import find_course
from grader.grading.documents import decode_result
from grader.grading.recording_store import default_folder
from grader.grading.result import Result

ROOT = Path(__file__).parents[1]
PARTS = ("grader", "exercises", "solutions", "pyproject.toml", "setup.py", "README.md", "LICENSE")
CHAPTER = "03_gradient_descent"
LEARNER = "ada"
INSTALL = ("install", "--quiet", "--no-compile", "--no-deps", "--no-index")
NOT_NEEDED = shutil.ignore_patterns("include", "tests")
"""Folders of libraries with most of their files; nothing imports them."""

READS_THE_SOLUTIONS = """
from pathlib import Path

HERE = Path(ROOT, "share", "grader", "solutions", "03_gradient_descent", "gradient_descent.py")


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
    """A plain environment: this wheel, and beside it in one folder the libraries that it names and what they need."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    libraries = _libraries(home)
    for part in sorted(_parts(_needed("grader") - {"grader"})):
        _link(Path(sysconfig.get_path("purelib"), part), libraries / part)
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *INSTALL, str(wheel)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return home


def _libraries(environment: Path) -> Path:
    (found,) = {Path(place) for place in map(str, environment.rglob("site-packages"))}
    return found


def _needed(name: str, found: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names of a package, of all that it requires here without its extras, and of what those require."""
    if name in found:
        return found
    found |= {name}
    for required in map(Requirement, distribution(name).requires or ()):
        if required.marker is None or required.marker.evaluate({"extra": ""}):
            found = _needed(canonicalize_name(required.name), found)
    return found


def _parts(packages: frozenset[str]) -> set[str]:
    """What these have in the folder of the libraries, such as `torch` and `typing_extensions.py`."""
    recorded = "".join(distribution(package).read_text("RECORD") or "" for package in packages)
    return {line.partition("/")[0].partition(",")[0] for line in recorded.splitlines()} - {"..", "__pycache__"}


def _link(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=NOT_NEEDED, copy_function=_linked)
    else:
        _linked(str(source), str(target))


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another file system, or one without links
        shutil.copy2(source, target)


def run(
    grader: Path | list[str], folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the grader that is installed in an environment, or that is called so, in this folder.

    What the references give is the checkout's: it is kept where the suite keeps it, drawn from the suite's key, and
    computed once.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRADER_", "GITHUB_"))}
    return subprocess.run(
        [*([grader / "bin" / "grader"] if isinstance(grader, Path) else grader), *arguments],
        cwd=folder, capture_output=True, text=True, timeout=1200,
        env=kept | {"GRADER_RECORDINGS": str(default_folder()), "GRADER_KEY": KEY, "GRADER_LANG": "en"} | environment,
    )  # fmt: skip


def lost(result: Result) -> dict[str, str]:
    """The checks that did not get full marks, with why."""
    assert result.fault == ""
    return {
        f"{exercise.name}:{check.id}": f"{check.status} {exercise.load_error or check.fault}"
        for exercise in result.exercises
        for check in exercise.checks
        if check.status != "passed" or check.points != check.max_points
    }


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


@pytest.fixture(scope="module")
def solved(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's folder, made by the installed grader, with every exercise solved."""
    folder = tmp_path_factory.mktemp("class") / LEARNER
    folder.mkdir()
    started = run(environment, folder, "start")
    assert started.returncode == 0, started.stderr
    files = sorted(folder.rglob("*.py"))
    assert len(files) == len(find_course(ROOT).exercises)
    for file in files:
        shutil.copy(ROOT / "solutions" / file.parent.name / file.name, file)
    return folder


def test_read_finds_the_installed_texts_and_what_their_pages_are_made_with(environment: Path, tmp_path: Path) -> None:
    ended = run(environment, tmp_path, "read", "3", "--format=html", "--lang=zh")
    assert ended.returncode == 0, ended.stderr
    page = Path(ended.stdout.strip()).read_text(encoding="utf-8")
    assert page.count("<math ") > 10
    assert "data:image/svg+xml;base64," in page


def test_grade_gives_every_reference_full_marks(environment: Path, solved: Path, tmp_path: Path) -> None:
    graded = run(environment, tmp_path, "grade", str(solved.parent), "--output=out")
    (document,) = (tmp_path / "out" / "results.jsonl").read_bytes().splitlines()
    result = decode_result(document)
    assert lost(result) == {}
    assert graded.returncode == 0, graded.stderr
    assert len(result.exercises) == len(find_course(ROOT).exercises)


def last_of_each_chapter() -> list[str]:
    return [chapter.exercises[-1].name for chapter in find_course(ROOT).chapters if chapter.exercises]


def test_so_does_check_those_of_an_exercise_of_each_chapter(environment: Path, solved: Path) -> None:
    checked = run(environment, solved, "check", *last_of_each_chapter(), "--format=json", "--learner", LEARNER)
    result = decode_result(checked.stdout.encode())
    assert lost(result) == {}
    assert checked.returncode == 0, checked.stderr
    assert [exercise.name for exercise in result.exercises] == last_of_each_chapter()


def reading_the_solutions(root: Path, folder: Path) -> None:
    """Write a hand-in that reads the course that was installed under this folder."""
    assert (root / "share" / "grader" / "solutions" / CHAPTER / "gradient_descent.py").is_file()
    (folder / "gradient_descent.py").write_text(f"ROOT = {str(root)!r}\n{READS_THE_SOLUTIONS}", encoding="utf-8")


def assert_it_read_nothing(result: Result) -> None:
    exercise = next(exercise for exercise in result.exercises if exercise.name == "gradient_descent")
    assert exercise.points == 0
    if result.isolation.level in ("none", "limits"):
        pytest.skip(f"not isolated here: {result.isolation.missing}")
    checks = {check.function: check for check in exercise.checks}
    for function in ("forward", "cost"):
        errors = [case.error for case in checks[function].cases]
        # What is not mounted for it is not there at all.
        assert {error and error.type_name for error in errors} <= {"PermissionError", "FileNotFoundError"}


@pytest.mark.skipif(sys.platform != "linux", reason="the isolation that this is about is Linux's")
def test_ci_does_so_as_well_and_a_learner_s_code_cannot_read_the_installed_course(
    environment: Path, solved: Path, tmp_path: Path
) -> None:
    work = tmp_path / LEARNER
    shutil.copytree(solved, work)
    reading_the_solutions(environment, work / CHAPTER)
    right = [name for name in last_of_each_chapter() if name != "gradient_descent"]
    assert right
    ended = run(environment, work, "ci", *right, "gradient_descent", "--format=json", "--learner", LEARNER)
    assert ended.returncode == 1, ended.stderr
    result = decode_result(ended.stdout.encode())
    assert {name.partition(":")[0] for name in lost(result)} == {"gradient_descent"}
    assert len(result.exercises) == len(right) + 1
    assert_it_read_nothing(result)


@pytest.mark.skipif(sys.platform != "linux", reason="the isolation that this is about is Linux's")
def test_so_it_is_where_pip_installs_all_into_a_folder_of_python_s_path(
    environment: Path, wheel: Path, solved: Path, tmp_path: Path
) -> None:
    target, work = tmp_path / "target", tmp_path / "work"
    target.mkdir()
    for part in _libraries(environment).iterdir():
        if not part.name.startswith(("grader", "__editable__")):
            _link(part, target / part.name)
    subprocess.run([sys.executable, "-m", "pip", *INSTALL, "--target", str(target), str(wheel)], check=True)
    work.mkdir()
    shutil.copy(next(solved.rglob("plots.py")), work)
    reading_the_solutions(target, work)
    bare = [getattr(sys, "_base_executable", sys.executable), "-P", "-m", "grader"]
    ended = run(bare, work, "ci", "plots", "gradient_descent", "--format=json", PYTHONPATH=str(target))
    assert ended.returncode == 1, ended.stderr
    result = decode_result(ended.stdout.encode())
    assert not any(name.startswith("plots:") for name in lost(result))
    assert_it_read_nothing(result)
