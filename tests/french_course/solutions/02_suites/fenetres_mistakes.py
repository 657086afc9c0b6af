"""Named mistakes of fenetres.py."""

from grader.authoring import mistake


@mistake(of="Fenetres.__len__", hint="Quelle valeur suivrait la dernière de vos fenêtres ?")
def une_de_trop(self):
    """Vous avez compté une fenêtre de trop : après la dernière, il n'y a plus de valeur."""
    return len(self.serie) - self.taille + 1


@mistake(of="Fenetres.__getitem__", hint="La valeur à prédire fait-elle partie de la fenêtre ?")
def reponse_dans_la_fenetre(self, i):
    """La valeur à prédire est la dernière de la fenêtre, et non celle qui la suit."""
    fin = i + self.taille
    return self.serie[i:fin], self.serie[fin - 1]


@mistake(of="Fenetres.__getitem__", hint="Python compte l'indice de fin avec ou sans lui-même ?")
def fenetre_trop_longue(self, i):
    """Votre fenêtre contient aussi la valeur à prédire."""
    fin = i + self.taille
    return self.serie[i : fin + 1], self.serie[fin]
