def class_counts(labels, classes):
    _, counts = torch.unique(labels, return_counts=True)
    return counts.tolist()
