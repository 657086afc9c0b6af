def gradients(x, y, w1, w2, b):
    error = y - forward(x, w1, w2, b)
    return 2 * error * x ** 2, 2 * error * x, 2 * error
