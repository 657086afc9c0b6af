import torch
import torch.nn.functional as F


def forward(x, w):
    x = torch.as_tensor(x, dtype=torch.float32)
    w = torch.tensor([w])
    return x * w if x.dim() else (x * w)[0]


def loss(x, y, w):
    y_hat = forward(x, w)
    return (y_hat - torch.as_tensor(y, dtype=torch.float32)).pow(2)


def cost_sum(xs, ys, w):
    return F.mse_loss(forward(xs, w), ys.float(), reduction='sum')


def cost(xs, ys, w):
    criterion = torch.nn.MSELoss()
    return criterion(forward(xs, w), ys.float()).item()
