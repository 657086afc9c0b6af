"""What learners hand in besides the files that were asked for: other names, archives, notebooks, copies. Nothing is
graded here."""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import json
import lzma
import os
import sys
import tarfile
from pathlib import Path

import pytest

from grader.grading.found_files import Expected
from grader.grading.helpers import HelperRules
from grader.grading.submissions import MAX_FILE_BYTES
from grader.records import file_trees
from grader.records.archives import MAX_TARBALL_BYTES
from grader.records.handins import read_hand_in, read_tree
from grader.records.notes import Refused
from records.collecting import Collected, collect
from records.making import zipped

TEXT = "def forward(x, w):\n    return x * w\n\n\ndef cost(xs, ys, w):\n    return 0.0\n"
EXPECTED = Expected(
    frozenset({"gradient_descent", "smoothing"}),
    {"gradient_descent": "03_gradient_descent", "smoothing": "03_gradient_descent", "sigmoids": "06_logistic"},
    {"gradient_descent": frozenset({"forward", "cost", "gradient"}), "smoothing": frozenset({"smooth"})},
    frozenset({"descent.svg", "data.csv"}),
)


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tarred(name: str, content: bytes = TEXT.encode(), **about: object) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        for key, value in about.items():
            setattr(entry, key, value)
        archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def read(found: Collected) -> dict[str, str]:
    """The text of every exercise that counts, by name, as it is read for grading."""
    return {name: file.text for one in found.hand_ins for name, file in read_hand_in(one, EXPECTED.names).files.items()}


def notes(found: Collected) -> list[tuple[str, str]]:
    return [(note.kind, note.source) for note in found.notes]


SAME_FILE = [
    "gradient_descent (1).py", "gradient_descent(2).py", "gradient_descent-1.py", "gradient_descent copy.py",
    "gradient_descent copy 2.py", "gradient_descent - Copy.py", "gradient_descent - Copy (2).py",
    "Copy of gradient_descent.py", "副本 gradient_descent.py",
    "gradient_descent - 副本.py", "gradient_descent - Kopie.py", "gradient_descent+(1).py", "gradient_descent%20(1).py",
    "gradient_descent (1) (1).py", "Gradient_Descent.py", "GRADIENT_DESCENT.PY", "gradient descent.py",
    "gradient-descent.py", "GradientDescent.py", "gradient_descent.py.txt", "gradient_descent.txt",
    "gradient_descent.py.py", "Gradient-Descent (3).py.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", SAME_FILE)
def test_a_name_that_is_not_quite_the_exercises_is_taken_and_told(tmp_path: Path, name: str) -> None:
    put(tmp_path / "ann" / "work" / name)
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": TEXT}
    assert [(note.kind, note.source, note.detail) for note in found.notes] == [
        ("renamed", f"ann/work/{name}", "gradient_descent.py")
    ]


@pytest.mark.parametrize("name", ["descent.py", "gradient_descent_checks.py", "my_gradient_descent.py", "gradient.py"])
def test_a_name_of_something_else_is_not_taken(tmp_path: Path, name: str) -> None:
    put(tmp_path / "ann" / name, "x = 1\n")
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {}
    assert notes(found) == [("not_taken", f"ann/{name}")]


ARCHIVES = {
    "hw.tar": tarred("gradient_descent.py"),
    "hw.tar.gz": gzip.compress(tarred("./hw/gradient_descent.py")),
    "HW.TGZ": gzip.compress(tarred("gradient_descent.py")),
    "hw.tar.bz2": bz2.compress(tarred("gradient_descent.py")),
    "hw.tar.xz": lzma.compress(tarred("a/b/gradient_descent.py")),
    "powershell.zip": zipped(("hw\\deep\\gradient_descent.py", TEXT.encode())),
    "twice.zip": zipped(("inner.zip", zipped(("gradient_descent.py", TEXT.encode())))),
    "thrice.zip": zipped(("a.zip", zipped(("b.tgz", gzip.compress(tarred("gradient_descent.py")))))),
}


@pytest.mark.parametrize("below", ["", "ann/", "ann/attempt 1/"])
@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_read_wherever_they_are(tmp_path: Path, name: str, below: str) -> None:
    put(tmp_path / f"{below}{name}", ARCHIVES[name])
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": TEXT}
    assert found.notes == ()
    assert [one.learner for one in found.hand_ins] == ["ann" if below else name.partition(".")[0]]


def test_archives_beside_loose_files_are_read_as_well(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "smoothing.py", "def smooth(): ...\n")
    put(tmp_path / "ann" / "rest.zip", zipped(("gradient_descent.py", TEXT.encode())))
    assert sorted(read(collect([tmp_path], EXPECTED))) == ["gradient_descent", "smoothing"]


def test_archives_too_deep_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    content = TEXT.encode()
    for depth in range(file_trees.MAX_DEPTH + 2):
        content = zipped((f"{depth}.zip" if depth else "smoothing.py", content))
    put(tmp_path / "ann" / "gradient_descent.py")
    put(tmp_path / "ann" / "deep.zip", content)
    found = collect([tmp_path], EXPECTED)
    assert sorted(read(found)) == ["gradient_descent"]
    assert [kind for kind, _ in notes(found)] == ["too_deep"]


def test_archives_that_hold_too_much_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_trees._Budget, "__init__", lambda self: self.__dict__.update(size=1000, entries=3))
    many = zipped(*((f"{n}.txt", b"x") for n in range(5)))
    put(tmp_path / "ann" / "gradient_descent.py")
    put(tmp_path / "ann" / "many.zip", many)
    put(tmp_path / "ann" / "rest.zip", zipped(("long.txt", b"x" * 2000)))
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": TEXT}
    assert notes(found) == [("bomb", "ann/many.zip"), ("bomb", "ann/rest.zip")]


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("damaged", "hw.tar.gz", gzip.compress(tarred("gradient_descent.py"))[:40] + b"\xff" * 50),
        ("damaged", "hw.tar", b"not a tarball" * 100),
        ("damaged", "hw.zip", b"not a zip"),
        ("unsafe_name", "hw.tar", tarred("../gradient_descent.py")),
        ("unsafe_name", "hw.tar", tarred("/tmp/gradient_descent.py")),
        ("unsafe_name", "hw.zip", zipped(("..\\..\\gradient_descent.py", b""))),
        ("unsafe_name", "hw.zip", zipped(("C:\\gradient_descent.py", b""))),
        ("link", "hw.tar", tarred("gradient_descent.py", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")),
        ("special", "hw.tar", tarred("gradient_descent.py", b"", type=tarfile.FIFOTYPE)),
        ("bomb", "hw.tgz", gzip.compress(b"\0" * (MAX_TARBALL_BYTES + 1))),
        ("compression", "hw.7z", b"7z\xbc\xaf\x27\x1c"),
        ("compression", "hw.rar", b"Rar!"),
    ],
    ids=itertools.count(),
)
def test_an_archive_that_cannot_be_opened_is_named_and_said_why(
    tmp_path: Path, kind: str, name: str, content: bytes
) -> None:
    put(tmp_path / "ann" / name, content)
    found = collect([tmp_path], EXPECTED)
    assert found.hand_ins == ()
    assert notes(found) == [(kind, f"ann/{name}")]


def test_the_copy_in_the_courses_own_place_counts_and_the_other_is_named(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py", "top = 1\n")
    put(tmp_path / "ann" / "repo" / "exercises" / "03_gradient_descent" / "gradient_descent.py")
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": TEXT}
    assert notes(found) == [("several", "ann/gradient_descent.py")]


def test_else_the_newest_copy_counts(tmp_path: Path) -> None:
    for name, text, hours in (("a", "old = 1\n", 0), ("z/deep", "new = 1\n", 2), ("b", "middle = 1\n", 1)):
        path = put(tmp_path / "ann" / name / "gradient_descent.py", text)
        os.utime(path, (1e9 + 3600 * hours, 1e9 + 3600 * hours))
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": "new = 1\n"}
    assert sorted(notes(found)) == [("several", f"ann/{name}/gradient_descent.py") for name in "ab"]


def test_a_loose_copy_and_one_in_an_archive_are_copies_too(tmp_path: Path) -> None:
    path = put(tmp_path / "ann" / "gradient_descent.py", "new = 1\n")
    put(tmp_path / "ann" / "backup.zip", zipped(("gradient_descent.py", b"old = 1\n")))
    os.utime(path, (4e9 - 1, 4e9 - 1))
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": "new = 1\n"}
    assert notes(found) == [("several", "ann/backup.zip/gradient_descent.py")]


def notebook(*cells: str, version: int = 4) -> str:
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Homework"]},
        *({"cell_type": "code", "metadata": {}, "outputs": [], "source": cell.splitlines(True)} for cell in cells),
    ]
    if version == 3:
        for cell in made:
            cell["input" if cell["cell_type"] == "code" else "source"] = cell.pop("source")
            cell["language"] = "python"
        return json.dumps({"worksheets": [{"cells": made}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0})
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gradient_descent.ipynb", "notebook"),
        ("gradient_descent.py", "notebook_as_py"),
        ("gradient_descent (1).ipynb", "notebook"),
        ("gradient_descent.ipynb.txt", "notebook"),
    ],
)
def test_notebooks_are_read_under_whatever_name(tmp_path: Path, name: str, kind: str) -> None:
    put(tmp_path / "ann" / name, notebook("%matplotlib inline\n!echo hello\n", TEXT))
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {"gradient_descent": f"pass\npass\n\n{TEXT}\n"}
    assert kind in [note.kind for note in found.notes]
    assert found.hand_ins[0].notices[-1].count == 2


def test_a_notebook_in_an_archive_and_one_of_another_version_are_read(tmp_path: Path) -> None:
    put(tmp_path / "ann.zip", zipped(("hw/gradient_descent.ipynb", notebook(TEXT).encode())))
    put(tmp_path / "bob" / "gradient_descent.ipynb", notebook(TEXT, version=3))
    found = collect([tmp_path], EXPECTED)
    assert [read_hand_in(one, EXPECTED.names).files["gradient_descent"].text for one in found.hand_ins] == [
        f"{TEXT}\n"
    ] * 2


def test_a_notebook_that_is_none_by_its_content_has_no_score_and_a_note(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.ipynb", notebook(TEXT)[:200])
    found = collect([tmp_path], EXPECTED)
    assert found.hand_ins == ()
    assert [(note.learner, note.kind, note.source) for note in found.notes] == [("ann", "notebook_damaged", "ann")]


def test_many_copies_are_one_note(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py")
    for number in range(60):
        put(tmp_path / "ann" / f"{number}" / "gradient_descent.py", "def forward(x, w):\n    return x\n")
        put(tmp_path / "ann" / f"other{number}.py", "def nothing(): pass\n")
    found = collect([tmp_path], EXPECTED)
    assert len(found.hand_ins) == 1
    kinds = [note.kind for note in found.notes]
    assert kinds.count("copies") == 1
    assert len(kinds) < 30


def test_a_file_that_defines_an_exercise_is_proposed_and_taken_on_request(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "hw3.py")
    put(tmp_path / "bob" / "Untitled1.ipynb", notebook(TEXT))
    found = collect([tmp_path], EXPECTED)
    assert read(found) == {}
    assert [(note.kind, note.source, note.detail) for note in found.notes] == [
        ("looks_like", "ann/hw3.py", "gradient_descent.py: cost, forward"),
        ("looks_like", "bob/Untitled1.ipynb", "gradient_descent.py: cost, forward"),
    ]
    guessing = Expected(EXPECTED.names, EXPECTED.places, EXPECTED.functions, guess_names=True)
    taken = collect([tmp_path], guessing)
    assert [list(read_hand_in(one, EXPECTED.names).files) for one in taken.hand_ins] == [["gradient_descent"]] * 2
    assert [note.kind for note in taken.notes] == ["guessed", "guessed", "notebook"]


def test_two_files_that_define_the_same_are_proposed_and_neither_is_guessed(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "hw3.py")
    put(tmp_path / "ann" / "final.py")
    guessing = Expected(EXPECTED.names, EXPECTED.places, EXPECTED.functions, guess_names=True)
    found = collect([tmp_path], guessing)
    assert read(found) == {}
    assert [note.kind for note in found.notes] == ["looks_like", "looks_like"]


def test_a_helper_module_is_told_with_what_imports_it(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py", f"from tools import mean\n{TEXT}")
    put(tmp_path / "ann" / "tools.py", "def mean(x): ...\n")
    found = collect([tmp_path], EXPECTED)
    assert [(note.kind, note.source, note.detail) for note in found.notes] == [
        ("helper", "ann/tools.py", "gradient_descent.py")
    ]


TAKING_HELPERS = Expected(EXPECTED.names, EXPECTED.places, EXPECTED.functions, helpers=HelperRules(taken=True))


def test_a_helper_module_is_taken_where_the_course_takes_them(tmp_path: Path) -> None:
    files = {"gradient_descent.py": f"from tools import mean\n{TEXT}", "tools.py": "def mean(x): ...\n"}
    for name, content in files.items():
        put(tmp_path / "ann" / "work" / name, content)
    put(tmp_path / "bob" / "hw.zip", zipped(*((f"hw/{name}", content.encode()) for name, content in files.items())))
    put(tmp_path / "cem" / "gradient_descent.py", files["gradient_descent.py"])
    put(tmp_path / "cem" / "src" / "tools.py", files["tools.py"])
    found = collect([tmp_path], TAKING_HELPERS)
    helpers = {
        one.learner: [helper.text for helper in read_hand_in(one, EXPECTED.names).files["gradient_descent"].helpers]
        for one in found.hand_ins
    }
    assert helpers == {"ann": [files["tools.py"]], "bob": [files["tools.py"]], "cem": []}
    assert [(note.learner, note.kind, note.not_taken) for note in found.notes] == [
        ("ann", "helper_used", False),
        ("bob", "helper_used", False),
        ("cem", "helper_apart", True),
    ]


def test_a_helper_module_belongs_to_the_content_of_a_hand_in(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py", f"from tools import mean\n{TEXT}")
    helper = put(tmp_path / "ann" / "tools.py", "def mean(x): ...\n")
    (first,) = collect([tmp_path], TAKING_HELPERS).hand_ins
    put(helper, "def mean(x): return x\n")
    (second,) = collect([tmp_path], TAKING_HELPERS).hand_ins
    (without,) = collect([tmp_path], EXPECTED).hand_ins
    assert len({one.digests["gradient_descent"] for one in (first, second, without)}) == 3
    helper.unlink()
    with pytest.raises(Refused):
        read_hand_in(second, EXPECTED.names)


def test_what_belongs_to_the_course_is_not_told(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py")
    for name in ("README.md", "descent.svg", "data.csv", "sigmoids.py", "__init__.py", ".DS_Store", "LICENSE"):
        put(tmp_path / "ann" / name, "x")
    assert collect([tmp_path], EXPECTED).notes == ()


def test_of_many_files_that_are_not_taken_the_first_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    for number in range(50):
        put(tmp_path / "ann" / f"picture{number:02}.png", b"x")
    found = collect([tmp_path], EXPECTED)
    assert len(found.notes) == 21
    assert (found.notes[-1].kind, found.notes[-1].detail) == ("more_not_taken", "30")
    assert all(note.not_taken for note in found.notes)


def test_a_file_that_cannot_be_read_is_a_note_until_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "ann" / "gradient_descent.py")
    opening = Path.open

    def denied(self: Path, *arguments: object, **options: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opening(self, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", denied)
        found = collect([tmp_path], EXPECTED)
        assert found.hand_ins == ()
        assert [(note.kind, note.detail) for note in found.notes] == [
            ("unreadable", "gradient_descent.py: Permission denied")
        ]
        assert read_tree("ann", tmp_path / "ann", EXPECTED).files["gradient_descent"].unread
    assert read(collect([tmp_path], EXPECTED)) == {"gradient_descent": TEXT}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_a_note(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "deep" / "gradient_descent.py")
    (tmp_path / "ann" / "deep").chmod(0)
    found = collect([tmp_path], EXPECTED)
    (tmp_path / "ann" / "deep").chmod(0o700)
    assert notes(found) == [("unreadable", "ann")]


def test_a_file_that_is_too_long_is_told_by_how_much(tmp_path: Path) -> None:
    put(tmp_path / "ann" / "gradient_descent.py", TEXT + "#" * (2 * MAX_FILE_BYTES))
    found = collect([tmp_path], EXPECTED)
    assert found.hand_ins == ()
    assert found.notes[0].kind == "too_long"
    assert str(len(TEXT) + 2 * MAX_FILE_BYTES) in found.notes[0].detail


def test_a_single_folder_is_read_with_the_same_eyes(tmp_path: Path) -> None:
    put(tmp_path / "hw" / "rest.zip", zipped(("Gradient_Descent (1).py", TEXT.encode())))
    put(tmp_path / "hw" / "report.pdf", b"%PDF")
    submission = read_tree("ann", tmp_path, EXPECTED)
    assert submission.files["gradient_descent"].text == TEXT
    assert [notice.kind for notice in submission.notices] == ["renamed", "not_taken"]
