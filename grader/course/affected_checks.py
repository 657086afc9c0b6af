"""Which checks a function affects: those whose probes reach it, directly or indirectly."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from grader.authoring import Check
from grader.course.outline import outline
from grader.graphs import reachable
from grader.wire.messages import Probe


def reached_by(
    reference_source: str, file: Path, checks: tuple[Check, ...], probes: Mapping[str, Probe]
) -> dict[str, frozenset[str]]:
    """For each check, by id, the functions, classes and methods of the reference that its probe may reach.

    Names are followed as written. A class counts with all its methods, since many are called implicitly.
    """
    edges = _calls(outline(reference_source, file).tree)
    begin = {check.id: {check.of} | _mentioned(ast.parse(probes[check.id].source), edges) for check in checks}
    return {id: frozenset(reachable(names, lambda name: edges.get(name, ()))) for id, names in begin.items()}


def _calls(tree: ast.Module) -> dict[str, set[str]]:
    """For each definition, the definitions that it mentions."""
    definitions: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            definitions[node.name] = node
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    definitions[f"{node.name}.{inner.name}"] = inner
    calls = {name: _mentioned(node, definitions) for name, node in definitions.items()}
    for name in definitions:
        owner, _, method = name.partition(".")
        if method:
            calls[owner].add(name)
            calls[name].add(owner)
    return calls


def _mentioned(tree: ast.AST, definitions: Mapping[str, object]) -> set[str]:
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    if "getattr" in used:
        return set(definitions)
    return {name for name in definitions if name.rpartition(".")[2] in used}
