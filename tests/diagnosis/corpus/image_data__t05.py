def class_shares(labels, classes):
    return [c / classes for c in class_counts(labels, classes)]
