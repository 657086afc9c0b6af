def decide(model, x, threshold=0.5):
    with torch.no_grad():
        p = model(x)
    return (p > 0.5).float()
