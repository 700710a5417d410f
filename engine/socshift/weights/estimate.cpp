#include "socshift/weights/estimate.hpp"

#include "socshift/changes/family.hpp"
#include "socshift/numbers/fitting.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

namespace {

/// Three decimals, without zeros at the end.
std::string rounded(const Real& value) {
    auto text = value.str(3, std::ios_base::fixed);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::vector<std::string> rounded(const std::vector<Real>& values) {
    std::vector<std::string> out;
    for (const auto& value : values) {
        out.push_back(rounded(value));
    }
    return out;
}

std::vector<std::string> count_texts(const std::vector<Code>& codes, const LeafSizes& sizes) {
    std::vector<std::string> out;
    for (const auto& code : codes) {
        const auto found = sizes.find(code);
        out.push_back(found == sizes.end() ? "" : std::to_string(found->second));
    }
    return out;
}

std::string without_count(const std::vector<Code>& codes, const LeafSizes& sizes) {
    std::string out;
    for (const auto& code : codes) {
        if (sizes.find(code) == sizes.end()) {
            out += (out.empty() ? "" : ", ") + code.text();
        }
    }
    return out;
}

class FamilyFit {
public:
    FamilyFit(const Correspondence& table, const Family& family, const Edition& before,
              const Edition& after, const LeafSizes& sources, const LeafSizes& targets)
        : table_(table) {
        out_.sources = family.sources();
        out_.targets = family.targets();
        out_.record.sources = texts_of(out_.sources);
        out_.record.targets = texts_of(out_.targets);
        out_.record.source_counts = count_texts(out_.sources, sources);
        out_.record.target_counts = count_texts(out_.targets, targets);
        auto reason = why_not(before, after, sources, targets);
        if (reason.empty()) {
            for (const auto& link_source : out_.sources) {
                problem_.rows.push_back(sources.at(link_source));
            }
            for (const auto& target : out_.targets) {
                problem_.columns.push_back(targets.at(target));
            }
            reason = solve();
        }
        if (!reason.empty()) {
            out_.state = EstimateState::not_estimable;
            out_.record.reason = reason;
        }
        out_.record.state = to_string(out_.state);
    }

    [[nodiscard]] FamilyEstimate take(WeightTable& weights) {
        for (std::size_t row = 0; row < out_.sources.size(); ++row) {
            add_source(row, weights);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string why_not(const Edition& before, const Edition& after,
                                      const LeafSizes& sources, const LeafSizes& targets) const {
        std::string missing;
        if (const auto codes = without_count(out_.sources, sources); !codes.empty()) {
            missing = fmt::format("no count of {} {}", before.id().text(), codes);
        }
        if (const auto codes = without_count(out_.targets, targets); !codes.empty()) {
            missing += fmt::format("{}no count of {} {}", missing.empty() ? "" : "; ",
                                   after.id().text(), codes);
        }
        if (!missing.empty()) {
            return missing;
        }
        for (const auto& source : out_.sources) {
            const auto known = table_.links_from(source);
            if (!known.empty() && known.begin()->share) {
                return fmt::format("shares out of {} are published", source.text());
            }
            if (sources.at(source) == 0) {
                return fmt::format("the count of {} is 0", source.text());
            }
            const auto places = table_.places(source);
            if (places.ends || places.is_partial) {
                return fmt::format("a part of {} goes elsewhere", source.text());
            }
            const auto& links = places.links;
            if (std::all_of(links.begin(), links.end(),
                            [&](const Link& link) { return targets.at(link.target) == 0; })) {
                return fmt::format("the counts of all targets of {} are 0", source.text());
            }
        }
        return "";
    }

    /// Empty if it went well.
    [[nodiscard]] std::string solve() {
        for (std::size_t row = 0; row < out_.sources.size(); ++row) {
            for (const auto& link : table_.links_from(out_.sources[row])) {
                const auto column =
                    std::lower_bound(out_.targets.begin(), out_.targets.end(), link.target) -
                    out_.targets.begin();
                problem_.cells.emplace_back(row, static_cast<std::size_t>(column));
            }
        }
        fit_ = fit(problem_);
        if (!fit_.converged) {
            return fmt::format("the fitting did not settle in {} iterations", fit_.iterations);
        }
        out_.state = fit_.contradictory ? EstimateState::contradictory : EstimateState::estimated;
        out_.record.iterations = static_cast<std::int64_t>(fit_.iterations);
        out_.record.wanted = rounded(fit_.wanted);
        out_.record.fitted = rounded(fit_.reached);
        out_.record.residual = rounded(fit_.residual());
        return "";
    }

    void add_source(std::size_t row, WeightTable& weights) const {
        const auto links = table_.links_from(out_.sources[row]);
        if (links.size() < 2 || links.begin()->share) {
            return;
        }
        if (out_.state == EstimateState::not_estimable) {
            weights.gaps.push_back({out_.sources[row], out_.record.reason});
            return;
        }
        std::vector<Real> flows;
        for (std::size_t i = 0; i < problem_.cells.size(); ++i) {
            if (problem_.cells[i].first == row) {
                flows.push_back(fit_.flows[i]);
            }
        }
        DividedSource made{
            out_.sources[row], {}, false, remark(), out_.state == EstimateState::contradictory};
        const auto parts = millionths(flows);
        const auto* link = links.begin();
        for (const auto part : parts) {
            if (part > 0) {
                made.cells.push_back({{link->target}, Share{part, 1000000}});
            }
            ++link;
        }
        weights.sources.push_back(std::move(made));
    }

    [[nodiscard]] std::string remark() const {
        return out_.state == EstimateState::contradictory
                   ? fmt::format("margins contradict each other: {} lie elsewhere than wanted",
                                 out_.record.residual)
                   : "";
    }

    const Correspondence& table_;
    FamilyEstimate out_;
    FitProblem problem_;
    Fit fit_;
};

bool has_split(const Correspondence& table, const Family& family) {
    return std::any_of(family.sources().begin(), family.sources().end(),
                       [&](const Code& source) { return table.links_from(source).size() > 1; });
}

}  // namespace

LeafSizes leaf_counts(const Counts& counts, const Edition& edition,
                      const Correspondence* coverage) {
    std::map<Code, std::int64_t> by_code;
    for (const auto& row : counts.rows) {
        by_code.emplace(row.code, row.count);
    }
    LeafSizes out;
    if (coverage == nullptr) {
        for (const auto& [code, count] : by_code) {
            const auto* const item = edition.find(code);
            if (item != nullptr && edition.is_leaf(*item)) {
                out.emplace(code, count);
            }
        }
        return out;
    }
    std::set<Code> unclear;
    for (const auto& link : coverage->links()) {
        const auto count = by_code.find(link.source);
        const auto known = known_share(*coverage, link);
        if (count == by_code.end() || !known || !known->share.is_one()) {
            unclear.insert(link.target);
        } else {
            out[link.target] += count->second;
        }
    }
    for (const auto& code : unclear) {
        out.erase(code);
    }
    return out;
}

Estimate estimate_weights(const Correspondence& table, const Edition& before, const Edition& after,
                          const LeafSizes& sources, const LeafSizes& targets) {
    Estimate out;
    out.weights.name = "employment";
    out.weights.basis = Basis::employment;
    const std::vector<EditionCodes> editions = {codes_at(before, before.finest_level()),
                                                codes_at(after, after.finest_level())};
    for (const auto& family : families(editions, {&table})) {
        if (has_split(table, family)) {
            out.families.push_back(
                FamilyFit(table, family, before, after, sources, targets).take(out.weights));
        }
    }
    const auto by_source = [](const auto& a, const auto& b) { return a.source < b.source; };
    std::sort(out.weights.sources.begin(), out.weights.sources.end(), by_source);
    std::sort(out.weights.gaps.begin(), out.weights.gaps.end(), by_source);
    return out;
}

}  // namespace socshift
