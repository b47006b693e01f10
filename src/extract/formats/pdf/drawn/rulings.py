"""Which rules and shades are drawn on a page, whatever objects they were drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.formats.pdf.drawn.glyphs import Turn

# A rectangle thinner than this is a rule; thicker ones are shades. The thickest rule met is 2.2 pt.
MAX_RULE_PT = 2.6
# Pieces of one rule may lie apart by this much: cell borders of Word end 0.5 pt apart, dotted rules up to 2 pt.
JOIN_GAP_PT = 2.6
# Rules on one height within this are one rule.
SAME_PLACE_PT = 1.2
MIN_RULE_PT = 6.0
# Lighter than this is white: paper, not a shade.
WHITE = 0.985
# A shade that covers more of the page than this is its ground.
MAX_SHADE_PART = 0.9
# Shaded cells of one row may be parted by white rules or gaps of this width (Word's cell spacing, white borders).
CELL_GAP_PT = 3.0
# More pieces than this are a drawing.
MAX_PIECES = 20_000
# As many rules that touch each other are a gradient drawn in strips.
MIN_STRIPS = 4


@dataclass(frozen=True)
class Rule:
    """A straight rule in a frame: `at` across its direction, from `start` to `end` along it; `tint` 0 for black."""

    at: float
    start: float
    end: float
    weight: float = 0.5
    tint: float = 0.0

    @property
    def length(self) -> float:
        """Points."""
        return self.end - self.start


@dataclass(frozen=True)
class Shade:
    """A filled area in a frame; `light` is 0 for black, 1 for white."""

    x0: float
    top: float
    x1: float
    bottom: float
    light: float


@dataclass(frozen=True)
class Rulings:
    """The rules and shades of a frame, pieces joined: level rules by height, upright rules by place."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    shades: tuple[Shade, ...]


def read_rulings(objects: dict[str, list[dict[str, Any]]], turn: Turn) -> Rulings:
    """The rules and shades of a page in the frame of one direction of reading."""
    level: list[Rule] = []
    upright: list[Rule] = []
    shades: list[Shade] = []
    pieces = 0
    for kind in ("line", "rect", "curve"):
        for item in objects.get(kind, ()):
            pieces += 1
            if pieces > MAX_PIECES:
                break
            _class_item(item, kind, turn, level, upright, shades)
    area = turn.width * turn.height
    shades = [s for s in shades if (s.x1 - s.x0) * (s.bottom - s.top) < MAX_SHADE_PART * area]
    joined = _join(level)
    strips = _strips(joined)
    level = [rule for rule in joined if rule not in strips]
    shades.extend(Shade(r.start, r.at - r.weight / 2 - 0.1, r.end, r.at + r.weight / 2 + 0.1, r.tint) for r in strips)
    return Rulings(tuple(level), tuple(_join(upright)), tuple(_join_shades(shades)))


def _strips(rules: Sequence[Rule]) -> set[Rule]:
    """The rules that are strips of a tint: four or more of one extent, each touching the next."""
    strips: set[Rule] = set()
    run: list[Rule] = []
    for rule in rules:
        last = run[-1] if run else None
        if last is not None and (
            abs(rule.start - last.start) < 1
            and abs(rule.end - last.end) < 1
            and rule.at - last.at <= 1.1 * (rule.weight + last.weight) / 2
        ):
            run.append(rule)
        else:
            if len(run) >= MIN_STRIPS:
                strips.update(run)
            run = [rule]
    if len(run) >= MIN_STRIPS:
        strips.update(run)
    return strips


def _class_item(
    item: dict[str, Any], kind: str, turn: Turn, level: list[Rule], upright: list[Rule], shades: list[Shade]
) -> None:
    """Put one object where it belongs; a drawing goes nowhere."""
    x0, top, x1, bottom = turn.into(item["x0"], item["top"], item["x1"], item["bottom"])
    width, height = x1 - x0, bottom - top
    weight = float(item.get("linewidth") or 0.5)
    is_stroked, is_filled = bool(item.get("stroke")), bool(item.get("fill"))
    if kind == "line":
        if height <= 1.0 and width > height:
            if weight > MAX_RULE_PT:
                shades.append(Shade(x0, top - weight / 2, x1, bottom + weight / 2, _light(item, "stroking_color")))
            elif (tint := _light(item, "stroking_color")) < WHITE:
                level.append(Rule((top + bottom) / 2, x0, x1, weight, tint))
        elif width <= 1.0 and height > width:
            if weight > MAX_RULE_PT:
                shades.append(Shade(x0 - weight / 2, top, x1 + weight / 2, bottom, _light(item, "stroking_color")))
            elif _light(item, "stroking_color") < WHITE:
                upright.append(Rule((x0 + x1) / 2, top, bottom, weight))
        return
    if kind == "curve" and not is_filled:
        return
    light = _light(item, "non_stroking_color" if is_filled else "stroking_color")
    if height <= MAX_RULE_PT and width > height:
        if light < WHITE:
            level.append(Rule((top + bottom) / 2, x0, x1, height, light))
    elif width <= MAX_RULE_PT and height > width:
        if light < WHITE:
            upright.append(Rule((x0 + x1) / 2, top, bottom, width))
    elif kind == "rect":
        if is_stroked and _light(item, "stroking_color") < WHITE:
            level.extend((Rule(top, x0, x1, weight), Rule(bottom, x0, x1, weight)))
            upright.extend((Rule(x0, top, bottom, weight), Rule(x1, top, bottom, weight)))
        if is_filled and light < WHITE:
            shades.append(Shade(x0, top, x1, bottom, light))


def _light(item: dict[str, Any], key: str) -> float:
    """0 for black to 1 for white, of the colours that pdfium (0..255) and pdfminer (0..1, grey, RGB or CMYK) give."""
    color = item.get(key)
    if color is None:
        return 0.0
    values = list(color) if isinstance(color, Sequence) and not isinstance(color, str) else [color]
    numbers = [float(v) for v in values if isinstance(v, int | float)]
    if not numbers:
        return 0.5  # a pattern: something is painted, no one knows how dark
    top = 255.0 if max(numbers) > 1.0 else 1.0
    if len(numbers) == 4:
        return max(0.0, 1.0 - numbers[3] - sum(numbers[:3]) / 3)
    return sum(numbers) / len(numbers) / top


def _join(rules: Iterable[Rule]) -> list[Rule]:
    """Rules whose pieces on one line are joined; what stays shorter than a letter is dropped."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start, r.end)):
        if groups and rule.at - groups[-1][0].at <= SAME_PLACE_PT:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined: list[Rule] = []
    for group in groups:
        run: list[Rule] = []
        for rule in sorted(group, key=lambda r: (r.start, r.end)):
            if run and rule.start <= run[-1].end + JOIN_GAP_PT:
                last = run[-1]
                run[-1] = Rule(last.at, last.start, max(last.end, rule.end), max(last.weight, rule.weight), last.tint)
            else:
                run.append(rule)
        joined.extend(rule for rule in run if rule.length >= MIN_RULE_PT)
    return joined


def _join_shades(shades: Sequence[Shade]) -> list[Shade]:
    """Shades of one tint that touch are one: cells filled one by one, and gradients drawn in strips."""
    if len(shades) > 3000:
        return []
    for _ in range(3):
        before = len(shades)
        shades = _join_along(_join_along(shades, is_level=True), is_level=False)
        if len(shades) == before:
            break
    return [s for s in shades if s.bottom - s.top > 3 and s.x1 - s.x0 > 3]


def _join_along(shades: Sequence[Shade], *, is_level: bool) -> list[Shade]:
    """One pass: neighbours side by side (`is_level`) or one above the other, same extent, near tint, without a gap."""

    def key(s: Shade) -> tuple[float, ...]:
        return (round(s.top), round(s.bottom), s.x0) if is_level else (round(s.x0), round(s.x1), s.top)

    out: list[Shade] = []
    for shade in sorted(shades, key=key):
        if out:
            last = out[-1]
            near = abs(shade.light - last.light) < 0.045
            if is_level:
                is_same = abs(shade.top - last.top) < 1 and abs(shade.bottom - last.bottom) < 1
                touches = shade.x0 <= last.x1 + CELL_GAP_PT
            else:
                is_same = abs(shade.x0 - last.x0) < 1.5 and abs(shade.x1 - last.x1) < 1.5
                # Rows of one tint with a rule or a hair of paper between them stay two bands.
                touches = shade.top <= last.bottom + 0.15
            if near and is_same and touches:
                out[-1] = Shade(
                    min(last.x0, shade.x0),
                    min(last.top, shade.top),
                    max(last.x1, shade.x1),
                    max(last.bottom, shade.bottom),
                    shade.light,
                )
                continue
        out.append(shade)
    return out
