#include "socshift/convert/conversion.hpp"

#include "socshift/convert/conversion_aim.hpp"
#include "socshift/convert/edition_map.hpp"
#include "socshift/convert/family_target.hpp"
#include "socshift/convert/row_feed.hpp"
#include "socshift/convert/row_texts.hpp"
#include "socshift/convert/rows.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/routes/publication.hpp"
#include "socshift/titles/edition_titles.hpp"
#include "socshift/weights/employment_weights.hpp"
#include "socshift/weights/weight_routes.hpp"
#include "socshift/weights/weights_order.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

namespace socshift {

/// Everything that was made. Plans refer to what stands before them.
struct Conversion::Parts {
    Catalog catalog;
    ConversionSpec spec;
    RowEditions editions;
    ConversionAim aim;
    std::optional<FamilyTarget> families;
    std::vector<Route> routes;  // of the editions of rows
    std::vector<Route> family_routes;
    std::deque<CodeRecogniser> recognisers;  // by edition
    std::deque<LeafSizes> sizes;             // of the plans' editions
    std::deque<Plan> plans;                  // by edition; of each, by group of rows
    std::optional<CodedEditions> sources;
    ConvertRequest request;
    std::vector<EditionId> drafts;
    std::vector<std::string> weight_notes;
    std::optional<EditionTitles> titles;  // of Split::title
};

namespace {

/// Without files that do not say which codes they are of: those are the data's.
std::vector<WeightChoice> naming_their_edition(std::vector<WeightChoice> order) {
    order.erase(std::remove_if(order.begin(), order.end(),
                               [](const WeightChoice& choice) {
                                   return choice.weights && !choice.weights->source;
                               }),
                order.end());
    return order;
}

}  // namespace

/// Makes the parts of a conversion, one after the other.
class Conversion::Maker {
public:
    explicit Maker(Parts& parts)
        : parts_(parts),
          spec_(parts.spec),
          catalog_(parts.catalog),
          weights_(parts.catalog, spec_.weights, spec_.normalise, spec_.weights_by),
          weights_below_(parts.catalog, naming_their_edition(spec_.weights), spec_.normalise) {}

    void make();

private:
    void add_edition(const EditionId& id);
    [[nodiscard]] Route route_of(const EditionId& id);
    /// Routes from what an edition rests on, and the codes that it does not publish and that go by
    /// them.
    using RoutesBelow = std::vector<std::pair<Route, std::vector<Code>>>;
    [[nodiscard]] RoutesBelow routes_below(const Route& route) const;
    [[nodiscard]] WeightedRoute tables(const Route& route, const RoutesBelow& below,
                                       const std::optional<std::vector<std::string>>& group);
    void add_plan(const Edition& edition, const WeightedRoute& weighted);
    void check_groups() const;
    [[nodiscard]] std::vector<std::vector<Code>> sets_of(const EditionId& id) const;
    void check_via() const;
    void check_weights() const;
    void check_used() const;
    void note_drafts(const Route& route);
    void add_sources();
    void complete_request();

    Parts& parts_;
    const ConversionSpec& spec_;
    const Catalog& catalog_;
    RouteWeights weights_;
    RouteWeights weights_below_;                    // for routes_below()
    std::vector<std::vector<std::string>> groups_;  // of rows, that have weights of their own
    std::vector<WeightUse> uses_;
};

void Conversion::Maker::make() {
    if (parts_.aim.target) {
        check_groups();
        groups_ = weights_.groups();
    } else {
        parts_.families.emplace(catalog_, parts_.aim.families, spec_.level);
        for (const auto& route : parts_.families->families().routes()) {
            parts_.family_routes.push_back(route);
            note_drafts(route);
        }
    }
    for (const auto& id : parts_.editions.editions) {
        add_edition(id);
    }
    if (!parts_.families) {
        check_via();
        check_weights();
        check_used();
        parts_.weight_notes = socshift::weight_notes(uses_);
    }
    add_sources();
    complete_request();
}

/// By edition, and of each by group of rows; choices are in the same order.
void Conversion::Maker::add_sources() {
    const auto each = groups_.size() + 1;
    std::vector<CodedEdition> sources;
    for (std::size_t i = 0; i < parts_.plans.size(); ++i) {
        sources.push_back({&parts_.recognisers[i / each], &parts_.plans[i]});
    }
    std::vector<SourceChoice> choices;
    for (const auto& choice : parts_.editions.choices) {
        for (std::size_t group = 0; group < each; ++group) {
            auto& out = choices.emplace_back();
            out.decided = choice.decided;
            for (const auto edition : choice.editions) {
                out.sources.push_back(edition * each + group);
            }
        }
    }
    parts_.sources.emplace(std::move(sources), std::move(choices));
}

/// One plan, or one for rows of no group that has weights and one for each that has.
void Conversion::Maker::add_edition(const EditionId& id) {
    // Families are of what the edition lists.
    const auto& edition =
        parts_.recognisers
            .emplace_back(catalog_, id,
                          parts_.families ? Unpublished::left_out : Unpublished::included,
                          CellRules{spec_.no_code, spec_.repairs})
            .edition();
    for (const auto& word : spec_.no_code) {
        if (edition.find(word) != nullptr) {
            refuse_spec(SpecRule::no_code_is_a_code, {SpecField::no_code},
                        fmt::format("'{}' is a code of {}", word, id.text()), {word, id.text()});
        }
    }
    if (parts_.families) {
        parts_.plans.push_back(parts_.families->plan(edition, spec_.groups, sets_of(id)));
        return;
    }
    const auto route = route_of(id);
    const auto below = routes_below(route);
    add_plan(edition, tables(route, below, std::nullopt));
    for (const auto& group : groups_) {
        add_plan(edition, tables(route, below, group));
    }
}

Conversion::Maker::RoutesBelow Conversion::Maker::routes_below(const Route& route) const {
    RoutesBelow out;
    if (route.steps.empty()) {
        return out;
    }
    std::map<EditionId, std::vector<Code>> codes;
    for (const auto& [edition, item] : unpublished(catalog_, route.from)) {
        codes[edition].push_back(item->code);
    }
    for (auto& [edition, of_edition] : codes) {
        out.emplace_back(route_from(catalog_, edition, route), std::move(of_edition));
    }
    return out;
}

/// The tables of @p route, and for what its first edition does not publish those of @p below.
WeightedRoute Conversion::Maker::tables(const Route& route, const RoutesBelow& below,
                                        const std::optional<std::vector<std::string>>& group) {
    auto out = weights_.along(route, group);
    for (const auto& [other, codes] : below) {
        const auto more = weights_below_.along(other, group);
        out.known = with_rows_of(out.known, more.known, codes);
        out.weighted = with_rows_of(out.weighted, more.weighted, codes);
    }
    return out;
}

Route Conversion::Maker::route_of(const EditionId& id) {
    // A row that is in the target edition stays there, whatever the others go through.
    const auto own = parts_.aim.via_of.find(id);
    auto route = id == *parts_.aim.target
                     ? Route{id, id, {}}
                     : require_route(catalog_, id, *parts_.aim.target,
                                     own == parts_.aim.via_of.end() ? parts_.aim.via : own->second);
    parts_.routes.push_back(route);
    note_drafts(route);
    return route;
}

/// The sets of codes that cells of rows in @p id name.
std::vector<std::vector<Code>> Conversion::Maker::sets_of(const EditionId& id) const {
    const auto& [editions, sets] = std::tie(parts_.editions.editions, parts_.editions.sets);
    const auto at = std::find(editions.begin(), editions.end(), id) - editions.begin();
    const auto place = static_cast<std::size_t>(at);
    return place < sets.size() ? sets[place] : std::vector<std::vector<Code>>{};
}

void Conversion::Maker::add_plan(const Edition& edition, const WeightedRoute& weighted) {
    uses_.insert(uses_.end(), weighted.uses.begin(), weighted.uses.end());
    PlanOptions options;
    options.weighting = weights_.ends_with_equal() ? Weighting::equal : Weighting::none;
    options.groups = spec_.groups;
    options.known = &weighted.known;
    options.level = spec_.level;
    options.sets = sets_of(edition.id());
    const auto& order = weights_.order();
    if (spec_.groups == Groups::spread &&
        std::any_of(order.begin(), order.end(), [](const WeightChoice& choice) {
            return choice.kind == WeightKind::employment;
        })) {
        if (auto sizes = latest_leaf_counts(catalog_, edition.id())) {
            options.sizes = &parts_.sizes.emplace_back(*std::move(sizes));
        }
    }
    parts_.plans.push_back(
        Plan::make(edition, catalog_.edition(*parts_.aim.target), weighted.weighted, options));
}

/// @throws SpecError if the catalog has no rates by the groups that are asked for, or these have no
/// such word.
void Conversion::Maker::check_groups() const {
    if (spec_.weights_by.empty()) {
        return;
    }
    const auto* const rates = rates_by(catalog_, spec_.weights_by);
    if (rates == nullptr) {
        std::vector<std::string> known;
        for (const auto& name : catalog_.rates_names()) {
            known.push_back(fmt::format("{}", fmt::join(catalog_.rates(name).groups, ", ")));
        }
        refuse_spec(SpecRule::no_rates_by_groups, {SpecField::weights_by},
                    fmt::format("no rates are by these groups; there are some by {}",
                                fmt::join(known, "; by ")));
    }
    for (const auto& grouping : spec_.weights_by) {
        const auto words = words_of(*rates, grouping.group);
        for (const auto& [value, word] : grouping.words) {
            if (word != WeightGrouping::all_cases &&
                !std::binary_search(words.begin(), words.end(), word)) {
                refuse_spec(
                    SpecRule::word_of_no_group, {SpecField::weights_by},
                    fmt::format("'{}' is no {} of the rates; expected {} or {}", word,
                                grouping.group, fmt::join(words, ", "), WeightGrouping::all_cases));
            }
        }
    }
}

/// @throws SpecError if a way is of an edition that no rows are in.
void Conversion::Maker::check_via() const {
    // Which editions a column names may differ from file to file.
    if (parts_.editions.are_of_data) {
        return;
    }
    for (const auto& [source, over] : parts_.aim.via_of) {
        const auto is_from = [&source = source](const Route& route) {
            return route.from == source;
        };
        if (std::none_of(parts_.routes.begin(), parts_.routes.end(), is_from)) {
            refuse_spec(SpecRule::way_of_no_rows, {SpecField::via},
                        fmt::format("no rows are coded in {}", source.text()),
                        {source.text(), list_of(over, ",")});
        }
    }
}

/// @throws SpecError if weights serve some rows and not others only because of a route that nobody
/// chose.
void Conversion::Maker::check_weights() const {
    if (spec_.mixed_weights) {
        return;
    }
    std::vector<Route> chosen_by_nobody;
    for (const auto& route : parts_.routes) {
        if (parts_.aim.via.empty() && parts_.aim.via_of.count(route.from) == 0) {
            chosen_by_nobody.push_back(route);
        }
    }
    const auto unserved =
        unserved_route(catalog_, weights_.order(), chosen_by_nobody, parts_.routes);
    if (!unserved) {
        return;
    }
    auto fields = std::vector{SpecField::weights, SpecField::via};
    std::vector<std::string> values{unserved->weights, list_of(unserved->via, ",")};
    if (parts_.routes.size() > 1) {
        values[1] = fmt::format("{}={}", unserved->route.from.text(), values[1]);
    }
    if (unserved->elsewhere) {
        fields.push_back(SpecField::mixed_weights);
    }
    refuse_spec(
        SpecRule::weights_serve_another_route, std::move(fields),
        fmt::format("there are none for a step of {}{}; they serve on {}", unserved->route.text(),
                    unserved->elsewhere
                        ? fmt::format(", while {} has some", unserved->elsewhere->text())
                        : "",
                    unserved->serving.text()),
        std::move(values));
}

void Conversion::Maker::check_used() const {
    if (parts_.editions.are_of_data) {
        return;
    }
    if (const auto* const unused = unused_choice(weights_.order(), uses_)) {
        std::vector<std::string> texts;
        for (const auto& route : parts_.routes) {
            texts.push_back(route.text());
        }
        refuse_spec(SpecRule::weights_serve_nothing, {SpecField::weights},
                    fmt::format("there are none for a step of {}", fmt::join(texts, "; ")),
                    {unused->name});
    }
}

/// The editions on the way that are drafts: every output that rests on one says so.
void Conversion::Maker::note_drafts(const Route& route) {
    std::vector<EditionId> editions{route.from};
    for (const auto& step : route.steps) {
        editions.push_back(step.to);
    }
    auto& drafts = parts_.drafts;
    for (const auto& id : editions) {
        if (catalog_.header(id).status == Status::draft &&
            std::find(drafts.begin(), drafts.end(), id) == drafts.end()) {
            drafts.push_back(id);
        }
    }
}

void Conversion::Maker::complete_request() {
    auto& request = parts_.request;
    static_cast<RowHandling&>(request) = static_cast<const RowHandling&>(spec_);
    request.to_families = parts_.families.has_value();
    if (spec_.split == Split::title) {
        parts_.titles.emplace(EditionTitles::make(catalog_, *parts_.aim.target));
        request.titles = &*parts_.titles;
    }
    SourceColumns columns;
    columns.wave = spec_.wave.empty() ? spec_.edition_column : spec_.wave;
    columns.waves = parts_.editions.by_value;
    for (const auto& [value, edition] : spec_.edition_map) {
        columns.asked_for.push_back(values_of_range(value));
    }
    if (!spec_.wave.empty()) {
        columns.other_waves = 0;
    }
    if (!parts_.families) {
        columns.groups = weights_.group_columns();
        columns.groups_count = groups_.size();
        const auto values = weights_.group_values();
        columns.only_known_groups = !values.empty();
        for (const auto& [cells, place] : values) {
            columns.group_places.emplace(cells, place ? *place + 1 : 0);
        }
        for (std::size_t i = 0; values.empty() && i < groups_.size(); ++i) {
            columns.group_places.emplace(groups_[i], i + 1);
        }
    }
    if (!columns.columns().empty()) {
        request.source_columns = std::move(columns);
    }
}

Conversion::Conversion(Catalog catalog, ConversionSpec spec)
    : Conversion(catalog, spec, [&] {
          if (needs_first_reading(spec)) {
              throw std::invalid_argument(
                  "editions or sets of codes are of the data: see found_editions()");
          }
          return named_editions(catalog, spec);
      }()) {}

Conversion::Conversion(Catalog catalog, ConversionSpec spec, RowEditions editions) {
    if (auto found = check(spec); !found.empty()) {
        throw SpecError(std::move(found));
    }
    auto aim = aim_of(catalog, spec);
    const auto parts = std::make_shared<Parts>(Parts{std::move(catalog),
                                                     std::move(spec),
                                                     std::move(editions),
                                                     std::move(aim),
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {},
                                                     {}});
    Maker(*parts).make();
    parts_ = parts;
}

const ConversionSpec& Conversion::spec() const noexcept {
    return parts_->spec;
}

const RowEditions& Conversion::editions() const noexcept {
    return parts_->editions;
}

const std::vector<Route>& Conversion::routes() const noexcept {
    return parts_->routes;
}

const std::vector<Route>& Conversion::family_routes() const noexcept {
    return parts_->family_routes;
}

const std::vector<EditionId>& Conversion::drafts() const noexcept {
    return parts_->drafts;
}

const std::vector<std::string>& Conversion::weight_notes() const noexcept {
    return parts_->weight_notes;
}

std::string Conversion::from() const {
    return list_of(parts_->editions.editions, ";");
}

std::string Conversion::to() const {
    return parts_->aim.target ? parts_->aim.target->text()
                              : "families of " + list_of(parts_->aim.families, ", ");
}

std::string Conversion::route() const {
    if (parts_->families) {
        return list_of(parts_->editions.editions, ", ") + " -> " + to();
    }
    std::vector<std::string> texts;
    for (const auto& route : parts_->routes) {
        texts.push_back(route.text());
    }
    return fmt::format("{}", fmt::join(texts, "; "));
}

std::vector<std::string> Conversion::added_columns() const {
    return request().adds_up() ? std::vector<std::string>{} : names_of(new_columns());
}

std::vector<NewColumn> Conversion::new_columns() const {
    return request().adds_up() ? figure_columns(request(), sources().target().id())
                               : socshift::added_columns(request(), sources());
}

const CodedEditions& Conversion::sources() const noexcept {
    return *parts_->sources;
}

const ConvertRequest& Conversion::request() const noexcept {
    return parts_->request;
}

ConvertSummary Conversion::run(ReadBytes read, const ConvertOutputs& outputs,
                               const std::function<TextPlace(std::uint64_t line)>& place) const {
    auto request = parts_->request;
    request.place = place;
    return request.adds_up() ? convert_sums(request, sources(), std::move(read), outputs)
                             : convert_rows(request, sources(), std::move(read), outputs);
}

ConvertRequest Conversion::request_in_memory(Extent extent) const {
    auto request = parts_->request;
    request.file = request.file.empty() ? "the data" : request.file;
    request.is_part = extent == Extent::part;
    return request;
}

CarriedColumns Conversion::carry(const std::vector<DataColumn>& columns, Extent extent) const {
    return carry_columns(request_in_memory(extent), sources(), columns);
}

CarriedColumns Conversion::carry(std::span<const std::string_view> codes) const {
    return carry(std::vector<DataColumn>{{parts_->request.column, codes}});
}

SummedColumns Conversion::add_up(const std::vector<DataColumn>& columns, Extent extent) const {
    return sum_columns(request_in_memory(extent), sources(), columns);
}

ConvertSummary Conversion::carry(DataBlocks& blocks, CarriedBlocks& out) const {
    return carry_blocks(parts_->request, sources(), blocks, out);
}

SummedColumns Conversion::add_up(DataBlocks& blocks, const TakeAside& aside) const {
    return sum_blocks(parts_->request, sources(), blocks, aside);
}

void check_names(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read) {
    if (auto found = check(spec); !found.empty()) {
        throw SpecError(std::move(found));
    }
    static_cast<void>(aim_of(catalog, spec));
    if (!needs_first_reading(spec)) {
        static_cast<void>(named_editions(catalog, spec));
    }
    const TextFeed feed(spec, std::move(read));
    const auto& columns = feed.layout().columns;
    auto names = spec.by;
    names.insert(names.begin(), {spec.column});
    names.insert(names.end(), spec.sums.begin(), spec.sums.end());
    names.insert(names.end(), spec.means.begin(), spec.means.end());
    names.insert(names.end(), spec.scale.begin(), spec.scale.end());
    for (const auto& name : {spec.edition_column, spec.by_weight, spec.title_column}) {
        if (!name.empty()) {
            names.push_back(name);
        }
    }
    for (const auto& name : names) {
        static_cast<void>(columns.place(name));
    }
    static_cast<void>(RowFilters(spec.where, columns));
}

}  // namespace socshift
