def two_classes(images, labels, negative, positive):
    keep = (labels == negative) | (labels == positive)
    return images[keep], (labels[keep] == negative).long()
