def descend(x, y, lr, steps):
    path = []
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x = x - lr * dx
        y = y - lr * dy
        path.append((x, y))
    return path
