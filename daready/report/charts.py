"""A line's months as a small picture: the share met month by month against the line's own cut points.

The page's picture is SVG written out here: the same from matplotlib is eight times the size, takes 40 ms, and
carries style attributes that a strict policy forbids. A paper needs pixels, and those matplotlib makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import NamedTuple

from daready.scoring.model import LineFinding, MonthPoint

FEWEST = 3
"""Fewer months make no picture worth looking at."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 318.0, 8.0, 92.0
_BETWEEN = 11.0
"""Units of the picture; labels nearer to each other than the last of them would run together."""

_INK, _QUIET = "#1F3A5F", "#5F6670"


class Cut(NamedTuple):
    """One cut point as a share, with its name and how its line is dashed."""

    value: float
    name: str
    dashes: tuple[float, float]


def worth_drawing(line: LineFinding) -> bool:
    return len(line.points) >= FEWEST


def cuts(line: LineFinding) -> Iterator[Cut]:
    lower = line.amber_from if line.amber_from is not None else line.red_below
    if line.green_from is not None:
        yield Cut(line.green_from, "green from", (4, 2))
    if lower is not None:
        yield Cut(lower, "red below", (1, 2))


def points_told(points: tuple[MonthPoint, ...]) -> str:
    """The same months in words, for whoever does not see the picture."""
    return "; ".join(f"{p.month.first:%b %Y} {p.met:,} of {p.of:,}" for p in points)


def month_svg(line: LineFinding, number: int) -> str:
    """The picture for a page, with a title and a description; ``number`` tells it from the page's others."""
    title, told = f"{line.title}: share met by month", points_told(line.points)
    return (
        f'<svg class="chart" role="img" viewBox="0 0 420 112" aria-labelledby="t{number} d{number}">'
        f'<title id="t{number}">{escape(title)}</title><desc id="d{number}">{told}</desc>'
        f"{''.join(_axes(line.points))}{''.join(_cut_lines(line))}{''.join(_months(line.points))}</svg>"
    )


def _axes(points: tuple[MonthPoint, ...]) -> Iterator[str]:
    yield f'<path class="axis" d="M{_LEFT:g} {_TOP:g}V{_BOTTOM:g}H{_RIGHT:g}"/>'
    for share in (0, 0.5, 1):
        yield f'<text x="{_LEFT - 4:g}" y="{_y(share) + 3:.1f}" text-anchor="end">{share:.0%}</text>'
    for at in range(0, len(points), _step(points)):
        yield (
            f'<text x="{_x(at, points):.1f}" y="106" text-anchor="middle">{points[at].month.first:%b %y}</text>'
        )


def _cut_lines(line: LineFinding) -> Iterator[str]:
    above = float("-inf")
    for cut in cuts(line):
        y = _y(cut.value)
        above = max(y + 3, above + _BETWEEN)
        dashes = f'stroke-dasharray="{cut.dashes[0]:g} {cut.dashes[1]:g}"'
        yield f'<path class="cut" {dashes} d="M{_LEFT:g} {y:.1f}H{_RIGHT:g}"/>'
        yield f'<text x="{_RIGHT + 4:g}" y="{above:.1f}">{cut.name} {100 * cut.value:g}%</text>'


def _months(points: tuple[MonthPoint, ...]) -> Iterator[str]:
    """A month in which nothing counted breaks the line: it is not nought."""
    seen = [(_x(at, points), _y(p.met / p.of)) if p.of else None for at, p in enumerate(points)]
    path, start = "", "M"
    for spot in seen:
        path += f"{start}{spot[0]:.1f} {spot[1]:.1f}" if spot else ""
        start = "L" if spot else "M"
    yield f'<path class="run" d="{path}"/>'
    yield from (f'<circle cx="{spot[0]:.1f}" cy="{spot[1]:.1f}" r="2.4"/>' for spot in seen if spot)


def _x(at: int, points: tuple[MonthPoint, ...]) -> float:
    return _LEFT + 12 + at * (_RIGHT - _LEFT - 24) / (len(points) - 1)


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _step(points: tuple[MonthPoint, ...]) -> int:
    return 1 if len(points) <= 6 else -(-len(points) // 6)


def month_png(line: LineFinding) -> bytes:
    """The picture for a paper, 15 cm wide. The same line gives the same bytes."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"font.size": 8.0, "axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(6.0, 1.7), layout="constrained")
        axes = figure.subplots()
        shares = [100 * p.met / p.of if p.of else float("nan") for p in line.points]
        axes.plot(range(len(shares)), shares, color=_INK, marker="o", markersize=3, linewidth=1.4)
        for cut in cuts(line):
            axes.axhline(100 * cut.value, color=_QUIET, linewidth=1, dashes=cut.dashes)
            axes.text(len(shares) - 0.6, 100 * cut.value, f"{cut.name} {100 * cut.value:g}%", va="center")
        axes.set(xlim=(-0.3, len(shares) - 0.7), ylim=(0, 104))
        axes.set_yticks([0, 50, 100], ["0%", "50%", "100%"])
        ticks = range(0, len(shares), _step(line.points))
        axes.set_xticks(ticks, [f"{line.points[at].month.first:%b %y}" for at in ticks])
        out = BytesIO()
        figure.savefig(out, format="png", dpi=160, metadata={"Software": None})
    return out.getvalue()
