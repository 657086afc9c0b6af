def train(model, criterion, optimizer, x, y, epochs):
    losses = []
    optimizer.zero_grad()
    for epoch in range(epochs):
        y_pred = model(x)
        loss = criterion(y_pred, y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses
