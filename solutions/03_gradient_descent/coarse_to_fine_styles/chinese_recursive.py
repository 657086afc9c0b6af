# -*- coding: utf-8 -*-
# 第三章 分治法:先粗后细


def grid(low, high, points=16):
    # 等距的点,包括两个端点
    return [ (low * (points - 1 - i) + high * i) / (points - 1) for i in range(points) ]


def best_point(f, points):
    # 排序后取第一个
    return sorted([(f(p), p) for p in points])[0][1]


def zoom(low, high, best, points=16):
    间距 = (high - low) / (points - 1)
    return (best - 间距 if best - 间距 > low else low), (best + 间距 if best + 间距 < high else high)


def search(f, low, high, rounds, points=16):
    if rounds == 0:
        return []
    best = best_point(f, grid(low, high, points))
    low, high = zoom(low, high, best, points)
    return [best] + search(f, low, high, rounds - 1, points)   # 递归


def missed_by(f, low, high, rounds, fine):
    *_, 最后 = search(f, low, high, rounds)
    return f(最后) - min(map(f, grid(low, high, fine)))


if __name__ == '__main__':
    print(search(lambda w: (w - 1.4) ** 2, 0.0, 3.0, 3))
