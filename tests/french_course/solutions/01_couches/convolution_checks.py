"""Checks of convolution.py."""

from grader.authoring import any_of, case, check, exercise, forbid, random_case

about = exercise(
    title="Convolution",
    rules=[
        forbid(
            "torch.nn",
            "torch.conv1d",
            "numpy.convolve",
            "numpy.correlate",
            of=["convolution"],
            why="C'est la boucle que vous écrivez ici.",
        )
    ],
)

exemple = case(x=[1.0, 2.0, 4.0], noyau=[1.0, 3.0])
un_seul_pas = case(x=[0.7, -1.3, 2.2], noyau=[1.5, 0.4, -0.8])


@random_case(count=2)
def signaux(rng):
    """Un signal et un noyau qui n'est pas symétrique."""
    return case(x=rng.uniform(0.4, 2.0, 7).tolist(), noyau=[float(rng.uniform(0.2, 0.6)), 1.4, 2.3])


@check(
    role="couche",
    of="convolution",
    points=4,
    credit="cases",
    cases=[exemple, un_seul_pas, signaux],
    expect=any_of("noyau_retourne"),
)
def glissement(m, x, noyau):
    """Le noyau glisse sur tout le signal."""
    return m.convolution(x, noyau)


@check(
    role="couche",
    of="taille_de_sortie",
    points=1,
    bonus=True,
    fixed="Quatre petits entiers : il n'y a pas de nombre à recopier.",
    cases=[
        case(n=7, k=3, pas=2, marge=1),
        case(n=10, k=4, pas=3, marge=0),
        case(n=6, k=2, pas=1, marge=2),
        case(n=6, k=3, pas=2, marge=0),
    ],
)
def taille(m, n, k, pas, marge):
    """La taille de la sortie suit du pas et de la marge."""
    return m.taille_de_sortie(n, k, pas, marge)
