#include "text/diff_stat.hpp"

#include "socshift/publish/answer.hpp"
#include "text/aligned.hpp"
#include "text/diff_text.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

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

    void print() {
        const auto& levels = view_.whole.levels;
        out_ << paint_.bold(fmt::format("{} -> {}, {}", edition_label(view_.before.header()),
                                        edition_label(view_.after.header()),
                                        levels.source == levels.target
                                            ? levels.source
                                            : levels.source + " -> " + levels.target))
             << '\n';
        print_totals();
        print_changes();
        print_groups();
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
        std::vector<TextRow> rows = {{"change", "families", "sources", "targets"}};
        for (std::size_t i = 0; i < change_kind_count; ++i) {
            const auto kind = static_cast<ChangeKind>(i);
            std::vector<Change> changes;
            std::copy_if(view_.changes.begin(), view_.changes.end(), std::back_inserter(changes),
                         [&](const Change& change) { return change.kind == kind; });
            const auto counts = count(changes, view_.whole.table);
            if (counts.families != 0) {
                rows.push_back({std::string{to_string(kind)}, grouped(counts.families),
                                grouped(counts.sources), grouped(counts.targets)});
            }
        }
        print_aligned(rows);
    }

    void print_groups() {
        heading("By " + view_.before.levels().front() + " group");
        for (const auto& group : by_root(view_.changes)) {
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
        std::vector<TextRow> rows = {
            {"level", "before", "after", "kept", "dropped", "new", "retitled", "untouched"}};
        for (const auto& level : view_.above) {
            const auto& counts = level.counts;
            rows.push_back({level.levels.source, grouped(counts.sources), grouped(counts.targets),
                            grouped(counts.codes_kept), grouped(counts.codes_dropped),
                            grouped(counts.codes_new), grouped(counts.kept_retitled),
                            grouped(counts.of(ChangeKind::unchanged))});
        }
        print_aligned(rows);
    }

    /// A header and rows: text in the first column, numbers in the others, set to the right.
    void print_aligned(const std::vector<TextRow>& rows) {
        std::vector<std::size_t> widths(rows.front().size());
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                widths[i] = std::max(widths[i], display_width(row[i]));
            }
        }
        for (const auto& row : rows) {
            print_aligned_row(row, widths);
        }
    }

    void print_aligned_row(const TextRow& row, const std::vector<std::size_t>& widths) {
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

void write_diff_stat(const DiffView& view, Context& context) {
    StatText{view, context}.print();
}

}  // namespace socshift::cli
