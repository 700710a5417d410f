#include "socshift/base/title.hpp"
#include "socshift/recognise/characters.hpp"
#include "socshift/recognise/recognise.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace socshift {

namespace {

struct Token {
    enum class Kind { number, word, separator };
    Kind kind = Kind::separator;
    std::string_view text;
    bool foreign = false;  // a word with a letter outside ASCII

    [[nodiscard]] bool is_number(std::size_t min_digits, std::size_t max_digits) const {
        return kind == Kind::number && text.size() >= min_digits && text.size() <= max_digits;
    }
};

Token::Kind kind_of(CharacterKind kind) {
    switch (kind) {
        case CharacterKind::digit:
            return Token::Kind::number;
        case CharacterKind::letter:
        case CharacterKind::other_letter:
            return Token::Kind::word;
        case CharacterKind::blank:
        case CharacterKind::quote:
        case CharacterKind::hyphen:
        case CharacterKind::dash:
        case CharacterKind::other:
            return Token::Kind::separator;
    }
    return Token::Kind::separator;
}

/// Runs of digits, of letters and of anything else.
std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    while (!text.empty()) {
        const auto c = first_character(text);
        const auto kind = kind_of(c.kind);
        if (tokens.empty() || tokens.back().kind != kind) {
            tokens.push_back({kind, text.substr(0, 0), false});
        }
        auto& token = tokens.back();
        token.text = {token.text.data(), token.text.size() + c.size};
        token.foreign |= c.kind == CharacterKind::other_letter;
        text.remove_prefix(c.size);
    }
    return tokens;
}

int value(const Token& token) {
    int number = 0;
    for (const char c : token.text) {
        number = 10 * number + (c - '0');
    }
    return number;
}

bool is_between(const Token& token, int least, int most) {
    return token.is_number(1, 2) && value(token) >= least && value(token) <= most;
}

bool is_month(const Token& token) {
    return is_between(token, 1, 12);
}

bool is_day(const Token& token) {
    return is_between(token, 1, 31);
}

bool is_year(const Token& token) {
    return token.is_number(4, 4) || token.is_number(2, 2);
}

/// English in full; abbreviations of English, German, Dutch, French, Spanish, Portuguese, Italian.
/// Months that are not written in ASCII are found as words that are not.
bool is_month_name(const Token& token) {
    static const std::vector<std::string_view> names = {
        "january",   "february", "march",    "april",    "may",  "june", "july", "august",
        "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
        "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec",
        "mrz",       "mai",      "okt",      "dez",      "mrt",  "mei",  "janv", "avr",
        "juin",      "juil",     "ene",      "abr",      "ago",  "dic",  "fev",  "set",
        "out",       "gen",      "mag",      "giu",      "lug",  "ott"};
    const auto word = lower_case(token.text);
    return std::find(names.begin(), names.end(), word) != names.end();
}

/// Takes a time of day off the end: "2031-11-01 00:00:00", "2031-11-01T00:00:00.000Z".
std::string_view without_time(std::string_view text) {
    const auto colon = text.find(':');
    const auto start = text.substr(0, colon).find_last_of("T ");
    return colon == std::string_view::npos || start == std::string_view::npos
               ? text
               : text.substr(0, start);
}

/// Three numbers with one separator: day, month and year in any order that is in use.
bool is_three_part_date(const std::array<Token, 3>& parts) {
    const auto& [a, b, c] = parts;
    const bool year_last = is_year(c) && ((is_day(a) && is_month(b)) || (is_month(a) && is_day(b)));
    const bool year_first = a.is_number(4, 4) && is_month(b) && is_day(c);
    return year_last || year_first;
}

/// `11/2031` or `2031-11`. The other way round, `11-2031`, is how many codes look.
bool is_month_and_year(const Token& a, std::string_view separator, const Token& b) {
    return (separator == "/" && is_month(a) && b.is_number(4, 4)) ||
           (separator == "-" && a.is_number(4, 4) && b.is_number(2, 2) && is_month(b));
}

}  // namespace

bool looks_like_a_date(std::string_view text) {
    std::vector<Token> words;
    std::vector<Token> numbers;
    std::vector<Token> separators;
    const auto tokens = tokens_of(without_time(text));
    for (const auto& token : tokens) {
        auto& kind = token.kind == Token::Kind::word     ? words
                     : token.kind == Token::Kind::number ? numbers
                                                         : separators;
        kind.push_back(token);
    }
    if (words.empty()) {
        const bool one_separator =
            tokens.size() == 2 * numbers.size() - (numbers.empty() ? 0 : 1) &&
            !separators.empty() &&
            std::all_of(separators.begin(), separators.end(), [&](const Token& token) {
                return token.text.size() == 1 && token.text == separators.front().text &&
                       std::string_view{"/-. "}.find(token.text) != std::string_view::npos;
            });
        return one_separator &&
               ((numbers.size() == 3 && is_three_part_date({numbers[0], numbers[1], numbers[2]})) ||
                (numbers.size() == 2 &&
                 is_month_and_year(numbers[0], separators.front().text, numbers[1])));
    }
    constexpr std::size_t longest_word = 40;
    return words.size() == 1 && (numbers.size() == 1 || numbers.size() == 2) &&
           std::all_of(numbers.begin(), numbers.end(),
                       [](const Token& token) { return token.is_number(1, 4); }) &&
           ((words.front().foreign && words.front().text.size() <= longest_word) ||
            is_month_name(words.front()));
}

}  // namespace socshift
