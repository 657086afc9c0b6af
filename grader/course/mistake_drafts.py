"""A mistake that many learners have made, as a draft: an author words it, `grader validate` proves it.

The version is a learner's own function, made one that stands alone. A mistakes file is executed when it is read, by the
process that holds the answers. So nothing of the learner's is left in the draft that would run then: no decorator, no
annotation, no default but a number or the like; and nothing is taken over that could do more than compute.
"""

from __future__ import annotations

import ast
import builtins
import json
import warnings
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from grader.course.scaffold import texts_in

_Statement = TypeVar("_Statement", bound=ast.stmt)

UNWORDED = "[TO BE WORDED]"
"""What every text of a draft begins with; `grader validate` refuses it."""

_PURE = frozenset(
    {"abs", "all", "any", "bool", "complex", "dict", "divmod", "enumerate", "filter", "float", "frozenset",
     "int", "isinstance", "len", "list", "map", "max", "min", "pow", "print", "range", "reversed", "round",
     "set", "slice", "sorted", "str", "sum", "tuple", "zip", "ArithmeticError", "Exception", "IndexError",
     "KeyError", "NotImplementedError", "TypeError", "ValueError", "ZeroDivisionError"}
)  # fmt: skip
"""Python's own functions that compute and nothing else."""
_LIBRARIES = frozenset({"collections", "functools", "itertools", "math", "operator", "random", "statistics"})
"""Those of the standard library that do, beside the course's own libraries."""
_REACHING = frozenset(
    {"cpp", "ctypeslib", "classes", "compile", "core", "ctypes", "distributed", "exec", "f2py", "fromfile",
     "from_file", "genfromtxt", "hub", "io", "jit", "lib", "library", "load", "loadtxt", "memmap",
     "multiprocessing", "open", "ops", "os", "package", "read", "save", "savetxt", "savez",
     "savez_compressed", "storage", "subprocess", "sys", "system", "testing", "tofile", "utils", "write",
     "dump", "dumps", "gc", "inspect", "importlib", "attrgetter", "methodcaller"}
)  # fmt: skip
"""Names in libraries that reach beyond numbers."""


class Undraftable(Exception):
    """The code cannot be taken over. The message says what is in it."""


def draft(
    function: str,
    code: str,
    name: str,
    remarks: Sequence[str],
    languages: Sequence[str],
    libraries: Collection[str],
    functions: Collection[str],
) -> str:
    """The source of a mistake, to be appended to a mistakes file.

    Args:
        function: the function that is wrong.
        code: a learner's version, with the imports and definitions that it uses (`grader.source.extracting`).
        name: what the mistake is called.
        remarks: what the author is told in comments, a line each; whatever is in them stays in its comment.
        languages: the course's, the first one first.
        libraries: the course's libraries, which the version may import.
        functions: the functions of the exercise, which it may call.

    Raises:
        Undraftable: if the code is no plain function, or may do more than compute.
    """
    version = _version(function, code, name, {*libraries, *_LIBRARIES}, functions)
    first, *others = languages
    finding = {language: _text(texts_in(language).draft_finding) for language in languages}
    hint = {language: _text(texts_in(language).draft_hint) for language in languages}
    version.body.insert(0, ast.Expr(ast.Constant(finding.pop(first))))
    told = [f"# {' '.join(remark.split())}" for remark in remarks]
    arguments = [f"    of={_quoted(function)},", f"    hint={_mapping(hint)},"]
    if others:
        arguments.append(f"    finding={_mapping(finding)},")
    source = ast.unparse(ast.fix_missing_locations(version))
    return "\n".join([*told, "@mistake(", *arguments, ")", source]) + "\n"


def is_unworded(text: str) -> bool:
    """Whether a text is still that of a draft."""
    return UNWORDED in text


def _version(
    function: str, code: str, name: str, modules: Collection[str], functions: Collection[str]
) -> ast.FunctionDef:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Undraftable("it is no Python that can be read") from error
    main = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
    if len(main) != 1:
        raise Undraftable(f"`{function}` is not one plain function in it: write the mistake by hand")
    own = _defined(tree)
    for what in _refused(tree, modules, own | set(functions)):
        raise Undraftable(f"it holds {what}, and a mistakes file is read where the answers are: write it by hand")
    (version,) = main
    beside = [_plain(node) for node in tree.body if node is not version]
    body = version.body[1:] if ast.get_docstring(version, clean=False) is not None else version.body
    version = _plain(version)
    version.name = name
    version.body = [*beside, *(body or [ast.Pass()])]
    return version


def _defined(tree: ast.Module) -> set[str]:
    """The names that the code binds anywhere."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    found |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name}
    return found | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }


def _refused(tree: ast.Module, modules: Collection[str], known: Collection[str]) -> Iterator[str]:
    """What in the code may do more than compute, or would not stand alone."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(decorator_list=[_, *_]):
                yield f"a decorator of `{node.name}`"
            case ast.FunctionDef() | ast.Lambda():
                defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one is not None)]
                if not all(map(_is_constant, defaults)):
                    yield "a default that is computed"
            case ast.ClassDef() | ast.AsyncFunctionDef() | ast.Global() | ast.Nonlocal() | ast.With():
                yield f"a statement such as `{ast.unparse(node).split(maxsplit=1)[0]}`"
            case ast.Import():
                for alias in node.names:
                    parts = alias.name.split(".")
                    dotted = len(parts) > 1 and not alias.asname
                    if dotted or parts[0] not in modules or not _REACHING.isdisjoint(parts):
                        yield f"`import {alias.name}`"
            case ast.ImportFrom():
                parts = (node.module or "").split(".")
                names = [alias.name for alias in node.names]
                if node.level or parts[0] not in modules or not _REACHING.isdisjoint((*parts, *names)) or "*" in names:
                    yield f"`from {node.module or '.'} import`"
            case ast.Attribute(attr=name) if name.startswith("_") or name in _REACHING:
                yield f"`.{name}`"
            case ast.Name(id=name) if name.startswith("__"):
                yield f"`{name}`"
            case ast.Name(id=name, ctx=ast.Load()) if name not in known and name not in _PURE:
                yield f"`{name}`" if hasattr(builtins, name) else f"`{name}`, which it does not define"


def _plain(node: _Statement) -> _Statement:
    """The statement, with the annotations of functions removed."""
    for one in ast.walk(node):
        if isinstance(one, ast.FunctionDef):
            one.returns = None
        elif isinstance(one, ast.arg):
            one.annotation = None
    return node


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return _is_constant(node.operand)
    return isinstance(node, ast.Constant)


def _text(said: str) -> str:
    return f"{UNWORDED} {said}"


def _mapping(texts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_quoted(language)}: {_quoted(text)}" for language, text in texts.items()) + "}"


def _quoted(text: str) -> str:
    """The text as Python writes a string, whose syntax JSON's is."""
    return json.dumps(text, ensure_ascii=False)


def free_name(source: str, function: str) -> str:
    """A name for a draft that the mistakes file does not have yet."""
    number = 1
    while f"unnamed_{function}_{number}" in source:
        number += 1
    return f"unnamed_{function}_{number}"


def holds(source: str, made: str) -> bool:
    """Whether a mistakes file has a version with the code of this draft already, whatever it is called."""
    body = _code_of(ast.parse(made).body[-1])
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    return any(_code_of(one) == body for one in statements)


def appended(source: str, made: str) -> str:
    """The mistakes file with the draft at its end, and what it needs imported."""
    return f"{_importing(source).rstrip()}\n\n\n{made}"


def _importing(source: str) -> str:
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    if any("mistake" in (alias.asname or alias.name for alias in node.names) for node in imports):
        return source
    lines = source.splitlines()
    described = tree.body[:1] if ast.get_docstring(tree, clean=False) is not None else []
    after = max((node.end_lineno or 0 for node in (*described, *imports)), default=0)
    added = "from grader.authoring import mistake"
    lines[after:after] = [added] if imports else ["", added]
    return "\n".join(lines).lstrip("\n") + "\n"


def _code_of(node: ast.stmt) -> str:
    """The arguments and the body of a function, without its docstring."""
    if not isinstance(node, ast.FunctionDef):
        return ""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    return "\n".join([ast.unparse(node.args), *map(ast.unparse, body)])
