"""Checks of the polynomial fits.

The data are well conditioned: x spread over [-1, 1], degrees up to 5. So `lstsq`, the normal equations, a
pseudo-inverse and NumPy's polynomial fits are all right. No case interpolates its samples: there the training error
would be rounding alone.
"""

import numpy as np

from grader.authoring import Text, case, check, equals_reference, exercise, plain, random_case, satisfies

about = exercise(
    title={"en": "Overfitting and generalisation", "zh": "过拟合与泛化"},
    worked_examples={
        "features": "feature_table",
        "fit": "least_squares",
        "predict": "feature_table",
        "errors_by_degree": "model_choice",
        "best_degree": "model_choice",
        "choose": "model_choice",
    },
)


def spread(generator, n):
    """Points spread over [-1, 1], not quite evenly."""
    return np.linspace(-0.95, 0.95, n) + generator.uniform(-0.04, 0.04, n)


def wave(xs):
    """What the samples come from: no polynomial, neither even nor odd."""
    return 1.4 * np.sin(2.6 * xs + 0.4) - 0.7 * xs + 0.5


@random_case(count=3, label={"en": "random samples", "zh": "随机的样本"})
def samples(generator):
    n = int(generator.integers(9, 25))
    xs = generator.permutation(spread(generator, n))
    ys = wave(xs) + 0.25 * generator.standard_normal(n)
    return case(xs=xs.tolist(), ys=ys.tolist(), degree=int(generator.integers(1, 5)))


@random_case(count=3, label={"en": "random samples and coefficients", "zh": "随机的样本和系数"})
def polynomial(generator):
    n, degree = int(generator.integers(4, 30)), int(generator.integers(2, 6))
    xs = generator.permutation(spread(generator, n))
    ys = wave(xs) + generator.uniform(0.8, 1.6) + 0.25 * generator.standard_normal(n)
    coefficients = generator.uniform(0.4, 1.9, degree + 1) * generator.choice((-1.0, 1.0), degree + 1)
    return case(xs=xs.tolist(), ys=ys.tolist(), coefficients=coefficients.tolist())


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def training_and_validation(generator):
    train_xs, validation_xs = generator.permutation(spread(generator, 12)), generator.uniform(-0.9, 0.9, 9)
    return case(
        train_xs=train_xs.tolist(),
        train_ys=(wave(train_xs) + 0.3 * generator.standard_normal(12)).tolist(),
        validation_xs=validation_xs.tolist(),
        validation_ys=(wave(validation_xs) + 0.3 * generator.standard_normal(9)).tolist(),
        degrees=plain([1, 2, 3, 5]),
    )


def mean_error(fitted, xs, ys):
    return float(((np.polynomial.polynomial.polyval(xs, fitted) - ys) ** 2).mean())


@random_case(count=3, label={"en": "three random parts", "zh": "随机的三个部分"})
def three_parts(generator):
    """The validation error chooses clearly, and another degree than the training error or the test error would, or a
    fit to the test samples."""
    degrees = [1, 2, 3, 4, 5]
    while True:
        parts = []
        for n, xs in ((12, spread(generator, 12)), (7, generator.uniform(-0.9, 0.9, 7)), (8, spread(generator, 8))):
            parts.append((generator.permutation(xs), 0.5 * generator.standard_normal(n)))
        parts = [(xs, wave(xs) + noise) for xs, noise in parts]
        fits = [np.polynomial.polynomial.polyfit(*parts[0], degree) for degree in degrees]
        trained, validated, tested = ([mean_error(fit, *part) for fit in fits] for part in parts)
        best, second = np.argsort(validated)[:2]
        swapped = [mean_error(np.polynomial.polynomial.polyfit(*parts[2], degree), *parts[1]) for degree in degrees]
        others = np.argmin(tested), np.argmin(trained), np.argmin(swapped)
        if best not in others and validated[second] > 1.1 * validated[best]:
            train, validation, test = ((xs.tolist(), ys.tolist()) for xs, ys in parts)
            return case(train=train, validation=validation, test=test, degrees=plain(degrees))


@random_case(count=3, label={"en": "random errors", "zh": "随机的误差"})
def errors(generator):
    """Training errors fall with the degree; the validation error is lowest neither first nor last."""
    count = int(generator.integers(4, 8))
    degrees = np.sort(generator.choice(np.arange(2, 15), count, replace=False))
    train_errors = np.sort(generator.uniform(0.05, 2.0, count).round(3))[::-1]
    validation_errors = generator.uniform(0.8, 4.0, count).round(3)
    best = int(generator.integers(1, count - 1))
    validation_errors[best] = 0.5
    return case(
        degrees=plain(degrees.tolist()),
        train_errors=plain(train_errors.tolist()),
        validation_errors=plain(validation_errors.tolist()),
    )


FEW = {"xs": [0.7, -0.9, 0.1, -0.4, 0.95, -0.65], "ys": [2.3, -0.6, 1.4, 0.2, 3.7, -1.1]}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def numbers_to_raise(generator):
    return case(xs=generator.uniform(-1.9, 1.9, 4).tolist(), degree=int(generator.integers(2, 6)))


@check(
    role="data",
    of="features",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[2.0, 3.0], degree=2),
        case({"en": "degree 4", "zh": "四次"}, xs=[0.7, -0.9, 1.3], degree=4),
        case({"en": "only the constant", "zh": "只有常数项"}, xs=[0.7, -0.9, 1.3, 2.1], degree=0),
        case({"en": "one sample", "zh": "一个样本"}, xs=[-1.7], degree=3),
        case("x = 0", xs=[0.0, 0.0, 1.6], degree=3),
        case({"en": "large values", "zh": "值很大"}, xs=[-35.5, 120.25], degree=3),
        numbers_to_raise,
    ],
    sentence={"zh": "每一行是一个 x 的各次幂，从 0 次到 degree 次。"},
)
def powers_of_x(m, xs, degree):
    """A row holds the powers of one x, from 0 to the degree."""
    return m.features(xs, degree)


@check(
    role="fit",
    of="fit",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[0.0, 1.0], ys=[1.0, 3.0], degree=1),
        case({"en": "a line", "zh": "直线"}, **FEW, degree=1),
        case({"en": "a cubic", "zh": "三次函数"}, **FEW, degree=3),
        case({"en": "only the constant", "zh": "只有常数项"}, **FEW, degree=0),
        case(
            {"en": "two samples twice", "zh": "两个样本各出现两次"},
            xs=[0.4, 0.4, -0.8, -0.8],
            ys=[1.9, 2.6, -0.7, -1.6],
            degree=1,
        ),
        case(
            {"en": "large y", "zh": "y 很大"},
            xs=FEW["xs"],
            ys=[-2300.5, 640.25, 1410.5, -220.75, 3705.25, 1130.5],
            degree=2,
        ),
        samples,
    ],
    expect=equals_reference(dtype=True),
    sentence={"zh": "系数使误差的平方和最小，常数项在前，以 float64 给出。"},
)
def least_squares_coefficients(m, xs, ys, degree):
    """The coefficients minimise the sum of squared errors, the constant first, in float64."""
    return m.fit(xs, ys, degree)


@check(
    role="forward",
    of="predict",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[2.0], coefficients=[1.0, 0.0, 3.0]),
        case({"en": "a cubic", "zh": "三次函数"}, xs=[0.7, -0.9, 0.1, -0.4], coefficients=[0.8, -1.7, 2.6, 1.3]),
        case({"en": "only the constant", "zh": "只有常数项"}, xs=[0.7, -0.9, 1.6], coefficients=[-2.3]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[-1.7], coefficients=[0.6, 1.9, -0.8]),
        case({"en": "large values", "zh": "值很大"}, xs=[-35.5, 120.25], coefficients=[410.5, -2.6, 1.3]),
        polynomial,
    ],
    sentence={"zh": "多项式在每个 x 处的值。"},
)
def values_of_the_polynomial(m, xs, coefficients, ys=None):
    """The polynomial's value at every x."""
    return m.predict(xs, coefficients)


@check(
    role="cost",
    of="cost",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            xs=[0.0, 1.0, 2.0],
            ys=[1.0, 5.0, 4.0],
            coefficients=[1.0, 2.0],
        ),
        case({"en": "six samples", "zh": "六个样本"}, **FEW, coefficients=[0.8, -1.7, 2.6, 1.3]),
        case({"en": "only the constant", "zh": "只有常数项"}, **FEW, coefficients=[0.3]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[-1.7], ys=[0.9], coefficients=[0.6, 1.9, -0.8]),
        case(
            {"en": "identical samples", "zh": "样本完全相同"},
            xs=[0.7, 0.7, 0.7],
            ys=[-1.3, -1.3, -1.3],
            coefficients=[0.6, 1.9],
        ),
        case(
            {"en": "large values", "zh": "值很大"},
            xs=[-35.5, 120.25],
            ys=[960.5, -1720.25],
            coefficients=[410.5, -2.6, 1.3],
        ),
        polynomial,
    ],
    needs=[values_of_the_polynomial],
    sentence={"zh": "误差平方的平均值。"},
)
def mean_squared_error(m, xs, ys, coefficients):
    """The mean of the squared errors."""
    return m.cost(xs, ys, coefficients)


@check(
    role="fit",
    of="errors_by_degree",
    points=3,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            train_xs=[0.0, 1.0],
            train_ys=[1.0, 3.0],
            validation_xs=[1.0],
            validation_ys=[2.0],
            degrees=plain([0]),
        ),
        case(
            {"en": "three samples", "zh": "三个样本"},
            train_xs=[0.0, 1.0, 0.5],
            train_ys=[1.0, 3.0, 2.6],
            validation_xs=[0.25],
            validation_ys=[2.5],
            degrees=plain([0, 1]),
        ),
        case(
            {"en": "degrees in no order", "zh": "次数未按大小排列"},
            train_xs=FEW["xs"],
            train_ys=FEW["ys"],
            validation_xs=[0.3, -0.75, 0.85],
            validation_ys=[1.1, -0.2, 2.6],
            degrees=plain([2, 0, 3]),
        ),
        training_and_validation,
    ],
    needs=[least_squares_coefficients, mean_squared_error],
    sentence={"zh": "每个次数的训练误差和验证误差：只用训练样本拟合。"},
)
def errors_of_every_degree(m, train_xs, train_ys, validation_xs, validation_ys, degrees):
    """Training and validation error of every degree, fitted to the training samples alone."""
    train_errors, validation_errors = m.errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees)
    return {"training": train_errors, "validation": validation_errors}


@check(
    role="concept",
    of="best_degree",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            degrees=plain([1, 2, 5]),
            train_errors=plain([0.9, 0.4, 0.1]),
            validation_errors=plain([1.1, 0.6, 3.0]),
        ),
        case(
            {"en": "degrees in no order", "zh": "次数未按大小排列"},
            degrees=plain([7, 3, 9, 4]),
            train_errors=plain([0.2, 0.9, 0.1, 0.6]),
            validation_errors=plain([2.4, 1.3, 5.1, 0.7]),
        ),
        case(
            {"en": "one degree", "zh": "一种次数"},
            degrees=plain([3]),
            train_errors=plain([0.4]),
            validation_errors=plain([0.9]),
        ),
        errors,
    ],
    sentence={"zh": "能够泛化的次数：验证误差最低。"},
)
def degree_that_generalises(m, degrees, train_errors, validation_errors):
    """The degree that generalises has the lowest validation error."""
    return m.best_degree(degrees, train_errors, validation_errors)


@check(
    role="concept",
    of="choose",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            train=([0.0, 1.0], [1.0, 3.0]),
            validation=([1.0], [1.5]),
            test=([0.0], [0.0]),
            degrees=plain([1, 0]),
        ),
        case(
            {"en": "each part would choose another degree", "zh": "每个部分会选出不同的次数"},
            train=(FEW["xs"], FEW["ys"]),
            validation=([0.3, -0.75, 0.85], [2.1, -0.2, 2.6]),
            test=([-0.2, 0.55], [0.9, 1.3]),
            degrees=plain([3, 0, 2, 1]),
        ),
        three_parts,
    ],
    needs=[errors_of_every_degree, degree_that_generalises],
    sentence={"zh": "由验证集选出次数，再用测试集给出它的误差。"},
)
def chosen_degree_and_its_test_error(m, train, validation, test, degrees):
    """The validation set chooses the degree, and the test set tells its error."""
    degree, test_error = m.choose(train, validation, test, degrees)
    return {"degree": degree, "test error": test_error}


def falls_and_turns(found, arguments):
    degrees = list(arguments["degrees"])
    training, validation = (np.asarray(found[name], dtype=float).reshape(-1) for name in ("training", "validation"))
    if len(training) != len(degrees) or len(validation) != len(degrees):
        return Text({"en": "There should be one error for each degree.", "zh": "每个次数应当有一个误差。"})
    if np.any(np.diff(training) > 1e-6 * training[:-1]):
        return Text(
            {
                "en": "The training error rises with the degree: a higher degree can always do as well as a lower one.",
                "zh": "训练误差随次数上升了：次数更高的多项式总能做到至少一样好。",
            }
        )
    turn = int(validation.argmin())
    if turn in (0, len(degrees) - 1):
        return Text(
            {
                "en": "The validation error does not turn: it is lowest at the first or at the last degree.",
                "zh": "验证误差没有转折：它在第一个或最后一个次数处最低。",
            }
        )
    if int(np.asarray(found["best"]).reshape(-1)[0]) != degrees[turn]:
        return Text(
            {
                "en": "The degree that is chosen is not where the validation error turns.",
                "zh": "选出的次数不在验证误差的转折处。",
            }
        )
    return None


@check(
    role="concept",
    of="best_degree",
    points=1,
    cases=[
        case(
            {"en": "twelve samples of a noisy wave", "zh": "带噪声的波，十二个样本"},
            train_xs=[-0.95, -0.78, -0.6, -0.43, -0.26, -0.09, 0.09, 0.26, 0.43, 0.6, 0.78, 0.95],
            train_ys=[0.06, -0.62, 0.11, -0.12, 0.77, 0.43, 1.58, 1.36, 1.83, 1.05, 0.93, -0.21],
            validation_xs=[-0.88, -0.7, -0.5, -0.3, 0.0, 0.2, 0.35, 0.5, 0.7, 0.88],
            validation_ys=[-0.3, -0.21, -0.24, 0.27, 1.05, 1.45, 1.61, 1.54, 1.05, 0.26],
            degrees=plain([0, 1, 2, 3, 4, 5, 6, 7]),
        ),
        case(
            {"en": "the same wave, other noise", "zh": "同样的波，另一组噪声"},
            train_xs=[-0.95, -0.78, -0.6, -0.43, -0.26, -0.09, 0.09, 0.26, 0.43, 0.6, 0.78, 0.95],
            train_ys=[-0.06, -0.63, -0.74, -0.06, -0.04, 1.53, 1.74, 1.95, 0.92, 1.02, 0.62, 0.2],
            validation_xs=[-0.88, -0.7, -0.5, -0.3, 0.0, 0.2, 0.35, 0.5, 0.7, 0.88],
            validation_ys=[-0.3, -0.21, -0.24, 0.27, 1.05, 1.45, 1.61, 1.54, 1.05, 0.26],
            degrees=plain([1, 2, 3, 4, 5, 6]),
        ),
    ],
    expect=satisfies(falls_and_turns),
    fixed="Only for chosen data do the errors fall and turn; the check of the errors has drawn data.",
    needs=[errors_of_every_degree, degree_that_generalises],
    sentence={"zh": "训练误差只会下降，验证误差会转折：在转折处选择次数。"},
)
def training_error_falls_validation_error_turns(m, train_xs, train_ys, validation_xs, validation_ys, degrees):
    """The training error only falls, the validation error turns: there the degree is chosen."""
    training, validation = m.errors_by_degree(train_xs, train_ys, validation_xs, validation_ys, degrees)
    training, validation = [float(one) for one in training], [float(one) for one in validation]
    return {"training": training, "validation": validation, "best": m.best_degree(degrees, training, validation)}


@check(
    role="fit",
    of="fit",
    points=1,
    cases=[
        case(
            {"en": "a line with a large shift", "zh": "常数项很大的直线"},
            xs=[-0.8, -0.3, 0.2, 0.9],
            ys=[40.7, 41.9, 44.2, 46.1],
            degree=1,
        ),
        samples,
    ],
    expect=equals_reference(dtype=True),
    needs=[least_squares_coefficients],
    hidden=True,
    sentence={"zh": "在其他样本上拟合同样正确。"},
)
def fit_to_other_samples(m, xs, ys, degree):
    """The fit to other samples."""
    return m.fit(xs, ys, degree)
