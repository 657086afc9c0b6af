"""What was handed in: found in class folders, inboxes and zips, with a note on whatever cannot be taken."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from grader.errors import RecordsError
from grader.records.handins import read_hand_in
from records.collecting import collect
from records.making import FILES, NOON, PATH, broken, bundle, put, zipped

NAMES = ["gradient_descent", "linear_model"]
TEXT = FILES[PATH].decode()


def learners(found: object) -> list[str]:
    return [hand_in.learner for hand_in in found.hand_ins]  # type: ignore[attr-defined]


def test_folders_bundles_and_zips_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "ann" / "deep").mkdir(parents=True)
    (tmp_path / "ann" / "deep" / "gradient_descent.py").write_text(TEXT, encoding="utf-8")
    put(tmp_path, bundle("ben"))
    (tmp_path / "cy.zip").write_bytes(zipped(("homework/gradient_descent.py", FILES[PATH])))
    put(tmp_path / "dee", bundle("dee"))
    (tmp_path / ".ben.zip.part").write_bytes(b"half")
    (tmp_path / "readme.txt").write_text("not a hand-in")
    found = collect([tmp_path], NAMES)
    assert found.notes == ()
    by_learner = {hand_in.learner: hand_in for hand_in in found.hand_ins}
    assert sorted(by_learner) == ["ann", "ben", "cy", "dee"]
    assert (by_learner["ann"].time, by_learner["ben"].time) == (None, NOON)
    assert by_learner["cy"].time == by_learner["cy"].arrived
    assert len({one.digests["gradient_descent"] for one in by_learner.values()}) == 1
    for one in by_learner.values():
        assert read_hand_in(one, NAMES).files["gradient_descent"].text == TEXT


def test_single_zips_are_places_too(tmp_path: Path) -> None:
    assert learners(collect([put(tmp_path, bundle("ann")), put(tmp_path, bundle("ben"))], NAMES)) == ["ann", "ben"]
    with pytest.raises(RecordsError, match="does not exist"):
        collect([tmp_path / "gone.zip"], NAMES)


@pytest.mark.parametrize("what", list(broken()))
def test_each_broken_one_is_a_note_to_its_learner_and_touches_nobody_else(tmp_path: Path, what: str) -> None:
    kind, content = broken()[what]
    put(tmp_path, bundle("ann"))
    (tmp_path / "ben--20261124T120000Z--0123456789ab.zip").write_bytes(content)
    found = collect([tmp_path], NAMES)
    assert learners(found) == ["ann"]
    (note,) = found.notes
    assert (note.learner, note.kind, note.refusal) == ("ben", kind, True)


def test_a_learner_whose_id_is_no_file_name_is_known_by_the_roster(tmp_path: Path) -> None:
    name = bundle("林/梅").name
    (tmp_path / name).write_bytes(b"damaged")
    assert collect([tmp_path], NAMES, known=["林/梅"]).notes[0].learner == "林/梅"


def test_a_folder_that_names_a_learner_counts_before_the_manifest(tmp_path: Path) -> None:
    put(tmp_path / "ann", bundle("ben"))
    found = collect([tmp_path], NAMES)
    assert learners(found) == ["ann"]
    assert [(note.learner, note.kind, note.detail) for note in found.notes] == [("ann", "other_id", "ben")]


def test_a_bundle_for_other_chapters_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann", {"06_logistic_regression/logistic.py": b""}))
    found = collect([tmp_path], NAMES)
    assert found.notes == ()
    assert found.hand_ins[0].digests == {}


def test_names_are_found_as_they_are_written_and_the_nearest_counts(tmp_path: Path) -> None:
    (tmp_path / "ann.zip").write_bytes(
        zipped(
            ("./deep/er/gradient_descent.py", b"deep = 1\n"),
            ("./near/gradient_descent.py", b"near = 1\n"),
            ("__MACOSX/gradient_descent.py", b"mac = 1\n"),
            (".hidden/gradient_descent.py", b"hidden = 1\n"),
        )
    )
    submission = read_hand_in(collect([tmp_path], NAMES).hand_ins[0], NAMES)
    assert submission.files["gradient_descent"].text == "near = 1\n"
    assert [(notice.kind, notice.count) for notice in submission.notices] == [("several", 2)]


def test_a_file_that_is_no_text_is_the_learners_matter(tmp_path: Path) -> None:
    (tmp_path / "ann.zip").write_bytes(zipped(("gradient_descent.py", b"\xff\xff\xff")))
    submission = read_hand_in(collect([tmp_path], NAMES).hand_ins[0], NAMES)
    assert all(file.unreadable is not None for file in submission.files.values())


def test_a_file_that_is_too_long_gives_no_score_and_a_note_that_says_by_how_much(tmp_path: Path) -> None:
    long = b"# " + random.Random(1).randbytes(1 << 19).hex().encode()
    (tmp_path / "ann.zip").write_bytes(zipped(("gradient_descent.py", TEXT.encode()), ("linear_model.py", long)))
    found = collect([tmp_path], NAMES)
    assert found.hand_ins == ()
    assert [(note.learner, note.kind) for note in found.notes] == [("ann", "too_long")]
    assert "linear_model.py" in found.notes[0].detail
    assert str(len(long)) in found.notes[0].detail


def test_folders_that_cannot_name_a_learner_are_notes(tmp_path: Path) -> None:
    (tmp_path / ("x" * 150)).mkdir()
    (tmp_path / "a\u202eb").mkdir()
    found = collect([tmp_path], NAMES)
    assert learners(found) == []
    assert [(note.kind, len(note.learner) <= 100) for note in found.notes] == [("learner", True)] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_are_followed_nowhere(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "gradient_descent.py").write_text(TEXT, encoding="utf-8")
    secret = put(tmp_path / "away", bundle("ann"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "ben").symlink_to(tmp_path / "away")
    (inbox / "cy.zip").symlink_to(secret)
    found = collect([inbox], NAMES)
    assert learners(found) == []
    assert [(note.learner, note.kind) for note in found.notes] == [("cy", "link")]


def test_what_is_found_does_not_depend_on_the_folders_order(tmp_path: Path) -> None:
    for name in ("cy", "ann", "ben"):
        put(tmp_path, bundle(name))
    assert learners(collect([tmp_path], NAMES)) == ["ann", "ben", "cy"]
