#include "text/diff_residuals.hpp"

#include "socshift/publish/answer.hpp"
#include "text/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace socshift::cli {

namespace {

constexpr std::size_t drift_width = 7;

std::string count_text(const DriftLink& link) {
    if (!link.count) {
        return "";
    }
    return fmt::format("{}{}", link.is_exact ? "" : "at most ",
                       grouped(static_cast<std::size_t>(*link.count)));
}

/// What all links of one kind move: exactly, and at most beyond that. A divided source counts once.
std::string total_text(const ResidualDrift& drift, Drift kind) {
    std::size_t exact = 0;
    std::map<const Item*, std::size_t> divided;
    for (const auto& link : drift.links) {
        if (link.drift == kind && link.count) {
            const auto count = static_cast<std::size_t>(*link.count);
            exact += link.is_exact ? count : 0;
            if (!link.is_exact) {
                divided[link.source] = count;
            }
        }
    }
    std::size_t most = 0;
    for (const auto& [item, count] : divided) {
        most += count;
    }
    return fmt::format("{}, and at most {} of what was divided", grouped(exact), grouped(most));
}

class ResidualText {
public:
    ResidualText(const ResidualDrift& drift, bool has_counts, std::string name, Context& context)
        : drift_(drift), has_counts_(has_counts), name_(std::move(name)), context_(context) {}

    void print(const Edition& before, const Edition& after) {
        const Paint paint{context_.color};
        context_.out << paint.bold(fmt::format("{} -> {}", edition_label(before.header()),
                                               edition_label(after.header())))
                     << '\n';
        std::string last;
        for (const auto* const link : by_residual(drift_)) {
            const auto& residual = link->residual();
            const bool entered = link->drift == Drift::entered;
            const auto ref = CodeRef{(entered ? after : before).id(), residual.code}.text();
            if (ref != last) {
                last = ref;
                context_.out << '\n';
                line(paint.cyan(ref), ref.size(), residual.title);
            }
            const auto count = count_text(*link);
            const auto label = "  " + pad(to_string(link->drift), drift_width);
            line(
                label, label.size(),
                fmt::format("{} {} {}{}", entered ? "from" : "to", link->other().code.text(),
                            link->other().title, count.empty() ? "" : fmt::format(" ({})", count)));
        }
        context_.out << '\n';
        print_totals();
    }

private:
    /// @p lead, which takes @p width columns, and @p text behind it.
    void line(const std::string& lead, std::size_t width, const std::string& text) {
        const auto indent = width + 2;
        const auto room =
            context_.width > indent + 20 ? context_.width - indent : std::string::npos;
        bool first = true;
        for (const auto& part : wrap(text, room)) {
            context_.out << (first ? lead + "  " : std::string(indent, ' ')) << part << '\n';
            first = false;
        }
    }

    void say(const std::string& text) {
        for (const auto& part :
             wrap(text, context_.width == 0 ? std::string::npos : std::size_t{context_.width})) {
            context_.out << part << '\n';
        }
    }

    void print_totals() {
        say(fmt::format(
            "{} of the {} start in an {}", grouped(drift_.divided_residuals),
            count_of(drift_.divided, "code with several targets", "codes with several targets"),
            name_));
        say(fmt::format("{}: {} -> {}; {} untouched", name_, grouped(drift_.residuals_before),
                        grouped(drift_.residuals_after), grouped(drift_.residuals_untouched)));
        for (const auto kind : {Drift::left, Drift::entered, Drift::stayed}) {
            say(fmt::format("{}: {}{}", to_string(kind), count_of(drift_.of(kind), "link", "links"),
                            has_counts_ ? "; " + total_text(drift_, kind) : ""));
        }
    }

    const ResidualDrift& drift_;
    bool has_counts_;
    std::string name_;  // of residual items
    Context& context_;
};

/// What the series calls its residual items: "All Other" of ", All Other".
std::string name_of_residuals(const Edition& edition) {
    const auto& words = edition.header().residual_words;
    const auto start = words.empty() ? std::string::npos : words.front().find_first_not_of(", ");
    return start == std::string::npos ? "item for what others leave" : words.front().substr(start);
}

}  // namespace

void write_residuals(const Edition& before, const Edition& after, const ResidualDrift& drift,
                     bool has_counts, Context& context) {
    ResidualText{drift, has_counts, name_of_residuals(after), context}.print(before, after);
}

}  // namespace socshift::cli
