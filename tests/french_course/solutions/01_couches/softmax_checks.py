"""Checks of softmax.py."""

import math

from grader.authoring import case, categorical, check, distributed_as, exercise, forbid, random_case

about = exercise(
    title="Softmax",
    rules=[
        forbid(
            "torch.softmax",
            "torch.log_softmax",
            "torch.nn.functional.*softmax",
            "torch.nn.*Softmax",
            ".softmax",
            ".log_softmax",
            of=["softmax"],
            why="C'est la fonction que vous écrivez ici.",
        )
    ],
)

exemple = case(z=[0.0, math.log(3.0)])
lignes = case(z=[[0.3, -1.2, 2.1], [1.7, 0.4, -0.6]])


@random_case(count=2)
def scores(rng):
    """Des scores distincts, loin de zéro."""
    return case(z=rng.uniform(0.4, 2.5, (2, 4)).tolist())


@random_case(count=2)
def classes(rng):
    """Des scores dont les probabilités sont bien séparées, dans un ordre quelconque."""
    z = rng.permutation([score + rng.uniform(0, 0.2) for score in (0.2, 1.4, 3.1)])
    e = [math.exp(score) for score in z]
    return case(z=z.tolist(), p=tuple(one / sum(e) for one in e), n=4000)


@check(role="couche", of="softmax", points=2, cases=[exemple, lignes, scores])
def probabilites(m, z):
    """Les scores de chaque ligne deviennent des probabilités."""
    return m.softmax(z)


@check(
    role="couche",
    of="softmax",
    points=1,
    cases=[case(z=[1000.0, 1001.5]), case(z=[-2000.0, -1998.0, -2001.0])],
    fixed="Les scores courants sont tirés au hasard dans `probabilites`.",
    needs=[probabilites],
)
def grands_scores(m, z):
    """De très grands scores ne débordent pas."""
    return m.softmax(z)


@check(
    role="tirage",
    of="tirer",
    points=2,
    cases=[classes],
    needs=[probabilites],
    expect=distributed_as(categorical("p")),
    ambient="les tirages suivent le générateur de l'élève",
)
def frequences(m, z, p, n):
    """Chaque classe sort avec sa probabilité."""
    return m.tirer(z, n)
