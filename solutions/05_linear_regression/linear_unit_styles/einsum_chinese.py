import torch


def call_text(name, *args, **kwargs):
    参数 = []
    for 值 in args:
        参数 += [f"{值!r}"]
    for 名, 值 in kwargs.items():
        参数 += [f"{名}={值!r}"]
    return name + "(" + ", ".join(参数) + ")"


class CountedCall:
    """可调用对象"""

    def __init__(self, function):
        self.函数 = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        try:
            return self.函数(*args, **kwargs)
        finally:
            self.calls += 1


def parameter_shapes(x, y):
    try:
        (n, 输入), (m, 输出) = x.shape, y.shape
    except ValueError:
        raise ValueError("需要两个轴") from None
    if n != m:
        raise ValueError("样本数不同")
    return (输出, 输入), (输出,)


def affine(x, weight, bias=None):
    y = torch.einsum("...i,oi->...o", x, weight)
    return y if bias is None else torch.add(y, bias)


class Linear(torch.nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        界 = 1.0 / in_features ** 0.5
        self.register_parameter("weight", torch.nn.Parameter(torch.FloatTensor(out_features, in_features).uniform_(-界, 界)))
        self.register_parameter("bias", torch.nn.Parameter(torch.FloatTensor(out_features).uniform_(-界, 界)) if bias else None)

    def forward(self, input):
        结果 = input.matmul(self.weight.transpose(0, 1))
        if self.bias is not None:
            结果 = 结果 + self.bias
        return 结果


def snapshot(module):
    with torch.no_grad():
        return {k: v.clone() for k, v in module.state_dict().items()}
