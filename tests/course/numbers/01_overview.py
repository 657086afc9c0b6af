"""The numbers that the text of chapter 1 states and none of its code blocks prints."""

import math

import torch

prices, joys = [6, 5, 4], [9, 7, 5]
for dish in range(3):
    print("joy for the price", joys[dish] / prices[dish])

print("factor of cos 10x", -1.5 / 10)

points = torch.tensor([[7, 10], [-5, -6], [5, -1], [-3, 5]], dtype=torch.float64)
centred = points - points.mean(dim=0)
products = centred.T @ centred
for row in range(2):
    for column in range(row + 1):
        print("sum of products", products[row, column].item())
        print("entry of C", products[row, column].item() / 4)
for entry in products / 4 @ torch.tensor([3.0, 4.0], dtype=torch.float64):
    print("entry of C (3, 4)", entry.item())

print("second centre after one round", (2 + 6 + 8) / 3)
print("distance of 2 from it", (2 + 6 + 8) / 3 - 2)

w = (14 - 9) / (5 - 3)
print("w", w)
print("b", (9 - 3 * w) / 3)

print("distance to the dog", math.dist((2, 0), (3, 4)))

for year in (1943, 1949, 1958, 1959, 1960, 1969, 1970, 1974, 1980, 1986, 1989, 2012):
    print("year of the history", year)
