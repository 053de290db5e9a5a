"""Set `joint_groups` beside other ways of finding two-mode communities, by the best Barber modularity each one finds.

Usage::

    python benchmarks/joint_groups.py [--seconds 2] [--seed 0] [--large] [--webs FOLDER]

The webs are Southern Women, the bundled Guangzhou plan, random webs of 10 × 100 (each cell tied with one chance, or
with the product of a row's and a column's own), of 30 × 60 and, with ``--large``, of 100 × 200, and every ``*.csv`` in
a folder: rows of numbers without head, above 0 for a tie. Nodes without a tie are left out. One seed of numpy's
``default_rng`` gives one set of webs.

The engines, each started anew as often as its seconds allow; the best of all starts counts:

- alternate: random groups; agencies and items choose the best group in turn until nothing changes. This is also the
  step of BRIM (Barber 2007), whose number of groups is here drawn at random.
- with merges: the same, then merging the two groups that gain most, and alternating again, as LPAwb+ does; with starts
  from a random number of groups, as DIRTLPAwb+ (Beckett 2016).
- with kicks: alternate, then deal up to 30 % of the items anew and alternate again, 50 times, keeping what is no worse.
- Louvain, Leiden of scikit-network with the modularity of Dugué and Perez, which on two-mode graphs is Barber's.
- leidenalg: CPMVertexPartition.Bipartite with degrees as sizes, until nothing changes (Traag 2019).
- joint_groups: one call with its defaults, which takes less than the seconds of the others except on large webs, and
  the share of its runs that reached what the call found.

Where the smaller mode has at most 10 nodes, all its divisions are enumerated, and ``best`` is the highest Q there is;
elsewhere it is the highest that any engine found. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from itertools import combinations, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from ipnetwork import bipartite_graph, incidence_matrices, load_plan
from ipnetwork.clustering.communities import joint_groups

try:
    from sknetwork.clustering import Leiden, Louvain
except ImportError:
    Leiden = Louvain = None
try:
    import igraph
    import leidenalg
except ImportError:
    igraph = leidenalg = None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Groups = tuple[np.ndarray, np.ndarray]  # of the rows, of the columns
    Engine = Callable[[np.ndarray, int], Groups]

CHANCES = (0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)  # of a cell, in webs of 10 × 100
SPREAD = (0.3, 0.5, 0.8)  # times a row's and a column's own chance
MIDDLE = (0.05, 0.1, 0.2, 0.3)  # of a cell, in webs of 30 × 60
LARGE = ((0.03, "even"), (0.15, "uneven"))  # in webs of 100 × 200
ENUMERATED = 10  # nodes of the smaller mode
KICKS = 50


# Webs


def find_webs(seed: int, folder: Path | None, *, large: bool) -> Iterator[tuple[str, np.ndarray]]:
    """Yield names and matrices of ties."""
    yield "Southern Women", matrix_of(nx.davis_southern_women_graph())
    yield "Guangzhou 2007", matrix_of(bipartite_graph(load_plan("guangzhou-2007")))
    for path in sorted(folder.glob("*.csv")) if folder else ():
        yield path.stem, np.loadtxt(path, delimiter=",") > 0
    generator = np.random.default_rng(seed)
    for chance in CHANCES:
        yield f"10 × 100, {chance}", generator.random((10, 100)) < chance
    for chance in SPREAD:
        yield f"10 × 100, {chance} uneven", generator.random((10, 100)) < uneven(generator, (10, 100), chance)
    for chance in MIDDLE:
        yield f"30 × 60, {chance}", generator.random((30, 60)) < chance
    for chance, how in LARGE if large else ():
        cells = chance if how == "even" else uneven(generator, (100, 200), chance)
        yield f"100 × 200, {chance} {how}", generator.random((100, 200)) < cells


def matrix_of(graph: nx.Graph[str]) -> np.ndarray:
    """Return the ties of a graph."""
    return incidence_matrices(graph).both.toarray() > 0


def uneven(generator: np.random.Generator, shape: tuple[int, int], chance: float) -> np.ndarray:
    """Return chances that are products of a row's and a column's own."""
    return chance * generator.random((shape[0], 1)) * generator.random((1, shape[1]))


def modularity(ties: np.ndarray, groups: Groups) -> float:
    """Return Barber's Q."""
    within = groups[0][:, None] == groups[1]
    return float((surplus_of(ties) * within).sum() / ties.sum() ** 2)


def surplus_of(ties: np.ndarray) -> np.ndarray:
    """Return what each pair in one group adds to E² Q, in whole numbers."""
    return ties.sum() * ties.astype(float) - np.outer(ties.sum(axis=1), ties.sum(axis=0))


def highest(ties: np.ndarray) -> float:
    """Enumerate all divisions of the smaller mode, each column of the other in the best group, or in none."""
    surplus = surplus_of(ties if len(ties) <= ties.shape[1] else ties.T)
    nodes = len(surplus)
    gains = np.array([surplus[[at for at in range(nodes) if mask >> at & 1]].sum(axis=0) for mask in range(1 << nodes)])

    def best_of(left: int, reached: np.ndarray) -> float:
        if not left:
            return float(reached.sum())
        first = left & -left
        rest, found, part = left ^ first, -np.inf, left ^ first
        while True:  # over all subsets `part` of the rest, to be in one group with the first
            found = max(found, best_of(rest ^ part, np.maximum(reached, gains[first | part])))
            if not part:
                return found
            part = (part - 1) & rest

    return best_of((1 << nodes) - 1, np.zeros(surplus.shape[1])) / ties.sum() ** 2


# Engines


def settle(surplus: np.ndarray, columns: np.ndarray, most: int) -> tuple[float, Groups]:
    """Let rows and columns choose the best group in turn until that gains nothing."""
    labels, before = np.arange(most)[:, None], -np.inf
    while True:
        rows = ((columns == labels).astype(float) @ surplus.T).argmax(axis=0)
        totals = (rows == labels).astype(float) @ surplus
        columns, value = totals.argmax(axis=0), float(totals.max(axis=0).sum())
        if value <= before:
            return value, (rows, columns)
        before = value


def deal(surplus: np.ndarray, generator: np.random.Generator) -> tuple[np.ndarray, int]:
    """Deal the columns into a random number of groups; return also one more than there can be."""
    most = min(surplus.shape) + 1
    return generator.integers(0, generator.integers(2, most + 1), size=surplus.shape[1]), most


def alternate(ties: np.ndarray, seed: int) -> Groups:
    """Alternate from a random start."""
    surplus = surplus_of(ties)
    return settle(surplus, *deal(surplus, np.random.default_rng(seed)))[1]


def with_merges(ties: np.ndarray, seed: int) -> Groups:
    """Alternate, and merge two groups, as long as that gains."""
    surplus = surplus_of(ties)
    columns, most = deal(surplus, np.random.default_rng(seed))
    while True:
        _, (rows, columns) = settle(surplus, columns, most)
        labels = np.arange(most)[:, None]
        joint = (rows == labels).astype(float) @ surplus @ (columns == labels).astype(float).T
        gain, one, other = max((joint[pair] + joint[pair[::-1]], *pair) for pair in combinations(range(most), 2))
        if gain <= 0:
            return rows, columns
        columns = np.where(columns == one, other, columns)
        rows = np.where(rows == one, other, rows)


def with_kicks(ties: np.ndarray, seed: int) -> Groups:
    """Alternate, deal some columns anew, and alternate again."""
    surplus, generator = surplus_of(ties), np.random.default_rng(seed)
    columns, most = deal(surplus, generator)
    value, groups = settle(surplus, columns, most)
    for _ in range(KICKS):
        kicked = generator.random(len(columns)) < generator.random() * 0.3
        dealt = np.where(kicked, generator.integers(0, most, size=len(columns)), groups[1])
        other, better = settle(surplus, dealt, most)
        if other >= value:
            value, groups = other, better
    return groups


def by_sknetwork(method: Any, ties: np.ndarray, seed: int) -> Groups:  # noqa: ANN401 – a class, where installed
    """Ask scikit-network."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 – what scikit-network takes

    options = {"shuffle_nodes": True, "tol_optimization": 1e-6, "tol_aggregation": 1e-6}
    engine = method(modularity="dugue", random_state=seed, **options)
    engine.fit(csr_matrix(ties.astype(float)), force_bipartite=True)
    return engine.labels_row_, engine.labels_col_


def by_leidenalg(ties: np.ndarray, seed: int) -> Groups:
    """Ask leidenalg."""
    rows, columns = ties.nonzero()
    edges = list(zip(rows.tolist(), (columns + len(ties)).tolist(), strict=True))
    graph = igraph.Graph(n=sum(ties.shape), edges=edges)
    graph.vs["type"] = [0] * len(ties) + [1] * ties.shape[1]
    parts = leidenalg.CPMVertexPartition.Bipartite(
        graph, resolution_parameter_01=1 / len(edges), degree_as_node_size=True
    )
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(seed)
    optimiser.optimise_partition_multiplex(list(parts), layer_weights=[1, -1, -1], n_iterations=-1)
    groups = np.array(parts[0].membership)
    return groups[: len(ties)], groups[len(ties) :]


def find_engines() -> dict[str, Engine]:
    """Return the engines that are installed, and say which are not."""
    engines: dict[str, Engine] = {"alternate": alternate, "with merges": with_merges, "with kicks": with_kicks}
    if Louvain is None:
        print("Louvain and Leiden are skipped: the package scikit-network is not installed.")
    else:
        engines |= {"Louvain": partial(by_sknetwork, Louvain), "Leiden": partial(by_sknetwork, Leiden)}
    if leidenalg is None:
        print("leidenalg is skipped: the packages leidenalg and igraph are not installed.")
    else:
        engines["leidenalg"] = by_leidenalg
    return engines


# The comparison


def best_within(engine: Engine, ties: np.ndarray, seconds: float) -> float:
    """Return the best Q of as many starts as the seconds allow."""
    started, best = time.process_time(), -np.inf
    for seed in count():
        best = max(best, modularity(ties, engine(ties, seed)))
        if time.process_time() - started > seconds:
            return best
    raise AssertionError


def ours(ties: np.ndarray, seed: int) -> tuple[float, float, int, float]:
    """Return the Q of one call, the best and the share reached of its runs, and the seconds."""
    graph = nx.Graph()
    graph.add_nodes_from(((0, at) for at in range(len(ties))), bipartite=0)
    graph.add_nodes_from(((1, at) for at in range(ties.shape[1])), bipartite=1)
    graph.add_edges_from(((0, row), (1, column)) for row, column in np.argwhere(ties).tolist())
    started = time.process_time()
    attrs = joint_groups(graph, seed=seed).attrs
    spread = attrs["spread"]
    return attrs["modularity"], spread["highest"], spread["reached"], time.process_time() - started


def main() -> None:
    """Print a row a web, and on how many webs each engine found the best."""
    parser = argparse.ArgumentParser(description="Compare ways of finding two-mode communities.")
    parser.add_argument("--seconds", type=float, default=2, help="for each engine on each web (default: 2)")
    parser.add_argument("--seed", type=int, default=0, help="of the random webs (default: 0)")
    parser.add_argument("--large", action="store_true", help="webs of 100 × 200 too")
    parser.add_argument("--webs", type=Path, help="a folder of more webs, *.csv")
    options = parser.parse_args()
    engines = find_engines()
    heads = [*engines, "joint_groups", "its runs", "reached", "seconds", "best", ""]
    print(f"{'web':28s}{'size':>10s}{'ties':>6s}" + "".join(f"{head:>13s}" for head in heads), flush=True)
    hits, webs = dict.fromkeys([*engines, "joint_groups"], 0), 0
    for name, given in find_webs(options.seed, options.webs, large=options.large):
        ties = given[given.any(axis=1)][:, given.any(axis=0)]
        found = {label: best_within(engine, ties, options.seconds) for label, engine in engines.items()}
        found["joint_groups"], of_runs, reached, seconds = ours(ties, options.seed)
        small = min(ties.shape) <= ENUMERATED
        best = highest(ties) if small else max(found.values())
        webs += 1
        for label, value in found.items():
            hits[label] += value > best - 1e-9
        cells = [f"{value:.6f}" for value in found.values()]
        cells += [f"{of_runs:.6f}", f"{reached} %", f"{seconds:.1f}", f"{best:.6f}", "exact" if small else "found"]
        size = f"{ties.shape[0]} × {ties.shape[1]}"
        print(f"{name:28s}{size:>10s}{ties.sum():>6d}" + "".join(f"{cell:>13s}" for cell in cells), flush=True)
    print(f"{f'found the best of {webs}':44s}" + "".join(f"{value:>13d}" for value in hits.values()))


if __name__ == "__main__":
    main()
