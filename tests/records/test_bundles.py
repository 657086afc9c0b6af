"""Bundles: what is in them, and what they are called."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest

from grader.errors import RecordsError
from grader.records.archives import read_archive
from grader.records.bundles import learner_in_name, manifest_of, pack
from grader.records.learners import safe_name
from records.making import FILES, NOON, PATH, bundle


def test_a_bundle_holds_the_files_and_a_manifest_that_is_true() -> None:
    made = bundle()
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert sorted(archive.namelist()) == [PATH, "manifest.json"]
        said = json.loads(archive.read("manifest.json"))
    assert said == {
        "format": 2,
        "learner": "lin-mei",
        "course": "A course",
        "grader": "0.1.0",
        "created": "2026-11-24T12:00:00Z",
        "files": [{"path": PATH, "sha256": hashlib.sha256(FILES[PATH]).hexdigest(), "size": len(FILES[PATH])}],
        "environment": {"python": "3.11.7", "torch": "2.13.0", "platform": "Linux"},
        "key": "",
        "signature": "",
        "hints": {},
    }
    assert manifest_of(read_archive(made.content)) == made.manifest


def test_the_same_files_make_the_same_bytes_and_a_later_time_the_same_content() -> None:
    assert bundle().content == bundle().content
    later = bundle(minutes=5)
    assert (later.sha256 != bundle().sha256, later.manifest.content) == (True, bundle().manifest.content)
    other = bundle(files={PATH: b"x = 1\n"})
    assert other.manifest.content != bundle().manifest.content


@pytest.mark.parametrize("learner", ["lin-mei", "林梅", "../../etc", "a--b", "con", "x" * 90])
def test_a_name_is_a_harmless_file_name_and_leads_back_to_the_learner(learner: str) -> None:
    name = bundle(learner).name
    assert not set(name) & set('/\\:*?"<>|')
    assert not name.startswith(".")
    assert learner_in_name(name, {safe_name(one): one for one in ("ann", learner)}) == learner


def test_a_plain_zip_is_named_after_its_learner() -> None:
    assert learner_in_name("ann.zip") == "ann"


@pytest.mark.parametrize(
    ("learner", "files"), [("", FILES), ("a\nb", FILES), ("ann", {}), ("ann", {PATH: b"x" * ((1 << 20) + 1)})]
)
def test_what_cannot_be_handed_in_is_not_packed(learner: str, files: dict[str, bytes]) -> None:
    with pytest.raises(RecordsError):
        pack(learner, "A course", "0.1.0", files, bundle().manifest.environment, NOON)
