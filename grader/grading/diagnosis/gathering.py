"""Gathering what the learner's source shows about a check that failed, or about a file that did not load."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from grader.grading.result import CaseResult, ErrorInfo
from grader.source.checked_functions import evidence_in_function, mentions_autograd, uncalled_in
from grader.source.definitions import Outline, outline_of
from grader.source.evidence import Evidence
from grader.source.raising_lines import Raise, evidence_of_raise
from grader.source.unreadable_text import evidence_in_text

_METHODS = frozenset({"builtin_function_or_method", "method", "method-wrapper", "function"})
_NO_GRADIENT = ("does not require grad", "NoneType", "grad")


def check_evidence(text: str, reference: str, function: str, cases: Sequence[CaseResult]) -> tuple[Evidence, ...]:
    """What the source shows about a function whose check failed, what explains its exception first.

    Args:
        text: the learner's file.
        reference: the exercise's reference, which has the first lines that were handed out.
        function: the function that was checked.
        cases: the results of the check's cases.
    """
    outline, asked = outline_of(text), outline_of(reference)
    raised = next((case.error for case in cases if case.error is not None and case.error.kind == "exception"), None)
    found: list[Evidence] = []
    explained = None if raised is None else _of_error(outline, asked, raised, function)
    if explained is not None:
        found.append(explained)
    if any(
        difference.kind == "type" and difference.got in _METHODS for case in cases for difference in case.differences
    ):
        found += uncalled_in(outline, function)[:1]
    over_gradients = raised is None or any(words in raised.message for words in _NO_GRADIENT)
    found += evidence_in_function(outline, function, over_gradients and mentions_autograd(outline))
    return tuple(dict.fromkeys(found))


def absent(text: str, function: str) -> Evidence | None:
    """That a file which Python can read does not define a function anywhere, although something in it failed."""
    outline = outline_of(text)
    owner = function.partition(".")[0]
    named = owner in outline.variables() or outline.star_imports() or _imports(outline, owner)
    if not outline.tree.body or named or outline.definitions(function):
        return None
    return Evidence("absent", name=function) if function == owner or not outline.definitions(owner) else None


def load_evidence(text: str, reference: str, error: ErrorInfo) -> tuple[Evidence, ...]:
    """What the source shows about why a file did not load."""
    found = (
        evidence_in_text(text, error.line)
        if error.kind == "syntax"
        else _of_error(outline_of(text), outline_of(reference), error, "")
        if error.kind == "exception"
        else None
    )
    return () if found is None else (found,)


def _of_error(outline: Outline, asked: Outline, error: ErrorInfo, function: str) -> Evidence | None:
    return evidence_of_raise(outline, asked, Raise(error.type_name, error.message, error.line), function)


def _imports(outline: Outline, name: str) -> bool:
    imports = (node for node in outline.tree.body if isinstance(node, (ast.Import, ast.ImportFrom)))
    return any(name == (alias.asname or alias.name) for node in imports for alias in node.names)
