"""What is read of some learners does not grow with the class."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cohort.made_class import make_class
from sqlalchemy import event

from grader.records.gradebook import open_gradebook


def test_some_learners_are_found_by_an_index_of_learners(tmp_path: Path) -> None:
    made = make_class(tmp_path, 12, ("week-03",))
    asked: list[tuple[str, Any]] = []
    with open_gradebook(tmp_path, create=False) as gradebook:
        engine = gradebook._database.engine
        event.listen(
            engine, "before_cursor_execute",
            lambda connection, cursor, statement, parameters, context, many: asked.append((statement, parameters)),
        )  # fmt: skip
        some = [one.learner for one in made.learners[:3]]
        assert len(list(gradebook.standings_of("week-03", some))) == 3
        read = [(statement, parameters) for statement, parameters in asked if "learner IN" in statement]
        assert {"attempts", "hand_ins", "notes"} <= {
            table
            for statement, _ in read
            for table in ("attempts", "hand_ins", "notes")
            if f"FROM {table}" in statement
        }
        with engine.connect() as connection:
            for statement, parameters in read:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
                said = " ".join(str(row[-1]) for row in plan)
                assert "learner=?" in said, f"{statement}: {said}"
                assert "SCAN" not in said, f"{statement}: {said}"
