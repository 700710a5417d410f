#include "socshift/recognise/column_verdict.hpp"

#include "socshift/recognise/suffixes.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

using Editions = std::vector<std::size_t>;  // ascending

bool has(const Editions& editions, std::size_t edition) {
    return std::binary_search(editions.begin(), editions.end(), edition);
}

/// A column that has every leaf of an edition of so many or more is coded in it, even if another
/// edition has these codes as well: none of those that only the other has would be there by chance.
constexpr std::size_t least_complete = 100;

/// More editions than this are not searched for the fewest that explain a column.
constexpr std::size_t most_searched = 5;

class Judge {
public:
    Judge(const ColumnTally& tally, const Readings& readings);

    [[nodiscard]] EditionCertainty verdict() const noexcept { return verdict_; }

    /// Leaves of an answer of several editions those that take the fewest codes for unpublished
    /// ones. @p listed judges the same column without these.
    void keep_fewest_unpublished(const Judge& listed);

    [[nodiscard]] ColumnDetection detection() const;
    [[nodiscard]] std::optional<FollowsColumn> follows(const std::vector<GroupValues>& groups,
                                                       const Columns& columns) const;

private:
    [[nodiscard]] bool explains(std::size_t edition, std::size_t signature) const {
        return has(readings_.signatures()[signature], edition);
    }
    [[nodiscard]] bool explains_all_of(std::size_t edition, std::size_t other) const;
    [[nodiscard]] bool gives_way(std::size_t edition) const;
    void find_answer();
    [[nodiscard]] bool is_complete(std::size_t edition) const;
    [[nodiscard]] bool are_alike(std::size_t one, std::size_t other) const;
    [[nodiscard]] std::uint64_t strays(std::size_t edition) const;
    void find_by_suffixes();
    [[nodiscard]] Editions fewest_together() const;
    void search(Editions& chosen, std::size_t most, Editions& best) const;
    [[nodiscard]] std::optional<std::size_t> hardest_left(const Editions& chosen) const;
    [[nodiscard]] bool is_better(const Editions& one, const Editions& other) const;
    [[nodiscard]] std::optional<std::size_t> rival(std::size_t edition) const;
    [[nodiscard]] std::vector<Code> codes_of(std::size_t edition, std::size_t lacking) const;
    [[nodiscard]] ExplainedBy explained_by(std::size_t edition) const;
    [[nodiscard]] std::vector<LevelRows> levels(std::size_t edition) const;
    [[nodiscard]] RepairedRows repaired() const;
    [[nodiscard]] WouldDecide would_decide(std::size_t edition) const;
    [[nodiscard]] Editions explaining(const ColumnTally::Part& part) const;
    void add_decisive(const ColumnTally::Part& part, std::size_t edition,
                      std::set<std::pair<std::size_t, bool>>& readings) const;
    [[nodiscard]] std::optional<FollowsColumn> follow(const std::vector<ColumnTally::Part>& parts,
                                                      const GroupValues& values) const;
    [[nodiscard]] const EditionId& id(std::size_t edition) const {
        return readings_.editions()[edition]->id();
    }

    const ColumnTally& tally_;
    const Readings& readings_;
    Editions signatures_;                  // those that occur
    std::vector<std::uint64_t> rows_;      // by edition
    std::vector<std::size_t> codes_;       // by edition
    std::vector<std::size_t> candidates_;  // most rows first
    std::vector<std::size_t> answer_;      // in the order of candidates_
    EditionCertainty verdict_ = EditionCertainty::none;
    RepairedRows by_suffix_;  // what the answer reads by it alone
};

Judge::Judge(const ColumnTally& tally, const Readings& readings)
    : tally_(tally),
      readings_(readings),
      rows_(readings.editions().size()),
      codes_(readings.editions().size()) {
    std::set<std::size_t> signatures;
    for (std::size_t reading = 0; reading < tally.by_reading().size(); ++reading) {
        const auto rows = tally.by_reading()[reading];
        if (rows == 0) {
            continue;
        }
        signatures.insert(readings[reading].signature);
        for (const auto& place : readings[reading].places) {
            rows_[place.edition] += rows;
            ++codes_[place.edition];
        }
    }
    signatures_.assign(signatures.begin(), signatures.end());
    for (std::size_t edition = 0; edition < rows_.size(); ++edition) {
        if (rows_[edition] > 0 && !gives_way(edition)) {
            candidates_.push_back(edition);
        }
    }
    std::stable_sort(candidates_.begin(), candidates_.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(rows_[a], codes_[a]) > std::tie(rows_[b], codes_[b]);
    });
    find_answer();
}

/// Whether @p edition explains everything in the column that @p other explains.
bool Judge::explains_all_of(std::size_t edition, std::size_t other) const {
    return std::all_of(signatures_.begin(), signatures_.end(), [&](std::size_t signature) {
        return !explains(other, signature) || explains(edition, signature);
    });
}

bool Judge::gives_way(std::size_t edition) const {
    const auto& below = readings_.below(edition);
    return std::any_of(below.begin(), below.end(), [&](std::size_t foundation) {
        return explains_all_of(foundation, edition);
    });
}

void Judge::keep_fewest_unpublished(const Judge& listed) {
    if (verdict_ != EditionCertainty::ambiguous) {
        return;
    }
    const auto unpublished = [&](std::size_t edition) {
        return codes_[edition] - listed.codes_[edition];
    };
    const auto fewest = std::min_element(answer_.begin(), answer_.end(), [&](auto a, auto b) {
        return unpublished(a) < unpublished(b);
    });
    const auto least = unpublished(*fewest);
    answer_.erase(std::remove_if(answer_.begin(), answer_.end(),
                                 [&](std::size_t edition) { return unpublished(edition) > least; }),
                  answer_.end());
    verdict_ = answer_.size() == 1 ? EditionCertainty::clear : verdict_;
}

void Judge::find_answer() {
    if (2 * tally_.explained() <= tally_.rows()) {
        return;
    }
    const auto answer_where = [&](const auto& explains_it) {
        std::copy_if(candidates_.begin(), candidates_.end(), std::back_inserter(answer_),
                     explains_it);
        if (answer_.size() > 1) {
            std::vector<std::size_t> complete;
            std::copy_if(answer_.begin(), answer_.end(), std::back_inserter(complete),
                         [&](std::size_t edition) { return is_complete(edition); });
            answer_ = complete.empty() ? answer_ : complete;
        }
        verdict_ = answer_.size() == 1  ? EditionCertainty::clear
                   : answer_.size() > 1 ? EditionCertainty::ambiguous
                                        : EditionCertainty::mixed;
    };
    answer_where([&](std::size_t edition) { return rows_[edition] == tally_.explained(); });
    if (verdict_ == EditionCertainty::mixed) {
        find_by_suffixes();
    }
    if (verdict_ == EditionCertainty::mixed) {
        answer_where([&](std::size_t edition) {
            return rows_[edition] + strays(edition) == tally_.explained();
        });
    }
    if (verdict_ == EditionCertainty::mixed) {
        const auto together = fewest_together();
        std::copy_if(candidates_.begin(), candidates_.end(), std::back_inserter(answer_),
                     [&](std::size_t edition) { return has(together, edition); });
    }
}

/// Whether @p one and @p other have a code in common: an extension has those of what it extends.
bool Judge::are_alike(std::size_t one, std::size_t other) const {
    const auto& items = readings_.editions()[one]->items();
    return std::any_of(items.begin(), items.end(), [&](const Item& item) {
        return readings_.editions()[other]->find(item.code) != nullptr;
    });
}

/// Rows with codes that are none of @p edition, and only of editions that have no code in common
/// with it: a stray number among codes of the SOC is one of a list of numbers. They say nothing of
/// the column if they are one code, and the edition has several, or one row in a hundred of its
/// own; 0 if they are more.
std::uint64_t Judge::strays(std::size_t edition) const {
    std::uint64_t rows = 0;
    std::size_t codes = 0;
    std::set<std::size_t> others;
    for (std::size_t reading = 0; reading < tally_.by_reading().size(); ++reading) {
        const auto count = tally_.by_reading()[reading];
        const auto signature = readings_[reading].signature;
        if (count == 0 || explains(edition, signature)) {
            continue;
        }
        others.insert(readings_.signatures()[signature].begin(),
                      readings_.signatures()[signature].end());
        rows += count;
        ++codes;
    }
    constexpr std::uint64_t few = 100;
    const bool is_one = codes == 1 && codes_[edition] > 1 && rows < rows_[edition];
    const bool are_strange = (is_one || few * rows <= rows_[edition]) &&
                             std::none_of(others.begin(), others.end(), [&](std::size_t other) {
                                 return are_alike(edition, other);
                             });
    return are_strange ? rows : 0;
}

/// Whether every leaf of @p edition is in the column, and there are least_complete of them.
bool Judge::is_complete(std::size_t edition) const {
    std::set<const Item*> seen;
    for (std::size_t reading = 0; reading < tally_.by_reading().size(); ++reading) {
        if (tally_.by_reading()[reading] > 0) {
            for (const auto& place : readings_[reading].places) {
                if (place.edition == edition && place.home->is_leaf(*place.item)) {
                    seen.insert(place.item);
                }
            }
        }
    }
    const auto& home = *readings_.editions()[edition];
    const auto leaves = home.cut(home.finest_level()).size();
    return leaves >= least_complete && seen.size() == leaves;
}

/// A mixture of an extension's codes and those of what it extends is no mixture where one edition
/// reads all of them: `15-1132.00` in the SOC, 15-1132 in O*NET-SOC where it has one code there.
void Judge::find_by_suffixes() {
    const auto rows = [&](std::size_t reading) { return tally_.by_reading()[reading]; };
    std::vector<std::size_t> all;
    for (const auto edition : candidates_) {
        bool reads_all = true;
        const bool divides = divides_most_leaves(*readings_.editions()[edition]);
        for (std::size_t reading = 0; reading < tally_.by_reading().size() && reads_all;
             ++reading) {
            reads_all = rows(reading) == 0 || explains(edition, readings_[reading].signature) ||
                        readings_.by_suffix(reading, edition, divides).has_value();
        }
        if (reads_all) {
            all.push_back(edition);
        }
    }
    std::copy_if(all.begin(), all.end(), std::back_inserter(answer_), [&](std::size_t edition) {
        const auto& below = readings_.below(edition);
        return std::none_of(below.begin(), below.end(), [&](std::size_t foundation) {
            return std::find(all.begin(), all.end(), foundation) != all.end();
        });
    });
    if (answer_.empty()) {
        return;
    }
    const bool divides = divides_most_leaves(*readings_.editions()[answer_.front()]);
    verdict_ = answer_.size() == 1 ? EditionCertainty::clear : EditionCertainty::ambiguous;
    for (std::size_t reading = 0; reading < tally_.by_reading().size(); ++reading) {
        if (rows(reading) > 0 && !explains(answer_.front(), readings_[reading].signature)) {
            by_suffix_.add({*readings_.by_suffix(reading, answer_.front(), divides)},
                           rows(reading));
        }
    }
}

/// Of the signatures that no edition of @p chosen is in, the one with the fewest candidates.
std::optional<std::size_t> Judge::hardest_left(const Editions& chosen) const {
    std::optional<std::size_t> hardest;
    std::size_t fewest = 0;
    for (const auto signature : signatures_) {
        const auto explains_it = [&](std::size_t edition) { return explains(edition, signature); };
        if (std::any_of(chosen.begin(), chosen.end(), explains_it)) {
            continue;
        }
        const auto count = static_cast<std::size_t>(
            std::count_if(candidates_.begin(), candidates_.end(), explains_it));
        if (!hardest || count < fewest) {
            hardest = signature;
            fewest = count;
        }
    }
    return hardest;
}

bool Judge::is_better(const Editions& one, const Editions& other) const {
    const auto key = [&](const Editions& editions) {
        std::int64_t resting = 0;
        std::uint64_t rows = 0;
        for (const auto edition : editions) {
            resting += readings_.below(edition).empty() ? 0 : 1;
            rows += rows_[edition];
        }
        return std::pair{-resting, rows};
    };
    return key(one) != key(other) ? key(one) > key(other) : one < other;
}

/// Tries every way to explain what is left with at most @p most more editions: one of them has to
/// explain the signature that is hardest to explain.
void Judge::search(Editions& chosen, std::size_t most, Editions& best) const {
    const auto left = hardest_left(chosen);
    if (!left) {
        auto sorted = chosen;
        std::sort(sorted.begin(), sorted.end());
        if (best.empty() || is_better(sorted, best)) {
            best = std::move(sorted);
        }
        return;
    }
    if (most == 0) {
        return;
    }
    for (const auto edition : candidates_) {
        if (explains(edition, *left)) {
            chosen.push_back(edition);
            search(chosen, most - 1, best);
            chosen.pop_back();
        }
    }
}

Editions Judge::fewest_together() const {
    Editions chosen;
    Editions best;
    for (std::size_t size = 2; size <= most_searched; ++size) {
        search(chosen, size, best);
        if (!best.empty()) {
            return best;
        }
    }
    // A column of everything: what explains the most rows, for what is hardest each time.
    while (const auto left = hardest_left(chosen)) {
        chosen.push_back(
            *std::find_if(candidates_.begin(), candidates_.end(),
                          [&](std::size_t edition) { return explains(edition, *left); }));
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

std::optional<std::size_t> Judge::rival(std::size_t edition) const {
    if (answer_.empty()) {
        return std::nullopt;
    }
    const auto in_answer = [&](std::size_t other) {
        return std::find(answer_.begin(), answer_.end(), other) != answer_.end();
    };
    if (!in_answer(edition)) {
        return answer_.front();
    }
    const bool inside = verdict_ == EditionCertainty::mixed;
    const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](std::size_t other) {
        return other != edition && in_answer(other) == inside;
    });
    return found == candidates_.end() ? std::nullopt : std::optional{*found};
}

/// Codes of the column that @p edition has and @p lacking has not.
std::vector<Code> Judge::codes_of(std::size_t edition, std::size_t lacking) const {
    std::vector<Code> codes;
    for (std::size_t reading = 0; reading < tally_.by_reading().size(); ++reading) {
        const auto& there = readings_[reading];
        if (tally_.by_reading()[reading] == 0 || !explains(edition, there.signature) ||
            explains(lacking, there.signature)) {
            continue;
        }
        const auto place = std::find_if(there.places.begin(), there.places.end(),
                                        [&](const auto& each) { return each.edition == edition; });
        codes.push_back(place->item->code);
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

ExplainedBy Judge::explained_by(std::size_t edition) const {
    ExplainedBy result{id(edition), rows_[edition], codes_[edition], std::nullopt, {}, {}};
    if (const auto other = rival(edition)) {
        result.rival = id(*other);
        result.has = codes_of(edition, *other);
        result.lacks = codes_of(*other, edition);
    }
    return result;
}

std::vector<LevelRows> Judge::levels(std::size_t edition) const {
    std::map<std::pair<std::size_t, bool>, LevelRows> levels;
    for (std::size_t reading = 0; reading < tally_.by_reading().size(); ++reading) {
        const auto rows = tally_.by_reading()[reading];
        for (const auto& place : readings_[reading].places) {
            if (rows == 0 || place.edition != edition) {
                continue;
            }
            const auto& item = *place.item;
            const bool is_leaf = place.home->is_leaf(item);
            // A code that is not published counts among those that are.
            const auto& own = *readings_.editions()[edition];
            const auto& name = is_leaf && place.home != &own ? own.levels().front() : item.level;
            const auto& home = is_leaf ? own : *place.home;
            auto& level = levels[{home.level_index(name).value_or(0), is_leaf}];
            level.level = name;
            level.is_group = !is_leaf;
            level.rows += rows;
            level.codes.push_back(item.code);
        }
    }
    std::vector<LevelRows> result;
    for (auto& [key, level] : levels) {
        std::sort(level.codes.begin(), level.codes.end());
        level.codes.erase(std::unique(level.codes.begin(), level.codes.end()), level.codes.end());
        result.push_back(std::move(level));
    }
    return result;
}

/// What it took to read the column, in the first edition of the answer: what is another code of an
/// item there has no hyphen to miss.
RepairedRows Judge::repaired() const {
    RepairedRows out;
    for (const auto& [reading, rows] : tally_.repaired()) {
        const auto& places = readings_[reading].places;
        const bool as_it_is =
            std::any_of(places.begin(), places.end(), [&](const Reading::Place& place) {
                return !answer_.empty() && place.edition == answer_.front() && place.by_other_code;
            });
        auto counted = rows;
        if (as_it_is) {
            counted.by_kind[static_cast<std::size_t>(Repair::missing_hyphens)] = 0;
            counted.rows = *std::max_element(counted.by_kind.begin(), counted.by_kind.end());
        }
        out.add(counted);
    }
    return out;
}

WouldDecide Judge::would_decide(std::size_t edition) const {
    WouldDecide result{id(edition), {}};
    for (std::size_t reading = 0; reading < readings_.codes(); ++reading) {
        const auto& there = readings_[reading];
        const auto place = std::find_if(there.places.begin(), there.places.end(),
                                        [&](const auto& each) { return each.edition == edition; });
        const bool is_alone = std::none_of(answer_.begin(), answer_.end(), [&](std::size_t other) {
            return other != edition && explains(other, there.signature);
        });
        if (place != there.places.end() && is_alone && place->home->is_leaf(*place->item)) {
            result.codes.push_back(place->item->code);
        }
    }
    return result;
}

/// The editions of the answer that explain all of @p part.
Editions Judge::explaining(const ColumnTally::Part& part) const {
    Editions editions;
    for (const auto edition : answer_) {
        if (std::all_of(part.begin(), part.end(),
                        [&](const auto& entry) { return explains(edition, entry.first); })) {
            editions.push_back(edition);
        }
    }
    return editions;
}

/// Adds the readings of @p part, two of each signature at most, that of the answer only @p edition
/// explains.
void Judge::add_decisive(const ColumnTally::Part& part, std::size_t edition,
                         std::set<std::pair<std::size_t, bool>>& readings) const {
    for (const auto& [signature, of] : part) {
        const auto others =
            std::count_if(answer_.begin(), answer_.end(), [&, at = signature](std::size_t other) {
                return other != edition && explains(other, at);
            });
        if (others == 0) {
            readings.emplace(of.first, false);
            if (of.several) {
                readings.emplace(of.first, true);
            }
        }
    }
}

/// The mixture along the values of one column; none if it does not follow them. One code may have
/// fallen to a value by chance, so each edition has to be the only one for two of them.
std::optional<FollowsColumn> Judge::follow(const std::vector<ColumnTally::Part>& parts,
                                           const GroupValues& values) const {
    FollowsColumn result;
    std::map<std::size_t, std::set<std::pair<std::size_t, bool>>> decisive;
    for (std::size_t value = 0; value < parts.size(); ++value) {
        const auto& part = parts[value];
        if (part.empty()) {
            continue;
        }
        const auto editions = explaining(part);
        const bool several = part.size() > 1 || part.begin()->second.several;
        if (!several || editions.empty()) {
            return std::nullopt;
        }
        FollowsColumn::Part shown{values.values()[value], 0, {}};
        for (const auto edition : editions) {
            shown.editions.push_back(id(edition));
        }
        for (const auto& [signature, of] : part) {
            shown.rows += of.rows;
        }
        if (editions.size() == 1) {
            add_decisive(part, editions.front(), decisive[editions.front()]);
        }
        result.parts.push_back(std::move(shown));
    }
    const bool all = std::all_of(answer_.begin(), answer_.end(),
                                 [&](std::size_t edition) { return decisive[edition].size() > 1; });
    return all ? std::optional{std::move(result)} : std::nullopt;
}

std::optional<FollowsColumn> Judge::follows(const std::vector<GroupValues>& groups,
                                            const Columns& columns) const {
    std::optional<FollowsColumn> best;
    for (std::size_t group = 0; verdict_ == EditionCertainty::mixed && group < groups.size();
         ++group) {
        auto found =
            groups[group].is_live() ? follow(tally_.parts(group), groups[group]) : std::nullopt;
        if (found && (!best || found->parts.size() < best->parts.size())) {
            found->column = columns.name(group);
            best = std::move(found);
        }
    }
    return best;
}

ColumnDetection Judge::detection() const {
    ColumnDetection result;
    result.verdict = verdict_;
    result.rows = tally_.rows();
    result.explained = tally_.explained();
    result.empty = tally_.empty();
    result.no_code = tally_.no_code();
    result.repaired = repaired();
    result.repaired.add(by_suffix_);
    result.codes = static_cast<std::size_t>(
        std::count_if(tally_.by_reading().begin(), tally_.by_reading().end(),
                      [](std::uint64_t rows) { return rows > 0; }));
    for (const auto edition : answer_) {
        result.answer.push_back(id(edition));
    }
    for (const auto edition : candidates_) {
        result.editions.push_back(explained_by(edition));
    }
    if (verdict_ == EditionCertainty::clear || verdict_ == EditionCertainty::mixed) {
        result.levels = levels(answer_.front());
    }
    if (verdict_ == EditionCertainty::ambiguous) {
        for (const auto edition : answer_) {
            result.would_decide.push_back(would_decide(edition));
        }
    }
    return result;
}

}  // namespace

ColumnDetection judge_column(const ColumnTally& tally, const Readings& readings,
                             const std::vector<GroupValues>& groups, const Columns& columns) {
    const Judge judge(tally, readings);
    if (judge.verdict() == EditionCertainty::mixed) {
        Judge wider(tally, readings.with_unpublished());
        wider.keep_fewest_unpublished(judge);
        if (wider.verdict() != EditionCertainty::mixed) {
            return wider.detection();
        }
    }
    auto detection = judge.detection();
    detection.follows = judge.follows(groups, columns);
    return detection;
}

}  // namespace socshift
