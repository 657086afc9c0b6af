def numeric_gradient(f, point, h):
    result = []
    for i in range(len(point)):
        moved = point.clone()
        moved[i] = moved[i] + h
        result.append((f(moved) - f(point)) / h)
    return result
