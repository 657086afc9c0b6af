"""Executing a learner's file: all of it, or only its definitions."""

from __future__ import annotations

import ast
import linecache
import sys
from types import ModuleType, TracebackType

from grader.worker.messages import Frame, Load, Raised, Source

_MAX_MESSAGE = 2000
_MAX_FRAMES = 20
_DEFINITIONS = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
)


def load(request: Load) -> tuple[ModuleType, Raised | None]:
    """The module of a learner's file, and what executing it raised.

    What was defined before something was raised stays in the module. With `definitions_only`, loops, calls and
    conditions at the top level are left out, and an assignment or import that raises is passed over.
    """
    source = request.source
    module = ModuleType(source.module)
    module.__file__ = source.filename
    sys.modules[source.module] = module
    linecache.cache[source.filename] = (len(source.text), None, source.text.splitlines(keepends=True), source.filename)
    try:
        if request.definitions_only:
            _execute_definitions(source, module)
        else:
            exec(compile(source.text, source.filename, "exec"), module.__dict__)  # noqa: S102 - this is the sandbox
    except BaseException as raised:  # noqa: BLE001 - a learner's file may raise anything, SystemExit too
        return module, describe(raised, source.filename)
    return module, None


def _execute_definitions(source: Source, module: ModuleType) -> None:
    tree = ast.parse(source.text, source.filename)
    for statement in tree.body:
        if not isinstance(statement, _DEFINITIONS):
            continue
        code = compile(ast.Module([statement], []), source.filename, "exec")
        try:
            exec(code, module.__dict__)  # noqa: S102 - this is the sandbox
        except Exception:  # noqa: BLE001 - it may need what was left out; a function that needs it says so when called
            continue


def describe(raised: BaseException, filename: str) -> Raised:
    """An exception as data: its frames are those in the learner's file, innermost last."""
    frames = [
        Frame(line, name[:200]) for path, line, name in _frames(raised.__traceback__) if path == filename and line
    ]
    if isinstance(raised, SyntaxError) and not frames and isinstance(raised.lineno, int):
        frames = [Frame(raised.lineno, "")]
    bases = tuple(base.__name__[:200] for base in type(raised).__mro__[:10])
    return Raised(type(raised).__name__[:200], bases, _message(raised), tuple(frames[-_MAX_FRAMES:]))


def _frames(traceback: TracebackType | None) -> list[tuple[str, int, str]]:
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        found.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return found


def _message(raised: BaseException) -> str:
    try:
        text = raised.msg if isinstance(raised, SyntaxError) else str(raised)
    except Exception as fault:  # noqa: BLE001 - a learner's __str__ may raise anything
        text = f"<its message raised {type(fault).__name__}>"
    return str.encode(str(text)[:_MAX_MESSAGE], "utf-8", "backslashreplace").decode()
