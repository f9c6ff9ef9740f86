"""Pictures of crowds, portraits and rooms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import motifs
from plate import Plate, ringed, rippled, slanted

if TYPE_CHECKING:
    from plate import Point

NOBODY, MANY = "none", motifs.HATS


def football() -> Plate:
    """Return the football side, in two rows, with the ball."""
    plate = Plate(seed=1912)
    plate.ground(plate.ramp(215, 240, top=0, bottom=520), "level")
    for x in range(0, 1200, 60):
        plate.stroke([(x, 0), (x, 420)], 2, 120)
    plate.rect((0, 90, 1200, 104), 30, "level")
    plate.shape(
        [(0, 560), (1200, 540), (1200, 800), (0, 800)],
        plate.ramp(200, 110, top=540, bottom=800),
        plate.bend(slanted(3, 4)),
    )
    for index in range(6):
        _player(plate, 190 + index * 164, 660, 500, keeper=index == 3)
    for index in range(5):
        _seated(plate, 260 + index * 170, 760)
    plate.disc((570, 680, 650, 760), 190, plate.bend(ringed(596, 706)))
    plate.stroke([(572, 716), (648, 724)], 3)
    plate.stroke([(604, 682), (614, 758)], 3)
    return plate


def _player(plate: Plate, x: float, foot: float, tall: float, *, keeper: bool = False) -> None:
    top = foot - tall
    chest = [
        (x - 74, foot - 140),
        (x - 70, top + 130),
        (x - 22, top + 98),
        (x + 22, top + 98),
        (x + 70, top + 130),
        (x + 74, foot - 140),
    ]
    plate.shape(
        [(x - 50, foot), (x - 56, foot - 150), (x + 56, foot - 150), (x + 50, foot)], 250, "level"
    )
    plate.shape(chest, 90 if keeper else 245, "level")
    if not keeper:
        for band in range(3):
            y = top + 146 + band * 56
            plate.rect((x - 70, y, x + 70, y + 28), 10, "level")
    plate.outline(chest, 2.4)
    for side in (-1, 1):
        sleeve = [
            (x + side * 66, top + 150),
            (x + side * 78, top + 230),
            (x - side * 30, top + 250),
        ]
        plate.stroke(sleeve, 30)
        plate.stroke(sleeve, 25, 225)
    _face(plate, x, top + 54, 40)


def _seated(plate: Plate, x: float, foot: float) -> None:
    chest = [
        (x - 70, foot - 90),
        (x - 64, foot - 240),
        (x - 20, foot - 270),
        (x + 20, foot - 270),
        (x + 64, foot - 240),
        (x + 70, foot - 90),
    ]
    plate.shape(chest, 245, "level")
    for band in range(3):
        y = foot - 226 + band * 52
        plate.rect((x - 65, y, x + 65, y + 26), 10, "level")
    plate.outline(chest, 2.4)
    plate.shape(
        [(x - 80, foot - 100), (x + 80, foot - 100), (x + 74, foot - 54), (x - 74, foot - 54)],
        252,
        "level",
    )
    plate.outline(
        [(x - 80, foot - 100), (x + 80, foot - 100), (x + 74, foot - 54), (x - 74, foot - 54)], 2
    )
    for side in (-1, 1):
        plate.rect((x + side * 44 - 20, foot - 54, x + side * 44 + 20, foot + 10), 15, "level")
    _face(plate, x, foot - 312, 38)


def _face(plate: Plate, x: float, y: float, size: float) -> None:
    plate.rect((x - size * 0.3, y + size * 0.5, x + size * 0.3, y + size * 1.2), 200, "level")
    shade = plate.sideways(255, 110, left=x - size * 0.3, right=x + size)
    plate.disc((x - size * 0.78, y - size, x + size * 0.78, y + size), shade, "upright")
    hair = [
        (x + size * 0.8 * math.cos(a), y - size * 0.25 + size * 0.85 * math.sin(a))
        for a in (math.pi * (1 + s / 20) for s in range(21))
    ]
    plate.shape(hair, 0, "level")
    for side in (-1, 1):
        plate.stroke(
            [(x + side * size * 0.46, y - size * 0.02), (x + side * size * 0.16, y - size * 0.02)],
            size / 11,
        )
    plate.stroke(
        [(x, y), (x - size * 0.08, y + size * 0.34), (x + size * 0.08, y + size * 0.36)], size / 18
    )
    if plate.chance.random() < 0.6:
        plate.stroke(
            [
                (x - size * 0.36, y + size * 0.5),
                (x, y + size * 0.44),
                (x + size * 0.36, y + size * 0.5),
            ],
            size / 6,
        )
    else:
        plate.stroke(
            [(x - size * 0.22, y + size * 0.58), (x + size * 0.22, y + size * 0.58)], size / 14
        )


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
    motifs.crowd(plate, 430, 520, small=15, large=22, tone=70)
    plate.rect((470, 420, 730, 500), 20, "upright")
    motifs.figure(plate, 590, 424, 190, wear=NOBODY, tone=5)
    plate.stroke([(610, 276), (668, 216), (690, 186)], 14)
    plate.stroke([(570, 280), (536, 320), (560, 346)], 12)
    motifs.figure(plate, 510, 424, 160, tone=20, wear="bowler")
    motifs.figure(plate, 680, 424, 162, tone=20)
    for x, y in ((180, 330), (960, 300)):
        _banner(plate, x, y)
    motifs.crowd(plate, 530, 790, small=24, large=76, tone=22)
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
    while x < 1200:
        wide = plate.chance.uniform(110, 160)
        motifs.house(plate, x, 830, wide=wide, high=130 + plate.jitter(30), tone=20)
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
    plate.shape(
        [(0, 620), (0, 560), (300, 540), (640, 590), (1200, 620), (1200, 800), (0, 800)], 0, "level"
    )
    plate.stroke([(0, 556), (300, 536), (640, 586), (1200, 616)], 4, 255)
    motifs.crowd(plate, 640, 780, small=34, large=66, tone=10)
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


def compositor() -> Plate:
    """Return Miss Pellow at the case, in an oval."""
    plate = Plate(960, 1200, seed=1949)
    plate.ground(255, "level")
    plate.disc((70, 70, 890, 1130), plate.glow(360, 420, 820, light=245, dark=40), "crossed")
    body = [
        (250, 1130),
        (230, 960),
        (280, 800),
        (400, 730),
        (560, 740),
        (690, 830),
        (740, 980),
        (750, 1130),
    ]
    plate.shape(body, plate.sideways(120, 0, left=230, right=700), "falling")
    plate.outline(body, 2)
    profile: list[Point] = [
        (430, 750),
        (420, 690),
        (352, 690),
        (330, 668),
        (334, 640),
        (322, 624),
        (334, 610),
        (318, 594),
        (296, 580),
        (332, 512),
        (330, 470),
        (352, 410),
        (420, 366),
        (520, 360),
        (600, 410),
        (620, 500),
        (600, 600),
        (560, 660),
        (560, 760),
    ]
    plate.shape(profile, plate.sideways(255, 60, left=310, right=600), "rising")
    hair: list[Point] = [
        (338, 470),
        (366, 420),
        (350, 384),
        (430, 318),
        (560, 312),
        (650, 380),
        (672, 480),
        (640, 580),
        (588, 640),
        (570, 600),
        (500, 560),
        (470, 480),
        (420, 450),
    ]
    plate.shape(hair, plate.sideways(150, 0, left=330, right=660), plate.bend(ringed(470, 520)))
    plate.disc(
        (590, 250, 740, 400),
        plate.glow(630, 290, 150, light=170, dark=0),
        plate.bend(ringed(665, 325)),
    )
    plate.stroke([(352, 520), (392, 512)], 5)
    plate.stroke([(356, 500), (400, 490)], 4)
    for rim in ((346, 502, 404, 546),):
        plate.disc(rim, 250, "level")
        plate.outline(
            [
                (rim[0] + 29 + 29 * math.cos(a), rim[1] + 22 + 22 * math.sin(a))
                for a in (math.tau * s / 30 for s in range(30))
            ],
            3,
        )
        plate.stroke([(404, 522), (520, 530)], 3)
    plate.stroke([(334, 646), (372, 650)], 4)
    plate.shape(
        [(412, 742), (480, 790), (570, 748), (600, 790), (480, 860), (380, 790)], 252, "level"
    )
    plate.outline([(412, 742), (480, 790), (570, 748), (600, 790), (480, 860), (380, 790)], 2)
    _type_case(plate)
    return _oval(plate)


def _type_case(plate: Plate) -> None:
    for row in range(4):
        for column in range(9):
            x, y = 60 + column * 66 + row * 14, 960 + row * 50
            plate.rect((x, y, x + 60, y + 44), 30, "upright")
            for _ in range(8):
                px, py = x + plate.chance.uniform(6, 50), y + plate.chance.uniform(10, 38)
                plate.rect((px, py, px + 8, py + 4), 255, "level")
    plate.shape([(230, 900), (420, 870), (428, 900), (238, 934)], 230, "level")
    plate.outline([(230, 900), (420, 870), (428, 900), (238, 934)], 3)
    plate.stroke([(420, 900), (560, 960), (700, 900)], 44)


def _oval(plate: Plate) -> Plate:
    turns = [math.tau * step / 180 for step in range(181)]
    rim = [(480 + 410 * math.cos(a), 600 + 530 * math.sin(a)) for a in turns]
    corners: list[Point] = [(960, 600), (960, 1200), (0, 1200), (0, 0), (960, 0), (960, 600)]
    plate.shape([*rim, *corners], 255, "level")
    plate.stroke(rim, 5)
    plate.stroke([(480 + (x - 480) * 1.03, 600 + (y - 600) * 1.023) for x, y in rim], 2)
    return plate


def seamen() -> Plate:
    """Return two firemen of the merchant fleet under a ship's bow."""
    plate = Plate(seed=1930)
    plate.ground(plate.clouds(170, 250), "level")
    bow = [(640, 0), (690, 300), (780, 640), (1200, 640), (1200, 0)]
    plate.shape(bow, plate.sideways(10, 130, left=660, right=1200), "steep")
    plate.stroke([(640, 0), (690, 300), (780, 640)], 8)
    for row in range(6):
        for column in range(12):
            x, y = 740 + column * 60 + row * 14, 60 + row * 96
            plate.disc((x - 4, y - 4, x + 4, y + 4), 255, "level")
    plate.disc((770, 120, 840, 190), 0, "level")
    plate.stroke([(804, 160), (774, 420)], 8)
    plate.rect((0, 640, 1200, 800), plate.sideways(235, 130, left=0, right=1200), "level")
    motifs.smack(plate, 170, 610, 190, tone=130)
    plate.rect((0, 606, 640, 644), 60, "water")
    for x, tall in ((390, 560), (600, 530)):
        _seaman(plate, x, 770, tall)
    return plate


def _seaman(plate: Plate, x: float, foot: float, tall: float) -> None:
    motifs.figure(plate, x, foot, tall, tone=14, stride=0.06)
    size = tall * 0.075
    y = foot - tall * 0.9
    plate.shape(
        [(x - size * 0.6, y + size * 1.1), (x, y + size * 2.4), (x + size * 0.6, y + size * 1.1)],
        255,
        "level",
    )
    bag = (x + size * 1.1, y + size * 0.2, x + size * 3.1, y + size * 4.6)
    plate.disc(bag, plate.sideways(255, 70, left=bag[0], right=bag[2]), "falling")
    plate.outline(
        [
            (bag[0] + size + size * math.cos(a), bag[1] + size * 2.2 + size * 2.2 * math.sin(a))
            for a in (math.tau * s / 40 for s in range(40))
        ],
        2.4,
    )
    plate.stroke([(x - size * 1.6, y + size * 4), (x + size * 1.6, y + size * 1.4)], 4, 255)


def howitzer() -> Plate:
    """Return a self-propelled gun on a bare ridge, drawn by the paper's artist."""
    plate = Plate(seed=2024)
    plate.ground(plate.clouds(120, 245, coarse=4), plate.bend(slanted(-14, 3)))
    for index in range(26):
        x = index * 50 + plate.jitter(20)
        plate.stroke([(x, 500), (x + plate.jitter(8), 380 + plate.jitter(40))], 3)
        plate.stroke([(x, 440), (x + plate.jitter(30), 400)], 1.6)
    plate.shape(
        [(0, 520), (400, 490), (800, 510), (1200, 470), (1200, 800), (0, 800)],
        plate.clouds(60, 220, coarse=8, stretch=5),
        plate.bend(rippled(7, 60)),
    )
    hull = [(330, 520), (400, 440), (820, 430), (880, 480), (870, 540), (350, 560)]
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
    motifs.smoke(plate, 186, 250, reach=-190, size=30, tone=110)
    return plate
