def zoom(low, high, best, points=16):
    if best - low < high - best:
        return low, best
    return best, high
