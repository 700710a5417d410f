#include "socshift/numbers/fitting.hpp"

#include <algorithm>
#include <numeric>

namespace socshift {

namespace {

constexpr std::uint64_t most_iterations = 20000;
constexpr std::int64_t units = 1000000;

std::vector<Real> sums(const FitProblem& problem, const std::vector<Real>& flows, bool of_rows) {
    std::vector<Real> out(of_rows ? problem.rows.size() : problem.columns.size());
    for (std::size_t i = 0; i < flows.size(); ++i) {
        out[of_rows ? problem.cells[i].first : problem.cells[i].second] += flows[i];
    }
    return out;
}

void scale_columns(const FitProblem& problem, const std::vector<Real>& wanted,
                   std::vector<Real>& flows) {
    const auto have = sums(problem, flows, false);
    for (std::size_t i = 0; i < flows.size(); ++i) {
        const auto column = problem.cells[i].second;
        flows[i] = have[column] == 0 ? Real{0} : Real{flows[i] * wanted[column] / have[column]};
    }
}

/// Returns the largest change against @p before, in parts of its row.
Real scale_rows(const FitProblem& problem, const std::vector<Real>& before,
                std::vector<Real>& flows) {
    const auto have = sums(problem, flows, true);
    Real change = 0;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        const auto row = problem.cells[i].first;
        flows[i] = flows[i] * problem.rows[row] / have[row];
        const Real difference = abs(flows[i] - before[i]) / problem.rows[row];
        change = std::max(change, difference);
    }
    return change;
}

}  // namespace

Real Fit::residual() const {
    Real out = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        out += abs(wanted[i] - reached[i]);
    }
    return out / 2;
}

Fit fit(const FitProblem& problem) {
    const Real tolerance{"1e-18"};
    const auto total = [](const std::vector<std::int64_t>& margins) {
        return std::accumulate(margins.begin(), margins.end(), Real{0});
    };
    const Real rows = total(problem.rows);
    const Real columns = total(problem.columns);
    Fit out;
    for (const auto margin : problem.columns) {
        out.wanted.push_back(Real{margin} * rows / columns);
    }
    out.flows.assign(problem.cells.size(), Real{1});
    while (!out.converged && out.iterations < most_iterations) {
        const auto before = out.flows;
        scale_columns(problem, out.wanted, out.flows);
        out.converged = scale_rows(problem, before, out.flows) <= tolerance;
        ++out.iterations;
    }
    out.reached = sums(problem, out.flows, false);
    out.contradictory = out.residual() > rows * Real{"1e-12"};
    return out;
}

std::vector<std::int64_t> millionths(const std::vector<Real>& flows) {
    const Real whole = std::accumulate(flows.begin(), flows.end(), Real{0});
    std::vector<std::int64_t> out;
    std::vector<std::pair<Real, std::size_t>> remainders;
    std::int64_t missing = units;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        const Real exact = flows[i] * units / whole;
        const Real down = floor(exact);
        out.push_back(down.convert_to<std::int64_t>());
        remainders.emplace_back(exact - down, i);
        missing -= out.back();
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) {
        ++out[remainders[i].second];
    }
    return out;
}

}  // namespace socshift
