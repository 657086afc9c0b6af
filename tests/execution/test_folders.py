"""Files of cases, where a learner's process finds them."""

from __future__ import annotations

from pathlib import Path

from asking import asking, eventually, job, observed, value_of

from grader.execution.jobs import CheckJob
from grader.wire.messages import Probe, Returned

READS = """
import os
from pathlib import Path
paths = []

def look(root):
    paths.append(root)
    return {name.name: name.read_text() for name in Path(root, "deep").iterdir()}

def spoil(root):
    try:
        Path(root, "deep", "new").write_text("x")
    except OSError as refused:
        return type(refused).__name__
    return "written"
"""


def looking(function: str, *contents: str, hidden: bool = False) -> CheckJob:
    return CheckJob(
        f"{function}{hidden}",
        "learner",
        function,
        Probe(f"def probe(m, root):\n    return m.{function}(root)\n", "probe"),
        tuple({"root": ""} for _ in contents),
        20.0,
        hidden,
        folders=tuple({"root": {"deep/text": content.encode()}} for content in contents),
    )


def test_a_learners_process_reads_the_files_of_each_case(pool):
    seen = observed(pool, READS, looking("look", "first", "second"), asking("m.paths"))
    assert [case.outcome.value.entries for case in seen.checks[0].cases if isinstance(case.outcome, Returned)] == [
        (("text", "first"),),
        (("text", "second"),),
    ]
    paths = value_of(seen.checks[1]).items
    assert len(set(paths)) == 2
    assert eventually(lambda: not any(Path(path).exists() for path in paths))


def test_the_files_cannot_be_written_to_where_isolation_holds(pool):
    seen = observed(pool, READS, looking("spoil", "first"))
    if seen.isolation.level not in ("none", "limits"):
        assert value_of(seen.checks[0]) in ("PermissionError", "OSError")


def test_without_the_layers_it_is_the_same_to_a_right_answer(open_pool):
    seen = observed(open_pool, READS, looking("look", "first"))
    assert value_of(seen.checks[0]).entries == (("text", "first"),)


def test_a_submission_without_files_has_no_folder_for_them(pool):
    seen = observed(pool, "import os", asking("sorted(m.os.listdir('.'))"))
    assert value_of(seen.checks[0]).items == ()


def test_data_that_cannot_be_written_is_the_graders_fault(pool):
    blocked = CheckJob(
        "blocked", "learner", "look", Probe("def probe(m, root):\n    return 1\n", "probe"), ({"root": ""},), 20.0,
        folders=({"root": {"name" * 100: b""}},),
    )  # fmt: skip
    assert "cannot be written" in (pool.observe(job(READS, blocked)).fault or "")
