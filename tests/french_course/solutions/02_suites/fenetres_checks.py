"""Checks of fenetres.py."""

from grader.authoring import case, check, exercise, random_case, tensor

about = exercise(title="Fenêtres glissantes")

courte = case(serie=tensor([1.0, 2.0, 4.0, 8.0]), taille=2)
longue = case(serie=tensor([0.3, 1.1, -0.4, 2.7, 1.9, -2.2, 0.8]), taille=3)


@random_case(count=2)
def series(rng):
    """Une série et une taille de fenêtre."""
    serie = rng.uniform(-2.0, 2.0, int(rng.integers(6, 12))).tolist()
    return case(serie=tensor(serie), taille=int(rng.integers(2, 4)))


@check(role="donnees", of="Fenetres.__len__", points=1, cases=[courte, longue, series])
def nombre(m, serie, taille):
    """Le nombre d'exemples est celui des fenêtres qui ont une suite."""
    return len(m.Fenetres(serie, taille))


@check(role="donnees", of="Fenetres.__getitem__", points=2, cases=[courte, longue, series])
def exemples(m, serie, taille):
    """Chaque exemple est une fenêtre et la valeur qui la suit."""
    fenetres = m.Fenetres(serie, taille)
    return [fenetres[i] for i in range(2)]
