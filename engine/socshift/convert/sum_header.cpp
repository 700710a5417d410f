#include "socshift/convert/sum_header.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace socshift {

namespace {

std::vector<std::size_t> places_of(const std::vector<std::string>& names, const Columns& columns) {
    std::vector<std::size_t> out;
    for (const auto& name : names) {
        out.push_back(columns.place(name));
    }
    return out;
}

void check_once(const ConvertRequest& request, const std::vector<std::string>& names,
                const std::vector<std::size_t>& places, std::string_view purpose) {
    std::set<std::size_t> known;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!known.insert(places[i]).second) {
            throw FormatError({request.file, 1, 0},
                              fmt::format("column '{}' is to be {} twice", names[i], purpose));
        }
    }
}

std::string mean_named(const ConvertRequest& request, const std::string& column) {
    return request.by_weight.empty() ? column + "_mean" : column + "_mean_by_" + request.by_weight;
}

/// What is not added by us: keys and figures.
std::vector<NewColumn> own_columns(const ConvertRequest& request) {
    using enum NewColumn::Kind;
    std::vector<NewColumn> out;
    for (const auto& key : request.by) {
        out.push_back({key, texts});
    }
    for (const auto& sum : request.sums) {
        out.push_back({sum, decimals});
        if (request.bounds) {
            out.push_back({sum + "_least", decimals});
            out.push_back({sum + "_most", decimals});
        }
        if (request.shares_of_basis) {
            for (const auto& basis : word_table<Basis>) {
                out.push_back({part_name(sum, basis), decimals});
            }
            out.push_back({sum + "_missing", wholes});
        }
    }
    for (const auto& mean : request.means) {
        out.push_back({mean_named(request, mean), decimals});
    }
    return out;
}

/// The names of @p all before and behind own_columns().
std::vector<std::string> added_around(const ConvertRequest& request,
                                      const std::vector<NewColumn>& all) {
    constexpr std::size_t before = 2;
    auto out = names_of(all);
    const auto first = out.begin() + before;
    out.erase(first, first + std::ssize(own_columns(request)));
    return out;
}

}  // namespace

std::string part_name(const std::string& sum, const Word<Basis>& basis) {
    return fmt::format("{}_{}", sum, basis.word);
}

std::vector<std::size_t> SumPlaces::numbers() const {
    auto out = sums;
    out.insert(out.end(), means.begin(), means.end());
    if (weight) {
        out.push_back(*weight);
    }
    return out;
}

SumHeader::SumHeader(const ConvertRequest& request, const EditionId& target, const Columns& columns)
    : request_(request) {
    places_.sums = places_of(request.sums, columns);
    places_.means = places_of(request.means, columns);
    places_.keys = places_of(request.by, columns);
    places_.names = request.sums;
    places_.earlier.resize(request.sums.size());
    if (request.shares_of_basis) {
        places_.counts_rows = true;
        find_earlier(columns);
    }
    places_.names.insert(places_.names.end(), request.means.begin(), request.means.end());
    places_.names.push_back(request.by_weight);
    if (!request.by_weight.empty()) {
        places_.weight = columns.place(request.by_weight);
    }
    columns_ = figure_columns(request, target);
    check(columns);
}

/// Columns that an earlier conversion made beside a figure: all of them are there, or none.
void SumHeader::find_earlier(const Columns& columns) {
    for (std::size_t i = 0; i < request_.sums.size(); ++i) {
        std::vector<std::string> found;
        std::string missing;
        for (const auto& basis : word_table<Basis>) {
            auto name = part_name(request_.sums[i], basis);
            (columns.has(name) ? found.emplace_back() : missing) = name;
        }
        if (!found.empty() && !missing.empty()) {
            throw FormatError(
                {request_.file, 1, 0},
                fmt::format("column '{}' would be a part of '{}' by basis, but there is no '{}'; "
                            "expected all of them or none",
                            found.front(), request_.sums[i], missing));
        }
        if (found.empty()) {
            continue;
        }
        places_.earlier[i] = places_.sums.size();
        for (const auto& name : found) {
            places_.sums.push_back(columns.place(name));
            places_.names.push_back(name);
        }
    }
}

std::string SumHeader::mean_name(const std::string& column) const {
    return mean_named(request_, column);
}

/// A name that only we give stands for nothing else; and no two columns have one.
void SumHeader::check(const Columns& columns) const {
    check_once(request_, places_.names, places_.sums, "added up");
    check_once(request_, request_.means, places_.means, "averaged");
    check_once(request_, request_.by, places_.keys, "a key");
    const auto added = added_around(request_, columns_);
    std::set<std::string> known(added.begin(), added.end());
    for (const auto& column : own_columns(request_)) {
        if (std::find(added.begin(), added.end(), column.name) != added.end()) {
            columns.check_is_new(column.name);
        }
        if (!known.insert(column.name).second) {
            throw FormatError({request_.file, 1, 0},
                              fmt::format("the output would have two columns '{}'", column.name));
        }
    }
}

std::vector<NewColumn> figure_columns(const ConvertRequest& request, const EditionId& target) {
    using enum NewColumn::Kind;
    const auto& prefix = request.prefix;
    std::vector<NewColumn> out{{prefix + target.text() + "_code", texts},
                               {prefix + target.text() + "_title", texts}};
    if (request.to_families) {
        out = {{prefix + "family", texts}, {prefix + "family_label", texts}};
    }
    const auto own = own_columns(request);
    out.insert(out.end(), own.begin(), own.end());
    if (!request.to_families && request.shares_of_basis) {
        out.push_back({prefix + "rows", wholes});
    }
    if (!request.to_families) {
        out.push_back({prefix + "basis", texts});
    }
    return out;
}

}  // namespace socshift
