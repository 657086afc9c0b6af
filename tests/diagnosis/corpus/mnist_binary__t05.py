def train_epoch(model, criterion, optimizer, epoch_batches):
    running = 0.0
    for images, labels in epoch_batches:
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
        running += loss.item()
    return running / len(epoch_batches)
