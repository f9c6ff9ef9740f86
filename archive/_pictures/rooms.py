"""Pictures of the flood, the shop window, the newsroom and the picket."""

from __future__ import annotations

import math

import motifs
from plate import Plate, points, ringed, slanted

LAST_LINE = 5  # of the page in the typewriter, which is not full


def flood() -> Plate:
    """Return Rope Street by boat, on the morning after."""
    plate = Plate(seed=1953)
    plate.ground(plate.clouds(110, 220), plate.bend(slanted(-8, 3)))
    for index in reversed(range(5)):
        near = 0.66**index
        base, wide = 470 + 90 * near, 320 * near
        motifs.house(plate, (480 - 540 * near, base), wide=wide, high=420 * near, tone=150)
        motifs.house(plate, (640 + 260 * near, base), wide=wide, high=430 * near, tone=110)
    plate.rect((0, 470, 1200, 800), plate.ramp(235, 40, top=470, bottom=800), "water")
    for x in (40, 300, 960, 1120):
        plate.shape([(x - 50, 480), (x + 50, 480), (x + 30, 690), (x - 36, 660)], 30, "water")
    motifs.lamp(plate, 560, 520, 300)
    plate.stroke([(520, 524), (610, 524)], 3, 255)
    hull = points("420,600 450,660 800,664 880,584 800,612 450,616")
    for x, wear, size in (
        (500, "cap", 42),
        (600, "cloche", 40),
        (690, "none", 30),
        (770, "cap", 42),
    ):
        motifs.bust(plate, (x, 540), size, tone=25, wear=wear)
    plate.shape(hull, plate.ramp(120, 0, top=590, bottom=664), "level")
    plate.outline(hull, 3)
    plate.stroke([(520, 590), (400, 700)], 6)
    plate.stroke([(380, 668), (930, 668)], 4, 255)
    for x, y in ((180, 640), (960, 700), (300, 740)):
        plate.shape([(x, y), (x + 70, y - 16), (x + 84, y + 8), (x + 10, y + 22)], 20, "level")
    return plate


def hall() -> Plate:
    """Return the chapel hall with the dead under blankets."""
    plate = Plate(seed=1954)
    plate.ground(plate.glow(600, 180, 760, light=225, dark=20), "level")
    for index in range(5):
        x = 130 + index * 210
        plate.rect((x, 80, x + 90, 330), 255, "level")
        plate.disc((x, 30, x + 90, 130), 255, "level")
        for y in (130, 190, 250):
            plate.stroke([(x, y), (x + 90, y)], 4)
        plate.stroke([(x + 45, 36), (x + 45, 330)], 4)
    plate.shape(
        [(0, 430), (1200, 430), (1200, 800), (0, 800)],
        plate.ramp(190, 60, top=430, bottom=800),
        "level",
    )
    for row in range(3):
        for column in range(5):
            near = 0.62 + row * 0.19
            if (row, column) == (0, 4):
                continue
            _shroud(plate, 600 + (column - 2) * 250 * near, 480 + row * 112, 92 * near)
    motifs.figure(plate, (1080, 520), 250, wear="none", tone=8)
    motifs.figure(plate, (110, 500), 230, wear="cloche", tone=8)
    return plate


def _shroud(plate: Plate, x: float, y: float, size: float) -> None:
    form = [
        (x - size, y + size * 0.34),
        (x - size * 0.9, y - size * 0.06),
        (x - size * 0.6, y - size * 0.12),
        (x - size * 0.4, y - size * 0.04),
        (x + size * 0.6, y + size * 0.02),
        (x + size * 0.84, y - size * 0.14),
        (x + size, y + size * 0.36),
    ]
    plate.shape([(px + 8, py + size * 0.1) for px, py in form], 0, "level")
    plate.shape(form, plate.ramp(255, 90, top=y - size * 0.1, bottom=y + size * 0.36), "falling")
    plate.outline(form, 2)


def moon() -> Plate:
    """Return the crowd at the shop window, with the moon above."""
    plate = Plate(seed=1969)
    plate.ground(plate.glow(930, 130, 700, light=120, dark=0), plate.bend(ringed(930, 130)))
    plate.disc((850, 50, 1010, 210), 255, "level")
    for x, y, size in ((905, 110, 26), (960, 150, 18), (940, 85, 12), (890, 160, 10)):
        plate.disc((x - size, y - size, x + size, y + size), 205, "level")
    plate.rect((120, 250, 800, 640), 15, "upright")
    plate.rect((120, 214, 800, 262), 255, "level")
    plate.outline([(120, 214), (800, 214), (800, 262), (120, 262)], 4)
    for index in range(15):
        plate.rect((180 + index * 38, 226, 204 + index * 38, 250), 0, "level")
        if index % 3 == 1:
            plate.rect((188 + index * 38, 226, 196 + index * 38, 240), 255, "level")
    plate.rect((150, 286, 770, 620), plate.glow(460, 450, 420, light=240, dark=60), "level")
    for x, y, wide in ((190, 330, 160), (390, 310, 190), (620, 340, 130)):
        _set(plate, x, y, wide)
    plate.rect((0, 640, 1200, 800), 10, "level")
    motifs.crowd(plate, 560, 800, sizes=(44, 74), tone=8)
    return plate


def _set(plate: Plate, x: float, y: float, wide: float) -> None:
    high = wide * 0.8
    plate.rect((x, y, x + wide, y + high), 0, "level")
    plate.rect(
        (x + wide * 0.08, y + wide * 0.08, x + wide * 0.78, y + high - wide * 0.1), 255, "level"
    )
    ground = y + high - wide * 0.26
    plate.rect((x + wide * 0.08, ground, x + wide * 0.78, y + high - wide * 0.1), 120, "level")
    motifs.figure(plate, (x + wide * 0.34, ground + wide * 0.06), wide * 0.36, wear="none", tone=0)
    plate.stroke([(x + wide * 0.6, ground + 4), (x + wide * 0.6, y + wide * 0.2)], 2.4)
    plate.rect((x + wide * 0.6, y + wide * 0.2, x + wide * 0.74, y + wide * 0.3), 60, "level")
    for knob in (0.2, 0.4):
        plate.disc(
            (x + wide * 0.85, y + wide * knob, x + wide * 0.93, y + wide * (knob + 0.08)),
            255,
            "level",
        )


def newsroom() -> Plate:
    """Return the newsroom by candle, during the power cuts."""
    plate = Plate(seed=1974)
    rings = plate.bend(ringed(470, 330))
    plate.ground(plate.glow(470, 330, 640, light=250, dark=0), rings)
    plate.shape(
        points("690,620 680,430 740,330 850,310 950,360 1000,640"),
        plate.sideways(120, 0, left=680, right=820),
        "steep",
    )
    plate.disc((700, 130, 850, 320), plate.sideways(250, 20, left=690, right=830), "falling")
    plate.shape(
        points("706,200 730,120 800,100 860,150 870,250 820,300 820,200 770,170"),
        0,
        "level",
    )
    plate.stroke([(712, 222), (752, 220)], 5)
    plate.stroke([(740, 460), (620, 560), (560, 560)], 40)
    plate.shape(
        [(0, 620), (1200, 600), (1200, 800), (0, 800)],
        plate.glow(470, 620, 640, light=220, dark=0),
        "level",
    )
    _typewriter(plate, 520, 620)
    plate.rect((440, 420, 500, 630), plate.sideways(255, 190, left=440, right=500), "level")
    plate.outline([(440, 630), (440, 420), (500, 420), (500, 630)], 2.4)
    flame = points("470,280 496,350 486,392 454,392 444,350")
    plate.shape(flame, 255, "level")
    plate.outline(flame, 2)
    plate.stroke([(470, 392), (470, 422)], 4)
    plate.disc((410, 620, 530, 650), 30, "level")
    for lift in range(0, 48, 8):
        sheet = [(120, 650 - lift), (330, 630 - lift), (350, 640 - lift), (140, 662 - lift)]
        plate.shape(sheet, 250, "level")
        plate.outline(sheet, 1.5)
    return plate


def _typewriter(plate: Plate, x: float, y: float) -> None:
    plate.rect((x + 20, y - 210, x + 160, y - 90), 255, "level")
    for line in range(6):
        plate.stroke(
            [
                (x + 36, y - 196 + line * 16),
                (x + 144 - 30 * (line == LAST_LINE), y - 196 + line * 16),
            ],
            2.4,
        )
    plate.rect((x - 20, y - 112, x + 200, y - 86), 0, "level")
    plate.shape([(x, y - 86), (x + 180, y - 86), (x + 220, y + 30), (x - 30, y + 30)], 20, "level")
    for row in range(4):
        for key in range(9):
            px, py = x - 4 + key * 21 + row * 3 - row * key * 0.4, y - 40 + row * 17
            plate.disc((px - 6, py - 5, px + 6, py + 5), 255, "level")


def picket() -> Plate:
    """Return the line at the depot gate, by the lights of the lorries."""
    plate = Plate(seed=1984)
    plate.ground(plate.ramp(5, 150, top=0, bottom=480), "level")
    for x in (300, 900):
        plate.lighten(plate.glow(x, 300, 300, light=150))
        plate.disc((x - 30, 270, x + 30, 330), 255, "level")
    for x in range(0, 1250, 50):
        plate.stroke([(x, 130), (x, 480)], 5)
        plate.shape([(x - 7, 130), (x, 104), (x + 7, 130)], 0, "level")
    for y in (180, 420):
        plate.stroke([(0, y), (1200, y)], 6)
    plate.rect((0, 470, 1200, 800), plate.ramp(180, 90, top=470, bottom=800), "level")
    for place in range(40, 1240, 72):
        stand = place + plate.jitter(8)
        motifs.figure(plate, (stand, 600 + plate.jitter(8)), 250, wear="helmet", tone=5)
        plate.stroke([(stand - 20, 392), (stand + 18, 392)], 3, 255)
    _placard(plate, 250, 400, -0.12)
    _placard(plate, 620, 370, 0.05)
    _placard(plate, 960, 410, 0.16)
    motifs.crowd(plate, 600, 790, sizes=(50, 80), tone=40)
    return plate


def _placard(plate: Plate, x: float, y: float, lean: float) -> None:
    def at(across: float, up: float) -> tuple[float, float]:
        turn = math.sin(lean), math.cos(lean)
        return x + across * turn[1] + up * turn[0], y + across * turn[0] - up * turn[1]

    plate.stroke([at(0, -260), at(0, 0)], 9)
    board = [at(-84, 0), at(84, 0), at(84, 120), at(-84, 120)]
    plate.shape(board, 255, "level")
    plate.outline(board, 4)
    for up, wide in ((92, 56), (62, 40), (30, 62)):
        plate.stroke([at(-wide, up), at(wide, up)], 13)
