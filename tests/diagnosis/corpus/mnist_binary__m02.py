def train_epoch(model, criterion, optimizer, epoch_batches):
    total, n = 0.0, 0
    for x, y in epoch_batches:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        n += len(x)
    return total / n
