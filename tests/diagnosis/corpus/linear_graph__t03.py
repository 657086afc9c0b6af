def square_gradient(r):
    return r
