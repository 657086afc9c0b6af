"""The loop's state as text for a terminal: in whole screens, or line after line."""

from __future__ import annotations

from rich.table import Table

from grader.grading.result import Status
from grader.interactive.beside_reference import Beside
from grader.interactive.view_model import ChapterItem, ExerciseItem, Hint, Outcome, State, Task
from grader.records.places import FOLDER, SET_ASIDE
from grader.reports.hint_terminal import print_markdown
from grader.reports.language import N_
from grader.reports.printing import STYLES, Printer
from grader.reports.safe_text import code
from grader.reports.terminal import render_check

KEYS = (
    ("n", N_("next")), ("p", N_("previous")), ("h", N_("hint")), ("t", N_("task")), ("d", N_("compare")),
    ("l", N_("list")), ("r", N_("reset")), ("q", N_("quit")), ("?", N_("keys")),
)  # fmt: skip
_EXPLAINED_KEYS = (
    ("n", N_("go to the next function that does not pass")),
    ("p", N_("go back to the function before this one")),
    ("h", N_("get a hint, one step further each time")),
    ("t", N_("show what the function is to do")),
    ("d", N_("compare with the reference, where the course shows it")),
    ("l", N_("show all chapters and functions; up and down, then Enter, to go somewhere")),
    ("c", N_("check again")),
    ("r", N_("put the exercise file back as it was handed out; what you wrote is kept aside")),
    ("↑ ↓", N_("move the text, where it is longer than the screen")),
    ("q", N_("quit")),
)
_INDENT = 2
_UNKNOWN = "?"
_WIDTH_OF_BAR = 20


class TerminalPage:
    """Prints parts of a state."""

    def __init__(self, printer: Printer) -> None:
        self._put = printer
        self._ = printer.language.gettext

    def head(self, state: State) -> None:
        """Where the learner is, and the progress of the chapter."""
        put, chapter, task = self._put, state.chapter, state.task
        if chapter is not None:
            title = f"{self._number(chapter)} {chapter.title}"
            put.line(f"{title}  {self._bar(chapter)}  {self._count(chapter)}", "bold")
        if task is not None:
            name = code(task.place.function)
            where = f"{task.shown}:{task.line}" if task.line else task.shown
            put.line(f"{task.title} · {name} · {where}")

    def _bar(self, chapter: ChapterItem) -> str:
        done = _WIDTH_OF_BAR * chapter.passed // chapter.total if chapter.total else 0
        full, empty = ("█", "░") if self._put.signs["passed"] == "✓" else ("#", "-")
        return full * done + empty * (_WIDTH_OF_BAR - done)

    def _count(self, chapter: ChapterItem) -> str:
        return self._("%(passed)s of %(total)s functions", passed=chapter.passed, total=chapter.total)

    def body(self, state: State) -> None:
        """What the last save gave, and what to do now."""
        for message in state.messages:
            self._put.line(message, "yellow")
        if state.task is None:
            return
        if state.outcome is None:
            self._without_outcome(state)
        else:
            self._status(state.outcome)
            if state.hint is not None:
                self._hint(state.hint)
            self._outcome(state, state.outcome, state.task)
        if state.success is not None or state.done:
            self._where_next(state)

    def _without_outcome(self, state: State) -> None:
        if state.task is not None and state.task.file is None:
            self._put.line(self._("There is no %(file)s here.", file=code(state.task.shown)), "yellow")
        else:
            self._put.line(self._("Looking at your files …"), "dim")

    def _status(self, outcome: Outcome) -> None:
        self._put.line(f"{self._sign(outcome.status)} {outcome.word}", f"bold {STYLES[outcome.status]}")

    def _sign(self, status: Status | None) -> str:
        return self._put.signs[status] if status else _UNKNOWN

    def _outcome(self, state: State, outcome: Outcome, task: Task) -> None:
        put = self._put
        if state.success is not None:
            for learned in state.success.learned:
                put.put(put.text(learned), _INDENT)
        elif outcome.loading and (outcome.first is None or outcome.status in ("error", "not_attempted")):
            for said in outcome.loading:
                put.put(put.text(said), _INDENT)
            if outcome.loading_error:
                put.put(put.text(outcome.loading_error, "dim"), _INDENT)
            if place := outcome.loading_location:
                put.put(put.text(f"{place.file}:{place.line}", "dim"), _INDENT)
                put.put(put.text(place.source.strip()), 2 * _INDENT)
        elif outcome.status == "not_attempted":
            self.task(task)
        elif outcome.first is not None:
            render_check(outcome.first, put)
        if outcome.status not in ("passed", "not_attempted"):
            self._others(outcome)

    def _others(self, outcome: Outcome) -> None:
        put = self._put
        for check in outcome.checks:
            if check is not outcome.first and check.status != "passed":
                said = check.brief or check.sentence
                put.put(put.text(f"{self._sign(check.status)} {said}", "dim"), _INDENT)

    def task(self, task: Task) -> None:
        """What a function is to do."""
        put = self._put
        if task.signature:
            put.put(put.text(task.signature, "bold"), _INDENT)
        for line in task.docstring.split("\n"):
            put.put(put.text(line or " "), _INDENT)
        put.line()
        where = f"{task.shown}:{task.line}" if task.line else task.shown
        put.put(put.text(self._("Write it in %(file)s, and save.", file=code(where)), "bold"), _INDENT)
        put.put(
            put.text(self._("Text: %(command)s", command=code(f"grader read {task.place.exercise}")), "dim"), _INDENT
        )

    def compared(self, beside: Beside) -> None:
        """The learner's function and the reference's, or why it is not shown."""
        put = self._put
        if beside.own is None or beside.reference is None:
            put.line(beside.refused)
            return
        for heading, source in ((self._("yours"), beside.own), (self._("reference"), beside.reference)):
            put.line(heading, "bold")
            for line in source.splitlines():
                put.put(put.text(line or " "), _INDENT)

    def ask_reset(self, task: Task) -> None:
        """Ask whether to put an exercise file back."""
        self._put.line(self._("Put %(file)s back as it was handed out?", file=code(task.shown)), "bold")
        kept = code(f"{FOLDER}/{SET_ASIDE}")
        self._put.line(self._("What you wrote is kept in %(folder)s. y: yes; any other key: no", folder=kept))

    def _hint(self, hint: Hint) -> None:
        put = self._put
        put.line(self._("Hint %(number)s of %(of)s", number=hint.number, of=hint.of), "bold")
        for line in hint.lines:
            put.put(put.text(line), _INDENT)
        if hint.location is not None and hint.location.source:
            put.put(put.text(hint.location.source.strip()), 2 * _INDENT)
        print_markdown(hint.markdown, put)
        put.line()

    def _where_next(self, state: State) -> None:
        put, following = self._put, state.following
        put.line()
        if following is None:
            put.line(self._("Everything here passes."), "bold green")
            if (chapter := state.missing) is not None:
                start = code(f"grader start {self._number(chapter)}")
                put.line(self._("Next: %(command)s, for “%(title)s”", command=start, title=chapter.title), "bold")
            return
        name = code(following.place.function)
        put.line(self._("Next (n): %(function)s, %(title)s", function=name, title=following.title), "bold")
        put.put(put.text(following.summary), _INDENT)
        put.put(
            put.text(self._("Text: %(command)s", command=code(f"grader read {following.place.exercise}")), "dim"),
            _INDENT,
        )

    def list(self, state: State, selected: int) -> None:
        """All chapters, with the exercises and functions; the exercise of this number is marked."""
        put = self._put
        marked = exercises_of(state)[selected : selected + 1] if selected >= 0 else []
        for chapter in state.chapters:
            begun = [exercise for exercise in chapter.exercises if exercise.file is not None]
            if not begun:
                start = self._("not here: %(command)s", command=code(f"grader start {self._number(chapter)}"))
                put.line(f"{self._number(chapter)} {chapter.title} · {start}", "dim")
                continue
            put.line(f"{self._number(chapter)} {chapter.title} · {self._count(chapter)}", "bold")
            for exercise in begun:
                self._exercise(exercise, exercise.name in marked)

    def _number(self, chapter: ChapterItem) -> str:
        """A chapter's number as it is typed."""
        return chapter.number.lstrip("0") or chapter.number

    def _exercise(self, exercise: ExerciseItem, is_selected: bool) -> None:
        put = self._put
        line = put.text("> " if is_selected else "  ", "bold")
        line.append_text(put.text(f"{exercise.title}: ", "reverse" if is_selected else "" if exercise.file else "dim"))
        width = put.console.width
        for function in exercise.functions:
            style = STYLES[function.status] if function.status else "dim"
            item = put.text(f"{self._sign(function.status)} {function.place.function}", style)
            # Rich breaks a line at every space, also one that is to hold: a mark would stand apart from its name.
            if line.cell_len + item.cell_len > width:
                line.rstrip()
                put.put(line)
                line = put.text(" " * 2 * _INDENT)
            line.append_text(item).append("  ")
        line.rstrip()
        put.put(line)

    def keys(self) -> None:
        """All keys, and the other form of the loop."""
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        for key, meaning in _EXPLAINED_KEYS:
            table.add_row(self._put.text(key, "bold"), self._put.text(self._(meaning)))
        self._put.put(table)
        self._put.line()
        self._put.line(self._("The same in a browser: %(command)s", command=code("grader learn")))

    def foot(self) -> None:
        """The keys in one line; in a narrow terminal without their meanings."""
        put = self._put
        for with_meaning in (True, False):
            line = put.text("")
            for key, meaning in KEYS:
                line.append_text(put.text(f"{key} ", "bold"))
                line.append_text(put.text(f"{self._(meaning)}  " if with_meaning else " ", "dim"))
            line.rstrip()
            if line.cell_len <= put.console.width:
                break
        put.put(line)


def exercises_of(state: State) -> list[str]:
    """The names of all exercises that the learner has a file of, in the order of the list."""
    exercises = (exercise for chapter in state.chapters for exercise in chapter.exercises)
    return [exercise.name for exercise in exercises if exercise.file is not None]
