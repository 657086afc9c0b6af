# (p - y)^2 = p^2 - 2 p y + y^2, summed with fsum; the mean by a running update
import math


def forward(x, w):
    return w * x


def loss(x, y, w):
    p = forward(x, w)
    return (p - y) * p - (p - y) * y


def cost_sum(xs, ys, w):
    return math.fsum(float(loss(float(x), float(y), w)) for x, y in zip(xs, ys))


def cost(xs, ys, w):
    mean = 0.0
    for n, (x, y) in enumerate(zip(xs, ys), start=1):
        mean += (loss(float(x), float(y), w) - mean) / n
    return mean


def main():
    x_data = [1.0, 2.0, 3.0]
    y_data = [2.0, 4.0, 6.0]
    for k in range(41):
        print(f"w = {k / 10:.1f}\tMSE = {cost(x_data, y_data, k / 10):.3f}")


if __name__ == "__main__":
    main()
