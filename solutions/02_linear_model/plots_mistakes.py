"""Named mistakes of the figures."""

import matplotlib.pyplot as plt
import torch

from grader.authoring import equivalent, mistake


def data_axes():
    figure, axes = plt.subplots()
    axes.set_xlabel("x")
    axes.set_ylabel("y")
    return figure, axes


def curve_axes():
    figure, axes = plt.subplots()
    axes.set_xlabel("w")
    axes.set_ylabel("cost")
    return figure, axes


def lowest(costs):
    costs = [float(cost) for cost in costs]
    return costs.index(min(costs)), min(costs)


def surface_axes():
    figure = plt.figure()
    axes = figure.add_subplot(projection="3d")
    axes.set_xlabel("w")
    axes.set_ylabel("b")
    axes.set_zlabel("cost")
    return figure, axes


def draw_surface(axes, ws, bs, surface):
    w_grid, b_grid = torch.meshgrid(torch.as_tensor(ws), torch.as_tensor(bs), indexing="ij")
    axes.plot_surface(w_grid.numpy(), b_grid.numpy(), torch.as_tensor(surface).numpy())


def mark_surface(axes, ws, bs, surface):
    row, column = divmod(int(surface.argmin()), len(bs))
    axes.scatter([float(ws[row])], [float(bs[column])], [float(surface.min())])


@mistake(
    of="data_figure",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回图形。"},
)
def data_figure_not_returned(xs, ys, w):
    """Your function does not return the figure."""
    figure, axes = data_axes()
    axes.scatter(xs, ys)
    axes.plot(xs, xs * w)


@mistake(
    of="data_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()，并且没有返回图形。"},
)
def data_figure_shown(xs, ys, w):
    """You have called plt.show() and returned nothing."""
    figure, axes = data_axes()
    axes.scatter(xs, ys)
    axes.plot(xs, xs * w)
    plt.show()


@mistake(
    of="data_figure",
    hint={
        "en": "Call the function twice. How many lines does the second figure have?",
        "zh": "调用两次函数，第二个图形里有几条线？",
    },
    finding={"zh": "你画进了当前图形：第二次调用的图里还有第一次的内容。"},
)
def data_into_the_current_figure(xs, ys, w):
    """You draw into the current figure: what the first call drew is still there in the second one."""
    plt.scatter(xs, ys)
    plt.plot(xs, xs * w)
    plt.xlabel("x")
    plt.ylabel("y")
    return plt.gcf()


@mistake(
    of="data_figure",
    hint={
        "en": "At x = 1, how high should the model's line be: y or x * w?",
        "zh": "在 x = 1 处，模型的直线应有多高：y 还是 x * w？",
    },
    finding={"zh": "你把样本点连成了线，而没有画模型的直线。"},
)
def line_through_the_samples(xs, ys, w):
    """You have joined the samples by a line and not drawn the model's."""
    figure, axes = data_axes()
    axes.scatter(xs, ys)
    axes.plot(xs, ys)
    return figure


@mistake(
    of="data_figure",
    hint={"en": "Where in your function does w occur?", "zh": "你的函数在哪里用到了 w？"},
    finding={"zh": "只画了样本，没有画模型的直线。"},
)
def samples_without_the_line(xs, ys, w):
    """You have drawn the samples, but not the model's line."""
    figure, axes = data_axes()
    axes.scatter(xs, ys)
    return figure


@mistake(
    of="data_figure",
    hint={
        "en": "How would a reader of your figure see where the samples are? Does `plot` draw a point without a marker?",
        "zh": "看图的人怎样知道样本在哪里？不指定 marker 时，plot 会画出点吗？",
    },
    finding={"zh": "没有一个样本画成了点。"},
)
def line_without_the_samples(xs, ys, w):
    """No sample is drawn as a point."""
    figure, axes = data_axes()
    axes.plot(xs, xs * w)
    return figure


@mistake(
    of="data_figure",
    hint={
        "en": "Which argument comes first in scatter and plot: the horizontal one or the vertical one?",
        "zh": "scatter 和 plot 的第一个参数是横坐标，还是纵坐标？",
    },
    finding={"zh": "样本点的横坐标和纵坐标互换了。"},
)
def samples_on_swapped_axes(xs, ys, w):
    """You have swapped x and y of the samples."""
    figure, axes = data_axes()
    axes.scatter(ys, xs)
    axes.plot(xs, xs * w)
    return figure


@mistake(
    of="data_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def data_axes_without_labels(xs, ys, w):
    """Your axes have no labels."""
    figure, axes = plt.subplots()
    axes.scatter(xs, ys)
    axes.plot(xs, xs * w)
    return figure


@mistake(
    of="cost_curve_figure",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回图形。"},
)
def curve_figure_not_returned(ws, costs):
    """Your function does not return the figure."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    place, cost = lowest(costs)
    axes.plot([float(ws[place])], [cost], "o")


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()，并且没有返回图形。"},
)
def curve_figure_shown(ws, costs):
    """You have called plt.show() and returned nothing."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    place, cost = lowest(costs)
    axes.plot([float(ws[place])], [cost], "o")
    plt.show()


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "Call the function twice. How many lines does the second figure have?",
        "zh": "调用两次函数，第二个图形里有几条线？",
    },
    finding={"zh": "你画进了当前图形：第二次调用的图里还有第一次的内容。"},
)
def curve_into_the_current_figure(ws, costs):
    """You draw into the current figure: what the first call drew is still there in the second one."""
    plt.plot(ws, costs)
    place, cost = lowest(costs)
    plt.plot([float(ws[place])], [cost], "o")
    plt.xlabel("w")
    plt.ylabel("cost")
    return plt.gcf()


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "What is on the horizontal axis of your figure: w, or its place in the list?",
        "zh": "你的图的横轴是 w，还是它在表中的位置？",
    },
    finding={"zh": "横轴是序号 0, 1, 2, …，而不是 w。"},
)
def curve_over_the_index(ws, costs):
    """You have drawn the costs over their places in the list and not over w."""
    figure, axes = curve_axes()
    axes.plot(costs)
    place, cost = lowest(costs)
    axes.plot([float(ws[place])], [cost], "o")
    return figure


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "Which argument of plot comes first: the horizontal one or the vertical one?",
        "zh": "plot 的第一个参数是横坐标，还是纵坐标？",
    },
    finding={"zh": "横轴和纵轴互换了：w 应在横轴上。"},
)
def curve_on_swapped_axes(ws, costs):
    """You have swapped the axes: w belongs on the horizontal one."""
    figure, axes = curve_axes()
    axes.plot(costs, ws)
    place, cost = lowest(costs)
    axes.plot([cost], [float(ws[place])], "o")
    return figure


@mistake(
    of="cost_curve_figure",
    hint={"en": "How would a reader of your figure find the best w?", "zh": "看图的人怎样找到最好的 w？"},
    finding={"zh": "最低点没有标记。"},
)
def minimum_not_marked(ws, costs):
    """The lowest point is not marked."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    return figure


@mistake(
    of="cost_curve_figure",
    hint={"en": "Is a good w one with a high cost or with a low one?", "zh": "好的 w 代价高，还是代价低？"},
    finding={"zh": "你标记的是最高点，而不是最低点。"},
)
def maximum_marked(ws, costs):
    """You have marked the highest point and not the lowest."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    costs = [float(cost) for cost in costs]
    axes.plot([float(ws[costs.index(max(costs))])], [max(costs)], "o")
    return figure


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "Is the horizontal place of your mark a weight or a place in the list?",
        "zh": "标记的横坐标是权重，还是它在表中的位置？",
    },
    finding={"zh": "标记的横坐标是下标，而不是 w。"},
)
def mark_at_the_index(ws, costs):
    """Your mark stands at the best weight's place in the list and not at the weight."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    place, cost = lowest(costs)
    axes.plot([place], [cost], "o")
    return figure


@mistake(
    of="cost_curve_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def curve_axes_without_labels(ws, costs):
    """Your axes have no labels."""
    figure, axes = plt.subplots()
    axes.plot(ws, costs)
    place, cost = lowest(costs)
    axes.plot([float(ws[place])], [cost], "o")
    return figure


@mistake(
    of="cost_curve_figure",
    hint={"en": "Which of the two quantities is on the horizontal axis?", "zh": "横轴上是哪个量？"},
    finding={"zh": "两个坐标轴的标签互换了。"},
)
def curve_labels_swapped(ws, costs):
    """You have swapped the labels of the two axes."""
    figure, axes = curve_axes()
    axes.plot(ws, costs)
    place, cost = lowest(costs)
    axes.plot([float(ws[place])], [cost], "o")
    axes.set_xlabel("cost")
    axes.set_ylabel("w")
    return figure


@mistake(
    of="cost_surface_figure",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回图形。"},
)
def surface_figure_not_returned(ws, bs, surface):
    """Your function does not return the figure."""
    figure, axes = surface_axes()
    draw_surface(axes, ws, bs, surface)
    mark_surface(axes, ws, bs, surface)


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()，并且没有返回图形。"},
)
def surface_figure_shown(ws, bs, surface):
    """You have called plt.show() and returned nothing."""
    figure, axes = surface_axes()
    draw_surface(axes, ws, bs, surface)
    mark_surface(axes, ws, bs, surface)
    plt.show()


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "Which axis is w? Draw a table with more weights than biases.",
        "zh": "哪个轴是 w？画一张权重比偏置多的表试试。",
    },
    finding={"zh": "表是转置的：代价画在了错误的 (w, b) 上。（`meshgrid` 的默认顺序是 xy。）"},
)
def surface_on_its_side(ws, bs, surface):
    """The table lies on its side: costs stand over the wrong w and b. (`meshgrid`'s default order is xy.)"""
    figure, axes = surface_axes()
    surface = torch.as_tensor(surface)
    b_grid, w_grid = torch.meshgrid(torch.as_tensor(bs), torch.as_tensor(ws), indexing="ij")
    axes.plot_surface(w_grid.numpy(), b_grid.numpy(), surface.reshape(b_grid.shape).numpy())
    mark_surface(axes, ws, bs, surface)
    return figure


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "Which quantity does the docstring put on the first axis?",
        "zh": "文档字符串把哪个量放在第一个坐标轴上？",
    },
    finding={"zh": "w 和 b 的坐标轴互换了。"},
)
def surface_on_swapped_axes(ws, bs, surface):
    """You have swapped the axes of w and b."""
    figure, axes = surface_axes()
    w_grid, b_grid = torch.meshgrid(torch.as_tensor(ws), torch.as_tensor(bs), indexing="ij")
    axes.plot_surface(b_grid.numpy(), w_grid.numpy(), torch.as_tensor(surface).numpy())
    row, column = divmod(int(surface.argmin()), len(bs))
    axes.scatter([float(bs[column])], [float(ws[row])], [float(surface.min())])
    return figure


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "What numbers are on the axes of your figure: w and b, or places in the table?",
        "zh": "图的坐标轴上是 w 和 b，还是表中的位置？",
    },
    finding={"zh": "坐标轴上是下标 0, 1, 2, …，而不是 w 和 b。"},
)
def surface_over_the_indices(ws, bs, surface):
    """You have drawn the surface over places in the table and not over w and b."""
    figure, axes = surface_axes()
    draw_surface(axes, torch.arange(len(ws)), torch.arange(len(bs)), surface)
    mark_surface(axes, ws, bs, surface)
    return figure


@mistake(
    of="cost_surface_figure",
    hint={"en": "How would a reader of your figure find the best w and b?", "zh": "看图的人怎样找到最好的 w 和 b？"},
    finding={"zh": "最低点没有标记。"},
)
def surface_minimum_not_marked(ws, bs, surface):
    """The lowest point is not marked."""
    figure, axes = surface_axes()
    draw_surface(axes, ws, bs, surface)
    return figure


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "Are the numbers of your mark on the axes of w and b, or places in the table?",
        "zh": "标记的坐标是 w 和 b，还是表中的位置？",
    },
    finding={"zh": "标记的位置是下标，而不是 w 和 b。"},
)
def surface_mark_at_the_indices(ws, bs, surface):
    """Your mark stands at the indices of the lowest cost and not at its w and b."""
    figure, axes = surface_axes()
    draw_surface(axes, ws, bs, surface)
    row, column = divmod(int(surface.argmin()), len(bs))
    axes.scatter([row], [column], [float(surface.min())])
    return figure


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def surface_axes_without_labels(ws, bs, surface):
    """Your axes have no labels."""
    figure = plt.figure()
    axes = figure.add_subplot(projection="3d")
    draw_surface(axes, ws, bs, surface)
    mark_surface(axes, ws, bs, surface)
    return figure


@mistake(
    of="cost_surface_figure",
    hint={
        "en": "Which quantity is on which axis? Compare a corner of the figure with the table.",
        "zh": "哪个量在哪个坐标轴上？取图的一个角与表对照。",
    },
    finding={"zh": "w 和 b 的标签互换了。"},
)
def surface_labels_swapped(ws, bs, surface):
    """You have swapped the labels of w and b."""
    figure, axes = surface_axes()
    draw_surface(axes, ws, bs, surface)
    mark_surface(axes, ws, bs, surface)
    axes.set_xlabel("b")
    axes.set_ylabel("w")
    return figure


equivalents = [
    equivalent(
        of="data_figure",
        was="axes.legend()",
        now=("", "figure.legend()"),
        reason="The legend is style, which is up to the learner.",
    ),
    equivalent(
        of="cost_curve_figure",
        was="axes.legend()",
        now=("", "figure.legend()"),
        reason="The legend is style, which is up to the learner.",
    ),
    equivalent(
        of="cost_surface_figure",
        was='w_grid, b_grid = torch.meshgrid(ws, bs, indexing="ij")',
        now="w_grid, b_grid = torch.meshgrid(ws, bs)",
        reason="The order is the same by default; torch only warns that this may change.",
    ),
]
