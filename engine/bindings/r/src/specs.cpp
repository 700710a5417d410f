#include "specs.hpp"

#include "socshift/base/whole_number.hpp"
#include "socshift/numbers/share.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace socshift::r {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Two vectors of equal length as pairs.
Pairs pairs_of(SEXP firsts, SEXP seconds) {
    const auto a = texts_of(firsts);
    const auto b = texts_of(seconds);
    Pairs out;
    for (std::size_t i = 0; i < a.size(); ++i) {
        out.emplace_back(a[i], b[i]);
    }
    return out;
}

/// Takes what was said out of the arguments of a call.
class Arguments {
public:
    explicit Arguments(const cpp11::list& said) : said_(said) {}

    /// Its value; nullptr if it was not said.
    [[nodiscard]] SEXP find(const char* name) const {
        const SEXP value = said_[name];
        return Rf_isNull(value) ? nullptr : value;
    }

    void take(const char* name, std::string& to) const {
        if (const SEXP value = find(name)) {
            to = texts_of(value).front();
        }
    }

    void take(const char* name, Texts& to) const {
        if (const SEXP value = find(name)) {
            to = texts_of(value);
        }
    }

    void take(const char* name, bool& to) const {
        if (const SEXP value = find(name)) {
            to = LOGICAL(value)[0] == TRUE;
        }
    }

    [[nodiscard]] std::optional<double> number(const char* name) const {
        const SEXP value = find(name);
        return value == nullptr ? std::nullopt : std::optional{REAL(value)[0]};
    }

    void take(const char* name, unsigned& to) const {
        if (const auto value = number(name)) {
            to = static_cast<unsigned>(*value);
        }
    }

    template <Worded Enum>
    void take_word(const char* name, Enum& to) const {
        std::string word;
        take(name, word);
        if (!word.empty()) {
            to = word_of<Enum>(name, word);
        }
    }

    /// A score from 0 to 1, in thousandths.
    void take_score(const char* name, std::uint32_t& to) const {
        if (const auto score = number(name)) {
            to = bindings::score_of(name, *score);
        }
    }

    void take_sign(const char* name, std::optional<char>& to) const {
        if (const SEXP value = find(name)) {
            to = bindings::sign_of(name, texts_of(value).front());
        }
    }

    /// Lists of a column, its values, and whether rows with one of them are kept.
    void take_filters(std::vector<RowFilter>& to) const {
        const SEXP filters = find("where");
        for (R_xlen_t i = 0; filters != nullptr && i < Rf_xlength(filters); ++i) {
            const SEXP filter = VECTOR_ELT(filters, i);
            to.push_back({texts_of(VECTOR_ELT(filter, 0)).front(), texts_of(VECTOR_ELT(filter, 1)),
                          LOGICAL(VECTOR_ELT(filter, 2))[0] == TRUE});
        }
    }

private:
    const cpp11::list& said_;
};

/// "0.01", "1/100", "1%".
Share part_of_rows(const std::string& text) {
    const bool is_percent = text.ends_with('%');
    const auto share = Share::read(is_percent ? text.substr(0, text.size() - 1) : text);
    if (!share) {
        throw ArgumentError(
            "fail_above",
            "expected a part of the rows such as \"1%\" or 0.01, found '" + text + "'");
    }
    return is_percent ? *share * Share(1, 100) : *share;
}

/// A seed, of digits: it can have more of them than a double.
std::uint64_t seed_of(const std::string& digits) {
    const auto seed = whole_number<std::uint64_t>(digits);
    if (!seed) {
        throw ArgumentError("seed", "expected a whole number from 0 to " +
                                        std::to_string(std::numeric_limits<std::uint64_t>::max()) +
                                        ", found '" + digits + "'");
    }
    return *seed;
}

void take_ends(const Arguments& arguments, ConversionSpec& spec) {
    arguments.take("column", spec.column);
    arguments.take("from", spec.from);
    arguments.take("edition_column", spec.edition_column);
    if (const SEXP map = arguments.find("edition_map")) {
        spec.edition_map = pairs_of(VECTOR_ELT(map, 0), VECTOR_ELT(map, 1));
    }
    arguments.take("wave", spec.wave);
    arguments.take_word("ambiguous", spec.ambiguous);
    arguments.take("to", spec.to);
    arguments.take("families", spec.families);
    arguments.take("level", spec.level);
    const SEXP ways = arguments.find("via");
    for (R_xlen_t i = 0; ways != nullptr && i < Rf_xlength(ways); ++i) {
        const SEXP way = VECTOR_ELT(ways, i);
        spec.via.push_back({texts_of(VECTOR_ELT(way, 0)).front(), texts_of(VECTOR_ELT(way, 1))});
    }
    Texts weights;
    arguments.take("weights", weights);
    spec.weights = bindings::weights_of(weights);
    arguments.take("normalise", spec.normalise);
    arguments.take("mixed_weights", spec.mixed_weights);
    const SEXP groups = arguments.find("weights_by");
    for (R_xlen_t i = 0; groups != nullptr && i < Rf_xlength(groups); ++i) {
        const SEXP group = VECTOR_ELT(groups, i);
        spec.weights_by.push_back(bindings::grouping_of(
            texts_of(VECTOR_ELT(group, 0)).front(), texts_of(VECTOR_ELT(group, 1)).front(),
            pairs_of(VECTOR_ELT(group, 2), VECTOR_ELT(group, 3))));
    }
    arguments.take_word("groups", spec.groups);
}

void take_rows(const Arguments& arguments, ConversionSpec& spec) {
    arguments.take_filters(spec.where);
    arguments.take_word("on_unknown", spec.on_unknown);
    arguments.take("prefix", spec.prefix);
    if (arguments.find("shares") != nullptr) {
        ShareForm shares{};
        arguments.take_word("shares", shares);
        spec.shares = shares;
    }
    arguments.take_word("split", spec.split);
    if (arguments.find("seed") != nullptr) {
        std::string digits;
        arguments.take("seed", digits);
        spec.seed = seed_of(digits);
    }
    if (const auto draws = arguments.number("draws")) {
        spec.draws = bindings::draws_of(*draws);
    }
    arguments.take("title_column", spec.title_column);
    arguments.take_score("title_score", spec.title_score);
    arguments.take("scale", spec.scale);
    arguments.take("whole", spec.whole);
    if (arguments.find("fail_above") != nullptr) {
        std::string part;
        arguments.take("fail_above", part);
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

ConversionSpec conversion_spec(const cpp11::list& said) {
    const Arguments arguments(said);
    ConversionSpec out;
    take_ends(arguments, out);
    take_rows(arguments, out);
    take_figures(arguments, out);
    out.file = "the data";
    return out;
}

AssignSpec assign_spec(const cpp11::list& said) {
    const Arguments arguments(said);
    AssignSpec out;
    arguments.take("column", out.column);
    arguments.take("to", out.to);
    arguments.take("second_title", out.second_title);
    arguments.take("job_zone", out.job_zone);
    arguments.take("with_code", out.with_code);
    arguments.take("from", out.from);
    arguments.take("via", out.via);
    arguments.take_score("min_score", out.min_score);
    arguments.take("fall_back", out.fall_back);
    Texts last_by;
    arguments.take("last_by", last_by);
    if (!last_by.empty()) {
        out.person = last_by.front();
        out.period = last_by.back();
    }
    arguments.take("order", out.order);
    arguments.take_word("on_unknown", out.on_unknown);
    arguments.take("prefix", out.prefix);
    arguments.take_filters(out.where);
    arguments.take("threads", out.threads);
    out.file = "the data";
    return out;
}

DetectRequest detect_request(const cpp11::list& said) {
    const Arguments arguments(said);
    DetectRequest out;
    arguments.take("column", out.column);
    arguments.take("no_code", out.no_code);
    arguments.take_filters(out.where);
    out.file = "the data";
    return out;
}

std::vector<Said> said_names(const ConversionSpec& spec) {
    return bindings::said_names(spec, "from");
}

std::vector<Said> said_names(const AssignSpec& spec) {
    return bindings::said_names(spec, "from");
}

bindings::SaidColumns said_columns(const cpp11::list& said) {
    constexpr std::array all{
        "column",   "edition_column", "wave",  "title_column", "by_weight", "second_title",
        "job_zone", "with_code",      "order", "sum",          "mean",      "by",
        "scale",    "last_by"};
    const Arguments arguments(said);
    bindings::SaidColumns out;
    for (const auto* const argument : all) {
        Texts names;
        arguments.take(argument, names);
        for (const auto& name : names) {
            out.names.emplace_back(argument, name);
        }
    }
    std::vector<RowFilter> filters;
    arguments.take_filters(filters);
    for (const auto& filter : filters) {
        out.add(filter);
    }
    const SEXP groups = arguments.find("weights_by");
    for (R_xlen_t i = 0; groups != nullptr && i < Rf_xlength(groups); ++i) {
        out.names.emplace_back("weights_by",
                               texts_of(VECTOR_ELT(VECTOR_ELT(groups, i), 1)).front());
    }
    return out;
}

}  // namespace socshift::r
