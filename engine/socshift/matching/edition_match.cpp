#include "socshift/matching/edition_match.hpp"

#include "socshift/base/title.hpp"
#include "socshift/matching/title_nearness.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

constexpr std::uint32_t worth_of_code = 300;
constexpr std::uint32_t worth_of_parent = 100;
constexpr std::uint32_t least_of_candidate = 200;
constexpr std::size_t most_titles = 200;  // of a word that can lead to candidates

/// The leaves of one edition, in code order, with what they are compared by.
class Side {
public:
    explicit Side(const Edition& edition) : edition_(edition) {
        for (const auto& item : edition.items()) {
            if (edition.is_leaf(item)) {
                leaves_.push_back(&item);
            }
        }
        std::sort(leaves_.begin(), leaves_.end(),
                  [](const Item* a, const Item* b) { return a->code < b->code; });
        folded_.reserve(leaves_.size());
        for (const auto* const leaf : leaves_) {
            folded_.push_back(fold_title(leaf->title));
        }
        for (std::size_t i = 0; i < leaves_.size(); ++i) {
            by_code_.emplace(leaves_[i]->code.text(), i);
            const auto [known, is_new] = by_title_.emplace(folded_[i], i);
            if (!is_new) {
                known->second = several;
            }
        }
        partners_.resize(leaves_.size());
    }

    static constexpr auto several = static_cast<std::size_t>(-1);

    [[nodiscard]] std::size_t size() const noexcept { return leaves_.size(); }
    [[nodiscard]] const Item& leaf(std::size_t at) const { return *leaves_[at]; }
    [[nodiscard]] const std::string& folded(std::size_t at) const { return folded_[at]; }
    [[nodiscard]] const Item* parent(std::size_t at) const { return edition_.parent(leaf(at)); }

    [[nodiscard]] std::optional<std::size_t> with_code(std::string_view code) const {
        const auto found = by_code_.find(code);
        return found == by_code_.end() ? std::nullopt : std::optional{found->second};
    }

    /// The one leaf of this title; none: no leaf has it, or several have.
    [[nodiscard]] std::optional<std::size_t> with_title(std::string_view folded) const {
        const auto found = by_title_.find(folded);
        return found == by_title_.end() || found->second == several ? std::nullopt
                                                                    : std::optional{found->second};
    }

    [[nodiscard]] const TitleShape& shape(std::size_t at) const {
        if (shapes_.empty()) {
            shapes_.resize(leaves_.size());
        }
        if (!shapes_[at]) {
            shapes_[at].emplace(leaf(at).title);
        }
        return *shapes_[at];
    }

    struct Partner {
        std::size_t at = several;
        MatchReason reason = MatchReason::same;
        std::uint32_t nearness = 1000;
    };
    [[nodiscard]] const Partner& partner(std::size_t at) const { return partners_[at]; }
    [[nodiscard]] bool is_paired(std::size_t at) const { return partners_[at].at != several; }
    void pair(std::size_t at, const Partner& partner) { partners_[at] = partner; }

private:
    const Edition& edition_;
    std::vector<const Item*> leaves_;
    std::vector<std::string> folded_;
    std::unordered_map<std::string_view, std::size_t> by_code_;
    std::unordered_map<std::string_view, std::size_t> by_title_;
    std::vector<Partner> partners_;
    mutable std::vector<std::optional<TitleShape>> shapes_;
};

void pair(Side& before, std::size_t a, Side& after, std::size_t b, MatchReason reason,
          std::uint32_t nearness = 1000) {
    before.pair(a, {b, reason, nearness});
    after.pair(b, {a, reason, nearness});
}

template <typename Take>
void each_word(std::string_view folded, Take take) {
    while (!folded.empty()) {
        const auto end = std::min(folded.find(' '), folded.size());
        take(folded.substr(0, end));
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
}

bool is_same_group(const Item* a, const Item* b) {
    return a != nullptr && b != nullptr && (a->code == b->code || same_title(a->title, b->title));
}

/// Finds candidates of one edition for leaves of another.
class Candidates {
public:
    explicit Candidates(const Side& side) : side_(side), seen_(side.size(), 0) {
        for (std::size_t at = 0; at < side.size(); ++at) {
            each_word(side.folded(at), [&](std::string_view word) {
                auto& places = with_word_[word];
                if (places.empty() || places.back() != at) {
                    places.push_back(at);
                }
            });
            if (const auto* const group = side.parent(at)) {
                with_parent_[group->code.text()].push_back(at);
            }
        }
    }

    UnmatchedItem of(const Side& other, std::size_t asked) {
        const auto& item = other.leaf(asked);
        ++round_;
        found_.clear();
        if (const auto at = side_.with_code(item.code.text())) {
            take(other, asked, *at);
        }
        const auto take_all = [&](const std::vector<std::size_t>& places) {
            if (places.size() <= most_titles) {
                for (const auto at : places) {
                    take(other, asked, at);
                }
            }
        };
        each_word(other.folded(asked), [&](std::string_view word) {
            if (const auto places = with_word_.find(word); places != with_word_.end()) {
                take_all(places->second);
            }
        });
        if (const auto* const group = other.parent(asked)) {
            if (const auto places = with_parent_.find(group->code.text());
                places != with_parent_.end()) {
                take_all(places->second);
            }
        }
        const auto rank = [](const MatchCandidate& one) {
            return one.nearness + (one.has_code ? worth_of_code : 0U) +
                   (one.has_parent ? worth_of_parent : 0U);
        };
        std::sort(found_.begin(), found_.end(),
                  [&](const MatchCandidate& a, const MatchCandidate& b) {
                      return rank(a) != rank(b) ? rank(a) > rank(b) : a.item->code < b.item->code;
                  });
        found_.resize(std::min(found_.size(), most_candidates));
        return {&item, found_};
    }

private:
    void take(const Side& other, std::size_t asked, std::size_t at) {
        if (std::exchange(seen_[at], round_) == round_) {
            return;
        }
        MatchCandidate out;
        out.item = &side_.leaf(at);
        out.nearness = other.shape(asked).nearness(side_.shape(at));
        out.has_code = other.leaf(asked).code == side_.leaf(at).code;
        out.has_parent = is_same_group(other.parent(asked), side_.parent(at));
        out.is_matched = side_.is_paired(at);
        if (out.has_code || out.nearness >= least_of_candidate) {
            found_.push_back(out);
        }
    }

    const Side& side_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> with_word_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> with_parent_;
    std::vector<std::size_t> seen_;
    std::size_t round_ = 0;
    std::vector<MatchCandidate> found_;
};

std::vector<UnmatchedItem> unmatched(const Side& side, const Side& other) {
    Candidates candidates(other);
    std::vector<UnmatchedItem> out;
    for (std::size_t at = 0; at < side.size(); ++at) {
        if (!side.is_paired(at)) {
            out.push_back(candidates.of(side, at));
        }
    }
    return out;
}

}  // namespace

EditionMatch match(const Edition& before, const Edition& after) {
    Side old_side(before);
    Side new_side(after);
    for (std::size_t a = 0; a < old_side.size(); ++a) {
        const auto b = new_side.with_code(old_side.leaf(a).code.text());
        if (b && old_side.folded(a) == new_side.folded(*b)) {
            pair(old_side, a, new_side, *b, MatchReason::same);
        }
    }
    for (std::size_t a = 0; a < old_side.size(); ++a) {
        if (old_side.is_paired(a) || old_side.folded(a).empty() ||
            old_side.with_title(old_side.folded(a)) != a) {
            continue;
        }
        if (const auto b = new_side.with_title(old_side.folded(a)); b && !new_side.is_paired(*b)) {
            pair(old_side, a, new_side, *b, MatchReason::same_title);
        }
    }
    EditionMatch out;
    for (std::size_t a = 0; a < old_side.size(); ++a) {
        const auto b = new_side.with_code(old_side.leaf(a).code.text());
        if (!b || old_side.partner(a).at == *b) {
            continue;
        }
        const auto nearness = old_side.shape(a).nearness(new_side.shape(*b));
        if (!old_side.is_paired(a) && !new_side.is_paired(*b) && nearness >= least_nearness) {
            pair(old_side, a, new_side, *b, MatchReason::same_code, nearness);
        } else {
            out.reusable.push_back({&old_side.leaf(a), &new_side.leaf(*b), nearness});
        }
    }
    for (std::size_t a = 0; a < old_side.size(); ++a) {
        if (const auto& partner = old_side.partner(a); partner.at != Side::several) {
            out.pairs.push_back(
                {&old_side.leaf(a), &new_side.leaf(partner.at), partner.reason, partner.nearness});
        }
    }
    out.removed = unmatched(old_side, new_side);
    out.added = unmatched(new_side, old_side);
    return out;
}

}  // namespace socshift
