"""Named mistakes of the optimizers."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="sgd",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "你沿梯度方向走，是上坡；应沿梯度的反方向。"},
)
def uphill(w, grad, lr, weight_decay):
    """Your step goes uphill: along the gradient and not against it."""
    return w + lr * (grad + weight_decay * w)


@mistake(
    of="sgd",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "漏了学习率：你的步长等于梯度本身。"},
)
def learning_rate_missing(w, grad, lr, weight_decay):
    """The learning rate is missing: your step is as long as the gradient."""
    return w - (grad + weight_decay * w)


@mistake(
    of="sgd",
    hint={
        "en": "Call it twice with two values of weight_decay. Do the answers differ?",
        "zh": "用两个不同的 weight_decay 各调用一次，结果有变化吗？",
    },
    finding={"zh": "参数 weight_decay 没有用到。"},
)
def weight_decay_ignored(w, grad, lr, weight_decay):
    """The argument weight_decay is not used."""
    return w - lr * grad


@mistake(
    of="sgd",
    hint={
        "en": "What is multiplied by lr in the formula: grad alone, or g?",
        "zh": "公式里与 lr 相乘的是 grad，还是 g？",
    },
    finding={"zh": "你直接从权重里减去了衰减项；它是梯度的一部分，应一起乘以学习率。"},
)
def decay_without_the_learning_rate(w, grad, lr, weight_decay):
    """You have taken the decay off the weights directly; it is a part of the gradient, and the learning rate multiplies it too."""
    return w - lr * grad - weight_decay * w


@mistake(
    of="sgd",
    hint={
        "en": "With grad = 0, should a positive w become smaller or larger?",
        "zh": "当 grad = 0 时，正的 w 应变小还是变大？",
    },
    finding={"zh": "权重衰减的符号反了：它使权重远离 0。"},
)
def decay_that_grows_the_weights(w, grad, lr, weight_decay):
    """Your weight decay has the wrong sign: it pushes the weights away from 0."""
    return w - lr * (grad - weight_decay * w)


@mistake(
    of="sgd",
    hint={
        "en": "What is the derivative of (weight_decay / 2) * w**2?",
        "zh": "(weight_decay / 2) * w**2 的导数是什么？",
    },
    finding={"zh": "你的衰减大了一倍；惩罚项里的 1/2 正好与平方求导得到的 2 抵消。"},
)
def decay_doubled(w, grad, lr, weight_decay):
    """Your decay is twice as strong; the 1/2 of the penalty cancels the 2 that its square brings down."""
    return w - lr * (grad + 2 * weight_decay * w)


@mistake(
    of="sgd",
    hint={
        "en": "Which way should a weight below 0 be pulled? Which way does your step pull it?",
        "zh": "小于 0 的权重应被拉向哪边？你的更新把它拉向哪边？",
    },
    finding={"zh": "你加到梯度上的是惩罚项本身，而不是它的导数。"},
)
def penalty_in_place_of_its_derivative(w, grad, lr, weight_decay):
    """You have added the penalty itself to the gradient and not its derivative."""
    return w - lr * (grad + weight_decay / 2 * w**2)


@mistake(
    of="sgd",
    hint={
        "en": "Should a large weight be pulled back more strongly than a small one?",
        "zh": "大的权重是否应比小的权重被拉回得更多？",
    },
    finding={"zh": "你加上的是 weight_decay 乘以 w 的符号：那是 |w| 的导数，不是 w**2 / 2 的导数。"},
)
def decay_by_the_sign(w, grad, lr, weight_decay):
    """You have added weight_decay times the sign of w: that is the derivative of |w|, not of w**2 / 2."""
    return w - lr * (grad + weight_decay * w.sign())


@mistake(
    of="sgd",
    hint={
        "en": "With grad = 0, does your step still pull w towards 0?",
        "zh": "当 grad = 0 时，你的更新还会把 w 拉向 0 吗？",
    },
    finding={"zh": "你把梯度乘以了 1 + weight_decay；衰减项与 w 成正比，而不是与梯度成正比。"},
)
def gradient_scaled_by_the_decay(w, grad, lr, weight_decay):
    """You have multiplied the gradient by 1 + weight_decay; the decay goes with w."""
    return w - lr * grad * (1 + weight_decay)


@mistake(
    of="sgd",
    hint={"en": "Is your result a position or a displacement?", "zh": "你返回的是位置，还是位移？"},
    finding={"zh": "你只返回了这一步的位移，而不是新的参数。"},
)
def only_the_step(w, grad, lr, weight_decay):
    """You have returned the step alone and not the new parameters."""
    return -lr * (grad + weight_decay * w)


@mistake(
    of="sgd",
    hint={
        "en": "Print w in the caller before and after the call. Whose tensor did you change?",
        "zh": "在调用前后分别打印调用者的 w：你改动的是谁的张量？",
    },
    finding={"zh": "参数 w 被改变了，调用者手里的张量也跟着变了；请生成新的张量。（`w -= ...` 会原地修改它。）"},
)
def parameters_changed_in_place(w, grad, lr, weight_decay):
    """The argument w has changed, and the caller's tensor with it; make a new one. (`w -= ...` changes it in place.)"""
    w -= lr * (grad + weight_decay * w)
    return w


@mistake(
    of="sgd",
    hint={
        "en": "What is the derivative of (weight_decay / 2) * w**2: a number, or a number times w?",
        "zh": "(weight_decay / 2) * w**2 的导数是一个常数，还是与 w 成正比？",
    },
    finding={"zh": "你加上的是 weight_decay 本身，而不是 weight_decay * w。"},
)
def decay_without_w(w, grad, lr, weight_decay):
    """You have added weight_decay itself and not weight_decay * w."""
    return w - lr * (grad + weight_decay)


@mistake(
    of="momentum",
    hint={
        "en": "Which factor stands before grad in the formula of the velocity?",
        "zh": "速度的公式里，grad 前面的系数是多少？",
    },
    finding={"zh": "你给梯度乘了 1 - mu；这里的速度是累加，不是加权平均。"},
)
def velocity_averaged(w, grad, velocity, lr, mu):
    """You have weighted the gradient by 1 - mu; here the velocity is a sum and no average."""
    velocity = mu * velocity + (1 - mu) * grad
    return w - lr * velocity, velocity


@mistake(
    of="momentum",
    hint={
        "en": "What are the units of the velocity: those of the gradient, or those of a step?",
        "zh": "速度的量纲与梯度相同，还是与一步的位移相同？",
    },
    finding={"zh": "你把学习率放进了速度里；学习率应在更新参数时才乘。"},
)
def learning_rate_inside_the_velocity(w, grad, velocity, lr, mu):
    """You have put the learning rate into the velocity: the next step would get it for the second time, or with another value."""
    velocity = mu * velocity + lr * grad
    return w - velocity, velocity


@mistake(
    of="momentum",
    hint={"en": "In the first step from rest, does your w move?", "zh": "从静止开始的第一步，你的 w 动了吗？"},
    finding={"zh": "你这一步用的是更新前的速度。"},
)
def step_with_the_old_velocity(w, grad, velocity, lr, mu):
    """Your step uses the velocity from before the update."""
    new = mu * velocity + grad
    return w - lr * velocity, new


@mistake(
    of="momentum",
    hint={
        "en": "What will the caller hand in as velocity at the next step?",
        "zh": "下一步调用者会把什么作为速度传进来？",
    },
    finding={"zh": "你返回的是旧的速度，什么也没有记住。"},
)
def velocity_not_returned(w, grad, velocity, lr, mu):
    """You have returned the old velocity, so that nothing is remembered."""
    return w - lr * (mu * velocity + grad), velocity


@mistake(
    of="momentum",
    hint={"en": "What does the second formula multiply by lr?", "zh": "第二个公式里与 lr 相乘的是什么？"},
    finding={"zh": "你这一步只用了梯度；速度保存了却没有用到。"},
)
def velocity_not_used_for_the_step(w, grad, velocity, lr, mu):
    """Your step uses the gradient alone; the velocity is kept and never used."""
    velocity = mu * velocity + grad
    return w - lr * grad, velocity


@mistake(
    of="momentum",
    hint={
        "en": "With gradients of 0 from now on, should the rolling stop?",
        "zh": "如果以后的梯度都是 0，应该逐渐停下来吗？",
    },
    finding={"zh": "你的速度从不衰减：漏了 mu。"},
)
def velocity_never_fades(w, grad, velocity, lr, mu):
    """Your velocity keeps all of the past: mu is missing."""
    velocity = velocity + grad
    return w - lr * velocity, velocity


@mistake(
    of="momentum",
    hint={
        "en": "How much of the newest gradient should count in the step from rest?",
        "zh": "从静止开始的一步，最新的梯度应计入多少？",
    },
    finding={"zh": "你把新的梯度也乘了 mu：mu * (velocity + grad)。"},
)
def everything_fades(w, grad, velocity, lr, mu):
    """You have multiplied the new gradient by mu as well: mu * (velocity + grad)."""
    velocity = mu * (velocity + grad)
    return w - lr * velocity, velocity


@mistake(
    of="momentum",
    hint={
        "en": "The velocity is a sum of gradients. Which way do gradients point?",
        "zh": "速度是梯度的累加。梯度指向哪边？",
    },
    finding={"zh": "你加上了 lr * velocity，是上坡。"},
)
def momentum_uphill(w, grad, velocity, lr, mu):
    """Your step goes uphill: it adds lr * velocity."""
    velocity = mu * velocity + grad
    return w + lr * velocity, velocity


@mistake(
    of="momentum",
    hint={
        "en": "Print velocity in the caller before and after the call. Whose tensor did you change?",
        "zh": "在调用前后分别打印调用者的 velocity：你改动的是谁的张量？",
    },
    finding={"zh": "参数 velocity 被改变了；请生成新的张量。（`*=` 和 `+=` 会原地修改它。）"},
)
def velocity_changed_in_place(w, grad, velocity, lr, mu):
    """The argument velocity has changed; make a new tensor. (`*=` and `+=` change it in place.)"""
    velocity *= mu
    velocity += grad
    return w - lr * velocity, velocity


@mistake(
    of="nesterov",
    hint={"en": "What is added to grad before the step is taken?", "zh": "走这一步之前，grad 还要加上什么？"},
    finding={"zh": "这是普通的动量法：没有“向前看”的一项。"},
    group="nesterov_is_momentum",
)
def plain_momentum(w, grad, velocity, lr, mu):
    """That is plain momentum: the step does not look ahead."""
    velocity = mu * velocity + grad
    return w - lr * velocity, velocity


@mistake(
    of="nesterov",
    hint={
        "en": "Which velocity stands in the formula of g: the one that came in, or the new one?",
        "zh": "g 的公式里是传入的速度，还是新的速度？",
    },
    finding={"zh": "你用旧的速度向前看：grad + mu * 旧速度，这又成了普通的动量法。"},
    group="nesterov_is_momentum",
)
def ahead_with_the_old_velocity(w, grad, velocity, lr, mu):
    """You look ahead with the old velocity: grad + mu * old velocity, which is plain momentum again."""
    new = mu * velocity + grad
    return w - lr * (grad + mu * velocity), new


@mistake(
    of="nesterov",
    hint={
        "en": "With mu = 0, should Nesterov's step be longer than that of plain gradient descent?",
        "zh": "当 mu = 0 时，Nesterov 的一步应比普通梯度下降更长吗？",
    },
    finding={"zh": "你把整个新速度加到了梯度上；它应先乘以 mu。"},
)
def new_velocity_whole(w, grad, velocity, lr, mu):
    """You have added the whole new velocity to the gradient; it counts mu times."""
    velocity = mu * velocity + grad
    return w - lr * (grad + velocity), velocity


@mistake(
    of="nesterov",
    hint={"en": "With mu = 0, does your w move?", "zh": "当 mu = 0 时，你的 w 会动吗？"},
    finding={"zh": "你这一步只有 mu * 新速度；漏了梯度。"},
)
def gradient_missing_ahead(w, grad, velocity, lr, mu):
    """Your step is mu * new velocity alone; the gradient is missing."""
    velocity = mu * velocity + grad
    return w - lr * mu * velocity, velocity


@mistake(
    of="nesterov",
    hint={
        "en": "Which of the two is kept for the next step: the velocity, or g?",
        "zh": "留给下一步的是速度，还是 g？",
    },
    finding={"zh": "你把 g 当作速度返回了，于是向前看的一项每一步都被重复计入。"},
)
def ahead_kept_as_velocity(w, grad, velocity, lr, mu):
    """You have returned g as the velocity, so that the look ahead is counted again at each step."""
    velocity = mu * velocity + grad
    ahead = grad + mu * velocity
    return w - lr * ahead, ahead


@mistake(
    of="nesterov",
    hint={
        "en": "Which factor stands before grad in the formula of the velocity?",
        "zh": "速度的公式里，grad 前面的系数是多少？",
    },
    finding={"zh": "你给梯度乘了 1 - mu；这里的速度是累加，不是加权平均。"},
)
def nesterov_velocity_averaged(w, grad, velocity, lr, mu):
    """You have weighted the gradient by 1 - mu; here the velocity is a sum and no average."""
    velocity = mu * velocity + (1 - mu) * grad
    return w - lr * (grad + mu * velocity), velocity


@mistake(
    of="nesterov",
    hint={
        "en": "What will the caller hand in as velocity at the next step?",
        "zh": "下一步调用者会把什么作为速度传进来？",
    },
    finding={"zh": "你返回的是旧的速度，什么也没有记住。"},
)
def nesterov_velocity_not_returned(w, grad, velocity, lr, mu):
    """You have returned the old velocity, so that nothing is remembered."""
    return w - lr * (grad + mu * (mu * velocity + grad)), velocity


@mistake(
    of="adagrad",
    hint={
        "en": "If all gradients are 10 times larger, should the first step change?",
        "zh": "若所有梯度放大 10 倍，第一步应该变化吗？",
    },
    finding={"zh": "你除以了平方和本身；漏了平方根。"},
)
def root_missing(w, grad, total, lr, eps):
    """You have divided by the sum of squares itself; its root is missing."""
    total = total + grad**2
    return w - lr * grad / (total + eps), total


@mistake(
    of="adagrad",
    hint={"en": "How large is total after two gradients of 3?", "zh": "经过两个大小为 3 的梯度后，total 是多少？"},
    finding={"zh": "你的 total 只是最新的梯度平方；之前的都被丢掉了。"},
)
def squares_not_added_up(w, grad, total, lr, eps):
    """Your total is the last squared gradient alone; the ones before are forgotten."""
    total = grad**2
    return w - lr * grad / (total.sqrt() + eps), total


@mistake(
    of="adagrad",
    hint={"en": "Can your total become smaller, or fall below 0?", "zh": "你的 total 会变小，甚至小于 0 吗？"},
    finding={"zh": "你累加的是梯度，而不是梯度的平方。"},
)
def gradients_not_squared(w, grad, total, lr, eps):
    """You have added up the gradients and not their squares."""
    total = total + grad
    return w - lr * grad / (total.sqrt() + eps), total


@mistake(
    of="adagrad",
    hint={
        "en": "After gradients of 3 and 4, do you divide by 5 or by 7?",
        "zh": "经过大小为 3 和 4 的梯度后，你除以的是 5 还是 7？",
    },
    finding={"zh": "你累加的是梯度的绝对值，也没有开方；应是平方和再开方。"},
)
def absolute_gradients_added(w, grad, total, lr, eps):
    """You have added up absolute gradients and taken no root; the root is that of a sum of squares."""
    total = total + grad.abs()
    return w - lr * grad / (total + eps), total


@mistake(
    of="adagrad",
    hint={"en": "Where do the parentheses of the root close in the formula?", "zh": "公式里平方根的括号在哪里结束？"},
    finding={"zh": "你把 eps 加在了根号里面；这里它加在根号外面。"},
)
def eps_inside_the_root(w, grad, total, lr, eps):
    """You have added eps under the root; here it is added to the root."""
    total = total + grad**2
    return w - lr * grad / (total + eps).sqrt(), total


@mistake(
    of="adagrad",
    hint={"en": "What is 0 / 0 in a tensor?", "zh": "张量里 0 / 0 是什么？"},
    finding={"zh": "漏了 eps：梯度一直为 0 的地方出现了 0 除以 0。"},
)
def eps_missing(w, grad, total, lr, eps):
    """eps is missing: where all gradients were 0 you have divided 0 by 0."""
    total = total + grad**2
    return w - lr * grad / total.sqrt(), total


@mistake(
    of="adagrad",
    hint={
        "en": "At the first step, total comes in as 0. By what do you divide?",
        "zh": "第一步传入的 total 是 0，你除以的是什么？",
    },
    finding={"zh": "你除以的是加上这次梯度之前的 total 的平方根。"},
)
def step_with_the_old_total(w, grad, total, lr, eps):
    """You have divided by the root of the total from before this gradient."""
    return w - lr * grad / (total.sqrt() + eps), total + grad**2


@mistake(
    of="adagrad",
    hint={
        "en": "What will the caller hand in as total at the next step?",
        "zh": "下一步调用者会把什么作为 total 传进来？",
    },
    finding={"zh": "你返回的是旧的 total，什么也没有记住。"},
)
def total_not_returned(w, grad, total, lr, eps):
    """You have returned the old total, so that nothing is remembered."""
    return w - lr * grad / ((total + grad**2).sqrt() + eps), total


@mistake(
    of="adagrad",
    hint={
        "en": "Two parameters, one with large gradients: should the other one's steps become shorter, too?",
        "zh": "两个参数中一个梯度很大：另一个的步长也应变短吗？",
    },
    finding={"zh": "你把所有参数的梯度平方加在了一起；每个参数应有自己的累加值。"},
)
def one_total_for_all(w, grad, total, lr, eps):
    """You have summed over all parameters: each parameter needs a total of its own."""
    total = total + (grad**2).sum()
    return w - lr * grad / (total.sqrt() + eps), total


@mistake(
    of="rmsprop",
    hint={
        "en": "With alpha = 0.99, does the average change quickly or slowly?",
        "zh": "alpha = 0.99 时，平均值变化快还是慢？",
    },
    finding={"zh": "你把 alpha 和 1 - alpha 弄反了。"},
)
def alpha_swapped(w, grad, average, lr, alpha, eps):
    """You have swapped alpha and 1 - alpha."""
    average = (1 - alpha) * average + alpha * grad**2
    return w - lr * grad / (average.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={
        "en": "If all gradients are 10 times larger, should the first step change?",
        "zh": "若所有梯度放大 10 倍，第一步应该变化吗？",
    },
    finding={"zh": "你除以了平均值本身；漏了平方根。"},
)
def rmsprop_root_missing(w, grad, average, lr, alpha, eps):
    """You have divided by the average itself; its root is missing."""
    average = alpha * average + (1 - alpha) * grad**2
    return w - lr * grad / (average + eps), average


@mistake(
    of="rmsprop",
    hint={"en": "Do your two weights add up to 1?", "zh": "你的两个权重之和是 1 吗？"},
    finding={"zh": "漏了因子 1 - alpha：你的“平均值”变成了累加。"},
)
def weights_do_not_add_up_to_one(w, grad, average, lr, alpha, eps):
    """The factor 1 - alpha is missing: your average is a sum."""
    average = alpha * average + grad**2
    return w - lr * grad / (average.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={"en": "Where is alpha in your first line?", "zh": "你的第一行里 alpha 在哪里？"},
    finding={"zh": "你像 Adagrad 那样累加了所有的平方；RMSprop 会逐渐忘掉旧的。"},
)
def adagrad_instead(w, grad, average, lr, alpha, eps):
    """You have added up all squares, as Adagrad does; RMSprop forgets the old ones."""
    average = average + grad**2
    return w - lr * grad / (average.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={
        "en": "Can your average fall below 0? What is its root then?",
        "zh": "你的平均值会小于 0 吗？那时它的平方根是什么？",
    },
    finding={"zh": "你平均的是梯度，而不是梯度的平方。"},
)
def rmsprop_not_squared(w, grad, average, lr, alpha, eps):
    """You have averaged the gradients and not their squares."""
    average = alpha * average + (1 - alpha) * grad
    return w - lr * grad / (average.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={
        "en": "With alpha = 0 and a gradient of 3, what should the average be?",
        "zh": "当 alpha = 0、梯度为 3 时，平均值应是多少？",
    },
    finding={"zh": "你平均的是梯度的绝对值；应先平方再平均。"},
)
def rmsprop_of_absolute_gradients(w, grad, average, lr, alpha, eps):
    """You have averaged absolute gradients; it is their squares that are averaged."""
    average = alpha * average + (1 - alpha) * grad.abs()
    return w - lr * grad / (average.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={"en": "Where do the parentheses of the root close in the formula?", "zh": "公式里平方根的括号在哪里结束？"},
    finding={"zh": "你把 eps 加在了根号里面；这里它加在根号外面。"},
)
def rmsprop_eps_inside_the_root(w, grad, average, lr, alpha, eps):
    """You have added eps under the root; here it is added to the root."""
    average = alpha * average + (1 - alpha) * grad**2
    return w - lr * grad / (average + eps).sqrt(), average


@mistake(
    of="rmsprop",
    hint={
        "en": "At the first step, average comes in as 0. By what do you divide?",
        "zh": "第一步传入的 average 是 0，你除以的是什么？",
    },
    finding={"zh": "你除以的是计入这次梯度之前的平均值的平方根。"},
)
def rmsprop_old_average(w, grad, average, lr, alpha, eps):
    """You have divided by the root of the average from before this gradient."""
    return w - lr * grad / (average.sqrt() + eps), alpha * average + (1 - alpha) * grad**2


@mistake(
    of="rmsprop",
    hint={
        "en": "What will the caller hand in as average at the next step?",
        "zh": "下一步调用者会把什么作为 average 传进来？",
    },
    finding={"zh": "你返回的是旧的平均值，什么也没有记住。"},
)
def rmsprop_not_returned(w, grad, average, lr, alpha, eps):
    """You have returned the old average, so that nothing is remembered."""
    new = alpha * average + (1 - alpha) * grad**2
    return w - lr * grad / (new.sqrt() + eps), average


@mistake(
    of="rmsprop",
    hint={"en": "What is 0 / 0 in a tensor?", "zh": "张量里 0 / 0 是什么？"},
    finding={"zh": "漏了 eps：梯度一直为 0 的地方出现了 0 除以 0。"},
)
def rmsprop_eps_missing(w, grad, average, lr, alpha, eps):
    """eps is missing: where all gradients were 0 you have divided 0 by 0."""
    average = alpha * average + (1 - alpha) * grad**2
    return w - lr * grad / average.sqrt(), average


@mistake(
    of="adam",
    hint={"en": "At t = 1, how large is m compared with the gradient?", "zh": "t = 1 时，m 与梯度相比有多大？"},
    finding={"zh": "你没有修正从 0 开始带来的偏差。"},
)
def no_correction(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have not corrected the averages for their start from 0."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return w - lr * m / (v.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "Which of the two averages are too small at the first step?", "zh": "第一步时，两个平均值中哪些偏小？"},
    finding={"zh": "你只修正了 m；v 也是从 0 开始的。"},
)
def only_m_corrected(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have corrected m alone; v starts from 0, too."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return w - lr * m / (1 - beta1**t) / (v.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "Which of the two averages are too small at the first step?", "zh": "第一步时，两个平均值中哪些偏小？"},
    finding={"zh": "你只修正了 v；m 也是从 0 开始的。"},
)
def only_v_corrected(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have corrected v alone; m starts from 0, too."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return w - lr * m / ((v / (1 - beta2**t)).sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={
        "en": "Is the corrected value for this step, or for the recursion?",
        "zh": "修正值用于这一步，还是用于递推？",
    },
    finding={"zh": "你返回的是修正后的平均值；下一步它们又会被修正一次。"},
)
def corrected_values_kept(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have returned the corrected averages; at the next step they would be corrected once more."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m / (v.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "What is 1 - beta**0?", "zh": "1 - beta**0 是多少？"},
    finding={"zh": "修正时你用了 t - 1；第一步的 t 已经是 1。"},
)
def steps_counted_from_zero(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have used t - 1 in the correction; t is 1 at the first step already."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1 ** (t - 1) if t > 1 else 1), v / (1 - beta2 ** (t - 1) if t > 1 else 1)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "After many steps, should the averages still be corrected?", "zh": "很多步以后，平均值还需要修正吗？"},
    finding={"zh": "每一步你都除以 1 - beta；修正应随 t 减弱：1 - beta**t。"},
)
def correction_without_t(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have divided by 1 - beta at every step; the correction fades with t: 1 - beta**t."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1), v / (1 - beta2)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "Which of the two averages has the longer memory?", "zh": "两个平均值中，哪一个的记忆更长？"},
    finding={"zh": "你把 beta1 和 beta2 弄反了。"},
)
def betas_swapped(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have swapped beta1 and beta2."""
    m = beta2 * m + (1 - beta2) * grad
    v = beta1 * v + (1 - beta1) * grad**2
    m_hat, v_hat = m / (1 - beta2**t), v / (1 - beta1**t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "With beta = 0.9, is the average smooth or jumpy?", "zh": "beta = 0.9 时，平均值平滑还是跳动？"},
    finding={"zh": "两个平均里的 beta 和 1 - beta 都弄反了。"},
)
def beta_and_rest_swapped(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have swapped beta and 1 - beta in both averages."""
    m = (1 - beta1) * m + beta1 * grad
    v = (1 - beta2) * v + beta2 * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "Can your v fall below 0? What is its root then?", "zh": "你的 v 会小于 0 吗？那时它的平方根是什么？"},
    finding={"zh": "你的 v 平均的是梯度，而不是梯度的平方。"},
)
def adam_not_squared(w, grad, m, v, t, lr, beta1, beta2, eps):
    """Your v averages the gradients and not their squares."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={
        "en": "If all gradients are 10 times larger, should the first step change?",
        "zh": "若所有梯度放大 10 倍，第一步应该变化吗？",
    },
    finding={"zh": "你除以了 v_hat 本身；漏了平方根。"},
)
def adam_root_missing(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have divided by v_hat itself; its root is missing."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat + eps), m, v


@mistake(
    of="adam",
    hint={"en": "Where do the parentheses of the root close in the formula?", "zh": "公式里平方根的括号在哪里结束？"},
    finding={"zh": "你把 eps 加在了根号里面；这里它加在根号外面。"},
)
def adam_eps_inside_the_root(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have added eps under the root; here it is added to the root."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat + eps).sqrt(), m, v


@mistake(
    of="adam",
    hint={"en": "What stands above the fraction bar in the formula of w?", "zh": "w 的公式里，分子是什么？"},
    finding={"zh": "你沿梯度走，而不是沿它的平均 m_hat 走。"},
)
def gradient_in_place_of_m(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have stepped along the gradient and not along its average m_hat."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2**t)
    return w - lr * grad / (v_hat.sqrt() + eps), m, v


@mistake(
    of="adam",
    hint={"en": "In which order does the caller unpack your three results?", "zh": "调用者按什么顺序接收这三个结果？"},
    finding={"zh": "你返回时把 v 放在了 m 前面。"},
)
def averages_returned_in_the_wrong_order(w, grad, m, v, t, lr, beta1, beta2, eps):
    """You have returned v before m."""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (v_hat.sqrt() + eps), v, m


@mistake(
    of="adamax",
    hint={"en": "If the gradient is always 3, what should u be?", "zh": "如果梯度一直是 3，u 应是多少？"},
    finding={"zh": "你把 beta2 * u 与 |grad| 相加了；应取两者中较大的一个。"},
)
def sum_in_place_of_the_maximum(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have added beta2 * u and |grad| where the larger of the two is taken."""
    m = beta1 * m + (1 - beta1) * grad
    u = beta2 * u + grad.abs() + eps
    return w - lr * m / (1 - beta1**t) / u, m, u


@mistake(
    of="adamax",
    hint={
        "en": "After one huge gradient, should all later steps stay tiny?",
        "zh": "出现过一次很大的梯度后，以后的步子应一直很小吗？",
    },
    finding={"zh": "你的最大值从不衰减：漏了 beta2。"},
)
def maximum_never_fades(w, grad, m, u, t, lr, beta1, beta2, eps):
    """Your maximum never fades: beta2 is missing."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(u, grad.abs() + eps)
    return w - lr * m / (1 - beta1**t) / u, m, u


@mistake(
    of="adamax",
    hint={
        "en": "For grad = -3 and u = 0, what should the new u be?",
        "zh": "当 grad = -3、u = 0 时，新的 u 应是多少？",
    },
    finding={"zh": "你比较的是 grad 而不是 |grad|：很大的负梯度被忽略了。"},
)
def absolute_value_missing(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have compared with grad and not with |grad|: a large negative gradient is not seen."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad + eps)
    return w - lr * m / (1 - beta1**t) / u, m, u


@mistake(
    of="adamax",
    hint={
        "en": "What is the shape of u, and what is it of your maximum?",
        "zh": "u 的形状是什么？你的最大值的形状呢？",
    },
    finding={"zh": "你对所有参数取了一个最大值；每个参数应有自己的最大值。"},
)
def maximum_over_all_parameters(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have taken one maximum over all parameters; each parameter has its own."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps).max() * torch.ones_like(w)
    return w - lr * m / (1 - beta1**t) / u, m, u


@mistake(
    of="adamax",
    hint={"en": "At t = 1, how large is m compared with the gradient?", "zh": "t = 1 时，m 与梯度相比有多大？"},
    finding={"zh": "你没有修正 m 从 0 开始带来的偏差。"},
)
def adamax_without_correction(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have not corrected m for its start from 0."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps)
    return w - lr * m / u, m, u


@mistake(
    of="adamax",
    hint={
        "en": "At t = 1 with u = 0, is the new u smaller than |grad|?",
        "zh": "t = 1、u = 0 时，新的 u 比 |grad| 小吗？",
    },
    finding={"zh": "你把 u 也修正了；从 0 开始的最大值并不偏小。"},
)
def maximum_corrected_too(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have corrected u as well; a maximum that starts from 0 is not too small."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps)
    return w - lr * m / (1 - beta1**t) / (u / (1 - beta2**t)), m, u


@mistake(
    of="adamax",
    hint={
        "en": "If all gradients are 10 times larger, should the first step change?",
        "zh": "若所有梯度放大 10 倍，第一步应该变化吗？",
    },
    finding={"zh": "你对 u 开了平方根：它不是平方和，本身就是大小。"},
)
def root_of_the_maximum(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have taken a root of u: it is no sum of squares, but a size already."""
    m = beta1 * m + (1 - beta1) * grad
    u = torch.maximum(beta2 * u, grad.abs() + eps)
    return w - lr * m / (1 - beta1**t) / u.sqrt(), m, u


@mistake(
    of="adamax",
    hint={
        "en": "At the first step, u comes in as 0. By what do you divide?",
        "zh": "第一步传入的 u 是 0，你除以的是什么？",
    },
    finding={"zh": "你除以的是计入这次梯度之前的 u。"},
)
def old_maximum_used(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have divided by the u from before this gradient."""
    m = beta1 * m + (1 - beta1) * grad
    return w - lr * m / (1 - beta1**t) / (u + eps), m, torch.maximum(beta2 * u, grad.abs() + eps)


@mistake(
    of="adamax",
    hint={"en": "Which beta belongs to the average of the gradients?", "zh": "梯度的平均用的是哪个 beta？"},
    finding={"zh": "你把 beta1 和 beta2 弄反了。"},
)
def adamax_betas_swapped(w, grad, m, u, t, lr, beta1, beta2, eps):
    """You have swapped beta1 and beta2."""
    m = beta2 * m + (1 - beta2) * grad
    u = torch.maximum(beta1 * u, grad.abs() + eps)
    return w - lr * m / (1 - beta2**t) / u, m, u


@mistake(
    of="SGD.__init__",
    hint={
        "en": "What does list(generator) give when you call it for the second time?",
        "zh": "第二次调用 list(generator) 会得到什么？",
    },
    finding={"zh": "你的参数只能遍历一次，生成器就是这样：之后的循环再也看不到任何参数。"},
)
def generator_kept(self, params, lr, momentum=0.0):
    """Your parameters can be gone through only once, as a generator's can; later loops see none of them."""
    self.params = params
    self.lr = lr
    self.momentum = momentum
    self.velocities = [torch.zeros_like(p) for p in self.params]


@mistake(
    of="SGD.__init__",
    hint={
        "en": "Is the tensor in the optimizer the same object as in the model?",
        "zh": "优化器里的张量与模型里的是同一个对象吗？",
    },
    finding={"zh": "你保存的是参数的副本：模型自己的张量永远不会变。"},
)
def copies_kept(self, params, lr, momentum=0.0):
    """You have kept copies of the parameters: the model's own tensors never change."""
    self.params = [p.detach().clone().requires_grad_() for p in params]
    self.lr = lr
    self.momentum = momentum
    self.velocities = [torch.zeros_like(p) for p in self.params]


@mistake(
    of="SGD.__init__",
    hint={
        "en": "Print optimizer.momentum after SGD(params, lr=0.1, momentum=0.9).",
        "zh": "在 SGD(params, lr=0.1, momentum=0.9) 之后打印 optimizer.momentum。",
    },
    finding={"zh": "参数 momentum 没有保存：走的是普通的梯度下降。"},
    group="no_momentum",
)
def momentum_argument_dropped(self, params, lr, momentum=0.0):
    """The argument momentum is not kept: the step is that of plain gradient descent."""
    self.params = list(params)
    self.lr = lr
    self.momentum = 0.0
    self.velocities = [torch.zeros_like(p) for p in self.params]


@mistake(
    of="SGD.zero_grad",
    hint={
        "en": "At fixed parameters, call backward twice: is the second gradient the same?",
        "zh": "参数不变，连续调用两次 backward：两次梯度一样吗？",
    },
    finding={"zh": "zero_grad 什么也没有清除：梯度仍在，下一次 backward 会继续累加。"},
)
def nothing_zeroed(self):
    """zero_grad forgets nothing: the gradients are still there, and the next backward adds to them."""
    pass


@mistake(
    of="SGD.zero_grad",
    hint={"en": "Where does your loop return?", "zh": "你的循环在哪里就返回了？"},
    finding={"zh": "你只清除了第一个参数的梯度。"},
)
def only_the_first_zeroed(self):
    """You have zeroed the first parameter's gradient only."""
    for p in self.params:
        p.grad = None
        return


@mistake(
    of="SGD.zero_grad",
    hint={
        "en": "Print w before and after zero_grad. Which tensor should change?",
        "zh": "在 zero_grad 前后打印 w：应该变化的是哪个张量？",
    },
    finding={"zh": "你把参数本身清零了，而不是梯度。"},
)
def parameters_zeroed(self):
    """You have set the parameters to 0 and not their gradients."""
    with torch.no_grad():
        for p in self.params:
            p.zero_()


@mistake(
    of="SGD.step",
    hint={"en": "Should the update itself be part of the graph?", "zh": "更新这一步应该进入计算图吗？"},
    finding={"zh": "你在自动求导跟踪时原地修改了需要梯度的叶子张量。"},
)
def update_with_tracking_on(self):
    """You have changed a leaf that requires a gradient while autograd was tracking."""
    for p, velocity in zip(self.params, self.velocities):
        if p.grad is not None:
            velocity *= self.momentum
            velocity += p.grad
            p -= self.lr * velocity


@mistake(
    of="SGD.step",
    hint={
        "en": "After the update, is w still the leaf that the model holds?",
        "zh": "更新后，w 还是模型里的那个叶子张量吗？",
    },
    finding={"zh": "你把新的张量放进了优化器自己的列表；模型里还是原来的张量。"},
)
def new_tensors_in_the_optimizer(self):
    """You have put new tensors into the optimizer's own list; the model still holds the old ones."""
    for i, p in enumerate(self.params):
        if p.grad is not None:
            self.velocities[i] = self.momentum * self.velocities[i] + p.grad
            self.params[i] = p - self.lr * self.velocities[i]


@mistake(
    of="SGD.step",
    hint={
        "en": "Did you change the value, or bind a new tensor to the name?",
        "zh": "你改的是数值，还是把名字绑到了新张量？",
    },
    finding={"zh": "你只是把局部变量名绑到了新张量上，参数本身没有变。"},
)
def name_rebound(self):
    """You have bound the local name to a new tensor; the parameter itself has not changed."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            if p.grad is not None:
                velocity *= self.momentum
                velocity += p.grad
                p = p - self.lr * velocity


@mistake(
    of="SGD.step",
    hint={
        "en": "Where is the velocity made, and how often does that line run?",
        "zh": "速度在哪一行产生？这一行运行了多少次？",
    },
    finding={"zh": "每一步速度都从 0 开始：两步之间什么也没有保存。"},
    group="no_momentum",
)
def velocity_forgotten(self):
    """Your velocity starts from 0 at each step: nothing is kept between the steps."""
    with torch.no_grad():
        for p in self.params:
            if p.grad is not None:
                p -= self.lr * p.grad


@mistake(
    of="SGD.step",
    hint={
        "en": "How many velocities does a model with a weight and a bias need?",
        "zh": "有权重和偏置的模型需要几个速度？",
    },
    finding={"zh": "所有参数共用了一个速度。"},
)
def one_velocity_for_all(self):
    """All parameters share one velocity."""
    with torch.no_grad():
        velocity = self.velocities[0]
        for p in self.params:
            if p.grad is not None:
                velocity = self.momentum * velocity + p.grad.mean()
                p -= self.lr * velocity
        self.velocities[0] = velocity * torch.ones_like(self.velocities[0])


@mistake(
    of="SGD.step",
    hint={
        "en": "What is p.grad of a parameter that the loss does not depend on?",
        "zh": "损失不依赖的参数，它的 p.grad 是什么？",
    },
    finding={"zh": "你用到了值为 None 的梯度：没有参与损失计算的参数没有梯度。"},
)
def missing_gradient_not_expected(self):
    """You have used a gradient that is None: a parameter that took no part in the loss has none."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            velocity *= self.momentum
            velocity += p.grad
            p -= self.lr * velocity


@mistake(
    of="SGD.step",
    hint={"en": "In a step without a gradient, may the parameter move?", "zh": "某一步没有梯度的参数，可以移动吗？"},
    finding={"zh": "没有梯度的参数，你仍让它沿旧的速度移动；应保持不变。"},
)
def coasting_without_a_gradient(self):
    """You let a parameter without a gradient go on with its old velocity; it is left alone."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            velocity *= self.momentum
            if p.grad is not None:
                velocity += p.grad
            p -= self.lr * velocity


@mistake(
    of="SGD.step",
    hint={
        "en": "A parameter had a gradient, then none, then one again. Which velocity does it go on with?",
        "zh": "一个参数先有梯度，再没有，然后又有：它应以什么速度继续？",
    },
    finding={"zh": "参数没有梯度时，你把它的速度清零了；速度应保留到它下一次参与计算。"},
)
def velocity_lost_without_a_gradient(self):
    """You have set the velocity of a parameter without a gradient to 0; it is kept until the next gradient."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            if p.grad is None:
                velocity.zero_()
                continue
            velocity *= self.momentum
            velocity += p.grad
            p -= self.lr * velocity


@mistake(
    of="SGD.step",
    hint={"en": "Which of the two methods is there to clear the gradients?", "zh": "两个方法中，哪一个负责清除梯度？"},
    finding={"zh": "你的 step 清除了梯度；之后想查看梯度的人什么也看不到。"},
)
def gradients_cleared_by_the_step(self):
    """Your step clears the gradients; whoever wants to look at them after it finds nothing."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            if p.grad is not None:
                velocity *= self.momentum
                velocity += p.grad
                p -= self.lr * velocity
                p.grad = None


@mistake(
    of="SGD.step",
    hint={"en": "Print the first 5 losses. Do they grow or shrink?", "zh": "打印前 5 个损失：变大还是变小？"},
    finding={"zh": "你加上了 lr * velocity，是上坡。"},
)
def object_steps_uphill(self):
    """Your step goes uphill: it adds lr * velocity."""
    with torch.no_grad():
        for p, velocity in zip(self.params, self.velocities):
            if p.grad is not None:
                velocity *= self.momentum
                velocity += p.grad
                p += self.lr * velocity


equivalents = [
    equivalent(
        of="sgd",
        was="return w - lr * (grad + weight_decay * w)",
        now="return (w - lr * (grad + weight_decay * w)).detach()",
        reason="Parameters and gradient come without a graph.",
    ),
]
