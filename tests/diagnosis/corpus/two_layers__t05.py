def gradient_check(cost, parameter, gradient, h):
    n = torch.zeros_like(parameter)
    for i in range(parameter.numel()):
        p = parameter.clone()
        p.view(-1)[i] += h
        up = cost(p)
        p.view(-1)[i] -= 2 * h
        n.view(-1)[i] = (up - cost(p)) / h
    scale = max(gradient.abs().max().item(), n.abs().max().item(), 1e-8)
    return (gradient - n).abs().max().item() / scale
