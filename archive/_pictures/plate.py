"""A printing plate: shapes in grey tones, each with its own screen, pressed into black and white.

A picture is painted twice. One image holds how dark each spot is (the tone), the other holds the
pattern of lines or dots that prints it (the screen). Where the tone is darker than the screen there
is ink. Thick lines make shadow and thin lines make light, as in a wood engraving.
"""

from __future__ import annotations

import math
import random
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Field = Callable[[float, float], float]

Point = tuple[float, float]
Box = tuple[float, float, float, float]

SCALE = 2  # plates are cut twice as large as they are printed
CELL = 20  # size of one piece of a bent screen, in plate pixels
INK, PAPER = 22, 246
LOWEST, HIGHEST = 28, 227  # tones beyond these print as solid ink and bare paper
SPREAD = 0.8  # how far ink runs into the paper
SWEEP = 12000  # length of the ruler that screens are read from


@cache
def _ruler(pitch: int) -> Image.Image:
    """Return a tall strip of evenly spaced ridges, to be bent into a screen."""
    period = pitch * SCALE
    ridge = [_within(round(255 * abs(2 * (y % period) / period - 1))) for y in range(SWEEP)]
    strip = Image.new("L", (1, SWEEP))
    strip.putdata(ridge)
    return strip.resize((8, SWEEP), Image.Resampling.NEAREST)


def bent(size: tuple[int, int], pitch: int, field: Field) -> Image.Image:
    """Return a line screen whose lines follow the levels of `field`, given in printed pixels."""

    def level(x: int, y: int) -> tuple[float, float]:
        wanted = SWEEP / 2 + SCALE * field(x / SCALE, y / SCALE)
        return 4.0, min(max(wanted, 2.0), SWEEP - 2.0)

    width, height = size
    mesh = []
    for left in range(0, width, CELL):
        for top in range(0, height, CELL):
            right, bottom = min(left + CELL, width), min(top + CELL, height)
            corners = ((left, top), (left, bottom), (right, bottom), (right, top))
            quad = tuple(value for corner in corners for value in level(*corner))
            mesh.append(((left, top, right, bottom), quad))
    return _ruler(pitch).transform(
        size, Image.Transform.MESH, mesh, resample=Image.Resampling.BILINEAR
    )


def slanted(degrees: float, wobble: float = 1.5) -> Field:
    """Return the field of straight lines at an angle, drawn by a hand that shakes a little."""
    turn = math.radians(degrees)
    across, down = math.sin(turn), math.cos(turn)

    def field(x: float, y: float) -> float:
        shake = math.sin(x / 47 + y / 83) + math.sin(y / 31 - x / 113)
        return y * down - x * across + wobble * shake

    return field


def rippled(height: float = 5, length: float = 90) -> Field:
    """Return the field of water: lines that rise and fall."""

    def field(x: float, y: float) -> float:
        roll = math.sin(x / length + y / 37) + 0.6 * math.sin(x / (length * 0.37) - y / 19)
        return y + height * roll

    return field


def ringed(x0: float, y0: float) -> Field:
    """Return the field of circles around one point."""
    return lambda x, y: math.hypot(x - x0, y - y0)


def points(text: str) -> list[Point]:
    """Return the points written as `x,y x,y …`, as in an SVG polygon."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


class Plate:
    """One picture in the making; every measure is in printed pixels from the top left corner."""

    def __init__(self, width: int = 1200, height: int = 800, *, seed: int, pitch: int = 10) -> None:
        """Start an empty plate; `pitch` is the distance between the lines of its screens."""
        self.width, self.height, self.pitch = width, height, pitch
        self.size = (width * SCALE, height * SCALE)
        self.chance = random.Random(seed)  # noqa: S311  repeatable pictures, not secrets
        self.tone = Image.new("L", self.size, 255)
        self.screens: dict[str, Image.Image] = {}
        self.screen = self.named("level").copy()

    def named(self, name: str) -> Image.Image:
        """Return the screen of that name, cut when first asked for."""
        if name not in self.screens:
            self.screens[name] = self._cut(name)
        return self.screens[name]

    def _cut(self, name: str) -> Image.Image:
        fields: dict[str, Field] = {
            "level": slanted(0),
            "upright": slanted(90),
            "rising": slanted(-38),
            "falling": slanted(42),
            "steep": slanted(68),
            "water": rippled(),
            "sea": rippled(13, 120),
        }
        if name == "dots":
            return self._dots()
        if name == "grain":
            return self._grain()
        if name == "crossed":
            shadow = self.named("rising").point(lambda value: LOWEST + (value - LOWEST) // 2)
            return ImageChops.lighter(self.named("falling"), shadow)
        return self.bend(fields[name])

    def bend(self, field: Field) -> Image.Image:
        """Return a screen of this plate's size that follows a field."""
        return bent(self.size, self.pitch, field)

    def _dots(self) -> Image.Image:
        pair = [self.bend(slanted(angle, 0)) for angle in (45, -45)]
        return ImageOps.equalize(Image.blend(pair[0], pair[1], 0.5)).point(_within)

    def _grain(self) -> Image.Image:
        specks = Image.frombytes("L", self.size, self.chance.randbytes(self.size[0] * self.size[1]))
        soft = specks.filter(ImageFilter.GaussianBlur(self.pitch * 0.36))
        return ImageOps.equalize(soft).point(_within)

    def clouds(
        self, dark: int, light: int, *, coarse: int = 5, stretch: float = 2.2
    ) -> Image.Image:
        """Return a full plate of drifting tones between two values."""
        total = Image.new("L", self.size, 128)
        for octave in range(4):
            rows = coarse * 2**octave
            columns = max(2, round(rows * self.width / self.height / stretch))
            patch = Image.frombytes("L", (columns, rows), self.chance.randbytes(columns * rows))
            total = Image.blend(
                total, patch.resize(self.size, Image.Resampling.BICUBIC), 0.5**octave
            )
        even = ImageOps.autocontrast(total, cutoff=2)
        return even.point(lambda value: round(dark + (light - dark) * value / 255))

    def ramp(self, start: int, end: int, *, top: float = 0, bottom: float = 0) -> Image.Image:
        """Return a full plate that goes evenly from one tone at `top` to another at `bottom`."""
        first, last = top * SCALE, (bottom or self.height) * SCALE
        steps = (min(max((y - first) / (last - first), 0), 1) for y in range(self.size[1]))
        column = Image.new("L", (1, self.size[1]))
        column.putdata([round(start + (end - start) * step) for step in steps])
        return column.resize(self.size)

    def sideways(self, start: int, end: int, *, left: float, right: float) -> Image.Image:
        """Return a full plate that goes evenly from one tone at `left` to another at `right`."""
        first, last = left * SCALE, right * SCALE
        steps = (min(max((x - first) / (last - first), 0), 1) for x in range(self.size[0]))
        row = Image.new("L", (self.size[0], 1))
        row.putdata([round(start + (end - start) * step) for step in steps])
        return row.resize(self.size)

    def glow(
        self, x: float, y: float, radius: float, *, light: int = 255, dark: int = 0
    ) -> Image.Image:
        """Return a full plate that is light at one point and fades to dark at a radius."""
        disc = Image.radial_gradient("L").point(
            lambda v: round(light + (dark - light) * min(v / 180, 1))
        )
        span = round(2 * radius * SCALE * 256 / 360 * 1.42)
        plate = Image.new("L", self.size, dark)
        corner = (round(x * SCALE - span / 2), round(y * SCALE - span / 2))
        plate.paste(disc.resize((span, span), Image.Resampling.BICUBIC), corner)
        return plate

    def ground(self, tone: int | Image.Image, screen: str | Image.Image) -> None:
        """Cover the whole plate."""
        self.rect((0, 0, self.width, self.height), tone, screen)

    def rect(self, box: Box, tone: int | Image.Image, screen: str | Image.Image) -> None:
        """Paint an upright rectangle."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        self.shape(corners, tone, screen)

    def disc(self, box: Box, tone: int | Image.Image, screen: str | Image.Image) -> None:
        """Paint an ellipse that fills a box."""
        left, top, right, bottom = box
        x0, y0, a, b = (
            (left + right) / 2,
            (top + bottom) / 2,
            (right - left) / 2,
            (bottom - top) / 2,
        )
        turns = [math.tau * step / 72 for step in range(72)]
        rim = [(x0 + a * math.cos(turn), y0 + b * math.sin(turn)) for turn in turns]
        self.shape(rim, tone, screen)

    def shape(
        self, points: Sequence[Point], tone: int | Image.Image, screen: str | Image.Image
    ) -> None:
        """Paint a polygon with a tone, printed by a screen."""
        large = [(x * SCALE, y * SCALE) for x, y in points]
        box = _bounds(large, self.size)
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        stencil = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(stencil).polygon([(x - box[0], y - box[1]) for x, y in large], fill=255)
        lines = self.named(screen) if isinstance(screen, str) else screen
        self.tone.paste(tone if isinstance(tone, int) else tone.crop(box), box, stencil)
        self.screen.paste(lines.crop(box), box, stencil)

    def through(self, stencil: Image.Image, tone: int | Image.Image, screen: str) -> None:
        """Paint the whole plate through a stencil of the same size."""
        self.tone.paste(tone, (0, 0, *self.size), stencil)
        self.screen.paste(self.named(screen), (0, 0), stencil)

    def stroke(self, points: Iterable[Point], width: float = 2, tone: int = 0) -> None:
        """Draw a solid line through points: ink when the tone is 0, bare paper when it is 255."""
        large = [(x * SCALE, y * SCALE) for x, y in points]
        thick = max(1, round(width * SCALE))
        ImageDraw.Draw(self.tone).line(large, fill=tone, width=thick, joint="curve")

    def outline(self, points: Sequence[Point], width: float = 2, tone: int = 0) -> None:
        """Draw a solid line around a polygon."""
        self.stroke([*points, points[0]], width, tone)

    def lighten(self, amount: Image.Image) -> None:
        """Add light to everything painted so far."""
        self.tone = ImageChops.add(self.tone, amount)

    def darken(self, amount: Image.Image) -> None:
        """Multiply everything painted so far by a plate of shadow (255 leaves it alone)."""
        self.tone = ImageChops.multiply(self.tone, amount)

    def soften(self, radius: float) -> None:
        """Blur the tones painted so far, for what is far away."""
        self.tone = self.tone.filter(ImageFilter.GaussianBlur(radius * SCALE))

    def jitter(self, reach: float) -> float:
        """Return a small chance offset."""
        return self.chance.uniform(-reach, reach)

    def pressed(self, *, frame: bool = True) -> Image.Image:
        """Return the printed picture in shades of grey."""
        edge = ImageChops.subtract(self.tone, self.screen, scale=1, offset=128)
        bitten = edge.point(lambda value: min(max((value - 128) * 5 + 128, 0), 255))
        proof = bitten.reduce(SCALE).point(lambda value: round(INK + (PAPER - INK) * value / 255))
        framed = _framed(proof) if frame else proof
        return framed.filter(ImageFilter.GaussianBlur(SPREAD))


def _within(value: int) -> int:
    return round(LOWEST + (HIGHEST - LOWEST) * value / 255)


def _bounds(points: Sequence[Point], size: tuple[int, int]) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = max(math.floor(min(xs)), 0), max(math.floor(min(ys)), 0)
    return left, top, min(math.ceil(max(xs)) + 1, size[0]), min(math.ceil(max(ys)) + 1, size[1])


def _framed(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    sheet = Image.new("L", picture.size, PAPER)
    sheet.paste(picture.crop((16, 16, width - 16, height - 16)), (16, 16))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((14, 14, width - 15, height - 15), outline=INK, width=2)
    return sheet
