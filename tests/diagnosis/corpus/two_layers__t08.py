def backward(X, W1, b1, W2, b2, activation, dY):
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    dW2 = dY.T @ H
    db2 = dY.sum(dim=0)
    dZ = dY @ W2
    return dZ.T @ X, dZ.sum(dim=0), dW2, db2, dZ @ W1
