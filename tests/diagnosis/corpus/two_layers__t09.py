def backward(X, W1, b1, W2, b2, activation, dY):
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dH = dY @ W2
    dZ = dH * activation_slope(Z, activation)
    return dZ.T @ X, dZ.mean(0), dY.T @ H, dY.mean(0), dZ @ W1
