def subsets(n):
    # 递归
    if n == 0:
        return [[]]
    rest = subsets(n - 1)
    return rest + [r + [n] for r in rest]
