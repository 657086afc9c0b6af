def train(xs, ys, w, lr, epochs):
    ws, losses = [w.item()], []
    for epoch in range(epochs):
        epoch_loss = 0.0
        for x, y in zip(xs, ys):
            epoch_loss += backward(x, y, w)
            update(w, lr)
        zero_gradient(w)
        ws.append(w.item())
        losses.append(epoch_loss)
    return ws, losses
