#include "socshift/base/date_text.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/title.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace socshift {

namespace {

struct Token {
    enum class Kind { number, word, separator };
    Kind kind = Kind::separator;
    std::string_view text;
    bool foreign = false;  // a word with a letter outside ASCII
    std::size_t characters = 0;

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
        case CharacterKind::other_digit:
        case CharacterKind::mark:
        case CharacterKind::blank:
        case CharacterKind::quote:
        case CharacterKind::hyphen:
        case CharacterKind::dash:
        case CharacterKind::other:
            return Token::Kind::separator;
    }
    return Token::Kind::separator;
}

/// Whether the character @p text, one of two bytes, is written onto the one before it: U+0300 to
/// U+036F, as in an "Ä" of two characters.
bool is_combining(std::string_view text) {
    return text.size() == 2 &&
           (text[0] == '\xCC' || (text[0] == '\xCD' && static_cast<unsigned char>(text[1]) < 0xB0));
}

/// Runs of digits, of letters and of anything else.
std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    while (!text.empty()) {
        const auto c = first_character(text);
        const auto kind = kind_of(c.kind);
        if (tokens.empty() || tokens.back().kind != kind) {
            tokens.push_back({kind, text.substr(0, 0), false, 0});
        }
        auto& token = tokens.back();
        token.text = {token.text.data(), token.text.size() + c.size};
        token.foreign |= c.kind == CharacterKind::other_letter;
        token.characters += is_combining(text.substr(0, c.size)) ? 0U : 1U;
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

struct MonthName {
    std::string_view name;
    int month;
};

/// English in full; abbreviations of English, German, Dutch, French, Spanish, Portuguese, Italian.
/// Months that are not written in ASCII are found as words that are not.
constexpr std::array<MonthName, 46> month_names = {{
    {"january", 1},   {"february", 2},  {"march", 3},  {"april", 4},     {"may", 5},
    {"june", 6},      {"july", 7},      {"august", 8}, {"september", 9}, {"october", 10},
    {"november", 11}, {"december", 12}, {"jan", 1},    {"feb", 2},       {"mar", 3},
    {"apr", 4},       {"jun", 6},       {"jul", 7},    {"aug", 8},       {"sep", 9},
    {"sept", 9},      {"oct", 10},      {"nov", 11},   {"dec", 12},      {"mrz", 3},
    {"mai", 5},       {"okt", 10},      {"dez", 12},   {"mrt", 3},       {"mei", 5},
    {"janv", 1},      {"avr", 4},       {"juin", 6},   {"juil", 7},      {"ene", 1},
    {"abr", 4},       {"ago", 8},       {"dic", 12},   {"fev", 2},       {"set", 9},
    {"out", 10},      {"gen", 1},       {"mag", 5},    {"giu", 6},       {"lug", 7},
    {"ott", 10},
}};

/// The month that @p token names; none if it is not known.
std::optional<int> month_named(const Token& token) {
    const auto word = lower_case(token.text);
    const auto* const found =
        std::find_if(month_names.begin(), month_names.end(),
                     [&](const MonthName& month) { return month.name == word; });
    return found == month_names.end() ? std::nullopt : std::optional{found->month};
}

/// A month's name has two letters or more.
bool could_name_a_month(const Token& token) {
    constexpr std::size_t longest = 20;
    return month_named(token) ||
           (token.foreign && token.characters >= 2 && token.characters <= longest);
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

/// The words, numbers and what stands between them of a text.
struct Parts {
    explicit Parts(std::string_view text) {
        const auto tokens = tokens_of(without_time(text));
        for (const auto& token : tokens) {
            auto& kind = token.kind == Token::Kind::word     ? words
                         : token.kind == Token::Kind::number ? numbers
                                                             : separators;
            kind.push_back(token);
        }
        has_one_separator =
            tokens.size() == 2 * numbers.size() - (numbers.empty() ? 0 : 1) &&
            !separators.empty() &&
            std::all_of(separators.begin(), separators.end(), [&](const Token& token) {
                return token.text.size() == 1 && token.text == separators.front().text &&
                       std::string_view{"/-. "}.find(token.text) != std::string_view::npos;
            });
    }

    std::vector<Token> words;
    std::vector<Token> numbers;
    std::vector<Token> separators;
    bool has_one_separator = false;  // the same between any two numbers, and nothing else
};

DateParts date(std::optional<int> day, std::optional<int> month,
               const std::optional<Token>& year = std::nullopt) {
    DateParts out{day, month, std::nullopt, false};
    if (year) {
        out.year = value(*year);
        out.short_year = year->text.size() <= 2;
    }
    return out;
}

/// Of three numbers.
void add_three(const std::vector<Token>& numbers, std::vector<DateParts>& out) {
    const auto& a = numbers[0];
    const auto& b = numbers[1];
    const auto& c = numbers[2];
    if (a.is_number(4, 4) && is_month(b) && is_day(c)) {
        out.push_back(date(value(c), value(b), a));
    }
    if (is_year(c) && is_day(a) && is_month(b)) {
        out.push_back(date(value(a), value(b), c));
    }
    if (is_year(c) && is_month(a) && is_day(b)) {
        out.push_back(date(value(b), value(a), c));
    }
}

/// Of a month's name and one or two numbers.
void add_named(const Token& name, const std::vector<Token>& numbers, std::vector<DateParts>& out) {
    const auto month = month_named(name);
    if (numbers.size() == 1) {
        if (is_year(numbers[0])) {
            out.push_back(date(std::nullopt, month, numbers[0]));
        }
        if (is_day(numbers[0])) {
            out.push_back(date(value(numbers[0]), month));
        }
        return;
    }
    for (const std::size_t day : {std::size_t{0}, std::size_t{1}}) {
        if (is_day(numbers[day]) && is_year(numbers[1 - day])) {
            out.push_back(date(value(numbers[day]), month, numbers[1 - day]));
        }
    }
}

/// The date of a spreadsheet's number, counted from 1899-12-30.
void add_day_number(const Token& number, std::vector<DateParts>& out) {
    if (!number.is_number(5, 7)) {
        return;
    }
    const std::chrono::sys_days first{std::chrono::year{1899} / 12 / 30};
    const std::chrono::year_month_day day{first + std::chrono::days{value(number)}};
    DateParts parts;
    parts.day = static_cast<int>(static_cast<unsigned>(day.day()));
    parts.month = static_cast<int>(static_cast<unsigned>(day.month()));
    parts.year = static_cast<int>(day.year());
    out.push_back(parts);
}

/// A number of @p least to @p most digits; none for anything else.
std::optional<int> number_of(std::string_view text, std::size_t least, std::size_t most) {
    const bool is_one =
        text.size() >= least && text.size() <= most &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return is_one ? std::optional{value({Token::Kind::number, text, false, 0})} : std::nullopt;
}

bool is_year_of(const DateParts& date, int year) {
    constexpr int first_of_spreadsheets = 1900;
    constexpr int century = 100;
    return date.year && year >= first_of_spreadsheets &&
           (date.short_year ? *date.year == year % century : *date.year == year);
}

}  // namespace

std::vector<DateParts> dates_of(std::string_view text) {
    std::vector<DateParts> out;
    const Parts parts(text);
    const auto& numbers = parts.numbers;
    if (parts.words.size() == 1 && could_name_a_month(parts.words.front()) &&
        (numbers.size() == 1 || numbers.size() == 2)) {
        add_named(parts.words.front(), numbers, out);
    } else if (parts.words.empty() && parts.separators.empty() && numbers.size() == 1) {
        add_day_number(numbers.front(), out);
    } else if (parts.words.empty() && parts.has_one_separator && numbers.size() == 3) {
        add_three(numbers, out);
    } else if (parts.words.empty() && parts.has_one_separator && numbers.size() == 2 &&
               is_month_and_year(numbers[0], parts.separators.front().text, numbers[1])) {
        const bool year_last = numbers[1].is_number(4, 4);
        out.push_back(date(1, value(numbers[year_last ? 0 : 1]), numbers[year_last ? 1 : 0]));
    }
    return out;
}

bool is_date_of(const DateParts& date, std::string_view code) {
    const auto hyphen = code.find('-');
    if (hyphen == std::string_view::npos) {
        return false;
    }
    const auto first = code.substr(0, hyphen);
    const auto second = code.substr(hyphen + 1);
    const auto is_in = [&](const std::optional<int>& month) {
        return month && *month >= 1 && *month <= 12 && (!date.month || *date.month == *month);
    };
    const auto is_on = [&](const std::optional<int>& day) {
        return day && date.day && *day >= 1 && *date.day == *day;
    };
    const bool is_first = !date.day || *date.day == 1;
    const auto a = number_of(first, 1, 2);
    const auto b = number_of(second, 1, 2);
    if (a && b) {
        return (is_in(a) && is_on(b)) || (is_on(a) && is_in(b));
    }
    const auto year_first = number_of(first, 4, 4);
    const auto year_last = number_of(second, 4, 4);
    return is_first && ((year_last && is_in(a) && is_year_of(date, *year_last)) ||
                        (year_first && is_in(b) && is_year_of(date, *year_first)));
}

bool looks_like_a_date(std::string_view text) {
    const Parts parts(text);
    const auto& numbers = parts.numbers;
    if (parts.words.empty()) {
        return parts.has_one_separator &&
               ((numbers.size() == 3 && is_three_part_date({numbers[0], numbers[1], numbers[2]})) ||
                (numbers.size() == 2 &&
                 is_month_and_year(numbers[0], parts.separators.front().text, numbers[1])));
    }
    return parts.words.size() == 1 && (numbers.size() == 1 || numbers.size() == 2) &&
           std::all_of(numbers.begin(), numbers.end(),
                       [](const Token& token) { return token.is_number(1, 4); }) &&
           could_name_a_month(parts.words.front());
}

}  // namespace socshift
