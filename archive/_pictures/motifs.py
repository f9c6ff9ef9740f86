"""Things that many pictures need: people, houses, boats, smoke, lamps and gulls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plate import Plate, Point

PALE = 255
HATS = ("cap", "cap", "bowler", "cap", "cloche", "none")


def gull(plate: Plate, x: float, y: float, span: float, *, tone: int = 0) -> None:
    """Draw a gull far off: two bent strokes."""
    dip = span * 0.28
    left = [(x - span, y - dip * 0.4), (x - span * 0.45, y - dip), (x, y)]
    right = [(x, y), (x + span * 0.5, y - dip * 1.1), (x + span, y - dip * 0.2)]
    plate.stroke(left, max(1.4, span / 16), tone)
    plate.stroke(right, max(1.4, span / 16), tone)


def flock(plate: Plate, x: float, y: float, count: int, *, reach: float = 160) -> None:
    """Draw some gulls around a point."""
    for _ in range(count):
        gull(
            plate,
            x + plate.jitter(reach),
            y + plate.jitter(reach * 0.5),
            plate.chance.uniform(9, 20),
        )


def hat(plate: Plate, x: float, y: float, size: float, kind: str) -> None:
    """Put a hat on a head whose middle is at a point and whose height is `size`."""
    half = size * 0.46
    crown = y - size * 0.52
    if kind == "cap":
        plate.disc(
            (x - half * 1.15, crown - size * 0.12, x + half * 1.3, crown + size * 0.34), 0, "level"
        )
    elif kind == "bowler":
        plate.disc((x - half, crown - size * 0.3, x + half, crown + size * 0.5), 0, "level")
        plate.rect(
            (x - half * 1.5, crown + size * 0.16, x + half * 1.5, crown + size * 0.26), 0, "level"
        )
    elif kind == "cloche":
        plate.disc(
            (x - half * 1.25, crown - size * 0.2, x + half * 1.25, crown + size * 0.7), 250, "level"
        )
        plate.outline(_ring(x, crown + size * 0.25, half * 1.25, size * 0.45), max(1.5, size / 14))
    elif kind == "helmet":
        plate.disc(
            (x - half * 1.2, crown - size * 0.35, x + half * 1.2, crown + size * 0.62), 0, "level"
        )
        plate.rect(
            (x - half * 1.35, crown + size * 0.18, x + half * 1.35, crown + size * 0.3), 0, "level"
        )


def _ring(x: float, y: float, wide: float, high: float) -> list[Point]:
    turns = [math.tau * step / 40 for step in range(40)]
    return [(x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def bust(plate: Plate, at: Point, size: float, *, tone: int = 40, wear: str = "cap") -> None:
    """Draw head and shoulders from behind; `at` is the middle of the head, `size` its height."""
    x, y = at
    wide, drop = size * 1.15, size * 3.2
    body = [
        (x - wide * 1.12, y + drop),
        (x - wide * 1.02, y + size * 1.1),
        (x - wide * 0.72, y + size * 0.72),
        (x - size * 0.2, y + size * 0.5),
        (x + size * 0.2, y + size * 0.5),
        (x + wide * 0.72, y + size * 0.72),
        (x + wide * 1.02, y + size * 1.1),
        (x + wide * 1.12, y + drop),
    ]
    plate.shape(body, tone, "steep")
    plate.stroke(body, max(1.5, size / 16), PALE)
    head = (x - size * 0.38, y - size * 0.5, x + size * 0.38, y + size * 0.56)
    plate.disc(head, 0, "level")
    plate.outline(_ring(x, y + size * 0.03, size * 0.4, size * 0.55), max(1.4, size / 18), PALE)
    hat(plate, x, y, size, wear)


def crowd(
    plate: Plate, top: float, bottom: float, *, sizes: tuple[float, float], tone: int = 40
) -> None:
    """Fill a band with people seen from behind, larger towards the viewer."""
    small, large = sizes
    y = top
    while y < bottom:
        share = (y - top) / (bottom - top)
        size = small + (large - small) * share
        x = plate.jitter(size)
        while x < plate.width + size:
            wear = plate.chance.choice(HATS)
            dark = max(8, round(tone + 70 * (1 - share) + plate.jitter(28)))
            bust(plate, (x, y + plate.jitter(size * 0.3)), size, tone=dark, wear=wear)
            x += size * plate.chance.uniform(1.9, 2.9)
        y += size * 1.25


def figure(
    plate: Plate,
    at: Point,
    tall: float,
    *,
    tone: int = 25,
    wear: str = "cap",
) -> None:
    """Draw a whole person standing or walking; `at` is the ground below, `tall` the height."""
    x, foot = at
    head = tall * 0.13
    top, hip, step = foot - tall, foot - tall * 0.44, tall * 0.1
    for side in (-1, 1):
        leg = [
            (x - tall * 0.07, hip),
            (x + tall * 0.07, hip),
            (x + side * step + tall * 0.045, foot),
        ]
        plate.shape([*leg, (x + side * step - tall * 0.045, foot)], tone, "upright")
    coat = [
        (x - tall * 0.14, foot - tall * 0.74),
        (x - tall * 0.07, foot - tall * 0.84),
        (x + tall * 0.07, foot - tall * 0.84),
        (x + tall * 0.14, foot - tall * 0.74),
        (x + tall * 0.15, foot - tall * 0.4),
        (x + tall * 0.1, hip + tall * 0.08),
        (x - tall * 0.1, hip + tall * 0.08),
        (x - tall * 0.15, foot - tall * 0.4),
    ]
    plate.shape(coat, tone, "steep")
    middle = top + head * 0.62
    plate.disc((x - head * 0.4, top + head * 0.1, x + head * 0.4, top + head * 1.2), 0, "level")
    hat(plate, x, middle, head, wear)


def house(plate: Plate, at: Point, *, wide: float, high: float, tone: int = 150) -> None:
    """Draw a terrace house: front, roof, chimney, door and windows; `at` is where it begins."""
    x, base = at
    top = base - high
    plate.rect((x, top, x + wide, base), tone, "level")
    ridge = top - wide * 0.38
    plate.shape(
        [(x - 4, top), (x + wide * 0.5, ridge), (x + wide + 4, top)], max(tone - 80, 10), "falling"
    )
    plate.outline(
        [(x, base), (x, top), (x + wide * 0.5, ridge), (x + wide, top), (x + wide, base)], 1.8
    )
    stack = x + wide * 0.7
    plate.rect(
        (stack, ridge - wide * 0.06, stack + wide * 0.14, ridge + wide * 0.28), 40, "upright"
    )
    for across in (0.16, 0.6):
        window(plate, (x + wide * across, top + high * 0.12), wide * 0.24, high * 0.24)
    window(plate, (x + wide * 0.6, top + high * 0.56), wide * 0.24, high * 0.24)
    plate.rect((x + wide * 0.16, top + high * 0.56, x + wide * 0.4, base), 12, "upright")


def window(plate: Plate, at: Point, wide: float, high: float, *, tone: int = 20) -> None:
    """Draw a sash window."""
    x, y = at
    plate.rect((x - 3, y - 3, x + wide + 3, y + high + 3), 255, "level")
    plate.rect((x, y, x + wide, y + high), tone, "falling")
    plate.stroke([(x + wide / 2, y), (x + wide / 2, y + high)], 1.6, PALE)
    plate.stroke([(x, y + high / 2), (x + wide, y + high / 2)], 1.6, PALE)


def smoke(plate: Plate, at: Point, *, reach: float, size: float, tone: int = 70) -> None:
    """Draw smoke that leaves a chimney and drifts `reach` pixels, growing as it goes."""
    x, y = at
    puffs = 26
    for index in range(puffs, -1, -1):
        share = index / puffs
        grow = size * (0.35 + 1.9 * share)
        px = x + reach * share + plate.jitter(grow * 0.35)
        py = y - size * 4.2 * share**0.6 + plate.jitter(grow * 0.35)
        dark = min(round(tone + 120 * share), 245)
        box = (px - grow, py - grow * 0.8, px + grow, py + grow * 0.8)
        plate.disc(
            box,
            plate.ramp(min(dark + 60, 250), max(dark - 50, 10), top=box[1], bottom=box[3]),
            "grain",
        )


def lamp(plate: Plate, x: float, base: float, high: float, *, lit: bool = False) -> None:
    """Draw a street lamp."""
    top, wide = base - high, high * 0.035
    plate.rect((x - wide, top, x + wide, base), 0, "level")
    plate.rect((x - wide * 2.2, base - high * 0.09, x + wide * 2.2, base), 0, "level")
    head = [
        (x - wide * 2, top),
        (x - wide * 3.4, top - high * 0.13),
        (x + wide * 3.4, top - high * 0.13),
    ]
    plate.shape([*head, (x + wide * 2, top)], 255 if lit else 190, "level")
    plate.outline([*head, (x + wide * 2, top)], 2)
    cap = top - high * 0.13
    plate.shape([(x - wide * 4, cap), (x, cap - high * 0.06), (x + wide * 4, cap)], 0, "level")


def smack(plate: Plate, x: float, sea: float, size: float, *, tone: int = 60) -> None:
    """Draw a fishing smack under sail; `x` is its middle and `sea` the waterline."""

    def at(across: float, up: float) -> Point:
        return x + size * across, sea - size * up

    plate.shape([at(-0.5, 0.12), at(0.55, 0.16), at(0.42, -0.04), at(-0.42, -0.04)], 0, "level")
    plate.stroke([at(0, 0.1), at(0.02, 1.05)], max(2, size / 40))
    plate.shape([at(0.0, 0.2), at(-0.46, 0.24), at(-0.34, 0.74), at(0.0, 0.95)], tone, "steep")
    plate.outline([at(0.0, 0.2), at(-0.46, 0.24), at(-0.34, 0.74), at(0.0, 0.95)], 1.6)
    plate.shape([at(0.06, 0.22), at(0.56, 0.2), at(0.05, 0.9)], min(tone + 70, 235), "rising")
    plate.outline([at(0.06, 0.22), at(0.56, 0.2), at(0.05, 0.9)], 1.6)


def lighthouse(plate: Plate, x: float, base: float, high: float, *, bands: int = 3) -> None:
    """Draw a banded lighthouse, lit from the left."""
    top, foot, neck = base - high, high * 0.13, high * 0.08
    for band in range(2 * bands):
        low, up = band / (2 * bands), (band + 1) / (2 * bands)
        a, b = foot + (neck - foot) * low, foot + (neck - foot) * up
        y0, y1 = base - high * low, base - high * up
        light = (250, 120) if band % 2 else (110, 0)
        shade = plate.sideways(*light, left=x - foot, right=x + foot)
        plate.shape([(x - a, y0), (x + a, y0), (x + b, y1), (x - b, y1)], shade, "level")
    plate.outline([(x - foot, base), (x + foot, base), (x + neck, top), (x - neck, top)], 2)
    plate.rect((x - neck * 1.5, top - high * 0.03, x + neck * 1.5, top), 0, "level")
    plate.rect(
        (x - neck * 0.75, top - high * 0.13, x + neck * 0.75, top - high * 0.03), 255, "level"
    )
    for across in (-0.75, -0.25, 0.25, 0.75):
        plate.stroke([(x + neck * across, top), (x + neck * across, top - high * 0.13)], 2)
    plate.disc((x - neck * 0.9, top - high * 0.2, x + neck * 0.9, top - high * 0.06), 0, "level")
    plate.rect(
        (x - neck * 0.75, top - high * 0.125, x + neck * 0.75, top - high * 0.03), 255, "level"
    )
