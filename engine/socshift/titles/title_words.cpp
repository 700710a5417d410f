#include "socshift/titles/title_words.hpp"

#include "socshift/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace socshift {

namespace {

constexpr char comma = '\x01';
constexpr char slash = '\x02';

bool is_gap(char c) {
    return c == ' ' || c == comma || c == slash;
}

constexpr std::array<std::string_view, 13> small_words = {
    "a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"};

static_assert(std::is_sorted(small_words.begin(), small_words.end()));

/// Abbreviations that people write and no list of titles explains, each of one meaning.
struct Abbreviation {
    std::string_view word;
    std::string_view meaning;
};
constexpr std::array<Abbreviation, 33> abbreviations = {{
    {"anlst", "analyst"},     {"assoc", "associate"},     {"asst", "assistant"},
    {"bldg", "building"},     {"constr", "construction"}, {"coord", "coordinator"},
    {"dept", "department"},   {"dir", "director"},        {"elem", "elementary"},
    {"engr", "engineer"},     {"equip", "equipment"},     {"exec", "executive"},
    {"govt", "government"},   {"instr", "instructor"},    {"intl", "international"},
    {"maint", "maintenance"}, {"mfg", "manufacturing"},   {"mgmt", "management"},
    {"mgr", "manager"},       {"mktg", "marketing"},      {"mngr", "manager"},
    {"natl", "national"},     {"ofc", "office"},          {"opr", "operator"},
    {"prof", "professor"},    {"rsch", "research"},       {"secy", "secretary"},
    {"supv", "supervisor"},   {"supvr", "supervisor"},    {"svc", "service"},
    {"tchr", "teacher"},      {"univ", "university"},     {"wkr", "worker"},
}};
static_assert(std::is_sorted(abbreviations.begin(), abbreviations.end(),
                             [](const auto& a, const auto& b) { return a.word < b.word; }));

std::string_view in_full(std::string_view word) {
    const auto* const found =
        std::lower_bound(abbreviations.begin(), abbreviations.end(), word,
                         [](const auto& one, std::string_view text) { return one.word < text; });
    return found != abbreviations.end() && found->word == word ? found->meaning : word;
}

bool is_small(std::string_view word) {
    return word.size() <= 4 &&
           std::find(small_words.begin(), small_words.end(), word) != small_words.end();
}

/// What a character of ASCII is read as: letters and digits, ' ' for what parts words, `comma`;
/// `mark` for what has to be looked at more closely, or goes.
constexpr char mark = '\0';
constexpr auto read_as = [] {
    std::array<char, 0x80> out{};
    for (auto& c : out) {
        c = ' ';
    }
    for (char c = '0'; c <= '9'; ++c) {
        out[static_cast<std::size_t>(c)] = c;
    }
    for (char c = 'a'; c <= 'z'; ++c) {
        out[static_cast<std::size_t>(c)] = c;
        out[static_cast<std::size_t>(c - 'a' + 'A')] = c;
    }
    out[','] = comma;
    out['/'] = slash;
    for (const char c : {'(', ')', '+', '#', '\'', '`'}) {
        out[static_cast<std::size_t>(c)] = mark;
    }
    return out;
}();

/// The letters from U+00C0 to U+017F without their marks, in lower case; ' ' is no letter.
constexpr std::string_view plain_latin =
    "aaaaaaaceeeeiiiidnooooo ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_latin.size() == 0x180 - 0xC0);

/// The number of the character at the start of @p text, which is @p size bytes and well-formed.
std::uint32_t point_at(std::string_view text, std::size_t size) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::uint32_t out = size == 1 ? byte(0) : byte(0) & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        out = out << 6U | (byte(i) & 0x3FU);
    }
    return out;
}

/// Greek and Cyrillic capitals as small letters; others stay.
std::uint32_t small_letter(std::uint32_t point) {
    if ((point >= 0x391 && point <= 0x3A9) || (point >= 0x410 && point <= 0x42F)) {
        return point + 0x20;
    }
    return point >= 0x400 && point <= 0x40F ? point + 0x50 : point;
}

bool is_apostrophe(std::uint32_t point) {
    return point == 0x2018 || point == 0x2019 || point == 0x2BC || point == 0x60 || point == 0xB4;
}

/// Blanks, punctuation and what cannot be seen, outside ASCII.
bool parts_words(std::uint32_t point) {
    return point < 0xC0 || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point <= 0x206F) ||
           point == 0x2212 || (point >= 0x3000 && point <= 0x303F) || point == 0xFEFF;
}

/// The part of one word that stays: plural endings go.
std::size_t without_plural(char* word, std::size_t size) {
    const std::string_view text(word, size);
    if (text.empty() || (text.back() != 's' && text.back() != 'n')) {
        return size;
    }
    const auto ends = [&](std::string_view end) { return text.ends_with(end); };
    if (size > 4 && ends("ies")) {
        word[size - 3] = 'y';
        return size - 2;
    }
    if (size > 4 && (ends("sses") || ends("ches") || ends("shes") || ends("xes"))) {
        return size - 2;
    }
    if (size > 3 && ends("s") && !ends("ss") && !ends("us") && !ends("is")) {
        return size - 1;
    }
    if (size > 4 && ends("men")) {
        word[size - 2] = 'a';
    }
    return size;
}

}  // namespace

const std::vector<std::string_view>& grade_words() {
    static const std::vector<std::string_view> words = {
        "1",  "2",  "3",      "4",    "5",     "entry",     "i",      "ii", "iii",
        "iv", "jr", "junior", "lead", "level", "principal", "senior", "sr", "v"};
    return words;
}

bool is_grade_word(std::string_view word) {
    const auto& all = grade_words();
    return std::binary_search(all.begin(), all.end(), word);
}

void TitleReader::fold(std::string_view title) {
    // No character becomes longer, so both are at most as long as the title.
    outside_text_.resize(title.size());
    inside_text_.resize(title.size());
    std::array<char*, 2> ends = {outside_text_.data(), inside_text_.data()};
    std::size_t depth = 0;
    for (std::size_t i = 0; i < title.size();) {
        auto& end = ends[depth == 0 ? 0 : 1];
        const auto c = static_cast<unsigned char>(title[i]);
        if (c < 0x80) {
            ++i;
            const char read = read_as[c];
            if (read > mark) {
                *end++ = read;
            } else if (c == '(') {
                ++depth;
                *end++ = ' ';
                if (depth == 1) {
                    *ends[1]++ = ' ';
                }
            } else if (c == ')') {
                depth -= depth == 0 ? 0 : 1;
                *end++ = ' ';
            } else if (c == '+' || c == '#') {
                const auto* const begin = (depth == 0 ? outside_text_ : inside_text_).data();
                const bool in_word = end != begin && !is_gap(end[-1]);
                *end++ = in_word ? static_cast<char>(c) : ' ';
            }
            continue;
        }
        const auto size = valid_character_size(title.substr(i));
        if (size == 0) {
            *end++ = ' ';
            ++i;
            continue;
        }
        const auto point = point_at(title.substr(i), size);
        i += size;
        if (is_apostrophe(point)) {
            continue;
        }
        if (parts_words(point)) {
            *end++ = ' ';
        } else if (point < 0x180) {
            *end++ = plain_latin[point - 0xC0];
        } else {
            small_.clear();
            append_utf8(small_, small_letter(point));
            end = std::copy(small_.begin(), small_.end(), end);
        }
    }
    outside_text_.resize(static_cast<std::size_t>(ends[0] - outside_text_.data()));
    inside_text_.resize(static_cast<std::size_t>(ends[1] - inside_text_.data()));
}

void TitleReader::take_words(std::string& text, std::vector<std::string_view>& out) {
    out.clear();
    slashes_.clear();
    std::size_t commas = 0;
    std::size_t before_comma = 0;  // words
    for (std::size_t i = 0; i < text.size();) {
        if (is_gap(text[i])) {
            if (text[i] == comma) {
                ++commas;
                before_comma = out.size();
            } else if (text[i] == slash) {
                slashes_.push_back(out.size());
            }
            ++i;
            continue;
        }
        auto end = i + 1;
        while (end < text.size() && !is_gap(text[end])) {
            ++end;
        }
        const auto cut = first_bytes(std::string_view{text}.substr(i, end - i), most_word_bytes);
        if (!is_small(cut)) {
            out.push_back(in_full({text.data() + i, without_plural(text.data() + i, cut.size())}));
        }
        i = end;
    }
    if (commas == 1) {  // "manager, sales" is "sales manager"
        std::rotate(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before_comma),
                    out.end());
    }
    if (out.size() > most_title_words) {
        out.resize(most_title_words);
    }
    if (commas != 0 || out.size() == most_title_words) {
        slashes_.clear();  // what belongs together is not told
    }
}

void TitleReader::read(std::string_view title) {
    fold(first_bytes(title, most_title_bytes));
    take_words(inside_text_, inside_);
    take_words(outside_text_, outside_);
    if (outside_.empty()) {
        outside_text_.swap(inside_text_);  // nothing is outside of the parentheses
        inside_text_.clear();
        take_words(outside_text_, outside_);
        inside_.clear();
    }
}

}  // namespace socshift
