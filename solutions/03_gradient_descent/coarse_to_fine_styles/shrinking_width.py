# 只记住中心和半宽；网格点写成加权平均的形式
from functools import partial, reduce
from itertools import accumulate, repeat


def grid(low, high, points=16):
    shares = (i / (points - 1) for i in range(points))
    return [(1 - t) * low + t * high for t in shares]


def best_point(f, points):
    return reduce(lambda p, q: q if f(q) < f(p) else p, points)


def zoom(low, high, best, points=16):
    gaps = points - 1
    left = (gaps * best - (high - low)) / gaps
    right = (gaps * best + (high - low)) / gaps
    return sorted([low, left, high])[1], sorted([low, right, high])[1]


def search(f, low, high, rounds, points=16):
    def step(state, _):
        (a, b), _best = state
        best = best_point(f, grid(a, b, points))
        return zoom(a, b, best, points), best

    states = accumulate(repeat(None, rounds), step, initial=((low, high), None))
    return [best for _, best in states][1:]


def missed_by(f, low, high, rounds, fine):
    lowest = partial(min, default=None)
    return f(search(f, low, high, rounds).pop()) - lowest(f(w) for w in grid(low, high, fine))


if __name__ == "__main__":
    print(grid(0.0, 3.0, 4), zoom(0.0, 3.0, 0.0, 4))
    print(search(lambda w: (w - 1.4) ** 2, 0.0, 3.0, 2, 4))
