//! Small published graphs on which several measures are tested.

use super::adjacency::{Adjacency, Undirected};
use crate::random::Random;

/// Whether two numbers agree in the six digits that publications give.
pub(super) fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-6
}

/// Ten nodes whose every value can be checked by hand (oracle `hand-10`).
pub(super) fn hand_10() -> Adjacency {
    Adjacency::directed(10, &[(0, 2), (1, 3), (2, 3), (3, 4), (4, 5), (5, 2), (4, 6), (5, 7), (8, 7)])
}

/// A 3-cycle 0, 1, 2 beside the chain 3 → 4 → 5 → 6 → 7.
pub(super) fn core_like() -> Adjacency {
    Adjacency::directed(8, &[(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 6), (6, 7)])
}

/// Krackhardt (1990), the kite: ten people, Heather is 7.
pub(super) fn kite() -> Undirected {
    Undirected::new(
        10,
        &[
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 5),
            (1, 3),
            (1, 4),
            (1, 6),
            (2, 3),
            (2, 5),
            (3, 4),
            (3, 5),
            (3, 6),
            (4, 6),
            (5, 6),
            (5, 7),
            (6, 7),
            (7, 8),
            (8, 9),
        ],
    )
}

/// Zachary (1977), the karate club: 34 members, 78 ties.
pub(super) fn karate() -> Undirected {
    const LATER: [&[u32]; 34] = [
        &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
        &[2, 3, 7, 13, 17, 19, 21, 30],
        &[3, 7, 8, 9, 13, 27, 28, 32],
        &[7, 12, 13],
        &[6, 10],
        &[6, 10, 16],
        &[16],
        &[],
        &[30, 32, 33],
        &[33],
        &[],
        &[],
        &[],
        &[33],
        &[32, 33],
        &[32, 33],
        &[],
        &[],
        &[32, 33],
        &[33],
        &[32, 33],
        &[],
        &[32, 33],
        &[25, 27, 29, 32, 33],
        &[25, 27, 31],
        &[31],
        &[29, 33],
        &[33],
        &[31, 33],
        &[32, 33],
        &[32, 33],
        &[32, 33],
        &[33],
        &[],
    ];
    let edges: Vec<(u32, u32)> =
        (0u32..).zip(LATER).flat_map(|(node, later)| later.iter().map(move |&other| (node, other))).collect();
    Undirected::new(34, &edges)
}

/// The split of the club as it happened: 0 with Mr. Hi (node 0), 1 with the
/// officer (node 33).
pub(super) fn karate_factions() -> Vec<u32> {
    let hi = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21];
    (0..34).map(|node| u32::from(!hi.contains(&node))).collect()
}

/// Padgett and Ansell (1993), marriages of fifteen Florentine families; Medici
/// is 1.
pub(super) fn florentine() -> Undirected {
    // 0 Acciaiuoli, 1 Medici, 2 Castellani, 3 Peruzzi, 4 Strozzi, 5 Barbadori,
    // 6 Ridolfi, 7 Tornabuoni, 8 Albizzi, 9 Salviati, 10 Pazzi, 11 Bischeri,
    // 12 Guadagni, 13 Ginori, 14 Lamberteschi.
    Undirected::new(
        15,
        &[
            (0, 1),
            (2, 3),
            (2, 4),
            (2, 5),
            (1, 5),
            (1, 6),
            (1, 7),
            (1, 8),
            (1, 9),
            (9, 10),
            (3, 4),
            (3, 11),
            (4, 6),
            (4, 11),
            (6, 7),
            (7, 12),
            (8, 13),
            (8, 12),
            (11, 12),
            (12, 14),
        ],
    )
}

/// Two triangles 0, 1, 2 and 3, 4, 5, joined by the edge 2–3.
pub(super) fn two_triangles() -> Undirected {
    Undirected::new(6, &[(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)])
}

/// A ring of 30 five-cliques, each joined to the next by one edge (Fortunato
/// and Barthélemy 2007); clique `c` holds the nodes 5c to 5c + 4.
pub(super) fn ring_of_cliques() -> Undirected {
    let mut edges = Vec::new();
    for clique in 0..30u32 {
        let first = 5 * clique;
        for u in 0..5 {
            edges.extend((u + 1..5).map(|v| (first + u, first + v)));
        }
        edges.push((first + 4, (first + 5) % 150));
    }
    Undirected::new(150, &edges)
}

/// A star of `leaves` leaves about node 0.
pub(super) fn star(leaves: u32) -> Undirected {
    Undirected::new(leaves as usize + 1, &(1..=leaves).map(|leaf| (0, leaf)).collect::<Vec<_>>())
}

/// A ring of `nodes` nodes.
pub(super) fn ring(nodes: u32) -> Undirected {
    Undirected::new(nodes as usize, &(0..nodes).map(|node| (node, (node + 1) % nodes)).collect::<Vec<_>>())
}

/// A graph with up to `edges` random edges, the same for the same seed.
pub(super) fn random_digraph(nodes: u32, edges: usize, seed: u64) -> Adjacency {
    let mut random = Random::new(seed, 0);
    let edges: Vec<(u32, u32)> = (0..edges).map(|_| (random.below(nodes), random.below(nodes))).collect();
    Adjacency::directed(nodes as usize, &edges)
}
