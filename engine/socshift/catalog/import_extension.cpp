#include "socshift/catalog/import_extension.hpp"

#include "socshift/catalog/code_cells.hpp"
#include "socshift/catalog/import_rows.hpp"

#include <fmt/core.h>

#include <map>
#include <unordered_map>

namespace socshift {

namespace {

class ExtensionImport {
public:
    ExtensionImport(EditionData header, const ExtensionColumns& columns, const Edition& base)
        : columns_(columns), base_(base), out_{std::move(header), {}} {
        out_.data.items.clear();
    }

    Imported<EditionData> run(DelimitedTable table) {
        CodeCells code_cells{table};
        const auto code = table.column(columns_.code);
        code_cells.unquote(code);
        code_cells.look(code, out_.findings);
        code_cells.say(out_.findings);
        read_items(table);
        if (columns_.parents) {
            take_parents_from(*columns_.parents);
        } else {
            take_parents_from_codes();
        }
        if (columns_.attributes) {
            add_attributes(*columns_.attributes, false, out_.data, out_.findings);
        }
        if (!columns_.main_suffix.empty()) {
            look_for_main_items();
        }
        const auto found = check(out_.data, &base_);
        out_.findings.insert(out_.findings.end(), found.begin(), found.end());
        return std::move(out_);
    }

private:
    void add(Severity severity, const char* rule, const SourceLocation& at, std::string message) {
        out_.findings.push_back({severity, rule, at, std::move(message)});
    }

    void read_items(const DelimitedTable& table) {
        const auto code = table.column(columns_.code);
        const auto title = table.column(columns_.title);
        const auto& levels = out_.data.header.levels;
        for (const auto& record : table.rows) {
            const SourceRow row{table, record};
            place_.emplace(row.text(code), out_.data.items.size());
            out_.data.items.push_back(
                {row.code(code), row.text(title), levels.empty() ? std::string{} : levels.front(),
                 std::nullopt,
                 is_residual(row.text(title), residual_words_of(out_.data.header, base_)), false,
                 row.at(), Attributes{}});
        }
    }

    /// The item that a row of another table is about; nullptr, and a finding, if there is none.
    Item* item_of(const std::string& code, const SourceLocation& at) {
        const auto found = place_.find(code);
        if (found == place_.end()) {
            add(Severity::warning, "unknown-item", at,
                fmt::format("'{}' is not an item of {}", code, out_.data.header.id.text()));
            return nullptr;
        }
        return &out_.data.items[found->second];
    }

    void take_parents_from(const ParentTable& parents) {
        const auto code = parents.table.column(parents.code);
        const auto parent = parents.table.column(parents.parent);
        for (const auto& record : parents.table.rows) {
            const SourceRow row{parents.table, record};
            auto* const item = item_of(row.text(code), row.at());
            if (item == nullptr) {
                continue;
            }
            const auto stated = row.code(parent);
            if (item->parent && *item->parent != stated) {
                add(Severity::error, "two-parents", row.at(),
                    fmt::format("'{}' is under '{}' and under '{}'", item->code.text(),
                                item->parent->text(), stated.text()));
            }
            item->parent = stated;
        }
        for (const auto& item : out_.data.items) {
            if (!item.parent) {
                add(Severity::error, "no-parent", item.at,
                    fmt::format("'{}' has no row in '{}', which gives the parents",
                                item.code.text(), parents.table.file));
            }
        }
    }

    void take_parents_from_codes() {
        for (auto& item : out_.data.items) {
            const auto& code = item.code.text();
            const auto end = columns_.parent_before.empty() ? std::string::npos
                                                            : code.rfind(columns_.parent_before);
            if (end == std::string::npos || end == 0) {
                add(Severity::error, "no-parent", item.at,
                    fmt::format("'{}' does not name its parent before a '{}'", code,
                                columns_.parent_before));
                continue;
            }
            item.parent = Code::parse(code.substr(0, end));
        }
    }

    void look_for_main_items() {
        std::map<Code, const Item*> first_of;
        for (const auto& item : out_.data.items) {
            if (item.parent) {
                first_of.emplace(*item.parent, &item);
            }
        }
        for (const auto& [parent, first] : first_of) {
            const auto main = parent.text() + columns_.main_suffix;
            if (place_.count(main) == 0) {
                add(Severity::note, "no-main-item", first->at,
                    fmt::format("'{}' has '{}' below it, but no '{}'", parent.text(),
                                first->code.text(), main));
            }
        }
    }

    const ExtensionColumns& columns_;
    const Edition& base_;
    Imported<EditionData> out_;
    std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

Imported<EditionData> import_extension(const DelimitedTable& table, EditionData header,
                                       const ExtensionColumns& columns, const Edition& base) {
    return ExtensionImport{std::move(header), columns, base}.run(table);
}

}  // namespace socshift
