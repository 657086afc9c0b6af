# lists and loops only; directions by squaring the covariance matrix again and again


def samples_needed(samples_per_axis, dims):
    number = 1
    for _ in range(dims):
        number *= samples_per_axis
    return number


def linear_map(xs, matrix):
    result = []
    for x in xs:
        z = []
        for row in matrix:
            total = 0.0
            for a, b in zip(row, x):
                total += a * b
            z.append(total)
        result.append(z)
    return result


def centre(points):
    sums = [0.0, 0.0, 0.0]
    for p in points:
        for i in range(3):
            sums[i] += p[i]
    return [s / len(points) for s in sums]


def _product(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def _largest(matrix):
    power = matrix
    for _ in range(14):
        power = _product(power, power)
        size = max(abs(v) for row in power for v in row)
        power = [[v / size for v in row] for row in power]
    column = max(([power[i][j] for i in range(3)] for j in range(3)), key=lambda c: sum(v * v for v in c))
    length = sum(v * v for v in column) ** 0.5
    return [v / length for v in column]


def principal_directions(points):
    points = [[float(v) for v in p] for p in points]
    m = centre(points)
    c = [[sum((p[i] - m[i]) * (p[j] - m[j]) for p in points) for j in range(3)] for i in range(3)]
    first = _largest(c)
    spread = sum(first[i] * c[i][j] * first[j] for i in range(3) for j in range(3))
    rest = [[c[i][j] - spread * first[i] * first[j] for j in range(3)] for i in range(3)]
    return [first, _largest(rest)]


def to_plane(points, centre, directions):
    result = []
    for p in points:
        row = []
        for u in directions:
            row.append(sum((p[i] - centre[i]) * u[i] for i in range(3)))
        result.append(row)
    return result


def from_plane(coordinates, centre, directions):
    u, v = directions
    return [[centre[i] + s * u[i] + t * v[i] for i in range(3)] for s, t in coordinates]


def reconstruction_error(points, centre, directions):
    total = 0
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    for p, q in zip(points, back):
        for i in range(3):
            total += (p[i] - q[i]) ** 2
    return total / len(points)
