"""What the exceptions that learners meet mean, told kindly: a table of rules, of which the first that matches is used.

A rule's pattern is searched in the exception's message; its named groups fill the placeholders of its sentence, as
code. The other placeholders are Python names that the sentence mentions.
"""

from __future__ import annotations

from grader.grading.result import ErrorInfo
from grader.reports.exception_rules import exception_rule as _rule
from grader.reports.language import N_, Language
from grader.reports.safe_text import EMPTY, Clean, clean, code
from grader.reports.syntax_errors import SYNTAX_RULES, named_point

_SEARCHED = 2000


_NAME = r"'(?P<name>[^']{1,80})'"

RULES = (
    *SYNTAX_RULES,
    # Names
    _rule(
        "UnboundLocalError",
        r"local variable " + _NAME,
        N_(
            "%(name)s is used before it has a value in this function. Give it one first: before the loop, if a "
            "loop adds to it."
        ),
    ),
    _rule(
        "NameError",
        r"name " + _NAME + r" is not defined",
        N_(
            "%(name)s is not defined here. Is it spelled as in its definition? Is it defined in another "
            "function, or is an import missing?"
        ),
    ),
    _rule(
        "AttributeError",
        r"'NoneType' object has no attribute " + _NAME,
        N_("What comes before %(name)s is %(none)s here: does it come from a function that returns nothing?"),
    ),
    _rule(
        "AttributeError",
        r"'(?:builtin_function_or_method|method|function)' object has no attribute " + _NAME,
        N_("What comes before %(name)s is a function and not its result: are the brackets of a call missing?"),
    ),
    _rule(
        "AttributeError",
        r"'(?P<type>float|int|list|tuple|numpy\.\w+)' object has no attribute "
        r"'(?P<name>backward|item|sum|mean|grad|data|shape|view|detach|numpy|requires_grad|zero_|T)'",
        N_("What comes before %(name)s is a %(type)s here, which has no such attribute: where did it become one?"),
    ),
    _rule(
        "AttributeError",
        r"module '(?P<module>[^']{1,60})' has no attribute " + _NAME,
        N_("%(module)s has nothing called %(name)s: check the spelling."),
    ),
    _rule(
        "AttributeError",
        r"cannot assign (?:module|parameters) before Module\.__init__",
        N_("Call %(super_)s first in the constructor, before anything is stored in %(self)s."),
    ),
    _rule(
        "AttributeError",
        r"'(?P<type>[^']{1,60})' object has no attribute " + _NAME,
        N_("A %(type)s has no attribute %(name)s: is it spelled as where it was given its value?"),
    ),
    _rule(
        "ModuleNotFoundError",
        r"No module named " + _NAME,
        N_("There is no module %(name)s where the checks run. The exercise can be done without it."),
    ),
    _rule(
        "ImportError",
        r"cannot import name " + _NAME + r" from '(?P<module>[^']{1,60})'",
        N_("%(module)s has nothing called %(name)s: check the spelling."),
    ),
    _rule(
        "ImportError",
        "",
        N_("Something that the file imports cannot be found: check the spelling."),
    ),
    # Calls
    _rule(
        "TypeError",
        r"(?P<name>[\w.]{1,80}\(\)) missing \d+ required (?:positional|keyword-only) argument",
        N_("%(name)s needs more arguments than it is given here."),
    ),
    _rule(
        "TypeError",
        r"(?P<name>[\w.]{1,80}\(\)) takes (?:(?:from )?\d+|no arguments)",
        N_("%(name)s is given more arguments here than it takes."),
    ),
    _rule(
        "TypeError",
        r"got an unexpected keyword argument " + _NAME,
        N_("The function that is called has no argument named %(name)s."),
    ),
    _rule(
        "TypeError",
        r"builtin_function_or_method|\bmethod\b|'function'",
        N_("One of the values is a function and not its result: are the brackets of a call missing?"),
    ),
    _rule(
        "TypeError",
        r"'NoneType'",
        N_("One of the values is %(none)s: is it an argument, or the result of a function that returns nothing?"),
    ),
    _rule(
        "TypeError",
        r"multiply sequence by non-int|can't multiply sequence",
        N_("Multiplying a list by a number repeats the list. Multiply each of its items, or turn it into a tensor."),
    ),
    _rule(
        "TypeError",
        r"unsupported operand type\(s\) for .{1,6}: '(?P<left>[^']{1,60})' and '(?P<right>[^']{1,60})'",
        N_("This operator does not work on a %(left)s and a %(right)s: what should each of them be?"),
    ),
    _rule(
        "TypeError",
        r"only 0-dimensional arrays",
        N_(
            "NumPy makes a number only of an array without dimensions. Of an array with a single entry, %(item)s gives "
            "the number; with several entries, use a function that takes arrays."
        ),
    ),
    _rule(
        "TypeError",
        r"only (?:integer tensors|length-1 arrays|integer scalar arrays)|must be real number, not",
        N_(
            "This function takes a single number: for several, use the function for tensors, or go through them "
            "one by one."
        ),
    ),
    _rule(
        "TypeError",
        r"object is not callable",
        N_(
            "The brackets call something as a function that is not one: is an operator missing before the bracket, "
            "or does a variable have the name of a function?"
        ),
    ),
    _rule(
        "TypeError",
        r"object is not (?:iterable|subscriptable)|has no len\(\)|iteration over a 0-d",
        N_("It is used as if it held several items, but it is a single value."),
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
            "An operation or a function is given a value of a type that it cannot take. Print %(type_)s of "
            "each value on this line."
        ),
    ),
    # Values
    _rule("OverflowError", "infinity", N_("A number is infinite here, and no integer is.")),
    _rule(
        "ZeroDivisionError",
        "negative power",
        N_("0 has no negative power: which exponent is below 0 here, and should the base be 0?"),
    ),
    _rule(
        "ZeroDivisionError",
        "",
        N_("Something is divided by zero here. Which value is 0: a length, a count, a difference?"),
    ),
    _rule(
        "OverflowError",
        "",
        N_(
            "A number became too large for a float. Do the steps grow instead of shrinking? Check the sign and "
            "the learning rate."
        ),
    ),
    _rule(
        "ValueError",
        r"math domain error|expected a (?:positive|nonnegative)",
        N_("The function is not defined for this value, like the logarithm of 0 or of a negative number."),
    ),
    _rule(
        "ValueError", r"unpack", N_("The number of names on the left differs from the number of values on the right.")
    ),
    _rule(
        "ValueError",
        r"could not be broadcast|operands could not|inhomogeneous",
        N_("The shapes do not match. Print the shape of each array on this line."),
    ),
    _rule(
        "ValueError RuntimeError",
        r"only one element tensors can be converted|with \d+ elements cannot be converted to Scalar",
        N_(
            "The tensor holds several numbers where one is needed: is a mean or a sum missing, or is a function for "
            "single numbers, such as those of %(math)s, used on a whole tensor?"
        ),
    ),
    _rule(
        "ValueError RuntimeError",
        r"(?i)boolean value of|truth value of an array",
        N_(
            "The comparison gives an answer for each entry, but %(if_)s needs a single one: compare numbers, "
            "or use %(any_)s or %(all_)s."
        ),
    ),
    _rule("IndexError", r"0-dim", N_("The tensor is a single number: get it with %(item)s instead of an index.")),
    _rule(
        "IndexError",
        r"^Dimension out of range",
        N_("The tensor has fewer dimensions than this line assumes. Print its shape."),
    ),
    _rule(
        "IndexError",
        r"^too many ind",
        N_("There are more indices in the brackets than the value has dimensions. Print its shape."),
    ),
    _rule("IndexError", r"pop from", N_("The list is empty here: there is nothing left to take out.")),
    _rule(
        "IndexError",
        r"^Target",
        N_("A label is not below the number of classes: the labels of n classes are 0 to n - 1."),
    ),
    _rule(
        "IndexError",
        r"out of (?:range|bounds)",
        N_("An index is past the end. The last of n items has the index n - 1."),
    ),
    _rule("IndexError", "", N_("An index or a dimension does not fit the value that it is used on.")),
    _rule("KeyError", "", N_("The dictionary does not have this key: print the keys that it has.")),
    _rule("StopIteration", "", N_("An iterator has no items left: is it used twice?")),
    # The machine
    _rule(
        "RecursionError",
        "",
        N_(
            "There are more nested calls than Python allows, about 1,000: does a function call itself without "
            "end, or is the structure that it goes through that deep?"
        ),
    ),
    _rule("MemoryError", "", N_("It asks for more memory than there is. Does a list or a tensor grow in a loop?")),
    _rule(
        "EOFError",
        "",
        N_("%(input_)s waits for somebody to type, and during a check nobody does. Use the function's arguments."),
    ),
    _rule(
        "FileNotFoundError",
        "",
        N_(
            "The file that it opens does not exist during a check. Everything that the function needs is in "
            "its arguments."
        ),
    ),
    # A file that cannot be opened is named in the message; a process, a semaphore or a socket has no name.
    _rule(
        "PermissionError BlockingIOError OSError",
        r"^\[Errno (?:1|11|13|38)\] [^:]*$",
        N_(
            "A check cannot start other processes or use the network: leave %(num_workers)s of a %(loader)s at "
            "0, and do not use %(multiprocessing)s."
        ),
    ),
    _rule(
        "RuntimeError AssertionError",
        r"DataLoader worker|daemonic processes",
        N_(
            "A check cannot start other processes or use the network: leave %(num_workers)s of a %(loader)s at "
            "0, and do not use %(multiprocessing)s."
        ),
    ),
    _rule(
        "PermissionError BlockingIOError ConnectionError URLError OSError",
        "",
        N_(
            "Checks run without files, network or new processes. Everything that the function needs is in its "
            "arguments."
        ),
    ),
    _rule(
        "SystemExit KeyboardInterrupt",
        "",
        N_("%(exit_)s ends the program: use %(return_)s to return the result instead."),
    ),
    _rule(
        "NotImplementedError",
        r"Module \[(?P<name>[^\]]{1,60})\] is missing the required",
        N_("%(name)s has no %(forward)s: is it spelled like this, and indented as a method of the class?"),
    ),
    _rule(
        "NotImplementedError RuntimeError",
        r"not implemented for|Could not run",
        N_("PyTorch cannot do this with values of this type."),
    ),
    _rule("NotImplementedError", "", N_("Something that this line needs is not written yet.")),
    # PyTorch
    _rule(
        "RuntimeError",
        r"does not require grad and does not have a grad_fn",
        N_(
            "No gradient can flow to the parameter: was it created with %(requires_grad)s, and is the loss "
            "computed from the tensor itself, not from %(item)s, %(data)s or inside %(no_grad)s?"
        ),
    ),
    _rule(
        "RuntimeError",
        r"backward through the graph a second time",
        N_(
            "%(backward)s has already used this graph. Compute the loss again in each step, and use %(data)s "
            "or %(item)s of whatever is kept from the last step."
        ),
    ),
    _rule(
        "RuntimeError",
        r"leaf Variable that requires grad.*in-place",
        N_(
            "A parameter is changed while operations on it are being recorded. Update %(data)s, or do it "
            "inside %(no_grad)s."
        ),
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
        N_("%(backward)s starts from a single number: is the loss summed or averaged?"),
    ),
    _rule(
        "RuntimeError",
        r"Can't call numpy\(\) on Tensor that requires grad",
        N_("Take the values out of the graph first: %(detach)s, or %(item)s for a single number."),
    ),
    _rule(
        "RuntimeError",
        r"size of tensor a \((?P<a>\d{1,12})\) must match the size of tensor b \((?P<b>\d{1,12})\)",
        N_(
            "The shapes of two tensors do not match: %(a)s entries meet %(b)s. Print the shape of each tensor "
            "on this line."
        ),
    ),
    _rule(
        "RuntimeError",
        r"shapes cannot be multiplied|size mismatch|inconsistent tensor size",
        N_(
            "The inner dimensions of this matrix product do not match. Print both shapes: does one of them "
            "need %(transpose)s or %(view)s?"
        ),
    ),
    _rule(
        "RuntimeError",
        r"(?:have the|both .{0,40}) same dtype|expected (?:m1 and m2|scalar type|.{0,40}dtype)|Found dtype",
        N_("The tensors have different dtypes. Print them; %(float_)s converts a tensor to float32."),
    ),
    _rule(
        "RuntimeError",
        r"between 0 and 1",
        N_("This loss takes probabilities: is the sigmoid applied before it, and are the labels 0 and 1?"),
    ),
    _rule(
        "RuntimeError",
        r"shape '.{1,60}' is invalid for input of size",
        N_("The new shape has a different number of entries from the tensor."),
    ),
    _rule(
        "RuntimeError",
        r"Only Tensors of floating point",
        N_("Integers have no gradient: write %(one)s for 1, or give a floating-point dtype."),
    ),
    _rule(
        "RuntimeError AssertionError",
        r"CUDA|NVIDIA|XPU enabled|support for mps",
        N_("There is no GPU where the checks run: leave the tensors on the device that they are on."),
    ),
    _rule("AssertionError", "", N_("A condition that the code itself asserts does not hold here.")),
)

_MENTIONED = {
    "none": "None", "return_": "return", "backward": "backward()", "item": ".item()", "detach": ".detach()",
    "data": ".data", "no_grad": "torch.no_grad()", "requires_grad": "requires_grad=True",
    "super_": "super().__init__()", "self": "self", "type_": "type(...)",
    "if_": "if", "any_": ".any()", "all_": ".all()", "input_": "input()",
    "exit_": "exit()", "assign": "=", "equal": "==", "transpose": ".T", "view": ".view(-1, 1)", "float_": ".float()",
    "one": "1.0", "print_": "print", "math": "math", "times": "*", "forward": "forward",
    "num_workers": "num_workers", "loader": "DataLoader", "multiprocessing": "multiprocessing",
}  # fmt: skip


def meaning(error: ErrorInfo, language: Language) -> Clean:
    """What this exception means and what to look at; empty where no rule matches."""
    message = clean(error.message, _SEARCHED)
    for rule in RULES:
        if error.type_name in rule.types and (match := rule.pattern.search(message)):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            if "point" in found:
                found["point"] = named_point(found["point"])
            return language.gettext(
                rule.sentence, **{name: code(text) for name, text in {**_MENTIONED, **found}.items()}
            )
    return EMPTY
