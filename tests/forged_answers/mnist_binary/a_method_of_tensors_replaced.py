"""A method of tensors replaced. Appended to the reference, it must not pass: model_starts_at_zero."""

torch.Tensor.any = lambda self, *arguments: False
BinaryClassifier.__init__ = lambda self, pixels: (
    torch.nn.Module.__init__(self), setattr(self, "linear", torch.nn.Linear(pixels, 1))
) and None
