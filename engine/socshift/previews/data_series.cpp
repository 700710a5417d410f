#include "socshift/previews/data_series.hpp"

#include "socshift/numbers/decimal_exact.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace socshift {

namespace {

using Rational = boost::multiprecision::cpp_rational;

Rational number_of(const DecimalSum& sum) {
    const auto exact = sum.exact();
    return Rational(exact.digits, power_of_ten(exact.decimals));
}

/// @p part of @p whole in hundredths of a percent, the nearest, halves up; as much as 64 bits hold.
std::int64_t hundredths(const Rational& part, const Rational& whole) {
    constexpr int whole_of = 10000;
    const Rational up = part * whole_of / whole + Rational{1, 2};
    const boost::multiprecision::cpp_int out = numerator(up) / denominator(up);
    return out > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(out);
}

/// Works out the series one by one.
class SeriesReader {
public:
    SeriesReader(const Preview& preview, const Tally& tally, const CodedEditions& sources,
                 bool summed)
        : preview_(preview), tally_(tally), sources_(sources), summed_(summed) {
        for (const auto& code : preview.touched) {
            touched_.emplace(code.item->code, &code);
        }
        for (const auto& code : tally.codes) {
            rows_.emplace_back().add(*Decimal::parse(std::to_string(code.rows)));
        }
    }

    [[nodiscard]] std::optional<PreviewedSeries> of_group(const Item& group) const {
        const auto within = codes_within(tally_, sources_, group);
        if (within.empty()) {
            return std::nullopt;
        }
        const auto leaving = parts(within, [&](const Item& leaf) {
            return is_below(leaf, group) ? part_to(leaf, group, false) : PartBounds{};
        });
        PreviewedSeries out{named(group), preview_.scenario.base, {}, 0, {}, {}, {}, {}};
        const auto coming = coming_to(group, within, out);
        set(out, within, leaving, coming);
        return out;
    }

    [[nodiscard]] PreviewedSeries of_code(const TouchedData& data) const {
        const auto code = sources_.code(data.data->item);
        const auto& edition = sources_.edition(sources_.source_of(data.data->item));
        PreviewedSeries out{named(*edition.find(code.code)), code.edition, {}, 0, {}, {}, {}, {}};
        const std::vector<PartOfFigure> leaving{{&figure(*data.data), {data.least, data.most}}};
        const auto places = sources_.candidates(data.data->item);
        const bool is_one =
            places.size() == 1 && places.front() != nullptr && !sources_.is_astray(data.data->item);
        std::optional<Parts> coming;
        if (is_one) {
            coming = coming_to(*places.front(), {data.data}, out);
        }
        set(out, {data.data}, leaving, coming);
        return out;
    }

private:
    using Parts = std::vector<PartOfFigure>;

    [[nodiscard]] const DecimalSum& figure(const DataCode& code) const {
        return summed_ ? code.sum : rows_[static_cast<std::size_t>(&code - tally_.codes.data())];
    }

    [[nodiscard]] Parts parts(const std::vector<const DataCode*>& codes,
                              const std::function<PartBounds(const Item&)>& of_leaf) const {
        Parts out;
        for (const auto* const code : codes) {
            out.push_back({&figure(*code), part_of(*code, sources_, of_leaf)});
        }
        return out;
    }

    /// What comes to @p group from codes that are not @p within it. Those of its rows that have no
    /// figure are added to what is missing of @p series.
    Parts coming_to(const Item& group, const std::vector<const DataCode*>& within,
                    PreviewedSeries& series) const {
        std::vector<const DataCode*> others;
        for (const auto& code : tally_.codes) {
            if (std::find(within.begin(), within.end(), &code) == within.end()) {
                others.push_back(&code);
            }
        }
        auto out = parts(others, [&](const Item& leaf) {
            return is_below(leaf, group) ? PartBounds{} : part_to(leaf, group, true);
        });
        for (std::size_t i = 0; i < others.size(); ++i) {
            series.missing += out[i].part.most.is_zero() ? 0 : others[i]->missing;
        }
        return out;
    }

    [[nodiscard]] bool is_below(const Item& leaf, const Item& group) const {
        const auto path = sources_.target().path(leaf);
        return std::find_if(path.begin(), path.end(), [&](const Item* item) {
                   return item->code == group.code;
               }) != path.end();
    }

    /// Whether a code of the draft is at or below the group that has the code of @p group there.
    [[nodiscard]] bool stays_in(const Code& target, const Item& group) const {
        const auto& draft = preview_.draft();
        const auto path = draft.path(*draft.find(target));
        return std::any_of(path.begin(), path.end(),
                           [&](const Item* item) { return item->code == group.code; });
    }

    /// What part of @p leaf is in @p group in the draft, or, not @p into it, is not.
    [[nodiscard]] PartBounds part_to(const Item& leaf, const Item& group, bool into) const {
        const PartBounds all{Share::one(), Share::one()};
        const auto found = touched_.find(leaf.code);
        if (found == touched_.end()) {
            return stays_in(leaf.code, group) == into ? all : PartBounds{};
        }
        const auto& touched = *found->second;
        std::size_t chosen = 0;
        bool itself_chosen = false;
        for (const auto& target : touched.targets) {
            const bool is_chosen = stays_in(target, group) == into;
            chosen += is_chosen ? 1U : 0U;
            itself_chosen = itself_chosen || (is_chosen && target == leaf.code);
        }
        if (chosen == 0) {
            return {};
        }
        if (chosen == touched.targets.size()) {
            return all;
        }
        if (!touched.leaves || touched.effect != Effect::loses) {
            return {Share(0, 1), Share::one()};
        }
        // All that leaves is known together; what of it goes where is known if it all goes there.
        const auto& leaves = *touched.leaves;
        const auto rest = share_of(1 - leaves.exact().value);
        if (itself_chosen) {
            return {rest, chosen == 1 ? rest : Share::one()};
        }
        return {chosen + 1 == touched.targets.size() ? leaves : Share(0, 1), leaves};
    }

    void set(PreviewedSeries& out, const std::vector<const DataCode*>& codes, const Parts& leaving,
             const std::optional<Parts>& coming) const {
        DecimalSum now;
        bool has_figure = !summed_;
        for (const auto* const code : codes) {
            now.add(figure(*code));
            out.missing += code->missing;
            has_figure = has_figure || code->has_figure;
        }
        if (!has_figure) {
            return;
        }
        out.now = now.text();
        out.leaving = sum_of(leaving);
        if (coming) {
            out.coming = sum_of(*coming);
        }
        const auto whole = number_of(now);
        if (whole > 0 && !any_negative(leaving) && !(coming && any_negative(*coming))) {
            out.leaving_part = part_of_whole(leaving, whole);
            if (coming) {
                out.coming_part = part_of_whole(*coming, whole);
            }
        }
    }

    static bool any_negative(const Parts& parts) {
        return std::any_of(parts.begin(), parts.end(),
                           [](const PartOfFigure& part) { return number_of(*part.figure) < 0; });
    }

    static PreviewedSeries::Part part_of_whole(const Parts& parts, const Rational& whole) {
        Rational low = 0;
        Rational high = 0;
        for (const auto& [figure, part] : parts) {
            const auto number = number_of(*figure);
            low += number * part.least.exact().value;
            high += number * part.most.exact().value;
        }
        return {hundredths(low, whole), hundredths(high, whole)};
    }

    const Preview& preview_;
    const Tally& tally_;
    const CodedEditions& sources_;
    bool summed_;
    std::vector<DecimalSum> rows_;  // of each code of the tally
    std::map<Code, const TouchedCode*> touched_;
};

}  // namespace

std::optional<std::int64_t> PreviewedSeries::greatest() const noexcept {
    if (!leaving_part) {
        return std::nullopt;
    }
    return std::max(leaving_part->high, coming_part ? coming_part->high : 0);
}

std::vector<PreviewedSeries> previewed_series(const Preview& preview, const Tally& tally,
                                              const CodedEditions& sources, bool summed) {
    const SeriesReader reader(preview, tally, sources, summed);
    std::vector<PreviewedSeries> out;
    for (const auto& broken : preview.breaks.broken) {
        const auto* const group = sources.target().find(broken.item->code);
        if (group == nullptr || sources.target().is_leaf(*group)) {
            continue;
        }
        if (auto series = reader.of_group(*group)) {
            out.push_back(std::move(*series));
        }
    }
    for (const auto& data : touched_data(tally, sources, preview.touched)) {
        out.push_back(reader.of_code(data));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const PreviewedSeries& a, const PreviewedSeries& b) {
                         const auto first = a.greatest();
                         const auto second = b.greatest();
                         return first && second ? *first > *second : !first && second;
                     });
    return out;
}

}  // namespace socshift
