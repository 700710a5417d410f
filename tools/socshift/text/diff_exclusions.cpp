#include "text/diff_exclusions.hpp"

#include "socshift/publish/answer.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

namespace socshift::cli {

namespace {

constexpr std::size_t fate_width = 11;

std::string described(const Edition& edition, const Note& note) {
    const auto title = reference_title(edition, note);
    return title.empty() ? reference_text(note) : fmt::format("{} {}", reference_text(note), title);
}

/// "15-1132  Software Developers, Applications, now 15-1252  Software Developers".
std::string described(const ExclusionView& view, const ExclusionChange& change) {
    if (change.before == nullptr) {
        return described(view.after, *change.after);
    }
    const auto before = described(view.before, *change.before);
    if (change.after == nullptr) {
        return before;
    }
    const auto after = described(view.after, *change.after);
    return before == after ? before : fmt::format("{}, now {}", before, after);
}

std::string counts_text(const ExclusionChanges& changes) {
    std::string list;
    for (std::size_t i = 0; i < exclusion_fate_count; ++i) {
        const auto fate = static_cast<ExclusionFate>(i);
        if (const auto number = changes.of(fate); number != 0) {
            list += fmt::format("{}{} {}", list.empty() ? ": " : ", ", grouped(number),
                                to_string(fate));
        }
    }
    return fmt::format("exclusions: {} -> {}{}", grouped(changes.before), grouped(changes.after),
                       list);
}

class ExclusionText {
public:
    ExclusionText(const ExclusionView& view, bool all, Context& context)
        : view_(view), all_(all), out_(context.out), paint_{context.color}, width_(context.width) {}

    void print() {
        std::vector<const ExclusionChange*> listed;
        for (const auto& change : view_.changes) {
            if (all_ || change.fate != ExclusionFate::kept) {
                listed.push_back(&change);
            }
        }
        std::stable_sort(listed.begin(), listed.end(),
                         [](const ExclusionChange* a, const ExclusionChange* b) {
                             return home_of(*a) < home_of(*b);
                         });
        out_ << paint_.bold(fmt::format("{} -> {}", edition_label(view_.before.header()),
                                        edition_label(view_.after.header())))
             << '\n';
        std::string last;
        for (const auto* const change : listed) {
            if (home_of(*change) != last) {
                last = home_of(*change);
                print_item(*change);
            }
            print_change(*change);
        }
        out_ << '\n';
        print_wrapped(counts_text(view_.whole), 0);
        if (!view_.only_there.empty()) {
            print_wrapped(
                fmt::format("{} in nothing else: code, title and links are the same",
                            count_of(view_.only_there.size(), "code changed", "codes changed")),
                0);
        }
    }

private:
    void print_item(const ExclusionChange& change) {
        const auto* const item = change.source != nullptr ? change.source : change.target;
        const bool only = view_.is_only_there(change);
        const auto title = item->title + (only ? "  [only here]" : "");
        const auto indent = item->code.text().size() + 2;
        out_ << '\n';
        bool first = true;
        for (const auto& line : wrap(title, room(indent))) {
            out_ << (first ? paint_.cyan(item->code.text()) + "  " : std::string(indent, ' '))
                 << line << '\n';
            first = false;
        }
    }

    void print_change(const ExclusionChange& change) {
        const auto fate = pad(to_string(change.fate), fate_width);
        const auto indent = fate_width + 4;
        bool first = true;
        for (const auto& line : wrap(described(view_, change), room(indent))) {
            const auto text = (first ? "  " + fate + "  " : std::string(indent, ' ')) + line;
            out_ << painted(change.fate, text) << '\n';
            first = false;
        }
    }

    [[nodiscard]] std::string painted(ExclusionFate fate, const std::string& text) const {
        switch (fate) {
            case ExclusionFate::added:
                return paint_.green(text);
            case ExclusionFate::dropped:
                return paint_.red(text);
            case ExclusionFate::kept:
                return paint_.faint(text);
            case ExclusionFate::split:
            case ExclusionFate::merged:
            case ExclusionFate::retargeted:
            case ExclusionFate::stale:
                return paint_.yellow(text);
        }
        return text;
    }

    void print_wrapped(const std::string& text, std::size_t indent) {
        for (const auto& line : wrap(text, room(indent))) {
            out_ << std::string(indent, ' ') << line << '\n';
        }
    }

    [[nodiscard]] std::size_t room(std::size_t indent) const {
        return width_ > indent + 20 ? width_ - indent : std::string::npos;
    }

    const ExclusionView& view_;
    bool all_;
    std::ostream& out_;
    Paint paint_;
    std::size_t width_;
};

}  // namespace

void write_exclusions(const ExclusionView& view, bool all, Context& context) {
    ExclusionText{view, all, context}.print();
}

}  // namespace socshift::cli
