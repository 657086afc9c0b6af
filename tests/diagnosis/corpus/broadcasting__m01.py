def safe_mse(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError(f"{tuple(y_hat.shape)} {tuple(y.shape)}")
    n = len(y) if y.dim() else 1
    return ((y_hat - y) ** 2).sum() / n
