import math


def forward(x, w, b):
    z = x * w + b
    return 1 / (1 + math.exp(-z))
