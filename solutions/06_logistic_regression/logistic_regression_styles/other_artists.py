import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D


class LogisticRegressionModel(torch.nn.Module):
    """学习时间 -> 通过的概率"""

    def __init__(self):
        super().__init__()
        self.net = torch.nn.ModuleDict({"unit": torch.nn.Linear(1, 1)})

    def forward(self, x):
        z = self.net["unit"](x)
        return torch.exp(torch.nn.functional.logsigmoid(z))


def loss_from_logits(z, y):
    # 标签为 1 时 softplus(-z)，标签为 0 时 softplus(z)
    return torch.nn.functional.softplus(torch.where(y > 0.5, -z, z)).mean()


def compare_losses(z, y):
    y = torch.full((1,), y)
    pairs = {}
    for criterion, last in ((torch.nn.BCELoss(), torch.nn.Sigmoid()), (torch.nn.BCEWithLogitsLoss(), torch.nn.Identity())):
        score = torch.full((1,), z, requires_grad=True)
        loss = torch.nn.Sequential(last)(score)
        loss = criterion(loss, y)
        slope, = torch.autograd.grad(loss, [score])
        pairs[type(criterion).__name__] = loss.item(), slope.item()
    return pairs


def train(model, criterion, optimizer, x, y, epochs):
    model.train()
    kept = []
    for epoch in range(1, epochs + 1):
        prediction = model(x)
        loss = criterion(prediction, y)
        kept += [float(loss.detach())]
        for p in model.parameters():
            p.grad = None
        loss.backward()
        optimizer.step()
    return kept


def decide(model, x, threshold=0.5):
    # 从 1.0 减去“不大于”的指示
    return 1.0 - (model(x).detach() <= threshold).float()


def crossing_hour(model):
    lo, hi = torch.tensor([[0.0]]), torch.tensor([[10.0]])
    for _ in range(40):
        mid = 0.5 * (lo + hi)
        if model(mid).item() > 0.5:
            hi = mid
        else:
            lo = mid
    return (0.5 * (lo + hi)).squeeze()


def probability_figure(model):
    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.add_axes([0.15, 0.15, 0.8, 0.8])
    t = torch.linspace(0, 10, 120)
    p = model(t[:, None]).detach()[:, 0]
    points = list(zip(t.tolist(), p.tolist()))
    axes.add_collection(LineCollection([points[i : i + 2] for i in range(len(points) - 1)], colors="tab:blue"))
    axes.add_line(Line2D([0, 10], [0.5, 0.5], color="black", linestyle="dashed"))
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 1)
    figure.supxlabel("Hours")
    figure.supylabel("Probability")
    return figure
