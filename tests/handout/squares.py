"""A reader of square codes (QR), written from the standard: modules in a picture to the text.

Only what the handout prints: versions 1 to 20, level M, letters and digits.  It mends nothing, so
one wrong module in the data is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Grid = list[list[bool]]

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BLOCKS_M = {  # version: mending bytes a block, then (blocks, data bytes) of each group
    1: (10, [(1, 16)]),
    2: (16, [(1, 28)]),
    3: (26, [(1, 44)]),
    4: (18, [(2, 32)]),
    5: (24, [(2, 43)]),
    6: (16, [(4, 27)]),
    7: (18, [(4, 31)]),
    8: (22, [(2, 38), (2, 39)]),
    9: (22, [(3, 36), (2, 37)]),
    10: (26, [(4, 43), (1, 44)]),
    11: (30, [(1, 50), (4, 51)]),
    12: (22, [(6, 36), (2, 37)]),
    13: (22, [(8, 37), (1, 38)]),
    14: (24, [(4, 40), (5, 41)]),
    15: (24, [(5, 41), (5, 42)]),
    16: (28, [(7, 45), (3, 46)]),
    17: (28, [(10, 46), (1, 47)]),
    18: (26, [(9, 43), (4, 44)]),
    19: (26, [(3, 44), (11, 45)]),
    20: (26, [(3, 41), (13, 42)]),
}
_CENTRES = {
    1: [],
    2: [6, 18],
    3: [6, 22],
    4: [6, 26],
    5: [6, 30],
    6: [6, 34],
    7: [6, 22, 38],
    8: [6, 24, 42],
    9: [6, 26, 46],
    10: [6, 28, 50],
    11: [6, 30, 54],
    12: [6, 32, 58],
    13: [6, 34, 62],
    14: [6, 26, 46, 66],
    15: [6, 26, 48, 70],
    16: [6, 26, 50, 74],
    17: [6, 30, 54, 78],
    18: [6, 30, 56, 82],
    19: [6, 30, 58, 86],
    20: [6, 34, 62, 90],
}
_MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def modules_in(pixels: Sequence[Sequence[int]]) -> Grid:
    """The modules in a picture that holds only the code: its three corners give the pitch."""
    dark = [[value < 128 for value in row] for row in pixels]
    rows = [number for number, row in enumerate(dark) if any(row)]
    columns = [number for number in range(len(dark[0])) if any(row[number] for row in dark)]
    top, left = rows[0], columns[0]
    wide, high = columns[-1] - left + 1, rows[-1] - top + 1
    row = dark[top + 1]  # the outermost pixel of the corner may be light where the edge is soft
    corner = next(n for n in range(wide) if not row[left + n])  # seven modules
    size = round(wide / (corner / 7))
    size += (17 - size) % 4 if (17 - size) % 4 < 2 else (17 - size) % 4 - 4
    return [
        [
            dark[top + int((r + 0.5) * high / size)][left + int((c + 0.5) * wide / size)]
            for c in range(size)
        ]
        for r in range(size)
    ]


def text_of(grid: Grid) -> str:
    """The text that the modules say."""
    size = len(grid)
    version = (size - 17) // 4
    level, mask = _format(grid)
    assert level == 0, "not level M"
    bits = [
        grid[r][c] != _MASKS[mask](r, c)
        for r, c in _way(size)
        if not _is_function(r, c, size, version)
    ]
    data = _data([_number(bits[n : n + 8]) for n in range(0, len(bits) - 7, 8)], version)
    return _letters(
        [bool(byte >> shift & 1) for byte in data for shift in range(7, -1, -1)], version
    )


def _number(bits: Sequence[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)


def _format(grid: Grid) -> tuple[int, int]:
    """The level and the mask, from the 15 modules around the upper left corner."""
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    word = _number([grid[r][c] for r, c in places]) ^ 0b101010000010010
    return word >> 13, word >> 10 & 7


def _is_function(r: int, c: int, size: int, version: int) -> bool:
    """Whether a module is part of the frame and not of the text."""
    if r == 6 or c == 6:
        return True
    if (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9):
        return True
    if version >= 7 and ((r < 6 and c >= size - 11) or (c < 6 and r >= size - 11)):
        return True
    centres = _CENTRES[version]
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    return any(
        abs(r - y) <= 2 and abs(c - x) <= 2
        for y in centres
        for x in centres
        if (y, x) not in corners
    )


def _way(size: int) -> Iterator[tuple[int, int]]:
    """The modules in the order of the bits: two columns up, two columns down, from the right."""
    up = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for r in range(size - 1, -1, -1) if up else range(size):
            yield r, right
            yield r, right - 1
        up = not up


def _data(stream: list[int], version: int) -> list[int]:
    """The data bytes, put back from their interleaved blocks."""
    _, groups = _BLOCKS_M[version]
    lengths = [length for count, length in groups for _ in range(count)]
    blocks: list[list[int]] = [[] for _ in lengths]
    source = iter(stream)
    for place in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if place < length:
                block.append(next(source))
    return [byte for block in blocks for byte in block]


def _letters(bits: list[bool], version: int) -> str:
    assert _number(bits[:4]) == 0b0010, "not letters and digits"
    wide = 9 if version < 10 else 11
    count = _number(bits[4 : 4 + wide])
    place = 4 + wide
    found = ""
    while len(found) < count:
        if count - len(found) == 1:
            found += _ALPHABET[_number(bits[place : place + 6])]
            break
        pair = _number(bits[place : place + 11])
        found += _ALPHABET[pair // 45] + _ALPHABET[pair % 45]
        place += 11
    return found
