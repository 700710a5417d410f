#include "socshift/base/error.hpp"
#include "socshift/base/utf8.hpp"
#include "socshift/catalog/yaml.hpp"
#include "socshift/catalog/yaml_load.hpp"
#include "socshift/catalog/yaml_proposal.hpp"
#include "socshift/catalog/yaml_records.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace socshift {

namespace {

using yaml::Fields;
using yaml::provenance_of;
using yaml::read_record;
using yaml::Value;

EditionId as_edition(const Value& value) {
    return value.edition();
}

/// Adds a link, or an end: `target: none`, a word and no code.
void read_link(const Value& value, CorrespondenceData& data) {
    const Fields fields{value, {"source", "target", "share", "basis", "remark"}};
    const auto source = fields.need("source").code();
    const auto share = fields.optional("share", [](const Value& v) { return v.share(); });
    const auto basis = fields.optional("basis", [](const Value& v) { return v.one_of<Basis>(); });
    if (const auto& target = fields.need("target"); target.is_word("none")) {
        data.ends.push_back({source, share, basis, fields.at()});
    } else {
        data.links.push_back({source, target.code(), share, basis, fields.at()});
        if (const auto* const remark = fields.find("remark")) {
            data.remarks.push_back({source, target.code(), remark->text()});
        }
    }
}

/// The rows under @p key, or none when only the header is wanted.
std::vector<Value> rows(const Fields& file, const std::string& key, bool header_only) {
    return header_only ? std::vector<Value>{} : file.need(key).list();
}

CodeSpelling spelling_of(const Fields& file) {
    CodeSpelling out;
    if (const auto* const separators = file.find("separators")) {
        out.separators = separators->text();
        if (!are_separators(out.separators)) {
            throw FormatError(
                separators->at(),
                fmt::format("separators '{}' must be punctuation, each once", out.separators));
        }
    }
    if (const auto* const letter_case = file.find("case")) {
        out.letter_case = letter_case->one_of<LetterCase>();
    }
    return out;
}

EditionData read_edition(const Value& root, bool header_only) {
    const Fields file{root,
                      {"edition", "series", "title", "status", "kind", "valid_from", "valid_until",
                       "follows", "extends", "aliases", "levels", "separators", "case",
                       "residual_words", "provenance", "items", "notes"}};
    const auto texts = [](const Value& v) { return v.texts(); };
    const auto kind = file.optional("kind", [](const Value& v) { return v.one_of<EditionKind>(); });
    EditionData data{{file.need("edition").edition(),
                      file.need("series").text(),
                      file.need("title").text(),
                      file.need("status").one_of<Status>(),
                      {file.need("valid_from").date(),
                       file.optional("valid_until", [](const Value& v) { return v.date(); })},
                      file.optional("follows", as_edition),
                      file.optional("extends", as_edition),
                      file.optional("aliases", texts).value_or(std::vector<std::string>{}),
                      file.need("levels").texts(),
                      provenance_of(file),
                      kind.value_or(EditionKind::classification),
                      spelling_of(file),
                      file.optional("residual_words", texts).value_or(std::vector<std::string>{})},
                     {},
                     {},
                     file.at()};
    for (const auto& row : rows(file, "items", header_only)) {
        data.items.push_back(read_record<Item>(row));
    }
    if (const auto* const notes = file.find("notes"); notes != nullptr && !header_only) {
        for (const auto& row : notes->list()) {
            data.notes.push_back(read_record<Note>(row));
        }
    }
    return data;
}

CorrespondenceData read_correspondence(const Value& root, bool header_only) {
    const Fields file{root, {"correspondence", "title", "coverage", "provenance", "links"}};
    const Fields ends{file.need("correspondence"), {"source", "target"}};
    CorrespondenceData data{ends.need("source").edition(),
                            ends.need("target").edition(),
                            file.need("title").text(),
                            provenance_of(file),
                            {},
                            file.at()};
    data.coverage = file.optional("coverage", [](const Value& v) { return v.one_of<Coverage>(); });
    for (const auto& row : rows(file, "links", header_only)) {
        read_link(row, data);
    }
    std::sort(data.remarks.begin(), data.remarks.end());
    return data;
}

Counts read_counts(const Value& root, bool header_only) {
    const Fields file{root,
                      {"counts", "title", "coded_in", "measure", "unit", "reference", "total",
                       "margins_of", "provenance", "rows"}};
    Counts data{file.need("counts").text(),
                file.need("title").text(),
                file.need("coded_in").edition(),
                file.need("measure").text(),
                file.need("unit").text(),
                file.need("reference").text(),
                file.optional("total", [](const Value& v) { return v.count(); }),
                provenance_of(file),
                {},
                file.at(),
                file.optional("margins_of", [](const Value& v) { return v.edition(); })};
    for (const auto& row : rows(file, "rows", header_only)) {
        data.rows.push_back(read_record<Counts::Row>(row));
    }
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    return data;
}

Rates read_rates(const Value& root, bool header_only) {
    const Fields file{root, {"rates", "title", "between", "groups", "provenance", "rows"}};
    const Fields ends{file.need("between"), {"source", "target"}};
    Rates data{file.need("rates").text(),
               file.need("title").text(),
               ends.need("source").edition(),
               ends.need("target").edition(),
               file.need("groups").texts(),
               provenance_of(file),
               {},
               file.at()};
    for (const auto& row : rows(file, "rows", header_only)) {
        data.rows.push_back(read_record<Rates::Row>(row));
    }
    std::stable_sort(data.rows.begin(), data.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.source, a.target, a.groups) < std::tie(b.source, b.target, b.groups);
    });
    return data;
}

TitleList read_title_list(const Value& root, bool header_only) {
    const Fields file{root, {"titles", "title", "coded_in", "provenance", "rows"}};
    TitleList data{file.need("titles").text(),
                   file.need("title").text(),
                   file.need("coded_in").edition(),
                   provenance_of(file),
                   {},
                   file.at()};
    for (const auto& row : rows(file, "rows", header_only)) {
        data.rows.push_back(read_record<TitleList::Row>(row));
        std::stable_sort(data.rows.back().titles.begin(), data.rows.back().titles.end());
    }
    std::stable_sort(data.rows.begin(), data.rows.end(),
                     [](const auto& a, const auto& b) { return a.code < b.code; });
    return data;
}

/// yaml-cpp takes any bytes, and UTF-16 as well; what is written again must be what was read.
void check_utf8(std::string_view text, const std::string& file) {
    const auto good = valid_utf8_size(text);
    if (good == text.size()) {
        return;
    }
    const auto before = text.substr(0, good);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    throw FormatError({file, static_cast<std::uint32_t>(line), 0}, "not UTF-8 text");
}

}  // namespace

namespace yaml {

Document load_document(std::string_view text, const std::string& file, const YamlLimits& limits) {
    check_limits(text, file, limits);
    check_utf8(text, file);
    // With line ends behind them, quotes that are never closed are closed by yaml-cpp 0.7.
    const auto end = text.find_last_not_of(" \t\r\n");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    return Document::parse(std::string{text}, file);
}

}  // namespace yaml

namespace {

CatalogFile read(std::string_view text, const std::string& file, bool header_only,
                 const YamlLimits& limits) {
    const auto document = yaml::load_document(text, file, limits);
    const auto root = yaml::root_of(document);
    if (!root.is_mapping()) {
        throw root.wrong(
            "a mapping that starts with 'edition', 'correspondence', 'counts', 'rates', 'titles', "
            "'proposal' or 'scenario'");
    }
    for (const auto key : yaml::keys_of(root)) {
        if (key == "edition") {
            return read_edition(root, header_only);
        }
        if (key == "correspondence") {
            return read_correspondence(root, header_only);
        }
        if (key == "counts") {
            return read_counts(root, header_only);
        }
        if (key == "rates") {
            return read_rates(root, header_only);
        }
        if (key == "titles") {
            return read_title_list(root, header_only);
        }
        if (key == "proposal") {
            return read_proposal(root);
        }
        if (key == "scenario") {
            return read_scenario(root);
        }
        if (key == "weights") {
            throw FormatError(root.at(),
                              "weights are no part of a catalog; --weights FILE takes them");
        }
    }
    throw FormatError(root.at(),
                      "expected one of the keys 'edition', 'correspondence', 'counts', 'rates', "
                      "'titles', 'proposal' or 'scenario'");
}

}  // namespace

CatalogFile read_yaml(std::string_view text, const std::string& file, const YamlLimits& limits) {
    return read(text, file, false, limits);
}

CatalogFile read_yaml_header(std::string_view text, const std::string& file) {
    return read(text, file, true, {});
}

}  // namespace socshift
