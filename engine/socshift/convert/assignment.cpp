#include "socshift/convert/assignment.hpp"

#include "socshift/convert/assign_rows.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/title_assigner.hpp"
#include "socshift/routes/code_map.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace socshift {

/// Everything that was made. Rules refer to what stands before them.
struct Assignment::Parts {
    AssignSpec spec;
    EditionTitles titles;
    std::optional<Route> route;
    std::vector<EditionId> drafts;
    TitleRules rules;
};

namespace {

[[noreturn]] void refuse(AssignRule rule, std::vector<AssignField> fields, std::string message,
                         std::vector<std::string> values = {}) {
    throw AssignError({{rule, std::move(fields), std::move(message), std::move(values)}});
}

/// Names of the levels of groups that @p spec allows in @p edition, finest first.
std::vector<std::string> levels_of(const AssignSpec& spec, const Edition& edition) {
    std::vector<std::string> out;
    if (spec.fall_back.empty()) {
        return out;
    }
    const auto& levels = edition.levels();  // coarsest first
    const auto wanted = std::find(levels.begin(), levels.end(), spec.fall_back);
    if (wanted == levels.end()) {
        const std::vector<std::string> groups(levels.begin(), levels.end() - 1);
        refuse(AssignRule::level_unknown, {AssignField::fall_back},
               fmt::format("'{}' is no level of {}; {}", spec.fall_back, edition.id().text(),
                           groups.empty()
                               ? "it has none of groups"
                               : fmt::format("expected one of {}", fmt::join(groups, ", "))),
               {spec.fall_back});
    }
    if (wanted + 1 == levels.end()) {
        refuse(AssignRule::level_is_no_group, {AssignField::fall_back},
               fmt::format("'{}' is the finest level of {}: it has no groups", spec.fall_back,
                           edition.id().text()),
               {spec.fall_back});
    }
    out.assign(wanted, levels.end() - 1);
    std::reverse(out.begin(), out.end());
    return out;
}

/// @throws AssignError for the first error of @p decisions.
void check_decisions(const Catalog& catalog, const Decisions& decisions) {
    for (const auto& finding : check(decisions, catalog)) {
        if (finding.severity == Severity::error) {
            refuse(AssignRule::decisions_wrong, {AssignField::decisions}, to_string(finding));
        }
    }
}

/// The item above @p item, or itself, at @p level; nullptr if there is none.
const Item* group_of(const Edition& edition, const Item* item, const std::string& level) {
    while (item != nullptr && item->level != level) {
        item = edition.parent(*item);
    }
    return item;
}

/// Adds the leaves of @p edition where @p code can have gone. False: a part of that is not known.
bool add_targets(const CodeMap& map, const Code& code, const Edition& edition,
                 std::vector<const Item*>& out) {
    const auto mapped = map.find(code.text());
    if (!mapped) {
        return false;
    }
    for (const auto& place : mapped->places) {
        if (place.kind == PlaceKind::unknown) {
            return false;
        }
        if (const auto* const item = place.item ? edition.find(place.item->code) : nullptr) {
            const auto leaves = edition.leaves(*item);
            out.insert(out.end(), leaves.begin(), leaves.end());
        }
    }
    return true;
}

/// Where @p old, of @p source, can have gone: a group where its leaves can. Nothing if a part of it
/// is not known.
OldCodeTargets targets_of(const CodeMap& map, const Edition& source, const Item& old,
                          const TitleRules& rules) {
    OldCodeTargets out{old.code.text(), {}, {}};
    for (const auto* const leaf : source.leaves(old)) {
        if (!add_targets(map, leaf->code, rules.titles->edition(), out.leaves)) {
            return {old.code.text(), {}, {}};
        }
    }
    const auto is_before = [](const Item* a, const Item* b) { return a->code < b->code; };
    std::sort(out.leaves.begin(), out.leaves.end(), is_before);
    out.leaves.erase(std::unique(out.leaves.begin(), out.leaves.end()), out.leaves.end());
    for (const auto* const leaf : out.leaves) {
        const auto found =
            std::lower_bound(rules.items.begin(), rules.items.end(), leaf, is_before);
        if (found != rules.items.end() && *found == leaf) {
            out.places.push_back(static_cast<std::uint32_t>(found - rules.items.begin()));
        }
    }
    return out;
}

/// From the old codes of @p spec to @p to; none without old codes.
std::optional<Route> route_of(const Catalog& catalog, const AssignSpec& spec, const EditionId& to) {
    if (spec.from.empty()) {
        return std::nullopt;
    }
    const auto from = catalog.resolve(spec.from);
    if (from == to) {
        return Route{from, to, {}};
    }
    std::vector<EditionId> via;
    for (const auto& name : spec.via) {
        via.push_back(catalog.resolve(name));
    }
    return require_route(catalog, from, to, via);
}

void note_drafts(const Catalog& catalog, const EditionId& to, const std::optional<Route>& route,
                 std::vector<EditionId>& out) {
    std::vector<EditionId> editions;
    if (route) {
        editions.push_back(route->from);
        for (const auto& step : route->steps) {
            editions.push_back(step.to);
        }
    }
    editions.push_back(to);
    for (const auto& id : editions) {
        if (catalog.header(id).status == Status::draft &&
            std::find(out.begin(), out.end(), id) == out.end()) {
            out.push_back(id);
        }
    }
}

}  // namespace

Assignment::Assignment(Catalog catalog, AssignSpec spec) {
    if (auto found = check(spec); !found.empty()) {
        throw AssignError(std::move(found));
    }
    const auto to = catalog.resolve(spec.to);
    const auto levels = levels_of(spec, catalog.edition(to));
    auto route = route_of(catalog, spec, to);
    check_decisions(catalog, spec.decisions);
    auto titles = EditionTitles::make(catalog, to, spec.decisions);
    const auto parts = std::make_shared<Parts>(
        Parts{std::move(spec), std::move(titles), std::move(route), {}, {}});
    note_drafts(catalog, to, parts->route, parts->drafts);
    const auto& edition = parts->titles.edition();
    auto& rules = parts->rules;
    rules.titles = &parts->titles;
    rules.min_score = parts->spec.min_score;
    for (const auto& code : parts->titles.index().codes()) {
        rules.items.push_back(edition.find(code));
    }
    if (rules.items.empty()) {
        refuse(AssignRule::no_titles, {AssignField::to},
               fmt::format("the catalog has no titles for {}", to.text()), {to.text()});
    }
    for (const auto& name : levels) {
        auto& level = rules.levels.emplace_back();
        level.name = name;
        for (const auto* const item : rules.items) {
            level.groups.push_back(group_of(edition, item, name));
        }
    }
    if (!parts->spec.job_zone.empty()) {
        const JobZoneTable zones(catalog, to);
        for (const auto* const item : rules.items) {
            rules.job_zones.push_back(zones.of(item->code).zones);
        }
        if (std::none_of(rules.job_zones.begin(), rules.job_zones.end(),
                         [](const auto& zone) { return zone.has_value(); })) {
            refuse(AssignRule::no_job_zones, {AssignField::job_zone, AssignField::to},
                   fmt::format("the catalog has no job zones for {}", to.text()), {to.text()});
        }
    }
    if (parts->route) {
        rules.old_codes.emplace(catalog, parts->route->from, Unpublished::included);
        const CodeMap map(catalog, *parts->route);
        const auto& source = rules.old_codes->edition();
        for (const auto& item : source.items()) {
            rules.old_targets.push_back(targets_of(map, source, item, rules));
        }
    }
    parts_ = parts;
}

const AssignSpec& Assignment::spec() const noexcept {
    return parts_->spec;
}

const EditionTitles& Assignment::titles() const noexcept {
    return parts_->titles;
}

const std::optional<Route>& Assignment::route() const noexcept {
    return parts_->route;
}

const std::vector<EditionId>& Assignment::drafts() const noexcept {
    return parts_->drafts;
}

std::vector<std::string> Assignment::added_columns() const {
    return assigned_names(parts_->spec, parts_->rules);
}

std::vector<NewColumn> Assignment::new_columns() const {
    std::vector<NewColumn> out;
    for (auto& name : added_columns()) {
        out.push_back({std::move(name), NewColumn::Kind::texts});
    }
    constexpr std::size_t score = 2;  // behind code and title
    out[score].kind = NewColumn::Kind::decimals;
    return out;
}

PersonRows Assignment::person_rows(
    ReadBytes read, const std::function<TextPlace(std::uint64_t line)>& place) const {
    return parts_->spec.person.empty() ? PersonRows{}
                                       : read_person_rows(parts_->spec, std::move(read), place);
}

AssignSummary Assignment::run(ReadBytes read, const ConvertOutputs& outputs,
                              const std::function<TextPlace(std::uint64_t line)>& place,
                              const PersonRows& persons) const {
    return assign_rows(parts_->spec, parts_->rules, std::move(read), outputs, place, persons);
}

AssignedColumns Assignment::assign(const std::vector<DataColumn>& columns, Extent extent) const {
    auto spec = parts_->spec;
    spec.file = spec.file.empty() ? "the data" : spec.file;
    spec.is_part = extent == Extent::part;
    AssignedColumns out;
    out.index = parts_;
    out.account =
        assign_columns(spec, parts_->rules, columns, [&](std::uint64_t row, AssignedTitle&& title) {
            out.rows.push_back(row);
            out.titles.push_back(std::move(title));
        });
    return out;
}

AssignSummary Assignment::assign(DataBlocks& blocks, AssignedBlocks& out,
                                 const PersonRows& persons) const {
    return assign_blocks(parts_->spec, parts_->rules, blocks, persons, out);
}

PersonRows Assignment::person_rows(DataBlocks& blocks) const {
    return parts_->spec.person.empty() ? PersonRows{} : read_person_rows(parts_->spec, blocks);
}

AssignedColumns Assignment::assign(std::span<const std::string_view> titles) const {
    return assign(std::vector<DataColumn>{{parts_->spec.column, titles}});
}

std::vector<std::string> AssignedColumns::codes() const {
    std::vector<std::string> out;
    out.reserve(titles.size());
    for (const auto& title : titles) {
        out.push_back(title.item == nullptr ? std::string{} : title.item->code.text());
    }
    return out;
}

std::vector<double> AssignedColumns::scores() const {
    constexpr double thousand = 1000;
    std::vector<double> out;
    out.reserve(titles.size());
    for (const auto& title : titles) {
        out.push_back(title.item == nullptr ? std::numeric_limits<double>::quiet_NaN()
                                            : static_cast<double>(title.score) / thousand);
    }
    return out;
}

void check_names(const Catalog& catalog, const AssignSpec& spec, ReadBytes read) {
    if (auto found = check(spec); !found.empty()) {
        throw AssignError(std::move(found));
    }
    const auto to = catalog.resolve(spec.to);
    static_cast<void>(levels_of(spec, catalog.edition(to)));
    static_cast<void>(route_of(catalog, spec, to));
    RowHandling handling;
    static_cast<DataShape&>(handling) = static_cast<const DataShape&>(spec);
    const TextFeed feed(handling, std::move(read));
    const auto& columns = feed.layout().columns;
    for (const auto& name : named_columns(spec)) {
        static_cast<void>(columns.place(name));
    }
    static_cast<void>(RowFilters(spec.where, columns));
}

}  // namespace socshift
