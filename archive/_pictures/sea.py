"""Pictures of the sea, the harbour and the weather."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import motifs
from plate import Plate, points, ringed, rippled, slanted

if TYPE_CHECKING:
    from plate import Point


def storm() -> Plate:
    """Return the wreck of the brig, with the lifeboat coming down on her."""
    plate = Plate(seed=1898)
    sky = plate.clouds(5, 175, coarse=6, stretch=3)
    plate.ground(sky, plate.bend(slanted(-24, 3)))
    plate.shape(points("0,300 150,330 260,420 330,520 0,560"), 10, "steep")
    motifs.lighthouse(plate, 120, 320, 180)
    beam = [(138, 158), (1200, 60), (1200, 250)]
    plate.shape(beam, plate.sideways(255, 120, left=130, right=1200), plate.bend(slanted(-24, 3)))
    _swell(plate, 470, 5)
    _brig(plate, 700, 560)
    _swell(plate, 590, 3)
    _lifeboat(plate, 330, 650)
    _swell(plate, 690, 3)
    for _ in range(150):
        x, y = plate.chance.uniform(0, 1200), plate.chance.uniform(0, 700)
        plate.stroke([(x, y), (x - 34, y + 58)], 1, 255)
    return plate


def _swell(plate: Plate, top: float, rows: int) -> None:
    for row in range(rows):
        y = top + row * 46
        length, height = 70 + row * 22, 22 + row * 5
        shift = plate.chance.uniform(0, 6)
        crest = [
            (x, y - height * abs(math.sin(x / length + shift)) ** 1.6) for x in range(0, 1210, 10)
        ]
        body: list[Point] = [*crest, (1200, 800), (0, 800)]
        shade = plate.ramp(170, 10, top=y - height, bottom=y + 80)
        plate.shape(body, shade, plate.bend(rippled(10 + row * 2, length)))
        plate.stroke(crest, 4, 255)
        plate.stroke([(x, y + 4) for x, y in crest], 1.6)


def _brig(plate: Plate, x: float, y: float) -> None:
    hull = [
        (x - 190, y - 40),
        (x + 210, y - 110),
        (x + 250, y - 150),
        (x + 180, y + 40),
        (x - 150, y + 60),
    ]
    plate.shape(hull, plate.ramp(90, 0, top=y - 150, bottom=y), "falling")
    plate.outline(hull, 3)
    plate.stroke([(x - 190, y - 28), (x + 220, y - 100)], 3, 255)
    for across, high in ((-80, 300), (90, 210)):
        foot = (x + across, y - 40 - across * 0.16)
        peak = (foot[0] - high * 0.32, foot[1] - high)
        plate.stroke([foot, peak], 7)
        for up in (0.45, 0.75):
            mid = (foot[0] - high * 0.32 * up, foot[1] - high * up)
            plate.stroke([(mid[0] - 90, mid[1] + 20), (mid[0] + 95, mid[1] - 26)], 4)
            _rag(plate, mid, high * 0.22)
    plate.stroke([(x + 90, y - 270), (x + 245, y - 140)], 1.6)
    plate.stroke([(x - 176, y - 340), (x + 90, y - 60)], 1.6)
    plate.stroke([(x - 176, y - 340), (x - 188, y - 40)], 1.6)


def _rag(plate: Plate, at: Point, drop: float) -> None:
    x, y = at
    edge = [(x + 90 - 18 * step, y - 24 + 5 * step) for step in range(10)]
    torn = [(px - 24, py + drop * plate.chance.uniform(0.5, 1.25)) for px, py in reversed(edge)]
    plate.shape([*edge, *torn], 215, "steep")
    plate.outline([*edge, *torn], 1.6)


def _lifeboat(plate: Plate, x: float, y: float) -> None:
    hull = [
        (x - 150, y - 50),
        (x - 110, y - 24),
        (x + 110, y - 44),
        (x + 160, y - 84),
        (x + 110, y + 14),
        (x - 90, y + 24),
    ]
    for index in range(7):
        px, py = x - 96 + index * 33, y - 44 - index * 2
        motifs.bust(plate, (px, py - 20), 24, tone=30, wear="cap")
    plate.shape(hull, 235, "level")
    plate.shape(
        [(x - 146, y - 34), (x + 146, y - 54), (x + 110, y + 14), (x - 90, y + 24)], 70, "level"
    )
    plate.outline(hull, 3)
    for index in range(5):
        px = x - 80 + index * 40
        plate.stroke([(px, y - 34), (px - 70, y + 50)], 3.5)


def serpent() -> Plate:
    """Return the monster of the bay, as it was sold to the paper."""
    plate = Plate(seed=1936, pitch=10)
    plate.ground(plate.clouds(120, 250), "dots")
    plate.rect((0, 330, 1200, 800), plate.ramp(210, 90, top=330, bottom=800), "dots")
    plate.shape(points("0,330 0,250 180,240 330,290 520,318 620,330"), 120, "dots")
    for _ in range(150):
        y = plate.chance.uniform(345, 780)
        x, span = plate.chance.uniform(0, 1200), (y - 320) * 0.22
        plate.stroke(
            [(x, y), (x + span, y + 2)], 1 + (y - 330) / 160, plate.chance.choice((0, 255, 255))
        )
    for index, (x, wide) in enumerate(((560, 100), (720, 88), (860, 70), (975, 50))):
        _hump(plate, x, 500 + index * 3, wide)
    neck = points(
        "425,520 400,430 352,360 330,296 356,262 402,268 410,280 372,300 392,350 455,420 486,520"
    )
    plate.shape(neck, plate.sideways(10, 90, left=330, right=490), "dots")
    head = points("402,262 352,252 318,274 262,296 258,310 330,316 392,300")
    plate.shape(head, 15, "dots")
    plate.disc((328, 276, 340, 286), 255, "level")
    _hump(plate, 455, 522, 46)
    plate.soften(1.1)
    motifs.smack(plate, 1010, 372, 90, tone=90)
    return plate


def _hump(plate: Plate, x: float, y: float, wide: float) -> None:
    rim = [
        (x + wide * math.cos(a), y - wide * 0.72 * math.sin(a))
        for a in (math.pi * s / 30 for s in range(31))
    ]
    plate.shape(rim, plate.ramp(110, 0, top=y - wide * 0.7, bottom=y), "dots")
    for step in range(3):
        reach = wide * (1.15 + 0.2 * step)
        plate.stroke([(x - reach, y + 6 + 8 * step), (x + reach, y + 6 + 8 * step)], 3, 255)


def ice() -> Plate:
    """Return the frozen harbour, with the boats fast in it."""
    plate = Plate(seed=1963)
    plate.ground(plate.clouds(150, 250, stretch=4), "level")
    plate.rect((0, 380, 1200, 800), plate.clouds(205, 255, coarse=7, stretch=5), "rising")
    for x, wide, high in (
        (40, 120, 150),
        (165, 90, 120),
        (260, 130, 170),
        (395, 100, 130),
        (500, 90, 110),
    ):
        motifs.house(plate, (x, 390), wide=wide, high=high, tone=170)
    plate.rect((0, 388, 1200, 412), 60, "upright")
    _floes(plate)
    for x, y, size in ((930, 470, 170), (640, 500, 200), (300, 560, 280), (1010, 640, 330)):
        _trawler(plate, x, y, size)
    motifs.figure(plate, (560, 720), 120, wear="cap")
    motifs.figure(plate, (640, 730), 118, wear="cloche", tone=60)
    motifs.flock(plate, 760, 160, 7)
    return plate


def _floes(plate: Plate) -> None:
    plate.rect((0, 412, 1200, 800), 0, "level")
    rows = [412 + 388 * (row / 9) ** 1.7 for row in range(11)]
    reach = [0.5 * (low - high) for high, low in pairwise([*rows, rows[-1] + 90])]
    grid = [
        [
            (
                x * (0.6 + row * 0.16) - row * 30 + plate.jitter(26),
                y + plate.jitter(reach[row] * 0.5),
            )
            for x in range(-100, 2100, 110)
        ]
        for row, y in enumerate(rows)
    ]
    for upper, lower in pairwise(grid):
        for (a, b), (d, c) in zip(pairwise(upper), pairwise(lower), strict=True):
            floe = _shrunk([a, b, c, d], plate.chance.uniform(0.9, 0.97))
            plate.shape(
                floe, round(236 + plate.jitter(19)), plate.chance.choice(("rising", "level"))
            )


def _shrunk(points: list[Point], share: float) -> list[Point]:
    x0 = sum(x for x, _ in points) / len(points)
    y0 = sum(y for _, y in points) / len(points)
    return [(x0 + (x - x0) * share, y0 + (y - y0) * share) for x, y in points]


def _trawler(plate: Plate, x: float, y: float, size: float) -> None:
    hull = [
        (x - size * 0.5, y - size * 0.16),
        (x + size * 0.4, y - size * 0.14),
        (x + size * 0.56, y - size * 0.28),
        (x + size * 0.46, y + size * 0.06),
        (x - size * 0.44, y + size * 0.06),
    ]
    plate.rect((x - size * 0.3, y - size * 0.36, x - size * 0.02, y - size * 0.14), 225, "level")
    plate.outline(
        [
            (x - size * 0.3, y - size * 0.14),
            (x - size * 0.3, y - size * 0.36),
            (x - size * 0.02, y - size * 0.36),
            (x - size * 0.02, y - size * 0.14),
        ],
        2,
    )
    for across in (-0.26, -0.17, -0.08):
        plate.rect(
            (x + size * across, y - size * 0.32, x + size * (across + 0.045), y - size * 0.26),
            0,
            "level",
        )
    plate.rect((x - size * 0.2, y - size * 0.5, x - size * 0.1, y - size * 0.36), 40, "upright")
    for across, high in ((0.22, 0.72), (-0.4, 0.5)):
        plate.stroke(
            [(x + size * across, y - size * 0.14), (x + size * across, y - size * high)], size / 60
        )
    plate.stroke([(x + size * 0.22, y - size * 0.7), (x + size * 0.55, y - size * 0.28)], 1.4)
    plate.stroke([(x + size * 0.22, y - size * 0.7), (x - size * 0.4, y - size * 0.48)], 1.4)
    plate.shape(hull, plate.ramp(110, 5, top=y - size * 0.28, bottom=y + size * 0.06), "level")
    rail = [(-0.49, -0.12), (0.42, -0.1), (0.55, -0.24)]
    plate.stroke([(x + size * across, y + size * down) for across, down in rail], 3, 255)


def lantern() -> Plate:
    """Return the lighthouse at night, with its beams turning."""
    plate = Plate(900, 1200, seed=1978)
    rings = plate.bend(ringed(450, 268))
    plate.ground(plate.glow(450, 268, 780, light=190, dark=4), rings)
    for turn in (-168, -12, -150, 14):
        a, b = math.radians(turn - 4), math.radians(turn + 4)
        far = [(450 + 1200 * math.cos(v), 268 + 1200 * math.sin(v)) for v in (a, b)]
        plate.shape([(450, 268), *far], 236, rings)
    for _ in range(60):
        x, y = plate.chance.uniform(0, 900), plate.chance.uniform(0, 640)
        plate.disc((x - 2, y - 2, x + 2, y + 2), 255, "level")
    plate.rect((0, 930, 900, 1200), plate.glow(450, 930, 560, light=200, dark=8), "sea")
    rock = points("150,1010 220,930 330,880 420,850 560,862 640,910 760,950 800,1030")
    plate.shape(rock, plate.sideways(120, 5, left=200, right=760), "steep")
    motifs.lighthouse(plate, 460, 866, 560, bands=4)
    for first, last in pairwise(points("120,1016 260,1000 420,1024 600,1002 840,1030")):
        plate.stroke([first, last], 5, 255)
    return plate


def surge() -> Plate:
    """Return a wave breaking over the promenade."""
    plate = Plate(seed=2013)
    plate.ground(plate.clouds(8, 120, stretch=3), "falling")
    plate.rect((0, 300, 700, 800), plate.clouds(10, 150, coarse=9, stretch=5), "sea")
    plate.shape(
        [(0, 640), (1200, 560), (1200, 800), (0, 800)],
        plate.clouds(60, 210, coarse=8, stretch=6),
        "level",
    )
    _burst(plate, 380, 590)
    plate.shape([(0, 600), (1200, 520), (1200, 566), (0, 650)], 40, "upright")
    for index in range(9):
        x = 40 + index * 140
        plate.stroke([(x, 600 - index * 9.4), (x, 530 - index * 9)], 6)
    plate.stroke([(0, 536), (1200, 455)], 5)
    for x, base, high in ((880, 590, 330), (1090, 580, 300)):
        motifs.lamp(plate, x, base, high, lit=True)
        plate.lighten(plate.glow(x, base - high - 20, 130, light=190))
    motifs.figure(plate, (1010, 690), 150, wear="none")
    return plate


def _burst(plate: Plate, x: float, y: float) -> None:
    for size, tone in ((1.0, 200), (0.8, 255)):
        rim = [(x + 330 * size, y), (x - 300 * size, y)]
        for step in range(120):
            turn = math.radians(184 + 172 * step / 120)
            swell = 0.55 + 0.45 * abs(math.sin(turn)) ** 1.5
            reach = size * swell * (470 if step % 2 else 360) * plate.chance.uniform(0.8, 1.08)
            rim.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
        plate.shape(rim, tone, "steep")
    for _ in range(170):
        turn = math.radians(plate.chance.gauss(-88, 30))
        near, far = plate.chance.uniform(60, 380), plate.chance.uniform(390, 600)
        ends = [(x + r * math.cos(turn), y + r * math.sin(turn)) for r in (near, far)]
        plate.stroke(ends, plate.chance.uniform(0.8, 2.6), plate.chance.choice((255, 255, 0)))
    for _ in range(260):
        turn, reach = math.radians(plate.chance.gauss(-80, 36)), plate.chance.uniform(300, 720)
        px, py, size = (
            x + reach * math.cos(turn),
            y + reach * math.sin(turn),
            plate.chance.uniform(1, 4),
        )
        plate.disc((px - size, py - size * 1.5, px + size, py + size * 1.5), 255, "level")


def gauge() -> Plate:
    """Return the tide gauge at the Custom House, nearly under."""
    plate = Plate(seed=1852)
    plate.ground(plate.glow(300, 120, 900, light=150, dark=5), "rising")
    plate.rect((430, 0, 700, 800), plate.sideways(235, 150, left=430, right=700), "level")
    plate.outline([(430, -9), (700, -9), (700, 809), (430, 809)], 5)
    for index in range(8):
        y = 40 + index * 66
        plate.rect((450, y, 560 if index % 2 else 620, y + 33), 0, "level")
        plate.stroke([(650, y), (650, y + 33)], 9)
    for x in (120, 960):
        plate.rect((x, 0, x + 90, 800), plate.sideways(120, 0, left=x, right=x + 90), "upright")
    for row in range(7):
        y = 300 + row * 74
        crest = [(x, y + 17 * math.sin(x / (64 + row * 9) + row * 1.9)) for x in range(0, 1210, 10)]
        shade = plate.ramp(190, 5, top=y - 17, bottom=y + 90)
        plate.shape([*crest, (1200, 800), (0, 800)], shade, plate.bend(rippled(9, 64 + row * 9)))
        plate.stroke(crest, 3, 255)
    return plate


def twin_harbour() -> Plate:
    """Return stepped gables on a quay, for the twin town across the sea."""
    plate = Plate(seed=1987, pitch=10)
    plate.ground(plate.clouds(170, 252), "dots")
    plate.rect((0, 520, 1200, 800), plate.ramp(150, 60, top=520, bottom=800), "water")
    x = -20.0
    for index in range(8):
        wide = plate.chance.uniform(130, 185)
        _gable(plate, x, wide, 240 + plate.jitter(50), tone=(190, 120, 225, 150)[index % 4])
        x += wide
    plate.rect((0, 512, 1200, 540), 30, "upright")
    for px, size in ((250, 250), (860, 290)):
        motifs.smack(plate, px, 640, size, tone=120)
        plate.shape(
            [
                (px - size * 0.4, 650),
                (px + size * 0.4, 650),
                (px + size * 0.1, 790),
                (px - size * 0.2, 790),
            ],
            30,
            "water",
        )
    return plate


def _gable(plate: Plate, x: float, wide: float, high: float, *, tone: int) -> None:
    base, top, step = 520, 520 - high, wide / 9
    steps: list[Point] = [(x, base), (x, top)]
    for index in range(4):
        up = top - (index + 1) * step * 1.15
        steps += [(x + index * step, up), (x + (index + 1) * step, up)]
    steps += [(2 * x + wide - px, py) for px, py in reversed(steps)]
    plate.shape(steps, tone, "dots")
    plate.outline(steps, 2)
    for row in range(4):
        for column in range(3):
            motifs.window(
                plate,
                (x + wide * (0.14 + 0.28 * column), top + 8 + row * high * 0.24),
                wide * 0.14,
                high * 0.13,
            )
