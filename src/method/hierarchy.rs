//! Weights from comparisons of pairs, for people who find it easier to say
//! that one criterion matters three times as much as another.
//!
//! Source: Saaty (1980), The analytic hierarchy process: the weights are the
//! principal eigenvector of the matrix of comparisons; its consistency ratio
//! must be below 0.10. Deviation: none.

/// Weights from a matrix of comparisons.
#[derive(Clone, Debug, PartialEq)]
pub struct Hierarchy {
    /// The weights; they sum to 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue λ.
    pub eigenvalue: f64,
    /// The consistency ratio; 0 is perfect, from 0.10 on comparisons contradict
    /// each other too much.
    pub consistency_ratio: f64,
}

/// The consistency ratio from which comparisons contradict each other.
pub const INCONSISTENT: f64 = 0.10;

/// Saaty's mean consistency index of random matrices, by size.
const RANDOM_INDEX: [f64; 11] = [0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/// Weights from a reciprocal matrix: `matrix[i][j]` says how many times as much
/// i matters as j. O(n²) a round; rounds stop once nothing changes.
pub fn weigh(matrix: &[Vec<f64>]) -> Hierarchy {
    let n = matrix.len();
    let mut weights = vec![1.0 / n.max(1) as f64; n];
    let mut eigenvalue = n as f64;
    for _ in 0..1000 {
        let raised: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&weights).map(|(a, w)| a * w).sum()).collect();
        let sum: f64 = raised.iter().sum();
        let following: Vec<f64> = raised.iter().map(|value| value / sum).collect();
        let change: f64 = following.iter().zip(&weights).map(|(a, b)| (a - b).abs()).sum();
        (weights, eigenvalue) = (following, sum);
        if change < 1e-14 {
            break;
        }
    }
    let index = if n > 2 { (eigenvalue - n as f64) / (n as f64 - 1.0) } else { 0.0 };
    let random = RANDOM_INDEX.get(n).copied().unwrap_or(1.49);
    let consistency_ratio = if random > 0.0 { (index / random).max(0.0) } else { 0.0 };
    Hierarchy { weights, eigenvalue, consistency_ratio }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §5: weights 0.6483, 0.2297, 0.1220; λ 3.0037; CR 0.0032.
        let matrix = vec![vec![1.0, 3.0, 5.0], vec![1.0 / 3.0, 1.0, 2.0], vec![1.0 / 5.0, 1.0 / 2.0, 1.0]];
        let found = weigh(&matrix);
        for (weight, expected) in found.weights.iter().zip([0.6483, 0.2297, 0.1220]) {
            assert!((weight - expected).abs() < 5e-5, "{found:?}");
        }
        assert!((found.eigenvalue - 3.0037).abs() < 5e-5);
        assert!((found.consistency_ratio - 0.0032).abs() < 5e-5);
    }

    #[test]
    fn comparisons_that_run_in_a_circle_are_inconsistent() {
        let matrix = vec![vec![1.0, 5.0, 0.2], vec![0.2, 1.0, 5.0], vec![5.0, 0.2, 1.0]];
        assert!(weigh(&matrix).consistency_ratio > INCONSISTENT);
    }
}
