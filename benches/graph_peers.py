"""Times networkx, igraph and rustworkx on the graph of benches/graph.rs.

Run it from the project's folder: `python3 benches/graph_peers.py [NODES ...]`.
It makes a virtual environment in a temporary folder, installs the three
libraries by name, asks the Rust benchmark for the same edges and for its own
figures, and prints ratios: how many times as long as ours on one thread.
Each figure comes from a process of its own, is the only run at 100,000 nodes
and the median of three below, and stops at LIMIT seconds (an
environment variable; 300). Building a library's
graph is not counted.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv

LIMIT = int(os.environ.get("LIMIT", "300"))
BENCH = ["cargo", "bench", "--quiet", "--bench", "graph", "--"]

# The libraries' own names for each measure; the result checks ours.
CHILD = r'''
import json, resource, sys, time
library, measure, path, nodes = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
edges = sorted({(int(a), int(b)) for a, b in (line.split() for line in open(path)) if a != b})
directed = measure in {"strongly connected components", "reach (VFI and VFO)", "immediate dominators", "betweenness, directed"}
simple = edges if directed else sorted({(min(e), max(e)) for e in edges})
units = [node % 24 for node in range(nodes)]
members = [set(range(unit, nodes, 24)) for unit in range(24)]
needed, needing = {b for _, b in edges}, {a for a, _ in edges}
entries = lambda: [v for v in range(nodes) if v in needing and v not in needed]
pairs = [(nodes - 1 - i, i) for i in range(20)]

def networkx():
    import networkx as nx
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(nodes)); graph.add_edges_from(simple)
    if measure == "immediate dominators":
        graph.add_edges_from((nodes, entry) for entry in entries())
    return {
        "strongly connected components": lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
        "reach (VFI and VFO)": lambda: sum(len(nx.descendants(graph, v)) + 1 for v in graph),
        "articulation points and bridges": lambda: [len(list(nx.articulation_points(graph))), len(list(nx.bridges(graph)))],
        "core numbers": lambda: max(nx.core_number(graph).values()),
        "immediate dominators": lambda: len(nx.immediate_dominators(graph, nodes)),
        "betweenness, undirected": lambda: max(nx.betweenness_centrality(graph, normalized=False).values()),
        "betweenness, directed": lambda: max(nx.betweenness_centrality(graph, normalized=False).values()),
        "edge-disjoint paths, 20 pairs": lambda: sum(nx.edge_connectivity(graph, a, b) for a, b in pairs),
        "modularity and E–I of 24 units": lambda: nx.community.modularity(graph, members),
        "communities": lambda: nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1)),
    }

def igraph():
    import igraph
    graph = igraph.Graph(nodes, simple, directed=directed)
    if measure == "immediate dominators":
        starts = entries(); graph.add_vertex(); graph.add_edges([(nodes, entry) for entry in starts])
    return {
        "strongly connected components": lambda: len(graph.connected_components(mode="strong")),
        "reach (VFI and VFO)": lambda: sum(graph.neighborhood_size(order=nodes, mode="out")),
        "articulation points and bridges": lambda: [len(graph.articulation_points()), len(graph.bridges())],
        "core numbers": lambda: max(graph.coreness()),
        "immediate dominators": lambda: sum(1 for d in graph.dominator(nodes) if d != -2),
        "betweenness, undirected": lambda: max(graph.betweenness()),
        "betweenness, directed": lambda: max(graph.betweenness()),
        "edge-disjoint paths, 20 pairs": lambda: sum(graph.edge_connectivity(a, b) for a, b in pairs),
        "modularity and E–I of 24 units": lambda: graph.modularity(units),
        "communities": lambda: graph.community_leiden(objective_function="modularity", n_iterations=-1).modularity,
    }

def rustworkx():
    import rustworkx as rx
    graph = rx.PyDiGraph() if directed else rx.PyGraph()
    graph.add_nodes_from(range(nodes)); graph.add_edges_from_no_data(simple)
    if measure == "immediate dominators":
        root = graph.add_node(None); graph.add_edges_from_no_data([(root, entry) for entry in entries()])
    return {
        "strongly connected components": lambda: len(rx.strongly_connected_components(graph)),
        "reach (VFI and VFO)": lambda: sum(len(rx.descendants(graph, v)) + 1 for v in range(nodes)),
        "articulation points and bridges": lambda: [len(rx.articulation_points(graph)), len(rx.bridges(graph))],
        "core numbers": lambda: max(rx.core_number(graph).values()),
        "immediate dominators": lambda: len(rx.immediate_dominators(graph, nodes)),
        "betweenness, undirected": lambda: max(rx.betweenness_centrality(graph, normalized=False).values()),
        "betweenness, directed": lambda: max(rx.betweenness_centrality(graph, normalized=False).values()),
    }

run = {"networkx": networkx, "igraph": igraph, "rustworkx": rustworkx}[library]().get(measure)
if run is None:
    print(json.dumps({"missing": True})); sys.exit()
started = time.perf_counter(); result = run(); seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "result": result}))
'''


def environment(folder):
    """A virtual environment with the libraries; their versions."""
    venv.create(folder, with_pip=True)
    python = os.path.join(folder, "bin", "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "networkx", "numpy", "scipy", "igraph", "rustworkx"], check=True)
    listed = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    wanted = ("networkx", "igraph", "rustworkx")
    return python, [line for line in listed.splitlines() if line.split("==")[0] in wanted]


def timed(python, library, measure, edges, nodes):
    """Median seconds and KiB of a library; words where there are none."""
    figures = []
    for _ in range(3 if nodes < 50_000 else 1):
        try:
            done = subprocess.run(
                [python, "-c", CHILD, library, measure, edges, str(nodes)],
                capture_output=True, text=True, timeout=LIMIT, env={**os.environ, "RAYON_NUM_THREADS": "1"},
            )
        except subprocess.TimeoutExpired:
            return f"over {LIMIT} s"
        if done.returncode != 0:
            return "failed"
        figure = json.loads(done.stdout)
        if "missing" in figure:
            return "–"
        figures.append(figure)
        if figure["seconds"] > 20:
            break
    return statistics.median(f["seconds"] for f in figures), max(f["kib"] for f in figures)


def cell(figure, ours):
    if isinstance(figure, str):
        return figure
    seconds, kib = figure
    spoken = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return f"{spoken}, {kib // 1024} MiB (× {seconds / ours:.1f})"


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10000, 100000]
    with tempfile.TemporaryDirectory() as folder:
        python, versions = environment(os.path.join(folder, "venv"))
        print("Versions: " + ", ".join(versions))
        for nodes in sizes:
            edges = os.path.join(folder, "edges.txt")
            subprocess.run(BENCH + ["--edges", str(nodes), edges], check=True)
            lines = subprocess.run(BENCH + ["--json", str(nodes)], check=True, capture_output=True, text=True).stdout
            print(f"\n### {nodes} nodes\n\n| Measure | techstrata | networkx | igraph | rustworkx |\n|---|---:|---:|---:|---:|")
            for row in map(json.loads, filter(lambda line: line.startswith("{"), lines.splitlines())):
                peers = [timed(python, library, row["measure"], edges, nodes) for library in ("networkx", "igraph", "rustworkx")]
                if all(peer == "–" for peer in peers):
                    continue
                ours = row["seconds"]
                own = f"{ours * 1000:.1f} ms" if ours < 1 else f"{ours:.2f} s"
                print("| " + " | ".join([row["measure"], f"{own}, {row['kib'] // 1024} MiB", *(cell(peer, ours) for peer in peers)]) + " |", flush=True)


main()
