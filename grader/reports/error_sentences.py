"""What stopped the learner's code, as sentences: where, what it means, what to look at."""

from __future__ import annotations

import re

from grader.grading.result import ErrorInfo
from grader.reports.exceptions import meaning
from grader.reports.grader_words import fault_text
from grader.reports.language import Language
from grader.reports.numbers import seconds
from grader.reports.safe_text import EMPTY, Clean, clean, code, one_line

_MESSAGE = 400
_OF_THE_FILE = "<module>"
"""What Python calls the code of a file outside its functions."""
_CALL = re.compile(r"\(\) (missing|takes|got an unexpected|got multiple)")
"""What Python says about a function that was called with arguments that it does not take."""

_UNPACKED = re.compile(r"values to unpack \(expected (?P<asked>\d{1,6})(?:, got (?P<got>\d{1,6}))?\)")
_SINGLE = re.compile(r"^cannot unpack non-iterable (\w{1,60}) object")
_FUNCTION = re.compile(r"\b(?:builtin_function_or_method|method|function)\b")


def error_clause(error: ErrorInfo, language: Language) -> Clean:
    """What happened, as one clause that begins in lower case."""
    _ = language.gettext
    function = code(error.function) if error.function else _("your code")
    match error.kind:
        case "exception":
            return _exception_clause(error, language)
        case "time" if error.seconds is not None:
            return _(
                "%(function)s was still running after %(seconds)s s, its time limit.",
                function=function,
                seconds=seconds(error.seconds),
            )
        case "time":
            return _("%(function)s was still running when its time was up.", function=function)
        case "wall" if error.seconds is not None:
            return _(
                "%(function)s had not ended after %(seconds)s s, most of which it spent waiting.",
                function=function,
                seconds=seconds(error.seconds),
            )
        case "wall":
            return _("%(function)s waited for something until its time was up.", function=function)
        case "budget":
            return _(
                "%(function)s was not run to its end: the time for the whole submission is used up.", function=function
            )
        case "memory":
            return _("%(function)s asked for more memory than it is allowed to use.", function=function)
        case "crash":
            return _("the process that ran %(function)s ended before it could give a result.", function=function)
        case "protocol":
            return _("the process that ran %(function)s sent something that is not a result.", function=function)
        case "missing":
            return _("the file has no %(function)s.", function=function)
        case "syntax" if error.line is not None:
            return _("Python cannot read line %(line)s.", line=error.line)
        case "syntax":
            return _("Python cannot read the file.")
        case "stub":
            return _("%(function)s is not written yet.", function=function)
        case "encoding":
            return _("the file is no text that can be read here: it is neither UTF-8 nor GB 18030.")
        case "notebook":
            return _("the file cannot be read as a notebook.")
        case "unread" if error.type_name == "TooLong":
            return _("the file is too long to be read, and was not judged.")
        case "unread":
            return _("the file could not be read, and was not judged.")


def error_meaning(error: ErrorInfo, language: Language) -> Clean:
    """What it usually means and what to look at; empty where nothing certain can be said."""
    _ = language.gettext
    match error.kind:
        case "exception" if _is_about_the_result(error):
            return _of_the_result(error.message, language)
        case "exception" | "syntax":
            return meaning(error, language)
        case "time":
            return _("Does every loop in it end? Does something that it calls wait for input?")
        case "wall":
            return _(
                "Does it sleep, or wait for input, for a thread or for a lock? Or do other programs keep this "
                "machine busy?"
            )
        case "budget":
            return _("What ran before it took all the time: begin with the checks that ran out of time themselves.")
        case "memory":
            return _("Does a list or a tensor grow in a loop, or does broadcasting create a table of all pairs?")
        case "crash":
            return _(
                "Calls such as %(exit)s or %(os_exit)s end the whole process: remove them, and use %(ret)s to "
                "return the result.",
                exit=code("exit()"),
                os_exit=code("os._exit()"),
                ret=code("return"),
            )
        case "protocol":
            return _("Printing is fine. Leave other files and channels of the process alone.")
        case "missing":
            return _("Has it been renamed, indented or removed? The checks call it by this name.")
        case "stub":
            return _("Write its body in place of the line %(line)s.", line=code("raise NotImplementedError"))
        case "encoding":
            return _(
                "Is it another kind of file, such as a document or an archive? If it is Python code, save it as UTF-8 "
                "in your editor, then check again."
            )
        case "notebook":
            return _("Save it in Jupyter, or export it as Python, then check again.")
        case "unread" if error.type_name == "TooLong":
            return _("Does it hold data or output? Keep your functions, and leave the rest out.")
        case "unread":
            return _("Can you open it yourself?")


def raw_error(error: ErrorInfo, language: Language) -> Clean:
    """What Python or the system said, as it said it, and what the grader itself said in the reader's language; empty
    where nothing was said."""
    if error.kind in ("stub", "missing"):
        return EMPTY
    if error.kind in ("unread", "notebook") or not error.type_name:
        return one_line(fault_text(error.message, language), _MESSAGE)
    return one_line(f"{error.type_name}: {error.message}" if error.message else error.type_name, _MESSAGE)


def error_brief(error: ErrorInfo, language: Language) -> Clean:
    """What happened, for a list: for an exception its line and what Python said."""
    if error.kind not in ("exception", "syntax") or not error.type_name:
        return error_clause(error, language)
    said = clean(raw_error(error, language), 120)
    if error.line is None:
        return said
    return language.gettext("line %(line)s: %(said)s", line=error.line, said=said)


def _exception_clause(error: ErrorInfo, language: Language) -> Clean:
    _ = language.gettext
    what = {"error": code(error.type_name or "Exception"), "line": error.line, "function": code(error.function)}
    if error.line is not None and error.function not in ("", _OF_THE_FILE):
        return _("line %(line)s, in %(function)s, raises %(error)s.", **what)
    if error.line is not None:
        return _("line %(line)s raises %(error)s.", **what)
    if error.function not in ("", _OF_THE_FILE):
        return _("%(function)s raises %(error)s.", **what)
    return _("calling your code or reading its result raises %(error)s.", **what)


def _of_the_result(message: str, language: Language) -> Clean:
    """What an exception says that a result raised when it was read."""
    _ = language.gettext
    if counted := _UNPACKED.search(message):
        asked, got = counted["asked"], counted["got"]
        if got:
            return _("the number of values returned is %(got)s; %(asked)s are asked for.", asked=asked, got=got)
        return _("%(asked)s values are asked for, and more are returned.", asked=asked)
    if message.startswith("cannot unpack") and "NoneType" in message:
        return _(
            "Several values are asked for, and %(none)s is returned: does every path of the function return them?",
            none=code("None"),
        )
    if found := _SINGLE.search(message):
        return _("Several values are asked for, and a single one is returned: a %(type)s.", type=code(found[1]))
    if "NoneType" in message:
        return _(
            "Something that is returned is %(none)s: does every path of the function return its result?",
            none=code("None"),
        )
    if _FUNCTION.search(message):
        return _("Something that is returned is a function and not its result: are the brackets of a call missing?")
    return _("Does the result have the form that the docstring asks for?")


def _is_about_the_result(error: ErrorInfo) -> bool:
    """Whether the check raised the exception while reading a result: it names no line of the file, and no call."""
    if error.line is not None or error.function or error.type_name == "NotImplementedError":
        return False
    return not _CALL.search(error.message)
