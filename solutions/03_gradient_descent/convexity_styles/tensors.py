import torch


def chord_gap(f, a, b, t):
    return torch.lerp(torch.tensor(float(f(a)), dtype=torch.float64), torch.tensor(float(f(b)), dtype=torch.float64), t) - f(
        a * (1 - t) + b * t
    )


def looks_convex(f, pairs, shares, slack):
    return not any([bool(chord_gap(f, a, b, t) < -slack) for (a, b) in pairs for t in shares])


def classify(hessian):
    e, _ = torch.linalg.eigh(hessian)
    tiny = e.abs().max() * 1e-6
    low, high = e.min(), e.max()
    if low < -tiny and high > tiny:
        return "saddle"
    if low > tiny:
        return "minimum"
    if high < -tiny:
        return "maximum"
    return "undecided"


def saddle_gradient(x, y):
    # the Hessian times the point: f is quadratic
    return torch.tensor([[2.0, 3.0], [3.0, 2.0]], dtype=torch.float64) @ torch.tensor([x, y], dtype=torch.float64)


def descend(x, y, lr, steps):
    w = torch.tensor([x, y], dtype=torch.float64)
    path = [w]
    for _ in range(steps):
        w = w - lr * saddle_gradient(w[0].item(), w[1].item())
        path.append(w)
    return torch.stack(path)
