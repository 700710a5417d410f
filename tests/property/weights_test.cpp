#include "socshift/weights/weights.hpp"

#include "socshift/convert/plan.hpp"
#include "socshift/numbers/bounds.hpp"
#include "socshift/numbers/fitting.hpp"
#include "socshift/weights/user_weights.hpp"
#include "support/conversion.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <cmath>
#include <map>

using namespace socshift;
using namespace socshift::test;

namespace {

const std::vector<std::string> source_names = {"a", "b", "c"};
const std::vector<std::string> target_names = {"x", "y", "z"};

/// One of the tables between three codes and three: for each source the places of its targets.
using Targets = std::vector<std::vector<std::size_t>>;

Targets any_targets() {
    Targets out(source_names.size());
    for (auto& of_source : out) {
        const auto bits = *rc::gen::inRange(1U, 8U);
        for (std::size_t t = 0; t < target_names.size(); ++t) {
            if ((bits >> t & 1U) != 0) {
                of_source.push_back(t);
            }
        }
    }
    return out;
}

/// Quarters that sum to four, by target of one source; none if they are not known.
std::vector<int> any_known(std::size_t targets) {
    if (targets < 2 || *rc::gen::inRange(0, 3) != 0) {
        return {};
    }
    return targets == 2 ? std::vector<int>{1, 3} : std::vector<int>{1, 1, 2};
}

/// Least and most of one target in quarters, by trying every way in which each source whose shares
/// are not known sends all it has to one of its targets. A figure is linear in the shares, so no
/// other way gives more or less.
struct Extremes {
    const Targets& targets;
    const std::vector<std::vector<int>>& known;
    const std::vector<int>& amounts;
    std::size_t target = 0;
    int least = 1000000;
    int most = -1000000;

    void run(std::size_t source, int sum) {
        if (source == targets.size()) {
            least = std::min(least, sum);
            most = std::max(most, sum);
            return;
        }
        const auto& to = targets[source];
        if (!known[source].empty()) {
            for (std::size_t i = 0; i < to.size(); ++i) {
                sum += to[i] == target ? amounts[source] * known[source][i] : 0;
            }
            run(source + 1, sum);
            return;
        }
        for (const auto t : to) {
            run(source + 1, sum + (t == target ? amounts[source] * 4 : 0));
        }
    }
};

std::string quarters(int value) {
    BoundsColumn one(1);
    DecimalSum sum;
    sum.add(*Decimal::parse(std::to_string(value)));
    one.add(0, sum, Share{1, 4}, Share{1, 4});
    return one.least(0, 2);
}

}  // namespace

TEST_CASE("bounds are the extremes over every way to divide what is not known", "[property]") {
    rc::prop("bounds equal the brute force", [] {
        const auto targets = any_targets();
        std::vector<std::vector<int>> known;
        std::vector<int> amounts;
        std::vector<Link> links;
        for (std::size_t s = 0; s < targets.size(); ++s) {
            known.push_back(any_known(targets[s].size()));
            amounts.push_back(*rc::gen::inRange(-5, 20));
            for (std::size_t i = 0; i < targets[s].size(); ++i) {
                const auto share =
                    known[s].empty() ? std::string{} : std::to_string(known[s][i]) + "/4";
                links.push_back(row(source_names[s], target_names[targets[s][i]], share));
            }
        }
        const auto before = flat("before", source_names);
        const auto after = flat("after", target_names);
        const auto plan =
            leaf_plan(before, after, table("before", "after", links), Weighting::equal);
        BoundsColumn bounds(target_names.size());
        for (std::size_t s = 0; s < source_names.size(); ++s) {
            DecimalSum amount;
            amount.add(*Decimal::parse(std::to_string(amounts[s])));
            for (const auto& bound : plan.bounds(s)) {
                bounds.add(after.index(*bound.item), amount, bound.least, bound.most);
            }
        }
        for (std::size_t t = 0; t < target_names.size(); ++t) {
            Extremes brute{targets, known, amounts, t};
            brute.run(0, 0);
            RC_ASSERT(bounds.least(t, 2) == quarters(brute.least));
            RC_ASSERT(bounds.most(t, 2) == quarters(brute.most));
        }
    });
}

TEST_CASE("weights leave shares that sum to one, and every other link as it was", "[property]") {
    rc::prop("user weights by counts", [] {
        const auto targets = any_targets();
        std::vector<Link> links;
        Weights weights;
        weights.form = WeightForm::count;
        for (std::size_t s = 0; s < targets.size(); ++s) {
            const bool has_weights = *rc::gen::inRange(0, 3) != 0;
            for (const auto t : targets[s]) {
                links.push_back(row(source_names[s], target_names[t]));
                if (has_weights) {
                    weights.rows.push_back({code(source_names[s]),
                                            code(target_names[t]),
                                            std::to_string(*rc::gen::inRange(1, 1000)),
                                            {},
                                            {}});
                }
            }
        }
        const auto plain = table("before", "after", links);
        const auto made = user_weights(weights, "w", plain);
        const auto weighted = with_weights(plain, {&made.table});
        RC_ASSERT(pairs(weighted) == pairs(plain));
        for (const auto& source : source_names) {
            const auto range = weighted.links_from(code(source));
            std::map<std::string, double> counts;
            double sum = 0;
            for (const auto& entry : weights.rows) {
                if (entry.source.text() == source) {
                    counts[entry.target->text()] = std::stod(entry.figure);
                    sum += std::stod(entry.figure);
                }
            }
            ShareSum shares;
            for (const auto& link : range) {
                const bool served = range.size() > 1 && sum > 0;
                RC_ASSERT(link.share.has_value() == served);
                if (served) {
                    shares.add(*link.share);
                    RC_ASSERT(std::abs(link.share->to_double() - counts[link.target.text()] / sum) <
                              1e-12);
                }
            }
            RC_ASSERT(shares.is_one() || (range.size() < 2 || sum == 0));
        }
    });
}

namespace {

double total(const std::vector<double>& values) {
    double out = 0;
    for (const auto value : values) {
        out += value;
    }
    return out;
}

/// What arrives in each column.
std::vector<double> arrived(const FitProblem& problem, const std::vector<double>& flows) {
    std::vector<double> out(problem.columns.size());
    for (std::size_t i = 0; i < flows.size(); ++i) {
        out[problem.cells[i].second] += flows[i];
    }
    return out;
}

double divergence(const std::vector<double>& reached, const std::vector<double>& wanted) {
    double out = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        out += reached[i] <= 0 ? 0 : reached[i] * std::log(reached[i] / wanted[i]);
    }
    return out;
}

std::vector<double> doubles(const std::vector<Real>& values) {
    std::vector<double> out;
    for (const auto& value : values) {
        out.push_back(value.convert_to<double>());
    }
    return out;
}

FitProblem any_problem(const Targets& targets) {
    FitProblem out;
    for (std::size_t s = 0; s < targets.size(); ++s) {
        out.rows.push_back(*rc::gen::inRange(1, 100));
        for (const auto t : targets[s]) {
            out.cells.emplace_back(s, t);
        }
    }
    out.columns.assign(target_names.size(), 0);
    return out;
}

}  // namespace

TEST_CASE("fitted flows have both margins and the form that only the nearest to equal has",
          "[property]") {
    // Flows a(row) * b(column) with given margins are unique, and of all with these margins the
    // nearest to equal ones: what to look for, instead of how to get there.
    rc::prop("margins and cross products", [] {
        auto problem = any_problem(any_targets());
        std::fill(problem.rows.begin(), problem.rows.end(), 0);
        for (const auto& cell : problem.cells) {  // margins of flows that there are
            const auto flow = *rc::gen::inRange(1, 50);
            problem.rows[cell.first] += flow;
            problem.columns[cell.second] += flow;
        }
        const auto made = fit(problem);
        RC_ASSERT(made.converged);
        RC_ASSERT(!made.contradictory);
        const auto flows = doubles(made.flows);
        const auto columns = arrived(problem, flows);
        for (std::size_t t = 0; t < columns.size(); ++t) {
            RC_ASSERT(std::abs(columns[t] - static_cast<double>(problem.columns[t])) < 1e-9);
        }
        std::map<std::pair<std::size_t, std::size_t>, double> at;
        for (std::size_t i = 0; i < flows.size(); ++i) {
            at[problem.cells[i]] = flows[i];
        }
        for (std::size_t s = 0; s < 3; ++s) {
            for (std::size_t t = 0; t < 3; ++t) {
                const auto other_s = (s + 1) % 3;
                const auto other_t = (t + 1) % 3;
                if (at.count({s, t}) + at.count({s, other_t}) + at.count({other_s, t}) +
                        at.count({other_s, other_t}) ==
                    4) {
                    RC_ASSERT(std::abs(at[{s, t}] * at[{other_s, other_t}] -
                                       at[{s, other_t}] * at[{other_s, t}]) < 1e-6);
                }
            }
        }
    });
}

TEST_CASE("where margins contradict each other no flows come nearer to the targets", "[property]") {
    rc::prop("no other flows with these sources have a smaller divergence", [] {
        auto problem = any_problem(any_targets());
        for (auto& column : problem.columns) {
            column = *rc::gen::inRange(1, 100);
        }
        const auto made = fit(problem);
        RC_PRE(made.converged);
        const auto wanted = doubles(made.wanted);
        const auto flows = doubles(made.flows);
        std::vector<double> rows(problem.rows.size());
        for (std::size_t i = 0; i < flows.size(); ++i) {
            rows[problem.cells[i].first] += flows[i];
        }
        for (std::size_t s = 0; s < rows.size(); ++s) {
            RC_ASSERT(std::abs(rows[s] - static_cast<double>(problem.rows[s])) < 1e-9);
        }
        const auto best = divergence(arrived(problem, flows), wanted);
        for (int attempt = 0; attempt < 20; ++attempt) {
            std::vector<double> other;
            std::vector<double> sums(problem.rows.size());
            for (const auto& cell : problem.cells) {
                other.push_back(*rc::gen::inRange(0, 100) + 0.01);
                sums[cell.first] += other.back();
            }
            for (std::size_t i = 0; i < other.size(); ++i) {
                const auto s = problem.cells[i].first;
                other[i] *= static_cast<double>(problem.rows[s]) / sums[s];
            }
            RC_ASSERT(std::abs(total(other) - total(flows)) < 1e-6);
            RC_ASSERT(best <= divergence(arrived(problem, other), wanted) + 1e-9);
        }
    });
}
