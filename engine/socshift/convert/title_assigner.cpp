#include "socshift/convert/title_assigner.hpp"

#include "socshift/base/utf8.hpp"
#include "socshift/titles/no_title.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace socshift {

namespace {

constexpr std::uint32_t whole_score = 1000;

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

/// Without an item.
void set_aside(AssignedTitle& out, UnassignedReason reason, std::string why) {
    out.reason = reason;
    out.why = std::move(why);
    out.detail = out.why;
}

}  // namespace

std::string score_text(std::uint32_t thousandths) {
    return fmt::format("{}.{:03}", thousandths / whole_score, thousandths % whole_score);
}

AssignedTitle TitleAssigner::assign(const TitleCells& cells) {
    AssignedTitle out;
    out.is_cut = cells.title.size() > most_title_bytes;
    if (is_blank(cells.title)) {
        set_aside(out, UnassignedReason::no_title, "no title");
        return out;
    }
    const auto* const among = rules_.old_codes ? targets_of(cells.old_code) : nullptr;
    if (decide(cells, among, out)) {
        return out;
    }
    if (!has_letters(cells.title)) {
        set_aside(out, UnassignedReason::no_letters, "no letters in the title");
    } else {
        judge(cells, among, out);
    }
    return out;
}

/// nullptr if no restriction follows from it.
const OldCodeTargets* TitleAssigner::targets_of(std::string_view old_code) const {
    const auto* const item = rules_.old_codes->recognise(old_code).item;
    if (item == nullptr) {
        return nullptr;
    }
    const auto& targets = rules_.old_targets[rules_.old_codes->edition().index(*item)];
    return targets.leaves.empty() ? nullptr : &targets;
}

/// Takes the code that was decided. False: none was, or what was comes to no code or several.
bool TitleAssigner::decide(const TitleCells& cells, const OldCodeTargets* among,
                           AssignedTitle& out) {
    // Nobody decided about what is only the start of a title.
    const auto* const decided = out.is_cut ? nullptr : rules_.titles->decided().find(cells.title);
    if (decided == nullptr) {
        return false;
    }
    const auto* const item = decided->codes.size() == 1
                                 ? rules_.titles->edition().find(decided->codes.front())
                                 : nullptr;
    if (item == nullptr) {
        out.is_undecided = true;
        return false;
    }
    out.item = item;
    out.kind = TitleMatchKind::decided;
    out.score = whole_score;
    out.matched_title = decided->decision.title;
    out.source = "decisions";
    const TitleContext context{cells.second, among == nullptr ? nullptr : &among->places};
    for (const auto& match : search_.find(cells.title, 2, context).matches) {
        if (out.runner_up == nullptr && match.code != item->code) {
            out.runner_up = rules_.items[place_of(match.code)];
        }
    }
    if (among != nullptr &&
        std::find(among->leaves.begin(), among->leaves.end(), item) == among->leaves.end()) {
        out.old_code = OldCodeUse::overruled;
    }
    return true;
}

/// Whether what is read of @p title has a letter of any script.
bool TitleAssigner::has_letters(std::string_view title) {
    const auto start = first_bytes(title, most_title_bytes);
    if (std::any_of(start.begin(), start.end(),
                    [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); })) {
        return true;
    }
    reader_.read(start);
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    };
    return std::any_of(
        reader_.outside().begin(), reader_.outside().end(),
        [&](std::string_view word) { return std::any_of(word.begin(), word.end(), is_letter); });
}

std::size_t TitleAssigner::place_of(const Code& code) const {
    const auto& codes = rules_.titles->index().codes();
    return static_cast<std::size_t>(std::lower_bound(codes.begin(), codes.end(), code) -
                                    codes.begin());
}

/// What the index has for the title. Of several codes that it stands under those of another job
/// zone than the row's are not meant, if one is of this zone for certain. What has the title as its
/// own is always meant.
TitleAnswer TitleAssigner::answer_for(const TitleCells& cells, const OldCodeTargets* among,
                                      AssignedTitle& out) {
    TitleContext context{cells.second, among == nullptr ? nullptr : &among->places};
    auto answer = search_.find(cells.title, TitleSearch::most_matches, context);
    if (rules_.job_zones.empty()) {
        return answer;
    }
    out.job_zone = JobZoneUse::unused;
    const auto zone = job_zone_of(cells.job_zone);
    if (!zone) {
        if (!is_blank(cells.job_zone)) {
            out.job_zone = JobZoneUse::unread;
        }
        return answer;
    }
    const auto has_own_title = [&](std::uint32_t place) {
        const auto& item = *rules_.items[place];
        return std::any_of(answer.matches.begin(), answer.matches.end(), [&](const auto& match) {
            return match.exact && match.code == item.code && match.title == item.title;
        });
    };
    std::vector<std::uint32_t> meant;
    bool is_certain = false;
    for (const auto place : answer.exact_places) {
        const auto& own = rules_.job_zones[place];
        const bool fits = own && own->least <= *zone && *zone <= own->most;
        is_certain = is_certain || fits;
        if (fits || !own || has_own_title(place)) {
            meant.push_back(place);
        }
    }
    if (is_certain && meant.size() < answer.exact_places.size()) {
        out.job_zone = JobZoneUse::narrowed;
        context.among = &meant;
        answer = search_.find(cells.title, TitleSearch::most_matches, context);
    }
    return answer;
}

void TitleAssigner::judge(const TitleCells& cells, const OldCodeTargets* among,
                          AssignedTitle& out) {
    const auto answer = answer_for(cells, among, out);
    if (rules_.old_codes && among == nullptr) {
        out.old_code = OldCodeUse::unused;
    } else if (among != nullptr) {
        const auto alone = search_.find(cells.title, 1, {cells.second, nullptr});
        const bool has_another =
            !alone.matches.empty() &&
            (answer.matches.empty() || answer.matches[0].code != alone.matches[0].code);
        out.old_code = has_another ? OldCodeUse::narrowed : OldCodeUse::agreed;
    }
    if (answer.matches.empty()) {
        if (among != nullptr) {
            judge_by_code(*among, out);
        } else if (is_word_for_no_title(cells.title)) {
            set_aside(out, UnassignedReason::no_title, "no title");
        } else {
            set_aside(out, UnassignedReason::no_word, "no listed title has a word like its words");
        }
        return;
    }
    const auto& best = answer.matches.front();
    if (best.score < rules_.min_score) {
        if (!fall_back(answer, out)) {
            set_aside(out, UnassignedReason::low_score,
                      fmt::format("score below {}", score_text(rules_.min_score)));
            out.detail = fmt::format("score {} for {}, below {}", score_text(best.score),
                                     best.code.text(), score_text(rules_.min_score));
        }
        return;
    }
    out.item = rules_.items[place_of(best.code)];
    out.score = best.score;
    out.matched_title = best.title;
    out.source = source_of(best);
    out.kind = !best.exact        ? TitleMatchKind::near
               : answer.exact > 1 ? TitleMatchKind::ambiguous
                                  : TitleMatchKind::exact;
    if (answer.matches.size() > 1) {
        out.runner_up = rules_.items[place_of(answer.matches[1].code)];
    }
    if (out.kind != TitleMatchKind::exact) {
        for (const auto place : answer.exact_places) {
            out.candidates.push_back(rules_.items[place]);
        }
    }
}

/// For a title that says nothing of the codes that it can mean.
void TitleAssigner::judge_by_code(const OldCodeTargets& among, AssignedTitle& out) const {
    if (among.leaves.size() == 1) {
        out.item = among.leaves.front();
        out.kind = TitleMatchKind::code;
        out.score = whole_score;
        return;
    }
    for (const auto& level : rules_.levels) {
        const Item* group = nullptr;
        const bool is_one =
            among.places.size() == among.leaves.size() &&
            std::all_of(among.places.begin(), among.places.end(), [&](std::uint32_t place) {
                const auto* const own = level.groups[place];
                group = group == nullptr ? own : group;
                return own != nullptr && own == group;
            });
        if (is_one) {
            out.item = group;
            out.kind = TitleMatchKind::fall_back;
            out.score = whole_score;
            out.candidates = among.leaves;
            return;
        }
    }
    set_aside(out, UnassignedReason::no_fit,
              "the title fits none of the codes where the old code can have gone");
    out.detail = fmt::format("the title fits none of the codes where {} can have gone", among.code);
}

/// Takes the finest group that is sure. False: none is.
bool TitleAssigner::fall_back(const TitleAnswer& answer, AssignedTitle& out) const {
    struct Sum {
        std::uint32_t score = 0;
        const Item* group = nullptr;
        std::vector<const TitleMatch*> matches;
    };
    for (const auto& level : rules_.levels) {
        std::vector<Sum> sums;
        for (const auto& match : answer.matches) {
            const auto* const group = level.groups[place_of(match.code)];
            if (group == nullptr || match.score == 0) {
                continue;
            }
            auto sum = std::find_if(sums.begin(), sums.end(),
                                    [&](const Sum& one) { return one.group == group; });
            if (sum == sums.end()) {
                sum = sums.insert(sums.end(), {0, group, {}});
            }
            sum->score += match.score;
            sum->matches.push_back(&match);
        }
        std::stable_sort(sums.begin(), sums.end(),
                         [](const Sum& a, const Sum& b) { return a.score > b.score; });
        if (sums.empty() || sums.front().score < rules_.min_score) {
            continue;
        }
        const auto& best = sums.front();
        // Of a title of very many codes not all were compared: the others count as well.
        const auto& all = answer.exact_places.empty() ? answer.part_places : answer.exact_places;
        if (all.size() > TitleSearch::most_matches &&
            std::any_of(all.begin(), all.end(),
                        [&](std::uint32_t place) { return level.groups[place] != best.group; })) {
            continue;
        }
        out.item = best.group;
        out.kind = TitleMatchKind::fall_back;
        out.score = std::min(best.score, whole_score);  // of rounded parts
        out.matched_title = best.matches.front()->title;
        out.source = source_of(*best.matches.front());
        out.runner_up = sums.size() > 1 ? sums[1].group : nullptr;
        for (const auto* const match : best.matches) {
            out.candidates.push_back(rules_.items[place_of(match->code)]);
        }
        return true;
    }
    return false;
}

}  // namespace socshift
