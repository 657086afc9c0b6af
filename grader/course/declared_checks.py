"""What a checks file declares, read from its syntax: enough to list exercises without running an author's code."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

import msgspec

from grader.course.discovery import ExerciseFiles
from grader.course.files import read_source
from grader.course.syntax import parse


class DeclaredCheck(msgspec.Struct, frozen=True):
    """A check as its decorator declares it. What is not written as a literal is empty, or 0."""

    function: str
    role: str
    points: float


class Declaration(msgspec.Struct, frozen=True):
    """An exercise's title by language, and its checks in the order of the file."""

    title: dict[str, str]
    checks: tuple[DeclaredCheck, ...]


def declaration_of(files: ExerciseFiles) -> Declaration:
    """What the checks file of an exercise declares.

    Raises:
        AuthoringError: if it does not parse.
        OSError: if it cannot be read.
    """
    language = files.settings.languages[0]
    title = {language: files.name}
    checks = []
    for node in parse(read_source(files.checks), files.checks).body:
        if isinstance(node, ast.Assign) and _is_call(node.value, "exercise"):
            told = _literals(node.value).get("title")
            title = {language: told} if isinstance(told, str) else dict(told or title)
        for call in getattr(node, "decorator_list", ()):
            if _is_call(call, "check"):
                checks.append(_check(_literals(call)))
    return Declaration(title, tuple(checks))


def _check(given: Mapping[str, Any]) -> DeclaredCheck:
    points = 0 if given.get("bonus") else given.get("points", 0)
    return DeclaredCheck(str(given.get("of", "")), str(given.get("role", "")), float(points))


def _is_call(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _literals(call: ast.expr) -> dict[str, Any]:
    """The keyword arguments of a call that are literals."""
    found = {}
    for keyword in call.keywords if isinstance(call, ast.Call) else ():
        try:
            found[keyword.arg or ""] = ast.literal_eval(keyword.value)
        except ValueError:
            continue
    return found
