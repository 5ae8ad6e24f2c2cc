"""The small chart of a gap for the browser: twelve months on one scale, the standard dashed, the shortfall shaded."""

from __future__ import annotations

from math import floor

from daready.report.first.view import GapRow

WIDTH, HEIGHT, EDGE = 112.0, 20.0, 3.0
FOOT = 0.5
"""The share at the foot of every chart, so that rows can be compared; what lies under it is drawn there."""


def spark(gap: GapRow) -> str:
    """An SVG picture with its words for whoever does not see it; nothing for a gap without months."""
    if gap.needs is None or not gap.points:
        return ""
    shares = [point.met / point.of for point in gap.points]
    across = [_x(at, len(shares)) for at in range(len(shares))]
    line = [f"{x:.1f},{_y(share):.1f}" for x, share in zip(across, shares, strict=True)]
    standard = _y(gap.needs)
    below = [f"{x:.1f},{max(standard, _y(share)):.1f}" for x, share in zip(across, shares, strict=True)]
    shaded = " ".join((f"{across[0]:.1f},{standard:.1f}", *below, f"{across[-1]:.1f},{standard:.1f}"))
    told = (
        f"{len(shares)} {'month' if len(shares) == 1 else 'months'} from {_told(shares[0])} to {_told(shares[-1])}; "
        f"the dashed line is the standard, {_told(gap.needs)}"
    )
    return (
        f'<svg class="spark" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{told}">'
        f'<polygon class="gap" points="{shaded}"/>'
        f'<line class="std" x1="0" x2="{WIDTH:g}" y1="{standard:.1f}" y2="{standard:.1f}"/>'
        f'<polyline points="{" ".join(line)}"/>'
        f'<circle cx="{across[-1]:.1f}" cy="{_y(shares[-1]):.1f}" r="2.6"/></svg>'
    )


def _x(at: int, of: int) -> float:
    return WIDTH - EDGE - 2 if of == 1 else EDGE + at * (WIDTH - 2 * EDGE - 2) / (of - 1)


def _y(share: float) -> float:
    shown = max(share, FOOT)
    return EDGE - 1 + (1 - shown) / (1 - FOOT) * (HEIGHT - 2 * EDGE + 2)


def _told(share: float) -> str:
    return f"{floor(100 * share + 1e-9)}%"
