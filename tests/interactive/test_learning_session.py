"""What a session shows after each save, and what its commands do."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk, Watcher, status

from grader.interactive.file_events import FileEvents
from grader.interactive.view_model import Place
from grader.reports.safe_text import clean
from grader.reports.templating import to_html

RIGHT, WRONG = "return x * w", "return x + w"


def test_a_save_is_graded_and_a_right_function_says_what_was_learned_and_what_is_next(desk: Desk) -> None:
    with desk.session() as session:
        watcher = Watcher(session)
        assert status(session.snapshot()) == ("line", "not_attempted")
        assert desk.graded == []  # a stub needs no grading
        desk.file().write_text(desk.written(line=WRONG))
        session.look()
        state = watcher.until(lambda state: status(state) == ("line", "failed"))
        assert state.outcome is not None
        assert state.outcome.first is not None
        explanation = state.outcome.first.explanation
        assert [(str(row.got), str(row.expected)) for row in explanation.rows] != []
        assert len(explanation.arguments) == 2
        desk.file().write_text(desk.written(line=RIGHT))
        session.look()
        state = watcher.until(lambda state: status(state) == ("line", "passed"))
        assert state.success is not None
        assert state.success.learned == ("The line is x times w.",)
        assert state.following is not None
        assert state.following.place == Place("lines", "slope")
        assert state.following.summary == "The slope at x."
        assert state.chapter is not None
        assert (state.chapter.passed, state.chapter.total) == (1, 3)
        assert not state.done


def test_it_goes_where_the_learner_works(desk: Desk) -> None:
    with desk.session() as session:
        watcher = Watcher(session)
        desk.file().write_text(desk.written(line=RIGHT))
        session.look()
        watcher.until(lambda state: status(state) == ("line", "passed"))
        desk.file().write_text(desk.written(line=RIGHT, slope=WRONG))
        session.look()
        watcher.until(lambda state: status(state) == ("slope", "failed"))
        desk.file().write_text(desk.written(line=WRONG, slope="return x - w"))  # stays where something is to do
        session.look()
        watcher.until(lambda state: "x - w" in desk.graded[-1] and status(state) == ("slope", "failed"))
        desk.file("parabolas").write_text(desk.written("parabolas", bend=RIGHT))
        session.look()
        state = watcher.until(lambda state: status(state) == ("bend", "passed"))
        assert state.following is not None
        assert state.following.place == Place("lines", "line")


def test_commands_go_to_functions_and_round_again(desk: Desk) -> None:
    with desk.session() as session:
        places = []
        for _ in range(4):
            places.append(session.snapshot().current)
            session.next()
        first, second, third, fourth = places
        assert len({first, second, third}) == 3
        assert fourth == first
        session.previous()
        assert session.snapshot().current == fourth
        session.choose("parabolas")
        assert session.snapshot().current == Place("parabolas", "bend")
        session.choose("lines", "slope")
        assert session.snapshot().current == Place("lines", "slope")
        session.choose("no such exercise")
        assert session.snapshot().current == Place("lines", "slope")


def test_everything_right_is_the_end(desk: Desk) -> None:
    desk.file().write_text(desk.written(line=RIGHT, slope=RIGHT))
    desk.file("parabolas").write_text(desk.written("parabolas", bend=RIGHT))
    with desk.session() as session:
        state = Watcher(session).until(lambda state: state.done)
        assert state.following is None


def test_a_hint_is_gone_after_the_next_save(desk: Desk) -> None:
    with desk.session() as session:
        watcher = Watcher(session)
        session.hint()
        hint = session.snapshot().hint
        assert hint is not None  # also for what is not written
        desk.file().write_text(desk.written(line=WRONG))
        session.look()
        watcher.until(lambda state: status(state) == ("line", "failed") and state.hint is None)
        session.hint()
        state = watcher.until(lambda state: state.hint is not None)
        assert state.hint is not None
        assert (state.hint.lines, state.hint.of) == (("Think of the weight.",), 3)
        desk.file().write_text(desk.written(line="return w"))
        session.look()
        watcher.until(lambda state: state.hint is None)


def test_reset_keeps_what_was_written(desk: Desk) -> None:
    written = desk.written(line=WRONG)
    desk.file().write_text(written)
    with desk.session() as session:
        watcher = Watcher(session)
        watcher.until(lambda state: status(state) == ("line", "failed"))
        session.reset()
        state = watcher.until(lambda state: status(state) == ("line", "not_attempted"))
        assert any("set_aside" in message for message in state.messages)
        assert desk.file().read_text() == desk.stubs["lines"]
        (kept,) = (desk.learner / ".grader" / "set_aside").iterdir()
        assert kept.read_text() == written
        session.reset()
        assert [*kept.parent.iterdir()] == [kept]


def test_a_syntax_error_is_told_and_a_repaired_file_forgets_it(desk: Desk) -> None:
    with desk.session() as session:
        watcher = Watcher(session)
        desk.file().write_text(desk.written(line="return (x"))
        session.look()
        state = watcher.until(lambda state: status(state) == ("line", "error"))
        assert state.outcome is not None
        assert state.outcome.loading
        desk.file().write_text(desk.written(line=RIGHT))
        session.look()
        state = watcher.until(lambda state: status(state) == ("line", "passed"))
        assert state.outcome is not None
        assert not state.outcome.loading


def test_a_failure_of_the_grader_is_told_and_the_next_save_is_graded(desk: Desk) -> None:
    with desk.session() as session:
        watcher = Watcher(session)
        desk.breaks = True
        desk.file().write_text(desk.written(line=WRONG))
        session.look()
        watcher.until(lambda state: any("the workers are gone" in message for message in state.messages))
        desk.breaks = False
        desk.file().write_text(desk.written(line=RIGHT))
        session.look()
        watcher.until(lambda state: status(state) == ("line", "passed") and not state.messages)


def test_after_a_sleep_of_the_machine_the_current_exercise_is_graded_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    desk.file().write_text(desk.written(line=WRONG))
    with desk.session() as session:
        Watcher(session).until(lambda state: status(state) == ("line", "failed"))
        assert len(desk.graded) == 1
        session.look()
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() + 3600)
        session.look()
        Watcher(session).until(lambda state: len(desk.graded) == 2 and state.phase == "ready")


def test_a_subscriber_that_left_hears_nothing(desk: Desk) -> None:
    with desk.session() as session:
        heard = []
        leave = session.subscribe(heard.append)
        session.next()
        assert len(heard) == 1
        leave()
        leave()
        session.next()
        assert len(heard) == 1
        assert session.snapshot().serial > heard[0].serial


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text)


def save_by_rename(file: Path, text: str) -> None:
    temporary = file.with_name(f".{file.name}.tmp")
    temporary.write_text(text)
    temporary.replace(file)


def save_with_backup(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text)


def save_in_halves(file: Path, text: str) -> None:
    with file.open("w") as half:
        half.write(text[: len(text) // 2])
        half.flush()
        half.write(text[len(text) // 2 :])


@pytest.mark.parametrize("save", [save_in_place, save_by_rename, save_with_backup, save_in_halves])
def test_real_events_of_editors_lead_to_one_answer(desk: Desk, save) -> None:
    with desk.session() as session, FileEvents(session.look, session.folders):
        watcher = Watcher(session)
        save(desk.file(), desk.written(line=WRONG))
        watcher.until(lambda state: status(state) == ("line", "failed"))
        save(desk.file(), desk.written(line=RIGHT))
        watcher.until(lambda state: status(state) == ("line", "passed"))
        assert not any(state.messages for state in watcher.states)  # nothing was thought to be gone
        assert all(text.strip() for text in desk.graded)


def test_a_deleted_file_is_told_with_how_to_get_it_back_and_comes_back(desk: Desk) -> None:
    with desk.session() as session, FileEvents(session.look, session.folders):
        watcher = Watcher(session)
        desk.file().unlink()
        state = watcher.until(lambda state: state.messages)
        assert "grader start" in state.messages[0]
        assert state.task is not None
        assert state.task.file is None
        desk.file().write_text(desk.written(line=RIGHT))
        watcher.until(lambda state: status(state) == ("line", "passed"))


def test_a_command_in_a_message_is_code(desk: Desk) -> None:
    with desk.session(messages=(clean("There is another `grader watch`."),)) as session:
        (message,) = session.snapshot().messages
    assert to_html(message) == "There is another <code>grader watch</code>."
