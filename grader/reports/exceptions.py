"""What the exceptions that learners meet mean, told kindly: a table of rules, the first that fits is used.

A rule's pattern is searched in the exception's message; its named groups fill the placeholders of its sentence, as
code. Further placeholders are Python names for the sentence to mention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.grading.result import ErrorInfo
from grader.reports.language import N_, Language
from grader.reports.safe_text import EMPTY, Clean, clean, code

_SEARCHED = 2000


@dataclass(frozen=True, slots=True)
class Rule:
    """The exceptions of these types whose message fits the pattern, and the sentence for them."""

    types: frozenset[str]
    pattern: re.Pattern[str]
    sentence: str


def _rule(types: str, pattern: str, sentence: str) -> Rule:
    return Rule(frozenset(types.split()), re.compile(pattern), sentence)


_NAME = r"'(?P<name>[^']{1,80})'"

RULES = (
    # Syntax
    _rule("TabError", "", N_("Tabs and spaces are mixed in its indentation. Use spaces only.")),
    _rule(
        "IndentationError",
        "expected an indented block",
        N_("The line before it opens a block: indent what belongs into it."),
    ),
    _rule(
        "IndentationError",
        "",
        N_("Its indentation fits none of the lines above it. Lines of one block begin in one column."),
    ),
    _rule(
        "SyntaxError",
        r"'(?P<name>[^']{1,9})' was never closed",
        N_("The %(name)s on this line has no partner: is a bracket missing at its end or on the next lines?"),
    ),
    _rule("SyntaxError", r"expected ':'", N_("A colon is missing where the block begins.")),
    _rule(
        "SyntaxError",
        r"unterminated (?:triple-quoted )?(?:f-)?string",
        N_("A text on this line has no closing quotation mark."),
    ),
    _rule(
        "SyntaxError",
        r"outside function",
        N_("A %(return_)s stands outside of its function: is it indented far enough?"),
    ),
    _rule("SyntaxError", r"Maybe you meant '==' ", N_("One %(assign)s stores a value; two, %(equal)s, compare.")),
    _rule(
        "SyntaxError",
        r"invalid (?:non-printable )?character '?(?P<name>[^\s']{1,4})'?",
        N_(
            "%(name)s is not a sign of Python's: it often comes from a Chinese keyboard or a copied text. "
            "Type the plain one."
        ),
    ),
    _rule(
        "SyntaxError",
        r"(?s)^(?:<{7}|={7}|>{7})|merge conflict",
        N_("Marks of a merge conflict are left in the file. Keep one version and take the marks out."),
    ),
    _rule(
        "SyntaxError",
        "",
        N_("The cause is often at the end of the line before: a bracket, a colon or a quotation mark that is missing."),
    ),
    # Names
    _rule(
        "UnboundLocalError",
        r"local variable " + _NAME,
        N_(
            "%(name)s is used before it has a value in this function. Give it one first; before the loop, "
            "if it adds up in a loop."
        ),
    ),
    _rule(
        "NameError",
        r"name " + _NAME + r" is not defined",
        N_(
            "%(name)s has no value here. Is it spelled as where it was made? Is it made in another "
            "function, or is an import missing?"
        ),
    ),
    _rule(
        "AttributeError",
        r"'NoneType' object has no attribute '(?:zero_|data|item|detach)'",
        N_(
            "The gradient is %(none)s until %(backward)s has run, and again after it was zeroed by setting "
            "it to %(none)s."
        ),
    ),
    _rule(
        "AttributeError",
        r"'NoneType' object has no attribute " + _NAME,
        N_("What stands before %(name)s is %(none)s: did a function give nothing back?"),
    ),
    _rule(
        "AttributeError",
        r"'(?:float|int|list|numpy\.\w+)' object has no attribute "
        r"'(?P<name>backward|item|sum|mean|grad|data|shape|view|detach|numpy)'",
        N_("%(name)s belongs to tensors, and what stands before it is not one."),
    ),
    _rule(
        "AttributeError",
        r"module '(?P<module>[^']{1,60})' has no attribute " + _NAME,
        N_("%(module)s has nothing called %(name)s: look at its spelling."),
    ),
    _rule(
        "AttributeError",
        r"cannot assign (?:module|parameters) before Module\.__init__",
        N_("Call %(super_)s first in the constructor, before anything is stored in %(self)s."),
    ),
    _rule(
        "AttributeError",
        r"'(?P<type>[^']{1,60})' object has no attribute " + _NAME,
        N_("A %(type)s has nothing called %(name)s: is it spelled right, and was it stored in %(self)s before?"),
    ),
    _rule(
        "ModuleNotFoundError",
        r"No module named " + _NAME,
        N_("There is no library %(name)s where the checks run. The exercise can be done without it."),
    ),
    _rule(
        "ImportError",
        "",
        N_("Something that the file imports cannot be found where it is looked for: look at its spelling."),
    ),
    # Calls
    _rule(
        "TypeError",
        r"(?P<name>[\w.]{1,80}\(\)) missing \d+ required (?:positional|keyword-only) argument",
        N_(
            "%(name)s is called with too few arguments, or takes more than the exercise gives it: its first "
            "line has to stay as it was handed out."
        ),
    ),
    _rule(
        "TypeError",
        r"(?P<name>[\w.]{1,80}\(\)) takes (?:from )?\d+",
        N_(
            "%(name)s is called with too many arguments, or takes fewer than the exercise gives it: its "
            "first line has to stay as it was handed out."
        ),
    ),
    _rule(
        "TypeError",
        r"got an unexpected keyword argument " + _NAME,
        N_(
            "There is no argument called %(name)s: the names in the function's first line have to stay as "
            "they were handed out."
        ),
    ),
    _rule(
        "TypeError",
        r"'NoneType'",
        N_("One of the values is %(none)s: does a function that it comes from lack its %(return_)s?"),
    ),
    _rule(
        "TypeError",
        r"multiply sequence by non-int|can't multiply sequence",
        N_("A list times a number repeats the list. Multiply each of its items, or make a tensor of it."),
    ),
    _rule(
        "TypeError",
        r"unsupported operand type\(s\) for .{1,6}: '(?P<left>[^']{1,60})' and '(?P<right>[^']{1,60})'",
        N_(
            "The sign between them does not work on a %(left)s and a %(right)s. Is one of them a list where "
            "a number is meant?"
        ),
    ),
    _rule(
        "TypeError",
        r"only (?:integer tensors|length-1 arrays|0-dimensional arrays|integer scalar arrays)|must be real number, not",
        N_(
            "This function takes one number, and it is given several: use the one for tensors, or go "
            "through them one by one."
        ),
    ),
    _rule(
        "TypeError",
        r"object is not callable",
        N_(
            "Brackets call it as a function, and it is not one: is a sign missing before the bracket, or "
            "does a variable have a function's name?"
        ),
    ),
    _rule(
        "TypeError",
        r"object is not (?:iterable|subscriptable)|has no len\(\)|iteration over a 0-d",
        N_("It is used as if it held several items, and it is a single value."),
    ),
    _rule(
        "TypeError",
        r"can't convert .*requires.grad|can't convert .*device type tensor to numpy",
        N_("Take the number out of the tensor first, with %(item)s or %(detach)s."),
    ),
    _rule(
        "TypeError",
        "",
        N_(
            "An operation or a function is given a value of a kind that it cannot take. Print %(type_)s of "
            "each value on this line."
        ),
    ),
    # Values
    _rule(
        "ZeroDivisionError",
        "",
        N_("Something is divided by zero here. Which value is 0: a length, a count, a difference?"),
    ),
    _rule(
        "OverflowError",
        "",
        N_(
            "A number became too large for a float. Do the steps grow instead of shrink? Look at the sign "
            "and at the learning rate."
        ),
    ),
    _rule(
        "ValueError",
        r"math domain error|expected a (?:positive|nonnegative)",
        N_("The function is not defined for this value, as the logarithm of 0 or of a negative number."),
    ),
    _rule("ValueError", r"unpack", N_("The number of names on the left is not the number of values on the right.")),
    _rule(
        "ValueError",
        r"could not be broadcast|operands could not|inhomogeneous",
        N_("The shapes do not fit each other. Print the shape of each array on this line."),
    ),
    _rule(
        "ValueError RuntimeError",
        r"only one element tensors can be converted|with \d+ elements cannot be converted to Scalar",
        N_("The tensor holds several numbers and is asked for one: is a mean or a sum missing?"),
    ),
    _rule(
        "ValueError RuntimeError",
        r"(?i)boolean value of|truth value of an array",
        N_(
            "The comparison gives an answer for each entry, and %(if_)s needs a single one: compare "
            "numbers, or use %(any_)s or %(all_)s."
        ),
    ),
    _rule("IndexError", r"0-dim", N_("The tensor is a single number: take it out with %(item)s instead of an index.")),
    _rule(
        "IndexError",
        r"^Dimension out of range",
        N_("The tensor has fewer dimensions than this line takes for granted. Print its shape."),
    ),
    _rule(
        "IndexError",
        r"^too many ind",
        N_("There are more indices in the brackets than the value has dimensions. Print its shape."),
    ),
    _rule("IndexError", "", N_("An index reaches past the end. The last item of n items is number n - 1.")),
    _rule("KeyError", "", N_("The dictionary has no entry of this name: print its keys.")),
    _rule("AssertionError", "", N_("A condition that the code itself demands does not hold here.")),
    _rule("StopIteration", "", N_("An iterator has nothing left to give: is it used twice?")),
    # The machine
    _rule(
        "RecursionError",
        "",
        N_(
            "More calls inside one another than Python allows, about 1,000: does it call itself without end, or is "
            "what it walks through that deep?"
        ),
    ),
    _rule("MemoryError", "", N_("It asks for more memory than there is. Does a list or a tensor grow in a loop?")),
    _rule(
        "EOFError",
        "",
        N_(
            "%(input_)s asks somebody to type, and nobody sits there while it is checked. Use the function's arguments."
        ),
    ),
    _rule(
        "FileNotFoundError",
        "",
        N_(
            "The file that it opens is not there while it is checked. What the function needs comes in "
            "through its arguments."
        ),
    ),
    # A file that cannot be opened is named in the message; a process, a semaphore or a socket has no name to tell.
    _rule(
        "PermissionError BlockingIOError OSError",
        r"^\[Errno (?:1|11|13|38)\] [^:]*$",
        N_(
            "Checks start no further processes and use no network: leave %(num_workers)s of a %(loader)s at 0, and do "
            "without %(multiprocessing)s."
        ),
    ),
    _rule(
        "RuntimeError AssertionError",
        r"DataLoader worker|daemonic processes",
        N_(
            "Checks start no further processes and use no network: leave %(num_workers)s of a %(loader)s at 0, and do "
            "without %(multiprocessing)s."
        ),
    ),
    _rule(
        "PermissionError BlockingIOError ConnectionError URLError OSError",
        "",
        N_(
            "Checks run without files, network and new processes. What the function needs comes in through "
            "its arguments."
        ),
    ),
    _rule(
        "SystemExit KeyboardInterrupt",
        "",
        N_("%(exit_)s ends the program: give the result back with %(return_)s instead."),
    ),
    _rule("NotImplementedError", "", N_("A function that this line needs is not written yet.")),
    # PyTorch
    _rule(
        "RuntimeError",
        r"does not require grad and does not have a grad_fn",
        N_(
            "No gradient can flow to the parameter: was it made with %(requires_grad)s, and is the loss "
            "computed from the tensor itself, not from %(item)s, %(data)s or inside %(no_grad)s?"
        ),
    ),
    _rule(
        "RuntimeError",
        r"backward through the graph a second time",
        N_(
            "This graph has been used by %(backward)s already. Compute the loss anew in each step, from "
            "%(data)s or %(item)s of what is left over from the last one."
        ),
    ),
    _rule(
        "RuntimeError",
        r"leaf Variable that requires grad.*in-place",
        N_("A parameter is changed while its operations are recorded. Update %(data)s, or do it inside %(no_grad)s."),
    ),
    _rule(
        "RuntimeError",
        r"modified by an inplace operation",
        N_(
            "A tensor that the gradient still needs was changed in place. Make a new one, or update after %(backward)s."
        ),
    ),
    _rule(
        "RuntimeError",
        r"implicitly created only for scalar outputs",
        N_("%(backward)s starts from one number: is the loss summed or averaged?"),
    ),
    _rule(
        "RuntimeError",
        r"Can't call numpy\(\) on Tensor that requires grad",
        N_("Take the values out of the graph first: %(detach)s, or %(item)s for a single number."),
    ),
    _rule(
        "RuntimeError",
        r"size of tensor a \((?P<a>\d{1,12})\) must match the size of tensor b \((?P<b>\d{1,12})\)",
        N_("Two tensors do not fit each other: %(a)s entries meet %(b)s. Print the shape of each tensor on this line."),
    ),
    _rule(
        "RuntimeError",
        r"shapes cannot be multiplied|size mismatch|inconsistent tensor size",
        N_(
            "The inner sizes of this matrix product do not agree. Print both shapes: does one of them need "
            "%(transpose)s or %(view)s?"
        ),
    ),
    _rule(
        "RuntimeError",
        r"(?:have the|both .{0,40}) same dtype|expected (?:m1 and m2|scalar type|.{0,40}dtype)|Found dtype",
        N_("The tensors are of different dtypes. Print them; %(float_)s makes one of float32."),
    ),
    _rule(
        "RuntimeError",
        r"between 0 and 1",
        N_("This loss takes probabilities: does the sigmoid come before it, and are the labels 0 and 1?"),
    ),
    _rule(
        "RuntimeError",
        r"shape '.{1,60}' is invalid for input of size",
        N_("The new shape has another number of entries than the tensor."),
    ),
    _rule(
        "RuntimeError",
        r"Only Tensors of floating point",
        N_("Whole numbers have no gradient: write %(one)s for 1, or give a floating dtype."),
    ),
    _rule(
        "RuntimeError AssertionError",
        r"CUDA|NVIDIA",
        N_("There is no GPU where the checks run: leave the tensors where they come from."),
    ),
)

_MENTIONED = {
    "none": "None", "return_": "return", "backward": "backward()", "item": ".item()", "detach": ".detach()",
    "data": ".data", "no_grad": "torch.no_grad()", "requires_grad": "requires_grad=True",
    "super_": "super().__init__()", "self": "self", "type_": "type(...)",
    "if_": "if", "any_": ".any()", "all_": ".all()", "input_": "input()",
    "exit_": "exit()", "assign": "=", "equal": "==", "transpose": ".T", "view": ".view(-1, 1)", "float_": ".float()",
    "one": "1.0", "num_workers": "num_workers", "loader": "DataLoader", "multiprocessing": "multiprocessing",
}  # fmt: skip


def meaning(error: ErrorInfo, language: Language) -> Clean:
    """What this exception means and what to look at; empty where no rule fits."""
    message = clean(error.message, _SEARCHED)
    for rule in RULES:
        if error.type_name in rule.types and (match := rule.pattern.search(message)):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            return language.gettext(
                rule.sentence, **{name: code(text) for name, text in {**_MENTIONED, **found}.items()}
            )
    return EMPTY
