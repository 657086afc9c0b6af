def residual_table(y_hat, y):
    return y - y_hat
