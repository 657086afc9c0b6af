def loss_from_logits(z, y):
    s = 0
    for zi, yi in zip(z, y):
        s = s + (zi if zi > 0 else 0) - zi * yi + torch.log1p(torch.exp(-abs(zi)))
    return s / len(z)


def decide(model, x, threshold=0.5):
    return torch.where(model(x) > threshold, 1, 0)


def crossing_hour(model):
    低, 高 = 0.0, 10.0
    for _ in range(60):
        中 = (低 + 高) / 2
        if model(torch.tensor([[中]])).item() < 0.5:
            低 = 中
        else:
            高 = 中
    return (低 + 高) / 2


def train(model, criterion, optimizer, x, y, epochs):
    def 一步():
        l = criterion(model(x), y)
        optimizer.zero_grad()
        l.backward()
        optimizer.step()
        return l.item()
    return [一步() for _ in range(epochs)]
