def forward(x, w, b):
    return x * (w + b)


def cost(xs, ys, w, b):
    errors = forward(xs, w, b) - ys
    return (errors ** 2).mean()
