"""Resolves what an expression of a learner's file may refer to: a name of a library, or a definition of the file."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grader.source.parsing import MAX_DEPTH, MAX_HOPS, MAX_STEPS, Unreadable
from grader.source.scopes import Binding, Function, Scope, Store
from grader.source.strings import text_of

_GETTERS = frozenset({"builtins.getattr", "inspect.getattr_static", "builtins.object.__getattribute__"})
_IMPORTERS = frozenset({"builtins.__import__", "importlib.import_module", "importlib.__import__"})
_PASSING_ON = frozenset({"functools.partial", "functools.wraps", "builtins.staticmethod", "builtins.classmethod",
                         "builtins.property", "builtins.iter", "builtins.next"})  # fmt: skip
_MAKERS = ("functools.", "torch.func.", "torch.compile", "torch.jit.", "torch.vmap", "numpy.vectorize")
"""Library functions that return a function made from their argument."""


@dataclass(frozen=True, slots=True)
class Library:
    """The full name of an object of a library; `()` after the name stands for the result of calling it."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A function, lambda or class of the file, and its enclosing scope; `made` for an instance of the class."""

    node: Function | ast.ClassDef | ast.Lambda
    scope: Scope
    made: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.node is other.node and self.made == other.made

    def __hash__(self) -> int:
        return hash((id(self.node), self.made))


Value = Library | Own
Values = frozenset[Value]
_NOTHING: Values = frozenset()


class Resolver:
    """Resolves what expressions refer to.

    Args:
        stores: the attributes that the file and its helpers set anywhere.
        helpers: the scopes of the learner's own modules, whose names do not refer to a library.
    """

    def __init__(self, stores: list[Store], helpers: Mapping[str, Scope] = MappingProxyType({})) -> None:
        self.stores = stores
        self._helpers = helpers
        self._stores_of: dict[str, list[Store]] = {}
        for store in stores:
            self._stores_of.setdefault(store.attribute, []).append(store)
        self._left = MAX_STEPS
        self._known: dict[tuple[int, int], Values] = {}
        self._read: set[int] = set()
        self._hops = 0

    def is_of_helper(self, name: str) -> bool:
        """Whether a full name is one of the learner's own modules, or something in it that is not known."""
        return name.lstrip(".").partition(".")[0] in self._helpers

    def values(self, node: ast.expr, scope: Scope, depth: int = 0) -> Values:
        """Everything that an expression may refer to; empty if nothing is known about it.

        Raises:
            Unreadable: if it is nested too deeply.
        """
        key = (id(node), id(scope))
        if key in self._known:
            return self._known[key]
        if depth > MAX_DEPTH:
            raise Unreadable("it is nested too deeply")
        self._known[key] = _NOTHING  # a name defined in terms of itself gains nothing from that
        found = frozenset(self._find(node, scope, depth + 1))
        self._spend(1 + len(found))
        self._known[key] = found
        return found

    def named(self, name: str, scope: Scope) -> Values:
        """What a name refers to when it is used in a scope."""
        holding = scope.holding(name)
        if holding is None:
            found = {value for star in scope.module.stars for value in self._imported(f"{star}.{name}")}
            if hasattr(builtins, name):
                found.add(Library(f"builtins.{name}"))
            return frozenset(found)
        self._read_in_order(holding)
        return frozenset(value for binding in holding.last(name) for value in self.bound(binding, holding))

    def bound(self, binding: Binding, scope: Scope) -> Values:
        """What a name refers to through one binding of a scope."""
        if binding.library:
            return self._imported(binding.library)
        if binding.definition is not None:
            found: set[Value] = {Own(binding.definition, scope)}
            for decorator in binding.definition.decorator_list:
                found |= {value for value in self._elsewhere(decorator, scope) if isinstance(value, Own)}
            return frozenset(found)
        return self._elsewhere(binding.expression, scope) if binding.expression is not None else _NOTHING

    def _imported(self, name: str) -> Values:
        """What a full name refers to: something of a library, or what it stands for in a helper."""
        module, _, path = name.lstrip(".").partition(".")
        if module not in self._helpers or not path or self._hops >= MAX_HOPS:
            return frozenset({Library(name)})
        first, *others = path.split(".")
        self._hops += 1
        try:
            found = self._in_helper(self._helpers[module], first)
        finally:
            self._hops -= 1
        for other in others:
            found = self.attribute(found, other)
        return found

    def _in_helper(self, scope: Scope, name: str) -> Values:
        if scope.holding(name) is not None:
            return self.named(name, scope)
        return frozenset(value for star in scope.stars for value in self._imported(f"{star}.{name}"))

    def _elsewhere(self, node: ast.expr, scope: Scope) -> Values:
        """What an expression at another place refers to. After `MAX_HOPS` places, nothing more is known: nobody writes
        such code by hand, and forbidden calls are also watched at run time."""
        if self._hops >= MAX_HOPS:
            return _NOTHING
        self._hops += 1
        try:
            return self.values(node, scope)
        finally:
            self._hops -= 1

    def _read_in_order(self, scope: Scope) -> None:
        """Resolve a scope's names from its first line on, so that a long chain of names needs no deep recursion."""
        if id(scope) in self._read:
            return
        self._read.add(id(scope))
        bindings = [binding for found in scope.bindings.values() for binding in found if binding.expression is not None]
        for binding in sorted(bindings, key=lambda binding: getattr(binding.expression, "lineno", 0)):
            assert binding.expression is not None
            self.values(binding.expression, scope)

    def attribute(self, on: Iterable[Value], name: str) -> Values:
        """What an attribute of these values refers to."""
        found: set[Value] = set()
        for value in on:
            if isinstance(value, Library):
                found |= self._imported(f"{value.name}.{name}")
            elif isinstance(value.node, ast.ClassDef):
                found.update(self._member(value, name))
        return frozenset(found)

    def members(self, owner: Own, name: str) -> Iterator[tuple[Binding, Scope]]:
        """The bindings of a class's member, in the class itself or in the nearest base of the file that has it."""
        waiting, seen = [owner], set()
        while waiting:
            one = waiting.pop(0)
            if one.node in seen or not isinstance(one.node, ast.ClassDef):
                continue
            seen.add(one.node)
            inner = one.scope.inner(one.node)
            found = inner.last(name)
            yield from ((binding, inner) for binding in found)
            if not found:
                waiting += [base for base in self.bases(one) if isinstance(base, Own)]

    def bases(self, owner: Own) -> Iterator[Value]:
        """What the bases of a class refer to."""
        if isinstance(owner.node, ast.ClassDef):
            for base in owner.node.bases:
                yield from self._elsewhere(base, owner.scope)

    def _member(self, owner: Own, name: str) -> Iterator[Value]:
        for binding, scope in self.members(owner, name):
            yield from self.bound(binding, scope)

    def stored(self, on: Values, name: str) -> Iterator[Store]:
        """Where the file sets this attribute of these values: of the same definition of the file, or of an unknown
        object if these values are unknown, too."""
        nodes = {value.node for value in on if isinstance(value, Own)}
        for store in self._stores_of.get(name, ()):
            self._spend(1)
            owners = self._elsewhere(store.on, store.scope)
            set_on = {value.node for value in owners if isinstance(value, Own)}
            if nodes & set_on or not (nodes or set_on):
                yield store

    def _find(self, node: ast.expr, scope: Scope, depth: int) -> Iterable[Value]:
        match node:
            case ast.Name(id=name):
                return self.named(name, scope) | self._of_self(name, scope)
            case ast.Attribute(value=on, attr=name):
                return self._attribute(on, name, scope, depth)
            case ast.Call():
                return self._call(node, scope, depth)
            case ast.Subscript(value=on, slice=key):
                return self._subscript(on, key, scope, depth)
            case ast.Lambda():
                return {Own(node, scope)}
            case ast.IfExp(body=first, orelse=second):
                return self._union((first, second), scope, depth)
            case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                return self._union(parts, scope, depth)
            case ast.Dict(values=parts):
                return self._union(parts, scope, depth)
            case ast.NamedExpr(value=inner) | ast.Starred(value=inner) | ast.Await(value=inner):
                return self.values(inner, scope, depth)
        return ()

    def _union(self, parts: Iterable[ast.expr], scope: Scope, depth: int) -> Values:
        return frozenset(value for part in parts for value in self.values(part, scope, depth))

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise Unreadable("it takes too long")

    def _of_self(self, name: str, scope: Scope) -> Values:
        """The object (or class) that is passed as a method's first argument."""
        holding = scope.holding(name)
        if holding is None or holding.parent is None or holding.parent.kind != "class":
            return _NOTHING
        arguments = getattr(holding.node, "args", None)
        first = next(iter((*arguments.posonlyargs, *arguments.args)), None) if arguments else None
        owner = holding.parent
        if first is None or first.arg != name or not isinstance(owner.node, ast.ClassDef) or owner.parent is None:
            return _NOTHING
        return frozenset({Own(owner.node, owner.parent, made=True)})

    def _attribute(self, on: ast.expr, name: str, scope: Scope, depth: int) -> Values:
        values = self.values(on, scope, depth)
        found = set(self.attribute(values, name))
        for store in self.stored(values, name):
            found |= self._elsewhere(store.value, store.scope)
        return frozenset(found)

    def _subscript(self, on: ast.expr, key: ast.expr, scope: Scope, depth: int) -> Values:
        name = text_of(key, scope)
        if name is not None:
            names = self._namespace(on, name, scope, depth)
            if names is not None:
                return names
        return self.values(on, scope, depth)

    def _namespace(self, on: ast.expr, name: str, scope: Scope, depth: int) -> Values | None:
        """What a name refers to in a namespace that is accessed as a dict; None for an ordinary dict."""
        match on:
            case ast.Attribute(value=owner, attr="__dict__"):
                return self._attribute(owner, name, scope, depth)
            case ast.Call(func=called, args=arguments):
                functions = {value.name for value in self.values(called, scope, depth) if isinstance(value, Library)}
                if "builtins.globals" in functions or ("builtins.vars" in functions and not arguments):
                    return self.named(name, scope.module)
                if "builtins.locals" in functions:
                    return self.named(name, scope)
                if "builtins.vars" in functions:
                    return self._attribute(arguments[0], name, scope, depth)
        names = {value.name for value in self.values(on, scope, depth) if isinstance(value, Library)}
        if "sys.modules" in names:
            return frozenset({Library(name)})
        if isinstance(on, ast.Name) and on.id == "__builtins__":
            return frozenset({Library(f"builtins.{name}")})
        return None

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Iterable[Value]:
        # An object holds the library functions passed to its constructor: `Tools(torch.mean)`, `dict(mean=torch.mean)`.
        given = self._union((*node.args, *(keyword.value for keyword in node.keywords)), scope, depth)
        found: set[Value] = {value for value in given if isinstance(value, Library)}
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
            found |= self._subscript(node.func.value, node.args[0], scope, depth)
        for value in self.values(node.func, scope, depth):
            found |= self._called(value, node, scope, depth)
        if isinstance(node.func, ast.Call):
            found |= self._got(node.func, node.args, scope, depth)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "__getattribute__" and node.args:
            *owners, name = node.args[:2]
            found |= self._by_text(owners[0] if owners else node.func.value, name, scope, depth)
        return found

    def _called(self, value: Value, node: ast.Call, scope: Scope, depth: int) -> Values:
        if isinstance(value, Own):
            return self._result(value, node, scope, depth)
        if value.name in _GETTERS and len(node.args) >= 2:
            return self._by_text(node.args[0], node.args[1], scope, depth) | self._union(node.args[2:], scope, depth)
        if value.name in _IMPORTERS and node.args:
            module = text_of(node.args[0], scope)
            names = {module, module.partition(".")[0]} if module else set()
            return frozenset(Library(name) for name in names)
        if value.name in _PASSING_ON:
            return self._union(node.args[:1], scope, depth)
        if value.name.startswith(_MAKERS):
            made = {Library(f"{value.name}()")}
            return frozenset((*made, *(one for one in self._union(node.args, scope, depth) if isinstance(one, Own))))
        last = value.name.rpartition(".")[2]
        is_class = last[:1].isupper() and not last.endswith("()")
        return frozenset({Library(f"{value.name}()")}) if is_class else _NOTHING

    def _result(self, function: Own, node: ast.Call, scope: Scope, depth: int) -> Values:
        """What the result of calling a definition of the file refers to."""
        if isinstance(function.node, ast.ClassDef):
            return frozenset({Own(function.node, function.scope, made=True)}) if not function.made else _NOTHING
        inner = function.scope.inner(function.node)
        returned = {value for result in inner.returns for value in self._elsewhere(result, inner)}
        if any(isinstance(value, Own) for value in returned) or _returns_an_argument(function, inner):
            returned |= {value for value in self._union(node.args, scope, depth) if isinstance(value, Own)}
        return frozenset(returned)

    def _got(self, getter: ast.Call, arguments: list[ast.expr], scope: Scope, depth: int) -> Values:
        """`operator.attrgetter("a.b")(x)` and `operator.methodcaller("a")(x)` as `x.a.b` and `x.a`."""
        made_by = {value.name for value in self.values(getter.func, scope, depth) if isinstance(value, Library)}
        name = text_of(getter.args[0], scope) if getter.args else None
        if not made_by & {"operator.attrgetter", "operator.methodcaller"} or name is None or not arguments:
            return _NOTHING
        found = self.values(arguments[0], scope, depth)
        for part in name.split("."):
            found = self.attribute(found, part)
        return found

    def _by_text(self, on: ast.expr, name: ast.expr, scope: Scope, depth: int) -> Values:
        text = text_of(name, scope)
        if text is None:
            return _NOTHING
        return self._attribute(on, text, scope, depth)


def _returns_an_argument(function: Own, inner: Scope) -> bool:
    if isinstance(function.node, ast.ClassDef):
        return False
    names = {argument.arg for argument in function.node.args.args}
    return any(isinstance(result, ast.Name) and result.id in names for result in inner.returns)
