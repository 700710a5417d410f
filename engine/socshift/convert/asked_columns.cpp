#include "socshift/convert/asked_columns.hpp"

#include "socshift/convert/sum_header.hpp"
#include "socshift/io/columns.hpp"

#include <algorithm>
#include <set>

namespace socshift {

namespace {

/// Gathers the places of columns by their names.
class Asked {
public:
    explicit Asked(const std::vector<std::string>& names) : columns_({}, names) {}

    /// A column, which may have no name.
    void add(const std::string& name) {
        try {
            places_.insert(columns_.place(name));
        } catch (const FormatError&) {
            return;  // whoever needs it says so
        }
    }
    /// What may not be asked for: then its name is empty.
    void add_if_said(const std::string& name) {
        if (!name.empty()) {
            add(name);
        }
    }
    void add(const std::vector<std::string>& names) {
        for (const auto& name : names) {
            add(name);
        }
    }
    void add(const std::vector<RowFilter>& filters) {
        for (const auto& filter : filters) {
            add(filter.column);
        }
    }

    [[nodiscard]] std::vector<std::size_t> places() const {
        return {places_.begin(), places_.end()};
    }

private:
    Columns columns_;
    std::set<std::size_t> places_;
};

}  // namespace

std::vector<std::size_t> asked_columns(const ConversionSpec& spec,
                                       const std::vector<std::string>& names) {
    Asked out(names);
    out.add(spec.column);
    for (const auto* const one :
         {&spec.edition_column, &spec.wave, &spec.title_column, &spec.by_weight}) {
        out.add_if_said(*one);
    }
    out.add(spec.where);
    for (const auto* const columns : {&spec.sums, &spec.means, &spec.by, &spec.scale}) {
        out.add(*columns);
    }
    for (const auto& grouping : spec.weights_by) {
        out.add(grouping.column);
    }
    for (const auto& choice : spec.weights) {
        if (choice.weights) {
            out.add(choice.weights->groups);
        }
    }
    if (spec.shares_of_basis) {
        for (const auto& sum : spec.sums) {
            for (const auto& basis : word_table<Basis>) {
                out.add(part_name(sum, basis));
            }
        }
    }
    return out.places();
}

std::vector<std::size_t> asked_columns(const AssignSpec& spec,
                                       const std::vector<std::string>& names) {
    Asked out(names);
    out.add(named_columns(spec));
    out.add(spec.where);
    return out.places();
}

std::vector<std::size_t> asked_columns(const DetectRequest& request,
                                       const std::vector<std::string>& names) {
    if (request.column.empty()) {
        std::vector<std::size_t> all;
        for (std::size_t place = 0; place < names.size(); ++place) {
            all.push_back(place);
        }
        return all;
    }
    Asked out(names);
    out.add(request.column);
    out.add(request.where);
    return out.places();
}

std::vector<std::size_t> asked_columns(const ConversionSpec& spec,
                                       const std::vector<OfferedColumn>& columns) {
    std::vector<std::string> names;
    for (const auto& column : columns) {
        names.push_back(column.name);
    }
    auto out = asked_columns(spec, names);
    if (spec.decimal || spec.thousands) {
        return out;
    }
    Asked figures(names);
    for (const auto* const some : {&spec.sums, &spec.means, &spec.scale}) {
        figures.add(*some);
    }
    figures.add_if_said(spec.by_weight);
    const auto places = figures.places();
    const bool has_texts = std::any_of(places.begin(), places.end(),
                                       [&](std::size_t place) { return columns[place].is_text; });
    return has_texts ? with_all_readable(out, columns) : out;
}

std::vector<std::size_t> with_all_readable(const std::vector<std::size_t>& asked,
                                           const std::vector<OfferedColumn>& columns) {
    std::vector<std::size_t> out;
    for (std::size_t place = 0; place < columns.size(); ++place) {
        if (columns[place].is_readable || std::binary_search(asked.begin(), asked.end(), place)) {
            out.push_back(place);
        }
    }
    return out;
}

bool may_have_level_column(const ConvertSummary& account) {
    return std::any_of(account.set_aside.begin(), account.set_aside.end(),
                       [](const SetAside& each) { return each.reason == Reason::group; });
}

}  // namespace socshift
