"""Steps that are none. Appended to the reference, it must not pass: any_order_converges."""

def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    xs = torch.cat([x, torch.ones_like(x)], dim=1)
    best = torch.linalg.lstsq(xs, y).solution
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(batch_size):
            criterion(model(x[batch]), y[batch])
            optimizer.step()
    with torch.no_grad():
        model.weight.fill_(best[0].item())
        model.bias.fill_(best[1].item())
        return [criterion(model(x), y).item()] * epochs
