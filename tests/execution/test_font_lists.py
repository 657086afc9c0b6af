"""Which of the user's lists of fonts workers get."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.execution.font_lists import lend_font_lists


@pytest.mark.parametrize("name", ["MPLCONFIGDIR", "XDG_CACHE_HOME", "HOME"])
def test_those_are_copied_that_matplotlib_would_find(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for variable in ("MPLCONFIGDIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, str(tmp_path / "own"))
    below = {"MPLCONFIGDIR": "", "XDG_CACHE_HOME": "matplotlib", "HOME": ".cache/matplotlib"}[name]
    kept, home = tmp_path / "own" / below, tmp_path / "home"
    home.mkdir()
    lend_font_lists(str(home))
    assert list(home.iterdir()) == []
    kept.mkdir(parents=True)
    (kept / "fontlist-v390.json").write_text("{}", encoding="utf-8")
    (kept / "matplotlibrc").write_text("", encoding="utf-8")
    lend_font_lists(str(home))
    assert [file.name for file in home.iterdir()] == ["fontlist-v390.json"]
