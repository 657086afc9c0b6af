def bend(X1, X2, W1, b1, W2, b2, activation):
    middle = forward((X1 + X2) / 2, W1, b1, W2, b2, activation)[2]
    Y1 = forward(X1, W1, b1, W2, b2, activation)[2]
    Y2 = forward(X2, W1, b1, W2, b2, activation)[2]
    return middle - (Y1 - Y2) / 2
