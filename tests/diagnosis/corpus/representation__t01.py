import math


def samples_needed(samples_per_axis, dims):
    return math.pow(samples_per_axis, dims)
