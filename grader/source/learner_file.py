"""A learner's file, and the questions that can be answered from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from grader.course.names import concerns
from grader.graphs import reachable
from grader.source.forbidden import Forbidden, Mentioned
from grader.source.operator_methods import methods_of_operators
from grader.source.owning import Ownership
from grader.source.parsing import MAX_CHARACTERS, Unreadable, parse, parse_anew
from grader.source.resolution import Resolver
from grader.source.scopes import Scope, all_stores, module_scope
from grader.source.unclear import may_hide
from grader.source.walking import Look, Walk

_NOTHING = Forbidden(())


class LearnerFile:
    """A learner's file, parsed once for all its functions and rules.

    Args:
        text: the file.
        helpers: the text of each module of the learner's that it imports, with the number of its first line, since
            their lines are numbered on from those of the file.

    Raises:
        Unreadable: if the file cannot be analysed.
    """

    def __init__(self, text: str, helpers: Mapping[str, tuple[str, int]] = MappingProxyType({})) -> None:
        if sum(map(len, (text, *(helper for helper, _ in helpers.values())))) > MAX_CHARACTERS:
            raise Unreadable("it is too long")
        self._tree = parse(text)
        self._helpers = {name: _numbered(helper, line) for name, (helper, line) in helpers.items()}
        trees = [] if self._tree is None else [self._tree, *self._helpers.values()]
        self._mentioned = [Mentioned.in_tree(tree) for tree in trees]
        self._hides = any(may_hide(mentioned.words) for mentioned in self._mentioned)
        self._prepared: tuple[Scope, Resolver, Ownership] | None = None

    def look(self, function: str, forbidden: Forbidden) -> Look:
        """Find where a function (or class, or `Class.method`), or code of the learner's that it calls, breaks a rule.

        Raises:
            Unreadable: if the file is nested too deeply.
        """
        if self._tree is None:
            return Look()
        try:
            return Walk(*self._prepare(self._tree), forbidden, hides=self._hides).look(function)
        except RecursionError as deep:
            raise Unreadable("it is nested too deeply") from deep

    def reached(self, function: str, names: Iterable[str]) -> frozenset[str]:
        """Those of these functions (or classes, or `Class.method`) that a function may call, directly or through other
        code of the learner's; never the function itself.

        Raises:
            Unreadable: if the file is nested too deeply.
        """
        if self._tree is None:
            return frozenset()
        try:
            scope, *_ = prepared = self._prepare(self._tree)
            look = Walk(*prepared, _NOTHING, hides=False).look(function)
        except RecursionError as deep:
            raise Unreadable("it is nested too deeply") from deep
        return frozenset(
            name
            for name in names
            if not concerns(name, function)
            and any(look.overlaps(first, last) for first, last in _places_of(name, scope))
        )

    def by_operators(self, method: str) -> frozenset[str]:
        """The methods, as `Class.method`, that the operators in a method of the same class call, directly or through
        one another; never the method itself.

        Where objects of a class are made, `reached` takes in all of its special methods; this is narrower.
        """
        owner, _, _ = method.partition(".")
        if self._tree is None or owner == method:
            return frozenset()
        scope, *_ = self._prepare(self._tree)
        made_by = {node.name for node in self._tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}

        def called(one: str) -> Iterator[str]:
            for binding in scope.last(owner):
                if isinstance(binding.definition, ast.ClassDef):
                    for member in scope.inner(binding.definition).last(one.rpartition(".")[2]):
                        names = methods_of_operators(member.statement, made_by)
                        yield from (f"{owner}.{name}" for name in names)

        return frozenset(reachable([method], called)) - {method}

    def may_use(self, forbidden: Forbidden) -> bool:
        """Whether there is anything to look for: most files mention nothing that a rule forbids."""
        return any(map(forbidden.may_be_in, self._mentioned))

    def _prepare(self, tree: ast.Module) -> tuple[Scope, Resolver, Ownership]:
        if self._prepared is None:
            scope = module_scope(tree)
            helpers = {name: module_scope(helper) for name, helper in self._helpers.items()}
            trees = [tree, *self._helpers.values()]
            stores = [
                store
                for one, its in zip((scope, *helpers.values()), trees, strict=True)
                for store in all_stores(one, its)
            ]
            resolver = Resolver(stores, helpers)
            self._prepared = scope, resolver, Ownership(trees, resolver)
        return self._prepared


def _places_of(name: str, scope: Scope) -> Iterator[tuple[int, int]]:
    """The ranges of lines (first, last) that define a function of the file."""
    owner, _, method = name.partition(".")
    for binding in scope.last(owner):
        if not method:
            yield from _lines(binding.statement)
        elif isinstance(binding.definition, ast.ClassDef):
            for member in scope.inner(binding.definition).last(method):
                yield from _lines(member.statement)


def _lines(statement: ast.AST) -> Iterator[tuple[int, int]]:
    if isinstance(statement, (ast.stmt, ast.expr)):
        yield statement.lineno, statement.end_lineno or statement.lineno


def _numbered(text: str, first_line: int) -> ast.Module:
    """A helper's AST, which is empty if it is not valid Python."""
    tree = parse_anew(text) or ast.Module([], [])
    ast.increment_lineno(tree, first_line - 1)
    return tree
