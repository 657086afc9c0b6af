def backward(xs, ys, w, b):
    p = torch.stack([torch.as_tensor(forward(x, w, b), dtype=torch.float64) for x in xs.tolist()])
    d = (p - ys) * p * (1 - p)
    return (d * xs).mean(), d.mean()
