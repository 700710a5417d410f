#include "socshift/changes/definition_change.hpp"

#include "socshift/base/title.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace socshift {

namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n\f\v";
    Words out;
    for (auto at = text.find_first_not_of(spaces); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(spaces, at), text.size());
        out.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(spaces, end);
    }
    return out;
}

std::string joined(const Words& words) {
    std::string out;
    for (const auto& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

/// Typographic marks as ASCII has them; a space that does not break as one that does.
std::string plain_marks(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> marks = {{
        {"\u2018", "'"},
        {"\u2019", "'"},
        {"\u201c", "\""},
        {"\u201d", "\""},
        {"\u2010", "-"},
        {"\u2011", "-"},
        {"\u2012", "-"},
        {"\u2013", "-"},
        {"\u2014", "-"},
        {"\u00a0", " "},
    }};
    std::string out;
    while (!text.empty()) {
        const auto* const mark = std::find_if(marks.begin(), marks.end(), [&](const auto& pair) {
            return text.starts_with(pair.first);
        });
        if (mark == marks.end()) {
            out += text.front();
            text.remove_prefix(1);
        } else {
            out += mark->second;
            text.remove_prefix(mark->first.size());
        }
    }
    return out;
}

/// "Includes" as "Include", "excludes" as "exclude".
Words plain_verbs(Words words) {
    for (auto& word : words) {
        const auto lower = lower_case(word);
        if (lower == "includes" || lower == "excludes") {
            word.pop_back();
        }
    }
    return words;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Two digits, a hyphen and four digits, anywhere in the word.
bool has_code(std::string_view word) {
    constexpr std::size_t length = 7;
    for (std::size_t at = 0; at + length <= word.size(); ++at) {
        bool all = word[at + 2] == '-';
        for (std::size_t i = 0; i < length; ++i) {
            all = all && (i == 2 || is_digit(word[at + i]));
        }
        if (all) {
            return true;
        }
    }
    return false;
}

/// @p words without the sentences that are cross references.
Words without_references(const Words& words) {
    Words out;
    Words sentence;
    bool reference = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto lower = lower_case(words[i]);
        reference = reference || has_code(words[i]) ||
                    (sentence.empty() && (lower == "exclude" || lower == "excludes"));
        sentence.push_back(words[i]);
        if (words[i].back() == '.' || i + 1 == words.size()) {
            if (!reference) {
                out.insert(out.end(), sentence.begin(), sentence.end());
            }
            sentence.clear();
            reference = false;
        }
    }
    return out;
}

bool is_function_word(const std::string& word) {
    static constexpr std::array<std::string_view, 45> words = {
        "a",    "all",  "also",  "an",    "and",     "any",   "are",  "as",    "at",
        "be",   "both", "but",   "by",    "for",     "from",  "in",   "into",  "is",
        "it",   "its",  "may",   "not",   "of",      "on",    "or",   "other", "such",
        "that", "the",  "their", "them",  "these",   "they",  "this", "those", "to",
        "use",  "used", "uses",  "using", "various", "which", "who",  "with",  "within"};
    return std::binary_search(words.begin(), words.end(), std::string_view{word});
}

std::string stem(std::string word) {
    constexpr std::array<std::string_view, 4> endings = {"ing", "ed", "es", "s"};
    constexpr std::size_t least = 3;
    for (const auto ending : endings) {
        if (word.size() >= ending.size() + least && std::string_view{word}.ends_with(ending)) {
            word.resize(word.size() - ending.size());
            break;
        }
    }
    return word;
}

/// The content words of a text, each with how often it stands there.
std::map<std::string, std::size_t> content_words(const Words& words) {
    auto text = joined(without_references(words));
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    std::map<std::string, std::size_t> out;
    for (auto& word : words_of(fold_title(text))) {
        if (!is_function_word(word)) {
            ++out[stem(std::move(word))];
        }
    }
    return out;
}

/// How many of @p words @p others does not have.
std::size_t surplus(const std::map<std::string, std::size_t>& words,
                    const std::map<std::string, std::size_t>& others) {
    std::size_t out = 0;
    for (const auto& [word, count] : words) {
        const auto other = others.find(word);
        const auto there = other == others.end() ? 0 : other->second;
        out += count > there ? count - there : 0;
    }
    return out;
}

/// length[i][j]: how many words the longest sequence common to a[i..] and b[j..] has.
std::vector<std::vector<std::size_t>> common_lengths(const Words& a, const Words& b) {
    std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                                 std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1
                                        : std::max(length[i + 1][j], length[i][j + 1]);
        }
    }
    return length;
}

void append(std::vector<TextPiece>& pieces, TextPiece::Kind kind, const std::string& word) {
    if (!pieces.empty() && pieces.back().kind == kind) {
        pieces.back().words += ' ' + word;
    } else {
        pieces.push_back({kind, word});
    }
}

}  // namespace

DefinitionGrade grade_of(DefinitionRung rung) noexcept {
    switch (rung) {
        case DefinitionRung::same:
            return DefinitionGrade::same;
        case DefinitionRung::marks:
        case DefinitionRung::verbs:
        case DefinitionRung::wording:
        case DefinitionRung::few_words:
            return DefinitionGrade::editorial;
        case DefinitionRung::substance:
            return DefinitionGrade::substantive;
    }
    return DefinitionGrade::same;
}

DefinitionChange compare_definitions(std::string_view before, std::string_view after) {
    const auto printed_before = words_of(before);
    const auto printed_after = words_of(after);
    DefinitionChange out;
    if (printed_before == printed_after) {
        return out;
    }
    const auto marks_before = words_of(plain_marks(before));
    const auto marks_after = words_of(plain_marks(after));
    const auto verbs_before = plain_verbs(marks_before);
    const auto verbs_after = plain_verbs(marks_after);
    const auto content_before = content_words(verbs_before);
    const auto content_after = content_words(verbs_after);
    out.words_removed = surplus(content_before, content_after);
    out.words_added = surplus(content_after, content_before);
    const auto words = out.words_removed + out.words_added;
    if (printed_before.empty() || printed_after.empty()) {
        out.rung = DefinitionRung::substance;
    } else if (marks_before == marks_after) {
        out.rung = DefinitionRung::marks;
    } else if (verbs_before == verbs_after) {
        out.rung = DefinitionRung::verbs;
    } else if (words == 0) {
        out.rung = DefinitionRung::wording;
    } else {
        out.rung = words <= editorial_words ? DefinitionRung::few_words : DefinitionRung::substance;
    }
    return out;
}

std::vector<TextPiece> text_difference(std::string_view before, std::string_view after) {
    const auto a = words_of(before);
    const auto b = words_of(after);
    const auto length = common_lengths(a, b);
    std::vector<TextPiece> out;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            append(out, TextPiece::Kind::kept, a[i]);
            ++i;
            ++j;
        } else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1])) {
            append(out, TextPiece::Kind::removed, a[i++]);
        } else {
            append(out, TextPiece::Kind::added, b[j++]);
        }
    }
    return out;
}

}  // namespace socshift
