"""Settings of a workspace: kept as written, found from below, with the environment before them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import RecordsError
from grader.records.places import find_workspace, settings_file
from grader.records.workspace import (
    WorkspaceSettings,
    effective_settings,
    read_workspace,
    with_setting,
    write_settings,
)


def test_settings_are_found_from_a_folder_below(tmp_path: Path) -> None:
    write_settings(tmp_path, with_setting(WorkspaceSettings(), "learner", " 林梅 "))
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_workspace(below) == tmp_path
    assert read_workspace(find_workspace(below)) == WorkspaceSettings(learner="林梅")


def test_where_there_is_no_workspace_nothing_is_set() -> None:
    assert read_workspace(None) == effective_settings(None, {}) == WorkspaceSettings()


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_folder_name_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "any name"
    settings = WorkspaceSettings(destination=f"/drive/{name}")
    write_settings(folder, settings)
    assert read_workspace(folder) == settings


def test_folders_are_kept_as_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for written in ("inbox", f"../{tmp_path.name}/inbox", "./inbox/"):
        assert with_setting(WorkspaceSettings(), "destination", written).destination == str(tmp_path / "inbox")
    assert with_setting(WorkspaceSettings(destination="/x"), "destination", "").destination == ""


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    write_settings(tmp_path, WorkspaceSettings(learner="ann", destination="/a", language="zh"))
    settings = effective_settings(tmp_path, {"GRADER_LEARNER": "ben", "GRADER_DESTINATION": "", "GRADER_LANG": "de"})
    assert settings == WorkspaceSettings(learner="ben", destination="/a", language="zh")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("colour", "red", "there is no setting `colour`"),
        ("language", "fr", "not a language"),
        ("learner", "a\x07", "control"),
    ],
)
def test_what_cannot_be_set_is_said(name: str, value: str, said: str) -> None:
    with pytest.raises(RecordsError, match=said):
        with_setting(WorkspaceSettings(), name, value)


@pytest.mark.parametrize("content", [b"learner = ", b"learner = 3\n", b"colour = 'red'\n", b"\xff\xfe"])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    file = settings_file(tmp_path)
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(RecordsError, match=r"settings\.toml"):
        read_workspace(tmp_path)
