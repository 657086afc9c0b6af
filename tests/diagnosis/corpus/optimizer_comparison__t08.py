def optimizer_by_name(name, model, lr):
    优化器 = {n: getattr(torch.optim, n) for n in NAMES}
    if name not in 优化器:
        raise ValueError("没有这个优化器: %s" % name)
    return 优化器[name](list(model.parameters()), lr)


def train(model, criterion, name, lr, x, y, epochs):
    opt, 历史 = optimizer_by_name(name, model, lr), [0.0] * epochs
    for e in range(epochs):
        历史[e] = closure_step(model, criterion, opt, x, y)
    return 历史
