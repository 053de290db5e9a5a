"""Look for files that `read_notice` answers with anything but rows or an `InputError`: a crash, a hang, or a flood.

    python benchmarks/fuzz_reader.py [--engine atheris|mutate] [--kind text|html|docx|xlsx|pdf] [--seconds 60]
                                     [--seed 0] [--limit 10] [--found FOLDER]

Seeds are the made-up notices of ``tests/notices`` and ``data/notices``; `tests/mutations.py` breaks them: the words and
signs of texts, the XML inside of office documents, the content streams of PDFs. ``atheris`` (pip install atheris) keeps
what reaches new code and goes on from there; ``mutate`` needs nothing, and one seed gives the same files again. What
is read must keep the promises of `tests/invariants.py`. Each file has `--limit` seconds, all have 4 GB. What breaks is
written to FOLDER, one file for each place in the code, and is tried again with ``--again FILE``.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
MEMORY = 4 << 30
_FLOOD = 1 << 30  # how much more than before a single file may take
_LONGEST = 400_000
_RAW = 0.1  # how often atheris itself breaks the bytes


class HangError(BaseException):
    """A file took too long; no `Exception`, so that nothing on the way takes it for damage."""


class Judge:
    """Reads files, and keeps the first of each kind of failure."""

    def __init__(self, folder: Path, limit: float) -> None:
        from invariants import read_anything  # noqa: PLC0415 – atheris has to see the import

        self.read = read_anything
        self.folder, self.limit = folder, limit
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0
        self.failures: dict[str, Path] = {}
        folder.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGALRM, self._stop)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        raise HangError

    def judge(self, raw: bytes) -> None:
        """Read one file."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        current = self.folder / "current"
        current.write_bytes(raw)  # for a crash of the interpreter itself
        faulthandler.dump_traceback_later(3 * self.limit, exit=True)
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, self.limit)
        try:
            self.counts["read" if self.read(raw) >= 0 else "refused"] += 1
        except (Exception, HangError) as error:  # noqa: BLE001 – this is what it looks for
            self._keep(raw, error)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.cancel_dump_traceback_later()
        took = time.perf_counter() - began
        if took > self.slowest:
            self.slowest = took
            (self.folder / "slowest").write_bytes(raw)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10
        if grown > _FLOOD:
            self._keep(raw, MemoryError(f"{grown:,} bytes"))

    def _keep(self, raw: bytes, error: BaseException) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "/ipnetwork/" in frame.filename or frame.name.startswith("check")]
        place = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(own[-3:]))
        key = f"{type(error).__name__} {place}"
        self.counts["failed"] += 1
        if isinstance(error, HangError):
            key = f"HangError {Path(own[-1].filename).name} {own[-1].name}" if own else "HangError"
        if key not in self.failures:
            path = self.folder / f"{type(error).__name__}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
            path.write_bytes(raw)
            self.failures[key] = path
            print(f"FOUND {key}: {str(error)[:200]!r} in {len(raw):,} bytes: {path}", flush=True)

    def report(self, began: float) -> None:
        """Say what was done."""
        minutes = (time.perf_counter() - began) / 60
        told = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        print(f"{self.counts.total():,} files in {minutes:.1f} minutes ({told}), the slowest {self.slowest:.1f} s")
        print(f"{len(self.failures)} failures")


def fuzz_by_mutation(judge: Judge, kind: str, seconds: float, seed: int) -> None:
    """Break seeds, and what came of them, by chance."""
    from mutations import mutate, seeds  # noqa: PLC0415 – as above

    rng = random.Random(seed)
    pool = seeds(kind)
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        own, raw = rng.choice(pool)
        judge.judge(mutate(raw, rng, own, rng.choice(pool)[1])[:_LONGEST])
    judge.report(began)


def fuzz_by_coverage(judge: Judge, kind: str, seconds: float, seed: int) -> None:
    """Let atheris choose what to break further, by the code that it reaches."""
    import atheris  # noqa: PLC0415 – only where it is asked for
    from mutations import mutate, seeds  # noqa: PLC0415

    pool = seeds(kind)
    began = time.perf_counter()

    def alter(data: bytes, most: int, number: int) -> bytes:
        rng = random.Random(number)
        broken = atheris.Mutate(data, most) if rng.random() < _RAW else mutate(data, rng, "", rng.choice(pool)[1])
        return bytes(broken[:most])

    def try_one(data: bytes) -> None:
        if time.perf_counter() - began > seconds:  # libFuzzer itself ends without a word
            judge.report(began)
            sys.stdout.flush()
            shutil.rmtree(corpus)
            os._exit(0)
        judge.judge(data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, (_, raw) in enumerate(pool):
            (Path(corpus) / str(number)).write_bytes(raw)
        options = [f"-seed={seed + 1}", f"-max_len={_LONGEST}", "-timeout=0", "-rss_limit_mb=0", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, corpus], try_one, custom_mutator=alter)
        atheris.Fuzz()


def main() -> None:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--engine", choices=("atheris", "mutate"), default="mutate")
    parser.add_argument("--kind", choices=("text", "html", "docx", "xlsx", "pdf"), default="")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=float, default=10)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "fuzz_reader")
    parser.add_argument("--again", type=Path, help="a file to try once more")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if arguments.again:
        from invariants import read_anything  # noqa: PLC0415

        print(read_anything(arguments.again.read_bytes()))
        return
    if arguments.engine == "atheris":
        import atheris  # noqa: PLC0415

        with atheris.instrument_imports(include=["ipnetwork.notice", "ipnetwork.agencies"]):
            judge = Judge(arguments.found, arguments.limit)
        fuzz_by_coverage(judge, arguments.kind, arguments.seconds, arguments.seed)
    else:
        judge = Judge(arguments.found, arguments.limit)
        fuzz_by_mutation(judge, arguments.kind, arguments.seconds, arguments.seed)


if __name__ == "__main__":
    main()
