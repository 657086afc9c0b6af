"""Keys and signatures: what fits, where a key is kept, which is a learner's, and what follows for what counts."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import RecordsError, RecordsFault
from grader.records.archives import read_archive
from grader.records.bundles import Bundle, MadeWith, claim_of, manifest_of, pack
from grader.records.choosing import HandedIn, versions_of
from grader.records.claims import Claim, Doubt
from grader.records.counting import Counted, Score, count, wanted
from grader.records.gradebook import open_gradebook
from grader.records.identity import Acceptance, Identity, first_key, holds
from grader.records.policies import Policy
from grader.records.signing import SigningKey, fingerprint, fits, read_key, workspace_key
from records.making import FILES, NOON, with_manifest


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return workspace_key(tmp_path_factory.mktemp("workspace"))[0]


def signed(key: SigningKey | None, learner: str = "ann") -> Bundle:
    return pack(learner, "A course", "0.1.0", FILES, MadeWith(), NOON, key)


def claimed(content: bytes, *courses: str) -> Claim:
    manifest = manifest_of(read_archive(content))
    assert manifest is not None
    return claim_of(manifest, courses)


def test_a_workspace_keeps_its_key_for_its_owner_alone(tmp_path: Path) -> None:
    assert read_key(tmp_path) is None
    assert read_key(None) is None
    made, is_new = workspace_key(tmp_path)
    file = tmp_path / ".grader" / "key.pem"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again, second = workspace_key(tmp_path)
    assert (is_new, second, again.public) == (True, False, made.public)
    assert (tmp_path / ".grader" / ".gitignore").read_text(encoding="utf-8") == "/key.pem\n"
    other = tmp_path / "other"
    (other / ".grader").mkdir(parents=True)
    (other / ".grader" / "key.pem").write_bytes(file.read_bytes())
    copied = read_key(other)
    assert copied is not None
    assert copied.public == made.public
    if os.name == "posix":
        assert stat.S_IMODE((other / ".grader" / "key.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"mine", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_an_error_that_names_the_file_and_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ".grader" / "key.pem"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(RecordsError, match=r"key\.pem is not the key .* restore it"):
        workspace_key(tmp_path)
    assert file.read_bytes() == content


def test_without_the_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(RecordsFault, match="pip install cryptography"):
        workspace_key(tmp_path)
    with pytest.raises(RecordsFault, match="pip install cryptography"):
        fits("0" * 64, "0" * 128, b"")
    assert claimed(signed(None).content) == Claim()


def test_what_needs_no_key_does_not_import_the_library() -> None:
    code = "import sys, grader.records.gradebook, grader.records.handins, grader.records.delivery; "
    code += "sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_signed_bundle_says_whose_key_signed_it(key: SigningKey) -> None:
    made = signed(key)
    assert made.content == signed(key).content
    claim = claimed(made.content, "A course", "一门课")
    assert (claim.signer, claim.doubt, len(claim.statement)) == (key.public, "", 64)
    assert claimed(signed(None).content) == Claim()
    assert claimed(made.content, "Another").doubt == "other_course"
    assert claimed(with_manifest(made.content, grader="9.9", environment={})) == claim


@pytest.mark.parametrize(
    "changes",
    [
        {"learner": "ben"},
        {"created": "2026-11-24T12:00:01Z"},
        {"course": "Another"},
        {"format": 1},
        {"key": ""},
        {"key": "0" * 64},
        {"signature": ""},
        {"signature": "0" * 128},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_signature_fits_nothing_else(key: SigningKey, changes: dict[str, object]) -> None:
    assert claimed(with_manifest(signed(key).content, **changes)) == Claim(doubt="signature")


@given(st.text("0123456789abcdef", max_size=70), st.text("0123456789abcdef", max_size=140), st.binary(max_size=40))
def test_whatever_is_given_as_a_signature_proves_nothing(public: str, signature: str, message: bytes) -> None:
    assert not fits(public, signature, message)


def test_a_fingerprint_is_short_and_tells_keys_apart(key: SigningKey, tmp_path: Path) -> None:
    other = workspace_key(tmp_path)[0]
    assert len(fingerprint(key.public)) == 19
    assert fingerprint(key.public) != fingerprint(other.public)


KEYS = ["", "k1", "k2", "k3"]
claims = st.none() | st.builds(
    Claim, st.sampled_from(KEYS), st.just(""), st.sampled_from(["", "", "", "signature", "other_course"])
)
handed_in = st.lists(st.tuples(st.integers(-50, 50), claims, st.integers(0, 9), st.integers(0, 3)), max_size=7)
Found = list[tuple[int, Claim | None, int, int]]
policies = st.builds(Policy, deadline=st.none() | st.just(NOON), take=st.sampled_from(["latest", "best"]))


def made(number: int, hour: int, claim: Claim | None, seen: str = "1", delay: int = 0) -> HandedIn:
    time, arrived = NOON + timedelta(hours=hour), NOON + timedelta(hours=hour + delay)
    if claim is not None and claim.signer and claim.doubt != "signature":
        claim = Claim(claim.signer, f"s{number}", claim.doubt)
    return HandedIn("ann", f"{number}.zip", f"c{number}", {"x": f"{number}"}, time, arrived, seen, seen, claim=claim)


def counted(hand_ins: list[HandedIn], points: dict[str, float], policy: Policy, identity: Identity) -> Counted:
    versions = versions_of(hand_ins, holds(hand_ins, identity))
    scores = {one.content: Score(one.source, one.content, points[one.source], 10.0) for one in versions}
    return count(versions, scores, policy)


@given(handed_in, policies, st.randoms())
def test_what_counts_does_not_depend_on_the_order_and_is_never_held(
    found: Found, policy: Policy, random: object
) -> None:
    hand_ins = [made(number, hour, claim, delay=delay) for number, (hour, claim, _, delay) in enumerate(found)]
    points = {f"{number}.zip": float(got) for number, (_, _, got, _) in enumerate(found)}
    identity = Identity(first_key(hand_ins))
    whole = counted(hand_ins, points, policy, identity)
    held = holds(hand_ins, identity)
    assert whole.chosen is None or whole.chosen.version.hand_in.key not in held
    for one in whole.judged:
        assert (one.why == "held") == (one.version.hand_in.key in held)
        assert one.version.held or not {file.key for file in one.version.files.values()} & held.keys()
    shuffled = list(hand_ins)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(shuffled, points, policy, Identity(first_key(shuffled))) == whole
    # As if what is held had never come.
    kept = [one for one in hand_ins if one.key not in held]
    alone = counted(kept, points, policy, identity)
    assert (alone.points, alone.pending) == (whole.points, whole.pending)
    assert [one for one in whole.judged if one.why != "held"] == list(alone.judged)


@given(handed_in, policies)
def test_once_all_of_it_is_accepted_everything_counts_as_without_keys(found: Found, policy: Policy) -> None:
    hand_ins = [made(number, hour, claim, delay=delay) for number, (hour, claim, _, delay) in enumerate(found)]
    points = {f"{number}.zip": float(got) for number, (_, _, got, _) in enumerate(found)}
    identity = Identity(first_key(hand_ins))
    marks = [(one.claim.statement if one.claim else "") or one.key for one in hand_ins]
    accepted = tuple(Acceptance(n, "", mark, "", False, "", "prof", "") for n, mark in enumerate(marks))
    assert not holds(hand_ins, Identity(identity.first, accepted))
    plain = [made(number, hour, None, delay=delay) for number, (hour, _, _, delay) in enumerate(found)]
    everything = counted(hand_ins, points, policy, Identity(identity.first, accepted))
    assert everything.points == counted(plain, points, policy, Identity()).points


@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(["", "", "signature"]), st.integers(0, 2)), max_size=6),
    st.sets(st.integers(1, 5)),
    st.sampled_from(["latest", "best"]),
)
def test_however_often_the_class_was_graded_in_between_the_same_counts(
    found: list[tuple[str, Doubt, int]], runs: set[int], take: str
) -> None:
    """One run at the end, and runs along the way, see the same first key and hold the same, where files arrive one
    after another."""
    arrivals = [(number, Claim(signer, "", doubt), got) for number, (signer, doubt, got) in enumerate(found)]
    policy = Policy(take=take)  # type: ignore[arg-type]
    points = {f"{number}.zip": float(got) for number, _, got in arrivals}

    def seen_in(ends: list[int]) -> Counted:
        hand_ins: list[HandedIn] = []
        identity = Identity()
        for end in ends:
            hand_ins += [made(number, number, claim, f"{end}") for number, claim, _ in arrivals[len(hand_ins) : end]]
            identity = identity if identity.first else Identity(first_key(hand_ins))
        return counted(hand_ins, points, policy, identity)

    once, often = seen_in([len(found)]), seen_in(sorted({*(run for run in runs if run < len(found)), len(found)}))
    assert (once.points, [one.why for one in once.judged]) == (often.points, [one.why for one in often.judged])


def test_a_key_is_accepted_beside_the_first_or_in_its_place() -> None:
    def accepting(number: int, key: str, instead: bool = False, withdrawn: str = "") -> Acceptance:
        return Acceptance(number, key, "", "x.zip", instead, "", "prof", "", withdrawn)

    first = first_key([made(0, 0, Claim("k1"))])
    assert Identity(first, (accepting(1, "k2"),)).keys == {"k1", "k2"}
    assert Identity(first, (accepting(1, "k2", instead=True),)).keys == {"k2"}
    assert Identity(first, (accepting(2, "k3"), accepting(1, "k2", instead=True))).keys == {"k2", "k3"}
    assert Identity(first, (accepting(1, "k2", instead=True, withdrawn="now"),)).keys == {"k1"}


def test_what_is_held_is_graded_in_small_numbers() -> None:
    hand_ins = [made(0, 0, Claim("k1"))] + [made(n, n, Claim(f"other {n}")) for n in range(1, 40)]
    versions = versions_of(hand_ins, holds(hand_ins, Identity(first_key(hand_ins))))
    assert len(versions) == 40
    asked = wanted(versions, Policy())
    assert [one.source for one in asked] == ["0.zip", *(f"{n}.zip" for n in range(35, 40))]


def test_a_gradebook_keeps_the_first_key_whatever_comes_later_and_for_every_assignment(tmp_path: Path) -> None:
    with open_gradebook(tmp_path) as gradebook:
        gradebook.see("one", [made(0, 5, Claim("k1"), "2")])
        gradebook.see("two", [made(1, -5, Claim("k2"), "3"), made(2, -6, Claim(""), "3")])
        known = gradebook.known_keys("two")
        first = known.of("ann").first
        assert first is not None
        assert (first.key, first.seen) == ("k1", "2")
        held = holds(gradebook.not_excluded("two", "ann"), known.of("ann"))
        assert sorted(held.values()) == ["no_key", "other_key"]
        assert (known.others("k1", "ben"), known.others("k1", "ann")) == (("ann",), ())
        gradebook.remove("ann")
        assert gradebook.known_keys("two").of("ann") == Identity()


def test_work_without_a_key_is_not_held_for_being_graded_in_another_assignment_later(tmp_path: Path) -> None:
    old = made(0, 0, Claim(""), "1")
    with open_gradebook(tmp_path) as gradebook:
        gradebook.see("one", [old])
        gradebook.see("one", [made(1, 1, Claim("k1"), "2")])
        gradebook.see("two", [HandedIn(**{name: getattr(old, name) for name in _fields(old)} | {"seen_first": "3"})])
        assert not holds(gradebook.not_excluded("two", "ann"), gradebook.known_keys("two").of("ann"))


def test_a_file_name_that_is_no_text_is_recorded(tmp_path: Path) -> None:
    one = made(0, 0, Claim("k1"))
    odd = HandedIn(**{name: getattr(one, name) for name in _fields(one)} | {"source": "\udcff.zip"})
    with open_gradebook(tmp_path) as gradebook:
        gradebook.see("one", [odd])
        gradebook.see("two", [odd])
        assert gradebook.sources("two", "ann") == ("\\udcff.zip",)


def _fields(one: HandedIn) -> tuple[str, ...]:
    return tuple(one.__dataclass_fields__)


def test_a_copy_takes_the_place_of_a_signed_original_that_is_gone_at_the_time_of_the_original() -> None:
    original = made(0, 0, Claim("k1"), "1")
    copy = HandedIn(
        "ann", "copy.zip", original.content, original.files, original.handed_in, NOON + timedelta(hours=9), "2", "2",
        claim=original.claim,
    )  # fmt: skip
    (version,) = versions_of([copy, original])
    assert (version.source, version.time, version.clock) == ("copy.zip", original.handed_in, "")
