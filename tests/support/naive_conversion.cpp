#include "support/naive_conversion.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/philox.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace socshift::test {

namespace {

struct Row {
    const DelimitedRecord* record = nullptr;
    std::string reason;  // empty: carried
    std::size_t item = 0;
};

class NaiveRows {
public:
    NaiveRows(const ConvertRequest& request, Weighting weighting)
        : request_(request), plan_(small_plan(weighting)) {}

    void read(DelimitedReader& reader) {
        delimiter_ = reader.delimiter();
        const auto header = *reader.next();
        names_ = texts(header);
        header_ = header.bytes;
        line_end_ = header.line_end.empty() ? "\n" : header.line_end;
        result.out += header_ + added(added_names());
        result.out += header.line_end;
        while (const auto* const record = reader.next()) {
            add(*record);
        }
    }

    Converted result;

private:
    static std::vector<std::string> texts(const DelimitedRecord& record) {
        std::vector<std::string> out;
        std::string storage;
        for (const auto field : record.fields) {
            out.emplace_back(field_text(field, storage));
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> added_names() const {
        switch (request_.split) {
            case Split::best:
                return {"new_code", "probability", "basis", "candidates"};
            case Split::draw:
                return request_.draws ? std::vector<std::string>{"new_code_1", "new_code_2",
                                                                 "basis", "candidates"}
                                      : std::vector<std::string>{"new_code", "basis", "candidates"};
            case Split::title:
                return {"new_code", "share", "basis", "title_score"};
            case Split::all:
            case Split::none:
                break;
        }
        return {"new_code", "share", "basis"};
    }

    [[nodiscard]] std::size_t place(const std::string& name) const {
        return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) -
                                        names_.begin());
    }

    [[nodiscard]] std::string added(const std::vector<std::string>& cells) const {
        std::string out;
        for (const auto& cell : cells) {
            out += delimiter_ + cell;
        }
        return out;
    }

    /// How many cells a row has to have, so that those that it lacks may be empty.
    [[nodiscard]] std::size_t least_cells() const {
        auto out = place("code") + 1;
        for (const auto& filter : request_.where) {
            out = std::max(out, place(filter.column) + 1);
        }
        return out;
    }

    void add(const DelimitedRecord& as_read) {
        auto record = as_read;
        std::string padded;
        if (!record.bytes.empty() && !record.line_end.empty() &&
            record.fields.size() < names_.size() && record.fields.size() >= least_cells()) {
            padded = std::string{record.bytes} +
                     std::string(names_.size() - record.fields.size(), delimiter_);
            record.bytes = padded;
            record.fields.resize(names_.size());
            ++result.summary.rows_padded;
        }
        ++records_;
        if (record.bytes.empty() && names_.size() > 1) {
            result.out += record.line_end;
            return;
        }
        ++result.summary.rows_in;
        const auto cells = texts(record);
        if (cells.size() != names_.size()) {
            set_aside(record, std::to_string(cells.size()) + " columns, expected " +
                                  std::to_string(names_.size()));
            return;
        }
        for (const auto& filter : request_.where) {
            const auto& values = filter.values;
            if (std::find(values.begin(), values.end(), cells[place(filter.column)]) ==
                values.end()) {
                ++result.summary.rows_filtered;
                return;
            }
        }
        const auto found = recogniser_.recognise(cells[place("code")]);
        if (!found.is_leaf) {
            keep_or_set_aside(record, found.detail.empty() ? found.text : found.detail);
        } else if (plan_.targets(plan_.source().index(*found.item)).front().item == nullptr) {
            keep_or_set_aside(record, "no successor in new");
        } else {
            choose(record, plan_.targets(plan_.source().index(*found.item)));
        }
    }

    void choose(const DelimitedRecord& record, const std::vector<PlanTarget>& targets) {
        const bool one = request_.split == Split::best || request_.split == Split::draw;
        if (one && !targets.front().share) {
            keep_or_set_aside(record, "no share known; --weights equal would split it evenly");
        } else if (request_.split == Split::best) {
            carry_best(record, targets);
        } else if (request_.split == Split::draw) {
            carry_drawn(record, targets);
        } else if (request_.split == Split::none && targets.size() > 1) {
            std::string list;
            for (const auto& target : targets) {
                list += (list.empty() ? "" : ", ") + target.item->code.text();
            }
            keep_or_set_aside(record, "several targets: " + list);
        } else {
            carry(record, targets);
        }
    }

    void carry_best(const DelimitedRecord& record, const std::vector<PlanTarget>& targets) {
        auto best = targets.front();
        for (const auto& target : targets) {
            best = best.share->share < target.share->share ? target : best;
        }
        write_once(record,
                   {best.item->code.text(), best.share->share.text(),
                    std::string{to_string(best.share->basis)}, std::to_string(targets.size())});
    }

    /// The target in whose part of [0, 1) the number falls that is drawn.
    void carry_drawn(const DelimitedRecord& record, const std::vector<PlanTarget>& targets) {
        std::vector<std::string> cells;
        for (unsigned draw = 1; draw <= request_.draws.value_or(1); ++draw) {
            const auto number = drawn_number(request_.seed.value_or(0), records_, draw);
            const Share at = Share::parse(std::to_string(number) + "/18446744073709551616");
            ShareSum sum;
            for (const auto& target : targets) {
                sum.add(target.share->share);
                if (at < *sum.share()) {
                    cells.push_back(target.item->code.text());
                    break;
                }
            }
        }
        cells.emplace_back(to_string(targets.front().share->basis));
        cells.push_back(std::to_string(targets.size()));
        write_once(record, cells);
    }

    void write_once(const DelimitedRecord& record, const std::vector<std::string>& cells) {
        ++result.summary.rows_carried;
        ++result.summary.rows_out;
        result.out += record.bytes;
        result.out += added(cells);
        result.out += record.line_end;
    }

    void carry(const DelimitedRecord& record, const std::vector<PlanTarget>& targets) {
        ++result.summary.rows_carried;
        for (const auto& target : targets) {
            const bool is_last = &target == &targets.back();
            result.out += record.bytes;
            result.out +=
                added({target.item->code.text(), target.share ? target.share->share.text() : "",
                       target.share ? std::string{to_string(target.share->basis)} : ""});
            result.out +=
                is_last || !record.line_end.empty() ? std::string{record.line_end} : line_end_;
            ++result.summary.rows_out;
        }
    }

    void keep_or_set_aside(const DelimitedRecord& record, const std::string& reason) {
        if (request_.on_unknown != OnUnknown::keep) {
            set_aside(record, reason);
            return;
        }
        result.out += record.bytes;
        result.out += added(std::vector<std::string>(added_names().size()));
        result.out += record.line_end;
        ++result.summary.rows_kept;
        ++result.summary.rows_out;
    }

    void set_aside(const DelimitedRecord& record, const std::string& reason) {
        if (result.rejects.empty()) {
            result.rejects += "line" + added({"reason", header_}) + line_end_;
        }
        std::string cell;
        append_field(cell, reason, delimiter_);
        result.rejects += std::to_string(record.line) + added({cell, std::string{record.bytes}});
        result.rejects += record.line_end.empty() ? line_end_ : std::string{record.line_end};
        ++result.summary.rows_rejected;
    }

    const ConvertRequest& request_;
    Plan plan_;
    CodeRecogniser recogniser_{small_catalog(), EditionId::parse("old")};
    char delimiter_ = ',';
    std::vector<std::string> names_;
    std::string header_;
    std::string line_end_;
    std::uint64_t records_ = 0;  // behind the header
};

}  // namespace

Converted naive_rows(const std::string& text, const ConvertRequest& request, Weighting weighting) {
    DelimitedOptions options;
    options.delimiter = request.delimiter;
    DelimitedReader reader(bytes_of(std::string_view{text}), "data.csv", options);
    NaiveRows naive(request, weighting);
    naive.result.out = reader.byte_order_mark();
    naive.read(reader);
    return std::move(naive.result);
}

}  // namespace socshift::test
