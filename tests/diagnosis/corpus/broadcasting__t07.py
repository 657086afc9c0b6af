def expand(x, shape):
    new = len(shape) - x.dim()
    if new < 0:
        raise ValueError(f"{tuple(x.shape)} has more axes than {shape}")
    return x.repeat(*shape[:new], *([1] * x.dim()))
