"""A worker's Python starts isolated: nothing of a checkout or of a job's environment takes part."""

from __future__ import annotations

from pathlib import Path

import forking
import pytest
from asking import LIMITS, asking, observed, values

from grader.execution.pool import Pool
from grader.execution.workers import Mode, default_mode

LOOKS = """
import os, sys
def f():
    home = os.environ["HOME"]
    named = [name for name in os.environ if name.startswith("PYTHON")]
    return [sys.flags.isolated, sys.flags.utf8_mode, named, os.environ.get("TRACE", ""), home in sys.path]
"""


@pytest.mark.parametrize("mode", sorted({"spawn", default_mode()}))
def test_a_workers_python_is_isolated(mode: Mode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    hostile = f"import os\nopen({str(seen)!r}, 'a').write(__name__)\nos.environ['TRACE'] = 'was here'\n"
    for name in ("sitecustomize.py", "usercustomize.py", "torch.py", "numpy.py", "msgspec.py", "startup.py"):
        (tmp_path / name).write_text(hostile, encoding="utf-8")
    (tmp_path / "hostile.pth").write_text(f"import os; open({str(seen)!r}, 'a').write('pth')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "startup.py"))
    monkeypatch.setenv("PYTHONUSERBASE", str(tmp_path))
    monkeypatch.setenv("PYTHONINSPECT", "1")
    with forking.cold(), Pool(limits=LIMITS, mode=mode) as pool:
        flags = values(observed(pool, LOOKS, asking("m.f()")))[0].items  # type: ignore[union-attr]
    assert not seen.exists()
    assert flags[:2] == (1, 1)
    assert flags[2].items == ()
    assert flags[3:] == ("", False)
