#include "text/diff_text.hpp"

#include "socshift/publish/answer.hpp"
#include "text/text.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

constexpr std::size_t side_by_side_from = 120;
constexpr std::size_t change_label_width = 24;
constexpr std::size_t gaps_beside = 8;  // "  ", label, "  ", source, " -> ", target
constexpr std::size_t least_title_width = 20;

/// "15-1132  Software Developers," and the lines that follow, at most `width` columns wide; the
/// title, and what follows it, hang behind the code. 0: any width.
std::vector<std::string> item_lines(const Item& item, const std::string& after_title,
                                    std::size_t width) {
    const auto indent = item.code.text().size() + 2;
    const auto room = width > indent + least_title_width ? width - indent : std::string::npos;
    auto lines = wrap(item.title + after_title, width == 0 ? std::string::npos : room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i] = (i == 0 ? item.code.text() + "  " : std::string(indent, ' ')) + lines[i];
    }
    return lines;
}

std::string flags_text(const Change& change) {
    return fmt::format("{}", fmt::join(flag_names(change), ", "));
}

class DiffText {
public:
    DiffText(const DiffView& view, bool all, Context& context)
        : view_(view), all_(all), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print() {
        std::vector<const Change*> listed;
        for (const auto& change : view_.changes) {
            if (all_ || change.kind != ChangeKind::unchanged) {
                listed.push_back(&change);
            }
        }
        if (listed.empty() && view_.whole.empty()) {
            return;
        }
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(view_.before.header()),
                                        edition_label(view_.after.header())))
             << '\n';
        // A family of several roots stands under the one of its first code; keep roots together.
        std::stable_sort(listed.begin(), listed.end(), [](const Change* a, const Change* b) {
            return a->group->code < b->group->code;
        });
        const Item* group = nullptr;
        for (const auto* const change : listed) {
            if (group == nullptr || group->code != change->group->code) {
                group = change->group;
                out_ << '\n' << paint_.bold(group->code.text() + "  " + group->title) << '\n';
            }
            print_change(*change);
        }
        print_totals();
    }

private:
    void print_change(const Change& change) {
        if (width_ >= side_by_side_from) {
            print_beside(change);
        } else {
            print_under(change);
        }
    }

    /// Where one source of a restructured family went, since the family does not tell:
    /// " (to 15-1252, 15-1253)".
    [[nodiscard]] std::string ways(const Change& change, const Item& source) const {
        std::string out;
        if (change.kind == ChangeKind::restructured) {
            for (const auto& link : view_.whole.table.links_from(source.code)) {
                out += (out.empty() ? " (to " : ", ") + link.target.text();
            }
            out += ')';
        }
        return out;
    }

    void print_under(const Change& change) {
        if (change.kind == ChangeKind::unchanged) {
            for (const auto& line : item_lines(*change.targets.front(), "", less(4))) {
                out_ << paint_.faint("  = " + line) << '\n';
            }
            return;
        }
        const auto flags = flags_text(change);
        out_ << "  " << paint_.yellow(change_label(change))
             << (flags.empty() ? "" : "  [" + flags + "]") << '\n';
        for (const auto* const source : change.sources) {
            print_signed(item_lines(*source, ways(change, *source), less(6)), '-');
        }
        for (const auto* const target : change.targets) {
            print_signed(item_lines(*target, "", less(6)), '+');
        }
    }

    void print_signed(const std::vector<std::string>& lines, char sign) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto text = fmt::format("    {} {}", i == 0 ? sign : ' ', lines[i]);
            out_ << (sign == '-' ? paint_.red(text) : paint_.green(text)) << '\n';
        }
    }

    void print_beside(const Change& change) {
        const bool plain = change.kind == ChangeKind::unchanged;
        const auto side = (width_ - change_label_width - gaps_beside) / 2;
        const auto labels = label_lines(change);
        std::vector<std::string> left;
        std::vector<std::string> right;
        for (const auto* const source : change.sources) {
            append(left, item_lines(*source, ways(change, *source), side));
        }
        for (const auto* const target : change.targets) {
            append(right, item_lines(*target, "", side));
        }
        for (std::size_t i = 0; i < std::max({labels.size(), left.size(), right.size()}); ++i) {
            const auto cell = [i](const std::vector<std::string>& lines) {
                return i < lines.size() ? lines[i] : std::string{};
            };
            const auto source = cell(left);
            const auto target = cell(right);
            std::string line =
                "  " + paint(cell(labels), change_label_width, plain, &Paint::yellow);
            line += "  " + paint(source, side, plain, &Paint::red);
            line += i == 0 ? " -> " : "    ";
            line += paint(target, 0, plain, &Paint::green);
            line.erase(line.find_last_not_of(' ') + 1);
            out_ << line << '\n';
        }
    }

    static void append(std::vector<std::string>& to, const std::vector<std::string>& lines) {
        to.insert(to.end(), lines.begin(), lines.end());
    }

    /// The kind of the change, then its flags.
    static std::vector<std::string> label_lines(const Change& change) {
        auto out = wrap(change_label(change), change_label_width);
        if (!change.flags.empty()) {
            append(out, wrap("[" + flags_text(change) + "]", change_label_width));
        }
        return out;
    }

    /// @p text painted, and padded to @p width after that; unchanged things are faint.
    std::string paint(const std::string& text, std::size_t width, bool plain,
                      std::string (Paint::*color)(std::string_view) const) const {
        if (text.empty()) {
            return std::string(width, ' ');
        }
        const auto used = display_width(text);
        return (plain ? paint_.faint(text) : (paint_.*color)(text)) +
               std::string(width > used ? width - used : 0, ' ');
    }

    void print_totals() {
        const auto& counts = view_.counts;
        out_ << '\n';
        auto kinds = kinds_phrases(counts);
        if (!all_ && counts.of(ChangeKind::unchanged) != 0) {
            kinds.emplace_back("(unchanged not listed)");
        }
        print_wrapped(kinds);
        print_wrapped(
            {"codes:", fmt::format("{} -> {};", grouped(counts.sources), grouped(counts.targets)),
             fmt::format("{} kept,", grouped(counts.codes_kept)),
             fmt::format("{} dropped,", grouped(counts.codes_dropped)),
             fmt::format("{} new", grouped(counts.codes_new))});
        if (counts.only_exclusions != 0) {
            print_wrapped(
                {count_of(counts.only_exclusions, "unchanged family", "unchanged families"),
                 counts.only_exclusions == 1 ? "leaves" : "leave", "out others than before: see",
                 "--exclusions"});
        }
        print_levels();
    }

    void print_levels() {
        if (view_.above.empty()) {
            return;
        }
        std::vector<std::string> phrases = {"groups above", "recoded, retitled",
                                            "or exchanging codes:"};
        for (const auto& diff : view_.above) {
            std::size_t changed = 0;
            for (const auto& change : diff.changes) {
                changed += change.kind == ChangeKind::unchanged ? 0U : change.sources.size();
            }
            phrases.push_back(fmt::format("{} of {} {},", grouped(changed),
                                          grouped(diff.counts.sources), diff.levels.source));
        }
        phrases.back().pop_back();
        print_wrapped(phrases);
    }

    void print_wrapped(const std::vector<std::string>& phrases) {
        for (const auto& line : wrap(phrases, width_ == 0 ? std::string::npos : width_)) {
            out_ << line << '\n';
        }
    }

    [[nodiscard]] std::size_t less(std::size_t indent) const {
        return width_ > indent ? width_ - indent : 0;
    }

    const DiffView& view_;
    bool all_;
    std::ostream& out_;
    Paint paint_;
    std::size_t width_;
};

}  // namespace

std::string change_label(const Change& change) {
    const auto form = to_string(change.form);
    return form.empty() ? std::string{to_string(change.kind)}
                        : fmt::format("{} ({})", to_string(change.kind), form);
}

std::vector<std::string> kinds_phrases(const DiffCounts& counts) {
    std::vector<std::string> out = {count_of(counts.families, "family", "families") + ":"};
    for (std::size_t i = 0; i < change_kind_count; ++i) {
        const auto kind = static_cast<ChangeKind>(i);
        if (counts.of(kind) != 0) {
            out.push_back(fmt::format("{} {},", grouped(counts.of(kind)), to_string(kind)));
        }
    }
    out.back().pop_back();
    return out;
}

void write_diff_text(const DiffView& view, bool all, Context& context) {
    DiffText{view, all, context}.print();
}

}  // namespace socshift::cli
