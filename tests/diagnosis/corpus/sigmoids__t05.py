def sigmoids(x):
    p = math.pi
    r = {}
    r["tanh"] = torch.tanh(x)
    r["erf"] = torch.erf(math.sqrt(p / 2) * x)
    r["root"] = x / (1 + x ** 2) ** 0.5
    r["atan"] = torch.atan(x * p / 2) * 2 / p
    r["gd"] = gudermannian(x * p / 2) * 2 / p
    r["abs"] = x / (1 + abs(x))
    return r
