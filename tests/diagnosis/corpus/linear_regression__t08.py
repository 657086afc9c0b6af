def training_step(model, criterion, optimizer, x, y):
    y_pred = model(x)
    loss = criterion(y_pred, y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
