// An index of titles that strangers wrote, and a title that a stranger asks for. The answer is the
// same each time; scores are in order and sum to one; what speaks for a code sums to the order of
// answers; a title that is listed is found, word by word, under its code, in whatever case.
#include "fuzz.hpp"
#include "socshift/titles/title_index.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace {

using namespace socshift;
using fuzz::demand;

constexpr std::size_t all_codes = 12;  // as many as are ever compared

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
    });
    return text;
}

void check_words(const std::string& title) {
    TitleReader reader;
    reader.read(title);
    for (const auto* const words : {&reader.outside(), &reader.inside()}) {
        demand(words->size() <= most_title_words);
        for (const auto word : *words) {
            demand(!word.empty() && word.size() <= most_word_bytes);
            demand(std::none_of(word.begin(), word.end(), [](unsigned char c) {
                return c <= 0x20 || c == ',' || c == '/' || (c >= 'A' && c <= 'Z');
            }));
        }
    }
    demand(!reader.outside().empty() || reader.inside().empty());
}

void check_order(TitleSearch& search, const std::string& title, const TitleAnswer& answer) {
    std::uint32_t sum = 0;
    std::int64_t last = 0;
    std::size_t last_count = 0;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
        const auto& match = answer.matches[i];
        demand(i == 0 || match.score <= answer.matches[i - 1].score);
        demand(!match.title.empty());
        sum += match.score;
        const auto evidence = search.explain(title, match.code);
        std::int64_t bits = 0;
        for (const auto& one : evidence) {
            bits += one.weight;
        }
        // Each is rounded to a thousandth of a bit.
        const auto rounding = static_cast<std::int64_t>(evidence.size() + last_count);
        demand(i == 0 || bits <= last + rounding);
        last = bits;
        last_count = evidence.size();
    }
    const auto half = static_cast<std::uint32_t>(answer.matches.size() / 2 + 1);
    // Half of it at least, where letters alone lead to a code.
    demand(answer.matches.empty() || (sum + half >= 500 && sum <= 1000 + half));
}

void check_listed(TitleSearch& search, const ListedTitle& listed) {
    TitleReader reader;
    reader.read(listed.title);
    if (reader.outside().empty()) {
        return;
    }
    for (const auto& title : {std::string{listed.title}, upper_case(std::string{listed.title})}) {
        const auto answer = search.find(title, all_codes);
        demand(answer.exact > 0 && answer.read.empty());
        demand(std::any_of(answer.matches.begin(), answer.matches.end(), [&](const auto& match) {
            return match.code == listed.code && match.exact;
        }));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input{data, size};
    auto titles = input.parts();
    const auto asked = titles.back();
    titles.pop_back();
    std::vector<ListedTitle> listed;
    for (const auto& title : titles) {
        // Its first byte says under which code it is, and how much it counts.
        const auto choice = title.empty() ? 0U : static_cast<unsigned char>(title.front());
        listed.push_back({Code::parse(std::to_string(choice % 11 + 1)), title, 0, choice % 48 + 1,
                          choice % 7 == 0, choice % 5 == 0});
    }
    TitleSearch search(TitleIndex::make(listed));
    check_words(asked);
    const auto answer = search.find(asked, all_codes);
    check_order(search, asked, answer);
    demand(search.find(asked, all_codes).matches == answer.matches);
    for (const auto& one : listed) {
        check_listed(search, one);
    }
    return 0;
}
