import torch


def ewa(costs, beta):
    n = len(costs)
    W = torch.zeros(n, n, dtype=torch.float64)
    for i in range(n):
        for j in range(i + 1):
            W[i, j] = (1 - beta) * beta ** (i - j)
    return W.mv(costs)


def diverged(costs):
    return not torch.isfinite(costs).all().item() or bool(costs[len(costs) - 1] > costs[0])


def curvature(xs):
    return 2 * float(xs @ xs) / xs.size(0)
