#include "support/naive.hpp"

#include <algorithm>
#include <map>
#include <set>

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
            unknown.insert(first.source.text());
        }
    }
    std::vector<NaiveLink> out;
    for (const auto& [ends, value] : sums) {
        out.push_back({ends.first, ends.second, std::nullopt});
        if (unknown.count(ends.first) == 0) {
            out.back().known = text(*value.first.share(), value.second);
        } else if (targets_of[ends.first].size() == 1) {
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

}  // namespace socshift::test
