"""Named mistakes of the polynomial fits."""

import torch

from grader.authoring import equivalent, mistake


def powers(xs, exponents):
    return torch.stack([xs**exponent for exponent in exponents], dim=1)


def solved(matrix, ys):
    return torch.linalg.lstsq(matrix, ys[:, None]).solution[:, 0]


def mean_error(xs, ys, coefficients):
    return ((powers(xs, range(len(coefficients))) @ coefficients - ys) ** 2).mean()


@mistake(
    of="features",
    hint={"en": "How many coefficients has a polynomial of degree 2?", "zh": "二次多项式有几个系数？"},
    finding={"zh": "缺少最高次幂：degree 次多项式有 degree + 1 列。"},
)
def highest_power_missing(xs, degree):
    """The highest power is missing: a polynomial has degree + 1 columns."""
    return powers(xs, range(degree)) if degree else torch.empty(len(xs), 0, dtype=xs.dtype)


@mistake(
    of="features",
    hint={"en": "Which power of x belongs to the constant?", "zh": "常数项对应 x 的几次幂？"},
    finding={"zh": "缺少常数列（x 的 0 次幂）。"},
)
def constant_missing(xs, degree):
    """The column of ones, the power 0, is missing."""
    return powers(xs, range(1, degree + 1)) if degree else torch.empty(len(xs), 0, dtype=xs.dtype)


@mistake(
    of="features",
    hint={
        "en": "Which column should hold the ones: the first or the last?",
        "zh": "全是 1 的那一列应在最前面，还是最后面？",
    },
    finding={"zh": "幂的顺序反了：应从 0 次排到最高次。（`vander` 默认的顺序相反。）"},
)
def powers_falling(xs, degree):
    """Your powers fall from left to right; they should rise. (`vander` gives them falling unless it is told.)"""
    return powers(xs, range(degree, -1, -1))


@mistake(
    of="features",
    hint={"en": "What belongs to one sample: a row or a column?", "zh": "一个样本对应一行，还是一列？"},
    finding={"zh": "表转置了：一行应对应一个样本。"},
)
def samples_in_columns(xs, degree):
    """Your table lies on its side: a row belongs to one sample."""
    return powers(xs, range(degree + 1)).T


@mistake(
    of="features",
    hint={"en": "What is 3 to the power of 2, and what is 3 times 2?", "zh": "3 的 2 次方是多少？3 乘以 2 呢？"},
    finding={"zh": "你用了乘法 x * k，而不是乘方 x ** k。"},
)
def multiples_for_powers(xs, degree):
    """You have taken multiples x * k where powers x ** k are asked for."""
    return torch.stack([xs * exponent for exponent in range(degree + 1)], dim=1)


@mistake(
    of="fit",
    hint={
        "en": "Which coefficient belongs to the power 0, and where does it stand?",
        "zh": "0 次幂的系数是哪一个？它应排在哪里？",
    },
    finding={"zh": "系数的顺序反了：常数项应在最前面。（`polyfit` 默认的顺序相反。）"},
)
def highest_power_first(xs, ys, degree):
    """Your coefficients begin with the highest power; the constant comes first. (`polyfit` does it the other way.)"""
    return solved(powers(xs, range(degree + 1)), ys).flip(0)


@mistake(
    of="fit",
    hint={
        "en": "How high is your polynomial at x = 0, whatever the data say?",
        "zh": "无论数据如何，你的多项式在 x = 0 处有多高？",
    },
    finding={"zh": "拟合时没有常数项：多项式被迫经过原点。"},
)
def fit_through_the_origin(xs, ys, degree):
    """You have fitted without the constant: the polynomial is forced through the origin."""
    if not degree:
        return torch.zeros(1, dtype=xs.dtype)
    return torch.cat([torch.zeros(1, dtype=xs.dtype), solved(powers(xs, range(1, degree + 1)), ys)])


@mistake(
    of="fit",
    hint={"en": "How many coefficients does a line have?", "zh": "一条直线有几个系数？"},
    finding={"zh": "你少拟合了一次：degree 次多项式有 degree + 1 个系数。"},
)
def one_degree_too_low(xs, ys, degree):
    """You have fitted one degree too low: a polynomial has degree + 1 coefficients."""
    return solved(powers(xs, range(max(degree, 1))), ys)


@mistake(
    of="fit",
    hint={"en": "How many coefficients does a line have?", "zh": "一条直线有几个系数？"},
    finding={"zh": "你多拟合了一次：degree 次多项式有 degree + 1 个系数。"},
)
def one_degree_too_high(xs, ys, degree):
    """You have fitted one degree too high: a polynomial has degree + 1 coefficients."""
    return solved(powers(xs, range(degree + 2)), ys)


@mistake(
    of="fit",
    hint={
        "en": "Which dtype have the samples, and which one have your coefficients? Where do they change?",
        "zh": "样本是什么 dtype？你的系数呢？是在哪一步变的？",
    },
    finding={"zh": "你的系数是 float32：解方程会损失精度，请保持 float64。"},
)
def fitted_in_float32(xs, ys, degree):
    """Your coefficients are float32: solving equations costs digits, keep float64."""
    return solved(powers(xs.float(), range(degree + 1)), ys.float())


@mistake(
    of="fit",
    hint={"en": "What are the coefficients to predict: x or y?", "zh": "系数要预测的是 x，还是 y？"},
    finding={"zh": "你拟合的目标是 xs，而不是 ys。"},
)
def fitted_to_xs(xs, ys, degree):
    """You have fitted to the xs and not to the ys."""
    return solved(powers(xs, range(degree + 1)), xs)


@mistake(
    of="fit",
    hint={
        "en": "A.T @ A @ c = A.T @ ys: what do you have to do with A.T @ A to be left with c?",
        "zh": "A.T @ A @ c = A.T @ ys：怎样处理 A.T @ A 才能得到 c？",
    },
    finding={"zh": "你只算了 A.T @ ys，没有解方程组。"},
)
def equations_not_solved(xs, ys, degree):
    """You have computed A.T @ ys and not solved the equations."""
    return powers(xs, range(degree + 1)).T @ ys


@mistake(
    of="fit",
    hint={"en": "Is the penalty on large coefficients part of this task?", "zh": "对大系数的惩罚属于这道题吗？"},
    finding={"zh": "你加了正则化（岭回归），系数被拉向 0。"},
)
def ridge_regression(xs, ys, degree):
    """You have added a penalty (ridge regression), which draws the coefficients towards 0."""
    matrix = powers(xs, range(degree + 1))
    return torch.linalg.solve(matrix.T @ matrix + torch.eye(degree + 1, dtype=xs.dtype), matrix.T @ ys)


@mistake(
    of="predict",
    hint={"en": "Which coefficient belongs to the power 0?", "zh": "0 次幂的系数是哪一个？"},
    finding={"zh": "你把系数从最高次排起，而常数项应在最前面。"},
)
def coefficients_read_backwards(xs, coefficients):
    """You have read the coefficients from the highest power on; the constant comes first."""
    return powers(xs, range(len(coefficients))) @ coefficients.flip(0)


@mistake(
    of="predict",
    hint={"en": "Which power of x belongs to the first coefficient?", "zh": "第一个系数对应 x 的几次幂？"},
    finding={"zh": "幂从 1 开始了：第一个系数应乘以 x 的 0 次幂。"},
)
def powers_from_one(xs, coefficients):
    """Your powers begin with 1; the first coefficient belongs to the power 0."""
    return powers(xs, range(1, len(coefficients) + 1)) @ coefficients


@mistake(
    of="predict",
    hint={"en": "Change the last coefficient. Do the predictions react?", "zh": "改变最后一个系数，预测值有反应吗？"},
    finding={"zh": "最高次的系数没有被使用。"},
)
def last_coefficient_ignored(xs, coefficients):
    """The coefficient of the highest power is not used."""
    count = len(coefficients) - 1
    return powers(xs, range(count)) @ coefficients[:-1] if count else xs * 0


@mistake(
    of="predict",
    hint={"en": "Change the first coefficient. Do the predictions react?", "zh": "改变第一个系数，预测值有反应吗？"},
    finding={"zh": "常数项没有被使用。"},
)
def constant_ignored(xs, coefficients):
    """The constant is not used."""
    return powers(xs, range(len(coefficients))) @ coefficients - coefficients[0]


@mistake(
    of="predict",
    hint={"en": "What is 3 to the power of 2, and what is 3 times 2?", "zh": "3 的 2 次方是多少？3 乘以 2 呢？"},
    finding={"zh": "你用了乘法 x * k，而不是乘方 x ** k。"},
)
def multiples_in_the_prediction(xs, coefficients):
    """You have taken multiples x * k where powers x ** k are asked for."""
    return torch.stack([xs * exponent for exponent in range(len(coefficients))], dim=1) @ coefficients


@mistake(
    of="cost",
    hint={"en": "Duplicate the data set. Should the error change?", "zh": "把数据复制一份，误差应该变吗？"},
    finding={"zh": "你返回的是总和，没有求平均。"},
)
def sum_of_squares(xs, ys, coefficients):
    """You have returned the sum and not the mean."""
    return mean_error(xs, ys, coefficients) * len(xs)


@mistake(
    of="cost",
    hint={
        "en": "What are the units of your error: those of y or those of y squared?",
        "zh": "你的误差的单位是 y 的单位，还是 y 的平方？",
    },
    finding={"zh": "你多开了一次平方根（RMSE）。"},
)
def root_mean_squared_error(xs, ys, coefficients):
    """You have taken the root of the mean (RMSE); the cost has no root."""
    return mean_error(xs, ys, coefficients) ** 0.5


@mistake(
    of="cost",
    hint={"en": "Is the error of this chapter a power or an absolute value?", "zh": "本章的误差是平方，还是绝对值？"},
    finding={"zh": "你求的是平均绝对误差，而不是均方误差。"},
)
def mean_absolute_error(xs, ys, coefficients):
    """You have taken the mean absolute error and not the mean squared error."""
    return (powers(xs, range(len(coefficients))) @ coefficients - ys).abs().mean()


@mistake(
    of="cost",
    hint={
        "en": "An error of +1 and one of -1: is the polynomial perfect then?",
        "zh": "一个误差是 +1，另一个是 -1，多项式就完美了吗？",
    },
    finding={"zh": "你先平均再取平方，正负误差先抵消了。"},
)
def square_of_the_mean(xs, ys, coefficients):
    """You have averaged the errors first and squared the average."""
    return (powers(xs, range(len(coefficients))) @ coefficients - ys).mean() ** 2


@mistake(
    of="cost",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你多乘了 1/2：本章的定义没有它。"},
)
def half_the_mean(xs, ys, coefficients):
    """You have an extra factor 1/2 that this chapter's definition has not."""
    return mean_error(xs, ys, coefficients) / 2


@mistake(
    of="cost",
    hint={"en": "Try samples of another number.", "zh": "换一个样本数不同的数据集试试。"},
    finding={"zh": "你用系数的个数（或自由度）去除，而不是样本数。"},
)
def divides_by_the_coefficients(xs, ys, coefficients):
    """You have divided by the number of coefficients and not by that of samples."""
    return mean_error(xs, ys, coefficients) * len(xs) / len(coefficients)


@mistake(
    of="errors_by_degree",
    hint={
        "en": "Which samples should be new to the polynomial when its degree is chosen?",
        "zh": "选择次数时，哪些样本对多项式来说应当是没见过的？",
    },
    finding={"zh": "你的验证误差也是在训练样本上算的。"},
)
def validated_on_the_training_samples(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """Your validation error is measured on the training samples too."""
    errors = [mean_error(train_xs, train_ys, fit(train_xs, train_ys, degree)) for degree in degrees]  # noqa: F821
    return errors, errors


@mistake(
    of="errors_by_degree",
    hint={"en": "Which samples may the fit see?", "zh": "拟合时允许看到哪些样本？"},
    finding={"zh": "你在验证样本上又拟合了一次：验证样本不应参与拟合。"},
)
def fitted_to_the_validation_samples(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """You have fitted anew to the validation samples; no fit may see them."""
    train_errors = [mean_error(train_xs, train_ys, fit(train_xs, train_ys, degree)) for degree in degrees]  # noqa: F821
    validation_errors = [
        mean_error(validation_xs, validation_ys, fit(validation_xs, validation_ys, degree)) for degree in degrees
    ]  # noqa: F821
    return train_errors, validation_errors


@mistake(
    of="errors_by_degree",
    hint={"en": "Which samples may the fit see?", "zh": "拟合时允许看到哪些样本？"},
    finding={"zh": "你用全部样本拟合，验证样本也参与了拟合。"},
)
def fitted_to_all_samples(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """You have fitted to all samples, those of the validation set included."""
    xs, ys = torch.cat([train_xs, validation_xs]), torch.cat([train_ys, validation_ys])
    fits = [fit(xs, ys, degree) for degree in degrees]  # noqa: F821
    return [mean_error(train_xs, train_ys, c) for c in fits], [
        mean_error(validation_xs, validation_ys, c) for c in fits
    ]


@mistake(
    of="errors_by_degree",
    hint={"en": "Which of the two lists does the docstring name first?", "zh": "文档字符串先写的是哪个列表？"},
    finding={"zh": "两个列表的顺序反了：应先返回训练误差。"},
)
def lists_swapped(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """You have returned the validation errors before the training errors."""
    fits = [fit(train_xs, train_ys, degree) for degree in degrees]  # noqa: F821
    return [mean_error(validation_xs, validation_ys, c) for c in fits], [
        mean_error(train_xs, train_ys, c) for c in fits
    ]


@mistake(
    of="errors_by_degree",
    hint={"en": "Which degree does the first entry of your lists belong to?", "zh": "你的列表的第一项属于哪个次数？"},
    finding={"zh": "你拟合的是 0, 1, 2, … 次，而不是 `degrees` 里的次数。"},
)
def degrees_counted_from_zero(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """You have fitted the degrees 0, 1, 2, ... and not those in `degrees`."""
    fits = [fit(train_xs, train_ys, degree) for degree in range(len(degrees))]  # noqa: F821
    return [mean_error(train_xs, train_ys, c) for c in fits], [
        mean_error(validation_xs, validation_ys, c) for c in fits
    ]


@mistake(
    of="errors_by_degree",
    hint={
        "en": "How often should a fit be made: once, or once for each degree?",
        "zh": "应当拟合一次，还是每个次数各拟合一次？",
    },
    finding={"zh": "你只拟合了一次，用的是最后一个次数。"},
)
def one_fit_for_all_degrees(train_xs, train_ys, validation_xs, validation_ys, degrees):
    """You have fitted once, with the last degree, and not once for each degree."""
    c = fit(train_xs, train_ys, degrees[-1])  # noqa: F821
    return [mean_error(train_xs, train_ys, c) for _ in degrees], [
        mean_error(validation_xs, validation_ys, c) for _ in degrees
    ]


@mistake(
    of="best_degree",
    hint={"en": "Which error does the highest degree always win?", "zh": "哪种误差总是在次数最高时最低？"},
    finding={"zh": "你按训练误差选择：它总是偏爱最高的次数。"},
)
def chosen_by_training_error(degrees, train_errors, validation_errors):
    """You have chosen by the training error, which always favours the highest degree."""
    return degrees[train_errors.index(min(train_errors))]


@mistake(
    of="best_degree",
    hint={
        "en": "Is the number you return a degree or its place in the list?",
        "zh": "你返回的是次数，还是它在表中的位置？",
    },
    finding={"zh": "你返回的是下标，而不是次数。"},
)
def place_in_the_list(degrees, train_errors, validation_errors):
    """You have returned the place in the list and not the degree."""
    return validation_errors.index(min(validation_errors))


@mistake(
    of="best_degree",
    hint={"en": "Is the number you return a degree or an error?", "zh": "你返回的是次数，还是误差？"},
    finding={"zh": "你返回的是最低的验证误差，而不是次数。"},
)
def lowest_error_returned(degrees, train_errors, validation_errors):
    """You have returned the lowest validation error and not its degree."""
    return min(validation_errors)


@mistake(
    of="best_degree",
    hint={
        "en": "Is a good degree one with a high validation error or with a low one?",
        "zh": "好的次数验证误差高，还是低？",
    },
    finding={"zh": "你选了验证误差最高的次数。"},
)
def worst_degree(degrees, train_errors, validation_errors):
    """You have chosen the degree with the highest validation error."""
    return degrees[validation_errors.index(max(validation_errors))]


@mistake(
    of="best_degree",
    hint={
        "en": "Does a model generalise well because its two errors are alike, or because the validation error is low?",
        "zh": "泛化好，是因为两种误差接近，还是因为验证误差低？",
    },
    finding={"zh": "你选了两种误差最接近的次数，而不是验证误差最低的。"},
)
def smallest_gap(degrees, train_errors, validation_errors):
    """You have chosen where the two errors are closest to each other and not where the validation error is lowest."""
    gaps = [abs(validated - trained) for trained, validated in zip(train_errors, validation_errors)]
    return degrees[gaps.index(min(gaps))]


def chosen(train, validation, degrees):
    """The degree that these validation samples choose, and the fit of that degree."""
    fits = [solved(powers(train[0], range(degree + 1)), train[1]) for degree in degrees]
    errors = [float(mean_error(*validation, coefficients)) for coefficients in fits]
    best = errors.index(min(errors))
    return degrees[best], fits[best]


@mistake(
    of="choose",
    hint={
        "en": "What is the test set for, if it has already chosen the degree?",
        "zh": "如果次数就是由测试集选出的，测试集还有什么用？",
    },
    finding={"zh": "你用测试集选择次数：它给出的误差因此偏低。"},
)
def chosen_by_the_test_set(train, validation, test, degrees):
    """You have let the test set choose the degree; the error that it tells is too low then."""
    degree, coefficients = chosen(train, test, degrees)
    return degree, mean_error(*test, coefficients)


@mistake(
    of="choose",
    hint={"en": "Which error does the highest degree always win?", "zh": "哪种误差总是在次数最高时最低？"},
    finding={"zh": "你用训练集选择次数：它总是偏爱最高的次数。"},
)
def chosen_by_the_training_set(train, validation, test, degrees):
    """You have let the training set choose the degree; it always favours the highest."""
    degree, coefficients = chosen(train, train, degrees)
    return degree, mean_error(*test, coefficients)


@mistake(
    of="choose",
    hint={
        "en": "Of several errors you have chosen the lowest. Which samples can tell whether that was luck?",
        "zh": "你选的是几个误差中最低的一个。哪些样本能说明这是不是运气？",
    },
    finding={"zh": "你给出的是验证误差，而不是测试误差。"},
)
def validation_error_told(train, validation, test, degrees):
    """You have told the validation error of the chosen degree and not its test error."""
    degree, coefficients = chosen(train, validation, degrees)
    return degree, mean_error(*validation, coefficients)


@mistake(
    of="choose",
    hint={"en": "Which samples does the docstring let you fit to?", "zh": "文档字符串允许用哪些样本拟合？"},
    finding={"zh": "选出次数之后，你又用训练样本和验证样本一起拟合了一次：应当只用训练样本拟合。"},
)
def fitted_anew_to_both(train, validation, test, degrees):
    """Once the degree was chosen, you have fitted again, to training and validation samples; fit to the former alone."""
    degree, _ = chosen(train, validation, degrees)
    xs, ys = (torch.cat(columns) for columns in zip(train, validation))
    return degree, mean_error(*test, solved(powers(xs, range(degree + 1)), ys))


@mistake(
    of="choose",
    hint={"en": "Which samples may the fit see?", "zh": "拟合时允许看到哪些样本？"},
    finding={"zh": "你在测试样本上拟合后再计算测试误差。"},
)
def fitted_to_the_test_set(train, validation, test, degrees):
    """You have fitted to the test samples before you told their error."""
    degree, _ = chosen(train, validation, degrees)
    return degree, mean_error(*test, solved(powers(test[0], range(degree + 1)), test[1]))


@mistake(
    of="choose",
    hint={
        "en": "Is the first thing you return a degree or its place in the list?",
        "zh": "你返回的第一项是次数，还是它在表中的位置？",
    },
    finding={"zh": "你返回的是下标，而不是次数。"},
)
def place_of_the_degree(train, validation, test, degrees):
    """You have returned the place of the degree in the list and not the degree."""
    degree, coefficients = chosen(train, validation, degrees)
    return degrees.index(degree), mean_error(*test, coefficients)


@mistake(
    of="choose",
    hint={"en": "Which of the two does the docstring name first?", "zh": "文档字符串先写的是哪一个？"},
    finding={"zh": "你先返回了误差，再返回次数。"},
)
def error_before_degree(train, validation, test, degrees):
    """You have returned the error before the degree."""
    degree, coefficients = chosen(train, validation, degrees)
    return mean_error(*test, coefficients), degree


equivalents = [
    equivalent(
        of="choose",
        was="degree = best_degree(degrees, train_errors, validation_errors)",
        now=(
            "degree = best_degree(degrees, degrees, validation_errors)",
            "degree = best_degree(degrees, validation_errors, validation_errors)",
            "degree = best_degree(degrees, test, validation_errors)",
        ),
        reason="The degree is chosen by the validation errors alone.",
    ),
    equivalent(
        of="fit",
        was="return torch.linalg.lstsq(features(xs, degree), ys[:, None]).solution[:, 0]",
        now="return torch.linalg.lstsq(features(xs, degree), ys[:, None]).solution[:, (-1)]",
        reason="The solution has one column: the first is the last.",
    ),
    equivalent(
        of="best_degree",
        was="best = min(range(len(degrees)), key=lambda i: validation_errors[i])",
        now=(
            "best = min(range(len(train_errors)), key=lambda i: validation_errors[i])",
            "best = min(range(len(validation_errors)), key=lambda i: validation_errors[i])",
        ),
        reason="Both lists have one error for each degree.",
    ),
]
