"""A learner's session: it follows the exercise files, grades what was saved, and says what to show.

The terminal and the browser drive the same session: they send commands and show the states that it publishes.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.errors import GraderError
from grader.grading.result import Result
from grader.interactive.followed_files import FollowedFiles, Saved
from grader.interactive.known import Known, Progress
from grader.interactive.syllabus import exercise_text
from grader.interactive.view_model import Hint, Phase, Place, State
from grader.interactive.warm_grader import WarmGrader
from grader.reports.language import Language
from grader.reports.safe_text import Clean, code, one_line, with_code
from grader.reports.views import CheckView, ExerciseView, view_of

Subscriber = Callable[[State], None]
_ASLEEP_SECONDS = 5.0
_MESSAGES = 3


@dataclass(frozen=True)
class Assistance:
    """What a session can call for the learner. None where there is no such thing.

    Attributes:
        hint: the next hint for a check that does not pass, from the learner's file.
        reset: puts the stub of an exercise back and keeps the old file aside; returns where.
    """

    hint: Callable[[Path, ExerciseView, CheckView], Hint | None] | None = None
    reset: Callable[[str, Path | None], Path | None] | None = None


class Session:
    """A learner's session. Use it as a context manager: it grades in a thread of its own.

    Commands return at once; what they change is published as a new `State`. All methods may be called from any thread.
    Whoever follows the files calls `look` when one may have changed, and now and then.
    """

    def __init__(
        self,
        grader: WarmGrader,
        language: Language,
        assistance: Assistance | None = None,
        start_at: Place | None = None,
        messages: tuple[Clean, ...] = (),
    ) -> None:
        self._grader = grader
        self._language = language
        self._assistance = assistance or Assistance()
        texts = {files.name: exercise_text(files, language.code) for files in grader.course.exercises}
        self._progress = Progress(grader.course, {name: Known(text) for name, text in texts.items()}, language)
        self._followed = FollowedFiles(grader.files, texts)
        self._lock = threading.RLock()
        self._looking = threading.Lock()
        self._wanted = threading.Condition(self._lock)
        self._waiting: dict[str, float] = {}
        """The exercises to grade, and when their save was seen."""
        self._unprepared: list[str] = []
        self._subscribers: list[Subscriber] = []
        self._standing = messages
        self._messages: tuple[Clean, ...] = ()
        self._hint: Hint | None = None
        self._phase: Phase = "starting"
        self._serial = 0
        self._closed = False
        self._is_chosen = start_at is not None
        self._current: Place | None = start_at
        self._clocks = time.time() - time.monotonic()
        self.look()
        if self._current is None:
            self._current = self._first_place()
        self._state = self._made()
        self._thread = threading.Thread(target=self._work, name="grading", daemon=True)

    # Following it

    def snapshot(self) -> State:
        """The state as it is now."""
        return self._state

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call this with every new state, in order, from the thread that made it; it must return soon.

        Returns what ends it.
        """
        with self._lock:
            self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._subscribers.remove(subscriber)

        return unsubscribe

    # Commands

    def next(self) -> None:
        """Go to the next function that does not pass; where all pass, to the next function."""
        with self._lock:
            self._go(self._progress.unfinished_after(self._current) or self._neighbour(1))

    def previous(self) -> None:
        """Go to the function before this one, in the order of the course."""
        with self._lock:
            self._go(self._neighbour(-1))

    def choose(self, exercise: str, function: str = "") -> None:
        """Go to a function; without one, to the first of the exercise that does not pass. Unknown names do nothing."""
        with self._lock:
            known = self._progress.known.get(exercise)
            if known is None:
                return
            places = [Place(exercise, one.name) for one in known.functions if function in ("", one.name)]
            unfinished = [place for place in places if self._progress.status(place) != "passed"]
            self._go(next(iter(unfinished or places), None))

    def check(self) -> None:
        """Grade the current exercise again, also if nothing was saved."""
        with self._lock:
            if self._current is not None:
                self._want(self._current.exercise)

    def hint(self) -> None:
        """Give a hint for the current function, one step further each time."""
        with self._lock:
            place = self._current
            outcome = self._progress.outcome(place) if place else None
            known = self._progress.known[place.exercise] if place else None
            call = self._assistance.hint
        if known is None or place is None:
            return
        if outcome is None or outcome.first is None or known.view is None or known.path is None:
            passed = outcome is not None and outcome.status == "passed"
            hint = self._general_hint(place, passed)
        else:
            given = call(known.path, known.view, outcome.first) if call else None
            hint = given or self._general_hint(place, False)
        with self._lock:
            self._hint = hint
            self._publish()

    def reset(self) -> None:
        """Put the stub of the current exercise back. What was written is set aside."""
        with self._lock:
            place, call, _ = self._current, self._assistance.reset, self._language.gettext
            if place is None or call is None:
                return
            known = self._progress.known[place.exercise]
            try:
                kept = call(place.exercise, known.path)
            except (OSError, GraderError) as refused:
                self._say(one_line(self._language.say(refused), 300))
            else:
                if kept is None:
                    self._say(_("%(file)s is as it was handed out.", file=code(known.shown or known.name)))
                else:
                    said = _("%(file)s is as it was handed out; what you had is in %(kept)s.",
                             file=code(known.shown or known.name), kept=code("/".join(kept.parts[-3:])))  # fmt: skip
                    self._say(said)
            self._publish()
        self.look()

    def announce(self, exercise: str) -> None:
        """Say that an exercise's references are run, which is needed once and takes some seconds."""
        with self._lock:
            title = self._progress.title(exercise)
            self._say(
                self._language.gettext("Preparing “%(title)s”: this is needed once, and takes a while.", title=title)
            )
            self._publish()

    # Following the files

    def look(self) -> None:
        """Look for files that were changed, added or deleted since the last look, and grade what was changed."""
        seen = time.monotonic()
        with self._looking:
            changes = self._followed.look()
            with self._lock:
                self._wake()
                for name, saved in changes.saved.items():
                    self._take(self._progress.known[name], saved, seen)
                for name in changes.gone:
                    self._lose(self._progress.known[name])
                if (changes.saved or changes.gone) and self._serial:
                    self._publish()

    def folders(self) -> tuple[Path, ...]:
        """The folders that the exercise files are in, for whoever follows them."""
        return self._followed.folders()

    def _take(self, known: Known, saved: Saved, seen: float) -> None:
        known.path, known.shown, known.source = saved.path, _shown(saved.path), saved.source
        known.is_untouched = saved.source in known.text.stubs
        if not known.is_untouched:
            self._want(known.name, seen)
            return
        known.view = None
        self._waiting.pop(known.name, None)
        self._unprepared.append(known.name)
        self._wanted.notify_all()

    def _lose(self, known: Known) -> None:
        _ = self._language.gettext
        self._say(
            _("%(file)s is gone. If your editor still has it, save it again; `grader start` puts a new one there.",
              file=code(known.shown))
        )  # fmt: skip
        known.path, known.view, known.source, known.is_untouched = None, None, "", False
        self._waiting.pop(known.name, None)

    def _wake(self) -> None:
        """After a sleep of the machine, during which workers may have died, grade the current exercise again."""
        clocks = time.time() - time.monotonic()
        if abs(clocks - self._clocks) > _ASLEEP_SECONDS and self._current is not None:
            self._want(self._current.exercise)
        self._clocks = clocks

    # Grading

    def _want(self, name: str, seen: float | None = None) -> None:
        known = self._progress.known[name]
        if known.path is None or known.is_untouched:
            return
        self._waiting[name] = time.monotonic() if seen is None else seen
        self._wanted.notify_all()

    def _work(self) -> None:
        while True:
            with self._lock:
                while not self._closed and not self._waiting and not self._unprepared:
                    if self._phase != "ready":
                        self._phase = "ready"
                        self._publish()
                    self._wanted.wait()
                if self._closed:
                    return
                name, seen = self._pick()
                path = self._progress.known[name].path
                if seen is not None and self._phase == "ready":
                    self._phase = "checking"
                    self._publish()
            if seen is None or path is None:
                self._prepare(name)
            else:
                self._grade(name, path, seen)

    def _pick(self) -> tuple[str, float | None]:
        """What to do next: the current exercise first, then what was saved last, then preparing."""
        current = self._current.exercise if self._current else ""
        if self._waiting:
            name = current if current in self._waiting else max(self._waiting, key=lambda one: self._waiting[one])
            return name, self._waiting.pop(name)
        name = current if current in self._unprepared else self._unprepared[0]
        self._unprepared.remove(name)
        return name, None

    def _prepare(self, name: str) -> None:
        if self._current is None or self._current.exercise != name:
            return  # a save must not wait for what nobody looks at
        try:
            declared = self._grader.prepare(name)
        except Exception:  # noqa: BLE001 - told when a file of this exercise is graded
            return
        with self._lock:
            self._progress.known[name].declared = declared
            self._messages = ()
            self._publish()

    def _grade(self, name: str, path: Path, seen: float) -> None:
        try:
            for result in self._grader.grade(name, self._grader.files.read(path)):
                with self._lock:
                    if name in self._waiting or self._progress.known[name].path != path or self._closed:
                        return  # it was saved again in the meantime, or is gone
                    self._absorb(name, result, seen)
        except Exception as failed:  # noqa: BLE001 - the loop goes on with the next save
            with self._lock:
                self._say(
                    self._language.gettext(
                        "The grader itself failed: %(fault)s", fault=one_line(self._language.say(failed), 600)
                    )
                )
                self._publish()

    def _absorb(self, name: str, result: Result, seen: float) -> None:
        known = self._progress.known[name]
        report = view_of(result, self._language)
        before, known.view = known.view, report.chapters[0].exercises[0]
        known.seconds = time.monotonic() - seen
        known.faults = report.faults
        self._hint = None
        self._messages = tuple(
            self._language.gettext("The grader itself failed: %(fault)s", fault=fault) for fault in report.faults
        )
        if self._phase != "starting":
            self._follow(name, before)
        elif self._current is not None and self._current.exercise == name and not self._is_chosen:
            self._current = self._first_unfinished(name) or self._current
        if not self._waiting:
            self._phase = "ready"
        self._publish()

    def _follow(self, name: str, before: ExerciseView | None) -> None:
        """Go where the learner is working: stay at a function that they are at, else go to what a save changed."""
        known = self._progress.known[name]
        here = self._current if self._current and self._current.exercise == name else None
        was = {check.key: check for check in before.checks} if before else {}
        changed = [
            Place(name, function.name)
            for function in known.functions
            if any(
                was.get(check.key) != check and check.status not in ("blocked", "not_attempted")
                for check in known.checks(function.name)
            )
        ]
        if here in changed or (here and self._progress.status(here) not in ("passed", "not_attempted", None)):
            return
        broken = [place for place in changed if self._progress.status(place) != "passed"]
        self._current = next(iter(broken or changed), None) or here or self._first_unfinished(name) or self._current

    # The state

    def _first_place(self) -> Place | None:
        """The place to begin: in the file that was changed last, else in the first one."""
        touched = [name for name, one in self._progress.known.items() if one.path and not one.is_untouched]
        if touched:
            return self._first_unfinished(self._followed.newest(touched) or touched[0])
        return next(self._progress.places(), None)

    def _first_unfinished(self, name: str) -> Place | None:
        places = [Place(name, one.name) for one in self._progress.known[name].functions]
        return next((one for one in places if self._progress.status(one) != "passed"), next(iter(places), None))

    def _neighbour(self, by: int) -> Place | None:
        places = list(self._progress.places())
        if self._current not in places:
            return next(iter(places), None)
        return places[(places.index(self._current) + by) % len(places)]

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self._current, self._hint, self._messages, self._is_chosen = place, None, (), True
        known = self._progress.known[place.exercise]
        if known.view is None and not known.declared:
            self._unprepared.append(place.exercise)
            self._wanted.notify_all()
        self._publish()

    def _say(self, message: Clean) -> None:
        self._messages = (*self._messages, message)[-_MESSAGES:]

    def _general_hint(self, place: Place, passed: bool) -> Hint:
        _ = self._language.gettext
        if passed:
            return Hint((_("Everything here passes: there is nothing to hint at."),))
        task = self._progress.task(place)
        lines = [
            *task.sentences[:1],
            _("The text about it: %(command)s", command=code(f"grader read {place.exercise}")),
        ]
        return Hint(tuple(lines))

    def _made(self) -> State:
        progress, place = self._progress, self._current
        following = progress.following(place)
        return State(
            serial=self._serial,
            phase=self._phase,
            course=one_line(self._language.pick(self._grader.course.settings.titles), 120),
            chapters=progress.chapters(),
            current=place,
            task=progress.task(place) if place else None,
            outcome=progress.outcome(place) if place else None,
            success=progress.success(place) if place else None,
            following=following,
            hint=self._hint,
            messages=tuple(map(with_code, (*self._standing, *self._messages))),
            done=following is None and place is not None,
        )

    def _publish(self) -> None:
        self._serial += 1
        self._state = self._made()
        for subscriber in tuple(self._subscribers):
            subscriber(self._state)

    # Its end

    def close(self) -> None:
        """End the session; what is being graded is given up. More than once is as good as once."""
        with self._lock:
            self._closed = True
            self._subscribers.clear()
            self._wanted.notify_all()

    def __enter__(self) -> Session:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
