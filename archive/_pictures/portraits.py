"""Pictures of people who stood still for them."""

from __future__ import annotations

import math

import motifs
from plate import Plate, points, ringed, slanted

KEEPER = 3  # the goalkeeper's place in the back row


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
        _player(plate, 190 + index * 164, 660, 500, keeper=index == KEEPER)
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
    if plate.chance.choice((True, True, False)):
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


def compositor() -> Plate:
    """Return Miss Pellow at the case, in an oval."""
    plate = Plate(960, 1200, seed=1949)
    plate.ground(255, "level")
    plate.disc((70, 70, 890, 1130), plate.glow(360, 420, 820, light=245, dark=40), "crossed")
    body = points("250,1130 230,960 280,800 400,730 560,740 690,830 740,980 750,1130")
    plate.shape(body, plate.sideways(120, 0, left=230, right=700), "falling")
    plate.outline(body, 2)
    profile = points(
        "430,750 420,690 352,690 330,668 334,640 322,624 334,610 318,594 296,580"
        " 332,512 330,470 352,410 420,366 520,360 600,410 620,500 600,600 560,660"
        " 560,760"
    )
    plate.shape(profile, plate.sideways(255, 60, left=310, right=600), "rising")
    hair = points(
        "338,470 366,420 350,384 430,318 560,312 650,380 672,480 640,580 588,640"
        " 570,600 500,560 470,480 420,450"
    )
    plate.shape(hair, plate.sideways(150, 0, left=330, right=660), plate.bend(ringed(470, 520)))
    plate.disc(
        (590, 250, 740, 400),
        plate.glow(630, 290, 150, light=170, dark=0),
        plate.bend(ringed(665, 325)),
    )
    plate.stroke([(352, 520), (392, 512)], 5)
    plate.stroke([(356, 500), (400, 490)], 4)
    plate.disc((346, 502, 404, 546), 250, "level")
    turns = [math.tau * step / 30 for step in range(30)]
    plate.outline([(375 + 29 * math.cos(a), 524 + 22 * math.sin(a)) for a in turns], 3)
    plate.stroke([(404, 522), (520, 530)], 3)
    plate.stroke([(334, 646), (372, 650)], 4)
    collar = points("412,742 480,790 570,748 600,790 480,860 380,790")
    plate.shape(collar, 252, "level")
    plate.outline(collar, 2)
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
    corners = points("960,600 960,1200 0,1200 0,0 960,0 960,600")
    plate.shape([*rim, *corners], 255, "level")
    plate.stroke(rim, 5)
    plate.stroke([(480 + (x - 480) * 1.03, 600 + (y - 600) * 1.023) for x, y in rim], 2)
    return plate


def seamen() -> Plate:
    """Return two firemen of the merchant fleet under a ship's bow."""
    plate = Plate(seed=1930)
    plate.ground(plate.clouds(170, 250), "level")
    bow = points("640,0 690,300 780,640 1200,640 1200,0")
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
    motifs.figure(plate, (x, foot), tall, tone=14)
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
