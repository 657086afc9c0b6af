# 概率的另一种写法:sigma(z) = (1 + tanh(z / 2)) / 2
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F


class LogisticRegressionModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.add_module("linear", nn.Linear(1, 1))

    def logits(self, x):
        return F.linear(x, self.linear.weight, self.linear.bias)

    def forward(self, x):
        return 0.5 * (1 + torch.tanh(self.logits(x) / 2))


def loss_from_logits(z, y):
    z = z.float()
    # 标签 0/1 变成 -1/+1:loss = log(1 + exp(-s * z))
    m = (1 - 2 * y.float()) * z
    return (m.relu() + (-m.abs()).exp().log1p()).mean()


def compare_losses(z, y):
    z1 = torch.tensor(z, dtype=torch.double, requires_grad=True)
    z2 = torch.tensor(z, dtype=torch.double, requires_grad=True)
    y = torch.tensor(y, dtype=torch.double)
    bce = F.binary_cross_entropy(torch.sigmoid(z1), y)
    logit = F.binary_cross_entropy_with_logits(z2, y)
    (bce + logit).backward()
    return {"BCELoss": (bce.item(), z1.grad.item()), "BCEWithLogitsLoss": (logit.item(), z2.grad.item())}


def train(model, criterion, optimizer, x, y, epochs):
    losses = []

    def closure():
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        return loss

    for _ in range(epochs):
        losses.append(optimizer.step(closure).item())
    return losses


def decide(model, x, threshold=0.5):
    # 概率大于阈值，等价于得分大于阈值的 logit
    with torch.no_grad():
        return (model.logits(x).double() > torch.logit(torch.tensor(threshold).double())).int()


def crossing_hour(model):
    # 两点定直线:logit 在 0 和 10 处的值
    with torch.no_grad():
        a, b = torch.logit(model(torch.tensor([[0.0], [10.0]])).double()).flatten()
    with torch.no_grad():
        z0, z10 = model.logits(torch.tensor([[0.0], [10.0]])).double().flatten()
    return 10 * z0 / (z0 - z10)


@torch.no_grad()
def probability_figure(model):
    t = torch.linspace(0, 10, 50)
    fig, ax = plt.subplots()
    ax.plot(t, model(t.view(-1, 1)).view(-1), t, torch.full_like(t, 0.5), ":")
    ax.set_xlabel("学习时间（小时） Hours")
    ax.set_ylabel("Probability")
    plt.close(fig)
    return fig


if __name__ == "__main__":
    probability_figure(LogisticRegressionModel()).savefig("probability.png")
