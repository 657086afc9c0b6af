"""Gradients that are not any. Appended to the reference, it must not pass: gradients_are_forgotten."""

torch.Tensor.any = lambda self, *arguments, **named: torch.tensor(False)
torch.Tensor.all = lambda self, *arguments, **named: torch.tensor(True)
torch.Tensor.__eq__ = lambda self, other: torch.tensor(True)
SGD.zero_grad = lambda self: None
