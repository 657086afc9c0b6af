"""Numbers in Python lists; tensors only where the text asks for something that can be written into."""

import math
import torch


def broadcast_shape(a, b):
    if len(a) < len(b):
        longer, shorter = list(b), list(a)
    else:
        longer, shorter = list(a), list(b)
    for k in range(1, len(shorter) + 1):
        if longer[-k] == 1:
            longer[-k] = shorter[-k]
        elif shorter[-k] != 1 and shorter[-k] != longer[-k]:
            raise ValueError(str(tuple(a)) + " / " + str(tuple(b)))
    return longer


def copied(numbers, sizes, shape):
    if not shape:
        return numbers
    if sizes[0] == shape[0]:
        return [copied(n, sizes[1:], shape[1:]) for n in numbers]
    return [copied(numbers[0], sizes[1:], shape[1:]) for _ in range(shape[0])]


def expand(x, shape):
    numbers, sizes = x.tolist(), list(x.shape)
    while len(sizes) < len(shape):
        numbers, sizes = [numbers], [1] + sizes
    if len(sizes) > len(shape):
        raise ValueError("more axes than asked for")
    for have, want in zip(sizes, shape):
        if have != 1 and have != want:
            raise ValueError("%d does not become %d" % (have, want))
    return torch.tensor(copied(numbers, sizes, shape), dtype=torch.float64).reshape(shape)


def flat(numbers):
    return [n for part in numbers for n in flat(part)] if isinstance(numbers, list) else [numbers]


def sum_to(grad, shape):
    sizes = list(grad.shape)
    padded = [1] * (len(sizes) - len(shape)) + list(shape)
    sums = {}
    for place, value in enumerate(flat(grad.tolist())):
        index = []
        for size, kept in zip(reversed(sizes), reversed(padded)):
            index.append(place % size if kept != 1 else 0)
            place //= size
        sums.setdefault(tuple(reversed(index)), []).append(value)

    def nested(prefix, rest):
        if not rest:
            return math.fsum(sums[prefix])
        return [nested(prefix + (k,), rest[1:]) for k in range(rest[0])]

    whole = nested((), padded)
    for _ in range(len(sizes) - len(shape)):
        whole = whole[0]
    return whole


def residual_table(y_hat, y):
    return [[p.item() - t.item() for p in y_hat] for t in y]


def safe_mse(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError(f"{tuple(y_hat.shape)} != {tuple(y.shape)}")
    squares = [(p - t) ** 2 for p, t in zip(flat(y_hat.tolist()), flat(y.tolist()))]
    return sum(squares) / len(squares)


if __name__ == "__main__":
    print(broadcast_shape((4, 1), (3,)))
    print(residual_table(torch.tensor([1.0, 2.0]), torch.tensor([[1.0], [2.0]])))
