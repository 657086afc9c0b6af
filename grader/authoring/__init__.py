"""What a course author imports: declarations of cases, checks and mistakes, and nothing that reads or writes."""

from grader.authoring.cases import (
    Case,
    Data,
    Folder,
    Plain,
    RandomCase,
    array,
    case,
    folder,
    plain,
    random_case,
    random_regression,
    tensor,
)
from grader.authoring.checks import ROLES, AnyCase, Check, Curve, Exercise, Role, check, curve, exercise
from grader.authoring.datasets import Samples, cifar10_folder, md5_sums, mnist_folder
from grader.authoring.equivalents import Equivalent, equivalent
from grader.authoring.errors import AuthoringError, Place
from grader.authoring.expectations import (
    Converges,
    EqualsReference,
    Expectation,
    Raises,
    Satisfies,
    Within,
    converges,
    equals_reference,
    raises,
    satisfies,
    within,
)
from grader.authoring.mistakes import Mistake, mistake
from grader.authoring.rules import (
    AUTOGRAD,
    LEAST_SQUARES,
    LINEAR_LAYERS,
    LOSSES,
    OPTIMIZERS,
    SIGMOIDS,
    Rule,
    by_hand,
    forbid,
)
from grader.authoring.text import Text

__all__ = [
    "AUTOGRAD", "LEAST_SQUARES", "LINEAR_LAYERS", "LOSSES", "OPTIMIZERS", "ROLES", "SIGMOIDS", "AnyCase",
    "AuthoringError", "Case", "Check", "Converges", "Curve", "Data", "EqualsReference", "Equivalent", "Exercise",
    "Expectation", "Folder", "Mistake", "Place", "Plain", "Raises", "RandomCase", "Role", "Rule", "Samples",
    "Satisfies", "Text", "Within", "array", "by_hand", "case", "check", "cifar10_folder", "converges", "curve",
    "equals_reference", "equivalent", "exercise", "folder", "forbid", "md5_sums", "mistake", "mnist_folder", "plain",
    "raises", "random_case", "random_regression", "satisfies", "tensor", "within",
]  # fmt: skip
