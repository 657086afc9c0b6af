"""Loading an exercise: executing its checks and mistakes, and refusing an author's errors.

Checks and mistakes are the author's own and are executed here, on the trusted side. The reference is only read, not
executed.
"""

from __future__ import annotations

import ast
import graphlib
import hashlib
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import CodeType, MappingProxyType, ModuleType
from typing import Any, TypeVar

import grader.authoring
from grader.authoring import Alternative, Case, Check, Equivalent, Exercise, Mistake, Text
from grader.authoring.alternatives import Version
from grader.course.attributes import refuse_unknown_attributes
from grader.course.bindings import SourceIndex, index
from grader.course.declared_languages import labels_of, refuse_unknown_languages, texts_of, texts_of_mistakes
from grader.course.discovery import ExerciseFiles
from grader.course.draws import refuse_misfit
from grader.course.files import read_source
from grader.course.known_mistakes import Findings, alternatives_in, mistakes_in, read
from grader.course.lazy_imports import builtins_with_lazy_imports
from grader.course.names import concerns
from grader.course.outline import Outline, outline
from grader.course.probe_source import cut_probe
from grader.course.splicing import splice
from grader.course.stubs import solution_regions
from grader.course.suggestions import suggestion
from grader.course.syntax import called_name, compiled
from grader.errors import AuthoringError, Place
from grader.wire.messages import Probe

_UNKNOWN_KEYWORD = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")

_ANONYMOUS = frozenset({"<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Style:
    """A right answer in another style: a whole exercise file and its name."""

    name: str
    file: Path
    source: str


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise with what its author declared.

    Attributes:
        files: its files.
        about: title, precision and rules; the title is the first line of the reference's docstring unless declared,
            and a rule names every function that it applies to.
        checks: the checks, in the order of their file.
        probes: each check's probe as sent to a worker, by the check's id.
        functions: the names that the reference defines: functions, classes, and methods as `Class.method`.
        reference_source, checks_source, mistakes_source: the files' texts; the last is "" if there is no file.
        styles: right answers in other styles.
    """

    files: ExerciseFiles
    about: Exercise
    checks: tuple[Check, ...]
    probes: Mapping[str, Probe]
    functions: tuple[str, ...]
    reference_source: str
    checks_source: str
    mistakes_source: str
    styles: tuple[Style, ...] = ()

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The named mistakes in the order of their file, which is executed on first access.

        Their recordings outlive a run and are keyed by `mistakes_source`, so most runs never need them.

        Raises:
            AuthoringError: for an error in that file, with file and line and what to write.
        """
        if self._findings is not None and self.files.mistakes is not None:
            return mistakes_in(self._findings, self.files.mistakes)
        if self._mistakes_module is None or self.files.mistakes is None:
            return ()
        mistakes = _declared(self._mistakes_module, Mistake)
        if not mistakes:
            raise AuthoringError(
                "no mistake is declared here: write one with `@mistake(...)`, or delete the file",
                Place(self.files.mistakes, 1),
            )
        for mistake in mistakes:
            _refuse_unknown(mistake.of, f"mistake `{mistake.id}` is of", self.functions, self.files, mistake.place)
            _refuse_unknown_family(mistake, self.files.settings.families)
        languages = self.files.settings.languages
        refuse_unknown_languages(texts_of_mistakes(mistakes), languages, Place(self.files.mistakes, 1))
        return mistakes

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The right versions of functions besides the reference's, in the order of the mistakes file.

        Raises:
            AuthoringError: for an error in that file, with file and line and what to write.
        """
        if self._findings is not None and self.files.mistakes is not None:
            return alternatives_in(self._findings, self.files.mistakes)
        if self._mistakes_module is None:
            return ()
        alternatives = _declared(self._mistakes_module, Alternative)
        for one in alternatives:
            _refuse_unknown(one.of, f"alternative `{one.id}` is of", self.functions, self.files, one.place)
        return alternatives

    @property
    def texts(self) -> tuple[str, ...]:
        """All that its recordings depend on besides the seed: its name, its files, its styles with their names."""
        styles = (text for style in self.styles for text in (style.name, style.source))
        return (self.files.name, self.reference_source, self.checks_source, self.mistakes_source, *styles)

    def with_version(self, version: Version) -> str:
        """The text of the reference with a mistake or an alternative in place of its function.

        Raises:
            AuthoringError: if the version uses what cannot be included.
        """
        return splice(self.reference_source, version, self.mistakes_source, self.files.settings.libraries)

    @cached_property
    def equivalents(self) -> tuple[Equivalent, ...]:
        """The edits of the reference that its author declares equivalent, in the order of the mistakes file.

        Raises:
            AuthoringError: for an error in that file, or a declaration that is not in a list.
        """
        if self._mistakes_module is None or self.files.mistakes is None:
            return ()
        values = vars(self._mistakes_module).values()
        listed = [item for value in values for item in (value if isinstance(value, (list, tuple)) else (value,))]
        found = tuple({id(item): item for item in listed if isinstance(item, Equivalent)}.values())
        calls = [
            node.lineno
            for node in ast.walk(index(self.mistakes_source, self.files.mistakes).tree)
            if isinstance(node, ast.Call) and called_name(node) == "equivalent"
        ]
        if len(found) < len(calls):
            kept = {item.place.line for item in found}
            line = next((line for line in calls if line not in kept), calls[0])
            raise AuthoringError(
                "this declaration is lost: write `equivalents = [equivalent(...), ...]`",
                Place(self.files.mistakes, line),
            )
        for item in found:
            _refuse_unknown(item.of, "an equivalent mutant is of", self.functions, self.files, item.place)
        return found

    @cached_property
    def _findings(self) -> Findings | None:
        """What a release kit has in place of its mistakes; None if this is none."""
        if not self.files.in_kit or self.files.mistakes is None:
            return None
        return read(self.mistakes_source, self.files.mistakes)

    @cached_property
    def _mistakes_module(self) -> ModuleType | None:
        if self.files.mistakes is None or self.files.in_kit:
            return None
        return _execute(self.mistakes_source, self.files.mistakes, self.files.settings.libraries)

    def check(self, id: str) -> Check:
        """The check with this id.

        Raises:
            KeyError: if there is none.
        """
        for check in self.checks:
            if check.id == id:
                return check
        raise KeyError(id)


def load_exercise(files: ExerciseFiles) -> LoadedExercise:
    """Load an exercise; errors in its mistakes are raised when `mistakes` is first accessed.

    Raises:
        AuthoringError: for any error found without running the exercise, with file and line and what to write.
    """
    libraries = files.settings.libraries
    reference = read_source(files.reference)
    checks_source = read_source(files.checks)
    defined = outline(reference, files.reference)
    module = _execute(checks_source, files.checks, libraries)
    checks = _declared(module, Check)
    if not checks:
        raise AuthoringError("no check is declared here: write a function with `@check(...)`", Place(files.checks, 1))
    about = _about(module, index(checks_source, files.checks), defined, files)
    for function, _ in about.worked_examples:
        _refuse_unknown(function, "a worked example is of", defined.functions, files, Place(files.checks, 1))
    _refuse_bad_checks(checks, defined.functions, files)
    _refuse_bad_needs(checks)
    _refuse_unknown_roles(checks, files.settings.roles)
    texts = (*texts_of(about, checks), *labels_of(checks))
    refuse_unknown_languages(texts, files.settings.languages, Place(files.checks, 1))
    if not files.in_kit:  # whose stub has no bodies, and may have functions that only hidden checks are of
        refuse_unknown_attributes(checks, checks_source, files.checks, index(reference, files.reference))
        _refuse_unchecked_functions(checks, reference, files)
    about = _with_ruled_functions(about, checks, defined.functions, reference, files)
    loaded = LoadedExercise(
        files=files,
        about=about,
        checks=checks,
        probes=MappingProxyType(
            {check.id: cut_probe(check, checks_source, files.checks, libraries) for check in checks}
        ),
        functions=defined.functions,
        reference_source=reference,
        checks_source=checks_source,
        mistakes_source=read_source(files.mistakes) if files.mistakes else "",
        styles=tuple(Style(file.stem, file, read_source(file)) for file in files.styles),
    )
    _refuse_unknown_alternatives(loaded)
    return loaded


def _execute(source: str, file: Path, libraries: Sequence[str]) -> ModuleType:
    """Execute an author's file as a module with a unique name."""
    code = compiled(source, file)
    _refuse_lost_definitions(code, file)
    module = ModuleType(f"_course_{hashlib.blake2b(str(file).encode(), digest_size=8).hexdigest()}_{file.stem}")
    module.__file__ = str(file)
    module.__dict__["__builtins__"] = builtins_with_lazy_imports(libraries)
    sys.modules[module.__name__] = module  # dataclasses and inspect look a class's module up there
    try:
        exec(code, module.__dict__)  # noqa: S102 - an author's file is trusted
    except AuthoringError as error:
        raise error if error.place else AuthoringError(str(error), _place_of(error, file)) from error
    except (Exception, SystemExit) as error:  # an author's file may raise anything
        raise AuthoringError(
            f"this raised {type(error).__name__}: {error}{_meant(error)}", _place_of(error, file)
        ) from error
    return module


def _place_of(error: BaseException, file: Path) -> Place:
    """The innermost line of the file in an exception's traceback."""
    line, traceback = 1, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == str(file):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return Place(file, line)


def _meant(error: BaseException) -> str:
    """A suggestion of what the author may have meant, as the end of a message."""
    name = error.name if isinstance(error, NameError) else ""
    if name in grader.authoring.__all__:
        call = "" if isinstance(getattr(grader.authoring, name), (type, tuple, frozenset)) else " and call it"
        return f"; import it{call}: `from grader.authoring import {name}`"
    return _meant_keyword(error)


def _meant_keyword(error: BaseException) -> str:
    found = _UNKNOWN_KEYWORD.search(str(error)) if isinstance(error, TypeError) else None
    function: Callable[..., Any] | None = getattr(grader.authoring, found.group(1), None) if found else None
    if found is None or not callable(function):
        return ""
    return str(suggestion(found.group(2), inspect.signature(function).parameters))


def _declared(module: ModuleType, kind: type[_T]) -> tuple[_T, ...]:
    """The module's declarations of one kind, in the order in which their names were first bound."""
    found = {id(value): value for value in vars(module).values() if isinstance(value, kind)}
    return tuple(found.values())


def _refuse_lost_definitions(code: CodeType, file: Path) -> None:
    """Refuse a function or class whose name is defined again: Python would drop it silently."""
    first: dict[str, int] = {}
    for constant in code.co_consts:
        if not isinstance(constant, CodeType) or constant.co_name in _ANONYMOUS:
            continue
        line = first.setdefault(constant.co_name, constant.co_firstlineno)
        if line != constant.co_firstlineno:
            raise AuthoringError(
                f"`{constant.co_name}` is already defined on line {line}, and Python keeps only the last: "
                "rename one of them",
                Place(file, constant.co_firstlineno),
            )


def _about(module: ModuleType, source: SourceIndex, defined: Outline, files: ExerciseFiles) -> Exercise:
    calls = [
        statement.lineno
        for statement in source.tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr))
        and isinstance(statement.value, ast.Call)
        and called_name(statement.value) == "exercise"
    ]
    if len(calls) > 1:
        raise AuthoringError(
            f"the exercise is already declared on line {calls[0]}: keep one `about = exercise(...)`",
            source.place(calls[1]),
        )
    declared = _declared(module, Exercise)
    if calls and not declared:
        raise AuthoringError("this declaration is lost: write `about = exercise(...)`", source.place(calls[0]))
    return declared[0] if declared else Exercise(Text(defined.title or files.name))


def _with_ruled_functions(
    about: Exercise, checks: Iterable[Check], functions: Sequence[str], reference: str, files: ExerciseFiles
) -> Exercise:
    """The declaration with each rule's functions listed: those that the learner writes, if it names none."""
    written = tuple(dict.fromkeys(region.function for region in solution_regions(reference, files.reference)))
    rules = []
    for rule in about.rules:
        for name in rule.of:
            place = rule.place or Place(files.checks, 1)
            _refuse_unknown(name, f"a rule `{rule.kind}` is of", functions, files, place)
            if not files.in_kit and not any(concerns(check.of, name) for check in checks):
                raise AuthoringError(
                    f"a rule `{rule.kind}` is of `{name}`, but no check is of it, so nothing would judge it", place
                )
        rules.append(replace(rule, of=rule.of or written))
    return replace(about, rules=tuple(rules))


def _refuse_bad_checks(checks: Iterable[Check], functions: Sequence[str], files: ExerciseFiles) -> None:
    for check in checks:
        _refuse_unknown(check.of, f"check `{check.id}` is of", functions, files, check.place)
        for curve in check.curves:
            if curve.on_cost is not None:
                _refuse_unknown(curve.on_cost, f"a curve of check `{check.id}` is on", functions, files, check.place)
        refuse_misfit(check, *(case for case in check.cases if isinstance(case, Case)))
        _refuse_copied_numbers(check)


def _refuse_copied_numbers(check: Check) -> None:
    """Refuse a check with points whose expected numbers all stand in reports: a table of them would earn the points."""
    if check.points and not check.is_drawn and not check.fixed:
        raise AuthoringError(
            f"check `{check.id}` has points and no drawn case, so that the numbers of a report, written into a table, "
            "earn them: add cases of `@random_case(...)` or, if there is nothing to copy or to draw, say why: "
            'fixed="..."',
            check.place,
        )
    if check.fixed and check.is_drawn:
        raise AuthoringError(
            f"check `{check.id}` says why none of its cases is drawn, but one is: delete fixed=...", check.place
        )


def _refuse_unknown(name: str, what: str, functions: Sequence[str], files: ExerciseFiles, place: Place) -> None:
    if name not in functions:
        raise AuthoringError(
            f"{what} `{name}`, which {files.reference.name} does not define{suggestion(name, functions)}", place
        )


def _refuse_unknown_family(mistake: Mistake, families: Iterable[str]) -> None:
    known = tuple(families)
    if mistake.family and mistake.family not in known:
        raise AuthoringError(
            f"mistake `{mistake.id}`: the course has no family `{mistake.family}`{suggestion(mistake.family, known)}",
            mistake.place,
        )


def _refuse_unknown_roles(checks: Iterable[Check], roles: Iterable[str]) -> None:
    known = tuple(roles)
    for check in checks:
        if known and check.role not in known:
            raise AuthoringError(
                f"check `{check.id}`: the course has no role `{check.role}`{suggestion(check.role, known)}", check.place
            )


def _refuse_bad_needs(checks: tuple[Check, ...]) -> None:
    by_id = {check.id: check for check in checks}
    for check in checks:
        for needed in check.needs:
            if needed not in by_id:
                raise AuthoringError(
                    f"check `{check.id}` needs `{needed}`, which is not a check in this file"
                    f"{suggestion(needed, by_id)}",
                    check.place,
                )
        for other in check.counts_with:
            if other not in by_id or other == check.id:
                raise AuthoringError(
                    f"check `{check.id}` counts with `{other}`, which is not another check in this file"
                    f"{suggestion(other, by_id)}",
                    check.place,
                )
    try:
        graphlib.TopologicalSorter({check.id: check.needs for check in checks}).prepare()
    except graphlib.CycleError as error:
        circle: list[str] = error.args[1]
        raise AuthoringError(
            f"these checks need each other in a circle: {' needs '.join(f'`{id}`' for id in reversed(circle))}",
            by_id[circle[0]].place,
        ) from error


def _refuse_unknown_alternatives(exercise: LoadedExercise) -> None:
    for check in exercise.checks:
        if not check.expectation.alternatives:
            continue  # the mistakes file is not executed unless something in it is needed
        known = [one.id for one in exercise.alternatives]
        for name in check.expectation.alternatives:
            if name not in known:
                raise AuthoringError(
                    f"check `{check.id}` accepts `{name}`, which is not an `@alternative(...)` of the mistakes file"
                    f"{suggestion(name, known)}",
                    check.place,
                )


def _refuse_unchecked_functions(checks: Iterable[Check], reference: str, files: ExerciseFiles) -> None:
    """Refuse a function that a learner has to write without any check of it: it would get full marks unwritten."""
    checked = {check.of for check in checks}
    for region in solution_regions(reference, files.reference):
        if region.function not in checked and region.function.partition(".")[0] not in checked:
            raise AuthoringError(
                f"a learner has to write `{region.function}`, but no check is of it: write one in {files.checks.name}",
                Place(files.reference, region.begin),
            )
