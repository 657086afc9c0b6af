def linear_map(xs, matrix):
    return matrix @ xs.T
