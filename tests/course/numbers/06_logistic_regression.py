"""The numbers that the text of chapter 6 states and no block of its code prints."""

import math

import torch


def sigma(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-x))


# The data sets, and their files.
print("MNIST and CIFAR-10: images to train with", 60000, 50000)
print("MNIST and CIFAR-10: images to test with, and images in a file of CIFAR-10", 10000)
print("the largest byte", 2**8 - 1)
print("pixels of an image of MNIST", 28 * 28)
print("magic number of a file of images", f"{(8 << 8) + 3:#010x}")
print("magic number of a file of labels", f"{(8 << 8) + 1:#010x}")

# The logistic function, and the loss of a sample.
print("sigma(0)", sigma(0))
print("sigma(log 3)", sigma(math.log(3)))
print("slope at 0", sigma(0) * (1 - sigma(0)))
print("loss of 0.75, label 1", -math.log(0.75))
print("loss of 0.75, label 0", -math.log(0.25))
print("log 2", math.log(2))
print("threshold that a score of 0.5 amounts to", sigma(0.5))
print("accuracy of always yes where nine of ten pass", 9 / 10)

# The step by hand.
xs, ys, w, b, lr = [2.0, 4.0], [0.0, 1.0], 0.5, -1.0, 0.1
y_hats = [sigma(x * w + b) for x in xs]
losses = [-math.log(y_hat if y else 1 - y_hat) for y_hat, y in zip(y_hats, ys, strict=True)]
residuals = [y_hat - y for y_hat, y in zip(y_hats, ys, strict=True)]
dw = sum(r * x for r, x in zip(residuals, xs, strict=True)) / 2
db = sum(residuals) / 2
print("probabilities", y_hats)
print("losses and cost", losses, sum(losses) / 2)
print("residuals", residuals)
print("derivatives", dw, db)
print("weight and bias after the step", w - lr * dw, b - lr * db)

# Where a probability is rounded to 0 or 1.
print("float32 and float64: sigma is 1 from", 24 * math.log(2), 53 * math.log(2))
print("float32: exp(-z) is infinity below", -128 * math.log(2))
print("where sigma * (1 - sigma) falls below 10**-12", math.log(10**12))
limited = 1 - torch.tensor(1e-8)
assert limited == 1, "float32 tells 1 - 10**-8 from 1"
print("the exponent of that limit", -8)
print("the least that a logarithm counts in BCELoss", -100)
