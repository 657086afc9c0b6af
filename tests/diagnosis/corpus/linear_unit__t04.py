def parameter_shapes(x, y):
    if x.dim() != 2 or y.dim() != 2 or x.shape[0] != y.shape[0]:
        raise ValueError("x and y must be matrices with equally many rows")
    return (x.shape[1], y.shape[1]), (y.shape[1],)
