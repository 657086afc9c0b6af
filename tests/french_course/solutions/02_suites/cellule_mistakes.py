"""Named mistakes of cellule.py."""

import torch

from grader.authoring import mistake


@mistake(of="etape", hint="Dans quel intervalle l'état doit-il rester ?")
def sans_tangente(x, h, w_x, w_h, b):
    """Vous avez oublié la tangente hyperbolique."""
    return x @ w_x + h @ w_h + b


@mistake(of="etape", hint="Le biais passe-t-il aussi par la tangente hyperbolique ?")
def biais_apres(x, h, w_x, w_h, b):
    """Vous avez ajouté le biais après la tangente hyperbolique."""
    return torch.tanh(x @ w_x + h @ w_h) + b


@mistake(of="etape", hint="L'état est-il une ligne ou une colonne devant w_h ?")
def poids_transposes(x, h, w_x, w_h, b):
    """Vous avez multiplié l'état par la transposée de w_h."""
    return torch.tanh(x @ w_x + w_h @ h + b)


@mistake(of="derouler", hint="De quel état la deuxième étape part-elle ?")
def toujours_le_premier(xs, h, w_x, w_h, b):
    """Chaque étape repart de l'état initial : la mémoire se perd."""
    return torch.stack([etape(x, h, w_x, w_h, b) for x in xs])
