#pragma once

// Internal: not installed.

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace socshift {

/// Numbers with 50 decimal digits, worked out in whole numbers: the same on any machine, whatever
/// its floating point does.
using Real = boost::multiprecision::cpp_dec_float_50;

/// Flows from rows to columns, of which only the margins are known.
struct FitProblem {
    std::vector<std::int64_t> rows;     // what leaves each row; more than 0
    std::vector<std::int64_t> columns;  // what arrives, on another scale; sum > 0
    std::vector<std::pair<std::size_t, std::size_t>> cells;  // (row, column) that may have a flow
};

struct Fit {
    std::vector<Real> flows;    // by cell
    std::vector<Real> wanted;   // columns, scaled to the sum of the rows
    std::vector<Real> reached;  // columns, as the flows have them
    std::uint64_t iterations = 0;
    bool converged = false;
    bool contradictory = false;  // no flows have both margins

    /// What is in other columns than wanted.
    [[nodiscard]] Real residual() const;
};

/// Iterative proportional fitting from flows that are all equal: columns are scaled to what is
/// wanted, then rows to what they are, again and again, until no flow changes by more than 1e-18 of
/// its row; at most 20,000 times. The last step is always that of the rows, so their margins are
/// exact.
///
/// If flows with both margins exist, the result is, of these, the one nearest to equal flows in
/// Kullback-Leibler divergence (Csiszar, "I-divergence geometry of probability distributions and
/// minimization problems", Annals of Probability 3, 1975). If not, it keeps the rows, and its
/// columns are, of all that flows with these rows can have, those nearest to the wanted ones in
/// Kullback-Leibler divergence, sum of reached * log(reached / wanted): fitting is the alternating
/// minimisation of that divergence between flows with the one margin and flows with the other
/// (Csiszar and Tusnady, "Information geometry and alternating minimization procedures", Statistics
/// and Decisions, Supplement 1, 1984).
///
/// Needs    every row has a cell in a column of more than 0.
[[nodiscard]] Fit fit(const FitProblem& problem);

/// The flows of one row as parts of a million, which sum to it: rounded down, then the units that
/// are missing one each to the largest remainders, the earlier of equals first.
[[nodiscard]] std::vector<std::int64_t> millionths(const std::vector<Real>& flows);

}  // namespace socshift
