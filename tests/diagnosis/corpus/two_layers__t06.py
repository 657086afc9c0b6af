def forward(X, W1, b1, W2, b2, activation):
    Z = X @ W1.T + b1
    H = activate(Z, activation)
    Y = Z @ W2.T + b2
    return Z, H, Y
