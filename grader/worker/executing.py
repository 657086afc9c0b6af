"""Executes a learner's file: all of it, or only its definitions."""

from __future__ import annotations
import __future__

import ast
import sys
from collections import deque
from collections.abc import Sequence
from functools import partial
from types import ModuleType, TracebackType

from grader.wire import torchvision_import
from grader.wire.messages import MAX_BASES, MAX_FRAMES, MAX_MESSAGE, Frame, Load, Raised
from grader.wire.object_texts import base_classes, class_name, message_of, plain_text
from grader.wire.values import MAX_SHORT_TEXT
from grader.worker.importing import HELPERS, keep_lines

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
_DEFINITIONS = (*_FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, *_ASSIGNMENTS)
_TRACEBACK = BaseException.__dict__["__traceback__"]
_SYNTAX_LINE = SyntaxError.__dict__["lineno"]
_SYNTAX_FILE = SyntaxError.__dict__["filename"]
_LAST_LINE = 10_000_000


def load(request: Load) -> tuple[ModuleType, Raised | None]:
    """The module of a learner's file, and the exception raised while executing it.

    If a statement raises, the definitions after it are still executed. With `definitions_only`, loops, calls and
    conditions at the top level are skipped from the start, as are assignments that call a function of the file. In
    both cases, a definition that raises is skipped.
    """
    torchvision_import.install()
    source = request.source
    module = ModuleType(source.module)
    module.__file__ = source.filename
    sys.modules[source.module] = module
    keep_lines(source.filename, source.text)
    execute = partial(_execute, definitions_only=request.definitions_only)
    HELPERS.bring(source, execute)
    try:
        execute(source.text, source.filename, module)
    except BaseException as raised:  # noqa: BLE001 - a learner's file may raise anything, SystemExit too
        described = describe(raised, source.filename)
        if described.frames and described.frames[0].function == "<module>":
            _execute_definitions(source.text, source.filename, module, after=described.frames[0].line)
        return module, described
    return module, None


def _execute(text: str, filename: str, module: ModuleType, *, definitions_only: bool) -> None:
    if definitions_only:
        _execute_definitions(text, filename, module)
        return
    code = HELPERS.absolute(ast.parse(text, filename)) if HELPERS else text
    # Without dont_inherit, this module's own __future__ imports would apply to the learner's file.
    exec(compile(code, filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - this is the sandbox


def _execute_definitions(text: str, filename: str, module: ModuleType, after: int = 0) -> None:
    tree = HELPERS.absolute(ast.parse(text, filename))
    functions = {statement.name for statement in tree.body if isinstance(statement, _FUNCTIONS)}
    flags = _future_flags(tree.body)
    for statement in tree.body:
        if statement.lineno <= after or not isinstance(statement, _DEFINITIONS):
            continue
        if isinstance(statement, _ASSIGNMENTS) and _calls_one_of(functions, statement):
            continue
        code = compile(ast.Module([statement], []), filename, "exec", flags, dont_inherit=True)
        try:
            exec(code, module.__dict__)  # noqa: S102 - this is the sandbox
        except BaseException:  # noqa: BLE001 - it may need what was skipped; a function that needs it raises when called
            continue


def _future_flags(body: Sequence[ast.stmt]) -> int:
    flags = 0
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for name in statement.names:
                flags |= getattr(__future__, name.name).compiler_flag
    return flags


def _calls_one_of(functions: set[str], statement: ast.stmt) -> bool:
    calls = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id in functions for called in calls)


def describe(raised: BaseException, filename: str) -> Raised:
    """An exception as data, with its frames in the learner's file and its helpers, innermost last."""
    kind = type(raised)
    frames = _frames(_TRACEBACK.__get__(raised), filename)
    if issubclass(kind, SyntaxError):
        line, file = _SYNTAX_LINE.__get__(raised), _SYNTAX_FILE.__get__(raised)
        if type(line) is int and 1 <= line <= _LAST_LINE:
            in_helper = HELPERS.line(file, line) if type(file) is str else None
            if in_helper is not None:
                frames = (*frames[: MAX_FRAMES - 1], Frame(in_helper, ""))
            elif not frames:
                frames = (Frame(line, ""),)
    bases = tuple(class_name(base) for base in base_classes(kind)[:MAX_BASES])
    # str() of a SyntaxError would add the file and the line.
    message = message_of(lambda: str(raised.msg if isinstance(raised, SyntaxError) else raised), MAX_MESSAGE)
    return Raised(class_name(kind), bases, message, frames)


def _frames(traceback: TracebackType | None, filename: str) -> tuple[Frame, ...]:
    """The first frame and the last ones: the first shows which statement of the file raised."""
    found: deque[Frame] = deque(maxlen=MAX_FRAMES - 1)
    first: Frame | None = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        line: int | None = traceback.tb_lineno
        if code.co_filename != filename:
            line = HELPERS.line(code.co_filename, line)
        if line is not None and 1 <= line <= _LAST_LINE:
            frame = Frame(line, plain_text(code.co_name, MAX_SHORT_TEXT))
            if first is None:
                first = frame
            else:
                found.append(frame)
        traceback = traceback.tb_next
    return () if first is None else (first, *found)
