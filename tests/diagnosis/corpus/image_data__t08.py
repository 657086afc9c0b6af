def class_counts(labels, classes):
    return [int((labels == c).sum()) for c in range(1, classes + 1)]


def class_shares(labels, classes):
    return [n / len(labels) for n in class_counts(labels, classes)]
