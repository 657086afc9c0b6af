def closure_step(model, criterion, optimizer, x, y):
    def closure():
        loss = criterion(model(x), y)
        loss.backward()
        return loss
    return optimizer.step(closure).item()
