#include "support/naive.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace socshift::test {

namespace {

std::string text(const Share& share, Basis basis) {
    return share.text() + " " + std::string{to_string(basis)};
}

}  // namespace

std::vector<NaiveLink> as_naive(const Correspondence& table) {
    std::vector<NaiveLink> out;
    for (const auto& link : table.links()) {
        const auto known = known_share(table, link);
        out.push_back({link.source.text(), link.target.text(), std::nullopt});
        if (known) {
            out.back().known = text(known->share, known->basis);
        }
    }
    return out;
}

std::vector<NaiveLink> naive_compose(const Correspondence& ab, const Correspondence& bc) {
    std::map<std::pair<std::string, std::string>, std::pair<ShareSum, Basis>> sums;
    std::map<std::string, std::set<std::string>> targets_of;
    std::set<std::string> unknown;  // sources
    std::set<std::string> lost;     // sources that lose a part
    for (const auto& first : ab.links()) {
        bool leads_on = false;
        for (const auto& second : bc.links()) {
            if (first.target != second.source) {
                continue;
            }
            leads_on = true;
            targets_of[first.source.text()].insert(second.target.text());
            auto& [sum, basis] = sums[{first.source.text(), second.target.text()}];
            const auto a = known_share(ab, first);
            const auto b = known_share(bc, second);
            if (a && b) {
                sum.add(a->share * b->share);
                basis = weaker(basis, weaker(a->basis, b->basis));
            } else {
                unknown.insert(first.source.text());
            }
        }
        if (!leads_on) {
            lost.insert(first.source.text());
            if (!known_share(ab, first)) {
                unknown.insert(first.source.text());
            }
        }
    }
    std::vector<NaiveLink> out;
    for (const auto& [ends, value] : sums) {
        out.push_back({ends.first, ends.second, std::nullopt});
        if (unknown.count(ends.first) == 0) {
            out.back().known = text(*value.first.share(), value.second);
        } else if (targets_of[ends.first].size() == 1 && lost.count(ends.first) == 0) {
            out.back().known = "1 only";
        }
    }
    return out;
}

std::vector<Family> naive_families(const std::vector<Code>& sources,
                                   const std::vector<Code>& targets, const Correspondence& table) {
    std::map<Code, std::size_t> source_group;
    std::map<Code, std::size_t> target_group;
    std::size_t next = 0;
    for (const auto& code : sources) {
        source_group[code] = next++;
    }
    for (const auto& code : targets) {
        target_group[code] = next++;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& link : table.links()) {
            auto& a = source_group.at(link.source);
            auto& b = target_group.at(link.target);
            changed = changed || a != b;
            a = b = std::min(a, b);
        }
    }
    std::map<std::size_t, Family> groups;
    for (const auto& [code, group] : source_group) {
        groups[group].codes.resize(2);
        groups[group].codes[0].push_back(code);
    }
    for (const auto& [code, group] : target_group) {
        groups[group].codes.resize(2);
        groups[group].codes[1].push_back(code);
    }
    std::vector<Family> out;
    for (auto& [group, family] : groups) {
        out.push_back(std::move(family));
    }
    const auto first = [](const Family& family) {
        return family.codes[0].empty() ? family.codes[1].front() : family.codes[0].front();
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const Family& a, const Family& b) { return first(a) < first(b); });
    return out;
}

namespace {

struct NaivePath {
    bool longer = false;  // than one step
    MicroBits loss = 0;
    std::vector<EditionId> way;
};

void walk(const Catalog& catalog, const EditionId& to, const RouteLimits& bounds,
          const NaivePath& path, std::vector<NaivePath>& out) {
    if (path.way.back() == to) {
        out.push_back(path);
        return;
    }
    if (path.way.size() > bounds.steps) {
        return;
    }
    for (const auto& next : catalog.edition_ids()) {
        auto steps = direct_steps(catalog, path.way.back(), next);
        steps.erase(std::remove_if(steps.begin(), steps.end(),
                                   [&](const Step& step) {
                                       const auto table = table_of(catalog, step);
                                       return table.links().empty() ||
                                              table.coverage() == Coverage::part;
                                   }),
                    steps.end());
        if (steps.empty() || std::count(path.way.begin(), path.way.end(), next) != 0) {
            continue;
        }
        auto longer = path;
        longer.longer = path.way.size() > 1;
        longer.loss += information_loss(table_of(catalog, steps.front()),
                                        catalog.edition(path.way.back()), catalog.edition(next));
        longer.way.push_back(next);
        walk(catalog, to, bounds, longer, out);
    }
}

void add_entropy(double mass, double& sum) {
    sum -= mass > 0 ? mass * std::log2(mass) : 0;
}

}  // namespace

std::vector<std::string> naive_routes(const Catalog& catalog, const EditionId& from,
                                      const EditionId& to, const RouteLimits& bounds) {
    std::vector<NaivePath> all;
    walk(catalog, to, bounds, {false, 0, {from}}, all);
    std::sort(all.begin(), all.end(), [](const NaivePath& a, const NaivePath& b) {
        return std::tuple{a.longer, a.loss, a.way.size(), a.way} <
               std::tuple{b.longer, b.loss, b.way.size(), b.way};
    });
    std::vector<std::string> out;
    for (const auto& path : all) {
        std::string text;
        for (const auto& id : path.way) {
            text += (text.empty() ? "" : " -> ") + id.text();
        }
        out.push_back(text);
    }
    out.resize(std::min(out.size(), bounds.routes));
    return out;
}

double naive_equivocation(const Correspondence& table, const Counts& counts) {
    std::map<std::string, double> of;
    for (const auto& row : counts.rows) {
        of[row.code.text()] = static_cast<double>(row.count);
    }
    double total = 0;
    std::map<std::string, double> of_target;
    std::vector<double> joint;
    for (const auto& link : table.links()) {
        const auto mass =
            of[link.source.text()] * known_share(table, link).value().share.to_double();
        joint.push_back(mass);
        of_target[link.target.text()] += mass;
        total += mass;
    }
    double both = 0;
    double target = 0;
    for (const auto mass : joint) {
        add_entropy(total > 0 ? mass / total : 0, both);
    }
    for (const auto& [code, mass] : of_target) {
        add_entropy(total > 0 ? mass / total : 0, target);
    }
    return both - target;
}

}  // namespace socshift::test
