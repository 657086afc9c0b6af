def affine(x, weight, bias=None):
    return x @ weight.T + bias
