"""用 NumPy 的 float32,路径用队列来找。"""
from collections import deque

import numpy as np


def forward(a, b):
    a, b = np.float32(a), np.float32(b)
    和 = a + b
    加一 = b + np.float32(1)
    return 和, 加一, 和 * 加一


def gradient_check(a, b, step):
    步 = np.float32(step)
    原来 = forward(a, b)[2]
    动a = forward(np.float32(a) + 步, b)[2]
    动b = forward(a, np.float32(b) + 步)[2]
    return (动a - 原来) / 步, (动b - 原来) / 步


def local_gradients(a, b):
    和, 加一, _ = forward(a, b)
    一 = np.float32(1)
    图 = {"a": {"c": 一}, "b": {"c": 一, "d": 一}}
    图["c"] = {"e": 加一}
    图["d"] = {"e": 和}
    图["e"] = {}
    return 图


def all_paths(graph, start, end):
    队列, 找到 = deque([[start]]), []
    while 队列:
        路 = 队列.popleft()
        if 路[-1] == end:
            找到.append(路)
            continue
        for 下一个 in graph.get(路[-1], {}):
            队列.append([*路, 下一个])
    return 找到


def along_path(graph, path):
    积 = np.float32(1)
    for 尾, 头 in zip(path, path[1:]):
        积 = 积 * np.float32(graph[尾][头])
    return 积


def sum_over_paths(graph, start, end):
    return np.float32(sum(along_path(graph, 路) for 路 in all_paths(graph, start, end)))


def backward(a, b, upstream):
    图 = local_gradients(a, b)
    # 先乘后加
    return tuple(np.float32(upstream) * sum_over_paths(图, 起点, "e") for 起点 in ("a", "b"))
