#include "socshift/titles/title_index.hpp"

#include "socshift/base/error.hpp"
#include "socshift/titles/abbreviations.hpp"
#include "socshift/titles/fixed_logarithm.hpp"
#include "socshift/titles/title_index_body.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace socshift {

using detail::FeatureId;
using detail::fixed_log2;
using detail::WordId;

namespace {

constexpr std::size_t most_codes = 65535;

}  // namespace

namespace detail {

void take_core(const std::vector<IndexWord>& words, const std::vector<WordId>& all,
               std::vector<WordId>& core) {
    core.clear();
    for (const bool grades : {false, true}) {
        for (const auto id : all) {
            const bool is_new = id == 0 || std::find(core.begin(), core.end(), id) == core.end();
            if (words[id].grade == grades && is_new) {
                core.push_back(id);
            }
        }
        if (!core.empty()) {
            return;
        }
    }
}

}  // namespace detail

/// Makes the parts of an index, one after the other.
class TitleIndex::Body::Builder {
public:
    Builder(Body& out, const std::vector<ListedTitle>& titles) : out_(out), listed_(titles) {}

    void run() {
        out_.words.emplace_back();
        kinds_.push_back(0);
        for (const auto word : grade_words()) {
            static_cast<void>(word_id(word));  // known even if no title has it
        }
        number_codes();
        add_abbreviations();
        add_titles();
        make_postings();
        weigh_words();
    }

private:
    struct Count {
        FeatureId feature;
        std::uint32_t code;
        std::uint32_t twelfths;
    };

    void number_codes() {
        // Lists come code by code: a code is looked up only where another begins.
        std::map<Code, std::uint32_t> codes_seen;
        std::vector<std::uint32_t*> own(listed_.size());
        for (std::size_t at = 0; at < listed_.size(); ++at) {
            const bool goes_on = at != 0 && listed_[at].code == listed_[at - 1].code;
            own[at] = goes_on ? own[at - 1] : &codes_seen[listed_[at].code];
            ++*own[at];
        }
        std::uint32_t place = 0;
        for (auto& [code, size] : codes_seen) {
            place += std::exchange(size, place);
        }
        order_.resize(listed_.size());
        for (std::size_t at = 0; at < listed_.size(); ++at) {
            order_[(*own[at])++] = static_cast<std::uint32_t>(at);
        }
        std::size_t bytes = 0;
        for (const auto& title : listed_) {
            bytes += title.title.size();
        }
        out_.text.reserve(bytes);
        out_.titles.reserve(listed_.size());
        for (const auto& title : listed_) {
            out_.titles.push_back({static_cast<std::uint32_t>(out_.text.size()),
                                   static_cast<std::uint32_t>(title.title.size()), title.source,
                                   title.is_own});
            out_.text += title.title;
        }
    }

    void add_abbreviations() {
        detail::AbbreviationPairs pairs;
        for (const auto& title : listed_) {
            if (title.title.find('(') != std::string_view::npos) {
                reader_.read(title.title);
                pairs.add(reader_.outside(), reader_.inside());
            }
        }
        for (const auto& [abbreviation, spelled] : pairs.common()) {
            std::vector<WordId> ids;
            for (const auto& word : spelled) {
                ids.push_back(word_id(word));
            }
            out_.abbreviations.emplace(word_id(abbreviation), std::move(ids));
        }
    }

    WordId word_id(std::string_view spelled) {
        const auto next = static_cast<WordId>(out_.words.size());
        const auto id = out_.word_ids.put(detail::text_hash(spelled), next);
        if (id != next) {
            return id;
        }
        out_.word_texts.emplace_back(spelled);
        detail::IndexWord word;
        word.text = out_.word_texts.back();
        word.grade = is_grade_word(spelled);
        word.word = feature(detail::model::word);
        word.last = feature(detail::model::last_word);
        word.letters = static_cast<std::uint32_t>(out_.letters.size());
        for (const std::size_t size : {3U, 4U}) {
            detail::each_group(word.text, size, [&](std::uint32_t key) {
                const auto fresh = static_cast<FeatureId>(kinds_.size());
                const auto group = out_.letter_ids.put(key, fresh);
                if (group == fresh) {
                    feature(detail::model::letters);
                }
                out_.letters.push_back(group);
            });
        }
        word.letters_end = static_cast<std::uint32_t>(out_.letters.size());
        out_.words.push_back(word);
        return id;
    }

    FeatureId feature(std::int32_t kind) {
        kinds_.push_back(kind);
        return static_cast<FeatureId>(kinds_.size() - 1);
    }

    void add_titles() {
        for (const auto at : order_) {
            const auto& listed = listed_[at];
            if (out_.codes.empty() || out_.codes.back() != listed.code) {
                end_code();
                out_.codes.push_back(listed.code);
            }
            reader_.read(listed.title);
            add_form(reader_.outside(), at);
            add_form(reader_.inside(), at);
        }
        end_code();
    }

    void add_form(const std::vector<std::string_view>& read, std::uint32_t title) {
        all_.clear();
        for (const auto spelled : read) {
            const auto id = word_id(spelled);
            const auto longer = out_.abbreviations.find(id);
            if (longer == out_.abbreviations.end()) {
                all_.push_back(id);
            } else {
                all_.insert(all_.end(), longer->second.begin(), longer->second.end());
            }
        }
        if (all_.empty()) {
            return;
        }
        const auto weight = listed_[title].weight;
        words_in_code_.resize(out_.words.size());
        for (const auto id : all_) {
            if (words_in_code_[id] == 0) {
                touched_words_.push_back(id);
            }
            words_in_code_[id] += weight;
        }
        count(out_.words[all_.back()].last, weight);
        detail::take_core(out_.words, all_, core_);
        for (std::size_t i = 0; i + 1 < core_.size(); ++i) {
            const auto key = std::uint64_t{core_[i]} << 32U | core_[i + 1];
            const auto fresh = static_cast<FeatureId>(kinds_.size());
            const auto pair = out_.pair_ids.put(key, fresh);
            if (pair == fresh) {
                feature(detail::model::pair);
            }
            count(pair, weight);
        }
        detail::Form form{title, static_cast<std::uint32_t>(out_.form_words.size()), 0, 0};
        out_.form_words.insert(out_.form_words.end(), core_.begin(), core_.end());
        form.words_end = static_cast<std::uint32_t>(out_.form_words.size());
        remember_exact(static_cast<std::uint32_t>(out_.forms.size()));
        out_.forms.push_back(form);
        for (const auto id : core_) {
            ++out_.words[id].titles;
        }
    }

    /// Puts the form @p at, of the words in core_, behind those of the same words.
    void remember_exact(std::uint32_t at) {
        const auto fresh = static_cast<std::uint32_t>(out_.exact_forms.size() + 1);
        const auto id =
            out_.exact_ids.put(detail::hash_of(core_.data(), core_.data() + core_.size()), fresh);
        if (id == fresh) {
            out_.exact_forms.push_back(at);
            last_exact_.push_back(at);
            return;
        }
        out_.forms[last_exact_[id - 1]].next = at;
        last_exact_[id - 1] = at;
    }

    void count(FeatureId feature, std::uint32_t weight) {
        if (feature >= in_code_.size()) {
            in_code_.resize(std::max<std::size_t>(kinds_.size(), in_code_.size() * 2));
        }
        if (in_code_[feature] == 0) {
            touched_.push_back(feature);
        }
        in_code_[feature] += weight;
        size_ += weight;
    }

    void end_code() {
        if (out_.codes.empty()) {
            return;
        }
        // What comes with a word is counted once for all its titles.
        for (const auto id : touched_words_) {
            const auto& word = out_.words[id];
            const auto weight = words_in_code_[id];
            words_in_code_[id] = 0;
            count(word.word, weight);
            for (auto i = word.letters; i != word.letters_end; ++i) {
                count(out_.letters[i], weight);
            }
        }
        touched_words_.clear();
        const auto code = static_cast<std::uint32_t>(out_.codes.size() - 1);
        for (const auto feature : touched_) {
            counts_.push_back({feature, code, in_code_[feature]});
            in_code_[feature] = 0;
        }
        touched_.clear();
        sizes_.push_back(size_);
        size_ = 0;
        out_.forms_ends.push_back(static_cast<std::uint32_t>(out_.forms.size()));
    }

    void make_postings() {
        const auto features = kinds_.size();
        out_.posting_ends.assign(features + 1, 0);
        for (const auto& count : counts_) {
            ++out_.posting_ends[count.feature + 1];
        }
        std::partial_sum(out_.posting_ends.begin(), out_.posting_ends.end(),
                         out_.posting_ends.begin());
        out_.postings.resize(counts_.size());
        auto next = out_.posting_ends;
        constexpr std::uint64_t smoothing = std::uint64_t{12} * detail::model::smoothing_tenths;
        const auto least = fixed_log2(smoothing);
        std::vector<std::uint16_t> known(4096);
        const auto gain = [&](std::uint64_t twelfths) {
            return static_cast<std::uint16_t>(fixed_log2(smoothing + 10 * twelfths) - least);
        };
        for (const auto& count : counts_) {
            auto worked_out =
                count.twelfths < known.size() ? known[count.twelfths] : std::uint16_t{0};
            if (worked_out == 0) {
                worked_out = gain(count.twelfths);
                if (count.twelfths < known.size()) {
                    known[count.twelfths] = worked_out;
                }
            }
            out_.postings[next[count.feature]++] = {static_cast<std::uint16_t>(count.code),
                                                    worked_out};
        }
        const auto code_count = static_cast<std::uint64_t>(out_.codes.size());
        const auto most = fixed_log2(code_count + 1);
        out_.pulls.assign(features, 0);
        for (std::size_t i = 1; i < features; ++i) {
            const std::uint64_t in = out_.posting_ends[i + 1] - out_.posting_ends[i];
            if (in != 0) {
                const auto rarity = fixed_log2(in + code_count) - fixed_log2(in);
                out_.pulls[i] = kinds_[i] * ((rarity * 256 + most / 2) / most);
            }
        }
        for (const auto size : sizes_) {
            const auto bits = fixed_log2(10 * size + smoothing * (features - 1));
            out_.sizes.push_back(static_cast<std::int32_t>(bits * detail::model::size_tenths / 10));
        }
    }

    void weigh_words() {
        const auto all = static_cast<std::uint64_t>(out_.forms.size());
        for (auto& word : out_.words) {
            if (word.titles != 0) {
                word.rarity = (fixed_log2(all + word.titles) - fixed_log2(word.titles)) / 4;
            }
        }
        std::uint32_t place = 0;
        for (auto& word : out_.words) {
            word.forms = place;
            place += word.titles;
        }
        out_.word_forms.resize(place);
        std::vector<std::uint32_t> taken(out_.words.size());
        for (std::size_t at = 0; at < out_.forms.size(); ++at) {
            auto& form = out_.forms[at];
            for (auto i = form.words; i != form.words_end; ++i) {
                const auto id = out_.form_words[i];
                form.rarity += out_.words[id].rarity;
                out_.word_forms[out_.words[id].forms + taken[id]++] =
                    static_cast<std::uint32_t>(at);
            }
        }
    }

    Body& out_;
    const std::vector<ListedTitle>& listed_;
    TitleReader reader_;
    std::vector<std::uint32_t> order_;  // of the titles, by code
    std::vector<std::int32_t> kinds_;   // of each feature
    std::vector<Count> counts_;
    std::vector<std::uint64_t> sizes_;  // of each code, twelfths
    std::vector<std::uint32_t> in_code_;
    std::vector<FeatureId> touched_;
    std::vector<std::uint32_t> words_in_code_;
    std::vector<WordId> touched_words_;
    std::uint64_t size_ = 0;
    std::vector<WordId> all_;
    std::vector<WordId> core_;
    std::vector<std::uint32_t> last_exact_;  // of each id: its last form
};

TitleIndex::Body::Body(const std::vector<ListedTitle>& titles_of_codes) {
    Builder(*this, titles_of_codes).run();
    if (codes.size() > most_codes) {
        throw Error(fmt::format("titles of {} codes; an index holds those of {} at most",
                                codes.size(), most_codes));
    }
}

TitleIndex TitleIndex::make(const std::vector<ListedTitle>& titles) {
    return TitleIndex{std::make_shared<const Body>(titles)};
}

const std::vector<Code>& TitleIndex::codes() const noexcept {
    return body_->codes;
}

std::size_t TitleIndex::features() const noexcept {
    return body_->pulls.size() - 1;
}

std::size_t TitleIndex::postings() const noexcept {
    return body_->postings.size();
}

}  // namespace socshift
