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
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!known.insert(places[i]).second) {
            throw FormatError({request.file, 1, 0},
                              fmt::format("column '{}' is to be {} twice", names[i], purpose));
        }
    }
}

}  // namespace

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
    if (!request.by_weight.empty()) {
        places_.weight = columns.place(request.by_weight);
    }
    const auto& prefix = request.prefix;
    if (request.to_families) {
        added_ = {prefix + "family", prefix + "family_label"};
    } else {
        added_ = {prefix + target.text() + "_code", prefix + target.text() + "_title",
                  prefix + "basis"};
    }
    check(columns);
}

std::string SumHeader::mean_name(const std::string& column) const {
    return request_.by_weight.empty() ? column + "_mean"
                                      : column + "_mean_by_" + request_.by_weight;
}

void SumHeader::check(const Columns& columns) const {
    check_once(request_, request_.sums, places_.sums, "added up");
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
