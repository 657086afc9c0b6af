"""Checks of cellule.py."""

from grader.authoring import case, check, exercise, random_case, tensor

about = exercise(title="Cellule récurrente")


def poids(rng, d, m):
    """Des poids assez petits pour que tanh ne sature pas."""
    return {
        "h": tensor(rng.uniform(-0.8, 0.8, m).tolist()),
        "w_x": tensor(rng.uniform(-0.7, 0.7, (d, m)).tolist()),
        "w_h": tensor(rng.uniform(-0.7, 0.7, (m, m)).tolist()),
        "b": tensor(rng.uniform(0.2, 0.6, m).tolist()),
    }


@random_case(count=2)
def une_entree(rng):
    """Une entrée, un état et des poids."""
    return case(x=tensor(rng.uniform(-1.0, 1.0, 2).tolist()), **poids(rng, 2, 3))


@random_case(count=2)
def des_entrees(rng):
    """Plusieurs entrées, un état et des poids."""
    return case(xs=tensor(rng.uniform(-1.0, 1.0, (4, 2)).tolist()), **poids(rng, 2, 3))


@check(role="couche", of="etape", points=2, cases=[une_entree])
def etat_suivant(m, x, h, w_x, w_h, b):
    """L'état suivant est la tangente hyperbolique de la somme."""
    return m.etape(x, h, w_x, w_h, b)


@check(role="recurrence", of="derouler", points=2, cases=[des_entrees], needs=[etat_suivant])
def etats(m, xs, h, w_x, w_h, b):
    """Chaque état sert à l'étape suivante."""
    return m.derouler(xs, h, w_x, w_h, b)
