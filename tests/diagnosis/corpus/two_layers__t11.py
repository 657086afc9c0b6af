def backward(X, W1, b1, W2, b2, activation, dY):
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return X.T @ dZ, dZ.sum(0), dY.T @ H, dY.sum(1), dZ @ W1
