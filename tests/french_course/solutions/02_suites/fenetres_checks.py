"""Checks of fenetres.py."""

from grader.authoring import case, check, exercise, tensor

about = exercise(title="Fenêtres glissantes")

courte = case(serie=tensor([1.0, 2.0, 4.0, 8.0]), taille=2)
longue = case(serie=tensor([0.3, 1.1, -0.4, 2.7, 1.9, -2.2, 0.8]), taille=3)


@check(role="donnees", of="Fenetres.__len__", points=1, cases=[courte, longue])
def nombre(m, serie, taille):
    """Le nombre d'exemples est celui des fenêtres qui ont une suite."""
    return len(m.Fenetres(serie, taille))


@check(role="donnees", of="Fenetres.__getitem__", points=2, cases=[courte, longue])
def exemples(m, serie, taille):
    """Chaque exemple est une fenêtre et la valeur qui la suit."""
    fenetres = m.Fenetres(serie, taille)
    return [fenetres[i] for i in range(2)]
