"""Executes a learner's file: all of it, or only its definitions."""

from __future__ import annotations
import __future__

import ast
import linecache
import sys
from collections import deque
from collections.abc import Sequence
from types import ModuleType, TracebackType

from grader.wire import torchvision_import
from grader.wire.messages import MAX_BASES, MAX_FRAMES, MAX_MESSAGE, Frame, Load, Raised, Source
from grader.wire.object_texts import base_classes, class_name, message_of, plain_text
from grader.wire.values import MAX_SHORT_TEXT

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
_DEFINITIONS = (*_FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, *_ASSIGNMENTS)
_TRACEBACK = BaseException.__dict__["__traceback__"]
_SYNTAX_LINE = SyntaxError.__dict__["lineno"]
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
    linecache.cache[source.filename] = (len(source.text), None, source.text.splitlines(keepends=True), source.filename)
    try:
        if request.definitions_only:
            _execute_definitions(ast.parse(source.text, source.filename), source, module)
        else:
            # Without dont_inherit, this module's own __future__ imports would apply to the learner's file.
            exec(compile(source.text, source.filename, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - this is the sandbox
    except BaseException as raised:  # noqa: BLE001 - a learner's file may raise anything, SystemExit too
        described = describe(raised, source.filename)
        if described.frames and described.frames[0].function == "<module>":
            _execute_definitions(ast.parse(source.text), source, module, after=described.frames[0].line)
        return module, described
    return module, None


def _execute_definitions(tree: ast.Module, source: Source, module: ModuleType, after: int = 0) -> None:
    functions = {statement.name for statement in tree.body if isinstance(statement, _FUNCTIONS)}
    flags = _future_flags(tree.body)
    for statement in tree.body:
        if statement.lineno <= after or not isinstance(statement, _DEFINITIONS):
            continue
        if isinstance(statement, _ASSIGNMENTS) and _calls_one_of(functions, statement):
            continue
        code = compile(ast.Module([statement], []), source.filename, "exec", flags, dont_inherit=True)
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
    """An exception as data, with its frames in the learner's file, innermost last."""
    kind = type(raised)
    frames = _frames(_TRACEBACK.__get__(raised), filename)
    if issubclass(kind, SyntaxError) and not frames:
        line = _SYNTAX_LINE.__get__(raised)
        frames = (Frame(line, ""),) if type(line) is int and 1 <= line <= _LAST_LINE else ()
    bases = tuple(class_name(base) for base in base_classes(kind)[:MAX_BASES])
    # str() of a SyntaxError would add the file and the line.
    message = message_of(lambda: str(raised.msg if isinstance(raised, SyntaxError) else raised), MAX_MESSAGE)
    return Raised(class_name(kind), bases, message, frames)


def _frames(traceback: TracebackType | None, filename: str) -> tuple[Frame, ...]:
    """The first frame and the last ones: the first shows which statement of the file raised."""
    found: deque[Frame] = deque(maxlen=MAX_FRAMES - 1)
    first: Frame | None = None
    while traceback is not None:
        code, line = traceback.tb_frame.f_code, traceback.tb_lineno
        if code.co_filename == filename and line is not None and 1 <= line <= _LAST_LINE:
            frame = Frame(line, plain_text(code.co_name, MAX_SHORT_TEXT))
            if first is None:
                first = frame
            else:
                found.append(frame)
        traceback = traceback.tb_next
    return () if first is None else (first, *found)
