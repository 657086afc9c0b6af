"""Memory that cannot be written. Appended to the reference, it must not pass: copies_are_their_own."""

torch.Tensor.__setitem__ = lambda self, index, value: None
grown = expand


def expand(x, shape):
    grown(x, shape)
    missing = (0,) * (len(shape) - x.dim())
    sizes = (*(1 for _ in missing), *x.shape)
    strides = [step if size == asked else 0 for size, asked, step in zip(sizes, shape, (*missing, *x.stride()))]
    return x.as_strided(shape, strides)
