//! Disjoint paths: how many failures can a connection stand?
//!
//! Source: Menger (1927); computed as a maximum flow of capacity one with
//! Dinitz's algorithm (1970), which takes O(m √m) here at most. Method:
//! methods §2. Two paths through one data centre are one path: that is for
//! the caller to put into the graph.

use std::collections::VecDeque;

use super::adjacency::Undirected;

/// The number of paths between two nodes that share no edge; 0 between a node
/// and itself.
pub fn edge_disjoint_paths(graph: &Undirected, source: u32, target: u32) -> u32 {
    if source == target {
        return 0;
    }
    let mut network = Network::new(graph.node_count());
    for (u, v) in graph.edges() {
        network.arc(u, v, 1, 1);
    }
    network.max_flow(source, target)
}

/// The number of paths between two nodes that share no node between them; 0
/// between a node and itself. The edge between neighbours is such a path.
pub fn node_disjoint_paths(graph: &Undirected, source: u32, target: u32) -> u32 {
    if source == target {
        return 0;
    }
    // Each node becomes an entrance 2v and an exit 2v + 1 with one place
    // between them. The ends need none: paths start at the one's exit and stop
    // at the other's entrance.
    let mut network = Network::new(2 * graph.node_count());
    for node in 0..graph.node_count() as u32 {
        network.arc(2 * node, 2 * node + 1, 1, 0);
    }
    for (u, v) in graph.edges() {
        network.arc(2 * u + 1, 2 * v, 1, 0);
        network.arc(2 * v + 1, 2 * u, 1, 0);
    }
    network.max_flow(2 * source + 1, 2 * target)
}

const NONE: u32 = u32::MAX;

/// A flow network. Arc `a` and its opposite `a ^ 1` stand side by side.
struct Network {
    first: Vec<u32>,
    next: Vec<u32>,
    head: Vec<u32>,
    free: Vec<u32>,
    level: Vec<u32>,
}

impl Network {
    fn new(nodes: usize) -> Self {
        Self {
            first: vec![NONE; nodes],
            next: Vec::new(),
            head: Vec::new(),
            free: Vec::new(),
            level: vec![NONE; nodes],
        }
    }

    fn arc(&mut self, from: u32, to: u32, there: u32, back: u32) {
        for (tail, head, free) in [(from, to, there), (to, from, back)] {
            self.next.push(std::mem::replace(&mut self.first[tail as usize], self.head.len() as u32));
            self.head.push(head);
            self.free.push(free);
        }
    }

    fn max_flow(&mut self, source: u32, target: u32) -> u32 {
        let mut flow = 0;
        while self.levels(source, target) {
            flow += self.block(source, target);
        }
        flow
    }

    /// Steps from the source over arcs with room; whether the target is met.
    fn levels(&mut self, source: u32, target: u32) -> bool {
        self.level.fill(NONE);
        self.level[source as usize] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            let mut arc = self.first[node as usize];
            while arc != NONE {
                let head = self.head[arc as usize];
                if self.free[arc as usize] > 0 && self.level[head as usize] == NONE {
                    self.level[head as usize] = self.level[node as usize] + 1;
                    if head == target {
                        return true;
                    }
                    queue.push_back(head);
                }
                arc = self.next[arc as usize];
            }
        }
        false
    }

    /// Sends one unit along each path that climbs level by level until none is
    /// left; arcs that lead nowhere are tried once.
    fn block(&mut self, source: u32, target: u32) -> u32 {
        let mut open = self.first.clone();
        let mut path: Vec<u32> = Vec::new();
        let mut sent = 0;
        let mut node = source;
        loop {
            if node == target {
                for arc in path.drain(..) {
                    self.free[arc as usize] -= 1;
                    self.free[arc as usize ^ 1] += 1;
                }
                sent += 1;
                node = source;
                continue;
            }
            let arc = open[node as usize];
            if arc == NONE {
                // A dead end: step back and leave the arc that led here.
                let Some(led) = path.pop() else { return sent };
                node = self.head[led as usize ^ 1];
                open[node as usize] = self.next[led as usize];
            } else if self.free[arc as usize] > 0 && self.climbs(node, arc) {
                path.push(arc);
                node = self.head[arc as usize];
            } else {
                open[node as usize] = self.next[arc as usize];
            }
        }
    }

    fn climbs(&self, node: u32, arc: u32) -> bool {
        self.level[self.head[arc as usize] as usize] == self.level[node as usize] + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn a_ring_has_two_ways_and_a_star_one() {
        let ring = sample::ring(7);
        assert_eq!((edge_disjoint_paths(&ring, 0, 3), node_disjoint_paths(&ring, 0, 3)), (2, 2));
        let star = sample::star(4);
        assert_eq!((edge_disjoint_paths(&star, 1, 2), node_disjoint_paths(&star, 1, 2)), (1, 1));
    }

    #[test]
    fn paths_may_share_a_node_but_no_edge() {
        // Two triangles that share node 2: two ways by edge, one by node.
        let bow = Undirected::new(5, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)]);
        assert_eq!(edge_disjoint_paths(&bow, 0, 4), 2);
        assert_eq!(node_disjoint_paths(&bow, 0, 4), 1);
    }

    #[test]
    fn neighbours_count_the_edge_between_them() {
        let triangle = sample::ring(3);
        assert_eq!(node_disjoint_paths(&triangle, 0, 1), 2);
        assert_eq!(edge_disjoint_paths(&triangle, 0, 1), 2);
    }

    #[test]
    fn nothing_between_components_or_a_node_and_itself() {
        let graph = Undirected::new(4, &[(0, 1), (2, 3)]);
        assert_eq!((edge_disjoint_paths(&graph, 0, 2), node_disjoint_paths(&graph, 0, 2)), (0, 0));
        assert_eq!((edge_disjoint_paths(&graph, 1, 1), node_disjoint_paths(&graph, 1, 1)), (0, 0));
    }

    #[test]
    fn karate_leaders_are_joined_as_networkx_counts() {
        // networkx 3.6: edge_disjoint_paths and node_disjoint_paths.
        let karate = sample::karate();
        assert_eq!((edge_disjoint_paths(&karate, 0, 33), node_disjoint_paths(&karate, 0, 33)), (10, 6));
    }

    #[test]
    fn a_chain_of_a_million_does_not_overflow() {
        let chain: Vec<(u32, u32)> = (0..999_999).map(|node| (node, node + 1)).collect();
        let graph = Undirected::new(1_000_000, &chain);
        assert_eq!(node_disjoint_paths(&graph, 0, 999_999), 1);
    }
}
