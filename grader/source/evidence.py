"""What a learner's source shows about a failure, as data: the only ground on which anything is said of what was
written."""

from __future__ import annotations

from typing import Literal

import msgspec

EvidenceKind = Literal[
    "absent",
    "argument_unused",
    "autograd_off",
    "bare_name",
    "called_value",
    "constructor_misspelt",
    "defined_twice",
    "exclusive_or",
    "first_line",
    "gradient_none",
    "list_method",
    "local_name",
    "merge_conflict",
    "no_return",
    "notebook_command",
    "operator_missing",
    "own_call",
    "shadowed",
    "star_import",
    "step_first",
    "uncalled",
    "unread",
    "unwritten",
]


OVERRULING: frozenset[EvidenceKind] = frozenset({"autograd_off", "constructor_misspelt", "step_first"})
"""What is itself the cause: a named mistake that gives the same numbers is then not what the learner has written."""


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that the learner's source shows, on `line` of their file.

    Of the code that raised: own_call: it calls the learner's function `name`, which takes `names`, with `count`
    arguments (None if that cannot be counted); first_line: the function `name` does not take `names`, as it was handed
    out to do, and reads `others` of these as variables of the file; gradient_none: it uses
    `name`, a gradient; no_return: the learner's function `name` returns nothing; list_method: the answer of the list's
    method `name`, which has none, is kept; exclusive_or: it has the operator `^`; uncalled: the method `name` is named
    and not called; shadowed: it calls `name`, to which line `count` gives a value; called_value: it calls the variable
    `name`; operator_missing: it calls something that is no name; star_import: it calls `name`, which the star import of
    the library `other` on line `count` replaced; local_name: it reads `name`, which the function assigns and the file
    has too; unwritten: it raises NotImplementedError.

    Of the function that is checked: absent: the file does not define `name`; argument_unused: it does not use its
    arguments `names` and reads `others` of the file; defined_twice: line `count` defines it first; bare_name: a line
    names `name` and does not call it; step_first: the optimizer's step comes before the backward pass on line `count`;
    constructor_misspelt: the class `other` has a method `name`; autograd_off: gradients are switched off for all that
    follows.

    Of a file that was not read: unread. Of a file that Python cannot read: merge_conflict: it has the marks of a merge
    conflict; notebook_command: the line begins with the notebook's command `name`.
    """

    kind: EvidenceKind
    line: int | None = None
    name: str = ""
    other: str = ""
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    count: int | None = None
