#include "socshift/titles/title_index.hpp"

#include "socshift/base/error.hpp"
#include "socshift/titles/abbreviations.hpp"
#include "socshift/titles/fixed_logarithm.hpp"
#include "socshift/titles/title_index_body.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace socshift {

using detail::FeatureId;
using detail::fixed_log2;
using detail::WordId;

namespace {

constexpr std::size_t most_codes = 65535;

}  // namespace

namespace detail {

void take_core(std::span<const IndexWord> words, const std::vector<WordId>& all,
               std::vector<WordId>& core) {
    core.clear();
    for (const bool grades : {false, true}) {
        for (const auto id : all) {
            const bool is_new = id == 0 || std::find(core.begin(), core.end(), id) == core.end();
            if ((words[id].grade != 0) == grades && is_new) {
                core.push_back(id);
            }
        }
        if (!core.empty()) {
            return;
        }
    }
}

}  // namespace detail

namespace {

/// Slots that grow, so that no more than half of them are taken.
template <typename Slot>
class GrowingSlots {
public:
    explicit GrowingSlots(std::vector<Slot>& slots) : slots_(slots) { slots_.resize(1U << 10U); }

    /// Makes room for @p count more. @p hash: of what is in a slot.
    template <typename Hash>
    void make_room(std::size_t count, Hash hash) {
        while ((used_ + count) * 2 > slots_.size()) {
            std::vector<Slot> old(slots_.size() * 2);
            old.swap(slots_);
            for (const auto& slot : old) {
                if (!slot.is_empty()) {
                    slots_[detail::slot_of(slots_, hash(slot), [](const Slot&) { return false; })] =
                        slot;
                }
            }
        }
    }

    void put(std::size_t at, Slot slot) {
        slots_[at] = slot;
        ++used_;
    }

private:
    std::vector<Slot>& slots_;
    std::size_t used_ = 0;
};

}  // namespace

/// Makes the parts of an index, one after the other.
class TitleIndex::Body::Builder {
public:
    Builder(detail::TitleArrays<detail::Made>& out, const std::vector<ListedTitle>& titles)
        : out_(out), listed_(titles) {}

    void run() {
        reserve();
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
        std::uint32_t twelfths;
    };

    /// Room for what as many titles mostly bring, so that nothing is moved. What is not used of it
    /// costs no memory, since nobody writes there.
    void reserve() {
        const auto titles = listed_.size();
        out_.forms.reserve(titles + titles / 4);
        out_.form_words.reserve(4 * titles);
        counts_.reserve(10 * titles);
        make_room_for_pairs(titles / 2);
        make_room_for_forms(titles);
    }

    void make_room_for_pairs(std::size_t count) {
        pair_slots_.make_room(count, [](const detail::PairSlot& slot) {
            return detail::mixed(std::uint64_t{slot.first} << 32U | slot.second);
        });
    }

    void make_room_for_forms(std::size_t count) {
        form_slots_.make_room(count, [this](const detail::FormSlot& slot) {
            return detail::hash_of(out_.words_of(out_.forms[slot.behind - 1]));
        });
    }

    void number_codes() {
        // Lists come code by code: a code is looked up only where another begins.
        std::map<std::string_view, std::uint32_t> codes_seen;
        std::vector<std::uint32_t*> own(listed_.size());
        std::size_t bytes = 0;
        for (std::size_t at = 0; at < listed_.size(); ++at) {
            const bool goes_on = at != 0 && listed_[at].code == listed_[at - 1].code;
            own[at] = goes_on ? own[at - 1] : &codes_seen[listed_[at].code.text()];
            ++*own[at];
            bytes += listed_[at].title.size();
        }
        std::uint32_t place = 0;
        for (auto& [code, size] : codes_seen) {
            place += std::exchange(size, place);
            out_.code_text.insert(out_.code_text.end(), code.begin(), code.end());
            out_.code_ends.push_back(static_cast<std::uint32_t>(out_.code_text.size()));
        }
        order_.resize(listed_.size());
        for (std::size_t at = 0; at < listed_.size(); ++at) {
            order_[(*own[at])++] = static_cast<std::uint32_t>(at);
        }
        out_.text.reserve(bytes);
        out_.titles.reserve(listed_.size());
        for (const auto& title : listed_) {
            out_.titles.push_back({static_cast<std::uint32_t>(out_.text.size()),
                                   static_cast<std::uint32_t>(title.title.size()), title.source,
                                   title.is_own ? 1U : 0U});
            out_.text.insert(out_.text.end(), title.title.begin(), title.title.end());
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
            auto& word = out_.words[word_id(abbreviation)];
            word.spelled = static_cast<std::uint32_t>(out_.spelled.size());
            out_.spelled.insert(out_.spelled.end(), ids.begin(), ids.end());
            word.spelled_end = static_cast<std::uint32_t>(out_.spelled.size());
        }
    }

    WordId word_id(std::string_view spelled) {
        const auto slot = out_.word_slot(spelled);
        if (!out_.word_slots[slot].is_empty()) {
            return out_.word_slots[slot].id;
        }
        const auto id = static_cast<WordId>(out_.words.size());
        detail::IndexWord word;
        word.text = static_cast<std::uint32_t>(out_.word_text.size());
        word.size = static_cast<std::uint32_t>(spelled.size());
        out_.word_text.insert(out_.word_text.end(), spelled.begin(), spelled.end());
        word.grade = is_grade_word(spelled) ? 1 : 0;
        word.word = feature(detail::model::word);
        word.last = feature(detail::model::last_word);
        word.letters = static_cast<std::uint32_t>(out_.letters.size());
        for (const std::size_t size : {3U, 4U}) {
            detail::each_group(spelled, size, [&](std::uint32_t group) {
                out_.letters.push_back(letters_id(group));
            });
        }
        word.letters_end = static_cast<std::uint32_t>(out_.letters.size());
        out_.words.push_back(word);
        word_slots_.put(slot, {id});
        word_slots_.make_room(1, [this](const detail::WordSlot& kept) {
            return detail::hash_of(out_.word_text_of(kept.id));
        });
        return id;
    }

    FeatureId letters_id(std::uint32_t group) {
        const auto slot = out_.letters_slot(group);
        if (!out_.letters_slots[slot].is_empty()) {
            return out_.letters_slots[slot].id;
        }
        const auto id = feature(detail::model::letters);
        letters_slots_.put(slot, {group, id});
        letters_slots_.make_room(
            1, [](const detail::LettersSlot& kept) { return detail::mixed(kept.group); });
        return id;
    }

    FeatureId pair_id(WordId first, WordId second) {
        const auto slot = out_.pair_slot(first, second);
        if (!out_.pair_slots[slot].is_empty()) {
            return out_.pair_slots[slot].id;
        }
        const auto id = feature(detail::model::pair);
        pair_slots_.put(slot, {first, second, id});
        make_room_for_pairs(1);
        return id;
    }

    FeatureId feature(std::int32_t kind) {
        kinds_.push_back(kind);
        return static_cast<FeatureId>(kinds_.size() - 1);
    }

    void add_titles() {
        const Code* code = nullptr;
        for (const auto at : order_) {
            const auto& listed = listed_[at];
            if (code != nullptr && *code != listed.code) {
                end_code();
            }
            if (code == nullptr || *code != listed.code) {
                out_.residual.push_back(0);
            }
            code = &listed.code;
            out_.residual.back() |= listed.is_residual ? 1U : 0U;
            reader_.read(listed.title);
            add_form(reader_.outside(), at);
            add_form(reader_.inside(), at);
        }
        if (code != nullptr) {
            end_code();
        }
    }

    void add_form(const std::vector<std::string_view>& read, std::uint32_t title) {
        all_.clear();
        for (const auto text : read) {
            const auto id = word_id(text);
            const auto& word = out_.words[id];
            if (word.spelled == word.spelled_end) {
                all_.push_back(id);
            } else {
                all_.insert(all_.end(), out_.spelled.begin() + word.spelled,
                            out_.spelled.begin() + word.spelled_end);
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
            count(pair_id(core_[i], core_[i + 1]), weight);
        }
        const auto words = static_cast<std::uint32_t>(out_.form_words.size());
        const auto slot = out_.form_slot(core_);
        out_.form_words.insert(out_.form_words.end(), core_.begin(), core_.end());
        const auto at = static_cast<std::uint32_t>(out_.forms.size());
        out_.forms.push_back(
            {title, words, static_cast<std::uint32_t>(out_.form_words.size()), 0, 0});
        last_same_.push_back(at);
        if (out_.form_slots[slot].is_empty()) {
            form_slots_.put(slot, {at + 1});
            make_room_for_forms(1);
        } else {
            const auto first = out_.form_slots[slot].behind - 1;
            out_.forms[std::exchange(last_same_[first], at)].next = at;
        }
        for (const auto id : core_) {
            ++out_.words[id].titles;
        }
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
        for (const auto feature : touched_) {
            counts_.push_back({feature, in_code_[feature]});
            in_code_[feature] = 0;
        }
        touched_.clear();
        counts_ends_.push_back(counts_.size());
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
        std::size_t code = 0;
        for (std::size_t at = 0; at < counts_.size(); ++at) {
            while (at == counts_ends_[code]) {
                ++code;
            }
            const auto& count = counts_[at];
            auto worked_out =
                count.twelfths < known.size() ? known[count.twelfths] : std::uint16_t{0};
            if (worked_out == 0) {
                worked_out = gain(count.twelfths);
                if (count.twelfths < known.size()) {
                    known[count.twelfths] = worked_out;
                }
            }
            out_.postings[next[count.feature]++] = {static_cast<std::uint16_t>(code), worked_out};
        }
        const auto code_count = static_cast<std::uint64_t>(sizes_.size());
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

    detail::TitleArrays<detail::Made>& out_;
    const std::vector<ListedTitle>& listed_;
    GrowingSlots<detail::WordSlot> word_slots_{out_.word_slots};
    GrowingSlots<detail::LettersSlot> letters_slots_{out_.letters_slots};
    GrowingSlots<detail::PairSlot> pair_slots_{out_.pair_slots};
    GrowingSlots<detail::FormSlot> form_slots_{out_.form_slots};
    TitleReader reader_;
    std::vector<std::uint32_t> order_;  // of the titles, by code
    std::vector<std::int32_t> kinds_;   // of each feature
    std::vector<Count> counts_;         // by code
    std::vector<std::size_t> counts_ends_;
    std::vector<std::uint64_t> sizes_;  // of each code, twelfths
    std::vector<std::uint32_t> in_code_;
    std::vector<FeatureId> touched_;
    std::vector<std::uint32_t> words_in_code_;
    std::vector<WordId> touched_words_;
    std::uint64_t size_ = 0;
    std::vector<WordId> all_;
    std::vector<WordId> core_;
    std::vector<std::uint32_t> last_same_;  // of the first form of the same words: the last one
};

TitleIndex::Body::Body(const std::vector<ListedTitle>& titles_of_codes) {
    Builder(made_, titles_of_codes).run();
    see_made();
    read_codes();
    if (codes.size() > most_codes) {
        throw Error(fmt::format("titles of {} codes; an index holds those of {} at most",
                                codes.size(), most_codes));
    }
}

void TitleIndex::Body::see_made() {
    std::vector<std::pair<const void*, std::size_t>> made;
    each(made_, [&](const auto& array) { made.emplace_back(array.data(), array.size()); });
    std::size_t at = 0;
    each(*this, [&]<typename T>(std::span<const T>& array) {
        array = {static_cast<const T*>(made[at].first), made[at].second};
        ++at;
    });
}

void TitleIndex::Body::read_codes() {
    codes.reserve(code_ends.size());
    std::size_t begin = 0;
    for (const auto end : code_ends) {
        codes.push_back(Code::parse({code_text.data() + begin, end - begin}));
        begin = end;
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
