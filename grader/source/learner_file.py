"""A learner's file, and the questions that can be answered from its source."""

from __future__ import annotations

import ast

from grader.source.forbidden import Forbidden
from grader.source.owning import Ownership
from grader.source.parsing import Unreadable, parse
from grader.source.resolution import Resolver
from grader.source.scopes import Scope, all_stores, module_scope
from grader.source.walking import Look, Walk


class LearnerFile:
    """A learner's file, parsed once for all its functions and rules.

    Raises:
        Unreadable: if the file cannot be analysed.
    """

    def __init__(self, text: str) -> None:
        self._tree = parse(text)
        self._prepared: tuple[Scope, Resolver, Ownership] | None = None

    def look(self, function: str, forbidden: Forbidden) -> Look:
        """Find where a function (or class, or `Class.method`), or code of the file that it calls, breaks a rule.

        Raises:
            Unreadable: if the file is nested too deeply.
        """
        if self._tree is None:
            return Look()
        try:
            return Walk(*self._prepare(self._tree), forbidden).look(function)
        except RecursionError as deep:
            raise Unreadable("it is nested too deeply") from deep

    def may_use(self, forbidden: Forbidden) -> bool:
        """Whether there is anything to look for: most files mention nothing that a rule forbids."""
        return self._tree is not None and forbidden.may_be_in(self._tree)

    def _prepare(self, tree: ast.Module) -> tuple[Scope, Resolver, Ownership]:
        if self._prepared is None:
            scope = module_scope(tree)
            resolver = Resolver(all_stores(scope, tree))
            self._prepared = scope, resolver, Ownership(tree, resolver)
        return self._prepared
