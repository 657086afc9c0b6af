"""Cutting hidden checks out of a checks file, with everything that nothing else in the file uses."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import libcst as cst

from grader.course.bindings import SourceIndex, index
from grader.course.closure import used_names

_NAMING_CHECKS = frozenset({"needs", "counts_with"})
"""The arguments of `check` that name other checks."""


def without_checks(source: str, file: Path, hidden: Collection[str], others: Collection[str]) -> str:
    """A checks file without these checks, their helpers and what other checks say of them.

    Imports stay. Everything else that stays is unchanged, to the last comment.

    Args:
        source: the file's text.
        file: the file, for errors.
        hidden: the ids of the checks to cut out.
        others: the ids of all others.
    """
    if not hidden:
        return source
    names = _left_out(index(source, file), frozenset(hidden), frozenset(others))
    return cst.parse_module(source).visit(_Cut(names, hidden)).code


def _left_out(source: SourceIndex, hidden: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The names of these checks and of what only they use."""
    theirs = (used_names(source, hidden) | hidden) - others
    stays = {
        name for node in source.tree.body if theirs.isdisjoint(source.bound_by(node)) for name in source.used(node)
    }
    # What is used by name in a list, such as `needs=[a_hidden_check]`, does not keep a hidden check.
    return (theirs - used_names(source, stays - hidden)) | hidden


class _Cut(cst.CSTTransformer):
    """Removes the top-level definitions of some names, and some checks from the arguments that name checks."""

    def __init__(self, names: frozenset[str], hidden: Collection[str]) -> None:
        super().__init__()
        self._names = names
        self._hidden = hidden

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        body = [node for node in updated_node.body if not self._is_left_out(node)]
        return updated_node.with_changes(body=body)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        named = updated_node.keyword is not None and updated_node.keyword.value in _NAMING_CHECKS
        value = updated_node.value
        if not named or not isinstance(value, (cst.List, cst.Tuple)):
            return updated_node
        kept = [element for element in value.elements if _named(element.value) not in self._hidden]
        if len(kept) == len(value.elements):
            return updated_node
        return updated_node.with_changes(value=cst.List(kept))

    def _is_left_out(self, node: cst.BaseStatement | cst.SimpleStatementLine) -> bool:
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            return node.name.value in self._names
        if not isinstance(node, cst.SimpleStatementLine):
            return False
        bound = [name for statement in node.body for name in _bound(statement)]
        return bool(bound) and self._names.issuperset(bound)


def _named(value: cst.BaseExpression) -> str | None:
    """The check that an element of a list names."""
    if isinstance(value, cst.Name):
        return value.value
    return value.evaluated_value if isinstance(value, cst.SimpleString) else None  # type: ignore[return-value]


def _bound(statement: cst.BaseSmallStatement) -> list[str]:
    if isinstance(statement, cst.Assign):
        targets = [target.target for target in statement.targets]
    elif isinstance(statement, cst.AnnAssign):
        targets = [statement.target]
    else:
        return []
    names: list[str] = []
    for target in targets:
        parts = [one.value for one in target.elements] if isinstance(target, (cst.Tuple, cst.List)) else [target]
        names += [part.value if isinstance(part, cst.Name) else "" for part in parts]
    return names
