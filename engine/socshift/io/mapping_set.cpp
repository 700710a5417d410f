#include "socshift/base/error.hpp"
#include "socshift/base/percent_code.hpp"
#include "socshift/io/byte_source.hpp"
#include "socshift/io/named_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace socshift {

namespace {

/// @p text without the lines that begin with '#', and how many these are.
std::pair<std::string_view, std::uint32_t> below_comments(std::string_view text) {
    std::uint32_t lines = 0;
    while (text.starts_with('#')) {
        const auto end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++lines;
    }
    return {text, lines};
}

/// What the metadata @p above, lines that begin with '#', say of @p slot once for all rows, as
/// SSSOM condenses what rows have in common. Empty: nothing.
std::string condensed(std::string_view above, std::string_view slot) {
    while (!above.empty()) {
        auto line = above.substr(0, above.find('\n'));
        above.remove_prefix(std::min(line.size() + 1, above.size()));
        line.remove_prefix(1);
        line.remove_prefix(line.starts_with(' ') && !line.starts_with("  ") ? 1 : 0);
        if (!line.starts_with(slot) || !line.substr(slot.size()).starts_with(':')) {
            continue;
        }
        line.remove_prefix(slot.size() + 1);
        constexpr std::string_view around = " \t\r\"'";
        const auto first = line.find_first_not_of(around);
        return first == std::string_view::npos
                   ? std::string{}
                   : std::string{line.substr(first, line.find_last_not_of(around) + 1 - first)};
    }
    return {};
}

constexpr std::string_view no_term = "sssom:NoTermFound";

bool is_match(std::string_view predicate) {
    constexpr std::array<std::string_view, 6> matches = {
        "skos:exactMatch",  "skos:closeMatch",   "skos:broadMatch",
        "skos:narrowMatch", "skos:relatedMatch", "skos:mappingRelation"};
    return std::find(matches.begin(), matches.end(), predicate) != matches.end();
}

class MappingSet {
public:
    /// @p above: the lines of metadata above the table.
    MappingSet(DelimitedTable table, std::string_view above)
        : table_(std::move(table)),
          source_(condensed(above, "subject_source")),
          target_(condensed(above, "object_source")) {
        // The only place of a code has all of it, and needs no share.
        const auto share = table_.find_column("ext_share");
        bool has_shares = false;
        for (auto& row : table_.rows) {
            if (share && cell(row, "ext_share_basis") == "only") {
                row.cells[*share].clear();
            }
            has_shares = has_shares || (share && !row.cells[*share].empty());
        }
        constexpr std::array<std::string_view, 5> taken = {
            "subject_id", "subject_label", "object_id", "object_label", "ext_share_double"};
        for (std::size_t place = 0; place < table_.header.size(); ++place) {
            const auto& name = table_.header[place];
            if (std::find(taken.begin(), taken.end(), name) == taken.end() &&
                (place != share || has_shares)) {
                other_.push_back(place);
            }
        }
        if (has_shares) {
            table_.header[*share] = "share";
        }
    }

    NamedTables tables() {
        for (const auto& row : table_.rows) {
            if (cell(row, "subject_id") != no_term && cell(row, "object_id") != no_term) {
                known_.insert(vocabularies(row));
            }
        }
        for (const auto& row : table_.rows) {
            add(row);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const std::string& cell(const DelimitedTable::Row& row,
                                          std::string_view column) const {
        static const std::string none;
        const auto place = table_.find_column(column);
        return place ? row.cells[*place] : none;
    }

    /// The prefix and the code of @p id; both empty where there is no term.
    [[nodiscard]] std::pair<std::string, std::string> code_of(const DelimitedTable::Row& row,
                                                              std::string_view column) const {
        const auto& id = cell(row, column);
        if (id == no_term) {
            return {};
        }
        const auto colon = id.find(':');
        const auto code = colon == std::string::npos ? std::string_view{}
                                                     : std::string_view{id}.substr(colon + 1);
        if (code.empty() || code.starts_with("//")) {
            throw FormatError(table_.where(row),
                              fmt::format("{} '{}' must be PREFIX:CODE", column, id));
        }
        return {id.substr(0, colon), without_percent_code(code)};
    }

    /// By what the row says, or all of them, or by the prefix: "editions:soc2010" is soc2010.
    [[nodiscard]] std::string vocabulary(const DelimitedTable::Row& row, std::string_view column,
                                         const std::string& of_all,
                                         const std::string& prefix) const {
        const auto& own = cell(row, column);
        const auto& said = own.empty() ? of_all : own;
        return said.empty() ? prefix : said.substr(said.find_last_of(":/#") + 1);
    }

    using Vocabularies = std::pair<std::string, std::string>;

    [[nodiscard]] Vocabularies vocabularies(const DelimitedTable::Row& row) const {
        return {vocabulary(row, "subject_source", source_, code_of(row, "subject_id").first),
                vocabulary(row, "object_source", target_, code_of(row, "object_id").first)};
    }

    /// Those of @p row. A side without a term has no prefix: it is that of the only table of the
    /// other side. @throws FormatError if there are several.
    [[nodiscard]] Vocabularies table_name(const DelimitedTable::Row& row) const {
        auto out = vocabularies(row);
        if (!out.first.empty() && !out.second.empty()) {
            return out;
        }
        std::vector<Vocabularies> fits;
        std::copy_if(known_.begin(), known_.end(), std::back_inserter(fits),
                     [&](const Vocabularies& known) {
                         return (out.first.empty() || out.first == known.first) &&
                                (out.second.empty() || out.second == known.second);
                     });
        if (fits.size() > 1) {
            const auto column = out.first.empty() ? "subject_source" : "object_source";
            throw FormatError(
                table_.where(row),
                fmt::format("{}, and nothing says of which vocabulary: '{} -> {}', '{} -> {}'{}; "
                            "expected it in {}",
                            no_term, fits[0].first, fits[0].second, fits[1].first, fits[1].second,
                            fits.size() == 2 ? "" : ", …", column));
        }
        return fits.empty() ? out : fits.front();
    }

    DelimitedTable& table_of(const DelimitedTable::Row& row) {
        const auto [source, target] = table_name(row);
        const auto [found, is_new] = places_.try_emplace({source, target}, out_.size());
        if (is_new) {
            DelimitedTable made{
                table_.file, {"source", "source title", "target", "target title"}, {}, 0};
            made.header_line = table_.header_line;
            made.sheet = source + " -> " + target;
            for (const auto place : other_) {
                made.header.push_back(table_.header[place]);
            }
            out_.push_back(std::move(made));
        }
        return out_[found->second];
    }

    void add(const DelimitedTable::Row& row) {
        const auto& predicate = cell(row, "predicate_id");
        if (!cell(row, "predicate_modifier").empty()) {
            throw FormatError(table_.where(row),
                              fmt::format("predicate_modifier '{}': a mapping that does not hold "
                                          "is no link; leave it out",
                                          cell(row, "predicate_modifier")));
        }
        if (!is_match(predicate)) {
            throw FormatError(
                table_.where(row),
                fmt::format("predicate_id '{}' is no match of SKOS, such as skos:closeMatch",
                            predicate));
        }
        const auto source = code_of(row, "subject_id").second;
        const auto target = code_of(row, "object_id").second;
        auto& table = table_of(row);
        DelimitedTable::Row made{
            row.line, {source, cell(row, "subject_label"), target, cell(row, "object_label")}};
        for (const auto place : other_) {
            made.cells.push_back(row.cells[place]);
        }
        table.rows.push_back(std::move(made));
    }

    DelimitedTable table_;
    std::vector<std::size_t> other_;  // the columns that stay as they are
    std::string source_;              // the vocabularies of rows that do not say theirs
    std::string target_;
    std::set<Vocabularies> known_;  // of rows with a term on both sides
    std::map<Vocabularies, std::size_t> places_;
    NamedTables out_;
};

}  // namespace

bool is_mapping_set(std::string_view text) {
    const auto rest = below_comments(text).first;
    const auto header = rest.substr(0, std::min(rest.find_first_of("\r\n"), rest.size()));
    const auto has = [&](std::string_view name) {
        const auto place = header.find(name);
        return place != std::string_view::npos && (place == 0 || header[place - 1] == '\t') &&
               (place + name.size() == header.size() || header[place + name.size()] == '\t');
    };
    return has("subject_id") && has("predicate_id") && has("object_id");
}

NamedTables read_mapping_set(std::string_view text, const std::string& file) {
    const auto [rest, above] = below_comments(text);
    auto table = read_delimited_table(bytes_of(rest), file, '\t');
    table.header_line = above + 1;
    for (auto& row : table.rows) {
        row.line += above;
    }
    return MappingSet(std::move(table), text.substr(0, text.size() - rest.size())).tables();
}

}  // namespace socshift
