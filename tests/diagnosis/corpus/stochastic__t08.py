def leave_saddle(a, b, noises, lr):
    points = [(a, b)]
    for n in noises:
        da = a
        db = b ** 3 - b - n
        a -= lr * da
        b -= lr * db
        points.append((a, b))
    return points
