"""What the learner's source shows, as sentences: what explains an exception, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from grader.grading.result import CheckResult, ErrorInfo
from grader.reports.difference_sentences import listed
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, code
from grader.source.evidence import Evidence, EvidenceKind

_OF_THE_RAISE: frozenset[EvidenceKind] = frozenset(
    {
        "called_value",
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
        "unwritten",
    }
)


def explanation_of(error: ErrorInfo, evidence: Sequence[Evidence], language: Language) -> Clean:
    """What explains an exception, in the words of the learner's own source; empty where it does not show it."""
    found = next((one for one in evidence if _explains(one, error)), None)
    return EMPTY if found is None else evidence_sentence(found, language)


def beside_error(check: CheckResult, error: ErrorInfo | None, language: Language) -> list[Clean]:
    """What else the source shows about a check that did not pass."""
    taken = next((one for one in check.evidence if error is not None and _explains(one, error)), None)
    return [evidence_sentence(one, language) for one in check.evidence if one is not taken]


def evidence_sentence(evidence: Evidence, language: Language) -> Clean:
    """One piece of evidence as a sentence, or two; it may begin in lower case."""
    _ = language.gettext
    what = {"line": evidence.line, "name": code(evidence.name), "other": code(evidence.other)}
    what |= {"names": _codes(evidence.names, language), "others": _codes(evidence.others, language)}
    match evidence.kind:
        case "absent":
            return _("The file has no %(name)s.", **what)
        case "argument_unused":
            return _(
                "%(name)s does not use %(names)s; it reads %(others)s of the file instead. The data of a check is in "
                "the arguments.",
                **what,
            )
        case "autograd_off":
            return _("line %(line)s switches autograd off for everything that comes after it: remove it.", **what)
        case "bare_name":
            return _("line %(line)s names %(name)s and does not call it: its brackets, `()`, are missing.", **what)
        case "called_value":
            return _(
                "The brackets after %(name)s call it as a function, but it is a value: is an operator missing "
                "between them?",
                **what,
            )
        case "constructor_misspelt":
            return _(
                "%(other)s has a method %(name)s on line %(line)s. The constructor is spelled %(init)s, with two "
                "underscores on each side; any other name is never called on its own.",
                init=code("__init__"),
                **what,
            )
        case "defined_twice":
            first = _at(evidence.count, language)
            return _(
                "%(name)s is defined twice, on %(first)s and on line %(line)s. The last one counts.",
                first=first,
                **what,
            )
        case "exclusive_or":
            return _(
                "on line %(line)s, %(xor)s is the exclusive or of bits, which is no power in Python: a power is "
                "written %(power)s.",
                xor=code("^"),
                power=code("**"),
                **what,
            )
        case "first_line":
            return _first_line(evidence, language)
        case "gradient_none":
            return _(
                "%(grad)s is %(none)s here: a gradient is there only after %(backward)s has run, and not after it "
                "was reset to %(none)s. Only the tensor that was created with %(requires_grad)s gets one.",
                grad=code(evidence.name or ".grad"),
                none=code("None"),
                backward=code("backward()"),
                requires_grad=code("requires_grad=True"),
            )
        case "list_method":
            return _(
                "%(name)s on line %(line)s changes the list and returns %(none)s: call it on a line of its own, "
                "without assigning its result.",
                none=code("None"),
                line=evidence.line,
                name=code(f".{evidence.name}()"),
            )
        case "local_name":
            return _(
                "%(name)s is assigned in this function, so that it is a local variable in all of it, and the one of "
                "the file is not seen. Pass the value in as an argument, or give it one here first.",
                **what,
            )
        case "merge_conflict":
            return _(
                "on line %(line)s begin the marks of a merge conflict, which Git left there: keep one of the versions "
                "and delete the lines with the marks.",
                **what,
            )
        case "no_return":
            return _(
                "%(name)s returns nothing (%(none)s), since it has no %(ret)s with a value: return the result.",
                none=code("None"),
                ret=code("return"),
                **what,
            )
        case "notebook_command":
            return _(
                "%(name)s is a command of notebooks and not Python: it cannot stand in a %(ending)s file. Remove the "
                "line.",
                ending=code(".py"),
                **what,
            )
        case "operator_missing":
            return _(
                "The brackets call what comes before them as a function, but it is a value: is an operator such as "
                "%(times)s missing?",
                times=code("*"),
            )
        case "own_call":
            return _own_call(evidence, language)
        case "shadowed":
            return _(
                "%(name)s is not the function here: %(first)s gives this name a value. Choose another name for the "
                "value.",
                first=_at(evidence.count, language),
                **what,
            )
        case "star_import":
            return _(
                "%(name)s is %(full)s here: the star import on line %(line)s has replaced the function of Python. "
                "Import only what you need.",
                name=code(evidence.name),
                full=code(f"{evidence.other}.{evidence.name}"),
                line=evidence.count,
            )
        case "step_first":
            return _(
                "line %(line)s makes the step before %(backward)s has computed its gradients, on %(after)s.",
                backward=code("backward()"),
                after=_at(evidence.count, language),
                **what,
            )
        case "uncalled":
            return _("line %(line)s names %(name)s and does not call it: its brackets, `()`, are missing.", **what)
        case "unread":
            return _("Not judged: the file was not read.")
        case "unwritten":
            return _("A function that this line needs is not written yet.")


def _first_line(evidence: Evidence, language: Language) -> Clean:
    _ = language.gettext
    owner, _dot, name = evidence.name.rpartition(".")
    arguments = ", ".join(("self", *evidence.names) if owner else evidence.names)
    what = {"name": code(evidence.name), "line": evidence.line, "first": code(f"def {name}({arguments})")}
    if not evidence.others:
        return _("%(name)s was handed out as %(first)s, and has other arguments on line %(line)s.", **what)
    return _(
        "%(name)s was handed out as %(first)s, and has other arguments on line %(line)s. Here %(names)s belongs to the "
        "arguments, and is no variable of the file.",
        names=_codes(evidence.others, language),
        **what,
    )


def _own_call(evidence: Evidence, language: Language) -> Clean:
    _ = language.gettext
    what = {"line": evidence.line, "name": code(evidence.name)}
    takes = code(f"({', '.join(evidence.names)})")
    if evidence.count is None:
        return _(
            "%(name)s takes other arguments than this call on line %(line)s gives it: %(takes)s.", takes=takes, **what
        )
    return language.ngettext(
        "the call on line %(line)s gives %(name)s one argument; it takes %(takes)s.",
        "the call on line %(line)s gives %(name)s %(n)s arguments; it takes %(takes)s.",
        evidence.count,
        takes=takes,
        **what,
    )


def _explains(evidence: Evidence, error: ErrorInfo) -> bool:
    """Whether a piece of evidence says why an exception was raised, so that nothing general need be said of it."""
    if evidence.kind in _OF_THE_RAISE:
        return error.kind in ("exception", "syntax")
    if evidence.kind == "exclusive_or":
        return "xor" in error.message or " ^" in error.message
    if evidence.kind == "uncalled":
        return "function" in error.message or "method" in error.message
    if evidence.kind == "autograd_off":
        return "does not require grad" in error.message
    return evidence.kind == "constructor_misspelt" and evidence.other in error.message


def _codes(names: Sequence[str], language: Language) -> Clean:
    return listed([code(name) for name in names], language)


def _at(line: int | None, language: Language) -> Clean:
    return language.gettext("line %(line)s", line=line)
