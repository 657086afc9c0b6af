def decide(model, x, threshold=0.5):
    return model(x) >= threshold
