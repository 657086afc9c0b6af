def most_likely(probabilities):
    return probabilities.argmax(dim=0)
