#include "socshift/convert/figure_columns.hpp"

#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/figure_look.hpp"

#include <fmt/core.h>

#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace socshift {

namespace {

std::vector<std::string> figure_names(const ConvertRequest& request) {
    auto out = request.sums;
    out.insert(out.end(), request.means.begin(), request.means.end());
    out.insert(out.end(), request.scale.begin(), request.scale.end());
    if (!request.by_weight.empty()) {
        out.push_back(request.by_weight);
    }
    return out;
}

/// What the first cells of @p places say; of all columns if there are none.
std::map<std::size_t, FigureLook> look_at(const RowFeed& feed,
                                          const std::set<std::size_t>& places) {
    std::map<std::size_t, FigureLook> out;
    feed.first_rows([&](const std::vector<std::string_view>& cells, std::uint64_t line) {
        for (std::size_t at = 0; at < cells.size(); ++at) {
            if (places.empty() || places.count(at) != 0) {
                out[at].add(cells[at], line);
            }
        }
    });
    return out;
}

/// What the signs of all columns say together; none if nothing, or not all the same.
std::optional<char> sign_of_file(const RowFeed& feed) {
    bool point = false;
    bool comma = false;
    for (const auto& [place, look] : look_at(feed, {})) {
        point |= look.point().has_value();
        comma |= look.comma().has_value();
    }
    return point == comma ? std::nullopt : std::optional{point ? '.' : ','};
}

/// Finds out the sign before decimals of one column.
class SignFinder {
public:
    SignFinder(const ConvertRequest& request, const RowFeed& feed)
        : request_(request), feed_(feed) {}

    void find(const std::string& name, const FigureLook& look, FigureForm& form) {
        if (look.point() && look.comma()) {
            refuse(name, *look.comma(),
                   fmt::format("'{}' and '{}' (line {}) do not agree which sign stands before "
                               "decimals",
                               look.comma()->text, look.point()->text,
                               line_of_place(look.point()->line)));
        }
        if (look.point() || look.comma()) {
            form.decimal = look.point() ? '.' : ',';
            form.is_decimal_known = true;
        } else if (look.comma_or_thousands()) {
            const auto sign = of_file();
            if (!sign) {
                refuse_open(name, *look.comma_or_thousands());
            }
            form.decimal = *sign;
            form.is_decimal_known = true;
        } else if (look.point_or_thousands() && may_be_thousands()) {
            refuse_open(name, *look.point_or_thousands());
        }
    }

private:
    /// Whether a point may stand between thousands: where commas stand before decimals, and where
    /// nothing says so, but cells are parted by what such a comma leaves free.
    [[nodiscard]] bool may_be_thousands() {
        return of_file() == ',' || (!of_file() && feed_.layout().delimiter == ';');
    }

    [[nodiscard]] std::optional<char> of_file() {
        if (!is_looked_) {
            of_file_ = sign_of_file(feed_);
            is_looked_ = true;
        }
        return of_file_;
    }

    [[nodiscard]] std::string line_of_place(std::uint64_t line) const {
        return std::to_string(request_.place ? request_.place(line).line : line);
    }

    [[noreturn]] void refuse_open(const std::string& name, const FigureWitness& cell) const {
        refuse(name, cell,
               fmt::format("nothing in the first {} rows says whether the sign in '{}' stands "
                           "before decimals or between thousands",
                           RowFeed::first_row_count, cell.text));
    }

    [[noreturn]] void refuse(const std::string& name, const FigureWitness& cell,
                             const std::string& why) const {
        const auto at =
            request_.place ? request_.place(cell.line) : TextPlace{request_.file, cell.line};
        throw FiguresNotClear(line_of(at.file, at.line),
                              fmt::format("the figures in column '{}': {}", name, why));
    }

    const ConvertRequest& request_;
    const RowFeed& feed_;
    bool is_looked_ = false;
    std::optional<char> of_file_;
};

}  // namespace

FigureColumns::FigureColumns(const ConvertRequest& request, const RowFeed& feed) {
    std::map<std::size_t, std::string> names;
    std::set<std::size_t> texts;
    for (const auto& name : figure_names(request)) {
        const auto place = feed.layout().columns.place(name);
        names.emplace(place, name);
        if (feed.is_text(place)) {
            texts.insert(place);
        }
    }
    auto looks = texts.empty() ? std::map<std::size_t, FigureLook>{} : look_at(feed, texts);
    SignFinder signs(request, feed);
    for (const auto& [place, name] : names) {
        auto& [form, numbers] = columns_[place];
        numbers = feed.numbers(place);
        if (!feed.is_text(place)) {
            continue;  // numbers are what they are
        }
        form = looks[place].form();
        form.missing = request.missing;
        form.thousands = request.thousands;
        if (request.decimal || request.thousands) {
            form.decimal = request.decimal.value_or(request.thousands == '.' ? ',' : '.');
            form.is_decimal_known = true;
        } else {
            signs.find(name, looks[place], form);
        }
    }
}

}  // namespace socshift
