# Straight formulas, no helper calls helper.

def forward(x, y, w, b=0.0):
    y_pred = w * x + b
    return y_pred, y_pred - y, (y_pred - y) * (y_pred - y)


def multiply_gradients(a, b):
    return (b, a)


def add_gradients(a, b):
    return [1, 1]


def square_gradient(r):
    return r + r


def step_back(upstream, local_gradients):
    grads = []
    for g in local_gradients:
        grads.append(g * upstream)
    return grads


def backward(x, y, w, b=0.0):
    return 2 * x * (x * w + b - y), 2 * (x * w + b - y)


def fork_gradient(x, upstream):
    return (2 * x + 1) * upstream


if __name__ == "__main__":
    print(backward(1, 2, 1), backward(1, 2, 1, 2))
