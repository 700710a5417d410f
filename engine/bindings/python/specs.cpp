#include "specs.hpp"

#include "arguments.hpp"
#include "socshift/io/columns.hpp"
#include "socshift/numbers/share.hpp"
#include "socshift/weights/weights_order.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>
#include <optional>
#include <span>
#include <utility>
#include <variant>

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
        constexpr double thousand = 1000;
        if (!(score >= 0 && score <= 1)) {
            throw ArgumentError(name, fmt::format("expected a score from 0 to 1, found {}", score));
        }
        to = static_cast<std::uint32_t>(score * thousand + 0.5);
    }

    void take_sign(const char* name, std::optional<char>& to) const {
        std::string text;
        if (!take(name, text)) {
            return;
        }
        const Pairs words{{"point", "."}, {"comma", ","}, {"blank", " "}, {"apostrophe", "'"}};
        for (const auto& [word, sign] : words) {
            text = text == word ? sign : text;
        }
        if (text.size() != 1) {
            throw ArgumentError(name, fmt::format("expected one character, or point, comma, blank "
                                                  "or apostrophe, found '{}'",
                                                  text));
        }
        to = text.front();
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

std::vector<WeightChoice> weights_order(const Texts& names) {
    std::string order;
    for (const auto& name : names) {
        if (name.empty() || name.find(',') != std::string::npos) {
            throw ArgumentError(
                "weights",
                fmt::format("expected words, or names of files without a comma, found '{}'", name));
        }
        order += (order.empty() ? "" : ",") + name;
    }
    if (order.empty()) {
        return {};
    }
    try {
        return read_weights_order(order);
    } catch (const Error& error) {
        throw ArgumentError("weights", error.what());
    }
}

Texts values_of_range_said(const std::string& value) {
    try {
        return values_of_whole_range(value);
    } catch (const Error& error) {
        throw ArgumentError("weights_values", error.what());
    }
}

std::vector<WeightGrouping> weights_by(const Arguments& arguments) {
    std::vector<std::tuple<std::string, std::string, Pairs>> said;
    arguments.take("weights_by", said);
    std::vector<WeightGrouping> out;
    for (const auto& [group, column, words] : said) {
        auto& grouping = out.emplace_back(WeightGrouping{group, column, {}});
        for (const auto& [value, word] : words) {
            for (auto& each : values_of_range_said(value)) {
                grouping.words.emplace_back(std::move(each), word);
            }
        }
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
    spec.weights = weights_order(weights);
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
    constexpr unsigned most_draws = 100;
    unsigned draws = 0;
    if (arguments.take("draws", draws)) {
        if (draws > most_draws) {
            throw ArgumentError("draws",
                                fmt::format("expected 1 to {}, found {}", most_draws, draws));
        }
        spec.draws = draws;
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
    for (const auto& word : repairs) {
        for (const auto& [each, name] : word_table<Repair>) {
            if (word == "all" && is_on_request(each)) {
                spec.repairs.push_back(each);
            }
        }
        if (word != "all") {
            spec.repairs.push_back(word_of<Repair>("repair", word));
        }
    }
}

}  // namespace

std::vector<RowFilter> filters_of(const std::vector<SaidFilter>& said) {
    std::vector<RowFilter> out;
    for (const auto& [column, values, keeps] : said) {
        out.push_back({column, values, keeps});
    }
    return out;
}

WeightChoice weight_choice(const char* argument, const std::string& name) {
    try {
        return read_weight_choice(name);
    } catch (const Error& error) {
        throw ArgumentError(argument, error.what());
    }
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
    Texts via;
    for (const auto& way : spec.via) {
        via.push_back(way.from);
        via.insert(via.end(), way.over.begin(), way.over.end());
    }
    Texts map;
    for (const auto& [value, edition] : spec.edition_map) {
        map.push_back(edition);
    }
    Texts from{spec.from};
    for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
        end = spec.from.find_first_of(",+", at);
        from.push_back(spec.from.substr(at, end - at));
    }
    return {{"from_", from}, {"to", {spec.to}},    {"families", spec.families},
            {"via", via},    {"edition_map", map}, {"level", {spec.level}}};
}

std::vector<Said> said_names(const AssignSpec& spec) {
    return {{"to", {spec.to}},
            {"from_", {spec.from}},
            {"via", spec.via},
            {"fall_back", {spec.fall_back}}};
}

SaidColumns::SaidColumns(const nb::dict& said) {
    constexpr std::array one{"column",       "edition_column", "wave",
                             "title_column", "by_weight",      "second_title",
                             "job_zone",     "with_code",      "order"};
    constexpr std::array several{"sum", "mean", "by", "scale"};
    const Arguments arguments(said);
    for (const auto* const argument : one) {
        std::string name;
        if (arguments.take(argument, name)) {
            names.emplace_back(argument, name);
        }
    }
    for (const auto* const argument : several) {
        Texts all;
        arguments.take(argument, all);
        for (const auto& name : all) {
            names.emplace_back(argument, name);
        }
    }
    arguments.take("where", filters);
    for (const auto& filter : filters) {
        names.emplace_back(std::get<2>(filter) ? "where" : "where_not", std::get<0>(filter));
    }
    std::vector<std::tuple<std::string, std::string, Pairs>> groupings;
    arguments.take("weights_by", groupings);
    for (const auto& grouping : groupings) {
        names.emplace_back("weights_by", std::get<1>(grouping));
    }
}

namespace {

/// The place of a column, by name or as "#2"; none if it is not there, which others say.
std::optional<std::size_t> place_of(const arrow::Frame& frame, const std::string& name) {
    try {
        return Columns("the data", frame.names()).place(name);
    } catch (const FormatError&) {
        return std::nullopt;
    }
}

/// Of the cells of a column of decimals how many places each has behind the point; none of others.
std::optional<std::size_t> decimals_of(const arrow::Frame& frame,
                                       const std::vector<DataColumn>& columns,
                                       const std::string& name) {
    const auto place = place_of(frame, name);
    if (!place || frame.values(*place) == arrow::Frame::Values::texts) {
        return std::nullopt;
    }
    const auto* const texts =
        std::get_if<std::span<const std::string_view>>(&columns[*place].values);
    if (texts == nullptr) {
        return std::nullopt;
    }
    const auto cell = std::find_if(texts->begin(), texts->end(),
                                   [](std::string_view text) { return !text.empty(); });
    if (cell == texts->end()) {
        return std::nullopt;
    }
    const auto point = cell->find('.');
    return point == std::string_view::npos ? 0 : cell->size() - point - 1;
}

/// "1" with one decimal is "1.0", and "1.00" as well; what is no plain number, or has more digits,
/// stays.
std::string with_decimals(const std::string& value, std::size_t decimals) {
    const auto digits = value.find_first_not_of("0123456789.", value.starts_with('-') ? 1 : 0);
    const auto point = value.find('.');
    if (value.empty() || digits != std::string::npos || point != value.rfind('.')) {
        return value;
    }
    auto out = point == std::string::npos ? value + '.' : value;
    const auto behind = [&] { return out.size() - out.find('.') - 1; };
    while (behind() > decimals && out.back() == '0') {
        out.pop_back();
    }
    while (behind() < decimals) {
        out += '0';
    }
    if (out.back() == '.') {
        out.pop_back();
    }
    return out;
}

}  // namespace

void fit_decimals(const arrow::Frame& frame, const std::vector<DataColumn>& columns,
                  std::vector<RowFilter>& filters) {
    for (auto& filter : filters) {
        if (const auto decimals = decimals_of(frame, columns, filter.column)) {
            for (auto& value : filter.values) {
                value = with_decimals(value, *decimals);
            }
        }
    }
}

void fit_decimals(const arrow::Frame& frame, const std::vector<DataColumn>& columns,
                  ConversionSpec& spec) {
    fit_decimals(frame, columns, spec.where);
    if (const auto decimals = spec.edition_column.empty()
                                  ? std::nullopt
                                  : decimals_of(frame, columns, spec.edition_column)) {
        for (auto& [value, edition] : spec.edition_map) {
            value = with_decimals(value, *decimals);
        }
    }
    for (auto& grouping : spec.weights_by) {
        if (const auto decimals = decimals_of(frame, columns, grouping.column)) {
            for (auto& [value, word] : grouping.words) {
                value = with_decimals(value, *decimals);
            }
        }
    }
}

std::string argument_about(std::string_view message, const SaidColumns& said,
                           const std::vector<std::string>& there) {
    const auto has = [&](const std::string& text) {
        return message.find(text) != std::string_view::npos;
    };
    const auto is_there = [&](const std::string& name) {
        return std::find(there.begin(), there.end(), name) != there.end();
    };
    // A value that no row has, and a column by a place that there is not.
    for (const auto& [name, values, keeps] : said.filters) {
        for (const auto& value : values) {
            if (has("no row has '" + value + "' in column '" + name + "'") ||
                (value.empty() && has("no cell of column '" + name + "'"))) {
                return keeps ? "where" : "where_not";
            }
        }
    }
    if (has("; --prefix TEXT gives")) {
        return "prefix";
    }
    if (has("; --no-header takes")) {
        return "column";
    }
    for (const auto& [argument, name] : said.names) {
        if (argument == "edition_column" && has("no row has '") && has("column '" + name + "'")) {
            return "edition_map";
        }
        if (name.starts_with('#') && has("no column " + name.substr(1) + ";")) {
            return argument;
        }
    }
    for (const bool is_known : {false, true}) {
        for (const auto& [argument, name] : said.names) {
            const bool is_quoted =
                is_known ? has("column '" + name + "'") || has("columns '" + name + "'")
                         : has("'" + name + "'");
            if (!name.empty() && is_there(name) == is_known && is_quoted) {
                return argument;
            }
        }
    }
    return {};
}

}  // namespace socshift::python
