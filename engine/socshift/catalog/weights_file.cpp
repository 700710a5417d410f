#include "socshift/catalog/weights_file.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/catalog/yaml_load.hpp"
#include "socshift/catalog/yaml_records.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/whole_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace socshift {

namespace {

using yaml::Fields;
using yaml::Value;
using yaml::Writer;

std::vector<std::string> texts_or_none(const Fields& fields, const std::string& key) {
    const auto* const value = fields.find(key);
    return value == nullptr ? std::vector<std::string>{} : value->texts();
}

EstimateRecord read_estimate(const Value& value) {
    const Fields fields{value, {"method", "source_counts", "target_counts", "families"}};
    EstimateRecord record{fields.need("method").text(),
                          yaml::read_record<EstimateRecord::Table>(fields.need("source_counts")),
                          yaml::read_record<EstimateRecord::Table>(fields.need("target_counts")),
                          {}};
    yaml::read(fields.need("families"), record.families);
    return record;
}

/// All rows have a share, or all have a count.
void check_form(const Fields& fields, Weights& weights) {
    const bool shares = fields.find("share") != nullptr;
    if (shares == (fields.find("count") != nullptr)) {
        throw FormatError(fields.at(), "expected either a 'share' or a 'count'");
    }
    const auto form = shares ? WeightForm::share : WeightForm::count;
    if (!weights.rows.empty() && weights.form != form) {
        throw FormatError(fields.at(),
                          fmt::format("found a {} here and a {} in the rows before; "
                                      "expected one of them in all rows",
                                      shares ? "share" : "count", shares ? "count" : "share"));
    }
    weights.form = form;
}

constexpr std::array<std::string_view, 4> own_columns = {"source", "target", "share", "count"};

/// Columns that the table of `socshift weights show` has beside these, and which say nothing new.
constexpr std::array<std::string_view, 5> shown_columns = {"basis", "determined", "remark",
                                                           "source_title", "target_title"};

template <typename Names>
bool is_one_of(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void write_estimate(Writer& out, const EstimateRecord& record) {
    out.mapping("estimate", false, [&] {
        out.text("method", record.method);
        out.mapping("source_counts", false, [&] { yaml::write_record(out, record.source_counts); });
        out.mapping("target_counts", false, [&] { yaml::write_record(out, record.target_counts); });
        yaml::write(out, "families", record.families);
    });
}

}  // namespace

Weights read_weights_yaml(std::string_view text, const std::string& file) {
    const auto document = yaml::load_document(text, file);
    const auto root = yaml::root_of(document);
    const Fields fields{root, {"weights", "title", "provenance", "estimate", "groups", "rows"}};
    const Fields ends{fields.need("weights"), {"source", "target"}};
    Weights out;
    out.at = fields.at();
    out.source = ends.need("source").edition();
    out.target = ends.need("target").edition();
    out.title = fields.text_or_empty("title");
    if (fields.find("provenance") != nullptr) {
        out.provenance = yaml::provenance_of(fields);
    }
    out.estimate = fields.optional("estimate", read_estimate);
    out.groups = texts_or_none(fields, "groups");
    std::vector<std::string_view> known(own_columns.begin(), own_columns.end());
    for (const auto& group : out.groups) {
        if (is_one_of(known, group)) {
            throw FormatError(fields.need("groups").at(),
                              fmt::format("'{}' cannot be a group, or is one twice", group));
        }
        known.push_back(group);
    }
    for (const auto& row : fields.need("rows").list()) {
        const Fields cells{row, known};
        check_form(cells, out);
        const auto& target = cells.need("target");
        Weights::Row made{cells.need("source").code(),
                          target.is_word("none") ? std::nullopt : std::optional{target.code()},
                          cells.need(out.form == WeightForm::share ? "share" : "count").text(),
                          {},
                          row.at()};
        for (const auto& group : out.groups) {
            made.groups.push_back(cells.need(group).text());
        }
        out.rows.push_back(std::move(made));
    }
    return out;
}

Weights read_weights_table(const DelimitedTable& table) {
    Weights out;
    out.at = {table.file, 1, 0};
    const auto source = table.column("source");
    const auto target = table.column("target");
    const auto share = table.find_column("share");
    const auto count = table.find_column("count");
    if (share.has_value() == count.has_value()) {
        throw FormatError(out.at, fmt::format("expected either a column 'share' or a column "
                                              "'count', found {}",
                                              share ? "both" : "neither"));
    }
    out.form = share ? WeightForm::share : WeightForm::count;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const auto& name = table.header[i];
        if (is_one_of(own_columns, name) || is_one_of(shown_columns, name)) {
            continue;
        }
        if (is_one_of(out.groups, name)) {
            throw FormatError(out.at, fmt::format("column '{}' is there twice", name));
        }
        out.groups.push_back(name);
        places.push_back(i);
    }
    for (const auto& record : table.rows) {
        const SourceRow row{table, record};
        auto& made = out.rows.emplace_back(
            Weights::Row{row.code(source),
                         row.text(target).empty() ? std::nullopt : std::optional{row.code(target)},
                         row.text(share ? *share : *count),
                         {},
                         row.at()});
        for (const auto place : places) {
            made.groups.push_back(row.text(place));
        }
    }
    return out;
}

Weights read_weights_file(const std::filesystem::path& file) {
    const auto extension = file.extension();
    if (extension == ".yaml" || extension == ".yml") {
        return read_weights_yaml(read_file(file, YamlLimits{}.bytes), file.string());
    }
    return read_weights_table(read_table(file));
}

std::string write_weights(const Weights& weights) {
    auto rows = weights.rows;
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.source, a.target, a.groups) < std::tie(b.source, b.target, b.groups);
    });
    Writer out;
    return out.document([&] {
        out.mapping("weights", true, [&] {
            out.name_if("source", weights.source);
            out.name_if("target", weights.target);
        });
        out.text_if("title", weights.title);
        if (!weights.provenance.publisher.empty()) {
            yaml::write_provenance(out, weights.provenance);
        }
        if (weights.estimate) {
            write_estimate(out, *weights.estimate);
        }
        if (!weights.groups.empty()) {
            out.texts("groups", weights.groups);
        }
        out.rows("rows", rows, [&](const Weights::Row& row) {
            out.text("source", row.source.text());
            if (row.target) {
                out.text("target", row.target->text());
            } else {
                out.word("target", "none");
            }
            out.text(weights.form == WeightForm::share ? "share" : "count", row.figure);
            for (std::size_t i = 0; i < weights.groups.size(); ++i) {
                out.text(weights.groups[i].c_str(), row.groups[i]);
            }
        });
    });
}

}  // namespace socshift
