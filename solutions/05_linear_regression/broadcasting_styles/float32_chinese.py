import torch


def broadcast_shape(a, b):
    """递归"""
    if not a or not b:
        return tuple(a) + tuple(b)
    前 = 继续(a, b, a, b)
    return 前


def 继续(a, b, 全a, 全b):
    if not a or not b:
        return tuple(a) + tuple(b)
    p, q = a[-1], b[-1]
    if p != q and p != 1 and q != 1:
        raise ValueError("形状 {} 与 {} 不能广播".format(全a, 全b))
    return 继续(a[:-1], b[:-1], 全a, 全b) + ((q if p == 1 else p),)


def expand(x, shape):
    x = x.float()
    差 = len(shape) - x.dim()
    if 差 < 0:
        raise ValueError("轴太多")
    x = x[(None,) * 差]
    for 轴, 大小 in enumerate(shape):
        if x.shape[轴] == 大小:
            continue
        if x.shape[轴] != 1:
            raise ValueError("大小不合")
        x = torch.cat([x] * 大小, dim=轴) if 大小 else x.narrow(轴, 0, 0)
    return x.clone()


def sum_to(grad, shape):
    grad = grad.float()
    for _ in range(grad.dim() - len(shape)):
        grad = sum(g for g in grad)          # 沿第一个轴相加
    for 轴, 大小 in enumerate(shape):
        if 大小 == 1:
            grad = grad.sum(轴).unsqueeze(轴)
    return grad


def residual_table(y_hat, y):
    行 = []
    for 目标 in y.float():
        行.append([(p - 目标[0]).item() for p in y_hat.float()])
    return torch.tensor(行)


def safe_mse(y_hat, y):
    if list(y_hat.shape) != list(y.shape):
        raise ValueError("形状不同：%s，%s" % (list(y_hat.shape), list(y.shape)))
    差 = (y_hat - y).float()
    return torch.mean(差 * 差).item()
