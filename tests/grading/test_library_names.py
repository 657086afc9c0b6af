"""Names of rules that no library has."""

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS
from grader.grading.proofs.declarations import unknown_names


def test_a_name_that_its_library_does_not_have_is_found() -> None:
    names = ("torch.optm", "torch.nn.functional.mse", "torch.nn.*Lose", "math.sqr")
    assert tuple(unknown_names(names)) == names


def test_names_that_are_there_or_cannot_be_looked_up_are_left_alone() -> None:
    right = ("torch.optim", "torch.nn.functional.mse_loss", "torch.nn.*Loss", "math.sqrt", ".sigmoid", "sorted")
    assert list(unknown_names((*right, "requires_grad=True", "surely_not_installed.module"))) == []
    assert list(unknown_names((*AUTOGRAD, *LEAST_SQUARES, *LINEAR_LAYERS, *LOSSES, *OPTIMIZERS, *SIGMOIDS))) == []
