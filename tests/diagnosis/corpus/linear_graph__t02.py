def multiply_gradients(a, b):
    return a, b
