def leave_saddle(a, b, noises, lr):
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * 2 * a, b - lr * (b ** 3 + noise)
        path.append((a, b))
    return path
