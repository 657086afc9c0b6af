"""Every command that writes, on a full disk and in a read-only folder: one line, status 3, and what was kept."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from calling import Ended, called
from grading.small_course import RIGHT, make_course

from grader.records.workspace import WorkspaceSettings, write_settings

ROOT = Path(__file__).parents[2]
COURSE = ("--course", str(ROOT))
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,small (991)
    Points Possible,,,,,4
"Smith, Ann",1,s1,ann,Lab 1,
"""


@dataclass(frozen=True)
class Tried:
    """A command with its words, in which {disk} is the disk and {here} a folder with the same on a good one.

    Attributes:
        cwd: the folder to call it in.
        status: 3 where it is refused; otherwise it does its work without what cannot be written.
        said: what is said on standard error.
    """

    words: str
    cwd: str = "{here}"
    status: int = 3
    said: str = ""


BOOK = "--gradebook {disk}/out"
ALL = {
    "check": Tried("check small --format html --output {disk}/x.html", "{here}/work"),
    "check in a workspace": Tried("check small", "{disk}/work", 0),
    "ci": Tried("ci small --course {here}/course --format text --format json={disk}/x.json", "{disk}/work"),
    "config": Tried("config learner ben", "{disk}/empty"),
    "config in a workspace": Tried("config learner ben", "{disk}/work"),
    "demo": Tried(f"demo --output {{disk}}/demo --course {ROOT}"),
    "feedback": Tried("feedback {here}/out --form folders --output {disk}/pages"),
    "feedback as zips": Tried("feedback {disk}/out --form zips --output {disk}/pages"),
    "grade": Tried("grade {here}/class --output {disk}/new --course {here}/course"),
    "grade again": Tried("grade {here}/class --output {disk}/out --regrade --course {here}/course"),
    "grade, the gradebook": Tried("grade {here}/class --output {here}/x --gradebook {disk}/b --course {here}/course"),
    "grade, the pages": Tried("grade {here}/class --output {disk}/x --gradebook {here}/b --course {here}/course"),
    "gradebook backup": Tried("gradebook backup {disk}/copy.sqlite --gradebook {here}/out"),
    "gradebook comment": Tried(f"gradebook comment ann well-done {BOOK}"),
    "gradebook diff": Tried(f"gradebook diff {{moment}} 2100-01-01 {BOOK}", status=0),
    "gradebook exclude": Tried(f"gradebook exclude ann {BOOK}"),
    "gradebook explain": Tried(f"gradebook explain ann {BOOK}", status=0),
    "gradebook export": Tried(f"gradebook export {BOOK} --output {{disk}}/x.csv"),
    "gradebook export, anonymous": Tried(f"gradebook export {BOOK} --anonymous"),
    "gradebook export, into a file": Tried(
        "gradebook export --gradebook {here}/out --column small --into {disk}/canvas.csv"
    ),
    "gradebook export, shown": Tried(f"gradebook export {BOOK}", status=0),
    "gradebook extend": Tried(f"gradebook extend ann 2026-12-01 {BOOK}"),
    "gradebook history": Tried(f"gradebook history ann {BOOK}", status=0),
    "gradebook override": Tried(f"gradebook override ann 1 --reason agreed {BOOK}"),
    "gradebook policy": Tried(f"gradebook policy --late day --percent 10 --assignment all {BOOK}"),
    "gradebook policy, shown": Tried(f"gradebook policy --assignment all {BOOK}", status=0),
    "gradebook remove": Tried(f"gradebook remove ann --yes {BOOK}"),
    "gradebook show": Tried(f"gradebook show {BOOK}", status=0),
    "init": Tried("init {disk}/mine --language en"),
    "new": Tried("new 01_small/other --course {disk}/course"),
    "package": Tried("package gradescope --output {disk}/x.zip --course {here}/course"),
    "start": Tried("start 3 --course {here}/other", "{disk}/empty"),
    "start in a workspace": Tried("start 3 --course {here}/other", "{disk}/work"),
    "status": Tried("status", "{disk}/work", 0),
    "stub": Tried("stub --course {disk}/course"),
    "submit": Tried("submit --again --to {disk}", "{here}/work"),
    "submit in a workspace": Tried("submit --again", "{disk}/work", 0, "the receipt could not be kept: {disk}"),
    "validate": Tried("validate --seeds 1 --course {here}/course", status=1),
}
"""Every command that writes. Recordings that cannot be kept are computed again."""
NEW = ("check", "demo", "feedback", "grade", "gradebook backup", "gradebook export", "init", "package", "submit")
"""Commands that make something new, tried on a disk that is too small for anything."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, a workspace, and the output of a class run."""
    folder = tmp_path_factory.mktemp("here")
    for name, chapter in (("course", "01_small"), ("other", "03_small")):
        make_course(folder / name)
        settings = folder / name / "solutions" / "course.toml"
        settings.write_text(settings.read_text("utf-8").partition("# What is handed in")[0], encoding="utf-8")
        for part in ("exercises", "solutions"):
            (folder / name / part / "01_small").rename(folder / name / part / chapter)
    (folder / "other" / "exercises" / "03_small" / "small.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "course" / "exercises" / "01_small" / "small.py").write_text("old = 1\n", encoding="utf-8")
    for place in ("work", "class/ann"):
        (folder / place).mkdir(parents=True)
        (folder / place / "small.py").write_text(RIGHT, encoding="utf-8")
    (folder / "inbox").mkdir()
    write_settings(folder / "work", WorkspaceSettings("ann", str(folder / "inbox"), course=str(folder / "course")))
    (folder / "canvas.csv").write_text(CANVAS, encoding="utf-8")
    (folder / "empty").mkdir()
    ended = called(
        "grade", "class", "--output", "out", "--course", "course", cwd=folder,
        GRADER_RECORDINGS=str(folder / "recordings"),
    )  # fmt: skip
    assert ended.returncode == 0, ended
    return folder


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Callable[..., None]]:
    """A disk of this size in this folder, and what mounts it again with other options."""
    folder.mkdir()

    def mount(*options: str) -> None:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)])
        if done.returncode:
            pytest.skip("needs the right to mount, which root has")

    if sys.platform != "linux":
        pytest.skip("disks are mounted as on Linux")
    mount(f"size={size}")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "fill").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    with pytest.raises(OSError, match="No space"):
        (folder / "more").write_bytes(b"x")
    (folder / "more").unlink()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 64 KiB, which is full."""
    folder = tmp_path_factory.mktemp("disks") / "tiny"
    with mounted(folder, "64k"):
        fill(folder)
        yield folder


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, here: Path) -> Iterator[Path]:
    """A full disk with all that is in the folder `here`."""
    folder = tmp_path_factory.mktemp("disks") / "full"
    with mounted(folder, "8m"):
        shutil.copytree(here, folder, dirs_exist_ok=True)
        fill(folder)
        yield folder


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory, here: Path) -> Iterator[Path]:
    """A disk that is read-only, with all that is in the folder `here`."""
    folder = tmp_path_factory.mktemp("disks") / "shut"
    with mounted(folder, "8m") as mount:
        shutil.copytree(here, folder, dirs_exist_ok=True)
        mount("remount", "ro")
        yield folder


def called_on(disk: Path, tried: Tried, here: Path, tmp_path: Path) -> Ended:
    good = tmp_path / "here"
    shutil.copytree(here, good)
    names = {"disk": str(disk), "here": str(good), "moment": "2000-01-01"}
    if "{moment}" in tried.words:
        said = called("gradebook", "history", "ann", "--gradebook", "out", cwd=good).stdout
        names["moment"] = said.partition(", version ")[2].split()[0]
    cwd = Path(tried.cwd.format(**names))
    keep = disk if tried in (ALL["check in a workspace"], ALL["validate"]) else here
    return called(
        *(word.format(**names) for word in tried.words.split()), cwd=cwd, GRADER_RECORDINGS=str(keep / "recordings")
    )


def judge(ended: Ended, tried: Tried, disk: Path, reasons: tuple[str, ...]) -> None:
    assert "Traceback" not in ended.stderr
    if tried.status != 3:
        assert ended.returncode == tried.status, ended
        assert tried.said.format(disk=disk) in ended.stderr
        return
    assert ended.returncode == 3, ended
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("grader: ")
    assert str(disk) in last
    assert not any(hidden in last for hidden in (".tmp", ".partial"))
    assert any(reason in last for reason in reasons)
    assert "; " in last  # and what was kept


def files(disk: Path) -> dict[Path, int]:
    found = {path: path.stat().st_size for path in disk.rglob("*") if path.is_file()}
    return {path: size for path, size in found.items() if size}


FULL, SHUT = ("No space left", "is full"), ("Read-only", "readonly", "unable to open")


@pytest.mark.parametrize("name", NEW)
def test_a_disk_of_64_kib(name: str, tiny: Path, here: Path, tmp_path: Path) -> None:
    words = ALL[name].words.replace("{disk}/out", "{here}/out")
    judge(called_on(tiny, Tried(words, ALL[name].cwd), here, tmp_path), ALL[name], tiny, FULL)
    assert [path.name for path in files(tiny)] == ["fill"]


@pytest.mark.parametrize("name", ALL)
def test_a_full_disk(name: str, full: Path, here: Path, tmp_path: Path) -> None:
    before = files(full)
    judge(called_on(full, ALL[name], here, tmp_path), ALL[name], full, FULL)
    assert files(full) == before


@pytest.mark.parametrize("name", ALL)
def test_a_read_only_folder(name: str, shut: Path, here: Path, tmp_path: Path) -> None:
    judge(called_on(shut, ALL[name], here, tmp_path), ALL[name], shut, SHUT)


@pytest.mark.parametrize("name", NEW)
def test_a_file_where_a_folder_has_to_be(name: str, here: Path, tmp_path: Path) -> None:
    """What every user meets whom the machine refuses, root included: nothing can be made below a file."""
    if name == "submit":
        pytest.skip("this command writes into a folder that exists")
    (tmp_path / "file").write_text("", encoding="utf-8")
    words = ALL[name].words.replace("{disk}/out", "{here}/out")
    ended = called_on(
        tmp_path / "file", Tried(words.replace("{disk}/", "{disk}/below/"), ALL[name].cwd), here, tmp_path
    )
    judge(ended, ALL[name], tmp_path / "file", ("Not a directory", "File exists", "unable to open"))
