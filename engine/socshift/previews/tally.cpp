#include "socshift/previews/tally.hpp"

#include "socshift/convert/intake.hpp"
#include "socshift/convert/sum_guard.hpp"
#include "socshift/convert/sum_header.hpp"
#include "socshift/convert/sum_tally.hpp"
#include "socshift/numbers/figure_column.hpp"
#include "socshift/numbers/share_exact.hpp"
#include "socshift/numbers/stand_ins.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace socshift {

namespace {

using Rational = boost::multiprecision::cpp_rational;

/// What was carried of each item, from all threads.
std::vector<DataCode> codes_of(const std::deque<SumsWorker>& workers, const Intake& intake,
                               const std::vector<std::uint64_t>& missing, bool sums) {
    std::vector<DataCode> out;
    for (std::size_t item = 0; item < missing.size(); ++item) {
        DataCode code;
        code.item = item;
        code.rows = intake.rows_of(item);
        code.missing = missing[item];
        for (const auto& worker : workers) {
            const bool any = sums && worker.add_carried(0, item, code.sum);
            if (sums) {
                const auto missing_there = worker.missing(0).find(item);
                code.missing +=
                    missing_there == worker.missing(0).end() ? 0 : missing_there->second;
            }
            code.has_figure = code.has_figure || any;
        }
        if (code.rows > 0 || code.missing > 0) {
            out.push_back(std::move(code));
        }
    }
    return out;
}

SumAccount account_of(const std::string& name, const std::deque<SumsWorker>& workers,
                      const std::vector<DataCode>& codes) {
    DecimalSum in;
    DecimalSum out;
    DecimalSum rejected;
    std::uint64_t empty = 0;
    FigureCounts figures;
    StandIns stand_ins;
    for (const auto& worker : workers) {
        const auto& column = worker.columns().front();
        column.in.add_to(in);
        column.rejected.add_to(rejected);
        empty += column.empty_cells;
        figures.add(column.counts);
        stand_ins.add(column.stand_ins);
    }
    for (const auto& code : codes) {
        out.add(code.sum);
    }
    return {name, in.text(), out.text(), rejected.text(), empty, figures, stand_ins.found()};
}

/// The part of a leaf that leaves it.
PartBounds leaving(const TouchedCode& touched) {
    switch (touched.effect) {
        case Effect::moves:
        case Effect::ends:
            return {Share::one(), Share::one()};
        case Effect::loses:
            return touched.leaves ? PartBounds{*touched.leaves, *touched.leaves}
                                  : PartBounds{Share(0, 1), Share::one()};
        case Effect::gains:
        case Effect::retitled:
            break;
    }
    return {};
}

/// One place where a code can be: how much of it is there, and how much of that counts.
struct Place {
    Rational least;
    Rational most;
    Rational low;
    Rational high;
};

/// The least that counts if all of a code is distributed over @p places as they allow, or the
/// most: what is free goes where the least counts first, or the most.
Rational extreme(std::vector<Place> places, bool most) {
    const auto part = [&](const Place& place) { return most ? place.high : place.low; };
    std::stable_sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        return most ? part(a) > part(b) : part(a) < part(b);
    });
    Rational free = 1;
    Rational out = 0;
    for (const auto& place : places) {
        free -= place.least;
        out += place.least * part(place);
    }
    for (const auto& place : places) {
        const Rational room = place.most - place.least;
        const Rational taken = free < room ? free : room;
        free -= taken;
        out += taken * part(place);
    }
    return out;
}

/// Of what is in one of @p leaves, it is not known in which.
PartBounds any_of(const std::vector<const Item*>& leaves,
                  const std::function<PartBounds(const Item&)>& of_leaf) {
    std::optional<PartBounds> out;
    for (const auto* const leaf : leaves) {
        const auto of = of_leaf(*leaf);
        out = out ? PartBounds{std::min(out->least, of.least), std::max(out->most, of.most)} : of;
    }
    return out.value_or(PartBounds{});
}

/// Works out what a draft does to codes of a data file.
class Touch {
public:
    Touch(const CodedEditions& sources, const std::vector<TouchedCode>& touched)
        : sources_(sources) {
        for (const auto& code : touched) {
            touched_.emplace(code.item->code, &code);
        }
    }

    [[nodiscard]] std::optional<TouchedData> on(const DataCode& data) const {
        TouchedData out;
        std::vector<const TouchedCode*> effects;
        std::size_t leaves = 0;
        const auto bounds = sources_.bounds(data.item);
        for (const auto& bound : bounds) {
            if (bound.item == nullptr) {
                continue;
            }
            for (const auto* const leaf : sources_.target().leaves(*bound.item)) {
                ++leaves;
                if (const auto found = touched_.find(leaf->code); found != touched_.end()) {
                    effects.push_back(found->second);
                }
            }
        }
        if (effects.empty()) {
            return std::nullopt;
        }
        const auto part = part_of(data, sources_, [&](const Item& leaf) {
            const auto found = touched_.find(leaf.code);
            return found == touched_.end() ? PartBounds{} : leaving(*found->second);
        });
        out.data = &data;
        const auto& edition = sources_.edition(sources_.source_of(data.item));
        out.title = edition.find(sources_.code(data.item).code)->title;
        out.least = part.least;
        out.most = part.most;
        const bool is_one_leaf =
            leaves == 1 && bounds.size() == 1 && !sources_.is_astray(data.item);
        out.effect = is_one_leaf
                         ? effects.front()->effect
                         : effect(effects, part.least == Share::one(), !part.most.is_zero());
        for (const auto* const each : effects) {
            out.touched.push_back(each->item->code);
        }
        return out;
    }

private:
    [[nodiscard]] static Effect effect(const std::vector<const TouchedCode*>& effects, bool all,
                                       bool any) {
        const bool moves = std::all_of(effects.begin(), effects.end(), [](const TouchedCode* code) {
            return code->effect == Effect::moves;
        });
        return all ? (moves ? Effect::moves : Effect::ends)
                   : (any ? Effect::loses : effects.front()->effect);
    }

    const CodedEditions& sources_;
    std::map<Code, const TouchedCode*> touched_;
};

DecimalSum negated(const DecimalSum& sum) {
    DecimalSum out;
    out.add_product(*Decimal::parse(sum.text(), Decimal::longest_amount), *Decimal::parse("-1"));
    return out;
}

}  // namespace

Tally tally(const ConvertRequest& request, const CodedEditions& sources, ReadBytes read) {
    TextFeed feed(request, std::move(read));
    RejectsText rejects(request, feed.layout(), [](std::string_view) {});
    Intake intake(request, sources, feed, rejects, false);
    const SumHeader header(request, sources.target().id(), intake.columns());
    SumGuard guard(request, sources, intake, header.places());
    std::deque<SumsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(request, intake, header.places(), sources.items(),
                             guard.all_rows_of());
    }
    intake.run(
        [&](unsigned thread) -> RowWorker& { return workers[thread]; },
        [&](const RowBlock& block) { guard.finish(block, [](const BlockRow&) { return 0U; }); });
    for (const auto& worker : workers) {
        intake.add(worker.judge());
    }
    intake.check();
    guard.check();
    Tally out;
    out.codes = codes_of(workers, intake, guard.without_number(), !request.sums.empty());
    out.account = intake.summary();
    out.account.in_pairs = guard.in_pairs();
    for (const auto& name : request.sums) {
        out.account.sums.push_back(account_of(name, workers, out.codes));
        for (auto& carried : out.account.by_basis) {
            DecimalSum amount;
            for (const auto& code : out.codes) {
                if (code.rows > 0 && sources.basis(code.item) == carried.basis) {
                    amount.add(code.sum);
                }
            }
            carried.amounts.push_back(amount.text());
        }
    }
    check_account(out.account);
    return out;
}

PartBounds part_of(const DataCode& code, const CodedEditions& sources,
                   const std::function<PartBounds(const Item&)>& of_leaf) {
    std::vector<Place> places;
    for (const auto& bound : sources.bounds(code.item)) {
        const auto part = bound.item == nullptr
                              ? PartBounds{}
                              : any_of(sources.target().leaves(*bound.item), of_leaf);
        places.push_back({bound.least.exact().value, bound.most.exact().value,
                          part.least.exact().value, part.most.exact().value});
    }
    if (sources.is_astray(code.item)) {  // nobody says where the rest of it is
        places.push_back({0, 1, 0, 0});
    }
    return {share_of(extreme(places, false)), share_of(extreme(places, true))};
}

std::vector<TouchedData> touched_data(const Tally& tally, const CodedEditions& sources,
                                      const std::vector<TouchedCode>& touched) {
    const Touch touch(sources, touched);
    std::vector<TouchedData> out;
    for (const auto& code : tally.codes) {
        if (auto on = touch.on(code)) {
            out.push_back(std::move(*on));
        }
    }
    return out;
}

DecimalInterval touched_sum(const std::vector<TouchedData>& touched) {
    std::vector<PartOfFigure> parts;
    for (const auto& code : touched) {
        parts.push_back({&code.data->sum, {code.least, code.most}});
    }
    return sum_of(parts);
}

DecimalInterval sum_of(const std::vector<PartOfFigure>& parts) {
    // Three figures that add up to all of it, so that a share that is no finite decimal can be
    // printed: the least that leaves, how much more it can be, what stays then. Of a figure below
    // zero the least is the largest part.
    constexpr unsigned decimals = 2;
    FigureColumn figures(3);
    for (const auto& [figure, part] : parts) {
        const auto& least = part.least.exact().value;
        const auto& most = part.most.exact().value;
        const bool is_negative = figure->text().starts_with('-');
        figures.add(0, *figure, is_negative ? part.most : part.least);
        if (is_negative) {
            figures.add(1, negated(*figure), share_of(most - least));
        } else {
            figures.add(1, *figure, share_of(most - least));
        }
        figures.add(2, *figure, share_of(1 - (is_negative ? least : most)));
    }
    const auto printed = figures.print(decimals);
    DecimalSum high;
    high.add(*Decimal::parse(printed[0], Decimal::longest_amount));
    high.add(*Decimal::parse(printed[1], Decimal::longest_amount));
    return {printed[0], high.text()};
}

std::vector<const DataCode*> codes_within(const Tally& tally, const CodedEditions& sources,
                                          const Item& group) {
    const auto& base = sources.target();
    const auto is_within = [&](const Item* item) {
        if (item == nullptr) {  // nowhere
            return false;
        }
        const auto path = base.path(*item);
        return std::find(path.begin(), path.end(), &group) != path.end();
    };
    std::vector<const DataCode*> out;
    for (const auto& code : tally.codes) {
        const auto places = sources.candidates(code.item);
        if (!places.empty() && !sources.is_astray(code.item) &&
            std::all_of(places.begin(), places.end(), is_within)) {
            out.push_back(&code);
        }
    }
    return out;
}

}  // namespace socshift
