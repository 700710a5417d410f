#include "socshift/convert/family_target.hpp"

#include "socshift/model/error.hpp"

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

FamilyTarget::FamilyTarget(const Catalog& catalog, const std::vector<EditionId>& editions)
    : families_(FamilyIndex::make(catalog, editions)), edition_(as_edition(families_)) {}

Plan FamilyTarget::plan(const Edition& source, Groups groups) const {
    const auto& editions = families_.editions();
    if (std::find(editions.begin(), editions.end(), source.id()) == editions.end()) {
        throw UnknownName(fmt::format("'{}' is not among the editions that families are asked of",
                                      source.id().text()));
    }
    CorrespondenceData table{source.id(), edition_.id(), "", {}, {}, {}};
    for (const auto& item : source.items()) {
        if (const auto* const family = families_.find(source.id(), item.code.text())) {
            table.links.push_back(
                {item.code, Code::parse(family->id), std::nullopt, std::nullopt, item.at});
        }
    }
    PlanOptions options;
    options.groups = groups;
    return Plan::make(source, edition_, Correspondence::make(std::move(table)), options);
}

}  // namespace socshift
