def decide(model, x, threshold=0.5):
    with torch.no_grad():
        return model(x) > 0.5
