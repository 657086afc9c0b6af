def residual_table(y_hat, y):
    表 = []
    for i in range(len(y)):
        表.append([float(p - y[i][0]) for p in y_hat])
    return 表


def sum_to(grad, shape):
    extra = grad.dim() - len(shape)
    axes = tuple(range(extra)) + tuple(extra + i for i, s in enumerate(shape) if s == 1)
    return (grad.sum(dim=axes, keepdim=True) if axes else grad).reshape(shape)


def safe_mse(y_hat, y):
    if list(y_hat.shape) != list(y.shape):
        raise ValueError("形状不同: " + str(tuple(y_hat.shape)) + " 和 " + str(tuple(y.shape)))
    d = (y_hat - y).flatten()
    return sum(float(t) * float(t) for t in d) / d.numel()
