#include "socshift/convert/conversion_aim.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

EditionId target_of(const Catalog& catalog, const ConversionSpec& spec) {
    auto id = catalog.resolve(spec.to);
    const auto& target = catalog.edition(id);
    if (!spec.level.empty() && !target.level_index(spec.level)) {
        refuse_spec(SpecRule::level_unknown, {SpecField::level},
                    fmt::format("{} has no level '{}'; it has: {}", id.text(), spec.level,
                                fmt::join(target.levels(), ", ")));
    }
    return id;
}

std::vector<EditionId> families_of(const Catalog& catalog, const ConversionSpec& spec) {
    std::vector<EditionId> editions;
    for (const auto& name : spec.families) {
        auto id = catalog.resolve(name);
        if (std::find(editions.begin(), editions.end(), id) != editions.end()) {
            refuse_spec(SpecRule::family_is_there_twice, {SpecField::families},
                        fmt::format("{} is there twice", id.text()));
        }
        editions.push_back(std::move(id));
    }
    if (editions.size() < 2) {
        refuse_spec(SpecRule::too_few_families, {SpecField::families},
                    fmt::format("expected two editions or more, found '{}'",
                                fmt::join(spec.families, ",")));
    }
    return editions;
}

}  // namespace

ConversionAim aim_of(const Catalog& catalog, const ConversionSpec& spec) {
    ConversionAim out;
    if (spec.families.empty()) {
        out.target = target_of(catalog, spec);
    } else {
        out.families = families_of(catalog, spec);
    }
    for (const auto& way : spec.via) {
        auto* over = &out.via;
        if (!way.from.empty()) {
            const auto source = catalog.resolve(way.from);
            over = &out.via_of[source];
            if (!over->empty()) {
                refuse_spec(SpecRule::way_is_there_twice, {SpecField::via},
                            fmt::format("the way of {} is there twice", source.text()));
            }
        }
        for (const auto& edition : way.over) {
            over->push_back(catalog.resolve(edition));
        }
    }
    return out;
}

void refuse_spec(SpecRule rule, std::vector<SpecField> fields, std::string message,
                 std::vector<std::string> values) {
    throw SpecError({{rule, std::move(fields), std::move(message), std::move(values)}});
}

std::string list_of(const std::vector<EditionId>& editions, std::string_view separator) {
    std::vector<std::string> texts;
    for (const auto& id : editions) {
        texts.push_back(id.text());
    }
    return fmt::format("{}", fmt::join(texts, separator));
}

}  // namespace socshift
