"""Attacks on whose work it is: bundles in a shared inbox that say something else than their learner would.

Each tries to change what counts for a victim who has handed in; in each, what the victim handed in counts, and the
attack is listed. The class is graded once before the attacks and once after, or only once, after all of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from calling import Ended, called
from grading.small_course import make_course
from records.making import rezipped, with_manifest

from grader.records.bundles import MANIFEST, Bundle, MadeWith, pack
from grader.records.gradebook import open_gradebook
from grader.records.signing import SigningKey, workspace_key
from grader.records.standings import Standing

COURSE = "Small"
SETTINGS = f'title = "{COURSE}"\nlanguages = ["en", "zh"]\nkey = "k"\n[assignments.hw]\nexercises = ["small"]\n'
PATH = "01_small/small.py"
HONEST = b"def line(xs, w):\n    return [x * w for x in xs]\n"
HONEST_POINTS = 2
BETTER = HONEST + b"\n\ndef refuse(n):\n    if n < 0:\n        raise ValueError(n)\n    return n\n"
FULL = 4
SPOILT = b"def line(xs, w):\n    return [x + w for x in xs]\n"
NOON = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
EXPLOITS: dict[str, Exploit] = {}


class Class:
    """An inbox, and everybody's keys."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.inbox = folder, folder / "inbox"
        self.inbox.mkdir()

    def key(self, owner: str) -> SigningKey:
        return workspace_key(self.folder / "homes" / owner)[0]

    def bundle(
        self, learner: str, work: bytes, hours: float, *, key: str | None = None, course: str = COURSE
    ) -> Bundle:
        """A bundle of this learner, signed by the owner of a key, unless that is ""."""
        signer = self.key(learner if key is None else key) if key != "" else None
        made_with = MadeWith("3.11.7", "2.13.0", "Linux")
        return pack(learner, course, "0.1.0", {PATH: work}, made_with, NOON + timedelta(hours=hours), signer)

    def put(self, name: str, content: bytes, hours: float) -> None:
        """Put a file into the inbox, as if it arrived then."""
        path = self.inbox / name
        path.write_bytes(content)
        os.utime(path, ((NOON + timedelta(hours=hours)).timestamp(),) * 2)

    def hand_in(self, learner: str, work: bytes, hours: float, *, key: str | None = None, course: str = COURSE) -> None:
        made = self.bundle(learner, work, hours, key=key, course=course)
        self.put(made.name, made.content, hours)

    def grade(self, *options: str) -> Ended:
        course = str(self.folder / "course")
        ended = called("grade", "inbox", "hw", "--output", "out", "--course", course, *options, cwd=self.folder)
        assert ended.returncode in (0, 1), ended.stderr
        return ended

    def gradebook(self, *arguments: str, **environment: str) -> Ended:
        return called("gradebook", *arguments, "--gradebook", "out", cwd=self.folder, **environment)

    def standings(self) -> Mapping[str, Standing]:
        with open_gradebook(self.folder / "out", create=False) as gradebook:
            return {one.learner: one for one in gradebook.standings("hw")}

    def standing(self, learner: str) -> Standing:
        return self.standings()[learner]

    def page(self) -> str:
        return (self.folder / "out" / "index.html").read_text("utf-8")


@dataclass(frozen=True)
class Exploit:
    """What is done after the victim has handed in, the kinds of notes that are then listed, and what counts."""

    run: Callable[[Class, str], None]
    listed: frozenset[str]
    points: float = HONEST_POINTS


def exploit(*listed: str, points: float = HONEST_POINTS) -> Callable[[Callable[[Class, str], None]], None]:
    def entered(run: Callable[[Class, str], None]) -> None:
        EXPLOITS[run.__name__] = Exploit(run, frozenset(listed), points)

    return entered


def attack_of(victim: str) -> str:
    return f"attack-on-{victim}.zip"


@exploit("held_other_key")
def forged_name(room: Class, victim: str) -> None:
    """A bundle that names the victim and a later time, signed with a key of the attacker's."""
    room.hand_in(victim, SPOILT, 5, key=f"attacker of {victim}")


@exploit("held_others_key")
def a_classmates_key(room: Class, victim: str) -> None:
    """The same with the key that the attacker hands in with."""
    room.hand_in(f"{victim}-classmate", HONEST, 1)
    room.hand_in(victim, SPOILT, 5, key=f"{victim}-classmate")


@exploit("held_no_key")
def not_signed(room: Class, victim: str) -> None:
    """A bundle without a signature, as an old grader packs it."""
    room.hand_in(victim, SPOILT, 5, key="")


@exploit("held_no_key")
def of_the_old_format(room: Class, victim: str) -> None:
    """The same, which says that it is of the format that had no signatures."""
    room.put(attack_of(victim), with_manifest(room.bundle(victim, SPOILT, 5, key="").content, format=1), 5)


@exploit("held_no_key")
def signature_taken_off(room: Class, victim: str) -> None:
    """The victim's own bundle without its signature, and with a later time."""
    made = with_manifest(room.bundle(victim, SPOILT, 5).content, key="", signature="")
    room.put(attack_of(victim), made, 5)


@exploit("held_no_key")
def plain_zip_of_this_name(room: Class, victim: str) -> None:
    """A zip without a manifest that is named after the victim."""

    def without(files: dict[str, bytes]) -> None:
        del files[MANIFEST]

    room.put(f"{victim}.zip", rezipped(room.bundle(victim, SPOILT, 5).content, without), 5)


@exploit()
def replayed(room: Class, victim: str) -> None:
    """A copy of the victim's bundle under another name, which arrives last."""
    room.put(attack_of(victim), room.bundle(victim, HONEST, 0).content, 5)


@exploit(points=FULL)
def old_work_replayed(room: Class, victim: str) -> None:
    """A copy of the victim's first bundle, which arrives after their second and better one."""
    room.hand_in(victim, BETTER, 2)
    room.put(attack_of(victim), room.bundle(victim, HONEST, 0).content, 5)


@exploit(points=FULL)
def old_work_packed_anew(room: Class, victim: str) -> None:
    """The same, in a zip whose bytes differ."""
    room.hand_in(victim, BETTER, 2)
    room.put(attack_of(victim), rezipped(room.bundle(victim, HONEST, 0).content, lambda files: None), 5)


@exploit("held_signature", points=FULL)
def old_work_with_a_later_time(room: Class, victim: str) -> None:
    """The victim's first bundle, which says that it is later than their second."""
    room.hand_in(victim, BETTER, 2)
    later = f"{NOON + timedelta(hours=5):%Y-%m-%dT%H:%M:%SZ}"
    room.put(attack_of(victim), with_manifest(room.bundle(victim, HONEST, 0).content, created=later), 5)


@exploit("mismatch")
def file_changed(room: Class, victim: str) -> None:
    """The victim's bundle with another file in it."""
    spoilt = rezipped(room.bundle(victim, HONEST, 5).content, lambda files: files.update({PATH: SPOILT}))
    room.put(f"{victim}--20261124T120000Z--0123456789ab.zip", spoilt, 5)


@exploit("held_signature")
def file_and_list_changed(room: Class, victim: str) -> None:
    """The same, with the list of files of a bundle that the attacker has packed, and the victim's signature."""
    mine = json.loads(manifest(room.bundle(victim, HONEST, 5).content))
    spoilt = with_manifest(room.bundle(victim, SPOILT, 5, key="").content, key=mine["key"], signature=mine["signature"])
    room.put(attack_of(victim), spoilt, 5)


@exploit("held_signature")
def key_exchanged(room: Class, victim: str) -> None:
    """The attacker's bundle, which says that it was signed with the victim's key."""
    forged = room.bundle(victim, SPOILT, 5, key=f"attacker of {victim}").content
    room.put(attack_of(victim), with_manifest(forged, key=room.key(victim).public), 5)


@exploit("held_signature")
def key_that_is_none(room: Class, victim: str) -> None:
    """A key and a signature of the right length that are no such thing."""
    forged = room.bundle(victim, SPOILT, 5, key="").content
    room.put(attack_of(victim), with_manifest(forged, key="f" * 64, signature="0" * 128), 5)


@exploit("manifest")
def key_of_another_length(room: Class, victim: str) -> None:
    """A key that is no text of 64 digits."""
    forged = room.bundle(victim, SPOILT, 5, key="").content
    room.put(f"{victim}--20261124T120000Z--0123456789ab.zip", with_manifest(forged, key="'; DROP TABLE keys"), 5)


@exploit("held_other_course")
def from_another_course(room: Class, victim: str) -> None:
    """A bundle that the victim signed, for another course with an exercise of this name."""
    room.hand_in(victim, SPOILT, 5, course="Another course")


@exploit("similar_id")
def id_that_looks_alike(room: Class, victim: str) -> None:
    """A bundle of the attacker's, for an id that looks like the victim's: it is somebody else."""
    room.hand_in(victim.replace("a", "\N{CYRILLIC SMALL LETTER A}"), SPOILT, 5, key=f"attacker of {victim}")


@exploit("held_other_key")
def id_with_spaces(room: Class, victim: str) -> None:
    """An id that is the victim's once the spaces around it are gone, which is what the id then is."""
    made = room.bundle(victim, SPOILT, 5, key=f"attacker of {victim}").content
    room.put(attack_of(victim), with_manifest(made, learner=f"  {victim} "), 5)


@exploit("held_other_key")
def from_before(room: Class, victim: str) -> None:
    """A bundle that says that it is older than the victim's, and holds what the victim has not handed in."""
    made = room.bundle(victim, SPOILT, -5, key=f"attacker of {victim}")
    room.put(made.name, made.content, 5)


@exploit("held_other_key", points=FULL)
def clock_put_wrong(room: Class, victim: str) -> None:
    """Forged work just before the victim's own, which is slow to arrive, to make the victim's clock look wrong."""
    room.hand_in(victim, SPOILT, 6, key=f"attacker of {victim}")
    made = room.bundle(victim, BETTER, 5.9)
    room.put(made.name, made.content, 6.2)


@exploit("held_other_key")
def a_flood(room: Class, victim: str) -> None:
    """Twenty bundles, each signed with a key of its own."""
    for number in range(20):
        room.hand_in(victim, SPOILT + b"# %d\n" % number, 5 + number / 10, key=f"{number}")


def manifest(content: bytes) -> bytes:
    found: dict[str, bytes] = {}
    rezipped(content, found.update)
    return found[MANIFEST]


def victim_of(name: str) -> str:
    return f"ada-{name.replace('_', '-')}"


def new_class(folder: Path) -> Class:
    folder.mkdir(exist_ok=True)
    make_course(folder / "course")
    (folder / "course" / "solutions" / "course.toml").write_text(SETTINGS, encoding="utf-8")
    return Class(folder)


@pytest.fixture(scope="module", params=["graded before", "graded once"])
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Class:
    room = new_class(tmp_path_factory.mktemp("class"))
    for name in EXPLOITS:
        room.hand_in(victim_of(name), HONEST, 0)
    if request.param == "graded before":
        room.grade()
    for name, one in EXPLOITS.items():
        one.run(room, victim_of(name))
    room.grade()
    return room


@pytest.mark.parametrize("name", EXPLOITS)
def test_what_the_victim_handed_in_counts_and_the_attack_is_listed(attacked: Class, name: str) -> None:
    standing = attacked.standing(victim_of(name))
    assert standing.points == EXPLOITS[name].points
    assert {note.kind for note in standing.notes} == EXPLOITS[name].listed


def test_the_page_and_the_summary_list_what_is_held(attacked: Class) -> None:
    page, summary = attacked.page(), attacked.grade().stdout
    held = page[page.index('id="held-title"') : page.index('id="learners-title"')]
    victims = [
        victim_of(name) for name, one in EXPLOITS.items() if any(kind.startswith("held_") for kind in one.listed)
    ]
    assert [victim for victim in victims if victim not in held] == []
    told = summary[summary.index("Held\n") : summary.index("Not taken\n")]
    assert min(victims) in told
    assert "more, on the class page" in told
    exported = attacked.gradebook("export").stdout
    assert "held_other_key" in exported
    explained = attacked.gradebook("explain", victim_of("forged_name"))
    assert "held" in explained.stdout
    assert "signed with another key" in explained.stdout
    assert "暂缓计分" in attacked.gradebook("explain", victim_of("forged_name"), "--lang", "zh").stdout


def test_a_flood_of_forged_work_is_graded_in_part_only(attacked: Class) -> None:
    scores = [one.score for one in attacked.standing(victim_of("a_flood")).counted.judged]
    assert len(scores) == 21
    assert sum(score is not None for score in scores) < 10


@pytest.fixture
def room(tmp_path: Path) -> Class:
    return new_class(tmp_path)


def test_who_was_first_under_anothers_name_is_found_and_put_right(room: Class) -> None:
    room.hand_in("mallory", HONEST, 0)
    room.hand_in("ann", SPOILT, 0, key="mallory")
    room.grade()
    room.hand_in("ann", BETTER, 1)
    room.grade()
    ann = room.standing("ann")
    assert (ann.points, {note.kind for note in ann.notes}) == (0, {"held_other_key", "shared_key"})
    (own,) = (one.version.source for one in ann.counted.judged if one.why == "held")
    accepted = room.gradebook("accept", "ann", "--instead", "--reason", "she read out her key")
    assert (accepted.returncode, "ann now has 4 / 4" in accepted.stdout) == (0, True), accepted.stderr
    room.hand_in("ann", SPOILT + b"#\n", 2, key="mallory")
    room.grade()
    ann = room.standing("ann")
    assert (ann.points, ann.counted.chosen and ann.counted.chosen.version.source) == (FULL, own)
    assert [one.why for one in ann.counted.judged] == ["held", "counts", "held"]
    assert {note.kind for note in ann.notes} == {"held_others_key"}
    assert room.standing("mallory").points == HONEST_POINTS


def test_a_second_computer_is_accepted_once_and_for_all(room: Class) -> None:
    room.hand_in("ann", HONEST, 0)
    room.grade()
    room.hand_in("ann", BETTER, 1, key="ann's laptop")
    room.grade()
    assert room.standing("ann").points == HONEST_POINTS
    accepted = room.gradebook("accept", "ann", "--by", "prof", "--reason", "asked")
    assert "ann now has 4 / 4" in accepted.stdout, accepted.stderr
    room.hand_in("ann", HONEST + b"#\n", 2, key="ann's laptop")
    room.hand_in("ann", BETTER + b"#\n", 3)
    for options in ((), ("--regrade",), ("--learner", "ann")):
        room.grade(*options)
        assert (room.standing("ann").points, room.standing("ann").notes) == (FULL, ())
    said = room.gradebook("history", "ann").stdout
    assert "prof accepted the key" in said
    assert "asked" in said
    assert room.gradebook("accept", "ann", "--withdraw").returncode == 0
    assert [one.why for one in room.standing("ann").counted.judged] == ["replaced", "held", "held", "counts"]
    assert "withdrawn" in room.gradebook("history", "ann").stdout


def test_work_without_a_key_is_accepted_alone(room: Class) -> None:
    room.hand_in("ann", HONEST, 0)
    room.hand_in("ann", BETTER, 1, key="")
    room.hand_in("ann", SPOILT, 2, key="")
    room.grade()
    unclear = room.gradebook("accept", "ann")
    assert (unclear.returncode, "--hand-in" in unclear.stderr) == (2, True)
    better = room.bundle("ann", BETTER, 1, key="").name
    assert room.gradebook("accept", "ann", "--hand-in", better).returncode == 0
    ann = room.standing("ann")
    assert (ann.points, [one.why for one in ann.counted.judged]) == (FULL, ["replaced", "counts", "held"])
    assert room.gradebook("accept", "ann", "--hand-in", "nothing.zip").returncode == 2
    wrong = room.gradebook("accept", "ann", "--hand-in", better, "--instead")
    assert (wrong.returncode, "no key" in wrong.stderr) == (2, True)
    assert room.gradebook("accept", "ann", "--hand-in", better, "--withdraw").returncode == 0
    assert room.standing("ann").points == HONEST_POINTS


def test_who_has_no_key_hands_in_as_before_and_their_first_key_is_noted(room: Class) -> None:
    room.hand_in("ann", HONEST, 0, key="")
    room.hand_in("ann", BETTER, 1, key="")
    room.grade()
    assert (room.standing("ann").points, room.standing("ann").notes) == (FULL, ())
    room.hand_in("ann", HONEST, 2)
    room.grade()
    ann = room.standing("ann")
    assert (ann.points, {note.kind for note in ann.notes}) == (HONEST_POINTS, {"work_before_key"})


def test_a_folder_says_whose_it_is_whatever_key_signed(room: Class) -> None:
    for number, (learner, key) in enumerate([("ann", "ann"), ("ann", "someone"), ("ann", "")]):
        made = room.bundle(learner, BETTER if number == 2 else SPOILT, number, key=key)
        (room.inbox / "ann").mkdir(exist_ok=True)
        room.put(f"ann/{made.name}", made.content, number)
    room.grade()
    assert (room.standing("ann").points, room.standing("ann").notes) == (FULL, ())
