"""Checks of a network of two layers."""

import numpy as np
import torch

from grader.authoring import Text, by_hand, case, check, exercise, random_case, tensor

about = exercise(
    title={"en": "Two layers, with and without a nonlinearity", "zh": "两层网络：有和没有非线性"},
    rules=[by_hand()],
    worked_examples={
        "collapse": "matrix_product",
        "activate": "activation",
        "gradient_check": "numeric_gradient",
        "activation_slope": "activation",
        "forward": "matrix_product",
        "bend": "activation",
        "backward": "matrix_gradients",
        "gradients": "matrix_gradients",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
BY_HAND_UNLIKE = Text({"en": "by hand, unlike sizes", "zh": "手算的例子（大小各不相同）"})

SMALL = {"X": [[1.0], [-1.0]], "W1": [[2.0]], "b1": [1.0], "W2": [[3.0]], "b2": [4.0]}
UNLIKE = {
    "X": [[1.0, 2.0]],
    "W1": [[1.0, 1.0], [2.0, -1.0], [-1.0, 1.0]],
    "b1": [0.0, 1.0, -3.0],
    "W2": [[2.0, -1.0, 4.0], [1.0, 3.0, -2.0]],
    "b2": [1.0, -2.0],
}
GENERIC = {
    "X": [[1.34, -1.68, -0.95], [0.59, 0.3, 0.24], [0.16, -0.48, 1.82], [0.55, -1.78, -0.11]],
    "W1": [[-0.59, -1.16, 0.23], [-0.53, 0.07, -1.59], [-1.44, 1.42, -1.37], [-1.25, -0.33, -1.07], [1.5, 0.41, 0.48]],
    "b1": [-0.39, 1.04, -0.49, -1.46, 1.58],
    "W2": [[0.66, -0.75, -1.81, -1.37, -0.41], [-0.94, -0.81, -0.96, -1.2, -1.21]],
    "b2": [0.63, 0.27],
}
ONE = {
    "X": [[-0.91, -0.77]],
    "W1": [[1.19, -1.55], [0.38, 0.87], [-1.19, -1.69]],
    "b1": [-0.86, 0.6, 0.24],
    "W2": [[-1.33, -0.26, 0.64]],
    "b2": [-0.29],
}
NARROW = {
    "X": [
        [1.31, -1.29, 0.22, -0.5],
        [-1.08, -0.43, -0.27, 0.42],
        [0.9, -1.84, -0.93, 0.4],
        [-1.58, 1.89, 1.26, -1.76],
        [0.26, 0.42, -1.87, -1.22],
    ],
    "W1": [[-1.27, -0.14, 0.25, -0.18], [1.6, 1.2, -0.38, -1.13]],
    "b1": [-0.54, 1.38],
    "W2": [[-0.57, 1.87], [0.25, -1.0], [0.6, 0.61]],
    "b2": [0.06, -0.84, 0.49],
}
# All shapes square: a transpose too many raises nothing here, it gives other numbers.
SQUARE = {
    "X": [[-0.38, 0.83], [-0.83, -1.59]],
    "W1": [[0.55, 0.29], [-0.09, -1.43]],
    "b1": [-0.71, 0.9],
    "W2": [[1.55, 1.48], [1.7, -1.8]],
    "b2": [0.9, 0.66],
}
LARGE = {
    "X": [[810.5, -340.2], [-455.7, 207.3], [12.6, 931.4]],
    "W1": [[2.6, -7.4], [-31.5, 4.8], [9.3, 16.7]],
    "b1": [-615.8, 72.6, 390.4],
    "W2": [[3.4, -18.2, 5.9], [0.7, 42.1, -2.3]],
    "b2": [121.8, -77.2],
}
# The relu's corner: a hidden number that is exactly 0, for the second one whatever the rounding.
ZERO_ROW = {"X": [[0.0], [2.3]], "W1": [[1.7], [-1.6]], "b1": [0.0, 1.3], "W2": [[1.24, -0.78]], "b2": [0.55]}
CORNER = {"X": [[0.5], [2.0]], "W1": [[2.0], [-1.5]], "b1": [-1.0, 3.0], "W2": [[1.25, -0.75]], "b2": [0.5]}

UPSTREAM = {
    "GENERIC": [[0.83, -1.47], [-0.36, 2.12], [1.61, 0.58], [-1.19, -0.74]],
    "ONE": [[-1.63]],
    "NARROW": [[0.41, -1.32, 0.87], [1.96, 0.24, -0.63], [-0.78, 1.15, 0.39], [0.52, -0.91, 1.74], [-1.4, 0.67, -0.28]],
    "SQUARE": [[0.71, -1.26], [1.83, 0.47]],
    "LARGE": [[53.1, -27.4], [-8.6, 61.3], [19.7, 4.2]],
}
TARGETS = {
    "GENERIC": [[0.37, -2.14], [1.82, 0.66], [-1.05, 0.93], [2.41, -0.28]],
    "ONE": [[1.37]],
    "NARROW": [[1.2, -0.4, 0.9], [-0.7, 1.6, 0.3], [0.8, -1.1, 2.2], [-1.9, 0.5, 0.7], [0.4, 1.3, -0.6]],
    "SQUARE": [[-0.52, 1.91], [0.64, -1.17]],
    "LARGE": [[5210.5, -330.2], [-890.6, 714.9], [60.3, -2208.7]],
}


CURVED = {
    "parameter": [[0.83, -1.27, 0.46], [-0.58, 1.14, -0.92]],
    "weights": [[0.71, -0.64, 0.97], [0.52, -1.13, 0.88]],
    "cubes": 0.6,
    "mixed": 0.35,
}
# The numbers that are largest in size are negative.
CURVED_DOWN = {"parameter": [1.12, -0.54, 0.81], "weights": [0.48, 0.93, -0.62], "cubes": -0.8, "mixed": 0.3}
CURVED_ROW = {"parameter": [0.94, -0.67, 1.21], "weights": [-0.83, 0.56, 0.74], "cubes": 0.7, "mixed": -0.4}


def slopes(parameter, weights, cubes, mixed):
    """The gradient of the cost cubes * sum(p**3) + mixed * sum(weights * p)**3."""
    p, weights = np.array(parameter), np.array(weights)
    return 3 * cubes * p**2 + 3 * mixed * (weights * p).sum() ** 2 * weights


def checked(curve, factors, h):
    """A cost and its gradient, times the given factors, for `gradient_check`."""
    return {**curve, "gradient": (slopes(**curve) * np.array(factors)).tolist(), "h": h}


@random_case(count=3, label={"en": "a random cost, one number wrong", "zh": "随机的代价，一个数不对"})
def one_wrong_number(generator):
    """A cost, and its gradient with an error in one number that is not a small one."""
    shape = tuple(int(size) for size in generator.permutation([2, 3, 4])[:2])
    numbers, weights = (generator.uniform(0.4, 1.2, shape) * generator.choice([-1.0, 1.0], shape) for _ in range(2))
    curve = {
        "parameter": numbers.tolist(),
        "weights": weights.tolist(),
        "cubes": float(generator.uniform(0.3, 0.9)),
        "mixed": float(generator.uniform(0.2, 0.5)),
    }
    factors = np.ones(shape)
    place = np.unravel_index(int(np.argmax(np.abs(slopes(**curve)))), shape)
    factors[place] = float(generator.choice([generator.uniform(0.2, 0.7), generator.uniform(1.4, 2.5)]))
    return case(**checked(curve, factors, float(generator.uniform(0.1, 0.3))))


def layers(network):
    """The parameters of a network, without its inputs."""
    return {name: values for name, values in network.items() if name != "X"}


def draw_network(generator, samples, inputs, hidden, outputs):
    """A network whose hidden numbers all lie off 0, on both sides of it."""
    while True:
        X, W1, b1 = (generator.uniform(-1.8, 1.8, shape) for shape in ((samples, inputs), (hidden, inputs), hidden))
        Z = X @ W1.T + b1
        if abs(Z).min() > 0.05 and 0.2 < (Z > 0).mean() < 0.8:
            break
    W2 = generator.uniform(0.3, 1.8, (outputs, hidden)) * generator.choice([-1.0, 1.0], (outputs, hidden))
    b2 = generator.uniform(-1.8, 1.8, outputs)
    return {name: one.tolist() for name, one in {"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2}.items()}


def draw_like(generator, samples, outputs):
    """Numbers of the shape of the output, none near 0."""
    shape = (samples, outputs)
    return (generator.uniform(0.3, 2.0, shape) * generator.choice([-1.0, 1.0], shape)).tolist()


@random_case(count=2, label={"en": "random layers", "zh": "随机的两层"})
def two_linear_layers(generator):
    """Two layers of different sizes."""
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    return case(**layers(draw_network(generator, 2, *sizes)))


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def hidden_numbers(generator):
    """A matrix of numbers of both signs that lie off 0."""
    return case(Z=(generator.uniform(0.2, 2.5, (3, 4)) * generator.choice([-1.0, 1.0], (3, 4))).tolist())


@random_case(count=2, label={"en": "a random network", "zh": "随机网络"})
def network_with_upstream(generator):
    """A sigmoid network with an upstream gradient."""
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    network = draw_network(generator, 6, *sizes)
    return case(**network, activation="sigmoid", dY=draw_like(generator, 6, sizes[2]))


@random_case(count=2, label={"en": "a random relu network", "zh": "随机的 relu 网络"})
def relu_network_with_upstream(generator):
    """A relu network with an upstream gradient."""
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    network = draw_network(generator, 6, *sizes)
    return case(**network, activation="relu", dY=draw_like(generator, 6, sizes[2]))


@random_case(count=2, label={"en": "a random network with targets", "zh": "随机网络和目标值"})
def network_with_targets(generator):
    """A sigmoid network with targets."""
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    network = draw_network(generator, 7, *sizes)
    return case(**network, activation="sigmoid", T=draw_like(generator, 7, sizes[2]))


@random_case(count=2, label={"en": "another random network", "zh": "另一个随机网络"})
def other_network(generator):
    """A relu network of other sizes with an upstream gradient."""
    sizes = [int(size) for size in generator.permutation([1, 3, 6, 4])[:3]]
    return case(**draw_network(generator, 3, *sizes), activation="relu", dY=draw_like(generator, 3, sizes[2]))


@check(
    role="concept",
    of="collapse",
    points=2,
    cases=[
        case(BY_HAND, **layers(SMALL)),
        case(BY_HAND_UNLIKE, W1=[[1.0, 2.0]], b1=[3.0], W2=[[4.0], [5.0]], b2=[6.0, 7.0]),
        case({"en": "3 to 5 to 2", "zh": "3 → 5 → 2"}, **layers(GENERIC)),
        case({"en": "4 to 2 to 3", "zh": "4 → 2 → 3"}, **layers(NARROW)),
        case({"en": "2 to 2 to 2", "zh": "2 → 2 → 2"}, **layers(SQUARE)),
        case({"en": "2 to 3 to 1", "zh": "2 → 3 → 1"}, **layers(ONE)),
        case({"en": "large numbers", "zh": "很大的数"}, **layers(LARGE)),
        two_linear_layers,
    ],
    sentence={"zh": "两个线性层合并成一个线性层。"},
)
def two_linear_layers_are_one(m, W1, b1, W2, b2):
    """Two linear layers in a row collapse into one."""
    W, b = m.collapse(W1, b1, W2, b2)
    return {"W": W, "b": b}


@check(
    role="forward",
    of="activate",
    points=1,
    cases=[
        case(BY_HAND, Z=[-1.0, 0.0, 3.0]),
        case({"en": "a matrix", "zh": "矩阵"}, Z=[[0.73, -1.42, 2.21], [-0.57, 1.68, -2.13]]),
        case({"en": "one number", "zh": "一个数"}, Z=[[-0.94]]),
        case({"en": "large numbers", "zh": "很大的数"}, Z=[-31.5, 23.4, 810.5]),
        case(
            {"en": "as large as it has to be right for", "zh": "须保证正确的最大范围"},
            Z=[-1000.0, -709.8, 709.8, 1000.0],
        ),
        case({"en": "three axes", "zh": "三个轴"}, Z=[[[0.64, -1.37], [-0.28, 1.92]], [[-2.45, 0.83], [1.16, -0.71]]]),
        case({"en": "without an axis", "zh": "没有轴"}, Z=tensor(-0.67)),
        hidden_numbers,
    ],
    sentence={"zh": "三种激活函数：identity、relu、sigmoid。"},
)
def three_activations(m, Z):
    """The three activations: identity, relu and sigmoid."""
    return {name: m.activate(Z, name) for name in ("identity", "relu", "sigmoid")}


@check(
    role="backward",
    of="gradient_check",
    points=2,
    cases=[
        case(
            BY_HAND,
            parameter=[[1.0, 2.0]],
            weights=[[0.0, 0.0]],
            cubes=1.0,
            mixed=0.0,
            gradient=[[3.0, 6.0]],
            h=0.1,
        ),
        case({"en": "nothing wrong", "zh": "没有错"}, **checked(CURVED, [[1.0] * 3] * 2, h=0.2)),
        case({"en": "a bias, nothing wrong", "zh": "偏置，没有错"}, **checked(CURVED_ROW, [1.0] * 3, h=0.25)),
        case(
            {"en": "one number too small", "zh": "一个数偏小"},
            **checked(CURVED, [[1.0, 1.0, 1.0], [1.0, 0.4, 1.0]], h=0.1),
        ),
        case(
            {"en": "the first number too large", "zh": "第一个数偏大"},
            **checked(CURVED, [[2.2, 1.0, 1.0], [1.0, 1.0, 1.0]], h=0.15),
        ),
        case({"en": "all too large", "zh": "都偏大"}, **checked(CURVED_ROW, [2.0] * 3, h=0.1)),
        case({"en": "of the wrong sign", "zh": "符号相反"}, **checked(CURVED_ROW, [-1.0] * 3, h=0.1)),
        case({"en": "all 0", "zh": "全为 0"}, **checked(CURVED, [[0.0] * 3] * 2, h=0.1)),
        case({"en": "negative and too small", "zh": "负数，偏小"}, **checked(CURVED_DOWN, [0.5, 0.5, 0.5], h=0.1)),
        case({"en": "negative and too large", "zh": "负数，偏大"}, **checked(CURVED_DOWN, [1.8, 1.8, 1.8], h=0.1)),
        case(
            {"en": "both are 0", "zh": "两者都是 0"},
            parameter=[0.7, -1.2],
            weights=[0.0, 0.0],
            cubes=0.0,
            mixed=0.0,
            gradient=[0.0, 0.0],
            h=0.1,
        ),
        case(
            {"en": "next to nothing instead of 0", "zh": "应为 0，却差了一点点"},
            parameter=[0.7, -1.2],
            weights=[0.0, 0.0],
            cubes=0.0,
            mixed=0.0,
            gradient=[0.0, 4e-9],
            h=0.1,
        ),
        one_wrong_number,
    ],
    sentence={"zh": "梯度检验：梯度与代价的中心差分相差多少。"},
)
def gradient_against_the_cost(m, parameter, weights, cubes, mixed, gradient, h):
    """The gradient check gives how far a gradient is from the central differences of the cost."""

    def cost(p):
        # Arrays and nested lists are right, too.
        p = torch.as_tensor(p, dtype=torch.float64)
        tilted = torch.as_tensor(weights, dtype=torch.float64) * p
        return cubes * (p**3).sum() + mixed * tilted.sum() ** 3

    return m.gradient_check(cost, parameter, gradient, h)


@check(
    role="backward",
    of="activation_slope",
    points=2,
    cases=[
        case(BY_HAND, Z=[-1.0, 0.0, 3.0]),
        case({"en": "a matrix", "zh": "矩阵"}, Z=[[0.73, -1.42, 2.21], [-0.57, 1.68, -2.13]]),
        case({"en": "one number", "zh": "一个数"}, Z=[[-0.94]]),
        case({"en": "where a sigmoid is flat", "zh": "sigmoid 饱和的地方"}, Z=[-9.5, 8.3]),
        case({"en": "three axes", "zh": "三个轴"}, Z=[[[0.64, -1.37], [-0.28, 1.92]], [[-2.45, 0.83], [1.16, -0.71]]]),
        case({"en": "without an axis", "zh": "没有轴"}, Z=tensor(-0.67)),
        hidden_numbers,
    ],
    sentence={"zh": "激活函数的局部梯度，用它的输入 z 来算。"},
)
def slopes_of_the_activations(m, Z):
    """The local gradients of the activations, at what went into them."""
    return {name: m.activation_slope(Z, name) for name in ("identity", "relu", "sigmoid")}


@random_case(count=2, label={"en": "a random network", "zh": "随机的网络"})
def network_alone(generator):
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    return case(**draw_network(generator, 4, *sizes), activation=str(generator.choice(["relu", "sigmoid"])))


@check(
    role="forward",
    of="forward",
    points=2,
    cases=[
        case(BY_HAND, **SMALL, activation="relu"),
        case({"en": "4 samples, relu", "zh": "4 个样本，relu"}, **GENERIC, activation="relu"),
        case({"en": "5 samples, sigmoid", "zh": "5 个样本，sigmoid"}, **NARROW, activation="sigmoid"),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, activation="sigmoid"),
        case({"en": "square shapes, no activation", "zh": "方阵，没有激活函数"}, **SQUARE, activation="identity"),
        case({"en": "a hidden number is exactly 0", "zh": "隐藏层有一个数正好是 0"}, **CORNER, activation="relu"),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, activation="relu"),
        network_alone,
    ],
    sentence={"zh": "前向计算：Z、H、Y。"},
)
def network_forward(m, X, W1, b1, W2, b2, activation):
    """Going forward: Z, then H, then Y."""
    Z, H, Y = m.forward(X, W1, b1, W2, b2, activation)
    return {"Z": Z, "H": H, "Y": Y}


@random_case(count=2, label={"en": "a random network", "zh": "随机的网络"})
def network_and_two_inputs(generator):
    sizes = [int(size) for size in generator.permutation([2, 3, 4, 5])[:3]]
    network = draw_network(generator, 4, *sizes)
    return case(X1=network.pop("X"), X2=draw_like(generator, 4, sizes[0]), **network, activation="sigmoid")


@check(
    role="concept",
    of="bend",
    points=1,
    cases=[
        case(BY_HAND, X1=[[1.0]], X2=[[-1.0]], **layers(SMALL), activation="relu"),
        case(
            {"en": "relu", "zh": "relu"},
            X1=GENERIC["X"],
            X2=[[-0.62, 1.31, 0.77], [-1.4, 0.9, -0.35], [0.44, 1.62, -1.08], [-1.7, 0.28, 1.53]],
            **layers(GENERIC),
            activation="relu",
        ),
        case(
            {"en": "sigmoid", "zh": "sigmoid"},
            X1=[[-1.38, 0.83], [2.13, -1.59]],
            X2=[[0.97, -1.24], [-0.46, 1.15]],
            **layers(SQUARE),
            activation="sigmoid",
        ),
        case(
            {"en": "without an activation", "zh": "没有激活函数"},
            X1=[[-1.38, 0.83], [2.13, -1.59]],
            X2=[[0.97, -1.24], [-0.46, 1.15]],
            **layers(SQUARE),
            activation="identity",
        ),
        case(
            {"en": "twice the same input", "zh": "两个输入相同"},
            X1=[[-0.91, -0.77]],
            X2=[[-0.91, -0.77]],
            **layers(ONE),
            activation="sigmoid",
        ),
        network_and_two_inputs,
    ],
    needs=["network_forward"],
    sentence={"zh": "有了非线性，网络就不再是线性的：中点的输出不等于输出的中点。"},
)
def nonlinearity_bends(m, X1, X2, W1, b1, W2, b2, activation):
    """With a nonlinearity the network bends: the output of the middle is not the middle of the outputs."""
    return m.bend(X1, X2, W1, b1, W2, b2, activation)


@check(
    role="backward",
    of="backward",
    points=5,
    cases=[
        case(BY_HAND, **SMALL, activation="relu", dY=[[1.0], [10.0]]),
        case(BY_HAND_UNLIKE, **UNLIKE, activation="relu", dY=[[2.0, -1.0]]),
        case({"en": "4 samples, relu", "zh": "4 个样本，relu"}, **GENERIC, activation="relu", dY=UPSTREAM["GENERIC"]),
        case(
            {"en": "5 samples, sigmoid", "zh": "5 个样本，sigmoid"},
            **NARROW,
            activation="sigmoid",
            dY=UPSTREAM["NARROW"],
        ),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, activation="sigmoid", dY=UPSTREAM["ONE"]),
        case({"en": "square shapes", "zh": "方阵"}, **SQUARE, activation="sigmoid", dY=UPSTREAM["SQUARE"]),
        case({"en": "no activation", "zh": "没有激活函数"}, **GENERIC, activation="identity", dY=UPSTREAM["GENERIC"]),
        case(
            {"en": "a hidden number is exactly 0", "zh": "隐藏层有一个数正好是 0"},
            **ZERO_ROW,
            activation="relu",
            dY=[[1.4], [-0.9]],
        ),
        case({"en": "nothing arrives", "zh": "上游梯度为 0"}, **ONE, activation="sigmoid", dY=[[0.0]]),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, activation="relu", dY=UPSTREAM["LARGE"]),
        network_with_upstream,
        relu_network_with_upstream,
    ],
    needs=["network_forward", "slopes_of_the_activations"],
    sentence={"zh": "反向传播：损失对四个参数和输入的导数。"},
)
def network_backward(m, X, W1, b1, W2, b2, activation, dY):
    """Going back: the derivatives with respect to the four parameters and the inputs."""
    dW1, db1, dW2, db2, dX = m.backward(X, W1, b1, W2, b2, activation, dY)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dX": dX}


@check(
    role="backward",
    of="gradients",
    points=3,
    cases=[
        case(BY_HAND, **SMALL, activation="relu", T=[[12.0], [6.0]]),
        case(BY_HAND_UNLIKE, **UNLIKE, activation="relu", T=[[4.0, 5.0]]),
        case(
            {"en": "4 samples, sigmoid", "zh": "4 个样本，sigmoid"},
            **GENERIC,
            activation="sigmoid",
            T=TARGETS["GENERIC"],
        ),
        case({"en": "5 samples, relu", "zh": "5 个样本，relu"}, **NARROW, activation="relu", T=TARGETS["NARROW"]),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, activation="sigmoid", T=TARGETS["ONE"]),
        case({"en": "square shapes", "zh": "方阵"}, **SQUARE, activation="sigmoid", T=TARGETS["SQUARE"]),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, activation="relu", T=TARGETS["LARGE"]),
        network_with_targets,
    ],
    needs=["network_backward"],
    sentence={"zh": "代价及其对四个参数的导数：代价里只取一次平均。"},
)
def gradients_of_the_cost(m, X, T, W1, b1, W2, b2, activation):
    """The cost and its derivatives with respect to the four parameters: there is one mean in it."""
    cost, dW1, db1, dW2, db2 = m.gradients(X, T, W1, b1, W2, b2, activation)
    return {"cost": cost, "dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@check(
    role="backward",
    of="backward",
    points=1,
    cases=[other_network],
    needs=["network_backward"],
    hidden=True,
    sentence={"zh": "在其他网络上反向传播同样正确。"},
)
def other_networks_backward(m, X, W1, b1, W2, b2, activation, dY):
    """Going back is right in other networks, too."""
    dW1, db1, dW2, db2, dX = m.backward(X, W1, b1, W2, b2, activation, dY)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dX": dX}
