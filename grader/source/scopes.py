"""The bindings of the names in a learner's file, scope by scope, from its AST."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from grader.source.parsing import children, is_main_guard

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Nested = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef | Comprehension


@dataclass(frozen=True, eq=False, slots=True)
class Binding:
    """One way in which a name gets a value: a definition, an expression, a library's full name, or an unknown value.

    `statement` is the place; a binding that is not `certain` does not replace the earlier ones.
    """

    statement: ast.AST
    definition: Function | ast.ClassDef | None = None
    expression: ast.expr | None = None
    library: str = ""
    certain: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Store:
    """An assignment to an attribute: the object and the value."""

    attribute: str
    on: ast.expr
    value: ast.expr
    statement: ast.stmt
    scope: Scope


@dataclass(eq=False)
class Scope:
    """The names of a module, class, function, lambda or comprehension. `function` is the place's name for a reader."""

    kind: Literal["module", "class", "function"]
    node: ast.AST
    parent: Scope | None
    function: str = ""
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    outer: set[str] = field(default_factory=set)
    stars: list[str] = field(default_factory=list)
    stores: list[Store] = field(default_factory=list)
    returns: list[ast.expr] = field(default_factory=list)
    _inner: dict[int, Scope] = field(default_factory=dict)

    @property
    def module(self) -> Scope:
        """The module's scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def inner(self, node: Nested) -> Scope:
        """The scope of a function, class, lambda or comprehension inside this scope."""
        if id(node) not in self._inner:
            self._inner[id(node)] = _inner_scope(node, self)
        return self._inner[id(node)]

    def holding(self, name: str) -> Scope | None:
        """The scope in which a name used here is found; None for a builtin or an unbound name."""
        scope: Scope | None = self
        while scope is not None:
            visible = scope is self or scope.kind != "class"
            if visible and name in scope.bindings and name not in scope.outer:
                return scope
            scope = scope.parent
        return None

    def last(self, name: str) -> list[Binding]:
        """The bindings that a name of this scope may have when a function is called.

        At the top level, a later binding replaces the earlier ones, unless it is conditional or uses them; inside a
        function, all bindings count.
        """
        found = self.bindings.get(name, [])
        if self.kind == "function":
            return found
        standing: list[Binding] = []
        for binding in found:
            if binding.certain and not _uses_name(binding, name):
                standing = []
            standing.append(binding)
        return standing


def module_scope(tree: ast.Module) -> Scope:
    """The scope of a whole file, without the code under `if __name__ == "__main__":`."""
    scope = Scope("module", tree, None)
    _bind_all(tree.body, scope, certain=True)
    return scope


def code_scope(tree: ast.Module, parent: Scope) -> Scope:
    """The scope of code that is executed from a string inside another scope."""
    scope = Scope("function", tree, parent, parent.function)
    _bind_all(tree.body, scope, certain=True)
    return scope


def _inner_scope(node: Nested, parent: Scope) -> Scope:
    name = parent.function
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and parent.kind != "function":
        name = f"{name}.{node.name}" if name else node.name
    scope = Scope("class" if isinstance(node, ast.ClassDef) else "function", node, parent, name)
    if isinstance(node, ast.ClassDef):
        _bind_all(node.body, scope, certain=True)
    elif isinstance(node, (*_FUNCTIONS, ast.Lambda)):
        for argument in _arguments(node.args):
            _bind(scope, argument.arg, Binding(node))
        if isinstance(node, ast.Lambda):
            scope.returns.append(node.body)
            _bind_named(node.body, scope)
        else:
            _bind_all(node.body, scope, certain=True)
    else:
        for generator in node.generators:
            _bind_target(generator.target, generator.iter, scope, generator, certain=True)
    return scope


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.Lambda, ast.ClassDef)


def _arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from filter(None, (arguments.vararg, arguments.kwarg))


def _bind(scope: Scope, name: str, binding: Binding) -> None:
    target = scope
    if name in scope.outer:
        target = scope.module
        binding = Binding(binding.statement, binding.definition, binding.expression, binding.library, certain=False)
    target.bindings.setdefault(name, []).append(binding)


def _bind_all(body: Iterable[ast.stmt], scope: Scope, *, certain: bool) -> None:
    waiting = [(statement, certain) for statement in reversed(list(body))]
    while waiting:
        statement, sure = waiting.pop()
        waiting += [(inner, False) for inner in reversed(_bind_one(statement, scope, sure))]


def _bind_one(statement: ast.stmt, scope: Scope, certain: bool) -> list[ast.stmt]:
    """Bind the names that a statement binds, and return the statements inside it."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            _bind(scope, name, Binding(statement, definition=statement, certain=certain))
            return []
        case ast.Import(names=aliases):
            for alias in aliases:
                library = alias.name if alias.asname else alias.name.partition(".")[0]
                _bind(scope, alias.asname or library, Binding(statement, library=library, certain=certain))
        case ast.ImportFrom(names=aliases):
            module = "." * statement.level + (statement.module or "")
            for alias in aliases:
                if alias.name == "*":
                    scope.module.stars.append(module)
                else:
                    library = f"{module}.{alias.name}"
                    _bind(scope, alias.asname or alias.name, Binding(statement, library=library, certain=certain))
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _bind_target(target, value, scope, statement, certain=certain)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _bind_target(target, value, scope, statement, certain=certain)
        case ast.AugAssign(target=target, value=value):
            _bind_target(target, value, scope, statement, certain=False)
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            _bind_target(target, value, scope, statement, certain=False)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars is not None:
                    _bind_target(item.optional_vars, item.context_expr, scope, statement, certain=False)
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            if isinstance(statement, ast.Global):
                scope.outer.update(names)
        case ast.Return(value=ast.expr() as value):
            scope.returns.append(value)
        case ast.Match(subject=subject, cases=cases):
            for case in cases:
                for pattern in ast.walk(case.pattern):
                    if isinstance(pattern, (ast.MatchAs, ast.MatchStar)) and pattern.name:
                        _bind(scope, pattern.name, Binding(statement, expression=subject, certain=False))
        case ast.Expr(value=ast.Call() as call):
            if inlined := _executed(call):
                _bind_all(inlined, scope, certain=certain)
            _store_by_call(call, statement, scope)
    _bind_named(statement, scope)
    return list(_statements_in(statement, scope))


def _statements_in(statement: ast.stmt, scope: Scope) -> Iterator[ast.stmt]:
    guarded = scope.kind == "module" and is_main_guard(statement)
    for name in ("body", "orelse", "finalbody"):
        if not (guarded and name == "body"):
            yield from getattr(statement, name, ())
    for handler in getattr(statement, "handlers", ()):
        if handler.name:
            _bind(scope, handler.name, Binding(handler, certain=False))
        yield from handler.body
    for case in getattr(statement, "cases", ()):
        yield from case.body


def _bind_target(target: ast.expr, value: ast.expr, scope: Scope, where: ast.AST, *, certain: bool) -> None:
    match target:
        case ast.Name(id=name):
            _bind(scope, name, Binding(where, expression=value, certain=certain))
        case ast.Starred(value=inner):
            _bind_target(inner, value, scope, where, certain=certain)
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            parts: list[ast.expr] = [value] * len(targets)
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(targets):
                parts = value.elts
            for inner, part in zip(targets, parts, strict=True):
                _bind_target(inner, part, scope, where, certain=certain)
        case ast.Attribute(value=on, attr=name) if isinstance(where, ast.stmt):
            scope.stores.append(Store(name, on, value, where, scope))
        case ast.Subscript(value=ast.Name(id=name)):
            _bind(scope, name, Binding(where, expression=value, certain=False)) if name in scope.bindings else None
        case ast.Subscript(value=ast.Call(func=ast.Name(id="globals" | "vars")), slice=ast.Constant(value=str(name))):
            scope.module.bindings.setdefault(name, []).append(Binding(where, expression=value, certain=False))


def _bind_named(node: ast.AST, scope: Scope) -> None:
    """Bind the names that `:=` binds in a statement, but not in statements and functions inside it."""
    waiting = [child for child in children(node) if not isinstance(child, ast.stmt)]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, (ast.stmt, *_SCOPES)):
            continue
        if isinstance(inner, ast.NamedExpr) and isinstance(inner.target, ast.Name):
            _bind(scope, inner.target.id, Binding(node, expression=inner.value, certain=False))
        waiting += children(inner)


def _executed(call: ast.Call) -> list[ast.stmt]:
    """The statements of `exec("...")` with a string literal."""
    if isinstance(call.func, ast.Name) and call.func.id == "exec" and call.args:
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            return parse_inner(first.value, call).body
    return []


def _store_by_call(call: ast.Call, statement: ast.Expr, scope: Scope) -> None:
    if isinstance(call.func, ast.Name) and call.func.id == "setattr" and len(call.args) == 3:
        on, name, value = call.args
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            scope.stores.append(Store(name.value, on, value, statement, scope))


def all_stores(module: Scope, tree: ast.Module) -> list[Store]:
    """The attributes that the file sets, including in its functions."""
    found: list[Store] = []
    waiting: list[tuple[ast.AST, Scope]] = [(statement, module) for statement in tree.body]
    scopes = {id(module): module}
    while waiting:
        node, scope = waiting.pop()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            scope = scope.inner(node)
            scopes[id(scope)] = scope
        for child in children(node):
            if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                waiting.append((child, scope))
    for scope in scopes.values():
        found += scope.stores
    return found


def parse_inner(text: str, at: ast.expr) -> ast.Module:
    """The AST of code in a string, with all lines set to that of the expression `at`; empty if it is not valid code."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, (ast.expr, ast.stmt)):
            node.lineno, node.end_lineno = at.lineno, at.end_lineno
    return tree


def _uses_name(binding: Binding, name: str) -> bool:
    if binding.expression is None:
        return False
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(binding.expression))
