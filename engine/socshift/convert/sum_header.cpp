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
    const auto& prefix = request.prefix;
    if (request.to_families) {
        added_ = {prefix + "family", prefix + "family_label"};
    } else {
        added_ = {prefix + target.text() + "_code", prefix + target.text() + "_title"};
        if (request.shares_of_basis) {
            added_.push_back(prefix + "rows");
        }
        added_.push_back(prefix + "basis");
    }
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
    return request_.by_weight.empty() ? column + "_mean"
                                      : column + "_mean_by_" + request_.by_weight;
}

void SumHeader::check(const Columns& columns) const {
    check_once(request_, places_.names, places_.sums, "added up");
    check_once(request_, request_.means, places_.means, "averaged");
    check_once(request_, request_.by, places_.keys, "a key");
    std::set<std::string> known(added_.begin(), added_.end());
    for (const auto& name : own_names()) {
        if (std::find(added_.begin(), added_.end(), name) != added_.end()) {
            columns.check_is_new(name);
        }
        if (!known.insert(name).second) {
            throw FormatError({request_.file, 1, 0},
                              fmt::format("the output would have two columns '{}'", name));
        }
    }
}

/// What is not added by us.
std::vector<std::string> SumHeader::own_names() const {
    auto names = request_.by;
    for (const auto& sum : request_.sums) {
        names.push_back(sum);
        if (request_.bounds) {
            names.push_back(sum + "_least");
            names.push_back(sum + "_most");
        }
        if (request_.shares_of_basis) {
            for (const auto& basis : word_table<Basis>) {
                names.push_back(part_name(sum, basis));
            }
            names.push_back(sum + "_missing");
        }
    }
    for (const auto& mean : request_.means) {
        names.push_back(mean_name(mean));
    }
    return names;
}

std::vector<std::string> SumHeader::names() const {
    std::vector<std::string> names{added_[0], added_[1]};
    const auto own = own_names();
    names.insert(names.end(), own.begin(), own.end());
    names.insert(names.end(), added_.begin() + 2, added_.end());
    return names;
}

}  // namespace socshift
