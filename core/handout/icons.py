"""Small signs drawn as shapes, told apart by form and not by colour alone."""

from __future__ import annotations

from enum import Enum

from reportlab.lib.colors import HexColor, white

from core.handout.tagged import TaggedCanvas
from core.style import PAPER


class Icon(Enum):
    """The signs before items."""

    BULLET = "bullet"
    BOX = "box"
    MET = "met"
    UNMET = "unmet"
    CHECK = "check"


_GROUND = {Icon.MET: PAPER.good, Icon.UNMET: PAPER.bad, Icon.CHECK: PAPER.warn}


def draw(canvas: TaggedCanvas, icon: Icon, x: float, middle: float, size: float) -> None:
    """Draw a sign with its left edge at x, centred on `middle`, for text of this size."""
    canvas.saveState()
    scale = size / 12.5
    canvas.translate(x, middle)
    canvas.scale(scale, scale)
    if icon is Icon.BULLET:
        canvas.setFillColor(HexColor(PAPER.brand))
        canvas.circle(4, 0, 2.2, stroke=0, fill=1)
    elif icon is Icon.BOX:
        canvas.setStrokeColor(HexColor(PAPER.brand))
        canvas.setLineWidth(1.1)
        canvas.roundRect(0.6, -5.6, 11, 11, 2, stroke=1, fill=0)
    else:
        _round(canvas, icon)
    canvas.restoreState()


def _round(canvas: TaggedCanvas, icon: Icon) -> None:
    canvas.setFillColor(HexColor(_GROUND[icon]))
    canvas.circle(6.6, -0.2, 6.6, stroke=0, fill=1)
    canvas.setStrokeColor(white)
    canvas.setFillColor(white)
    canvas.setLineCap(1)
    canvas.setLineWidth(1.7)
    if icon is Icon.MET:
        canvas.lines([(3.6, -0.4, 5.8, -2.6), (5.8, -2.6, 9.7, 2.2)])
    elif icon is Icon.UNMET:
        canvas.lines([(4.2, -2.6, 9.0, 2.2), (4.2, 2.2, 9.0, -2.6)])
    else:
        canvas.line(6.6, 0.4, 6.6, 3.2)
        canvas.circle(6.6, -3.0, 1.05, stroke=0, fill=1)
