def train(model, criterion, optimizer, x, y, epochs):
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
        losses.append(criterion(model(x), y).item())
    return losses
