"""Whether the order of two statements counts: what each reads and what it changes, told from the syntax."""

from __future__ import annotations

import libcst as cst

from grader.course.mutation.site import Site
from grader.course.names import concerns

_CHANGES = frozenset(
    {"append", "extend", "insert", "pop", "remove", "sort", "reverse", "add", "update", "clear", "setdefault", "fill"}
)
"""Methods that change what they are called on, besides those whose names end with an underscore."""
_ON_GRADIENTS = frozenset({"zero_grad", "zero_", "backward"})
"""Methods that change gradients, whatever they are called on."""
_ON_MODELS = frozenset({"step", "eval", "train", "manual_seed"})
"""Methods after which a model, or a generator, gives something else."""


def depend(first: cst.SimpleStatementLine, second: cst.SimpleStatementLine, site: Site) -> bool:
    """Whether the order of two statements counts, as far as can be told: where it cannot, it counts."""
    kinds = called_method(first), called_method(second)
    for kind, other, line in ((kinds[0], kinds[1], second), (kinds[1], kinds[0], first)):
        if kind in _ON_GRADIENTS or kind in _ON_MODELS:
            touched = {path.rpartition(".")[2] for path in reads(line)} & {"grad", "data"}
            return other in _ON_GRADIENTS | _ON_MODELS or bool(touched) or (kind in _ON_MODELS and _calls(line))
    mine, theirs = changes(first, site), changes(second, site)
    return _meet(mine, reads(second) | theirs) or _meet(theirs, reads(first))


def called_method(line: cst.CSTNode) -> str:
    """The method or function that a statement calls and keeps nothing of, or ""."""
    if isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Expr):
        call = line.body[0].value
        if isinstance(call, cst.Call):
            if isinstance(call.func, cst.Attribute):
                return call.func.attr.value
            if isinstance(call.func, cst.Name):
                return call.func.value
    return ""


def reads(node: cst.CSTNode) -> set[str]:
    """The paths (`w`, `self.data`) whose values a node uses; a method uses all that it is called on."""
    if isinstance(node, cst.Name):
        return {node.value}
    if isinstance(node, cst.Attribute):
        path = path_of(node)
        return {path} if path else reads(node.value)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return reads(node.func.value).union(*map(reads, node.args))
    if isinstance(node, cst.Arg):
        return reads(node.value)
    return set().union(*map(reads, node.children)) if node.children else set()


def changes(line: cst.SimpleStatementLine, site: Site) -> set[str]:
    """The paths that a statement binds, or whose values it may change."""
    changed: set[str] = set()
    for small in line.body:
        if isinstance(small, cst.Assign):
            changed = changed.union(*(_targets(target.target) for target in small.targets))
        elif isinstance(small, (cst.AugAssign, cst.AnnAssign)):
            changed |= _targets(small.target)
        elif isinstance(small, cst.Expr) and isinstance(small.value, cst.Call):
            changed |= _changed_by(small.value, site)
    return changed


def path_of(node: cst.BaseExpression) -> str:
    """An attribute of an attribute … of a name as a dotted path; "" for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        before = path_of(node.value)
        return f"{before}.{node.attr.value}" if before else ""
    return ""


def _changed_by(call: cst.Call, site: Site) -> set[str]:
    arguments = set().union(*map(reads, call.args)) if call.args else set()
    if not isinstance(call.func, cst.Attribute):
        return arguments
    if call.func.attr.value not in _CHANGES and not call.func.attr.value.endswith("_"):
        return set()
    receiver = path_of(call.func.value)
    if not receiver:
        return arguments | reads(call.func.value)
    # What is no name of the function is a module, whose function changes what it is given.
    return {receiver} if receiver.partition(".")[0] in site.names_at(call) else arguments


def _targets(target: cst.CSTNode) -> set[str]:
    """The paths that an assignment to this target changes: of an item, what it is an item of."""
    if isinstance(target, (cst.Tuple, cst.List)):
        return set().union(*(_targets(element.value) for element in target.elements))
    if isinstance(target, cst.StarredElement):
        return _targets(target.value)
    while isinstance(target, cst.Subscript):
        target = target.value
    path = path_of(target) if isinstance(target, cst.BaseExpression) else ""
    return {path} if path else set()


def _meet(changed: set[str], used: set[str]) -> bool:
    """Whether a path of one set is one of the other's, or holds one, or is held by one."""
    return any(concerns(one, other) for one in changed for other in used)


def _calls(node: cst.CSTNode) -> bool:
    """Whether a node calls a function by its name, which may be a model, or one that draws random numbers."""
    if isinstance(node, cst.Call) and (isinstance(node.func, cst.Name) or path_of(node.func).startswith("torch.")):
        return True
    if isinstance(node, cst.Call) and path_of(node.func).startswith("self."):
        return True
    return any(map(_calls, node.children))
