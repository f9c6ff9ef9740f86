"""Pictures of streets, mills, machines and the bridge."""

from __future__ import annotations

import math

import motifs
from plate import Plate, points, ringed, slanted

BENCHES = 7  # benches near enough to be seen


def tram() -> Plate:
    """Return the first electric car on Cliff Road, under bunting."""
    plate = Plate(seed=1903)
    plate.ground(plate.clouds(190, 255), "level")
    for index in range(7):
        motifs.house(
            plate, (-30 + index * 180, 520), wide=180, high=270 + plate.jitter(30), tone=205
        )
    plate.rect((0, 520, 1200, 800), plate.ramp(190, 245, top=520, bottom=800), "level")
    for high in (60, 130):
        line = [(x, high + 46 * math.sin(math.pi * (x % 400) / 400)) for x in range(0, 1201, 20)]
        plate.stroke(line, 2)
        for x, y in line[::2]:
            flag = [(x - 12, y), (x + 12, y), (x, y + 32)]
            plate.shape(flag, plate.chance.choice((0, 110, 255)), "upright")
            plate.outline(flag, 1.5)
    _car(plate, 560, 640)
    plate.stroke([(0, 664), (1200, 664)], 4)
    plate.stroke([(0, 690), (1200, 690)], 4)
    for _ in range(9):
        motifs.figure(
            plate,
            (plate.chance.uniform(20, 240), 650 + plate.jitter(20)),
            130,
            wear=plate.chance.choice(motifs.HATS),
        )
    for _ in range(8):
        motifs.figure(
            plate,
            (plate.chance.uniform(930, 1180), 650 + plate.jitter(20)),
            130,
            wear=plate.chance.choice(motifs.HATS),
        )
    motifs.crowd(plate, 740, 800, sizes=(34, 46), tone=20)
    return plate


def _car(plate: Plate, x: float, base: float) -> None:
    plate.stroke([(x + 60, base - 320), (x + 190, 24)], 6)
    plate.stroke([(0, 30), (1200, 16)], 2)
    for index in range(8):
        motifs.bust(
            plate,
            (x - 210 + index * 60, base - 334),
            34,
            tone=50,
            wear=("bowler", "cap", "cloche")[index % 3],
        )
    plate.rect((x - 270, base - 300, x + 270, base - 240), 250, "level")
    plate.outline(
        [
            (x - 270, base - 300),
            (x + 270, base - 300),
            (x + 270, base - 240),
            (x - 270, base - 240),
        ],
        3,
    )
    for index in range(19):
        plate.stroke([(x - 270 + index * 30, base - 298), (x - 270 + index * 30, base - 242)], 2)
    plate.rect((x - 230, base - 240, x + 230, base - 60), 60, "level")
    for index in range(6):
        motifs.window(plate, (x - 214 + index * 73, base - 222), 60, 84, tone=35)
    plate.rect((x - 300, base - 110, x + 300, base - 44), 20, "level")
    plate.rect((x - 292, base - 90, x + 292, base - 76), 255, "level")
    for side in (-1, 1):
        plate.stroke([(x + side * 285, base - 240), (x + side * 285, base - 110)], 6)
        for near in (90, 180):
            wheel = (x + side * near - 30, base - 44, x + side * near + 30, base + 16)
            plate.disc(wheel, 0, "level")
            plate.disc(
                (x + side * near - 16, base - 30, x + side * near + 16, base + 2), 200, "level"
            )
    plate.disc((x - 22, base - 122, x + 22, base - 78), 255, "level")


def press() -> Plate:
    """Return the machine room, with the press running."""
    plate = Plate(seed=1918)
    plate.ground(plate.glow(640, 120, 800, light=215, dark=5), "crossed")
    plate.rect((0, 660, 1200, 800), plate.sideways(40, 150, left=0, right=900), "level")
    for x, y, size in ((430, 400, 150), (690, 330, 120), (690, 560, 110), (910, 430, 140)):
        _cylinder(plate, x, y, size)
    paper = points("70,640 300,540 430,250 690,212 800,330 910,292 1040,420 1130,560")
    for lift in range(26):
        plate.stroke([(x, y + lift) for x, y in paper], 2, 255)
    plate.stroke(paper, 2)
    plate.stroke([(x, y + 26) for x, y in paper], 2)
    plate.rect((300, 610, 1010, 690), 15, "upright")
    for x in (330, 560, 790, 960):
        plate.rect((x, 300, x + 26, 690), plate.sideways(200, 0, left=x, right=x + 26), "upright")
    for sheet in range(16):
        plate.rect((1050 - sheet, 706 - sheet * 9, 1170 - sheet, 712 - sheet * 9), 255, "level")
        plate.stroke([(1050 - sheet, 712 - sheet * 9), (1170 - sheet, 712 - sheet * 9)], 1.6)
    motifs.figure(plate, (200, 740), 330, wear="cap", tone=30)
    motifs.figure(plate, (1020, 745), 320, wear="none", tone=45)
    plate.stroke([(640, 0), (640, 96)], 3)
    plate.shape([(590, 120), (690, 120), (660, 92), (620, 92)], 0, "level")
    return plate


def _cylinder(plate: Plate, x: float, y: float, size: float) -> None:
    plate.disc(
        (x - size, y - size, x + size, y + size),
        plate.glow(x - size * 0.3, y - size * 0.4, size * 1.7, light=245, dark=0),
        plate.bend(ringed(x, y)),
    )
    for spoke in range(8):
        turn = math.tau * spoke / 8
        ends = [(x + r * size * math.cos(turn), y + r * size * math.sin(turn)) for r in (0.2, 0.86)]
        plate.stroke(ends, size / 14)
    plate.disc((x - size * 0.22, y - size * 0.22, x + size * 0.22, y + size * 0.22), 0, "level")
    plate.disc((x - size * 0.08, y - size * 0.08, x + size * 0.08, y + size * 0.08), 255, "level")


def mill() -> Plate:
    """Return the rope mill before the morning hooter."""
    plate = Plate(seed=1931)
    plate.ground(plate.ramp(70, 250, top=0, bottom=520), "level")
    plate.disc((120, 330, 330, 540), 255, "level")
    for x, high in ((760, 90), (900, 40), (1060, 130)):
        motifs.smoke(plate, (x + 14, high), reach=-460, size=26, tone=40)
        plate.shape(
            [(x - 8, 480), (x + 4, high), (x + 32, high), (x + 44, 480)],
            plate.sideways(170, 0, left=x - 8, right=x + 44),
            "level",
        )
        plate.rect((x - 2, high - 6, x + 38, high + 12), 0, "level")
    for index in range(5):
        x = 420 + index * 150
        plate.shape([(x, 330), (x, 280), (x + 150, 330)], 120, "falling")
        plate.outline([(x, 330), (x, 280), (x + 150, 330)], 2)
    plate.rect((420, 330, 1200, 640), 55, "level")
    for row in range(3):
        for column in range(13):
            glass = (438 + column * 59, 350 + row * 92, 476 + column * 59, 416 + row * 92)
            plate.rect(glass, plate.chance.choice((255, 255, 255, 0)), "level")
            plate.stroke([(glass[0], glass[1] + 32), (glass[2], glass[1] + 32)], 2)
            plate.stroke([(glass[0] + 19, glass[1]), (glass[0] + 19, glass[3])], 2)
    plate.rect((0, 630, 1200, 800), plate.sideways(240, 90, left=0, right=1100), "level")
    plate.rect((340, 560, 430, 650), 90, "level")
    for place in range(30, 1170, 52):
        stand = place + plate.jitter(20)
        foot = 690 + plate.chance.uniform(0, 90)
        motifs.figure(
            plate,
            (stand, foot),
            100 + (foot - 690) * 0.5,
            wear=plate.chance.choice(motifs.HATS),
            tone=12,
        )
    return plate


def half_bridge() -> Plate:
    """Return the two arms of the bridge, not yet joined."""
    plate = Plate(seed=1934)
    plate.ground(plate.ramp(120, 255, top=0, bottom=470), plate.bend(slanted(-6, 4)))
    plate.rect((0, 560, 1200, 800), plate.ramp(230, 70, top=560, bottom=800), "water")
    for side in (-1, 1):
        _arm(plate, 600 + side * 380, side)
    plate.stroke([(520, 318), (520, 408)], 2)
    plate.rect((494, 408, 546, 440), 0, "level")
    motifs.figure(plate, (450, 316), 44)
    motifs.figure(plate, (478, 316), 42)
    motifs.figure(plate, (742, 316), 44)
    plate.stroke([(520, 318), (520, 236), (440, 282)], 3)
    motifs.smack(plate, 610, 640, 130, tone=90)
    motifs.flock(plate, 620, 180, 8)
    return plate


def _arm(plate: Plate, x: float, side: int) -> None:
    near, far = x - side * 250, x + side * 330
    plate.shape(
        [(x - 70, 640), (x - 46, 330), (x + 46, 330), (x + 70, 640)],
        plate.sideways(210, 20, left=x - 70, right=x + 70),
        "level",
    )
    top = [(far, 300), (x, 70), (near, 296)]
    plate.stroke(top, 10)
    plate.stroke([(far, 326), (near, 326)], 14)
    plate.stroke([(far, 460), (x, 340), (near, 332)], 8)
    plate.stroke([(x, 70), (x, 340)], 16)
    for step in range(1, 9):
        for end in (near, far):
            px = x + (end - x) * step / 9
            up = 70 + 228 * step / 9
            back = x + (end - x) * (step - 1) / 9
            plate.stroke([(px, up), (px, 326)], 4)
            plate.stroke([(px, up), (back, 326)], 3)


def whole_bridge() -> Plate:
    """Return the finished bridge on its first day, from the north bank."""
    plate = Plate(seed=1935)
    plate.ground(plate.clouds(150, 255, coarse=4), "level")
    plate.shape(
        points("0,500 260,470 560,500 900,462 1200,500 1200,560 0,560"),
        120,
        "steep",
    )
    plate.rect((0, 540, 1200, 800), plate.ramp(245, 120, top=540, bottom=800), "water")
    for x in (180, 600, 1020):
        plate.shape(
            [(x - 30, 600), (x - 18, 380), (x + 18, 380), (x + 30, 600)],
            plate.sideways(200, 0, left=x - 30, right=x + 30),
            "level",
        )
        for step in range(8):
            for side in (-1, 1):
                px, back = x + side * 26 * (step + 1), x + side * 26 * step
                up = 190 + 170 * ((step + 1) / 8) ** 0.8
                plate.stroke([(px, up), (px, 380)], 3)
                plate.stroke([(px, up), (back, 380)], 2)
        plate.stroke([(x + 26 * s, 190 + 170 * (abs(s) / 8) ** 0.8) for s in range(-8, 9)], 8)
        plate.stroke([(x, 190), (x, 380)], 9)
    plate.rect((0, 372, 1200, 394), 0, "level")
    plate.rect((0, 378, 1200, 381), 255, "level")
    for x in range(14, 1200, 22):
        motifs.figure(plate, (x + plate.jitter(6), 372), 26 + plate.jitter(3), wear="none")
    _paddle_steamer(plate, 400, 690)
    motifs.flock(plate, 860, 110, 9)
    return plate


def _paddle_steamer(plate: Plate, x: float, y: float) -> None:
    motifs.smoke(plate, (x + 12, y - 150), reach=-250, size=20, tone=60)
    hull = [(x - 230, y - 30), (x + 230, y - 34), (x + 190, y + 26), (x - 200, y + 26)]
    plate.shape(hull, plate.ramp(60, 0, top=y - 30, bottom=y + 20), "level")
    plate.rect((x - 150, y - 66, x + 130, y - 32), 245, "level")
    plate.outline([(x - 150, y - 66), (x + 130, y - 66), (x + 130, y - 32), (x - 150, y - 32)], 2)
    for index in range(13):
        plate.rect((x - 140 + index * 21, y - 58, x - 128 + index * 21, y - 42), 0, "level")
    plate.rect((x, y - 150, x + 28, y - 62), plate.sideways(150, 0, left=x, right=x + 28), "level")
    plate.disc((x - 66, y - 60, x + 26, y + 34), 40, "steep")
    plate.disc((x - 44, y - 38, x + 4, y + 12), 230, "steep")
    plate.stroke([(x + 170, y - 34), (x + 176, y - 150)], 4)
    plate.shape([(x + 176, y - 150), (x + 226, y - 138), (x + 176, y - 124)], 0, "level")
    plate.stroke([(x - 260, y + 30), (x + 260, y + 30)], 4, 255)


def last_house() -> Plate:
    """Return the last house of a street that was pulled down."""
    plate = Plate(seed=1967)
    plate.ground(plate.clouds(150, 235), "dots")
    for left, wide, high in ((720, 150, 470), (930, 170, 540)):
        side = plate.sideways(235, 130, left=left, right=left + wide)
        plate.rect((left, 560 - high, left + wide, 560), side, "dots")
        for row in range(int(high / 36)):
            for column in range(5):
                px, py = left + 12 + column * wide / 5.2, 560 - high + 14 + row * 36
                plate.rect((px, py, px + wide / 8, py + 17), 25, "level")
    plate.stroke([(640, 560), (640, 70), (860, 96), (590, 96)], 6)
    plate.stroke([(840, 98), (840, 190)], 2)
    plate.rect((0, 560, 1200, 800), 215, "dots")
    motifs.house(plate, (300, 620), wide=210, high=290, tone=120)
    plate.shape(points("246,620 262,540 250,500 284,440 300,400 300,620"), 200, "crossed")
    plate.shape(points("510,620 510,380 530,460 552,520 548,580 580,620"), 200, "crossed")
    for _ in range(190):
        x, y = plate.chance.uniform(0, 1200), plate.chance.uniform(600, 790)
        size = (y - 560) * plate.chance.uniform(0.05, 0.16)
        brick = [
            (x - size, y),
            (x - size * 0.4, y - size),
            (x + size, y - size * 0.5),
            (x + size * 0.8, y + size * 0.5),
        ]
        plate.shape(brick, plate.chance.choice((20, 60, 110, 255)), "level")
        plate.outline(brick, 1.4)
    motifs.figure(plate, (440, 668), 120, wear="cloche", tone=30)
    motifs.smoke(plate, (462, 246), reach=170, size=13, tone=110)
    return plate


def furnace() -> Plate:
    """Return the last tap of the blast furnace."""
    plate = Plate(seed=1997)
    plate.ground(plate.glow(600, 660, 900, light=235, dark=0), plate.bend(ringed(600, 700)))
    shell = points("470,0 430,210 370,430 400,620 800,620 830,430 770,210 730,0")
    plate.shape(shell, plate.sideways(8, 90, left=360, right=900), "level")
    for y in (60, 130, 210, 320, 430, 520):
        plate.stroke([(360, y), (840, y)], 8)
        plate.stroke([(380, y + 8), (820, y + 8)], 2, 190)
    for x in (250, 930):
        plate.rect((x, 0, x + 22, 640), 0, "level")
        for y in range(0, 640, 80):
            plate.stroke([(x, y), (600, y + 50)], 3)
    plate.rect((0, 620, 1200, 800), plate.glow(600, 640, 620, light=210, dark=0), "level")
    plate.shape(
        points("560,590 640,590 660,650 760,720 930,800 640,800 540,650"),
        255,
        "level",
    )
    plate.disc((556, 548, 644, 640), 255, "level")
    for _ in range(190):
        turn = math.radians(plate.chance.gauss(-90, 62))
        reach = abs(plate.chance.gauss(150, 130)) + 30
        px, py = 600 + reach * math.cos(turn), 610 + reach * math.sin(turn) * 0.9
        tail = [(px, py), (px - 20 * math.cos(turn), py - 20 * math.sin(turn))]
        plate.stroke(tail, plate.chance.uniform(1.2, 4), 255)
    for x, foot, tall in ((180, 760, 270), (300, 730, 250), (930, 740, 255), (1060, 770, 280)):
        motifs.figure(plate, (x, foot), tall, tone=0, wear="cap")
        rim = 34 if x < plate.width / 2 else -34
        plate.stroke(
            [(x + rim, foot - tall * 0.8), (x + rim, foot - tall * 0.4)],
            2.4,
            255,
        )
    return plate


def promenade() -> Plate:
    """Return the promenade with nobody on it."""
    plate = Plate(seed=2020)
    plate.ground(plate.clouds(205, 255, coarse=3), "level")
    plate.disc((250, 120, 370, 240), 255, "level")
    plate.rect((0, 330, 620, 800), plate.ramp(225, 150, top=330, bottom=640), "water")
    plate.shape(
        [(600, 330), (1200, 800), (-60, 800), (590, 330)],
        plate.ramp(252, 190, top=330, bottom=800),
        "level",
    )
    for index in reversed(range(7)):
        near = 0.62**index
        motifs.house(
            plate, (615 + 380 * near, 330 + 210 * near), wide=300 * near, high=330 * near, tone=190
        )
    for index in reversed(range(9)):
        near = 0.72**index
        x, base = 596 - 420 * near, 330 + 400 * near
        motifs.lamp(plate, x, base, 560 * near)
        if index < BENCHES:
            _bench(plate, x + 170 * near, base + 20 * near, near)
    plate.stroke([(588, 330), (-40, 720)], 4)
    plate.stroke([(588, 322), (-40, 610)], 3)
    motifs.gull(plate, 800, 130, 46)
    motifs.figure(plate, (604, 345), 20, wear="none")
    return plate


def _bench(plate: Plate, x: float, y: float, near: float) -> None:
    for up in (60, 82, 104):
        plate.shape(
            [
                (x, y - up * near),
                (x + 150 * near, y - (up - 16) * near),
                (x + 150 * near, y - (up - 30) * near),
                (x, y - (up - 14) * near),
            ],
            20,
            "level",
        )
    for across in (12, 130):
        plate.stroke(
            [(x + across * near, y - 100 * near), (x + across * near, y)], max(1.5, 8 * near)
        )
