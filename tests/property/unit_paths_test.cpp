// Chains with dead ends, zero weights, unlisted codes and levels, against a second opinion that
// knows no rule of composition: every code consists of units, and each unit is followed from table
// to table by itself, to every place where it can be.
#include "socshift/catalog/yaml.hpp"
#include "socshift/convert/plan.hpp"
#include "socshift/weights/route_weights.hpp"
#include "support/model.hpp"
#include "support/tables.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <map>
#include <set>

using namespace socshift;
using namespace socshift::test;

namespace {

constexpr int parts = 12;  // of a code at each step: any equal split of up to four places is whole
constexpr std::size_t steps = 3;
const std::vector<std::string> letters = {"a", "b", "c"};

/// Where a unit is: a code, nowhere, or where nobody knows.
constexpr int nowhere = -1;
constexpr int unknown = -2;

/// What a table says of one code: its places, and how many parts of it go to each, if it says so.
struct SaidRow {
    std::vector<int> places;
    std::vector<int> stated;   // empty: not known
    std::vector<int> weights;  // of a user; empty: none
};

struct SaidStep {
    std::vector<SaidRow> rows;  // by code; no places: not listed
    Coverage coverage = Coverage::whole;
};

std::vector<int> any_parts(std::size_t places, bool may_be_zero) {
    std::vector<int> out(places, may_be_zero ? 0 : 1);
    auto left = parts - (may_be_zero ? 0 : static_cast<int>(places));
    for (std::size_t i = 0; i + 1 < places; ++i) {
        const auto own = *rc::gen::inRange(0, left + 1);
        out[i] += own;
        left -= own;
    }
    out.back() += left;
    return out;
}

SaidRow any_row() {
    SaidRow row;
    if (*rc::gen::inRange(0, 6) == 0) {
        return row;
    }
    const auto bits = *rc::gen::inRange(1U, 16U);
    for (int place = 0; place < 3; ++place) {
        if ((bits >> static_cast<unsigned>(place) & 1U) != 0) {
            row.places.push_back(place);
        }
    }
    if (row.places.empty() || (bits >> 3U != 0 && *rc::gen::arbitrary<bool>())) {
        row.places.push_back(nowhere);
    }
    if (*rc::gen::arbitrary<bool>()) {
        row.stated = any_parts(row.places.size(), false);
    } else if (row.places.size() > 1 && *rc::gen::inRange(0, 3) == 0) {
        row.weights = any_parts(row.places.size(), true);
    }
    return row;
}

SaidStep any_step() {
    SaidStep step;
    step.coverage = *rc::gen::inRange(0, 3) == 0 ? Coverage::part : Coverage::whole;
    for (std::size_t code = 0; code < letters.size(); ++code) {
        step.rows.push_back(any_row());
    }
    if (step.rows.front().places.empty()) {
        step.rows.front().places.push_back(0);  // a table without a link is no route
    }
    const bool has_link = std::any_of(step.rows.begin(), step.rows.end(), [](const SaidRow& row) {
        return !row.places.empty() && row.places.front() != nowhere;
    });
    if (!has_link) {
        step.rows.front() = {{0}, {}, {}};
    }
    return step;
}

std::string edition_name(std::size_t number) {
    return "z" + std::to_string(number);
}

CorrespondenceData said_data(const SaidStep& step, std::size_t number) {
    CorrespondenceData data{
        id(edition_name(number)), id(edition_name(number + 1)), "t", {}, {}, {}};
    data.coverage = step.coverage;
    for (std::size_t source = 0; source < step.rows.size(); ++source) {
        const auto& row = step.rows[source];
        for (std::size_t i = 0; i < row.places.size(); ++i) {
            std::optional<Share> share;
            std::optional<Basis> basis;
            if (!row.stated.empty()) {
                share = Share{row.stated[i], parts};
                basis = Basis::official;
            }
            if (row.places[i] == nowhere) {
                data.ends.push_back({code(letters[source]), share, basis, {}});
            } else {
                data.links.push_back({code(letters[source]),
                                      code(letters[static_cast<std::size_t>(row.places[i])]),
                                      share,
                                      basis,
                                      {}});
            }
        }
    }
    return data;
}

std::optional<Weights> said_weights(const SaidStep& step, std::size_t number) {
    Weights out;
    out.source = id(edition_name(number));
    out.target = id(edition_name(number + 1));
    out.form = WeightForm::share;
    for (std::size_t source = 0; source < step.rows.size(); ++source) {
        const auto& row = step.rows[source];
        for (std::size_t i = 0; i < row.weights.size(); ++i) {
            if (row.weights[i] > 0) {
                std::optional<Code> target;
                if (row.places[i] != nowhere) {
                    target = code(letters[static_cast<std::size_t>(row.places[i])]);
                }
                out.rows.push_back(
                    {code(letters[source]), target, Share{row.weights[i], parts}.text(), {}, {}});
            }
        }
    }
    return out.rows.empty() ? std::nullopt : std::optional{out};
}

/// Where a unit can be at the end. Each of its digits says which part of a code it is in at one
/// step. @p weighted: by the user's weights and equal splits, where nothing is stated. Sets
/// @p had_choice if it could be in several places at any step.
std::set<int> ends_of(const std::vector<SaidStep>& chain, int code, unsigned unit, bool weighted,
                      bool& had_choice) {
    std::set<int> at{code};
    for (const auto& step : chain) {
        const auto digit = static_cast<int>(unit % parts);
        unit /= parts;
        std::set<int> next;
        for (const auto place : at) {
            if (place < 0) {
                next.insert(place);
                continue;
            }
            const auto& row = step.rows[static_cast<std::size_t>(place)];
            if (row.places.empty()) {
                next.insert(step.coverage == Coverage::whole ? nowhere : unknown);
                continue;
            }
            auto shares = row.stated;
            if (shares.empty() && weighted) {
                shares = row.weights;
            }
            if (shares.empty() && weighted) {
                shares.assign(row.places.size(), parts / static_cast<int>(row.places.size()));
            }
            if (shares.empty()) {
                next.insert(row.places.begin(), row.places.end());
                continue;
            }
            auto last = 0;
            for (std::size_t i = 0; i < shares.size(); ++i) {
                last += shares[i];
                if (digit < last) {
                    next.insert(row.places[i]);
                    break;
                }
            }
        }
        at = next;
        had_choice = had_choice || at.size() > 1;
    }
    return at;
}

/// Least and most units of one code in each place, and whether all of it is known to be in places.
struct UnitCounts {
    std::map<int, int> least;
    std::map<int, int> most;
    int units = 0;
    bool has_unknown = false;
    bool has_choice = false;  // some unit could be in several places at some step
};

UnitCounts counts_of(const std::vector<SaidStep>& chain, int code, bool weighted, bool grouped) {
    UnitCounts out;
    unsigned all = 1;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        all *= parts;
    }
    for (unsigned unit = 0; unit < all; ++unit) {
        std::set<int> places;
        for (const auto place : ends_of(chain, code, unit, weighted, out.has_choice)) {
            // The target's groups: a and b, and c alone.
            places.insert(grouped && place >= 0 ? (place < 2 ? 0 : 2) : place);
        }
        out.has_unknown = out.has_unknown || places.count(unknown) != 0;
        for (const auto place : places) {
            ++out.most[place];
            out.least[place] += places.size() == 1 ? 1 : 0;
        }
    }
    out.units = static_cast<int>(all);
    return out;
}

Edition last_edition() {
    return edition(edition_name(steps), {"top", "leaf"},
                   {item("T", "T", "top"), item("U", "U", "top"), item("a", "a", "leaf", "T"),
                    item("b", "b", "leaf", "T"), item("c", "c", "leaf", "U")});
}

int number_of(const Item* item) {
    if (item == nullptr) {
        return nowhere;
    }
    const auto& text = item->code.text();
    return text == "T" ? 0 : text == "U" ? 2 : text.front() - 'a';
}

int at_place(const std::map<int, int>& units, int place) {
    const auto found = units.find(place);
    return found == units.end() ? 0 : found->second;
}

Share share_of_units(int units, int all) {
    return {units, all};
}

}  // namespace

TEST_CASE("shares, bounds and ends of a chain are where its units are", "[property]") {
    rc::prop("with and without weights, at leaves and at groups", [] {
        std::vector<SaidStep> chain;
        std::vector<Edition> editions;
        std::vector<Correspondence> tables;
        std::vector<WeightChoice> order;
        for (std::size_t i = 0; i < steps; ++i) {
            chain.push_back(any_step());
            editions.push_back(flat(edition_name(i), letters));
            tables.push_back(Correspondence::make(said_data(chain.back(), i)));
            if (auto weights = said_weights(chain.back(), i)) {
                order.push_back({WeightKind::file, "w" + std::to_string(i), *weights});
            }
        }
        order.push_back({WeightKind::equal, "equal", {}});
        editions.push_back(last_edition());
        const auto all = catalog(editions, tables);
        std::vector<EditionId> via;
        for (std::size_t i = 1; i <= steps; ++i) {
            via.push_back(id(edition_name(i)));
        }
        for (std::size_t i = 0; i < steps; ++i) {
            RC_LOG() << write_yaml(said_data(chain[i], i));
        }
        const auto route = require_route(all, id("z0"), via.back(), via);
        const bool grouped = *rc::gen::arbitrary<bool>();
        RouteWeights weights(all, order, false);
        const auto along = weights.along(route, std::nullopt);
        PlanOptions options;
        options.known = &along.known;
        options.level = grouped ? "top" : "";
        const auto& source = all.edition(id("z0"));
        const auto& target = all.edition(via.back());
        const auto known = Plan::make(source, target, along.known, options);
        const auto weighted = Plan::make(source, target, along.weighted, options);
        for (std::size_t c = 0; c < letters.size(); ++c) {
            const auto place = source.index(*source.find(letters[c]));
            const auto free = counts_of(chain, static_cast<int>(c), false, grouped);
            const auto fixed = counts_of(chain, static_cast<int>(c), true, grouped);

            // Without weights: what is known is so for every way that the units can take.
            for (const auto& end : known.targets(place)) {
                const auto at = number_of(end.item);
                if (end.share) {
                    RC_ASSERT(at_place(free.least, at) == at_place(free.most, at));
                    RC_ASSERT(end.share->share ==
                              share_of_units(at_place(free.most, at), free.units));
                }
            }
            // A choice on the way leaves shares unknown, even if it comes to the same in the end.
            if (!free.has_unknown && !free.has_choice) {
                RC_ASSERT(known.basis(place).has_value());
            }
            RC_ASSERT(known.is_astray(place) == free.has_unknown);
            // Nowhere and targets that a unit can reach are all there, and none besides.
            std::set<int> found;
            for (const auto* const candidate : known.candidates(place)) {
                found.insert(number_of(candidate));
            }
            std::set<int> reached;
            for (const auto& [at, units] : free.most) {
                if (at != unknown) {
                    reached.insert(at);
                }
            }
            RC_ASSERT(found == reached);
            for (const auto& bound : weighted.bounds(place)) {
                const auto at = number_of(bound.item);
                RC_ASSERT(!(share_of_units(at_place(free.least, at), free.units) < bound.least));
                RC_ASSERT(!(bound.most < share_of_units(at_place(free.most, at), free.units)));
            }
            // With weights and equal splits every unit is in one place, or nobody knows of it.
            if (fixed.has_unknown) {
                RC_ASSERT(!weighted.basis(place).has_value());
                continue;
            }
            ShareSum sum;
            for (const auto& end : weighted.targets(place)) {
                RC_ASSERT(end.share.has_value());
                RC_ASSERT(end.share->share ==
                          share_of_units(at_place(fixed.least, number_of(end.item)), fixed.units));
                sum.add(end.share->share);
            }
            RC_ASSERT(sum.is_one());
            RC_ASSERT(weighted.ends(place) == (fixed.least.count(nowhere) != 0));
        }
    });
}
