def sigmoids(x):
    pi = math.pi
    return {
        "tanh": torch.tanh(x),
        "erf": torch.erf(math.sqrt(pi) / 2 * x),
        "root": x / torch.sqrt(torch.ones(1, dtype=x.dtype)) + x ** 2,
        "atan": 2 / pi * torch.atan(pi / 2 * x),
        "gd": 2 / pi * gudermannian(pi / 2 * x),
        "abs": x / (1 + x.abs()),
    }
