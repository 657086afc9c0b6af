def zoom(low, high, best, points=16):
    gap = (high - low) / (points - 1) / 2
    return max(low, best - gap), min(high, best + gap)


def search(f, low, high, rounds, points=16):
    out = []
    for i in range(rounds):
        b = best_point(f, grid(low, high, points))
        out.append(b)
        low, high = zoom(low, high, b, points)
    return out
