import math
import random


def softmax(z):
    if z.ndim == 2:
        return [softmax(ligne) for ligne in z]
    scores = [float(score) for score in z]
    e = [math.exp(score - max(scores)) for score in scores]
    return [one / sum(e) for one in e]


def tirer(z, n):
    return random.choices(range(len(z)), weights=softmax(z), k=n)
