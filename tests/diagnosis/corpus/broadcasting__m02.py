def residual_table(y_hat, y):
    n = len(y)
    t = torch.zeros(n, n, dtype=torch.float64)
    for i in range(n):
        for j in range(n):
            t[i, j] = y_hat[i] - y[j, 0]
    return t
