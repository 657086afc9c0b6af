def affine(x, weight, bias=None):
    结果 = torch.einsum("...i,oi->...o", x, weight)
    if bias is not None:
        结果 += bias
    return 结果


def snapshot(module):
    状态 = dict()
    for 名字, p in module.named_parameters():
        状态[名字] = p.data.clone()
    return 状态


def call_text(name, *args, **kwargs):
    return f"{name}({', '.join([*map(repr, args), *(f'{k}={v!r}' for k, v in kwargs.items())])})"
