import torch


def broadcast_shape(a, b):
    result = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 or j >= 0:
        p = a[i] if i >= 0 else 1
        q = b[j] if j >= 0 else 1
        if p == q or q == 1:
            result.append(p)
        elif p == 1:
            result.append(q)
        else:
            raise ValueError("cannot broadcast %s and %s" % (a, b))
        i -= 1
        j -= 1
    result.reverse()
    return result


def expand(x, shape):
    if x.dim() > len(shape):
        raise ValueError("too many axes")
    if len(shape) == 0:
        return x.clone()
    if x.dim() < len(shape):
        return pile([expand(x, shape[1:]) for _ in range(shape[0])], shape)
    if x.shape[0] == shape[0]:
        return pile([expand(row, shape[1:]) for row in x], shape)
    if x.shape[0] == 1:
        return pile([expand(x[0], shape[1:]) for _ in range(shape[0])], shape)
    raise ValueError("sizes do not fit")


def pile(parts, shape):
    if not parts:
        return torch.zeros(shape, dtype=torch.float64)
    return torch.stack(parts)


def sum_to(grad, shape):
    result = torch.zeros(shape, dtype=grad.dtype)
    offset = grad.dim() - len(shape)
    for place in range(grad.numel()):
        index = []
        rest = place
        for size in reversed(grad.shape):
            index.insert(0, rest % size)
            rest = rest // size
        target = tuple(0 if n == 1 else k for k, n in zip(index[offset:], shape))
        result[target] += grad[tuple(index)]
    return result


def residual_table(y_hat, y):
    n = len(y_hat)
    table = torch.zeros(n, n, dtype=torch.float64)
    for i in range(n):
        for j in range(n):
            table[i][j] = y_hat[j] - y[i][0]
    return table


def safe_mse(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ: " + str(y_hat.shape) + " and " + str(y.shape))
    total, count = 0.0, 0
    for p, t in zip(y_hat.reshape(-1), y.reshape(-1)):
        total += (p - t) ** 2
        count += 1
    return total / count
