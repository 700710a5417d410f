#include "text/diff_stat.hpp"

#include "text/edition.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>

namespace socshift::cli {

namespace {

/// The changes of one root, in words of the edition that the root is of.
struct Group {
    const Item* root = nullptr;
    std::vector<Change> changes;
};

std::vector<Group> by_root(const std::vector<Change>& changes) {
    std::map<Code, Group> groups;
    for (const auto& change : changes) {
        auto& group = groups[change.group->code];
        group.root = group.root == nullptr ? change.group : group.root;
        group.changes.push_back(change);
    }
    std::vector<Group> out;
    out.reserve(groups.size());
    for (auto& [code, group] : groups) {
        out.push_back(std::move(group));
    }
    return out;
}

class StatTable {
public:
    explicit StatTable(Table& table) : table_(table) {}

    void add_all(const std::string& scope, const std::string& name, const DiffCounts& counts) {
        add(scope, name, "sources", counts.sources);
        add(scope, name, "targets", counts.targets);
        add(scope, name, "links", counts.links);
        add(scope, name, "families", counts.families);
        for (std::size_t i = 0; i < cardinality_count; ++i) {
            const auto cardinality = static_cast<Cardinality>(i);
            add(scope, name, to_string(cardinality), counts.of(cardinality));
        }
        for (std::size_t i = 0; i < change_kind_count; ++i) {
            const auto kind = static_cast<ChangeKind>(i);
            add(scope, name, to_string(kind), counts.of(kind));
        }
        add(scope, name, "sources_with_several_targets", counts.sources_with_several_targets);
        add(scope, name, "targets_with_several_sources", counts.targets_with_several_sources);
        add(scope, name, "codes_kept", counts.codes_kept);
        add(scope, name, "codes_dropped", counts.codes_dropped);
        add(scope, name, "codes_new", counts.codes_new);
        add(scope, name, "largest_family_sources", counts.largest_sources);
        add(scope, name, "largest_family_targets", counts.largest_targets);
    }

private:
    void add(const std::string& scope, const std::string& name, std::string_view measure,
             std::size_t count) {
        table_.rows.push_back({scope, name, std::string{measure}, std::to_string(count)});
    }

    Table& table_;
};

void write_machine(const DiffView& view, const std::vector<Group>& groups, Format format,
                   Context& context) {
    Table table{"socshift/diff-stat/1", {"scope", "name", "measure", "count"}, {}, {"count"}, {}};
    StatTable stat{table};
    stat.add_all("all", "", view.counts);
    for (const auto& group : groups) {
        stat.add_all("group", group.root->code.text(), count(group.changes, view.whole.table));
    }
    for (const auto& level : view.above) {
        stat.add_all("level", level.levels.source, level.counts);
    }
    write_table(context.out, table, format, context.width);
}

/// "766 1:1 + 18 1:n"
std::string cardinality_sum(const DiffCounts& counts) {
    std::string out;
    for (std::size_t i = 0; i < cardinality_count; ++i) {
        const auto cardinality = static_cast<Cardinality>(i);
        if (counts.of(cardinality) != 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : " + ", counts.of(cardinality),
                               to_string(cardinality));
        }
    }
    return out;
}

class StatText {
public:
    StatText(const DiffView& view, Context& context)
        : view_(view), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print(const std::vector<Group>& groups) {
        const auto& levels = view_.whole.levels;
        out_ << paint_.bold(fmt::format("{} -> {}, {}", edition_label(view_.before.header()),
                                        edition_label(view_.after.header()),
                                        levels.source == levels.target
                                            ? levels.source
                                            : levels.source + " -> " + levels.target))
             << '\n';
        print_totals();
        print_changes();
        print_groups(groups);
        print_levels();
    }

private:
    void print_totals() {
        const auto& counts = view_.counts;
        out_ << fmt::format("{} -> {} codes: {} kept, {} dropped, {} new\n",
                            grouped(counts.sources), grouped(counts.targets),
                            grouped(counts.codes_kept), grouped(counts.codes_dropped),
                            grouped(counts.codes_new));
        out_ << fmt::format("{}: {} with several targets, {} with several sources\n",
                            count_of(counts.links, "link", "links"),
                            count_of(counts.sources_with_several_targets, "source", "sources"),
                            count_of(counts.targets_with_several_sources, "target", "targets"));
        if (counts.families != 0) {
            out_ << fmt::format(
                "{} = {}; the largest {} -> {}\n", count_of(counts.families, "family", "families"),
                cardinality_sum(counts), counts.largest_sources, counts.largest_targets);
        }
    }

    void heading(std::string_view text) { out_ << '\n' << paint_.bold(text) << '\n'; }

    void print_changes() {
        heading("By change");
        Table table{"", {"change", "families", "sources", "targets"}, {}, {}, {}};
        for (std::size_t i = 0; i < change_kind_count; ++i) {
            const auto kind = static_cast<ChangeKind>(i);
            std::vector<Change> changes;
            std::copy_if(view_.changes.begin(), view_.changes.end(), std::back_inserter(changes),
                         [&](const Change& change) { return change.kind == kind; });
            const auto counts = count(changes, view_.whole.table);
            if (counts.families != 0) {
                table.rows.push_back({std::string{to_string(kind)}, grouped(counts.families),
                                      grouped(counts.sources), grouped(counts.targets)});
            }
        }
        print_aligned(table);
    }

    void print_groups(const std::vector<Group>& groups) {
        heading("By " + view_.before.levels().front() + " group");
        for (const auto& group : groups) {
            const auto counts = count(group.changes, view_.whole.table);
            out_ << paint_.cyan(group.root->code.text()) << "  " << group.root->title << '\n';
            for (const auto& line :
                 wrap(kinds_phrases(counts), width_ > 24 ? width_ - 4 : std::string::npos)) {
                out_ << "    " << line << '\n';
            }
        }
    }

    void print_levels() {
        if (view_.above.empty()) {
            return;
        }
        heading("Above, all codes");
        Table table{"",
                    {"level", "before", "after", "kept", "dropped", "new", "retitled", "untouched"},
                    {},
                    {},
                    {}};
        for (const auto& level : view_.above) {
            const auto& counts = level.counts;
            table.rows.push_back({level.levels.source, grouped(counts.sources),
                                  grouped(counts.targets), grouped(counts.codes_kept),
                                  grouped(counts.codes_dropped), grouped(counts.codes_new),
                                  grouped(counts.kept_retitled),
                                  grouped(counts.of(ChangeKind::unchanged))});
        }
        print_aligned(table);
    }

    /// Text in the first column, numbers in the others, which are set to the right.
    void print_aligned(const Table& table) {
        std::vector<std::size_t> widths;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            widths.push_back(display_width(table.columns[i]));
            for (const auto& row : table.rows) {
                widths.back() = std::max(widths.back(), display_width(row[i]));
            }
        }
        print_aligned_row(table.columns, widths);
        for (const auto& row : table.rows) {
            print_aligned_row(row, widths);
        }
    }

    void print_aligned_row(const std::vector<std::string>& row,
                           const std::vector<std::size_t>& widths) {
        out_ << pad(row.front(), widths.front());
        for (std::size_t i = 1; i < row.size(); ++i) {
            out_ << fmt::format("  {:>{}}", row[i], widths[i]);
        }
        out_ << '\n';
    }

    const DiffView& view_;
    std::ostream& out_;
    Paint paint_;
    std::size_t width_;
};

}  // namespace

void write_diff_stat(const DiffView& view, Format format, Context& context) {
    const auto groups = by_root(view.changes);
    if (format == Format::text) {
        StatText{view, context}.print(groups);
    } else {
        write_machine(view, groups, format, context);
    }
}

}  // namespace socshift::cli
