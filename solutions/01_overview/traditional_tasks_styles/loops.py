# loops over lists of numbers
import math


def _distance(p, q):
    total = 0
    for a, b in zip(p, q):
        total += (a - b) ** 2
    return math.sqrt(total)


def nearest_neighbour(xs, labels, query):
    best = None
    best_distance = float("inf")
    for x, label in zip(xs, labels):
        d = _distance(x, query)
        if d <= best_distance:
            best_distance = d
            best = label
    return best


def assign(xs, centres):
    result = []
    for x in xs:
        best = 0
        for k in range(len(centres)):
            if _distance(x, centres[k]) < _distance(x, centres[best]):
                best = k
        result.append(best)
    return result


def move_centres(xs, assignment, centres):
    new = []
    for k in range(len(centres)):
        mine = [x for x, a in zip(xs, assignment) if a == k]
        if len(mine) == 0:
            new.append([float(v) for v in centres[k]])
        else:
            new.append([float(sum(column)) / len(mine) for column in zip(*mine)])
    return new


def k_means(xs, centres, rounds):
    for r in range(rounds):
        centres = move_centres(xs, assign(xs, centres), centres)
    return centres


def _solve(a, y):
    # Gauss elimination with the largest pivot
    n = len(a)
    rows = [list(a[i]) + [y[i]] for i in range(n)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[p] = rows[p], rows[i]
        for r in range(i + 1, n):
            f = rows[r][i] / rows[i][i]
            rows[r] = [u - f * v for u, v in zip(rows[r], rows[i])]
    solution = [0.0] * n
    for i in range(n - 1, -1, -1):
        solution[i] = (rows[i][n] - sum(rows[i][j] * solution[j] for j in range(i + 1, n))) / rows[i][i]
    return solution


def least_squares(xs, ys):
    rows = [[float(v) for v in x] + [1.0] for x in xs]
    ys = [float(y) for y in ys]
    n = len(rows[0])
    a = [[sum(r[i] * r[j] for r in rows) for j in range(n)] for i in range(n)]
    y = [sum(r[i] * t for r, t in zip(rows, ys)) for i in range(n)]
    solution = _solve(a, y)
    return solution[: n - 1], solution[n - 1]


def reduce_dimension(xs, dims):
    # directions one after the other: square the matrix until one direction is left, then take it out
    xs = [[float(v) for v in x] for x in xs]
    n, d = len(xs), len(xs[0])
    mean = [sum(x[j] for x in xs) / n for j in range(d)]
    centred = [[x[j] - mean[j] for j in range(d)] for x in xs]
    c = [[sum(x[i] * x[j] for x in centred) / n for j in range(d)] for i in range(d)]
    columns = []
    for _ in range(dims):
        power = c
        for _ in range(14):
            power = [[sum(power[i][k] * power[k][j] for k in range(d)) for j in range(d)] for i in range(d)]
            size = max(abs(v) for row in power for v in row)
            power = [[v / size for v in row] for row in power]
        u = max(power, key=lambda row: sum(v * v for v in row))
        length = math.sqrt(sum(v * v for v in u))
        u = [v / length for v in u]
        columns.append([sum(a * b for a, b in zip(x, u)) for x in centred])
        spread = sum(u[i] * c[i][j] * u[j] for i in range(d) for j in range(d))
        c = [[c[i][j] - spread * u[i] * u[j] for j in range(d)] for i in range(d)]
    return [list(row) for row in zip(*columns)]
