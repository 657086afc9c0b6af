def zoom(low, high, best, points=16):
    gap = (high - low) / (points - 1)
    return best - gap, best + gap
