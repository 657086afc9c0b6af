def bend(X1, X2, W1, b1, W2, b2, activation):
    def net(X):
        return forward(X, W1, b1, W2, b2, activation)[2]
    return net(X1 + X2 / 2) - (net(X1) + net(X2)) / 2
