#include "specs.hpp"

#include "arguments.hpp"
#include "socshift/numbers/share.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <utility>

namespace socshift::python {

namespace {

using Texts = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Takes what was said out of the arguments of a call.
class Arguments {
public:
    explicit Arguments(const nb::dict& said) : said_(said) {}

    /// Into @p to, if @p name was said. @throws ArgumentError for another type.
    template <typename T>
    bool take(const char* name, T& to) const {
        if (!said_.contains(name)) {
            return false;
        }
        try {
            to = nb::cast<T>(said_[name]);
        } catch (const nb::cast_error&) {
            const auto found = nb::cast<std::string>(nb::repr(said_[name]));
            throw ArgumentError(name, fmt::format("cannot be {}", found));
        }
        return true;
    }

    template <Worded Enum>
    bool take_word(const char* name, Enum& to) const {
        std::string word;
        if (!take(name, word)) {
            return false;
        }
        to = word_of<Enum>(name, word);
        return true;
    }

    /// A score from 0 to 1, in thousandths.
    void take_score(const char* name, std::uint32_t& to) const {
        double score = 0;
        if (!take(name, score)) {
            return;
        }
        to = bindings::score_of(name, score);
    }

    void take_sign(const char* name, std::optional<char>& to) const {
        std::string text;
        if (!take(name, text)) {
            return;
        }
        to = bindings::sign_of(name, text);
    }

    void take_filters(std::vector<RowFilter>& to) const {
        std::vector<SaidFilter> filters;
        take("where", filters);
        to = filters_of(filters);
    }

private:
    const nb::dict& said_;
};

/// "0.01", "1/100".
Share part_of_rows(const std::string& text) {
    if (const auto share = Share::read(text)) {
        return *share;
    }
    throw ArgumentError("fail_above", fmt::format("expected a part of the rows such as '1%' or "
                                                  "0.01, found '{}'",
                                                  text));
}

std::vector<WeightGrouping> weights_by(const Arguments& arguments) {
    std::vector<std::tuple<std::string, std::string, Pairs>> said;
    arguments.take("weights_by", said);
    std::vector<WeightGrouping> out;
    for (const auto& [group, column, words] : said) {
        out.push_back(bindings::grouping_of(group, column, words));
    }
    return out;
}

void take_ends(const Arguments& arguments, ConversionSpec& spec) {
    arguments.take("column", spec.column);
    arguments.take("from_", spec.from);
    arguments.take("edition_column", spec.edition_column);
    arguments.take("edition_map", spec.edition_map);
    arguments.take("wave", spec.wave);
    arguments.take_word("ambiguous", spec.ambiguous);
    arguments.take("to", spec.to);
    arguments.take("families", spec.families);
    arguments.take("level", spec.level);
    std::vector<std::pair<std::string, Texts>> ways;
    arguments.take("via", ways);
    for (auto& [from, over] : ways) {
        spec.via.push_back({from, std::move(over)});
    }
    Texts weights;
    arguments.take("weights", weights);
    spec.weights = bindings::weights_of(weights);
    arguments.take("normalise", spec.normalise);
    arguments.take("mixed_weights", spec.mixed_weights);
    spec.weights_by = weights_by(arguments);
    arguments.take_word("groups", spec.groups);
}

void take_rows(const Arguments& arguments, ConversionSpec& spec) {
    arguments.take_filters(spec.where);
    arguments.take_word("on_unknown", spec.on_unknown);
    arguments.take("prefix", spec.prefix);
    ShareForm shares{};
    if (arguments.take_word("shares", shares)) {
        spec.shares = shares;
    }
    arguments.take_word("split", spec.split);
    std::uint64_t seed = 0;
    if (arguments.take("seed", seed)) {
        spec.seed = seed;
    }
    double draws = 0;
    if (arguments.take("draws", draws)) {
        spec.draws = bindings::draws_of(draws);
    }
    arguments.take("title_column", spec.title_column);
    arguments.take_score("title_score", spec.title_score);
    arguments.take("scale", spec.scale);
    arguments.take("whole", spec.whole);
    std::string part;
    if (arguments.take("fail_above", part)) {
        spec.fail_above = part_of_rows(part);
    }
    arguments.take("threads", spec.threads);
}

void take_figures(const Arguments& arguments, ConversionSpec& spec) {
    arguments.take("sum", spec.sums);
    arguments.take("mean", spec.means);
    arguments.take("by_weight", spec.by_weight);
    arguments.take("by", spec.by);
    arguments.take("bounds", spec.bounds);
    arguments.take("shares_of_basis", spec.shares_of_basis);
    arguments.take("allow_mixed_levels", spec.allow_mixed_levels);
    arguments.take_sign("decimal", spec.decimal);
    arguments.take_sign("thousands", spec.thousands);
    arguments.take("missing", spec.missing);
    arguments.take("no_code", spec.no_code);
    Texts repairs;
    arguments.take("repair", repairs);
    spec.repairs = bindings::repairs_of(repairs);
}

}  // namespace

std::vector<RowFilter> filters_of(const std::vector<SaidFilter>& said) {
    std::vector<RowFilter> out;
    for (const auto& [column, values, keeps] : said) {
        out.push_back({column, values, keeps});
    }
    return out;
}

ConversionSpec conversion_spec(const nb::dict& said) {
    const Arguments arguments(said);
    ConversionSpec out;
    take_ends(arguments, out);
    take_rows(arguments, out);
    take_figures(arguments, out);
    return out;
}

AssignSpec assign_spec(const nb::dict& said) {
    const Arguments arguments(said);
    AssignSpec out;
    arguments.take("column", out.column);
    arguments.take("to", out.to);
    arguments.take("second_title", out.second_title);
    arguments.take("job_zone", out.job_zone);
    arguments.take("with_code", out.with_code);
    arguments.take("from_", out.from);
    arguments.take("via", out.via);
    arguments.take_score("min_score", out.min_score);
    arguments.take("fall_back", out.fall_back);
    std::pair<std::string, std::string> last_by;
    if (arguments.take("last_by", last_by)) {
        out.person = last_by.first;
        out.period = last_by.second;
    }
    arguments.take("order", out.order);
    arguments.take_word("on_unknown", out.on_unknown);
    arguments.take("prefix", out.prefix);
    arguments.take_filters(out.where);
    arguments.take("threads", out.threads);
    return out;
}

std::vector<Said> said_names(const ConversionSpec& spec) {
    return bindings::said_names(spec, "from_");
}

std::vector<Said> said_names(const AssignSpec& spec) {
    return bindings::said_names(spec, "from_");
}

SaidColumns said_columns(const nb::dict& said) {
    SaidColumns out;
    constexpr std::array one{"column",       "edition_column", "wave",
                             "title_column", "by_weight",      "second_title",
                             "job_zone",     "with_code",      "order"};
    constexpr std::array several{"sum", "mean", "by", "scale"};
    const Arguments arguments(said);
    for (const auto* const argument : one) {
        std::string name;
        if (arguments.take(argument, name)) {
            out.names.emplace_back(argument, name);
        }
    }
    for (const auto* const argument : several) {
        Texts all;
        arguments.take(argument, all);
        for (const auto& name : all) {
            out.names.emplace_back(argument, name);
        }
    }
    std::pair<std::string, std::string> last_by;
    if (arguments.take("last_by", last_by)) {
        out.names.emplace_back("last_by", last_by.first);
        out.names.emplace_back("last_by", last_by.second);
    }
    std::vector<RowFilter> filters;
    arguments.take_filters(filters);
    for (const auto& filter : filters) {
        out.add(filter);
    }
    std::vector<std::tuple<std::string, std::string, Pairs>> groupings;
    arguments.take("weights_by", groupings);
    for (const auto& grouping : groupings) {
        out.names.emplace_back("weights_by", std::get<1>(grouping));
    }
    return out;
}

}  // namespace socshift::python
