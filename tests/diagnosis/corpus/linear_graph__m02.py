def fork_gradient(x, upstream):
    return upstream * x * 1
