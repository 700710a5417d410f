#include "socshift/titles/title_reading.hpp"

#include <algorithm>
#include <utility>

namespace socshift {

namespace {

using detail::WordId;

constexpr std::size_t most_meant = 1024;  // words

constexpr std::size_t least_misspelt = 5;  // letters

bool is_of_plain_letters(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Calls @p take with each text that is one letter away from @p word: one left out, two neighbours
/// exchanged, one put in the place of another, one put in.
template <typename Take>
void each_neighbour(std::string_view word, std::string& text, Take take) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        text.assign(word);
        text.erase(i, 1);
        take();
        if (i + 1 < word.size()) {
            text.assign(word);
            std::swap(text[i], text[i + 1]);
            take();
        }
        text.assign(word);
        for (char c = 'a'; c <= 'z'; ++c) {
            text[i] = c;
            take();
        }
    }
    for (std::size_t i = 0; i <= word.size(); ++i) {
        text.assign(word);
        text.insert(i, 1, 'a');
        for (char c = 'a'; c <= 'z'; ++c) {
            text[i] = c;
            take();
        }
    }
}

}  // namespace

void TitleSearch::Reading::read(std::string_view title, std::vector<ReadWord>& corrected) {
    reader_.read(title);
    start_words();
    add_words(reader_.outside(), &corrected, reader_.slashes());
    detail::take_core(body_.words, words_, core_);
    find_exact();
    if (exact_codes_.empty()) {
        find_parts();
    }
    if (!reader_.inside().empty() && exact_codes_.size() != 1) {
        add_words(reader_.inside(), &corrected);
        detail::take_core(body_.words, words_, core_);
        if (exact_codes_.empty()) {
            find_exact();
        }
    }
    rarity_ = 0;
    for (const auto id : core_) {
        rarity_ += body_.words[id].rarity;
    }
}

std::vector<std::string> TitleSearch::Reading::forms_of(std::string_view title) {
    std::vector<std::string> out;
    for (const bool corrects : {true, false}) {
        std::vector<ReadWord> unsaid;
        auto* const corrected = corrects ? &unsaid : nullptr;
        reader_.read(title);
        start_words();
        add_words(reader_.outside(), corrected);
        out.push_back(text_of_core());
        find_exact();
        if (!reader_.inside().empty() && exact_codes_.empty()) {
            add_words(reader_.inside(), corrected);
            out.push_back(text_of_core());
        }
    }
    std::erase(out, std::string{});
    return out;
}

bool TitleSearch::Reading::has_form(std::string_view title, const std::vector<std::string>& asked) {
    bool out = false;
    reader_.read(title);
    for (const auto* const read : {&reader_.outside(), &reader_.inside()}) {
        start_words();
        add_words(*read, nullptr);
        out = out || std::find(asked.begin(), asked.end(), text_of_core()) != asked.end();
    }
    return out;
}

void TitleSearch::Reading::start_words() {
    words_.clear();
    unknown_.clear();
    parts_.clear();
    part_codes_.clear();
}

std::string TitleSearch::Reading::text_of_core() {
    detail::take_core(body_.words, words_, core_);
    std::string out;
    std::size_t unknown = 0;
    for (const auto id : core_) {
        out += out.empty() ? "" : " ";
        out += id == 0 ? unknown_[unknown++] : body_.word_text_of(id);
    }
    return out;
}

void TitleSearch::Reading::add_words(const std::vector<std::string_view>& read,
                                     std::vector<ReadWord>* corrected,
                                     const std::vector<std::size_t>& slashes) {
    std::size_t slash = 0;
    for (std::size_t i = 0; i < read.size(); ++i) {
        const auto text = read[i];
        for (; slash < slashes.size() && slashes[slash] == i; ++slash) {
            parts_.push_back(words_.size());
        }
        auto id = body_.word(text);
        if (id == 0 && corrected != nullptr) {
            id = misspelt(text);
            if (id != 0) {
                corrected->push_back({std::string{text}, std::string{body_.word_text_of(id)}});
            }
        }
        const auto& word = body_.words[id];
        if (word.spelled != word.spelled_end) {
            words_.insert(words_.end(), body_.spelled.begin() + word.spelled,
                          body_.spelled.begin() + word.spelled_end);
        } else {
            words_.push_back(id);
        }
        if (id == 0) {
            unknown_.push_back(text);
        }
    }
}

WordId TitleSearch::Reading::misspelt(std::string_view text) {
    if (text.size() < least_misspelt || !is_of_plain_letters(text)) {
        return 0;
    }
    if (meant_.size() == most_meant) {
        meant_.clear();
    }
    const auto [known, is_new] = meant_.try_emplace(std::string{text}, 0);
    if (!is_new) {
        return known->second;
    }
    auto& best = known->second;
    each_neighbour(text, neighbour_, [&] {
        const auto id = body_.word(neighbour_);
        const auto& words = body_.words;
        if (id != 0 && words[id].titles != 0 &&
            (best == 0 || words[id].titles > words[best].titles ||
             (words[id].titles == words[best].titles &&
              body_.word_text_of(id) < body_.word_text_of(best)))) {
            best = id;
        }
    });
    return best;
}

void TitleSearch::Reading::find_exact() {
    exact_codes_.clear();
    exact_forms_.clear();
    const bool all_known = std::find(core_.begin(), core_.end(), 0U) == core_.end();
    if (core_.empty() || !all_known) {
        return;
    }
    const auto behind = body_.form_slots[body_.form_slot(core_)].behind;
    if (behind == 0) {
        return;
    }
    auto at = behind - 1;
    do {  // by code
        take_exact(at);
        at = body_.forms[at].next;
    } while (at != 0);
}

void TitleSearch::Reading::find_parts() {
    if (parts_.empty()) {
        return;
    }
    parts_.push_back(words_.size());
    std::size_t begin = 0;
    for (const auto end : parts_) {
        const auto at = [&](std::size_t place) {
            return words_.begin() + static_cast<std::ptrdiff_t>(place);
        };
        part_.assign(at(begin), at(end));
        begin = end;
        detail::take_core(body_.words, part_, core_);
        find_exact();
        if (exact_codes_.empty()) {
            part_codes_.clear();
            break;
        }
        part_codes_.insert(part_codes_.end(), exact_codes_.begin(), exact_codes_.end());
    }
    exact_codes_.clear();
    exact_forms_.clear();
    std::sort(part_codes_.begin(), part_codes_.end());
    part_codes_.erase(std::unique(part_codes_.begin(), part_codes_.end()), part_codes_.end());
    detail::take_core(body_.words, words_, core_);
}

void TitleSearch::Reading::take_exact(std::uint32_t at) {
    const auto& form = body_.forms[at];
    const auto code = static_cast<std::uint32_t>(
        std::upper_bound(body_.forms_ends.begin(), body_.forms_ends.end(), at) -
        body_.forms_ends.begin());
    if (exact_codes_.empty() || exact_codes_.back() != code) {
        exact_codes_.push_back(code);
        exact_forms_.push_back(at);
    } else if (body_.titles[form.title].is_own >
               body_.titles[body_.forms[exact_forms_.back()].title].is_own) {
        exact_forms_.back() = at;
    }
}

SameTitle::SameTitle(TitleIndex index, std::string_view asked)
    : reading_(std::make_unique<TitleSearch::Reading>(std::move(index))),
      asked_(reading_->forms_of(asked)) {}
SameTitle::~SameTitle() = default;
SameTitle::SameTitle(SameTitle&& other) noexcept = default;
SameTitle& SameTitle::operator=(SameTitle&& other) noexcept = default;

bool SameTitle::operator()(std::string_view title) {
    return reading_->has_form(title, asked_);
}

}  // namespace socshift
