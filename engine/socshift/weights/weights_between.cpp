#include "socshift/weights/weights_between.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace socshift {

namespace {

/// "sex=1, age=2"
std::string group_label(const Weights& weights, const std::vector<std::string>& group) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < weights.groups.size(); ++i) {
        parts.push_back(weights.groups[i] + "=" + group[i]);
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

WeightsBetween of_file(const Catalog& catalog, const WeightsSubject& subject,
                       const WeightChoice& choice, bool normalise) {
    const auto& table = subject.table;
    const auto& before = catalog.edition(table.source());
    const auto& after = catalog.edition(table.target());
    const auto weights = with_printed_codes(*choice.weights, before, after);
    WeightsBetween out{choice.name, {}, check(weights, table, before, after, normalise), {}};
    if (has_errors(out.findings)) {
        throw DataError(std::move(out.findings));
    }
    for (const auto& group : groups_of(weights)) {
        auto made = user_weights(weights, choice.name, table, group);
        out.normalised.insert(out.normalised.end(), made.normalised.begin(), made.normalised.end());
        out.tables.push_back({group_label(weights, group), std::move(made.table)});
    }
    return out;
}

const WeightTable& only_table(const WeightsBetween& weights) {
    if (weights.tables.size() != 1) {
        throw DependsOnGroups(weights.name);
    }
    return weights.tables.front().weights;
}

}  // namespace

WeightsSubject WeightsSubject::between(const Catalog& catalog, const EditionId& from,
                                       const EditionId& to) {
    auto route = require_route(catalog, from, to);
    auto table = composed(catalog, route);
    return {std::move(route), std::move(table)};
}

WeightsBetween weights_between(const Catalog& catalog, const WeightsSubject& subject,
                               const WeightChoice& choice, bool normalise) {
    if (choice.kind == WeightKind::file) {
        return of_file(catalog, subject, choice, normalise);
    }
    auto table = choice.kind == WeightKind::equal
                     ? std::optional{equal_along(catalog, subject.route)}
                     : catalog_weights(catalog, choice.kind, subject.table);
    if (!table) {
        throw NoWeights(fmt::format("there are no {} weights from {} to {}", choice.name,
                                    subject.table.source().text(), subject.table.target().text()));
    }
    table->name = choice.name;
    WeightsBetween out{choice.name, {}, {}, {}};
    out.tables.push_back({"", std::move(*table)});
    return out;
}

std::vector<WeightTable> all_weights(const Catalog& catalog, const WeightsSubject& subject) {
    std::vector<WeightTable> out;
    for (const auto kind : {WeightKind::census, WeightKind::census_exact, WeightKind::employment,
                            WeightKind::equal}) {
        if (auto weights = catalog_weights(catalog, kind, subject.table)) {
            weights->name = to_string(kind);
            out.push_back(std::move(*weights));
        }
    }
    return out;
}

bool ComparedWeights::is_same() const noexcept {
    return std::all_of(compared.differences.begin(), compared.differences.end(),
                       [](const WeightDifference& entry) { return entry.a == entry.b; });
}

DependsOnGroups::DependsOnGroups(const std::string& name)
    : Error(fmt::format("'{}' depends on groups of rows; expected weights without", name)) {}

ComparedWeights compare_between(const Catalog& catalog, const WeightsSubject& subject,
                                const WeightChoice& a, const WeightChoice& b, bool normalise) {
    const auto all_a = weights_between(catalog, subject, a, normalise);
    const auto all_b = weights_between(catalog, subject, b, normalise);
    const auto& first = only_table(all_a);
    const auto& second = only_table(all_b);
    ComparedWeights out{a.name, b.name, compare_weights(first, second), 0, 0, all_a.normalised};
    out.only_a = first.sources.size() - out.compared.both;
    out.only_b = second.sources.size() - out.compared.both;
    out.normalised.insert(out.normalised.end(), all_b.normalised.begin(), all_b.normalised.end());
    return out;
}

}  // namespace socshift
