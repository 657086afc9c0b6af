def grid(low, high, points=16):
    step = (high - low) / points
    return [low + i * step for i in range(points)]
