#include "socshift/report/rule_evidence.hpp"

#include "socshift/base/title.hpp"
#include "socshift/publish/cell.hpp"
#include "socshift/report/asked_words.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

namespace socshift {

namespace {

constexpr std::size_t most_named = 4;

/// The first of @p texts, and that there are others.
std::string some_of(const std::vector<std::string>& texts) {
    const auto shown = std::min(texts.size(), most_named);
    const std::vector<std::string> first(texts.begin(),
                                         texts.begin() + static_cast<std::ptrdiff_t>(shown));
    return fmt::format("{}{}", fmt::join(first, "; "), texts.size() > shown ? "; and others" : "");
}

std::vector<std::string> codes_of(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    for (const auto* const item : items) {
        out.push_back(item->code.text());
    }
    return out;
}

std::vector<std::string> item_texts(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    for (const auto* const item : items) {
        out.push_back(item->code.text() + " " + item->title);
    }
    return out;
}

std::string bounds_text(const Bounds& bounds) {
    return printed(Cell(Interval{bounds.low, bounds.high}), ColumnKind::interval);
}

/// The words of @p title as fold_title() has them, in lower case.
std::set<std::string, std::less<>> words_of(std::string_view title) {
    std::istringstream words(fold_title(title));
    return {std::istream_iterator<std::string>(words), {}};
}

/// The roots above @p items.
std::set<std::string> roots_of(const Edition& edition, const std::vector<const Item*>& items) {
    std::set<std::string> out;
    for (const auto* const item : items) {
        out.insert(edition.root(*item).code.text());
    }
    return out;
}

RuleFinding not_judged(std::string why) {
    return {Judgement::not_judged, std::move(why)};
}

}  // namespace

RuleEvidence::RuleEvidence(const Preview& preview, const Proposal& proposal)
    : preview_(preview), proposal_(proposal) {
    std::set<Code> taken;
    for (const auto& item : proposal.items) {
        for (const auto& take : item.takes) {
            for (const auto* const leaf : taken_leaves(take, preview.base())) {
                taken.insert(leaf->code);
            }
        }
    }
    for (const auto& code : taken) {
        taken_.push_back(preview.base().find(code));
    }
    for (const auto& item : preview.draft().items()) {
        if (preview.draft().is_leaf(item) && proposals_of(item).count(proposal.id) != 0) {
            made_.push_back(&item);
        }
    }
}

RuleFinding RuleEvidence::of_principle(int number) const {
    switch (number) {
        case 1:
            return told_apart();
        case 2:
            return not_judged("tables have codes and titles, and nothing of the work");
        case 3:
            return management();
        case 4:
        case 6:
            return supervisors();
        case 5:
            return health_support();
        case 7:
            return helpers();
        case 8:
            return residuals();
        case 9:
            return countable();
        case 10:
            return comparable();
        default:
            return not_judged("");
    }
}

RuleFinding RuleEvidence::of_guideline(int number) const {
    switch (number) {
        case 1:
            return not_judged("tables have nothing of the work of a job");
        case 2:
            return not_judged("tables have nothing of skill, or of time");
        case 3:
            return detailed();
        case 4:
            return residual_codes();
        case 5:
            return supervisors();
        case 6:
            return not_judged("tables have nothing of licences");
        default:
            return not_judged("");
    }
}

RuleFinding RuleEvidence::told_apart() const {
    std::vector<std::string> parts;
    std::vector<std::string> wholes;
    for (const auto& item : proposal_.items) {
        for (const auto& take : item.takes) {
            auto& to = take.part == Part::whole ? wholes : parts;
            if (std::find(to.begin(), to.end(), take.code.text()) == to.end()) {
                to.push_back(take.code.text());
            }
        }
    }
    if (parts.empty() && wholes.empty()) {
        return not_judged("nobody said which occupations it is taken from");
    }
    if (parts.empty()) {
        return {Judgement::meets,
                fmt::format("all of {} is taken: no job is in two places. Whether the work is paid "
                            "is not judged here",
                            some_of(wholes))};
    }
    return {Judgement::strains,
            fmt::format("a part of {} is taken: the request has to say who of them is meant, so "
                        "that no job is in two places. Whether the work is paid is not judged here",
                        some_of(parts))};
}

RuleFinding RuleEvidence::management() const {
    constexpr std::string_view group = "11-0000";
    const auto before = roots_of(preview_.base(), taken_).count(std::string{group}) != 0;
    const auto after = roots_of(preview_.draft(), made_).count(std::string{group}) != 0;
    if (!before && !after) {
        return {Judgement::no_bearing,
                fmt::format("nothing of {} is taken, and nothing is made in it", group)};
    }
    return not_judged(fmt::format(
        "what is {} is in {}; whether planning and directing is the main work, tables do not say",
        before && after ? "taken and made"
        : before        ? "taken"
                        : "made",
        group));
}

RuleFinding RuleEvidence::supervisors() const {
    const auto found = titled({"supervisor", "supervisors"});
    return found.empty() ? RuleFinding{Judgement::no_bearing, "no title in it names supervisors"}
                         : not_judged(fmt::format("titles name supervisors: {}; how they spend "
                                                  "their time, tables do not say",
                                                  some_of(found)));
}

RuleFinding RuleEvidence::health_support() const {
    std::vector<const Item*> there;
    for (const auto* const item : made_) {
        if (preview_.draft().root(*item).code.text() == "31-0000") {
            there.push_back(item);
        }
    }
    if (there.empty()) {
        return {Judgement::no_bearing, "nothing is made in 31-0000"};
    }
    const bool supervises = std::any_of(there.begin(), there.end(), [](const Item* item) {
        return words_of(item->title).count("supervisors") != 0;
    });
    return supervises ? RuleFinding{Judgement::strains, fmt::format("supervisors in 31-0000: {}",
                                                                    some_of(item_texts(there)))}
                      : RuleFinding{Judgement::meets,
                                    fmt::format("made in 31-0000, and no supervisors: {}",
                                                some_of(item_texts(there)))};
}

RuleFinding RuleEvidence::helpers() const {
    const auto found = titled(
        {"apprentice", "apprentices", "trainee", "trainees", "helper", "helpers", "aide", "aides"});
    return found.empty()
               ? RuleFinding{Judgement::no_bearing,
                             "no title in it names apprentices, trainees, helpers or aides"}
               : not_judged(fmt::format("titles name helpers, aides or learners: {}; what they do, "
                                        "tables do not say",
                                        some_of(found)));
}

RuleFinding RuleEvidence::residuals() const {
    if (taken_.empty()) {
        return not_judged("nobody said which occupations it is taken from");
    }
    std::vector<const Item*> residual;
    std::copy_if(taken_.begin(), taken_.end(), std::back_inserter(residual),
                 [](const Item* item) { return item->residual; });
    if (residual.empty()) {
        return {Judgement::no_bearing, fmt::format("what is taken has places of its own now: {}",
                                                   some_of(codes_of(taken_)))};
    }
    return {Judgement::meets,
            fmt::format("counted in an \"All Other\" now, as the principle has it for what has no "
                        "place of its own: {}",
                        some_of(item_texts(residual)))};
}

RuleFinding RuleEvidence::countable() const {
    if (!preview_.figures) {
        return not_judged("there are no counts that can be carried to the base");
    }
    const auto moves = moving(preview_, preview_.touched);
    if (preview_.touched.empty() || !moves) {
        return not_judged("no code changes, so there is no figure to give");
    }
    return not_judged(
        fmt::format("counts of {} put what would move at {}; whether a survey can find it, and "
                    "under which name, tables do not say",
                    preview_.catalog.counts(preview_.counts).reference, bounds_text(*moves)));
}

RuleFinding RuleEvidence::comparable() const {
    if (preview_.touched.empty()) {
        return {Judgement::meets, "no code changes, so every series goes on"};
    }
    std::vector<const Item*> ended;
    for (const auto& broken : preview_.breaks.broken) {
        ended.push_back(broken.item);
    }
    if (ended.empty()) {
        return {Judgement::meets, "every series that can be compared now still can"};
    }
    return {Judgement::strains,
            fmt::format("series end on {}: {}", to_string(preview_.scenario.valid_from),
                        some_of(codes_of(ended)))};
}

RuleFinding RuleEvidence::detailed() const {
    if (made_.empty()) {
        return not_judged("nothing is made that a job could be coded in");
    }
    return {Judgement::meets,
            fmt::format("made at the level {}: {}", preview_.draft().finest_level(),
                        some_of(item_texts(made_)))};
}

RuleFinding RuleEvidence::residual_codes() const {
    std::vector<const Item*> residual;
    std::copy_if(made_.begin(), made_.end(), std::back_inserter(residual),
                 [](const Item* item) { return item->residual; });
    if (residual.empty()) {
        return {Judgement::no_bearing, "nothing that it makes or changes is an \"All Other\""};
    }
    return {Judgement::meets, fmt::format("made or changed, with the code of an \"All Other\": {}",
                                          some_of(item_texts(residual)))};
}

std::vector<std::string> RuleEvidence::titled(const std::vector<std::string_view>& words) const {
    std::vector<std::string> out;
    const auto look = [&](const std::string& title, std::string text) {
        const auto found = words_of(title);
        const bool any = std::any_of(words.begin(), words.end(),
                                     [&](std::string_view word) { return found.count(word) != 0; });
        if (any && std::find(out.begin(), out.end(), text) == out.end()) {
            out.push_back(std::move(text));
        }
    };
    for (const auto* const item : taken_) {
        look(item->title, item->code.text() + " " + item->title);
    }
    for (const auto* const item : made_) {
        look(item->title, item->code.text() + " " + item->title);
    }
    for (const auto& item : proposal_.items) {
        if (made_.empty()) {
            look(item.title, item.title);
        }
    }
    return out;
}

}  // namespace socshift
