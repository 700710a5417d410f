#include "socshift/convert/figure_columns.hpp"

#include "socshift/convert/sums.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/figure_look.hpp"

#include <fmt/core.h>

#include <set>
#include <utility>
#include <vector>

namespace socshift {

namespace {

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

std::string nothing_says(std::string_view cell) {
    return fmt::format(
        "nothing in the first {} rows says whether the sign in '{}' stands before "
        "decimals or between thousands",
        RowFeed::first_row_count, cell);
}

std::string do_not_agree(std::string_view cell, const FigureWitness& other, std::uint64_t line) {
    return fmt::format("'{}' and '{}' (line {}) do not agree which sign stands before decimals",
                       cell, other.text, line);
}

/// Finds out the sign before decimals of one column.
class SignFinder {
public:
    SignFinder(const ConvertRequest& request, const SignOfFile& of_file)
        : request_(request), of_file_(of_file) {}

    void find(const std::string& name, const FigureLook& look, FigureForm& form) {
        if (look.point() && look.comma()) {
            refuse(
                name, *look.comma(),
                do_not_agree(look.comma()->text, *look.point(), line_of_place(look.point()->line)));
        }
        if (look.point() || look.comma()) {
            form.decimal = look.point() ? '.' : ',';
            form.is_decimal_known = true;
        } else if (look.comma_or_thousands()) {
            const auto sign = of_file_.sign();
            if (!sign) {
                refuse_open(name, *look.comma_or_thousands());
            }
            form.decimal = *sign;
            form.is_decimal_known = true;
        } else if (look.point_or_thousands() && of_file_.may_be_thousands()) {
            refuse_open(name, *look.point_or_thousands());
        }
    }

private:
    [[nodiscard]] std::uint64_t line_of_place(std::uint64_t line) const {
        return request_.place ? request_.place(line).line : line;
    }

    [[noreturn]] void refuse_open(const std::string& name, const FigureWitness& cell) const {
        refuse(name, cell, nothing_says(cell.text));
    }

    [[noreturn]] void refuse(const std::string& name, const FigureWitness& cell,
                             const std::string& why) const {
        const auto at =
            request_.place ? request_.place(cell.line) : TextPlace{request_.file, cell.line};
        throw FiguresNotClear(line_of(at.file, at.line),
                              fmt::format("the figures in column '{}': {}", name, why));
    }

    const ConvertRequest& request_;
    const SignOfFile& of_file_;
};

/// Whether @p cell can have a sign of decimals other than @p decimal: a quick look.
bool may_contradict(std::string_view cell, char decimal) {
    const auto other = decimal == '.' ? ',' : '.';
    return cell.find(other) != std::string_view::npos || cell.find(decimal) != cell.rfind(decimal);
}

}  // namespace

std::vector<std::string> figure_names(const ConvertRequest& request) {
    auto out = request.sums;
    out.insert(out.end(), request.means.begin(), request.means.end());
    out.insert(out.end(), request.scale.begin(), request.scale.end());
    if (!request.by_weight.empty()) {
        out.push_back(request.by_weight);
    }
    return out;
}

std::optional<char> SignOfFile::sign() const {
    std::call_once(once_, [this] {
        bool point = false;
        bool comma = false;
        for (const auto& [place, look] : look_at(feed_, {})) {
            point |= look.point().has_value();
            comma |= look.comma().has_value();
        }
        sign_ = point == comma ? std::nullopt : std::optional{point ? '.' : ','};
    });
    return sign_;
}

bool SignOfFile::may_be_thousands() const {
    return sign() == ',' || (!sign() && feed_.layout().delimiter == ';');
}

void FigureReader::refuse_open(SumCell& cell, std::string_view raw, std::string& storage) const {
    FigureLook look;
    look.add(field_text(raw, storage), 0);
    if (look.point_or_thousands() && open_->may_be_thousands()) {
        cell.kind = SumCell::Kind::not_a_number;
    }
}

FigureColumns::FigureColumns(const ConvertRequest& request, const RowFeed& feed)
    : request_(&request), sign_of_file_(std::make_unique<SignOfFile>(feed)) {
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
    SignFinder signs(request, *sign_of_file_);
    for (const auto& [place, name] : names) {
        auto& column = columns_[place];
        column.name = name;
        column.is_number = !feed.is_text(place);
        if (column.is_number) {
            // Numbers are what they are, but for those that somebody says are missing.
            column.form.missing = request.missing;
            column.form.is_decimal_known = true;
            continue;
        }
        const auto& look = looks[place];
        auto& form = column.form;
        form = look.form();
        form.missing = request.missing;
        form.thousands = request.thousands;
        if (request.decimal || request.thousands) {
            form.decimal = request.decimal.value_or(request.thousands == '.' ? ',' : '.');
            form.is_decimal_known = true;
        } else {
            signs.find(name, look, form);
            column.is_found = true;
            column.is_open = !form.is_decimal_known && !look.point_or_thousands();
            column.witness = form.decimal == ',' ? look.comma() : look.point();
        }
    }
}

std::optional<std::string> FigureColumns::doubt(const BlockRow& row) const {
    std::string storage;
    for (const auto& [at, column] : columns_) {
        if (!column.is_found) {
            continue;
        }
        if (const auto why = doubt(column, field_text(row.field(at), storage))) {
            return fmt::format("the figures in column '{}': {}", column.name, *why);
        }
    }
    return std::nullopt;
}

std::optional<std::string> FigureColumns::doubt(const Column& column, std::string_view cell) const {
    const auto decimal = column.form.decimal;
    if (!column.is_open && !may_contradict(cell, decimal)) {
        return std::nullopt;
    }
    FigureLook look;
    look.add(cell, 0);
    if (!(decimal == ',' ? look.point() : look.comma())) {
        const bool is_open =
            column.is_open && look.point_or_thousands() && sign_of_file_->may_be_thousands();
        return is_open ? std::optional{nothing_says(cell)} : std::nullopt;
    }
    if (!column.witness) {
        return fmt::format(
            "'{}' does not have the sign before decimals that the first {} rows "
            "were read by",
            cell, RowFeed::first_row_count);
    }
    const auto line = column.witness->line;
    return do_not_agree(cell, *column.witness, request_->place ? request_->place(line).line : line);
}

}  // namespace socshift
