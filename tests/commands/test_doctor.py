"""`grader doctor`: what it finds, in both languages, and its exit status."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import msgspec
import pytest
from calling import called, shared_pool

from grader.commands import doctor, isolation_report, shipped_report, torch_build
from grader.commands.isolation_report import ATTEMPTS
from grader.errors import WorkerFault
from grader.execution import break_outs
from grader.execution.break_outs import BreakOut
from grader.execution.jobs import CheckObservation, Isolation, Observations
from grader.execution.machine import Trial, examine
from grader.execution.pool import Pool
from grader.grading import trying_references
from grader.grading.trying_references import TriedReference
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
SMALL = ("--course", str(ROOT / "tests" / "french_course"))
"""A course of few exercises, whose references take no time."""
ENGLISH = language_for("en")


def test_on_this_machine_a_learner_can_work() -> None:
    ended = called("doctor", cwd=ROOT, COLUMNS="400")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"torch {version('torch')}" in ended.stdout
    assert "torch works in the process that runs your code." in ended.stdout
    assert "torchvision works" in ended.stdout or "The grader works around this" in ended.stdout
    assert "Isolation of the graded code" in ended.stdout
    assert ended.stdout.rstrip().endswith("This machine can run the grader.")


def test_without_a_course_it_says_so_in_chinese_and_fails(tmp_path: Path) -> None:
    ended = called("doctor", "--lang", "zh", "--course", str(tmp_path), cwd=tmp_path)
    assert ended.returncode == 1
    assert "✗ 没有找到课程" in ended.stdout
    assert ended.stdout.rstrip().endswith("这台机器还不能运行评分程序：请先解决标有 ✗ 的问题。")


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A folder that stands before all others on Python's path."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    return folder


def installed(folder: Path, name: str, version: str, **sizes: int) -> None:
    """What pip leaves of a package that was installed, with the sizes of its files, which are empty here."""
    place = folder / f"{name}-{version}.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (folder / name).mkdir()
    for file in sizes:
        (folder / name / f"{file}.so").touch()
    record = "".join(f"{name}/{file}.so,sha256=x,{size}\n" for file, size in sizes.items())
    (place / "RECORD").write_text(record, encoding="utf-8")


@pytest.mark.skipif(torch_build.has_gpu(), reason="where there is a GPU nothing was installed in vain")
def test_in_an_empty_folder_a_build_for_gpus_and_a_course_that_is_not_started_are_told(
    libraries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_pool()  # its workers are to start without these
    monkeypatch.setattr(trying_references, "try_references", lambda *_: ())
    monkeypatch.setattr(shipped_report, "findings", lambda *_: ())
    monkeypatch.syspath_prepend(libraries)
    installed(
        libraries, "torch", version("torch").partition("+")[0], libtorch_cuda=1_500_000_000, libtorch_cpu=400_000_000
    )
    installed(libraries, "nvidia_cublas", "13.1", libcublas=600_000_000)
    installed(libraries, "nvidiary", "1.0", other=600_000_000)
    ended = called("doctor", cwd=tmp_path, COLUMNS="400")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "! torch was installed with GPU libraries, 2.5 GB in total" in ended.stdout
    assert "https://pytorch.org/get-started/locally/ has the command for your system" in ended.stdout
    assert "To put its exercise files into this folder, run `grader start`." in ended.stdout
    assert ended.stdout.rstrip().endswith("This machine can run the grader.")


def test_a_library_that_only_this_process_can_use_is_not_to_be_installed_anew(
    libraries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_pool()  # its workers are to start without this
    (libraries / "matplotlib").mkdir()
    (libraries / "matplotlib" / "__init__.py").touch()
    monkeypatch.syspath_prepend(libraries)
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    absent, observe = {"matplotlib": "ModuleNotFoundError: No module named x"}, Pool.observe
    monkeypatch.setattr(Pool, "observe", lambda *job: msgspec.structs.replace(observe(*job), unavailable=absent))
    ended = called("doctor", *SMALL, cwd=ROOT, COLUMNS="400")
    assert ended.returncode == 1
    assert "✗ matplotlib does not work: ModuleNotFoundError: No module named x" in ended.stdout
    assert f"It is installed in {libraries}, where the process that runs your code cannot use it" in ended.stdout
    assert "--force-reinstall matplotlib" not in ended.stdout


def test_a_torchvision_that_was_built_for_another_torch_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_version", {"torch": "2.13.0+cpu", "torchvision": "0.27.1"}.get)
    found = doctor._vision(Trial("torchvision", "worked_around"), ENGLISH)
    assert found.mark == "note"
    assert "torchvision 0.27.1 was built for a torch other than 2.13.0+cpu" in found.sentence
    assert "'torch==2.13.0' 'torchvision==0.28.*'" in found.advice


@pytest.mark.parametrize(("torch", "vision"), [("2.9.1", "0.24"), ("2.13.0+cpu", "0.28"), ("3.0.0", ""), ("", "")])
def test_the_fitting_torchvision(torch: str, vision: str) -> None:
    assert doctor._fitting_vision(torch) == vision


def test_a_broken_library_is_a_problem_and_a_missing_layer_only_a_note() -> None:
    broken = doctor._trial(Trial("torch", "broken", "ImportError: \x1b[31mlibc"), ENGLISH)
    assert broken.mark == "problem"
    assert "\x1b" not in broken.sentence
    isolation = isolation_report.level(Isolation("limits", ("limits",), ("landlock: refused",)), ENGLISH)
    assert (isolation.mark, "landlock: refused" in isolation.advice) == ("note", True)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    monkeypatch.setenv("GRADER_RECORDINGS", str(file))
    kept, temporary = doctor._folders(ENGLISH)
    assert (kept.mark, "GRADER_RECORDINGS" in kept.advice) == ("note", True)
    assert temporary.mark in ("ok", "note")
    assert doctor._can_write(tmp_path / "not" / "there" / "yet")


class FaultyPool:
    def __init__(self, fault: str | None) -> None:
        self._fault = fault

    def observe(self, job: object) -> Observations:
        return Observations((CheckObservation("torch", ()),), (), Isolation("none"), 0.0, fault=self._fault)


def test_workers_that_do_not_start_are_the_machines_fault() -> None:
    with pytest.raises(WorkerFault, match="no room"):
        examine(FaultyPool("no room"))  # type: ignore[arg-type]


def test_isolation_is_shown_by_trying_to_break_it() -> None:
    ended = called("doctor", "--isolation", cwd=ROOT)
    assert ended.returncode == 0, ended.stdout
    lines = ended.stdout.splitlines()
    assert len([line for line in lines if line[:1] in "✓!"]) >= len(ATTEMPTS)
    assert not any(line.startswith("✗") for line in lines)
    assert lines[-1] == "What is in force holds."


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "NOT held back: starting another process, although this is in force: seccomp"), ("zh", "启动其他进程")],
)
def test_a_layer_that_does_not_hold_is_a_problem(monkeypatch: pytest.MonkeyPatch, code: str, said: str) -> None:
    broken = BreakOut("process", False, "", ("seccomp",))
    open_ = BreakOut("lock", False, "", ())
    monkeypatch.setattr(
        break_outs, "try_to_break_out", lambda *_: (Isolation("limits", ("limits",), ("x",)), (broken, open_))
    )
    ended = called("doctor", "--isolation", "--lang", code, cwd=ROOT)
    assert ended.returncode == 1
    marks = [line for line in ended.stdout.splitlines() if line[:1] in ("✗", "!")]
    assert said in marks[0]
    assert [mark[0] for mark in marks] == ["✗", "!", "!"]


def test_every_attempt_has_a_sentence() -> None:
    assert set(ATTEMPTS) == set(break_outs.HOLDING)


def test_a_reference_that_isolation_stops_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        trying_references,
        "try_references",
        lambda *_: [
            TriedReference("plots", ""),
            TriedReference("paths", "OSError: [Errno 38] Function not implemented"),
        ],
    )
    ended = called("doctor", *SMALL, cwd=ROOT)
    assert ended.returncode == 1
    assert "✓ The course's own solutions run in this isolation: plots" in ended.stdout
    assert "✗ The course's solution of paths does not run in this isolation: OSError" in ended.stdout.replace("\n", " ")
