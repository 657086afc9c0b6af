# plain loops, one step after the other


def grid(low, high, points=16):
    step = (high - low) / (points - 1)
    result = []
    w = low
    for i in range(points):
        result.append(low + i * step)
    return result


def best_point(f, points):
    best = None
    lowest = float('inf')
    for p in points:
        c = f(p)
        if c < lowest:
            lowest = c
            best = p
    return best


def zoom(low, high, best, points=16):
    step = (high - low) / (points - 1)
    new_low = best - step
    new_high = best + step
    if new_low < low:
        new_low = low
    if new_high > high:
        new_high = high
    return [new_low, new_high]


def search(f, low, high, rounds, points=16):
    history = []
    i = 0
    while i < rounds:
        p = best_point(f, grid(low, high, points))
        history.append(p)
        (low, high) = zoom(low, high, p, points)
        i += 1
    return history


def missed_by(f, low, high, rounds, fine):
    w1 = search(f, low, high, rounds)
    w1 = w1[len(w1) - 1]
    w2 = best_point(f, grid(low, high, fine))
    return f(w1) - f(w2)
