"""计算图:沿路径相乘,不同路径相加。"""
import math


def forward(a, b):
    return [a + b, b + 1, (a + b) * (b + 1)]


def gradient_check(a, b, step):
    # 每次只动一个输入
    起点 = forward(a, b)[-1]
    return [(forward(x, y)[-1] - 起点) / step for x, y in ((a + step, b), (a, b + step))]


def local_gradients(a, b):
    # 加法节点传 1,乘法节点传另一个因子
    return dict(a=dict(c=1), b=dict(c=1, d=1), c=dict(e=b + 1), d=dict(e=a + b))


def _走(graph, 节点, 终点):
    if 节点 == 终点:
        yield (节点,)
        return
    for 下一个 in graph.get(节点, ()):
        for 其余 in _走(graph, 下一个, 终点):
            yield (节点,) + 其余


def all_paths(graph, start, end):
    return tuple(_走(graph, start, end))


def along_path(graph, path):
    return math.prod(graph[尾][头] for 尾, 头 in zip(path[:-1], path[1:]))


def sum_over_paths(graph, start, end):
    # 不列出路径:反向累加
    if start == end:
        return 1.0
    return sum(局部 * sum_over_paths(graph, 头, end) for 头, 局部 in graph.get(start, {}).items())


def backward(a, b, upstream):
    图 = local_gradients(a, b)
    return upstream * sum_over_paths(图, "a", "e"), upstream * sum_over_paths(图, "b", "e")
