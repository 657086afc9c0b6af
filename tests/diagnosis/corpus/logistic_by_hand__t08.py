def cost(xs, ys, w, b):
    return sum([loss(forward(x, w, b), y) for x, y in zip(xs, ys)])
