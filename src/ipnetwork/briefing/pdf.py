"""Print a page as PDF with the browser that is on the machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess  # the browser is a program
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
# A profile of its own, nothing that runs beside the page, and no way out: no name resolves, and what needs none meets a
# proxy that is not there.
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
)
_INSTEAD = "or open the HTML page in any browser and print it from there, which gives the same pages"
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[-+]\d\d'\d\d'\)")
_SAID = 300  # characters of a browser's complaint


def print_pdf(html: str, *, seconds: float = 120.0) -> bytes:
    """Return a page as the PDF that Chromium, Chrome or Edge prints of it.

    Parameters
    ----------
    html : str
        A page that fetches nothing, as `compose_briefing` returns it. The browser runs without a window, with an empty
        profile and without a network.
    seconds : float, default 120.0
        How long it may take.

    Returns
    -------
    bytes
        The PDF. Its dates are set to 1 January 1980, so that the same page gives the same bytes with the same browser;
        another version of it may break lines or write fonts in another way.

    Raises
    ------
    FileNotFoundError
        If there is no such browser on the machine.
    OSError
        If the browser does not print.

    Examples
    --------
    >>> print_pdf("<p>One page.</p>")[:5]  # doctest: +SKIP
    b'%PDF-'
    """
    browser = need_browser()
    # The browser may still be putting its profile away when it has printed.
    with tempfile.TemporaryDirectory(prefix="ipnetwork-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(html, encoding="utf-8", newline="")
        said = _run(browser, folder, seconds)
        out = folder / "page.pdf"
        printed = out.read_bytes() if out.exists() else b""
    if not printed.startswith(b"%PDF-") or b"%%EOF" not in printed[-32:]:
        raise OSError(f"{browser} printed no PDF; {said}. Update the browser, {_INSTEAD}")
    return _DATE.sub(rb"\g<1>19800101000000+00'00')", printed)


def need_browser() -> str:
    """Return the program that can print, or raise an error that says what to install."""
    browser = find_browser()
    if browser is None:
        raise FileNotFoundError(
            f"printing a PDF needs Chromium, Google Chrome or Microsoft Edge, and none is on this machine: "
            f"install one of them, {_INSTEAD}"
        )
    return browser


def find_browser() -> str | None:
    """Return the program that can print: from the search path, or from where macOS and Windows keep it.

    Returns
    -------
    str or None
        Chromium, Google Chrome or Microsoft Edge, in this order; nothing if there is none.
    """
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    usual = [folder / app for folder in (Path("/Applications"), Path.home() / "Applications") for app in _MAC]
    usual += [Path(os.environ[root]) / path for root in _WINDOWS_ROOTS if root in os.environ for path in _WINDOWS]
    return next((str(path) for path in usual if path.is_file()), None)


def _run(browser: str, folder: Path, seconds: float) -> str:
    """Let the browser print ``page.html`` of a folder into ``page.pdf``, and return how it ended."""
    command = [browser, *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium does not start for root with one
    log = folder / "log.txt"  # not a pipe: a child of the browser would hold it open after the browser is stopped
    with log.open("wb") as stream:
        try:
            done = subprocess.run(  # noqa: S603 – a browser that was found, and paths of our own
                [*command, (folder / "page.html").as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError(f"{browser} did not print within {seconds:g} seconds. Try again, {_INSTEAD}") from error
    said = " ".join(log.read_text(encoding="utf-8", errors="replace").split())
    return f"it ended with code {done.returncode} and said: {said[-_SAID:] or 'nothing'}"
