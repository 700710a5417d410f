#include "socshift/weights/route_weights.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/weights/census_weights.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <utility>

namespace socshift {

namespace {

bool is_census(WeightKind kind) {
    return kind == WeightKind::census || kind == WeightKind::census_exact;
}

/// @p table with the links of @p other for each source that is still without shares.
Correspondence filled(const Correspondence& table, const Correspondence& other) {
    CorrespondenceData out{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}, true};
    out.coverage = table.stated_coverage();
    for (const auto& source : table.listed()) {
        const auto places = table.places(source);
        add_places(out, source, places.is_open() ? other.places(source) : places);
    }
    return Correspondence::make(std::move(out));
}

}  // namespace

std::vector<std::string> values_of_whole_range(const std::string& value) {
    constexpr std::uint64_t most = 1000;
    const auto hyphen = value.find('-');
    const auto first = whole_number<std::uint64_t>(value.substr(0, std::min(hyphen, value.size())));
    const auto last = hyphen == std::string::npos
                          ? std::nullopt
                          : whole_number<std::uint64_t>(value.substr(hyphen + 1));
    if (!first || !last) {
        return {value};
    }
    if (*last < *first || *last - *first >= most) {
        throw Error(fmt::format("'{}' is no range of up to 1,000 numbers", value));
    }
    std::vector<std::string> out;
    for (auto number = *first; number <= *last; ++number) {
        out.push_back(std::to_string(number));
    }
    return out;
}

const Rates* rates_by(const Catalog& catalog, const std::vector<WeightGrouping>& by) {
    std::vector<std::string> wanted;
    for (const auto& grouping : by) {
        wanted.push_back(grouping.group);
    }
    std::sort(wanted.begin(), wanted.end());
    for (const auto& name : by.empty() ? std::vector<std::string>{} : catalog.rates_names()) {
        const auto& rates = catalog.rates(name);
        auto groups = rates.groups;
        std::sort(groups.begin(), groups.end());
        if (groups == wanted) {
            return &rates;
        }
    }
    return nullptr;
}

bool is_for(const Weights& weights, const EditionId& before, const EditionId& after) {
    return weights.source.value_or(before) == before && weights.target.value_or(after) == after;
}

std::optional<WeightTable> catalog_weights(const Catalog& catalog, WeightKind kind,
                                           const Correspondence& table) {
    switch (kind) {
        case WeightKind::equal:
            return equal_weights(table);
        case WeightKind::employment:
            return employment_weights(catalog, table);
        case WeightKind::census:
        case WeightKind::census_exact: {
            const auto coding = dual_coding(catalog, table.source(), table.target());
            if (!coding) {
                return std::nullopt;
            }
            auto weights = census_weights(*coding, table);
            return kind == WeightKind::census ? weights : only_exact(std::move(weights));
        }
        case WeightKind::file:
            break;
    }
    return std::nullopt;
}

/// One route for one group of rows.
class RouteWeights::Walk {
public:
    Walk(RouteWeights& weights, const Route& route, const RouteWeights::Group& group)
        : weights_(weights), group_(group) {
        for (const auto& step : route.steps) {
            steps_.push_back(table_of(weights.catalog_, step));
            between_.push_back(step.to);
            note_counted(steps_.back());
        }
        if (steps_.empty()) {
            steps_.push_back(identity(weights.catalog_.edition(route.from)));
        }
    }

    WeightedRoute run() {
        auto known = chain(0);
        const auto& order = weights_.order_;
        auto weighted = known;
        for (std::size_t at = 0; at < order.size(); ++at) {
            // A file for the ends of the whole route takes its turn among those for its steps.
            if (steps_.size() > 1 && is_file_for(order[at], known)) {
                weighted = filled(weighted, chain(at));
                const auto table = load(order[at], known, at);
                weighted = with_weights(weighted, {&table});
            } else if (order[at].kind == WeightKind::employment && steps_.size() > 1) {
                weighted = filled(weighted, chain(at + 1));
                weighted = with_ends(weighted, known, at);
            }
        }
        weighted = filled(weighted, chain(order.size()));
        std::stable_sort(uses_.begin(), uses_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        WeightedRoute out{std::move(known), std::move(weighted), {}};
        for (auto& use : uses_) {
            out.uses.push_back(std::move(use.second));
        }
        return out;
    }

private:
    /// The table of a step that has rates as its own shares: those of the group, and who asked.
    void note_counted(Correspondence& step) {
        const auto& order = weights_.order_;
        const auto choice = std::find_if(order.begin(), order.end(), [](const WeightChoice& each) {
            return is_census(each.kind);
        });
        if (choice == order.end() || !has_counted_shares(step)) {
            return;
        }
        const auto* const rates = weights_.rates_;
        if (group_ && rates != nullptr && rates->before == step.source() &&
            rates->after == step.target()) {
            step = with_rates(step, *rates, weights_.group_of_rates(*group_));
        }
        WeightTable counted{choice->name, Basis::census, {}, {}};
        for (const auto& source : step.listed()) {
            if (step.places(source).has_shares()) {
                counted.sources.push_back({source, {}, false, ""});
            }
        }
        note(static_cast<std::size_t>(choice - order.begin()), counted, step, {});
    }

    [[nodiscard]] bool is_file_for(const WeightChoice& choice, const Correspondence& table) const {
        return choice.kind == WeightKind::file && (choice.weights->groups.empty() || group_) &&
               table.source() != table.target() &&
               is_for(*choice.weights, table.source(), table.target());
    }

    /// @p weighted with what employment says of the ends of the route, put into what is open.
    [[nodiscard]] Correspondence with_ends(const Correspondence& weighted,
                                           const Correspondence& known, std::size_t at) {
        const auto [entry, is_new] = weights_.catalog_weights_.try_emplace(
            std::pair{Step{at, known.source(), known.target()}, Group{}});
        auto& ends = entry->second;
        if (is_new) {
            ends = foundation_weights(weights_.catalog_, known, between_);
            if (ends) {
                ends->name = weights_.order_[at].name;
            }
        }
        if (!ends) {
            return weighted;
        }
        note(at, *ends, known, {});
        return with_weights(weighted, {&*ends});
    }

    /// The steps, each with the first @p choices choices put in, composed.
    [[nodiscard]] Correspondence chain(std::size_t choices) {
        std::optional<Correspondence> out;
        for (std::size_t step = 0; step < steps_.size(); ++step) {
            auto table = with_choices(steps_[step], choices);
            out = out ? compose(*out, table) : std::move(table);
        }
        return std::move(*out);
    }

    [[nodiscard]] Correspondence with_choices(const Correspondence& step, std::size_t choices) {
        std::deque<WeightTable> tables;
        std::vector<const WeightTable*> order;
        for (std::size_t at = 0; at < choices; ++at) {
            const auto& choice = weights_.order_[at];
            if (choice.kind == WeightKind::equal) {
                order.push_back(&tables.emplace_back(equal_weights(step)));
            } else if (choice.kind == WeightKind::file) {
                const bool of_step = steps_.size() == 1 || choice.weights->source.has_value();
                if (of_step && is_file_for(choice, step)) {
                    order.push_back(&tables.emplace_back(load(choice, step, at)));
                }
            } else if (const auto& table = of_catalog(choice, step, at)) {
                note(at, *table, step, {});
                order.push_back(&*table);
            }
        }
        return order.empty() ? step : with_weights(step, order);
    }

    [[nodiscard]] const std::optional<WeightTable>& of_catalog(const WeightChoice& choice,
                                                               const Correspondence& step,
                                                               std::size_t at) {
        const bool is_grouped = is_census(choice.kind) && weights_.rates_ != nullptr && group_;
        const auto group = is_grouped ? group_ : std::nullopt;
        const auto [known, is_new] = weights_.catalog_weights_.try_emplace(
            std::pair{Step{at, step.source(), step.target()}, group});
        if (is_new) {
            known->second = is_grouped ? grouped_weights(choice.kind, step)
                                       : catalog_weights(weights_.catalog_, choice.kind, step);
            if (known->second) {
                known->second->name = choice.name;
            }
        }
        return known->second;
    }

    /// What the rates of the group determine; those of all cases, if they are of other lists.
    [[nodiscard]] std::optional<WeightTable> grouped_weights(WeightKind kind,
                                                             const Correspondence& step) const {
        auto coding = dual_coding(weights_.catalog_, step.source(), step.target());
        if (!coding) {
            return std::nullopt;
        }
        const auto& rates = *weights_.rates_;
        if (rates.before == coding->flows.source() && rates.after == coding->flows.target()) {
            coding->flows = with_rates(coding->flows, rates, weights_.group_of_rates(*group_));
        }
        auto made = census_weights(*coding, step);
        return kind == WeightKind::census ? made : only_exact(std::move(made));
    }

    [[nodiscard]] WeightTable load(const WeightChoice& choice, const Correspondence& table,
                                   std::size_t at) {
        const auto& before = weights_.catalog_.edition(table.source());
        const auto& after = weights_.catalog_.edition(table.target());
        const auto weights = with_printed_codes(*choice.weights, before, after);
        if (weights_.sound_files_.emplace(at, table.source(), table.target()).second) {
            auto found = check(weights, table, before, after, weights_.normalise_);
            if (has_errors(found)) {
                throw DataError(std::move(found));
            }
        }
        const auto none = std::vector<std::string>{};
        auto made =
            user_weights(weights, choice.name, table, weights.groups.empty() ? none : *group_);
        note(at, made.table, table, made.normalised);
        return std::move(made.table);
    }

    void note(std::size_t at, const WeightTable& weights, const Correspondence& table,
              const std::vector<std::string>& normalised) {
        const bool is_noted = std::any_of(uses_.begin(), uses_.end(), [&](const auto& use) {
            return use.first == at && use.second.before == table.source() &&
                   use.second.after == table.target();
        });
        if (is_noted) {
            return;
        }
        WeightUse use{weights.name,
                      group_text(at),
                      table.source(),
                      table.target(),
                      weights.sources.size(),
                      {},
                      {},
                      weights.gaps,
                      normalised};
        for (const auto& source : weights.sources) {
            if (source.in_part) {
                use.in_part.push_back(source.source.text());
            }
            if (source.is_forced) {
                use.forced.push_back(source.source.text());
            }
        }
        uses_.emplace_back(at, std::move(use));
    }

    [[nodiscard]] std::string group_text(std::size_t at) const {
        const auto& choice = weights_.order_[at];
        std::string out;
        for (std::size_t i = 0; group_ && is_census(choice.kind) && i < weights_.by_.size(); ++i) {
            out += (i == 0 ? "" : ", ") + weights_.by_[i].group + "=" + (*group_)[i];
        }
        for (std::size_t i = 0; group_ && choice.weights && i < choice.weights->groups.size();
             ++i) {
            out += (i == 0 ? "" : ", ") + choice.weights->groups[i] + "=" + (*group_)[i];
        }
        return out;
    }

    RouteWeights& weights_;
    RouteWeights::Group group_;
    std::vector<Correspondence> steps_;
    std::vector<EditionId> between_;  // where the steps lead
    std::vector<std::pair<std::size_t, WeightUse>> uses_;
};

bool RouteWeights::ends_with_equal() const noexcept {
    return !order_.empty() && order_.back().kind == WeightKind::equal;
}

std::vector<std::string> RouteWeights::group_of_rates(const std::vector<std::string>& words) const {
    std::vector<std::string> out(words.size());
    for (std::size_t i = 0; i < by_.size(); ++i) {
        const auto& groups = rates_->groups;
        const auto at = std::find(groups.begin(), groups.end(), by_[i].group) - groups.begin();
        out[static_cast<std::size_t>(at)] = words[i];
    }
    return out;
}

std::map<std::vector<std::string>, std::optional<std::size_t>> RouteWeights::group_values() const {
    std::map<std::vector<std::string>, std::optional<std::size_t>> out;
    if (rates_ == nullptr) {
        return out;
    }
    // Each column's values with their words; then every combination of them.
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> rows{{{}, {}}};
    for (std::size_t i = 0; i < by_.size(); ++i) {
        auto words = by_[i].words;
        for (const auto& word : words_of(*rates_, by_[i].group)) {
            words.emplace_back(word, word);
        }
        words.emplace_back(WeightGrouping::all_cases, WeightGrouping::all_cases);
        decltype(rows) longer;
        for (const auto& [values, meant] : rows) {
            for (const auto& [value, word] : words) {
                longer.push_back({values, meant});
                longer.back().first.push_back(value);
                longer.back().second.push_back(word);
            }
        }
        rows = std::move(longer);
    }
    const auto all = groups();
    for (const auto& [values, words] : rows) {
        const auto found = std::find(all.begin(), all.end(), words);
        out.emplace(values, found == all.end()
                                ? std::nullopt
                                : std::optional{static_cast<std::size_t>(found - all.begin())});
    }
    return out;
}

std::vector<std::string> RouteWeights::group_columns() const {
    if (rates_ != nullptr) {
        std::vector<std::string> columns;
        for (const auto& grouping : by_) {
            columns.push_back(grouping.column);
        }
        return columns;
    }
    for (const auto& choice : order_) {
        if (choice.weights && !choice.weights->groups.empty()) {
            return choice.weights->groups;
        }
    }
    return {};
}

std::vector<std::vector<std::string>> RouteWeights::groups() const {
    if (rates_ != nullptr) {
        std::vector<std::vector<std::string>> all;
        for (const auto& of_rates : groups_of(*rates_)) {
            std::vector<std::string> words;
            for (const auto& grouping : by_) {
                const auto& names = rates_->groups;
                const auto at = std::find(names.begin(), names.end(), grouping.group);
                words.push_back(of_rates[static_cast<std::size_t>(at - names.begin())]);
            }
            all.push_back(std::move(words));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
    for (const auto& choice : order_) {
        if (choice.weights && !choice.weights->groups.empty()) {
            return groups_of(*choice.weights);
        }
    }
    return {};
}

WeightedRoute RouteWeights::along(const Route& route,
                                  const std::optional<std::vector<std::string>>& group) {
    return Walk{*this, route, group}.run();
}

WeightTable equal_along(const Catalog& catalog, const Route& route) {
    RouteWeights weights(catalog, {{WeightKind::equal, "equal", {}}}, false);
    const auto along = weights.along(route, std::nullopt);
    WeightTable out{"equal", Basis::equal, {}, {}};
    for (const auto& [code, places] : open_sources(along.known)) {
        const auto divided = along.weighted.places(code);
        if (divided.is_open()) {
            out.gaps.push_back({code, "no table says where all of it goes"});
            continue;
        }
        DividedSource source{code, {}, false, ""};
        const auto add = [&](std::vector<Code> targets, const std::optional<KnownShare>& known) {
            if (known && !known->share.is_zero()) {
                source.cells.push_back({std::move(targets), known->share});
            }
        };
        for (const auto& link : divided.links) {
            add({link.target}, known_share(along.weighted, link));
        }
        if (divided.ends) {
            add({}, known_end(divided));
        }
        out.sources.push_back(std::move(source));
    }
    return out;
}

}  // namespace socshift
