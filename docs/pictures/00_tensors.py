"""Shapes and axes, a sum along each axis, and broadcasting."""

from drawing import Picture, Words

CELL = 46


def cells(picture: Picture, left: float, top: float, rows: list[list[int]], colour: str = "ink") -> None:
    """A table of numbers, from its upper left corner."""
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            words = str(value).replace("-", "\N{MINUS SIGN}")
            picture.box(left + (across + 0.5) * CELL, top + (down + 0.5) * CELL, CELL, CELL, words, colour=colour)


def shape(picture: Picture, x: float, y: float, words: Words) -> None:
    """The shape of what stands above."""
    picture.text(x, y, words, colour="muted", size=15)


def along(axis: int) -> Words:
    """An axis in each language."""
    return {"en": f"axis {axis}", "zh": f"第 {axis} 轴"}


axes = Picture(
    "axes",
    600,
    200,
    title={"en": "Shapes and axes of three tensors", "zh": "三个张量的形状和轴"},
    description={
        "en": "A single number has the shape (). Three numbers in a row have the shape (3,) and one axis. A table of two "
        "rows and three columns has the shape (2, 3): axis 0 goes down, axis 1 to the right.",
        "zh": "一个数的形状是 ()。一排三个数的形状是 (3,)，有一个轴。两行三列的表的形状是 (2, 3)：第 0 轴向下，第 1 轴向右。",
    },
)
cells(axes, 40, 75, [[7]])
shape(axes, 63, 180, "()")
cells(axes, 155, 75, [[1, 2, 3]])
axes.arrow((155, 60), (293, 60), colour="blue")
axes.text(224, 48, along(0), colour="blue", size=15)
shape(axes, 224, 180, "(3,)")
cells(axes, 430, 62, [[1, 2, 3], [4, 5, 6]])
axes.arrow((415, 62), (415, 154), colour="blue")
axes.text(405, 113, along(0), colour="blue", size=15, anchor="end")
axes.arrow((430, 48), (568, 48), colour="orange")
axes.text(499, 36, along(1), colour="orange", size=15)
shape(axes, 499, 180, "(2, 3)")
axes.save("00_tensors")

reduce = Picture(
    "reduce",
    600,
    250,
    title={"en": "A sum along axis 0, and along axis 1", "zh": "沿第 0 轴求和与沿第 1 轴求和"},
    description={
        "en": "The table with the rows 1, 2, 3 and 4, 5, 6. Along axis 0 the columns are added up: 5, 7, 9, of shape "
        "(3,). Along axis 1 the rows are added up: 6, 15, of shape (2,).",
        "zh": "表的两行是 1、2、3 和 4、5、6。沿第 0 轴把每一列加起来：5、7、9，形状是 (3,)。沿第 1 轴把每一行加起来：6、15，形状是 (2,)。",
    },
)
cells(reduce, 40, 50, [[1, 2, 3], [4, 5, 6]])
for column in range(3):
    reduce.arrow((63 + column * CELL, 146), (63 + column * CELL, 172), colour="blue")
cells(reduce, 40, 176, [[5, 7, 9]], colour="blue")
reduce.text(109, 36, "sum(dim=0)", colour="blue")
shape(reduce, 109, 242, "(3,)")
cells(reduce, 360, 50, [[1, 2, 3], [4, 5, 6]])
for row in range(2):
    reduce.arrow((502, 73 + row * CELL), (526, 73 + row * CELL), colour="orange")
cells(reduce, 530, 50, [[6], [15]], colour="orange")
reduce.text(429, 36, "sum(dim=1)", colour="orange")
shape(reduce, 553, 166, "(2,)")
reduce.save("00_tensors")

broadcasting = Picture(
    "broadcasting",
    600,
    230,
    title={"en": "Broadcasting a column and a row", "zh": "一列与一行的广播"},
    description={
        "en": "The column 1, 2, 3 of shape (3, 1) is used for each of three columns, the row 1, 2, 3 of shape (3,) for "
        "each of three rows. Their difference is the table of shape (3, 3) with the rows 0, -1, -2; 1, 0, -1; 2, 1, 0.",
        "zh": "形状为 (3, 1) 的列 1、2、3 在三列中各用一次，形状为 (3,) 的行 1、2、3 在三行中各用一次。它们的差是形状为 (3, 3) 的表，三行依次是 "
        "0、-1、-2，1、0、-1，2、1、0。",
    },
)
GIVEN = [1, 2, 3]


def repeated(picture: Picture, left: float, top: float, rows: list[list[int]], own: list[tuple[int, int]]) -> None:
    """A table in which only its own numbers stand out, and those used again are pale."""
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            colour = "blue" if (down, across) in own else "muted"
            picture.box(left + (across + 0.5) * CELL, top + (down + 0.5) * CELL, CELL, CELL, str(value), colour=colour)


repeated(broadcasting, 20, 30, [[value] * 3 for value in GIVEN], [(row, 0) for row in range(3)])
broadcasting.text(184, 105, "\N{MINUS SIGN}", size=24)
repeated(broadcasting, 210, 30, [GIVEN] * 3, [(0, column) for column in range(3)])
broadcasting.text(374, 105, "=", size=24)
cells(broadcasting, 400, 30, [[down - across for across in GIVEN] for down in GIVEN], colour="orange")
shape(broadcasting, 89, 194, "(3, 1)")
shape(broadcasting, 279, 194, "(3,)")
shape(broadcasting, 469, 194, "(3, 3)")
broadcasting.text(
    280,
    220,
    {"en": "blue: what is there; grey: used again", "zh": "蓝色：原有的数；灰色：重复使用"},
    colour="muted",
    size=15,
)
broadcasting.save("00_tensors")
