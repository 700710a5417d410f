#include "socshift/base/utf8.hpp"
#include "socshift/titles/fixed_logarithm.hpp"
#include "socshift/titles/no_title.hpp"
#include "socshift/titles/title_index_body.hpp"
#include "socshift/titles/title_reading.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

namespace socshift {

namespace {

using detail::FeatureId;
using detail::Form;
using detail::one_bit;
using detail::WordId;
using Kind = TitleEvidence::Kind;

/// A feature of the title that is asked for.
struct Asked {
    FeatureId feature;
    std::int32_t pull;
    Kind kind;
    std::uint32_t at;  // its word; of a pair the first of the core, of letters their place
    bool of_word;      // a known word or its letters, which scores_of() has
};

/// What a word and its letters say for each code.
struct WordScores {
    WordId word = 0;
    std::int64_t total = 0;
    std::vector<std::int64_t> scores;
};

constexpr std::size_t most_kept = 1024;  // words, of eight bytes for each code

/// The nearest title of a code: 2 x common / all is how near, from 0 to 1.
struct Nearest {
    const Form* form = nullptr;
    std::int64_t common = 0;
    std::int64_t all = 1;
    bool by_letters = false;  // no word is in common

    /// What is left of a belief in the code. Beliefs are shares among codes that have something in
    /// common with the title; a few letters may be all that any has, and prove no more than that.
    [[nodiscard]] std::uint64_t weakened(std::uint64_t belief) const {
        return by_letters ? belief * static_cast<std::uint64_t>(2 * common) /
                                static_cast<std::uint64_t>(all)
                          : belief;
    }
};

}  // namespace

class TitleSearch::State {
public:
    explicit State(TitleIndex index)
        : title_(std::move(index)), body_(title_.body()), scores_(body_.codes.size()) {}

    TitleAnswer find(std::string_view title, std::size_t most, const TitleContext& context) {
        TitleAnswer out;
        explains_ = false;
        if (!context.second.empty()) {
            std::vector<ReadWord> unsaid;
            read(context.second, unsaid);
            score();
            second_scores_ = scores_;
        }
        read(title, out.read);
        score();
        if (!context.second.empty()) {
            for (std::size_t i = 0; i < scores_.size(); ++i) {
                scores_[i] += second_scores_[i] / 2;
            }
        }
        const auto can_be = [&](std::uint32_t code) {
            return context.among == nullptr ||
                   std::binary_search(context.among->begin(), context.among->end(), code);
        };
        std::copy_if(title_.exact_codes().begin(), title_.exact_codes().end(),
                     std::back_inserter(out.exact_places), can_be);
        std::copy_if(title_.part_codes().begin(), title_.part_codes().end(),
                     std::back_inserter(out.part_places), can_be);
        out.exact = out.exact_places.size();
        if (out.exact == 0 && is_word_for_no_title(title)) {
            return out;
        }
        auto found = compared(best(context.among));
        if (!context.second.empty()) {
            add_nearness_of(context.second, found);
        }
        std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
            return a.score != b.score ? a.score > b.score : a.code < b.code;
        });
        add_matches(found, most, out);
        return out;
    }

    std::vector<TitleEvidence> explain(std::string_view title, const Code& wanted) {
        std::vector<TitleEvidence> out;
        const auto found = std::lower_bound(body_.codes.begin(), body_.codes.end(), wanted);
        if (found == body_.codes.end() || *found != wanted) {
            return out;
        }
        const auto code = static_cast<std::uint32_t>(found - body_.codes.begin());
        std::vector<ReadWord> corrected;
        explains_ = true;
        read(title, corrected);
        score();
        const auto add = [&](Kind kind, std::string text, std::int64_t score) {
            if (score == 0) {
                return;
            }
            const auto same = std::find_if(out.begin(), out.end(), [&](const TitleEvidence& one) {
                return one.kind == kind && one.text == text;
            });
            if (same == out.end()) {
                out.push_back({kind, std::move(text), score});
            } else {
                same->weight += score;
            }
        };
        for (const auto& asked : features_) {
            const auto begin = body_.postings.begin() + body_.posting_ends[asked.feature];
            const auto end = body_.postings.begin() + body_.posting_ends[asked.feature + 1];
            const auto posting = std::lower_bound(
                begin, end, code,
                [](const detail::Posting& one, std::uint32_t c) { return one.code < c; });
            if (posting != end && posting->code == code) {
                add(asked.kind, text_of(asked), std::int64_t{asked.pull} * posting->gain);
            }
        }
        add(Kind::size, "", -total_ * body_.sizes[code]);
        add(Kind::residual, "",
            -std::int64_t{body_.residual[code]} * detail::model::residual * one_bit);
        if (title_.is_exact(code)) {
            add(Kind::exact, "", detail::model::exact * one_bit);
            add(Kind::own, "", title_.own_bits(code) * one_bit);
        }
        if (title_.is_part(code)) {
            add(Kind::exact, "", detail::model::exact * one_bit);
        }
        auto nearest = nearest_form(code);
        if (nearest.common == 0) {
            take_own_words();
            nearest = alike_form(code);
        }
        if (nearest.common != 0) {
            add(Kind::nearest, std::string{body_.title(*nearest.form)}, worth(nearest));
        }
        for (auto& one : out) {
            one.weight = one.weight * 1000 / one_bit;
        }
        std::stable_sort(out.begin(), out.end(),
                         [](const auto& a, const auto& b) { return a.weight > b.weight; });
        return out;
    }

private:
    /// A code that can be an answer.
    struct Found {
        std::int64_t score = 0;
        std::uint32_t code = 0;
        Nearest nearest;
        bool exact = false;
    };

    /// The best of @p found, which are in order, with the share of each in all that is believed.
    /// Where letters alone lead to the first, they prove no more than how near it is.
    void add_matches(const std::vector<Found>& found, std::size_t most, TitleAnswer& out) const {
        std::vector<std::uint64_t> beliefs;
        std::uint64_t all = 0;
        for (const auto& one : found) {
            const auto behind = static_cast<std::uint64_t>(found.front().score - one.score);
            constexpr auto step = static_cast<std::uint64_t>(one_bit) * detail::model::temperature;
            // A difference so large that it does not fit is no belief at all.
            const auto distance =
                behind / step > 40 ? std::uint64_t{41} << 16U : (behind << 16U) / step;
            beliefs.push_back(detail::fixed_exp2_of_minus(distance));
            all += beliefs.back();
        }
        for (std::size_t i = 0; i < found.size() && i < most; ++i) {
            const auto& one = found[i];
            const auto& form = *one.nearest.form;
            const auto belief = found.front().nearest.weakened(beliefs[i] * 1000);
            out.matches.push_back({body_.codes[one.code],
                                   static_cast<std::uint32_t>((belief + all / 2) / all),
                                   body_.title(form), body_.titles[form.title].source, one.exact});
        }
    }

    using Ranked = std::vector<std::pair<std::int64_t, std::uint32_t>>;  // scores and codes

    /// Those of @p ranked that have something in common with the title, with what nearness adds: a
    /// word, or, where words lead to one code at most, letters ("pipefitting" stands in the title
    /// of a teacher alone).
    std::vector<Found> compared(const Ranked& ranked) {
        std::vector<Found> out;
        Ranked rest;
        const auto take = [&](const Ranked::value_type& one, const Nearest& nearest) {
            const auto& [score, code] = one;
            if (nearest.common == 0) {
                rest.push_back(one);
            } else {
                out.push_back({score + worth(nearest), code, nearest, title_.is_exact(code)});
            }
        };
        for (const auto& one : ranked) {
            take(one, nearest_form(one.second));
        }
        if (out.size() <= 1) {
            take_own_words();
            for (const auto& one : std::exchange(rest, {})) {
                take(one, alike_form(one.second));
            }
        }
        return out;
    }

    /// Adds what the nearness of a second title adds, halved. What was read before is forgotten.
    void add_nearness_of(std::string_view second, std::vector<Found>& found) {
        std::vector<ReadWord> unsaid;
        read(second, unsaid);
        for (auto& one : found) {
            if (const auto nearest = nearest_form(one.code); nearest.common != 0) {
                one.score += worth(nearest) / 2;
            }
        }
    }

    void read(std::string_view title, std::vector<ReadWord>& corrected) {
        title_.read(title, corrected);
        take_features();
    }

    void take_features() {
        features_.clear();
        letters_.clear();
        const auto add = [&](FeatureId feature, bool grade, Kind kind, std::size_t at,
                             bool of_word = false) {
            const auto pull = pull_of(feature, grade);
            if (pull != 0) {
                features_.push_back({feature, pull, kind, static_cast<std::uint32_t>(at), of_word});
            }
        };
        for (std::size_t i = 0; i < title_.words().size(); ++i) {
            if (title_.words()[i] == 0) {
                continue;
            }
            const auto& word = body_.words[title_.words()[i]];
            if (i + 1 == title_.words().size()) {
                add(word.last, word.grade != 0, Kind::last_word, title_.words()[i]);
            }
            if (!explains_) {
                continue;
            }
            add(word.word, word.grade != 0, Kind::word, title_.words()[i], true);
            for (auto k = word.letters; k != word.letters_end; ++k) {
                add(body_.letters[k], word.grade != 0, Kind::letters,
                    add_letters(body_.word_text_of(title_.words()[i]), k - word.letters), true);
            }
        }
        for (const auto text : title_.unknown()) {
            std::uint32_t place = 0;
            for (const std::size_t size : {3U, 4U}) {
                detail::each_group(text, size, [&](std::uint32_t key) {
                    const auto id = body_.letters_slots[body_.letters_slot(key)].id;
                    if (id != 0) {
                        add(id, false, Kind::letters, add_letters(text, place));
                    }
                    ++place;
                });
            }
        }
        for (std::size_t i = 0; i + 1 < title_.core().size(); ++i) {
            const auto slot =
                body_.pair_slot(title_.core()[i], title_.core()[i + 1]);  // none has a word 0
            if (const auto id = body_.pair_slots[slot].id; id != 0) {
                add(id, false, Kind::pair, i);
            }
        }
    }

    std::uint32_t add_letters(std::string_view word, std::uint32_t place) {
        if (!explains_) {
            return 0;
        }
        const auto framed = "^" + std::string{word} + "$";
        const auto threes = static_cast<std::uint32_t>(framed.size() - 2);
        letters_.push_back(place < threes ? framed.substr(place, 3)
                                          : framed.substr(place - threes, 4));
        return static_cast<std::uint32_t>(letters_.size() - 1);
    }

    [[nodiscard]] std::string text_of(const Asked& asked) const {
        const auto word = [&](WordId id) { return std::string{body_.word_text_of(id)}; };
        switch (asked.kind) {
            case Kind::pair:
                return word(title_.core()[asked.at]) + " " + word(title_.core()[asked.at + 1]);
            case Kind::letters:
                return letters_[asked.at];
            case Kind::word:
            case Kind::last_word:
                return word(asked.at);
            case Kind::nearest:
            case Kind::exact:
            case Kind::own:
            case Kind::residual:
            case Kind::size:
                break;
        }
        return {};
    }

    /// Adds what a feature says for each code to @p scores.
    void add_postings(FeatureId feature, std::int64_t pull, std::int64_t* scores) const {
        const auto* posting = body_.postings.data() + body_.posting_ends[feature];
        const auto* const end = body_.postings.data() + body_.posting_ends[feature + 1];
        for (; posting != end; ++posting) {
            scores[posting->code] += pull * posting->gain;
        }
    }

    /// What a word and its letters say for each code. Words come again and again in a column, so
    /// the last ones are kept.
    const WordScores& scores_of(WordId id) {
        auto& kept = kept_[id % kept_.size()];
        if (kept.word == id) {
            return kept;
        }
        kept.word = id;
        kept.total = 0;
        kept.scores.assign(scores_.size(), 0);
        const auto& word = body_.words[id];
        const auto add = [&](FeatureId feature) {
            const std::int64_t pull = pull_of(feature, word.grade != 0);
            kept.total += pull;
            add_postings(feature, pull, kept.scores.data());
        };
        add(word.word);
        for (auto i = word.letters; i != word.letters_end; ++i) {
            add(body_.letters[i]);
        }
        return kept;
    }

    [[nodiscard]] std::int32_t pull_of(FeatureId feature, bool grade) const {
        const auto pull = body_.pulls[feature];
        return grade ? pull * detail::model::grade_tenths / 10 : pull;
    }

    /// Of every code what the features say for it.
    void score() {
        std::fill(scores_.begin(), scores_.end(), 0);
        total_ = 0;
        auto* const scores = scores_.data();
        for (const auto id : title_.words()) {
            if (id == 0) {
                continue;
            }
            const auto& own = scores_of(id);
            total_ += own.total;
            const auto* const said = own.scores.data();
            for (std::size_t i = 0; i < scores_.size(); ++i) {
                scores[i] += said[i];
            }
        }
        for (const auto& asked : features_) {
            if (!asked.of_word) {
                total_ += asked.pull;
                add_postings(asked.feature, asked.pull, scores);
            }
        }
        const auto* const sizes = body_.sizes.data();
        const auto* const residual = body_.residual.data();
        for (std::size_t i = 0; i < scores_.size(); ++i) {
            scores[i] -= total_ * sizes[i] + residual[i] * detail::model::residual * one_bit;
        }
        for (const auto code : title_.part_codes()) {
            scores_[code] += detail::model::exact * one_bit;
        }
        for (const auto code : title_.exact_codes()) {
            scores_[code] += (detail::model::exact + title_.own_bits(code)) * one_bit;
        }
    }

    /// The codes whose titles are worth a comparison, with their scores; of @p among, if there are
    /// some.
    Ranked best(const std::vector<std::uint32_t>* among) const {
        Ranked out;
        if (total_ == 0) {  // nothing is known of it
            return out;
        }
        out.reserve(detail::model::looked_at + 1);
        const auto* const scores = scores_.data();
        auto least = std::numeric_limits<std::int64_t>::min();  // that a full list has
        const auto take = [&](std::uint32_t i) {
            const auto place = std::find_if(out.begin(), out.end(),
                                            [&](const auto& one) { return one.first < scores[i]; });
            out.emplace(place, scores[i], i);
            if (out.size() > detail::model::looked_at) {
                out.pop_back();
            }
            least = out.size() < detail::model::looked_at ? least : out.back().first;
        };
        if (among != nullptr) {
            for (const auto i : *among) {
                if (scores[i] > least) {  // of equal ones the first
                    take(i);
                }
            }
            return out;
        }
        for (std::uint32_t i = 0; i < scores_.size(); ++i) {
            if (scores[i] > least) {
                take(i);
            }
        }
        return out;
    }

    Nearest nearest_form(std::uint32_t code) {
        Nearest out;
        if (title_.is_exact(code)) {
            const auto& form = title_.exact_form(code);
            return {&form, form.rarity, 2 * std::int64_t{form.rarity}};
        }
        // Only forms with a word in common are looked at.
        const auto begin = code == 0 ? 0 : body_.forms_ends[code - 1];
        const auto end = body_.forms_ends[code];
        if (common_.size() < end - begin) {
            common_.resize(end - begin);
        }
        for (const auto id : title_.core()) {
            const auto& word = body_.words[id];
            const auto* const forms = body_.word_forms.data() + word.forms;
            const auto* form = std::lower_bound(forms, forms + word.titles, begin);
            for (; form != forms + word.titles && *form < end; ++form) {
                if (common_[*form - begin] == 0) {
                    touched_.push_back(*form);
                }
                common_[*form - begin] += word.rarity;
            }
        }
        for (const auto at : touched_) {
            const auto& form = body_.forms[at];
            const std::int64_t common = std::exchange(common_[at - begin], 0);
            const std::int64_t all = std::int64_t{form.rarity} + title_.rarity();
            const auto left = common * out.all;
            const auto right = out.common * all;
            if (left > right || (left == right && &form < out.form)) {
                out = {&form, common, all};
            }
        }
        touched_.clear();
        return out;
    }

    /// The words of the title for alike_form().
    void take_own_words() {
        own_words_.assign(title_.unknown().begin(), title_.unknown().end());
        for (const auto id : title_.core()) {
            if (id != 0) {
                own_words_.push_back(body_.word_text_of(id));
            }
        }
    }

    /// Of the titles of @p code the first with the word that is most like one of the title's own,
    /// as take_own_words() left them. Words are alike by the groups of three letters in common: at
    /// least as many as the groups that only one of them has.
    Nearest alike_form(std::uint32_t code) {
        Nearest out;
        const auto begin = code == 0 ? 0 : body_.forms_ends[code - 1];
        for (auto i = begin; i != body_.forms_ends[code]; ++i) {
            const auto& form = body_.forms[i];
            for (auto k = form.words; k != form.words_end; ++k) {
                const auto [common, all] = likeness(body_.word_text_of(body_.form_words[k]));
                if (2 * common >= all - 2 * common && common * out.all > out.common * all) {
                    out = {&form, common, all, true};
                }
            }
        }
        return out;
    }

    /// Groups of three letters that @p word has in common with the word of the title most like it,
    /// and how many both have.
    std::pair<std::int64_t, std::int64_t> likeness(std::string_view word) {
        std::pair<std::int64_t, std::int64_t> best{0, 1};
        groups_.clear();
        detail::each_group(word, 3, [&](std::uint32_t key) { groups_.push_back(key); });
        for (const auto own : own_words_) {
            std::int64_t common = 0;
            auto all = static_cast<std::int64_t>(groups_.size());
            detail::each_group(own, 3, [&](std::uint32_t key) {
                common += std::count(groups_.begin(), groups_.end(), key) != 0 ? 1 : 0;
                ++all;
            });
            common = std::min(common, all / 2);  // a word may have one group again and again
            if (common * best.second > best.first * all) {
                best = {common, all};
            }
        }
        return best;
    }

    [[nodiscard]] static std::int64_t worth(const Nearest& nearest) {
        return detail::model::nearest * one_bit / 1024 * (2048 * nearest.common / nearest.all);
    }

    Reading title_;
    bool explains_ = false;  // texts of features are kept
    const TitleIndex::Body& body_;
    std::vector<Asked> features_;
    std::vector<std::string> letters_;
    std::vector<std::string_view> own_words_;
    std::vector<std::uint32_t> groups_;  // of letters of a word
    std::vector<std::int64_t> scores_;
    std::vector<std::int64_t> second_scores_;
    std::vector<WordScores> kept_ = std::vector<WordScores>(most_kept);
    std::vector<std::int32_t> common_;    // of the forms of a code: what words in common weigh
    std::vector<std::uint32_t> touched_;  // forms that have any
    std::int64_t total_ = 0;
};

TitleSearch::TitleSearch(TitleIndex index) : state_(std::make_unique<State>(std::move(index))) {}
TitleSearch::~TitleSearch() = default;
TitleSearch::TitleSearch(TitleSearch&& other) noexcept = default;
TitleSearch& TitleSearch::operator=(TitleSearch&& other) noexcept = default;

static_assert(TitleSearch::most_matches == detail::model::looked_at);

TitleAnswer TitleSearch::find(std::string_view title, std::size_t most,
                              const TitleContext& context) {
    return state_->find(title, most, context);
}

std::vector<TitleEvidence> TitleSearch::explain(std::string_view title, const Code& code) {
    return state_->explain(title, code);
}

}  // namespace socshift
