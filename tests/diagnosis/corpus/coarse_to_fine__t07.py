def grid(low, high, points=16):
    spacing = (high - low) / (points - 1)
    found = []
    for i in range(points - 1):
        found.append(low + i * spacing)
    return found
