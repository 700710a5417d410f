#include "socshift/convert/family_target.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

Edition as_edition(const FamilyIndex& families) {
    const auto id = EditionId::parse("family");
    EditionData data{
        {id, "family", "Families", Status::final, {}, {}, {}, {}, {"family"}, {}, {}}, {}, {}, {}};
    for (const auto& family : families.families()) {
        Item item{Code::parse(family.id), family.label, "family", {}, false, false, {}, {}};
        data.items.push_back(std::move(item));
    }
    return Edition::make(std::move(data));
}

}  // namespace

FamilyTarget::FamilyTarget(const Catalog& catalog, const std::vector<EditionId>& editions,
                           std::string_view level)
    : families_(FamilyIndex::make(catalog, editions, level)), edition_(as_edition(families_)) {}

Plan FamilyTarget::plan(const Edition& source, Groups groups,
                        std::vector<std::vector<Code>> sets) const {
    const auto& editions = families_.editions();
    const auto place = std::find(editions.begin(), editions.end(), source.id());
    if (place == editions.end()) {
        throw UnknownName(fmt::format("'{}' is not among the editions that families are asked of",
                                      source.id().text()));
    }
    const auto& level = families_.levels()[static_cast<std::size_t>(place - editions.begin())];
    CorrespondenceData table{source.id(), edition_.id(), "", {}, {}, {}};
    for (const auto& item : source.items()) {
        const auto* const member = source.cut_member(item, level);
        const auto* const family =
            member == nullptr ? nullptr : families_.find(source.id(), member->code.text());
        if (family != nullptr) {
            table.links.push_back(
                {item.code, Code::parse(family->id), std::nullopt, std::nullopt, item.at});
        }
    }
    PlanOptions options;
    options.groups = groups;
    options.sets = std::move(sets);
    return Plan::make(source, edition_, Correspondence::make(std::move(table)), options);
}

}  // namespace socshift
