"""Libraries that lie below the folder for temporary files, as those of an environment that was made there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

LOADING = """
import sys

sys.path.insert(0, sys.argv[1])
import forking

forking.stay_warm()
from grader.execution.jobs import CheckJob, Job
from grader.execution.pool import Pool
from grader.wire.messages import Probe, Source

text = f"def f():\\n    import ctypes\\n    ctypes.CDLL({sys.argv[2]!r})\\n    return 7\\n"
check = CheckJob("f", "learner", "f", Probe("def probe(m):\\n    return m.f()\\n", "probe"), ({},), 20.0)
with Pool() as pool:
    seen = pool.observe(Job((Source("learner", "learner.py", text),), (check,)))
    outcome = seen.checks[0].cases[0].outcome
    print(seen.fault, getattr(outcome, "value", outcome))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a learner's process sees of the file system is Linux's")
def test_a_compiled_library_in_the_temporary_folder_can_be_loaded_late(tmp_path: Path) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    compiled = find_spec("matplotlib._qhull")
    assert compiled is not None
    assert compiled.origin is not None
    file = Path(shutil.copy(compiled.origin, libraries))
    ended = subprocess.run(
        [sys.executable, "-c", LOADING, str(libraries), str(file)],
        capture_output=True, text=True, timeout=120,
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ended.stdout == "None 7\n", ended.stderr
