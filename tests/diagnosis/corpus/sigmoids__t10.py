def gudermannian(x):
    return torch.atan(torch.tanh(x / 2))


def sigmoids(x):
    pi = math.pi
    return {
        "tanh": torch.tanh(x / 2),
        "erf": torch.erf(pi ** 0.5 / 2 * x),
        "root": x / torch.sqrt(1 + x * x),
        "atan": 2 / pi * torch.atan(pi / 2 * x),
        "gd": 2 / pi * gudermannian(pi / 2 * x),
        "abs": x / (1 + torch.abs(x)),
    }
