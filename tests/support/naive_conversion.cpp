#include "support/naive_conversion.hpp"

#include "socshift/catalog/delimited_text.hpp"
#include "socshift/model/error.hpp"

#include <algorithm>
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
        result.out += header_ + added({"new_code", "share", "basis"});
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

    void add(const DelimitedRecord& record) {
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
            keep_or_set_aside(record, found.text);
        } else if (plan_.targets(plan_.source().index(*found.item)).empty()) {
            keep_or_set_aside(record, "no successor in new");
        } else {
            carry(record, plan_.targets(plan_.source().index(*found.item)));
        }
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
        result.out += added({"", "", ""});
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
