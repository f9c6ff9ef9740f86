"""Pictures of crowds: at a meeting, under an eclipse, at a front."""

from __future__ import annotations

import math

import motifs
from plate import Plate, points, ringed, rippled, slanted

NOBODY, MANY = "none", motifs.HATS


def strike() -> Plate:
    """Return the meeting on the Fish Quay."""
    plate = Plate(seed=1926)
    plate.ground(plate.clouds(150, 255, coarse=4), "level")
    for x in (60, 130, 1010, 1090, 1150):
        plate.stroke([(x, 90 + x % 60), (x, 520)], 5)
        plate.stroke([(x - 50, 190), (x + 50, 180)], 2)
        plate.stroke([(x, 100), (x + 70, 500)], 1.4)
    plate.rect((250, 250, 950, 520), 110, "level")
    plate.shape([(230, 250), (600, 150), (970, 250)], 40, "falling")
    for index in range(9):
        plate.rect((276 + index * 76, 340, 322 + index * 76, 520), 10, "upright")
    motifs.crowd(plate, 430, 520, sizes=(15, 22), tone=70)
    plate.rect((470, 420, 730, 500), 20, "upright")
    motifs.figure(plate, (590, 424), 190, wear=NOBODY, tone=5)
    plate.stroke([(610, 276), (668, 216), (690, 186)], 14)
    plate.stroke([(570, 280), (536, 320), (560, 346)], 12)
    motifs.figure(plate, (510, 424), 160, tone=20, wear="bowler")
    motifs.figure(plate, (680, 424), 162, tone=20)
    for x, y in ((180, 330), (960, 300)):
        _banner(plate, x, y)
    motifs.crowd(plate, 530, 790, sizes=(24, 76), tone=22)
    return plate


def _banner(plate: Plate, x: float, y: float) -> None:
    cloth = [
        (x - 110, y - 70),
        (x, y - 58),
        (x + 110, y - 74),
        (x + 106, y + 60),
        (x, y + 76),
        (x - 106, y + 64),
    ]
    for side in (-1, 1):
        plate.stroke([(x + side * 112, y - 92), (x + side * 112, y + 260)], 7)
    plate.shape(cloth, 60, "upright")
    plate.outline(cloth, 3)
    inner = [(x + (px - x) * 0.82, y + (py - y) * 0.76) for px, py in cloth]
    plate.outline(inner, 3, 255)
    for up, wide in ((-26, 62), (2, 44), (32, 70)):
        plate.stroke([(x - wide, y + up), (x + wide, y + up)], 11, 255)


def crescent() -> Plate:
    """Return the sun half eaten, above the chimneys."""
    plate = Plate(seed=1927)
    rings = plate.bend(ringed(524, 322))
    plate.ground(plate.glow(600, 300, 820, light=240, dark=70), rings)
    plate.disc((480, 180, 720, 420), 255, "level")
    plate.disc((556, 150, 786, 380), plate.glow(600, 300, 820, light=236, dark=70), rings)
    x = -40.0
    while x < plate.width:
        wide = plate.chance.uniform(110, 160)
        motifs.house(plate, (x, 830), wide=wide, high=130 + plate.jitter(30), tone=20)
        x += wide
    motifs.flock(plate, 250, 240, 6)
    return plate


def totality() -> Plate:
    """Return the black sun over the crowd on Gannet Head."""
    plate = Plate(seed=627)
    plate.ground(plate.glow(600, 250, 620, light=170, dark=0), plate.bend(ringed(600, 250)))
    for step in range(130):
        turn = math.tau * step / 130
        reach = (150 + 130 * abs(math.cos(turn + 0.5)) ** 3) * plate.chance.uniform(0.75, 1.1)
        ray = [
            (600 + 96 * math.cos(turn - 0.03), 250 + 96 * math.sin(turn - 0.03)),
            (600 + reach * math.cos(turn), 250 + reach * math.sin(turn)),
            (600 + 96 * math.cos(turn + 0.03), 250 + 96 * math.sin(turn + 0.03)),
        ]
        plate.shape(ray, 255, "level")
    plate.disc((492, 142, 708, 358), 255, "level")
    plate.disc((500, 150, 700, 350), 0, "level")
    for x, y in ((130, 120), (930, 90), (1080, 330), (300, 420), (820, 460)):
        plate.disc((x - 4, y - 4, x + 4, y + 4), 255, "level")
    plate.shape(points("0,620 0,560 300,540 640,590 1200,620 1200,800 0,800"), 0, "level")
    plate.stroke([(0, 556), (300, 536), (640, 586), (1200, 616)], 4, 255)
    motifs.crowd(plate, 640, 780, sizes=(34, 66), tone=10)
    return plate


def diamond() -> Plate:
    """Return the first spark of the returning sun."""
    plate = Plate(seed=628)
    rings = plate.bend(ringed(650, 310))
    plate.ground(plate.glow(650, 310, 700, light=225, dark=10), rings)
    for step in range(16):
        turn = math.tau * step / 16 + 0.2
        reach = 420 if step % 2 else 210
        tip = (650 + reach * math.cos(turn), 310 + reach * math.sin(turn))
        sides = [
            (650 + 22 * math.cos(turn + s), 310 + 22 * math.sin(turn + s)) for s in (-1.2, 1.2)
        ]
        plate.shape([sides[0], tip, sides[1]], 255, "level")
    plate.disc((428, 268, 692, 532), 255, "level")
    plate.disc((436, 276, 684, 524), 0, "level")
    plate.disc((622, 282, 678, 338), 255, "level")
    plate.rect((0, 690, 1200, 800), 20, "water")
    motifs.smack(plate, 260, 712, 150, tone=10)
    motifs.smack(plate, 1000, 706, 110, tone=10)
    return plate


def howitzer() -> Plate:
    """Return a self-propelled gun on a bare ridge, drawn by the paper's artist."""
    plate = Plate(seed=2024)
    plate.ground(plate.clouds(120, 245, coarse=4), plate.bend(slanted(-14, 3)))
    for index in range(26):
        x = index * 50 + plate.jitter(20)
        plate.stroke([(x, 500), (x + plate.jitter(8), 380 + plate.jitter(40))], 3)
        plate.stroke([(x, 440), (x + plate.jitter(30), 400)], 1.6)
    plate.shape(
        points("0,520 400,490 800,510 1200,470 1200,800 0,800"),
        plate.clouds(60, 220, coarse=8, stretch=5),
        plate.bend(rippled(7, 60)),
    )
    hull = points("330,520 400,440 820,430 880,480 870,540 350,560")
    plate.shape(hull, plate.ramp(130, 20, top=430, bottom=560), "rising")
    plate.outline(hull, 3)
    turret = [(520, 440), (560, 360), (730, 352), (780, 432)]
    plate.shape(turret, plate.ramp(150, 40, top=350, bottom=440), "falling")
    plate.outline(turret, 3)
    plate.stroke([(560, 396), (230, 270)], 16)
    plate.stroke([(240, 274), (200, 258)], 26)
    plate.shape([(330, 540), (880, 526), (850, 640), (370, 650)], 5, "level")
    for index in range(7):
        wheel = (376 + index * 66, 566 - index * 1.5, 434 + index * 66, 624 - index * 1.5)
        plate.disc(wheel, 180, "level")
        plate.disc((wheel[0] + 16, wheel[1] + 16, wheel[2] - 16, wheel[3] - 16), 0, "level")
    motifs.smoke(plate, (186, 250), reach=-190, size=30, tone=110)
    return plate
