def descend(x, y, lr, steps):
    path = [(x, y)]
    for _ in range(steps):
        x = x - lr * saddle_gradient(x, y)[0]
        y = y - lr * saddle_gradient(x, y)[1]
        path.append((x, y))
    return path
