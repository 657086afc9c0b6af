"""Making the mutants of a reference: every operator on every node of what a learner has to write."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

from grader.course.mutation import autograd, calls, expressions, statements
from grader.course.mutation.site import Edit, Operator, Reference, Site
from grader.course.stubs import solution_regions

OPERATORS: tuple[Operator, ...] = (
    expressions.Symbol(),
    expressions.Assigning(),
    expressions.Logic(),
    expressions.Condition(),
    expressions.Dropped(),
    expressions.Reversed(),
    expressions.Constant(),
    expressions.OtherName(),
    expressions.OtherAttribute(),
    expressions.Bound(),
    expressions.Order(),
    calls.OtherFunction(),
    calls.OtherError(),
    calls.CallDropped(),
    calls.ArgumentOrder(),
    calls.ArgumentDropped(),
    calls.Range(),
    statements.StatementDropped(),
    statements.StatementRepeated(),
    statements.StatementsExchanged(),
    statements.StatementOutOfBlock(),
    statements.StatementIntoBlock(),
    statements.LoopLeft(),
    autograd.GuardDropped(),
    autograd.GradientCleared(),
    autograd.GraphCut(),
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A reference with one edit.

    Attributes:
        of: the function that is edited, or `Class.method`.
        operator: the kind of edit.
        line: the first line that it changes, in the reference.
        was, now: the lines that it changes, before and after, without their common indentation.
        text: the whole reference after the edit.
    """

    of: str
    operator: str
    line: int
    was: str
    now: str
    text: str


def make_mutants(
    reference_source: str, file: Path, wanted: Callable[[str], bool] = lambda function: True
) -> tuple[Mutant, ...]:
    """All mutants of a reference, in the order of its text; of those with one syntax tree, the first.

    Only what stands in a solution region is edited: the rest is given to the learner. Of functions that are not
    `wanted`, none are made.

    Raises:
        AuthoringError: for markers that do not fit.
    """
    regions = solution_regions(reference_source, file)
    if not regions:
        return ()
    reference = Reference(reference_source)
    return tuple(
        mutant
        for name, function in reference.functions.items()
        if wanted(name)
        for mutant in _mutants_of(
            name,
            reference,
            function,
            [(region.begin, region.end) for region in regions if region.function == name],
        )
    )


def _mutants_of(
    name: str, reference: Reference, function: cst.FunctionDef, regions: list[tuple[int, int]]
) -> Iterator[Mutant]:
    first, last = reference.range(function).start.line, reference.range(function).end.line
    begin, end = reference.line_starts[first - 1], reference.line_starts[last]
    seen = {_tree(reference.text[begin:end])}
    texts: set[str] = set()
    for region in regions:
        site = Site(reference, function, reference.line_starts[region[0]], reference.line_starts[region[1] - 1])
        for operator, edit in sorted(edits_of(site, OPERATORS), key=lambda made: (made[1].start, made[1].end)):
            text = edited(reference.text[begin:end], edit, begin)
            if text in texts:
                continue
            texts.add(text)
            tree = _tree(text)
            if tree is not None and tree not in seen:
                seen.add(tree)
                yield _mutant(name, operator, edit, reference)


def edits_of(site: Site, operators: Sequence[Operator]) -> Iterator[tuple[Operator, Edit]]:
    """Every edit that these operators make in a function, each with its operator, in the order of its syntax tree."""
    tried: dict[type[cst.CSTNode], list[Operator]] = {}  # asking each operator of each node would take most of the time
    for node in _nodes(site.function.body, site):
        kind = type(node)
        if kind not in tried:
            tried[kind] = [operator for operator in operators if issubclass(kind, operator.on)]
        for operator in tried[kind]:
            for edit in operator.edits(node, site):
                yield operator, edit


def _nodes(node: cst.CSTNode, site: Site) -> Iterator[cst.CSTNode]:
    """The nodes that may be edited. Not what only a reader of a message or a type checker sees."""
    if isinstance(node, (cst.Annotation, cst.FormattedString, cst.ConcatenatedString)):
        return
    if isinstance(node, cst.Arg) and node.keyword is not None and node.keyword.value in calls.APPEARANCE:
        return
    if node is not site.function.body and site.holds(node):
        yield node
    if isinstance(node, cst.Raise):
        return
    for child in site.reference.children(node):
        if not (isinstance(node, cst.Assert) and child is node.msg):
            yield from _nodes(child, site)


def _tree(text: str) -> str | None:
    """A function's syntax tree as text, or None where there is none."""
    source = textwrap.indent(text, "  ") if text[:1] in " \t" else text
    try:
        return ast.dump(ast.parse(f"if 1:\n{source}" if source is not text else source))
    except SyntaxError:
        return None


def edited(text: str, edit: Edit, offset: int = 0) -> str:
    """The text after an edit, whose places count from `offset` before the text's beginning."""
    return text[: edit.start - offset] + edit.text + text[edit.end - offset :]


def _mutant(name: str, operator: Operator, edit: Edit, reference: Reference) -> Mutant:
    """The mutant with the whole lines that it changes."""
    text = reference.text
    begin = text.rfind("\n", 0, edit.start) + 1
    end = edit.end if edit.end > edit.start and text[edit.end - 1] == "\n" else text.find("\n", edit.end) + 1
    changed = edited(text[begin:end], edit, begin)
    was, now = _without_common_indent(text[begin:end], changed)
    return Mutant(name, operator.name, text.count("\n", 0, begin) + 1, was, now, edited(text, edit))


def _without_common_indent(was: str, now: str) -> tuple[str, str]:
    count = was.count("\n")
    lines = textwrap.dedent(was + now).splitlines()
    return "\n".join(lines[:count]), "\n".join(lines[count:])
