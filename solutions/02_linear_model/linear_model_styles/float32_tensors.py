import torch


def forward(x, w):
    x = torch.as_tensor(x, dtype=torch.float32)
    w = torch.tensor([w])
    return x * w if x.dim() else (x * w)[0]


def loss(x, y, w):
    y_hat = forward(x, w)
    return (y_hat - torch.as_tensor(y, dtype=torch.float32)).pow(2)


def cost_sum(xs, ys, w):
    return torch.sum(torch.square(forward(xs, w) - ys.float()))


def cost(xs, ys, w):
    return torch.dist(forward(xs, w), ys.float()).square().item() / ys.numel()
