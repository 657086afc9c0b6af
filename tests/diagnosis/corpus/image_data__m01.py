def class_shares(labels, classes):
    return [round(c / len(labels), 2) for c in class_counts(labels, classes)]
