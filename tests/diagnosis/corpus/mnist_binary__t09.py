def predict(scores):
    return (scores > 0).int()


def accuracy(predictions, labels):
    p, l = predictions.reshape(-1), labels.reshape(-1)
    return (p != l).float().mean()
