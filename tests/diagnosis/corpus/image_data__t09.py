def class_counts(labels, classes):
    计数 = {}
    for l in labels.tolist():
        计数[l] = 计数.get(l, 0) + 1
    return [计数.get(c, 0) for c in range(classes)]


def class_shares(labels, classes):
    总数 = len(labels)
    return [n / 总数 for n in class_counts(labels, classes)]


def most_likely(probabilities):
    return [max(range(len(p)), key=p.__getitem__) for p in probabilities.tolist()]


def two_classes(images, labels, negative, positive):
    idx = [i for i, l in enumerate(labels) if int(l) in (negative, positive)]
    return images[idx], [int(labels[i] == positive) for i in idx]
