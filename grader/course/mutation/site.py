"""Where an edit is made: a function of the reference, its text, and the names that are in scope there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from grader.course.mutation.symmetry import symmetric_arguments

_LAYOUT = {
    cst.SimpleWhitespace, cst.ParenthesizedWhitespace, cst.TrailingWhitespace, cst.EmptyLine, cst.Comment, cst.Newline
}  # fmt: skip
_AUTOGRAD = (".backward(", "requires_grad=True", "requires_grad_(", "nn.Module", "nn.Parameter")


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that takes the place of what stands from `start` to `end` in the reference's text."""

    start: int
    end: int
    text: str


class Operator(Protocol):
    """One kind of edit."""

    @property
    def name(self) -> str:
        """What it is called in reports."""

    @property
    def on(self) -> tuple[type[cst.CSTNode], ...]:
        """The nodes that it is tried on."""

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Its edits of one node."""


@dataclass(frozen=True, slots=True)
class _Binding:
    """A name, and from where to where in the text it is bound."""

    name: str
    begin: int
    end: int


class Reference:
    """A text with its syntax tree and the places of its nodes. `others` are functions that are defined elsewhere, by
    the number of their parameters."""

    def __init__(self, text: str, others: Mapping[str, int] = MappingProxyType({})) -> None:
        self.text = text
        wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
        self.module = wrapper.module
        self._ranges = wrapper.resolve(PositionProvider)
        self._children: dict[cst.CSTNode, tuple[cst.CSTNode, ...]] = {}
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self._texts: dict[cst.CSTNode, str] = {}
        self.line_starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text)]
        self.functions = dict(_functions(self.module))
        top = [(name, node) for name, node in self.functions.items() if "." not in name]
        self.arity = {**others, **{name: len(node.params.params) for name, node in top}}
        sources = {name: self.module.code_for_node(node).lstrip("\n") for name, node in top}
        self.symmetric = {name: symmetric_arguments(source) for name, source in sources.items()}

    def children(self, node: cst.CSTNode) -> tuple[cst.CSTNode, ...]:
        """What a node consists of, in the order of the text, without white space and comments."""
        found = self._children.get(node)
        if found is None:  # libcst makes the node anew to tell
            found = tuple(child for child in node.children if type(child) not in _LAYOUT)
            self._children[node] = found
            self._parents.update(dict.fromkeys(found, node))
        return found

    def parent(self, node: cst.CSTNode) -> cst.CSTNode:
        """The node that holds this one."""
        if node not in self._parents:
            waiting: list[cst.CSTNode] = [self.module]
            while waiting:
                waiting += self.children(waiting.pop())
        return self._parents[node]

    def code(self, node: cst.CSTNode) -> str:
        """A node's text, with its parentheses if it has any."""
        if node not in self._texts:
            self._texts[node] = self.module.code_for_node(node)
        return self._texts[node]

    def range(self, node: cst.CSTNode) -> CodeRange:
        """The lines and columns of a node, its own parentheses not counted."""
        return self._ranges[node]

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """The same as offsets in the text."""
        place = self._ranges[node]
        return (
            self.line_starts[place.start.line - 1] + place.start.column,
            self.line_starts[place.end.line - 1] + place.end.column,
        )


class Site:
    """One function of a reference, as operators see it: `begin` and `end` are its solution region's offsets."""

    def __init__(self, reference: Reference, function: cst.FunctionDef, begin: int, end: int) -> None:
        self.reference = reference
        self.function = function
        self._begin, self._end = begin, end
        self._bindings = tuple(_bindings(function, reference))
        self.uses_autograd = any(word in reference.text for word in _AUTOGRAD)

    def holds(self, node: cst.CSTNode) -> bool:
        """Whether a node lies in the solution region."""
        start, end = self.reference.span(node)
        return self._begin <= start and end <= self._end

    def text(self, node: cst.CSTNode) -> str:
        """A node's text, with its parentheses if it has any."""
        return self.reference.code(node)

    def operand(self, node: cst.BaseExpression) -> str:
        """An expression's text, in parentheses where it is an operation without."""
        bare = (
            isinstance(node, (cst.BinaryOperation, cst.Comparison, cst.BooleanOperation, cst.IfExp)) and not node.lpar
        )
        return f"({self.text(node)})" if bare else self.text(node)

    def parent(self, node: cst.CSTNode) -> cst.CSTNode:
        """The node that holds this one."""
        return self.reference.parent(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, up to the function."""
        while node is not self.function:
            node = self.parent(node)
            yield node

    def replace(self, node: cst.CSTNode, text: str) -> Edit:
        """The edit that puts a text in a node's place."""
        return Edit(*self.reference.span(node), text)

    def swap(self, first: cst.CSTNode, second: cst.CSTNode) -> Edit:
        """The edit that exchanges two nodes, the first of which stands before the second."""
        (start, first_end), (second_start, end) = self.reference.span(first), self.reference.span(second)
        text = self.reference.text
        return Edit(start, end, text[second_start:end] + text[first_end:second_start] + text[start:first_end])

    def lines(self, first: cst.CSTNode, last: cst.CSTNode | None = None) -> tuple[int, int]:
        """The offsets of the whole lines that a node, or a run of nodes, stands on."""
        starts = self.reference.line_starts
        begin = self.reference.range(first).start.line
        end = self.reference.range(last or first).end.line
        return starts[begin - 1], starts[end]

    def whole(self, first: cst.CSTNode, last: cst.CSTNode | None = None) -> str:
        """The text of these lines."""
        start, end = self.lines(first, last)
        text = self.reference.text[start:end]
        return text if text.endswith("\n") else text + "\n"

    def indent(self, node: cst.CSTNode) -> str:
        """The white space before a statement."""
        line = self.whole(node)
        return line[: len(line) - len(line.lstrip())]

    def block(self, statement: cst.CSTNode) -> list[cst.CSTNode]:
        """The statements of the same block that lie in the region."""
        holder = self.parent(statement)
        body = holder.body if isinstance(holder, (cst.IndentedBlock, cst.Module)) else ()
        return [other for other in body if self.holds(other)]

    def names_at(self, node: cst.CSTNode) -> list[str]:
        """The function's own names that are bound where a node stands, in the order in which they are bound."""
        start, _ = self.reference.span(node)
        return list(
            dict.fromkeys(
                binding.name
                for binding in self._bindings
                if binding.begin <= start < binding.end and binding.name != "_"
            )
        )

    def bound_before(self, name: str, node: cst.CSTNode) -> bool:
        """Whether a name is bound without the statement `node`: else whatever uses it raises a NameError."""
        start, _ = self.reference.span(node)
        return any(binding.name == name and binding.begin <= start for binding in self._bindings)


def names_in(node: cst.CSTNode) -> set[str]:
    """The names that a node reads or binds: of attributes, only what they are taken of."""
    if isinstance(node, cst.Name):
        return {node.value}
    if isinstance(node, cst.Attribute):
        return names_in(node.value)
    if isinstance(node, cst.Arg):
        return names_in(node.value)
    return set().union(*map(names_in, node.children)) if node.children else set()


def targets_in(node: cst.CSTNode) -> Iterator[str]:
    """The names in a target of an assignment that it binds."""
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, (cst.Tuple, cst.List)):
        for element in node.elements:
            yield from targets_in(element.value)
    elif isinstance(node, cst.StarredElement):
        yield from targets_in(node.value)


def bound_by(statement: cst.CSTNode) -> set[str]:
    """The names that a small statement binds."""
    if isinstance(statement, cst.Assign):
        return {name for target in statement.targets for name in targets_in(target.target)}
    if isinstance(statement, (cst.AnnAssign, cst.AugAssign)):
        return set(targets_in(statement.target))
    return set()


def _functions(module: cst.Module) -> Iterator[tuple[str, cst.FunctionDef]]:
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef):
            yield statement.name.value, statement
        elif isinstance(statement, cst.ClassDef):
            for inner in statement.body.body:
                if isinstance(inner, cst.FunctionDef):
                    yield f"{statement.name.value}.{inner.name.value}", inner


def _bindings(function: cst.FunctionDef, reference: Reference) -> Iterator[_Binding]:
    """What a function binds, parameters first, then as the text has it."""
    begin, end = reference.span(function)
    yield from _parameters(function.params, begin, end)
    yield from _bindings_in(function.body, reference, end)


def _bindings_in(node: cst.CSTNode, reference: Reference, end: int) -> Iterator[_Binding]:
    if isinstance(node, cst.FunctionDef):
        start, stop = reference.span(node)
        yield _Binding(node.name.value, stop, end)
        yield from _parameters(node.params, start, stop)
        end = stop
    elif isinstance(node, cst.Lambda):
        yield from _parameters(node.params, *reference.span(node))
    elif isinstance(node, (cst.Assign, cst.AnnAssign)):
        for name in sorted(bound_by(node)):
            yield _Binding(name, reference.span(node)[1], end)
    elif isinstance(node, cst.For):
        for name in targets_in(node.target):
            yield _Binding(name, reference.span(node.body)[0], end)
    elif isinstance(node, (cst.GeneratorExp, cst.ListComp, cst.SetComp, cst.DictComp)):
        loop: cst.CompFor | None = node.for_in
        while loop is not None:
            for name in targets_in(loop.target):
                yield _Binding(name, *reference.span(node))
            loop = loop.inner_for_in
    elif isinstance(node, cst.AsName) and isinstance(node.name, cst.Name):
        yield _Binding(node.name.value, reference.span(node)[1], end)
    elif isinstance(node, cst.NamedExpr):
        for name in targets_in(node.target):
            yield _Binding(name, reference.span(node)[1], end)
    for child in reference.children(node):
        yield from _bindings_in(child, reference, end)


def _parameters(parameters: cst.Parameters, begin: int, end: int) -> Iterator[_Binding]:
    for parameter in (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params):
        yield _Binding(parameter.name.value, begin, end)
    for star in (parameters.star_arg, parameters.star_kwarg):
        if isinstance(star, cst.Param):
            yield _Binding(star.name.value, begin, end)
