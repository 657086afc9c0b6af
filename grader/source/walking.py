"""Finds where functions of a learner's file use what a rule forbids, directly or through code of theirs they call."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from grader.source.forbidden import Forbidden
from grader.source.owning import Ownership
from grader.source.parsing import children, is_main_guard
from grader.source.resolution import Library, Own, Resolver, Value, Values
from grader.source.scopes import Function, Scope, code_scope, parse_inner
from grader.source.strings import is_true, text_of
from grader.source.unclear import Kind, unclear

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_GETTERS = frozenset({"getattr", "getattr_static", "__getattribute__", "attrgetter", "methodcaller"})
_SWITCHING_METHODS = frozenset({"requires_grad_"})
"""Methods that switch something on, or off if their argument is false."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place where something forbidden is used: the line, the forbidden name, and the function of the file that the
    line is in ("" for the top level). If it is not `certain`, it may be the learner's own method."""

    line: int
    name: str
    function: str
    certain: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Unclear:
    """A place that does not show what it uses: the line, in what way, by which name, and in which function."""

    line: int
    kind: Kind
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Look:
    """The findings for one function: its uses by line, the ranges of lines (first, last) that belong to it and to the
    code that it calls, and the places that do not show what they use."""

    uses: tuple[Use, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
    unclear: tuple[Unclear, ...] = ()

    def holds(self, line: int) -> bool:
        """Whether a line belongs to the function or to the code that it calls."""
        return self.overlaps(line, line)

    def overlaps(self, first: int, last: int) -> bool:
        """Whether some of these lines belong to the function or to the code that it calls."""
        return any(begin <= last and first <= end for begin, end in self.lines)


class Walk:
    """Traverses one function and all code of the file that it reaches.

    Args:
        module: the file's scope.
        resolver: what its expressions refer to.
        ownership: whose the methods are that it calls.
        forbidden: what to find.
        hides: whether the file has any word without which nothing of it is unclear; see `unclear.may_hide`.
    """

    def __init__(
        self, module: Scope, resolver: Resolver, ownership: Ownership, forbidden: Forbidden, *, hides: bool
    ) -> None:
        self._module = module
        self._resolver = resolver
        self._ownership = ownership
        self._forbidden = forbidden
        self._hides = hides
        self._uses: set[Use] = set()
        self._unclear: set[Unclear] = set()
        self._lines: set[tuple[int, int]] = set()
        self._waiting: list[tuple[ast.AST, Scope]] = []
        self._seen: set[int] = set()
        self._present: dict[int, Own] = {}
        self._asked: set[str] = set()

    def look(self, function: str) -> Look:
        """The findings for a function, a class or a `Class.method`."""
        owner, _, method = function.partition(".")
        self._enter(owner, method)
        while self._waiting:
            node, scope = self._waiting.pop()
            self._visit(node, scope)
        return Look(tuple(sorted(self._uses)), tuple(sorted(self._lines)), tuple(sorted(self._unclear)))

    def _enter(self, name: str, method: str) -> None:
        if name not in self._module.bindings:  # it may come from a helper, all of whose names are imported
            for value in self._resolver.named(name, self._module):
                self._own_entry(value, method)
        for binding in self._module.last(name):
            if not method:
                self._take(binding.statement, self._module)
            values = self._resolver.bound(binding, self._module)
            if binding.library:
                self._judge(values, binding.statement, self._module)
            for value in values:
                self._own_entry(value, method)
        for store in self._resolver.stores:
            if store.attribute == (method or name) and store.scope.kind != "function":
                on = self._resolver.values(store.on, store.scope)
                matches = any(isinstance(one, Own) and getattr(one.node, "name", "") == name for one in on)
                if matches if method else not any(isinstance(one, Own) for one in on):
                    self._take(store.statement, store.scope)

    def _own_entry(self, value: Value, method: str) -> None:
        if isinstance(value, Own) and isinstance(value.node, ast.ClassDef):
            self._class_entry(value, method)
        elif isinstance(value, Own) and not method:
            self._reach(value)

    def _class_entry(self, owner: Own, method: str) -> None:
        if not method:
            assert isinstance(owner.node, ast.ClassDef)
            for statement in owner.node.body:
                self._take(statement, owner.scope.inner(owner.node))
            self._reach(owner)
            return
        self._be_present(owner)
        for binding, scope in self._resolver.members(owner, method):
            self._take(binding.statement, scope)

    def _take(self, statement: ast.AST, scope: Scope) -> None:
        """Schedule a statement to be visited, once."""
        if id(statement) in self._seen or isinstance(statement, (ast.Import, ast.ImportFrom, ast.ClassDef)):
            return
        if isinstance(statement, (ast.stmt, ast.expr)):
            first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", ()))])
            self._lines.add((first, statement.end_lineno or first))
        self._seen.add(id(statement))
        self._waiting.append((statement, scope))

    def _reach(self, value: Own) -> None:
        """Follow a definition of the file that is mentioned, since it may be called."""
        if isinstance(value.node, ast.ClassDef):
            self._be_present(value)
        else:
            self._take(value.node, value.scope)

    def _be_present(self, owner: Own) -> None:
        """Note that a class may have instances: its special methods may run, and methods whose names are mentioned."""
        node = owner.node
        if id(node) in self._present or not isinstance(node, ast.ClassDef):
            return
        self._present[id(node)] = owner
        inner = owner.scope.inner(node)
        for part in (*node.bases, *(keyword.value for keyword in node.keywords), *node.decorator_list):
            self._waiting.append((part, owner.scope))
        for statement in node.body:
            name = getattr(statement, "name", "__")
            if name.startswith("__") or name == "forward" or name in self._asked:
                self._take(statement, inner)

    def _ask(self, attribute: str) -> None:
        """Note that an attribute of an unknown object is used: any class that may have instances may define it."""
        if attribute in self._asked:
            return
        self._asked.add(attribute)
        for owner in self._present.values():
            assert isinstance(owner.node, ast.ClassDef)
            for statement in owner.node.body:
                if getattr(statement, "name", "") == attribute:
                    self._take(statement, owner.scope.inner(owner.node))

    def _visit(self, node: ast.AST, scope: Scope) -> None:
        if self._hides and isinstance(node, (ast.Attribute, ast.Call, ast.Name, ast.Subscript)):
            hidden = unclear(node, scope, self._resolver)
            if hidden is not None:
                self._unclear.add(Unclear(node.lineno, *hidden, scope.function))
        match node:  # the most frequent ones first
            case ast.Attribute() | ast.Name() | ast.Subscript():
                self._visit_chain(node, scope)
            case ast.Call():
                self._visit_call(node, scope)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                self._visit_function(node, scope)
            case ast.ClassDef():
                self._push((*node.bases, *node.decorator_list, *(keyword.value for keyword in node.keywords)), scope)
                self._push(node.body, scope.inner(node))
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._visit_comprehension(node, scope)
            case ast.AnnAssign(target=target, value=value):
                self._push((target, *([value] if value is not None else [])), scope)
            case ast.Assign(targets=targets, value=assigned):
                for attribute in targets:
                    if isinstance(attribute, ast.Attribute):
                        self._switched(attribute.attr, assigned, node, scope)
                self._push(children(node), scope)
            case ast.If() if is_main_guard(node) and scope.kind == "module":
                self._push(node.orelse, scope)
            case _:
                self._push(children(node), scope)

    def _push(self, nodes: Iterable[ast.AST], scope: Scope) -> None:
        self._waiting += [(node, scope) for node in nodes if not isinstance(node, ast.Constant)]

    def _visit_function(self, node: Function | ast.Lambda, scope: Scope) -> None:
        inner = scope.inner(node)
        self._push((*node.args.defaults, *(default for default in node.args.kw_defaults if default)), scope)
        if isinstance(node, ast.Lambda):
            self._push((node.body,), inner)
        else:
            self._push(node.decorator_list, scope)
            self._push(node.body, inner)

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope
    ) -> None:
        first, *_ = node.generators
        self._push((first.iter,), scope)
        inner = scope.inner(node)
        for generator in node.generators:
            self._push((*([generator.iter] if generator is not first else []), *generator.ifs), inner)
        self._push((node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,), inner)

    def _visit_call(self, node: ast.Call, scope: Scope) -> None:
        arguments: list[ast.expr] = [*node.args, *(keyword.value for keyword in node.keywords)]
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        functions = self._resolver.values(node.func, scope)
        names = {value.name for value in functions if isinstance(value, Library)}
        if names & {"builtins.isinstance", "builtins.issubclass"}:
            self._push(node.args[:1], scope)
            return
        if names & {"builtins.exec", "builtins.eval", "builtins.compile"} and node.args:
            self._visit_code(node, scope)
        if called in _GETTERS:
            self._visit_getter(node, scope)
        if called == "setattr" and len(node.args) == 3:
            name = text_of(node.args[1], scope)
            if name is not None:
                self._switched(name, node.args[2], node, scope)
        if not functions or names:
            self._visit_keywords(node, scope)
        if called in _SWITCHING_METHODS and arguments and is_true(arguments[0], scope) is False:
            self._push(arguments, scope)
        elif not self._judge(self._resolver.values(node, scope) - self._given(arguments, scope), node, scope):
            self._push((node.func, *arguments), scope)
        else:
            self._push(arguments, scope)

    def _given(self, arguments: list[ast.expr], scope: Scope) -> Values:
        """The values that a call's result holds only because they are its arguments, where they are found anyway."""
        return frozenset(value for part in arguments for value in self._resolver.values(part, scope))

    def _visit_code(self, node: ast.Call, scope: Scope) -> None:
        text = text_of(node.args[0], scope)
        if text is not None:
            tree = parse_inner(text, node)
            self._push(tree.body, code_scope(tree, scope))

    def _visit_getter(self, node: ast.Call, scope: Scope) -> None:
        """`getattr(x, "backward")` and the like, as `x.backward`."""
        for argument in node.args[:2]:
            text = text_of(argument, scope)
            for part in text.split(".") if text else ():
                owners = [other for other in node.args[:1] if other is not argument]
                self._method(part, owners[0] if owners else None, node, scope)

    def _visit_keywords(self, node: ast.Call, scope: Scope) -> None:
        for keyword in node.keywords:
            if keyword.arg is not None:
                self._switched(keyword.arg, keyword.value, node, scope)
            elif isinstance(keyword.value, ast.Dict):
                for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                    name = text_of(key, scope) if key is not None else None
                    if name is not None:
                        self._switched(name, value, node, scope)

    def _switched(self, name: str, value: ast.expr, at: ast.AST, scope: Scope) -> None:
        if name in self._forbidden.switches:
            true = is_true(value, scope)
            if true is not False:
                self._found(f"{name}=True", at, scope, certain=true is True)

    def _visit_chain(self, node: ast.Attribute | ast.Name | ast.Subscript, scope: Scope) -> None:
        if isinstance(node.ctx, ast.Load) and self._judge(self._resolver.values(node, scope), node, scope):
            return
        if isinstance(node, ast.Attribute):
            if isinstance(node.ctx, ast.Load):
                self._method(node.attr, node.value, node, scope)
            self._push((node.value,), scope)
        elif isinstance(node, ast.Subscript):
            self._push((node.value, node.slice), scope)

    def _judge(self, values: Values, at: ast.AST, scope: Scope) -> bool:
        """Record the forbidden values and follow the file's own ones. Returns whether any value was forbidden."""
        if not values:
            return False
        broken = False
        names = [value.name for value in values if isinstance(value, Library)]
        mine = self._resolver.is_of_helper
        unlisted = {name: part for name in names if (part := self._forbidden.unlisted(name)) and not mine(name)}
        if isinstance(at, ast.Name) and scope.holding(at.id) is None and len(unlisted) < len(names):
            unlisted = {}  # a builtin, or a name that one of several `import *` brings
        for value in values:
            if isinstance(value, Own):
                self._reach(value)
            elif self._forbidden.library(value.name) or value.name in unlisted:
                broken = True
                name = value.name if self._forbidden.library(value.name) else unlisted[value.name]
                self._found(name.replace("()", "").removeprefix("builtins."), at, scope)
        return broken

    def _method(self, name: str, on: ast.expr | None, at: ast.AST, scope: Scope) -> None:
        values = self._resolver.values(on, scope) if on is not None else frozenset()
        if not any(isinstance(value, Library) for value in values):
            self._ask(name)
        if self._forbidden.method(name) or self._forbidden.unlisted_method(name):
            owned = self._ownership.is_own(name, on, values, scope)
            if owned is not True:
                self._found(f".{name}", at, scope, certain=owned is False)

    def _found(self, name: str, at: ast.AST, scope: Scope, *, certain: bool = True) -> None:
        self._uses.add(Use(getattr(at, "lineno", 1), name, scope.function, certain))
