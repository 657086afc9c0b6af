def class_shares(labels, classes):
    return [round(int(c) / len(labels), 2) for c in class_counts(labels, classes)]
