"""What a learner wrote, taken over into a newer exercise file.

Three texts meet: the learner's, the stub that it was made from, and the new stub. The learner's is the one that goes
on: statement by statement, it gets what the course changed, and keeps what the learner wrote. Without the old stub,
whatever a learner can have written counts as theirs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import libcst as cst

from grader.source.unwritten import unwritten_functions

_Statement: TypeAlias = cst.BaseStatement | cst.BaseCompoundStatement | cst.SimpleStatementLine
_Definition: TypeAlias = cst.FunctionDef | cst.ClassDef
_BLANK = cst.Module([])
_TEXT = '"'
"""The key of a docstring, and the beginning of that of a text below a variable."""


class NotPython(ValueError):
    """A text cannot be parsed, so that nothing in it can be told apart."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A learner's file with what the course changed.

    Attributes:
        text: the new text; the learner's own where nothing changed.
        signatures: functions that are called in another way now, each as `name(arguments)`.
        yours: what the course and the learner both changed: it is the learner's.
        removed: functions that the course does not have any more, and in which something was written: they stay.
    """

    text: str
    signatures: tuple[str, ...] = ()
    yours: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def take_over(mine: str, base: str | None, theirs: str, *, adds: bool = True) -> TakenOver:
    """A learner's text with what a newer stub changed.

    Args:
        mine: the learner's text.
        base: the stub that it was made from; None where that is not known.
        theirs: the new stub.
        adds: whether what is missing in the learner's text is added; not where it is a part of theirs, a cell.

    Raises:
        NotPython: if the learner's text cannot be parsed.
    """
    mark = "\ufeff" if mine.startswith("\ufeff") else ""
    newline = "\r\n" if "\r\n" in mine else "\n"
    parsed = _parse(_plain(mine))
    old, new = (_parse(_plain(base)) if base is not None else None), _parse(_plain(theirs))
    if not adds:
        parsed = _with_comments_below(parsed)
    merge = _Merge(adds)
    body = merge.block(parsed.body, old.body if old else None, new.body, "")
    header = _comments(parsed.header, old.header if old else None, new.header)
    text = parsed.with_changes(body=body, header=header).code
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise NotPython(str(error)) from error
    kept = mark + text.replace("\n", newline)
    told = (tuple(merge.signatures), tuple(dict.fromkeys(merge.yours)), tuple(merge.removed))
    return TakenOver(mine if _plain(mine) == text else kept, *told)


def definitions(text: str) -> dict[str, str]:
    """The code of each function and class at the top level of a text.

    Raises:
        NotPython: if it cannot be parsed.
    """
    return {
        one.name.value: _code(one)
        for one in _parse(_plain(text)).body
        if isinstance(one, (cst.FunctionDef, cst.ClassDef))
    }


def _with_comments_below(cell: cst.Module) -> cst.Module:
    """A cell whose first comments belong to its first statement, and not to a file."""
    if not cell.body or not hasattr(cell.body[0], "leading_lines"):
        return cell
    first, *rest = cell.body
    return cell.with_changes(body=[first.with_changes(leading_lines=[*cell.header, *_above(first)]), *rest], header=())


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _parse(text: str) -> cst.Module:
    try:
        ast.parse(text)
        return cst.parse_module(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError, cst.ParserSyntaxError) as error:
        raise NotPython(str(error)) from error


@dataclass
class _Merge:
    """Merges blocks, and notes what is to be told."""

    adds: bool
    signatures: list[str] = field(default_factory=list)
    yours: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def block(
        self,
        mine: Sequence[_Statement],
        base: Sequence[_Statement] | None,
        theirs: Sequence[_Statement],
        owner: str,
    ) -> list[_Statement]:
        """The statements of a module or a class."""
        own, new = _keyed(mine), _keyed(theirs)
        old = _keyed(base) if base is not None else None
        merged: dict[str, _Statement] = {}
        for key, statement in own.items():
            one = self._statement(key, statement, old, new.get(key), owner)
            if one is not None:
                merged[key] = one
        before = ""
        for key, statement in new.items():
            if key not in own and (old is None or key not in old) and (self.adds or key.startswith(_TEXT)):
                merged = _inserted(merged, before, key, statement)
            if key in merged:
                before = key
        return [*merged.values()]

    def _statement(
        self,
        key: str,
        mine: _Statement,
        bases: Mapping[str, _Statement] | None,
        theirs: _Statement | None,
        owner: str,
    ) -> _Statement | None:
        base = bases.get(key) if bases is not None else None
        if theirs is None:
            if base is None or not isinstance(mine, (cst.FunctionDef, cst.ClassDef)):
                return mine
            if _code(mine) == _code(base):
                return None
            self.removed.append(owner + mine.name.value)
            return mine
        if isinstance(mine, cst.FunctionDef) and isinstance(theirs, cst.FunctionDef):
            return self._function(mine, base if isinstance(base, cst.FunctionDef) else None, theirs, owner)
        if isinstance(mine, cst.ClassDef) and isinstance(theirs, cst.ClassDef):
            return self._class(mine, base if isinstance(base, cst.ClassDef) else None, theirs, owner)
        return self._other(key, mine, base, theirs)

    def _other(self, key: str, mine: _Statement, base: _Statement | None, theirs: _Statement) -> _Statement:
        """A statement that defines nothing: the course's where only the course changed it. Texts are the course's."""
        own, new, old = _code(mine), _code(theirs), _code(base) if base is not None else None
        if own == new or new == old:
            return mine
        if own == old or key.startswith(_TEXT):
            return theirs.with_changes(leading_lines=_lines(mine, base, theirs))
        self.yours.append(key.removeprefix("= "))
        return mine

    def _function(
        self, mine: cst.FunctionDef, base: cst.FunctionDef | None, theirs: cst.FunctionDef, owner: str
    ) -> cst.FunctionDef:
        name = owner + mine.name.value
        head = self._headed(mine, base, theirs, name)
        assert isinstance(head, cst.FunctionDef)
        own, new = _parted(mine)[1], _parted(theirs)[1]
        old = _parted(base)[1] if base is not None else None
        untouched = _codes(own) == _codes(old) if old is not None else name in unwritten_functions(_code(mine))
        if not untouched and old is not None and _given(old) != _given(new) and _codes(own) != _codes(new):
            self.yours.append(name)
        text = _docstring(mine, base, theirs)
        kept = _block(theirs) if untouched else _block(mine)
        rest = new if untouched else own
        return head.with_changes(body=kept.with_changes(body=[*([text] if text is not None else []), *rest]))

    def _class(self, mine: cst.ClassDef, base: cst.ClassDef | None, theirs: cst.ClassDef, owner: str) -> cst.ClassDef:
        name = owner + mine.name.value
        head = self._headed(mine, base, theirs, name)
        assert isinstance(head, cst.ClassDef)
        old = _block(base).body if base is not None else None
        body = self.block(_block(mine).body, old, _block(theirs).body, f"{name}.")
        return head.with_changes(body=_block(mine).with_changes(body=body))

    def _headed(self, mine: _Definition, base: _Definition | None, theirs: _Definition, name: str) -> _Definition:
        """The learner's definition with the first line that it is to have."""
        lines = _lines(mine, base, theirs)
        new = _signature(theirs)
        if _signature(mine) == new or (base is not None and _signature(base) == new):
            return mine.with_changes(leading_lines=lines)
        self.signatures.append(f"{name}{new}")
        if isinstance(mine, cst.FunctionDef) and isinstance(theirs, cst.FunctionDef):
            return mine.with_changes(
                leading_lines=lines,
                decorators=theirs.decorators,
                params=theirs.params,
                returns=theirs.returns,
                asynchronous=theirs.asynchronous,
            )
        assert isinstance(mine, cst.ClassDef)
        assert isinstance(theirs, cst.ClassDef)
        return mine.with_changes(
            leading_lines=lines,
            decorators=theirs.decorators,
            bases=theirs.bases,
            keywords=theirs.keywords,
            lpar=theirs.lpar,
            rpar=theirs.rpar,
        )


def _docstring(
    mine: cst.FunctionDef, base: cst.FunctionDef | None, theirs: cst.FunctionDef
) -> cst.SimpleStatementLine | None:
    """The docstring of a function: the learner's where the course did not change its own."""
    (own, _), (new, _) = _parted(mine), _parted(theirs)
    old = _parted(base)[0] if base is not None else None
    unchanged = base is not None and _codes([old]) == _codes([new])
    return own if unchanged or new is None or _codes([own]) == _codes([new]) else new


def _inserted(merged: Mapping[str, _Statement], before: str, key: str, statement: _Statement) -> dict[str, _Statement]:
    """The statements with one more, behind the one named `before`, or as the first."""
    placed: dict[str, _Statement] = {} if before in merged else {key: statement}
    for one, other in merged.items():
        placed[one] = other
        if one == before:
            placed[key] = statement
    return placed


def _keyed(statements: Sequence[_Statement]) -> dict[str, _Statement]:
    """The statements by what they bind, or else by their code. Of two definitions the last has the plain key, since it
    is the one that counts."""
    keyed: list[tuple[str, _Statement]] = []
    before = ""
    for statement in statements:
        key = _key(statement, before)
        keyed.append((key, statement))
        before = key
    last = {key: number for number, (key, _) in enumerate(keyed)}
    return {
        key if last[key] == number else f"{key} #{number}": statement for number, (key, statement) in enumerate(keyed)
    }


def _key(statement: _Statement, before: str) -> str:
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
        return statement.name.value
    if isinstance(statement, cst.SimpleStatementLine):
        first = statement.body[0]
        if _is_text(statement):
            return _TEXT + before
        if isinstance(first, cst.AnnAssign) and isinstance(first.target, cst.Name):
            return f"= {first.target.value}"
        if isinstance(first, cst.Assign) and isinstance(first.targets[0].target, cst.Name):
            return f"= {first.targets[0].target.value}"
    return _code(statement)


def _is_text(statement: cst.CSTNode) -> bool:
    if not isinstance(statement, cst.SimpleStatementLine) or not isinstance(statement.body[0], cst.Expr):
        return False
    return isinstance(statement.body[0].value, (cst.SimpleString, cst.ConcatenatedString))


def _parted(function: cst.FunctionDef) -> tuple[cst.SimpleStatementLine | None, list[_Statement]]:
    """The docstring of a function, and the other statements of its body."""
    body = [*_block(function).body]
    if body and isinstance(body[0], cst.SimpleStatementLine) and _is_text(body[0]):
        return body[0], body[1:]
    return None, body


def _block(definition: _Definition) -> cst.IndentedBlock:
    if isinstance(definition.body, cst.IndentedBlock):
        return definition.body
    assert isinstance(definition.body, cst.SimpleStatementSuite)
    return cst.IndentedBlock(body=[cst.SimpleStatementLine(body=definition.body.body)])


def _signature(definition: _Definition) -> str:
    """How a definition is called, without annotations: `(x, w=1.0)`; a class, with what it is derived from."""
    head = definition.with_changes(body=cst.SimpleStatementSuite(body=[cst.Pass()]), leading_lines=[], decorators=[])
    (parsed,) = ast.parse(_BLANK.code_for_node(head).strip()).body
    if isinstance(parsed, ast.ClassDef):
        return f"({', '.join(map(ast.unparse, [*parsed.bases, *parsed.keywords]))})"
    assert isinstance(parsed, (ast.FunctionDef, ast.AsyncFunctionDef))
    for node in ast.walk(parsed.args):
        if isinstance(node, ast.arg):
            node.annotation = None
    return f"({ast.unparse(parsed.args)})"


def _given(statements: Iterable[_Statement]) -> list[str]:
    """The code that a stub gives in a function, apart from what a learner replaces."""
    return [code for code in _codes(statements) if not code.startswith("raise NotImplementedError")]


def _lines(mine: _Statement, base: _Statement | None, theirs: _Statement) -> Sequence[cst.EmptyLine]:
    """The comments and empty lines above a statement."""
    return _comments(_above(mine), _above(base) if base is not None else None, _above(theirs))


def _above(statement: _Statement) -> Sequence[cst.EmptyLine]:
    lines: Sequence[cst.EmptyLine] = getattr(statement, "leading_lines", ())
    return lines


def _comments(
    mine: Sequence[cst.EmptyLine], base: Sequence[cst.EmptyLine] | None, theirs: Sequence[cst.EmptyLine]
) -> Sequence[cst.EmptyLine]:
    own, new = _said(mine), _said(theirs)
    changed_by_course = own != new and (_said(base) == own if base is not None else not own)
    return theirs if changed_by_course else mine


def _said(lines: Sequence[cst.EmptyLine]) -> list[str]:
    return [line.comment.value for line in lines if line.comment is not None]


def _code(node: cst.CSTNode) -> str:
    """The code of a statement, without the comments above it."""
    bare = node.with_changes(leading_lines=()) if hasattr(node, "leading_lines") else node
    return _BLANK.code_for_node(bare).strip()


def _codes(nodes: Iterable[cst.CSTNode | None]) -> list[str]:
    return [_code(node) for node in nodes if node is not None]
