"""Fonts that draw a tick or a cross where the letter ü or P is kept: what a person sees in place of the letter."""

from __future__ import annotations

from daready.evidence.grid.cell_text import Value

_FONTS = {
    "wingdings": {"ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "x": "☒", "¨": "☐", "o": "☐"},
    "wingdings 2": {"P": "✓", "O": "✗", "R": "☑", "Q": "☒", "S": "☒", "T": "☒", "£": "☐"},
    "webdings": {"a": "✓", "r": "✗"},
    "marlett": {"a": "✓", "b": "✓", "r": "✗"},
}
"""The fonts' own tables: Unicode 7.0's mapping of Wingdings and Webdings; Marlett as Windows draws its menus."""
_STRANGE = "▪"
"""A drawn sign that is no answer."""
_PRIVATE = 0xF000
"""Some programs keep a sign of such a font at its number above this one."""


def symbol_font(name: str) -> str | None:
    """The font by the name it is known by here; None for one that draws letters as letters."""
    folded = name.strip(" '\"").casefold()
    return folded if folded in _FONTS else None


def drawn(value: Value, font: str) -> Value:
    """What a person sees of a cell in a symbol font: a lone tick, cross or box. Any other lone letter is a sign that
    says nothing here (Wingdings draws n as a square); more than one are left as they are.
    """
    if not isinstance(value, str) or len(sign := value.strip()) != 1:
        return value
    if _PRIVATE < ord(sign) <= _PRIVATE + 0xFF:
        sign = chr(ord(sign) - _PRIVATE)
    return _FONTS[font].get(sign, _STRANGE)
