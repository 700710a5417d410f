#pragma once

// Internal: not installed. What comes of a frame that is carried.

#include "arrow/frame.hpp"
#include "arrow/node.hpp"
#include "catalogs.hpp"
#include "results.hpp"
#include "socshift/publish/methods_text.hpp"
#include "socshift/socshift.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace socshift::python {

using arrow::Node;

/// A conversion of one frame: what it was asked for, and what came of it. A value that no one
/// changes; the frame that it was made of is not in it.
class Carried {
public:
    Carried(const OwnCatalog& own, const arrow::Frame& frame, const ConversionSpec& spec);

    /// Rows that were carried. @p frame, and of the next: for the kinds of numbers that columns of
    /// texts are made again; nullptr: they stay texts.
    Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
            CarriedColumns carried);

    /// Figures of data like @p frame, with the account of it.
    Carried(OwnCatalog own, const Conversion& conversion, const arrow::Frame* frame,
            SummedColumns summed);

    [[nodiscard]] bool adds_up() const noexcept { return summed_.has_value(); }
    [[nodiscard]] const ConvertSummary& account() const noexcept {
        return summed_ ? summed_->account : carried_->account;
    }
    [[nodiscard]] const RowsAside& set_aside() const noexcept {
        return summed_ ? summed_->set_aside : carried_->set_aside;
    }
    [[nodiscard]] const Conversion& conversion() const noexcept { return *conversion_; }
    [[nodiscard]] const OwnCatalog& own() const noexcept { return own_; }
    /// Of each row of the result the one that it came from.
    [[nodiscard]] const std::vector<std::uint64_t>& rows() const noexcept { return *rows_; }
    [[nodiscard]] Node row_numbers() const { return shared_rows("row", rows_); }

    /// The columns that rows get.
    [[nodiscard]] std::vector<Node> added() const;

    /// The columns of figures that were divided; none if none was asked for.
    [[nodiscard]] std::vector<Node> scaled() const;

    /// The row, the target and the share of each row of the result, of all draws as well.
    [[nodiscard]] Node indices() const {
        std::vector<Node> columns;
        columns.push_back(shared_rows("row", {carried_, &carried_->rows}));
        columns.push_back(code_column("target", carried_->places));
        columns.push_back(share_column("share", carried_->places));
        return arrow::table_of(std::ssize(carried_->rows), std::move(columns));
    }

    [[nodiscard]] Node figures() const;

private:
    void take(const arrow::Frame* frame, CarriedColumns carried);
    void take(const arrow::Frame* frame, SummedColumns summed);

    /// Rows that drew several times have one row in the result.
    void fold_draws() {
        const auto& all = *carried_;
        if (draws() == 1) {
            rows_ = {carried_, &all.rows};
            return;
        }
        auto rows = std::make_shared<std::vector<std::uint64_t>>();
        for (std::size_t at = 0; at < all.rows.size(); ++at) {
            if (rows->empty() || rows->back() != all.rows[at]) {
                rows->push_back(all.rows[at]);
                firsts_.push_back(at);
            }
        }
        rows_ = std::move(rows);
    }

    [[nodiscard]] std::size_t draws() const {
        const auto& spec = conversion_->request();
        return spec.split == Split::draw ? spec.draws.value_or(1) : 1;
    }

    /// Places in the list of those of each row in the result, at its @p draw.
    [[nodiscard]] std::vector<std::uint32_t> places(std::size_t draw) const {
        if (draws() == 1) {
            return carried_->places;
        }
        std::vector<std::uint32_t> out;
        out.reserve(firsts_.size());
        for (std::size_t i = 0; i < firsts_.size(); ++i) {
            const auto end = i + 1 < firsts_.size() ? firsts_[i + 1] : carried_->rows.size();
            const auto at = firsts_[i] + draw;
            out.push_back(carried_->places[at < end ? at : firsts_[i]]);
        }
        return out;
    }

    template <typename TextOf>
    [[nodiscard]] Node texts(std::string name, const std::vector<std::uint32_t>& places,
                             const TextOf& text_of) const {
        std::vector<std::string> values;
        std::vector<std::int32_t> value_of;
        std::unordered_map<std::string, std::int32_t> known;
        for (const auto& place : carried_->place_list) {
            const std::string text = text_of(place);
            if (text.empty()) {
                value_of.push_back(-1);
                continue;
            }
            const auto [found, is_new] =
                known.emplace(text, static_cast<std::int32_t>(values.size()));
            if (is_new) {
                values.push_back(text);
            }
            value_of.push_back(found->second);
        }
        std::vector<std::int32_t> out;
        out.reserve(places.size());
        for (const auto place : places) {
            out.push_back(value_of[place]);
        }
        return arrow::coded_column(std::move(name), std::move(out), values);
    }

    [[nodiscard]] Node code_column(std::string name,
                                   const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places, [](const CarriedPlace& place) {
            return place.target ? place.target->text() : std::string{};
        });
    }

    [[nodiscard]] Node title_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places,
                     [](const CarriedPlace& place) { return place.title; });
    }

    [[nodiscard]] Node basis_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        return texts(std::move(name), places, [](const CarriedPlace& place) {
            return std::string{place.by_title ? settled_by_title
                               : place.basis  ? to_string(*place.basis)
                                              : std::string_view{}};
        });
    }

    [[nodiscard]] Node share_column(std::string name,
                                    const std::vector<std::uint32_t>& places) const {
        if (conversion_->request().shares == ShareForm::fraction) {
            return texts(std::move(name), places, [](const CarriedPlace& place) {
                return place.share ? place.share->text() : std::string{};
            });
        }
        std::vector<double> share_of;
        std::vector<bool> has_share;
        bool has_all = true;
        for (const auto& place : carried_->place_list) {
            share_of.push_back(place.share ? place.share->to_double() : 0);
            has_share.push_back(place.share.has_value());
            has_all = has_all && place.share;
        }
        std::vector<double> values;
        std::vector<bool> has_value;
        values.reserve(places.size());
        for (const auto place : places) {
            values.push_back(share_of[place]);
            if (!has_all) {
                has_value.push_back(has_share[place]);
            }
        }
        return arrow::real_column(std::move(name), std::move(values), has_value);
    }

    [[nodiscard]] Node candidates_column(std::string name,
                                         const std::vector<std::uint32_t>& places) const {
        std::vector<std::int64_t> values;
        std::vector<bool> has_value;
        for (const auto place : places) {
            const auto count = carried_->place_list[place].candidates;
            values.push_back(static_cast<std::int64_t>(count));
            has_value.push_back(count > 0);
        }
        return arrow::whole_column(std::move(name), std::move(values), has_value);
    }

    [[nodiscard]] Node score_column(std::string name) const {
        constexpr double thousand = 1000;
        std::vector<double> values;
        std::vector<bool> has_value;
        for (const auto score : carried_->title_scores) {
            values.push_back(score / thousand);
            has_value.push_back(score > 0);
        }
        return arrow::real_column(std::move(name), std::move(values), has_value);
    }

    /// Keys of figures that were numbers are numbers again.
    void keep_kinds(const arrow::Frame* frame) {
        for (const auto& key : conversion_->request().by) {
            key_kinds_.push_back(kind_of(frame, key));
        }
    }

    void keep_scaled_kinds(const arrow::Frame* frame) {
        for (const auto& column : carried_->scaled) {
            auto kind = kind_of(frame, column.name);
            if (kind == arrow::Frame::Values::wholes && !conversion_->request().whole) {
                kind = arrow::Frame::Values::reals;
            }
            scaled_kinds_.push_back(kind);
        }
    }

    static arrow::Frame::Values kind_of(const arrow::Frame* frame, const std::string& name) {
        if (frame == nullptr) {
            return arrow::Frame::Values::texts;
        }
        const auto& names = frame->names();
        const auto found = std::find(names.begin(), names.end(), name);
        return found == names.end()
                   ? arrow::Frame::Values::texts
                   : frame->values(static_cast<std::size_t>(found - names.begin()));
    }

    OwnCatalog own_;
    std::unique_ptr<Conversion> conversion_;
    std::shared_ptr<const CarriedColumns> carried_;  // of rows; none of figures
    std::optional<SummedColumns> summed_;
    std::shared_ptr<const std::vector<std::uint64_t>> rows_;
    std::vector<std::size_t> firsts_;  // with several draws, of each of them its first entry
    std::vector<arrow::Frame::Values> key_kinds_;
    std::vector<arrow::Frame::Values> scaled_kinds_;
};

}  // namespace socshift::python
