def most_likely(probabilities):
    values, places = probabilities.max(dim=1)
    return values
