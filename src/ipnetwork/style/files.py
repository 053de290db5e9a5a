"""Write figures into files: the same figure, the same bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ipnetwork.disk import write_files

if TYPE_CHECKING:
    import os

    from matplotlib.figure import Figure

_WHITE = 252  # of 255: what the choice of shades leaves of white


def write_figure(figure: Figure, path: str | os.PathLike[str], *, dpi: int = 200) -> Path:
    """Write a figure as PNG, SVG or PDF: the same figure, the same bytes.

    Parameters
    ----------
    figure : matplotlib Figure
        The figure of any axes that a plot function returned: ``ax.figure``.
    path : path
        Its suffix says the format: ``.png``, ``.svg`` (text as outlines, safe everywhere) or ``.pdf`` (text that can
        be searched).
    dpi : int, default 200
        Dots per inch, for PNG.

    Returns
    -------
    Path
        The file, whole or not there at all.

    Raises
    ------
    ValueError
        If the suffix is another.
    """
    path = Path(path)
    write_files(path.parent, {path.name: figure_bytes(figure, path.suffix, dpi=dpi)})
    return path


def figure_bytes(figure: Figure, suffix: str, *, dpi: int = 200) -> bytes:
    """Return what `write_figure` would write into a file of this suffix."""
    from matplotlib import rc_context  # noqa: PLC0415 – figures only

    metadata = {".png": {"Software": None}, ".svg": {}, ".pdf": {"CreationDate": None}}
    suffix = suffix.lower()
    if suffix not in metadata:
        raise ValueError(f"figures are written as .png, .svg or .pdf, not {suffix!r}")
    out = BytesIO()
    with rc_context({"svg.fonttype": "path", "svg.hashsalt": "ipnetwork", "pdf.fonttype": 42}):
        if suffix == ".svg":
            _print_svg(figure, out)
        else:
            figure.savefig(out, format=suffix[1:], dpi=dpi, metadata=metadata[suffix])
    return out.getvalue()


def _print_svg(figure: Figure, out: BytesIO) -> None:
    """Print a figure as SVG; ``savefig`` would draw it twice."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 – figures only

    canvas = figure.canvas
    try:
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
    finally:
        figure.set_canvas(canvas)


def flat_png(figure: Figure, *, dpi: int = 200) -> bytes:
    """Return a figure of flat colours as a PNG that is a quarter as large and quicker to write.

    Parameters
    ----------
    figure : matplotlib Figure
        One whose colours are few, as those of all figures here: 256 shades are kept of them.
    dpi : int, default 200
        Dots per inch.

    Returns
    -------
    bytes
        The same figure, the same bytes. White stays white.
    """
    from PIL import Image  # noqa: PLC0415 – comes with matplotlib

    drawn = Image.fromarray(_dots(figure, dpi)).convert("RGB")
    flat = drawn.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    shades = flat.getpalette() or []
    colours = [shades[at : at + 3] for at in range(0, len(shades), 3)]
    flat.putpalette([part for colour in colours for part in ([255] * 3 if min(colour) >= _WHITE else colour)])
    out = BytesIO()
    flat.save(out, format="PNG", dpi=(dpi, dpi))
    return out.getvalue()


def _dots(figure: Figure, dpi: int) -> np.ndarray:
    """Return the dots of a figure, drawn once: rows × columns × red, green, blue, alpha."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 – figures only

    canvas, before = figure.canvas, figure.get_dpi()
    try:
        agg: Any = FigureCanvasAgg(figure)
        figure.set_dpi(dpi)
        agg.draw()
        return np.asarray(agg.buffer_rgba())
    finally:
        figure.set_dpi(before)
        figure.set_canvas(canvas)
