"""A machine that refuses: one line that names the file and the reason, status 3, no traceback, and what was kept."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from calling import Ended, called
from forking import RUN_GRADER, Forked

from grader.execution.boundary import Next, Told, go_on
from grader.execution.jobs import CheckObservation, Job, Observations
from grader.execution.pool import Pool
from grader.grading.recording_store import RecordingStore, default_folder
from grader.records.workspace import WorkspaceSettings, write_settings

ROOT = Path(__file__).parents[2]
ANSWER = ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py"
STUB = ROOT / "exercises" / "03_gradient_descent" / "gradient_descent.py"
SMALL = ROOT / "tests" / "french_course"
COURSE = ("--course", str(ROOT))
ONE = ("--only", "gradient_descent")
needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a device of Linux")
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of Unix")


pytestmark = pytest.mark.usefixtures("as_nobody")


def test_outputs_that_cannot_be_written_do_not_keep_the_others_from_it(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    shutil.copy(ANSWER, tmp_path / "tree")
    (tmp_path / "file").write_text("", encoding="utf-8")
    written = tmp_path / "x.json"
    formats = ("github", f"junit={tmp_path}/file/x.xml", f"json={written}")
    ended = called(
        "ci", "gradient_descent", *COURSE, *(word for one in formats for word in ("--format", one)),
        cwd=tmp_path / "tree", GITHUB_STEP_SUMMARY=str(tmp_path / "absent" / "summary.md"),
    )  # fmt: skip
    assert ended.returncode == 3
    (line,) = [line for line in ended.stderr.splitlines() if line.startswith("grader: ")]
    assert str(tmp_path / "absent" / "summary.md") in line
    assert str(tmp_path / "file" / "x.xml") in line
    assert "everything else was written" in line
    assert json.loads(written.read_text(encoding="utf-8"))["points"] > 0


def shell(line: str, cwd: Path, **environment: str) -> Ended:
    """A line of bash, where `$PYTHON` is this interpreter, and `$RUN_GRADER` what it runs."""
    plain = {
        "PYTHON": sys.executable,
        "RUN_GRADER": RUN_GRADER,
        "PYTHONPATH": str(ROOT),
        "GRADER_LANG": "en",
        "GRADER_RECORDINGS": str(default_folder()),
    }
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=cwd,
        env=os.environ | plain | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=240,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def redirected(command: str, where: str, cwd: Path) -> Ended:
    """A command in a process of its own, whose standard output leads there, as a shell has it: to a full device, to a
    pipe whose reader has ended, or nowhere."""
    code = "from grader.commands import main; main()"
    if where == ">&-":
        code = f"import os, sys; os.close(1); sys.stdout = sys.__stdout__ = None; {code}"
    if where == "| true":
        reading, output = os.pipe()
        os.close(reading)
    else:
        output = os.open("/dev/full", os.O_WRONLY)
    environment = os.environ | {"GRADER_LANG": "en"}
    with Forked(
        "commands",
        code,
        *shlex.split(command),
        cwd=cwd,
        env=environment,
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(output)
        _, said = process.communicate(timeout=240)
    return Ended(process.returncode, "", said)


@needs_signals
@pytest.mark.parametrize(
    "command", ["--help", "config", "gradebook export --gradebook {}", "gradebook show --gradebook {}"]
)
def test_a_reader_who_has_read_enough_ends_a_command_quietly(command: str, work: Path, graded: Path) -> None:
    ended = redirected(command.format(graded / "out"), "| true", work)
    assert ended.returncode in (0, 3)
    assert not [line for line in ended.stderr.splitlines() if not line.endswith("settings.toml")]


@needs_full_device
@pytest.mark.parametrize(
    "command", ["--help", "config", "gradebook export --gradebook {}", "gradebook show --gradebook {}"]
)
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_standard_output_that_takes_nothing(command: str, where: str, work: Path, graded: Path) -> None:
    ended = redirected(command.format(graded / "out"), where, work)
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert "grader: standard output: " in ended.stderr


@needs_full_device
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("gradebook comment ann well-done --gradebook {}", "what you decided is recorded"),
        ("gradebook policy --late day --gradebook {}", "what you decided is recorded"),
        ("gradebook backup copy.sqlite --gradebook {}", "the copy is written"),
        ("config language en", "the setting is written"),
        (f"package gradescope --course {ROOT}", "the archive is written"),
    ],
)
def test_what_is_done_is_not_called_undone_because_nobody_can_be_told(
    command: str, said: str, work: Path, graded: Path
) -> None:
    ended = redirected(command.format(graded / "out"), ">/dev/full", work)
    assert ended.returncode == 3
    assert ended.stderr.splitlines()[-1] == f"grader: standard output: No space left on device; {said}"


@needs_full_device
def test_a_closed_standard_error_leaves_the_status(work: Path) -> None:
    assert shell('"$PYTHON" -m grader gradebook show --gradebook /nowhere 2>&-', work).returncode == 2
    assert shell('"$PYTHON" -m grader config learner 2>/dev/full', work).stdout == "ann\n"
    assert shell('"$PYTHON" -m grader config >&-', work).returncode == 3


@needs_full_device
def test_what_lies_at_its_destination_is_handed_in_whatever_else_fails(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = work.parent / "inbox"
    (work / ".grader" / "receipts").write_text("not a folder", encoding="utf-8")
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    ended = called("submit", cwd=work)
    assert ended.returncode == 0, ended
    (bundle,) = inbox.iterdir()
    assert f"Handed in: {bundle}" in ended.stdout
    assert "could not be graded here: no memory left" in ended.stderr
    assert f"the receipt could not be kept: {work / '.grader' / 'receipts'}" in ended.stderr
    shown = redirected("submit --again", ">/dev/full", work)
    assert (shown.returncode, "Handed in: " in shown.stderr) == (0, True), shown


def _fail(*_: object) -> None:
    raise RuntimeError("no memory left")


def test_a_damaged_receipt_does_not_stop_a_hand_in(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    (work / ".grader" / "receipts").mkdir()
    (work / ".grader" / "receipts" / "1.json").write_text("{", encoding="utf-8")
    ended = called("submit", cwd=work)
    assert (ended.returncode, "1.json" in ended.stderr) == (0, True)
    assert len(list((work.parent / "inbox").iterdir())) == 1


def test_outside_a_workspace_the_file_beside_you_is_handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "here").mkdir()
    wanted = ("submit", "gradient_descent", "--learner", "ann", "--to", "../inbox", *COURSE)
    ended = called(*wanted, cwd=tmp_path / "here")
    assert (ended.returncode, "there is nothing to hand in" in ended.stderr) == (2, True)  # not the course's own stub
    shutil.copy(ANSWER, tmp_path / "here")
    ended = called(*wanted, cwd=tmp_path / "here")
    assert ended.returncode == 0, ended
    (bundle,) = (tmp_path / "inbox").iterdir()
    with zipfile.ZipFile(bundle) as opened:
        assert opened.read("03_gradient_descent/gradient_descent.py") == ANSWER.read_bytes()


def test_an_untouched_stub_is_handed_in_only_after_a_warning(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    inbox = work.parent / "inbox"
    shutil.copy(STUB, work)
    ended = called("submit", "gradient_descent", cwd=work)
    assert (ended.returncode, list(inbox.iterdir())) == (2, [])
    assert "You have not written anything yet in: gradient_descent.py" in ended.stderr
    assert "--yes" in ended.stderr
    ended = called("submit", "gradient_descent", "--yes", cwd=work)
    assert (ended.returncode, len(list(inbox.iterdir()))) == (0, 1)
    assert "You have not written anything yet" in ended.stderr
    assert called("submit", "--yes", cwd=work).returncode == 2  # by default, only what was changed


@pytest.mark.parametrize("named", ["{inbox}", "../inbox", "{inbox}/", "~/inbox"])
@pytest.mark.parametrize("way", ["option", "setting", "variable"])
def test_a_drop_box_that_may_not_be_listed_is_found_by_every_name(
    named: str, way: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = work.parent / "inbox"
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    monkeypatch.setenv("HOME", str(work.parent))
    monkeypatch.setenv("USERPROFILE", str(work.parent))
    inbox.chmod(0o333)
    access = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode, **rest: access(path, mode, **rest) and not (mode & os.R_OK and Path(path) == inbox),
    )
    name, environment, option = named.format(inbox=inbox), {}, ()
    if way == "option":
        option = ("--to", name)
    elif way == "setting":
        write_settings(work, WorkspaceSettings("ann", name, course=str(ROOT)))
    else:
        environment = {"GRADER_DESTINATION": name}
    ended = called("submit", *option, cwd=work, **environment)
    inbox.chmod(0o755)
    assert ended.returncode == 0, ended
    assert len(list(inbox.iterdir())) == 1


def test_a_relative_destination_in_the_settings_starts_at_the_workspace(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.commands.own_files.grade_own", _fail)
    write_settings(work, WorkspaceSettings("ann", "../inbox", course=str(ROOT)))
    (work / "deeper").mkdir()
    assert called("submit", cwd=work / "deeper").returncode == 0
    assert len(list((work.parent / "inbox").iterdir())) == 1


@needs_signals
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=lambda sent: sent.name)
def test_a_class_run_that_is_ended_keeps_who_is_graded_and_says_how_to_go_on(
    tmp_path: Path, sent: signal.Signals
) -> None:
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "ben").mkdir()
    shutil.copy(ANSWER, tmp_path / "class" / "ann")
    (tmp_path / "class" / "ben" / "gradient_descent.py").write_text("while True:\n    pass\n", encoding="utf-8")
    code = f"import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n{RUN_GRADER}"
    arguments = ("grade", "class", "--output", "out", *ONE, *COURSE, "--jobs", "1", "--time-limit", "600")
    run = Forked(
        "commands",
        code,
        *arguments,
        cwd=tmp_path,
        env=os.environ | {"GRADER_LANG": "en"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    report = tmp_path / "out" / "ann" / "report.html"
    while not report.exists() and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(sent)
    _, said = run.communicate(timeout=60)
    assert run.returncode == {signal.SIGTERM: 143, signal.SIGINT: 130}[sent], said
    assert "Traceback" not in said
    assert "the same command goes on from there" in said.splitlines()[-1]
    assert (tmp_path / "out" / "index.html").exists() == (sent == signal.SIGTERM)
    shown = called("gradebook", "export", "--gradebook", "out", cwd=tmp_path).stdout.splitlines()
    assert any(",ann," in line for line in shown)


@needs_signals
def test_a_job_that_is_told_to_end_says_so_in_its_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told_to_end(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)

    monkeypatch.setattr("grader.commands.grading_setup.grade_submission", told_to_end)
    (tmp_path / "tree").mkdir()
    ended = called("ci", "gradient_descent", *COURSE, "--format", "json=../out.json", cwd=tmp_path / "tree")
    assert (ended.returncode, "Traceback" in ended.stderr) == (143, False)
    assert "SIGTERM" in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["fault"]


@needs_signals
def test_a_job_that_is_told_to_end_writes_what_it_has_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    observe = Pool.observe

    def ended_in_the_middle(pool: Pool, job: Job, told: Told = go_on) -> Observations:
        heard = []

        def hear(observation: CheckObservation) -> Next:
            then = told(observation)
            heard.append(observation)
            if len(heard) == 2:
                os.kill(os.getpid(), signal.SIGTERM)
                time.sleep(60)
            return then

        return observe(pool, job, hear)

    monkeypatch.setattr(Pool, "observe", ended_in_the_middle)
    shutil.copy(ANSWER, tmp_path)
    # No other test has this limit, so that none is given the worker that is left in the middle.
    wanted = ("ci", "gradient_descent", *COURSE, "--time-limit", "61", "--format", "json=out.json")
    ended = called(*wanted, cwd=tmp_path)
    assert (ended.returncode, "Traceback" in ended.stderr) == (143, False)
    result = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    statuses = [check["status"] for check in result["exercises"][0]["checks"]]
    assert (statuses.count("passed"), set(statuses)) == (2, {"passed", "fault"})
    assert "SIGTERM" in result["fault"]


def test_without_a_home_nothing_is_kept_where_others_could_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GRADER_RECORDINGS", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/grader"))
    monkeypatch.chdir(tmp_path)
    assert RecordingStore(default_folder()).read("0") is None
    assert default_folder().is_absolute()
    assert list(tmp_path.iterdir()) == []


@needs_signals
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii", "TERM": "dumb", "NO_COLOR": "1", "TZ": "Nowhere/City", "HOME": "/dev/null/none"},
        {"PYTHONIOENCODING": "gbk", "LC_ALL": "zh_CN.GBK", "TERM": "", "PYTHONOPTIMIZE": "2"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_other_environments(environment: dict[str, str], work: Path) -> None:
    commands = ["check --help", "check gradient_descent"]
    if environment.get("LC_ALL") == "POSIX":  # the encoding with the fewest letters
        commands = ["submit", "status gradient_descent", f"doctor --course {SMALL}"]
    every = " && ".join(f'"$PYTHON" -c "$RUN_GRADER" {command}' for command in commands)
    ended = shell(every, work, **{"GRADER_LANG": "zh"} | environment)
    assert ended.returncode == 0, ended.stderr


def test_json_is_utf_8_whatever_the_terminals_encoding(work: Path) -> None:
    wanted = ("check", "gradient_descent", "--learner", "林梅", "--format", "json")
    ended = called(*wanted, cwd=work, PYTHONIOENCODING="ascii")
    assert (ended.returncode, json.loads(ended.stdout)["learner"]) == (0, "林梅")
