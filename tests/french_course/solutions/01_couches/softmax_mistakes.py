"""Named mistakes of softmax.py."""

import torch

from grader.authoring import mistake


@mistake(of="softmax", hint="Que vaut exp(1000) dans un float64 ?")
def sans_maximum(z):
    """Vous n'avez pas retranché le plus grand score : l'exponentielle déborde."""
    e = torch.exp(z)
    return e / e.sum(dim=-1, keepdim=True)


@mistake(of="softmax", hint="Quelle est la somme de chaque ligne de votre résultat ?")
def toutes_les_lignes(z):
    """Vous avez divisé par la somme de toutes les lignes."""
    e = torch.exp(z - z.max())
    return e / e.sum()


@mistake(of="softmax", hint="Sur quelle dimension les classes d'un même exemple se trouvent-elles ?")
def par_colonne(z):
    """Vous avez normalisé les colonnes au lieu des lignes."""
    e = torch.exp(z - z.max())
    return e / e.sum(dim=0, keepdim=True)


@mistake(of="tirer", hint="Une classe moins probable peut-elle sortir ?")
def la_plus_probable(z, n):
    """Vous prenez toujours la classe la plus probable au lieu de tirer au hasard."""
    return torch.full((n,), int(z.argmax()))


@mistake(of="tirer", hint="À quoi les scores servent-ils dans votre tirage ?")
def sans_les_scores(z, n):
    """Vous tirez toutes les classes avec la même probabilité."""
    return torch.randint(len(z), (n,))
