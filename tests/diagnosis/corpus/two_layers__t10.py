def gradients(X, T, W1, b1, W2, b2, activation):
    Z, H, Y = forward(X, W1, b1, W2, b2, activation)
    E = Y - T
    cost = (E ** 2).mean()
    dW1, db1, dW2, db2, dX = backward(X, W1, b1, W2, b2, activation, 2 * E / len(X))
    return cost, dW1, db1, dW2, db2
