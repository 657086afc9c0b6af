def step_back(upstream, local_gradients):
    return tuple(map(lambda 局部: 局部 * upstream, local_gradients))


def backward(x, y, w, b=0.0):
    t = x * w + b - y
    t += t
    return t * x, t


def fork_gradient(x, upstream):
    return sum(upstream * path for path in (x, x, 1))
