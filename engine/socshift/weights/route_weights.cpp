#include "socshift/weights/route_weights.hpp"

#include "socshift/base/error.hpp"
#include "socshift/routes/compose.hpp"
#include "socshift/weights/census_weights.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace socshift {

namespace {

using Group = std::optional<std::vector<std::string>>;

/// @p table with the links of @p other for each source that is still without shares.
Correspondence filled(const Correspondence& table, const Correspondence& other) {
    CorrespondenceData out{
        table.source(), table.target(), table.title(), table.provenance(), {}, {}, true};
    out.coverage = table.stated_coverage();
    for (const auto& source : table.listed()) {
        auto places = table.places(source);
        places = places.is_open() ? other.places(source) : places;
        out.links.insert(out.links.end(), places.links.begin(), places.links.end());
        if (places.end != nullptr) {
            out.ends.push_back(*places.end);
        }
        if (places.is_partial) {
            out.partial.push_back(source);
        }
        if (places.is_astray) {
            out.astray.push_back(source);
        }
    }
    return Correspondence::make(std::move(out));
}

}  // namespace

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
            const auto* const rates = catalog.rates_between(table.source(), table.target());
            if (rates == nullptr) {
                return std::nullopt;
            }
            auto weights = census_weights(*rates, catalog.edition(table.source()),
                                          catalog.edition(table.target()), table);
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
    Walk(RouteWeights& weights, const Route& route, const Group& group)
        : weights_(weights), group_(group) {
        for (const auto& step : route.steps) {
            steps_.push_back(table_of(weights.catalog_, step));
            between_.push_back(step.to);
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
    [[nodiscard]] bool is_file_for(const WeightChoice& choice, const Correspondence& table) const {
        return choice.kind == WeightKind::file && (choice.weights->groups.empty() || group_) &&
               table.source() != table.target() &&
               is_for(*choice.weights, table.source(), table.target());
    }

    /// @p weighted with what employment says of the ends of the route, put into what is open.
    [[nodiscard]] Correspondence with_ends(const Correspondence& weighted,
                                           const Correspondence& known, std::size_t at) {
        const auto [entry, is_new] =
            weights_.catalog_weights_.try_emplace({at, known.source(), known.target()});
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
        const auto [known, is_new] =
            weights_.catalog_weights_.try_emplace({at, step.source(), step.target()});
        if (is_new) {
            known->second = catalog_weights(weights_.catalog_, choice.kind, step);
            if (known->second) {
                known->second->name = choice.name;
            }
        }
        return known->second;
    }

    [[nodiscard]] WeightTable load(const WeightChoice& choice, const Correspondence& table,
                                   std::size_t at) {
        if (weights_.sound_files_.emplace(at, table.source(), table.target()).second) {
            const auto& catalog = weights_.catalog_;
            auto found = check(*choice.weights, table, catalog.edition(table.source()),
                               catalog.edition(table.target()), weights_.normalise_);
            if (has_errors(found)) {
                throw DataError(std::move(found));
            }
        }
        const auto none = std::vector<std::string>{};
        auto made = user_weights(*choice.weights, choice.name, table,
                                 choice.weights->groups.empty() ? none : *group_);
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
        for (std::size_t i = 0; group_ && choice.weights && i < choice.weights->groups.size();
             ++i) {
            out += (i == 0 ? "" : ", ") + choice.weights->groups[i] + "=" + (*group_)[i];
        }
        return out;
    }

    RouteWeights& weights_;
    Group group_;
    std::vector<Correspondence> steps_;
    std::vector<EditionId> between_;  // where the steps lead
    std::vector<std::pair<std::size_t, WeightUse>> uses_;
};

bool RouteWeights::ends_with_equal() const noexcept {
    return !order_.empty() && order_.back().kind == WeightKind::equal;
}

std::vector<std::string> RouteWeights::group_columns() const {
    for (const auto& choice : order_) {
        if (choice.weights && !choice.weights->groups.empty()) {
            return choice.weights->groups;
        }
    }
    return {};
}

std::vector<std::vector<std::string>> RouteWeights::groups() const {
    for (const auto& choice : order_) {
        if (choice.weights && !choice.weights->groups.empty()) {
            return groups_of(*choice.weights);
        }
    }
    return {};
}

WeightedRoute RouteWeights::along(const Route& route, const Group& group) {
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
        WeightSource source{code, {}, false, ""};
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
