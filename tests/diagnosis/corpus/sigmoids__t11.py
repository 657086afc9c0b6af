def logistic(x):
    return [0.5 * (1 + math.tanh(v / 2)) for v in x.tolist()]


def logistic_derivative(x):
    return [(1 - math.tanh(v / 2) ** 2) / 4 for v in x.tolist()]


def gudermannian(x):
    return torch.tensor([math.asin(math.tanh(v)) for v in x.tolist()], dtype=torch.float64)


def looks_like_a_sigmoid(xs, ys, flat):
    斜率 = [(b - a) / (d - c) for a, b, c, d in zip(ys, ys[1:], xs, xs[1:])]
    if any(k < 0 for k in 斜率):
        return False
    return bool(斜率[0] < flat and 斜率[-1] < flat and any(k >= flat for k in 斜率))
