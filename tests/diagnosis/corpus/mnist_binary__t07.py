def predict(scores):
    return (scores >= 0.5).float()
