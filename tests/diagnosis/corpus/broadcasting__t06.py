def safe_mse(y_hat, y):
    if y_hat.numel() != y.numel():
        raise ValueError(f"shapes {tuple(y_hat.shape)} and {tuple(y.shape)} differ")
    return ((y_hat - y) ** 2).mean()
