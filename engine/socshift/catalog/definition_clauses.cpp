#include "socshift/catalog/definition_clauses.hpp"

#include "socshift/base/blanks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace socshift {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_letter(char c) {
    return is_upper(c) || is_lower(c);
}

bool is_word(char c) {
    return is_digit(c) || is_letter(c);
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

/// "00-0000" of "11-1011".
std::string shape_of(std::string_view code) {
    std::string out{code};
    for (auto& c : out) {
        c = is_digit(c) ? '0' : is_letter(c) ? 'A' : c;
    }
    return out;
}

/// Takes @p what from the front of @p text, if it is there as a word.
bool take_word(std::string_view& text, std::string_view what) {
    if (!starts_with(text, what) || (text.size() > what.size() && is_word(text[what.size()]))) {
        return false;
    }
    text.remove_prefix(what.size());
    return true;
}

/// Sound quotation marks, plain dashes, single spaces.
std::string cleaned(std::string_view printed) {
    struct Replacement {
        std::string_view from;
        char to;
    };
    constexpr std::array<Replacement, 8> plain = {
        Replacement{"\xE2\x80\x9C", '"'}, Replacement{"\xE2\x80\x9D", '"'},
        Replacement{"\xE2\x80\x90", '-'}, Replacement{"\xE2\x80\x91", '-'},
        Replacement{"\xE2\x80\x92", '-'}, Replacement{"\xE2\x80\x93", '-'},
        Replacement{"\xE2\x88\x92", '-'}, Replacement{"\xC2\xA0", ' '}};
    const auto text = with_marks_back(printed);
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = std::string_view{text}.substr(i);
        const auto* const found =
            std::find_if(plain.begin(), plain.end(),
                         [&](const Replacement& p) { return starts_with(rest, p.from); });
        char c = found == plain.end() ? text[i] : found->to;
        i += found == plain.end() ? 1 : found->from.size();
        c = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
        const auto size = out.size();
        const bool after_dash =
            size >= 2 && out[size - 1] == '-' && is_digit(out[size - 2]);  // "37- 3011"
        if (c != ' ' || (size != 0 && out.back() != ' ' && !after_dash)) {
            out += c;
        }
    }
    return out;
}

/// Cut where a sentence ends or a semicolon stands. A full stop ends one if a capital or a
/// quotation mark follows: "Workers. (37-3011)" goes on.
std::vector<std::string_view> clauses_of(std::string_view text) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto next = text.find_first_not_of(' ', i + 1);
        const bool stop = text[i] == '.' && next != i + 1 && next != std::string_view::npos &&
                          (is_upper(text[next]) || text[next] == '"');
        if (text[i] == ';' || stop) {
            out.push_back(trimmed(text.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    out.push_back(trimmed(text.substr(begin), " ."));
    return out;
}

/// A code or a range of codes, and where it stands: from its opening bracket or its first byte.
struct Reference {
    std::size_t begin = 0;
    std::size_t end = 0;
    Code code;
    std::optional<Code> range_end;
    bool bracketed = false;
};

/// Every code in @p text, as it is; ranges are one.
std::vector<Reference> references_in(std::string_view text, const CodeShapes& shapes) {
    std::vector<Reference> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto length = shapes.match(text, i);
        if (length == 0) {
            ++i;
            continue;
        }
        Reference found{i, i + length, Code::parse(text.substr(i, length)), std::nullopt, false};
        auto rest = text.substr(found.end);
        for (const auto* const word : {"through", "thru", "to", "-"}) {
            auto after =
                trimmed(rest, " ").empty() ? rest : rest.substr(rest.find_first_not_of(' '));
            if (!take_word(after, word)) {
                continue;
            }
            const auto second = text.find_first_not_of(' ', text.size() - after.size());
            const auto size = second == std::string_view::npos ? 0 : shapes.match(text, second);
            if (size != 0) {
                found.range_end = Code::parse(text.substr(second, size));
                found.end = second + size;
            }
            break;
        }
        i = found.end;
        if (found.begin > 0 && text[found.begin - 1] == '(') {
            --found.begin;
            found.bracketed = true;
        }
        if (found.end < text.size() && text[found.end] == ')') {
            ++found.end;
        }
        out.push_back(std::move(found));
    }
    return out;
}

constexpr std::array<std::string_view, 3> to_be = {"is", "are", "should be"};
constexpr std::array<std::string_view, 4> placed = {"included", "classified", "reported", "coded"};
constexpr std::array<std::string_view, 4> into = {"in", "with", "under", "within"};
constexpr std::array<std::string_view, 3> put = {"classify", "report", "include"};

template <typename Words>
bool take_any(std::string_view& text, const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return take_word(text, word); });
}

bool take_space(std::string_view& text) {
    const bool there = starts_with(text, " ");
    text.remove_prefix(there ? 1 : 0);
    return there;
}

/// Takes "are included in" and its like.
bool take_placed(std::string_view& text) {
    auto rest = text;
    if (!take_any(rest, to_be) || !take_space(rest) || !take_any(rest, placed) ||
        !take_space(rest)) {
        return false;
    }
    if (take_word(rest, "elsewhere") && !take_space(rest)) {
        return false;
    }
    if (!take_any(rest, into)) {
        return false;
    }
    text = rest;
    return true;
}

/// Takes "classify them under" and its like.
bool take_put_them(std::string_view& text) {
    auto rest = text;
    if (!take_any(rest, put) || !take_space(rest) || !take_word(rest, "them") ||
        !take_space(rest) || !take_any(rest, into)) {
        return false;
    }
    text = rest;
    return true;
}

/// Where a word of @p text starts that @p take takes, and what follows; none if there is none.
struct Lead {
    std::size_t begin = 0;
    std::string_view rest;
};

template <typename Take>
std::optional<Lead> find_lead(std::string_view text, Take take) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto rest = text.substr(i);
        if ((i == 0 || text[i - 1] == ' ') && take(rest)) {
            return Lead{i, rest};
        }
    }
    return std::nullopt;
}

bool has_word_starting(std::string_view text, std::string_view start) {
    for (auto at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
        if (at == 0 || !is_letter(text[at - 1])) {
            return true;
        }
    }
    return false;
}

/// Takes what joins the members of a list from the front: ", and", "or", "as well as".
bool take_joint(std::string_view& text) {
    auto rest = text.substr(std::min(text.find_first_not_of(", "), text.size()));
    const bool comma =
        text.substr(0, text.size() - rest.size()).find(',') != std::string_view::npos;
    if (take_word(rest, "and") || take_word(rest, "or")) {
        text = trimmed(rest);
        return true;
    }
    if (comma) {
        text = rest;
    }
    return comma;
}

/// Reads the clauses of one definition one after the other.
class ClauseReader {
public:
    ClauseReader(const Definition& definition, const CodeShapes& shapes)
        : definition_(definition), shapes_(shapes) {}

    DefinitionClauses run() {
        const auto text = cleaned(definition_.text);
        for (const auto clause : clauses_of(text)) {
            const auto before = out_.notes.size();
            codes_read_ = 0;
            const bool refers = read(clause);
            const auto codes = references_in(clause, shapes_).size();
            if ((refers && out_.notes.size() == before) || codes_read_ != codes) {
                out_.not_understood.emplace_back(clause);
            }
        }
        auto& notes = out_.notes;
        const auto key = [](const Note& n) {
            return std::tie(n.relation, n.ref, n.range_end, n.phrase);
        };
        std::sort(notes.begin(), notes.end(),
                  [&](const Note& a, const Note& b) { return key(a) < key(b); });
        notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
        return std::move(out_);
    }

private:
    void add(NoteRelation relation, std::optional<Code> ref, std::optional<Code> range_end,
             std::string_view phrase) {
        if (!ref && phrase.empty()) {
            return;  // marks around nothing
        }
        out_.notes.push_back({definition_.code, relation, std::move(ref), std::move(range_end),
                              std::string{phrase}, definition_.at, false});
    }

    /// Whether the clause refers to other items, or looks like it.
    bool read(std::string_view clause) {
        auto rest = clause;
        if (take_any(rest, std::array<std::string_view, 3>{"Excludes", "Exclude", "Excluding"})) {
            read_list(NoteRelation::excludes, trimmed(rest, " ,:"));
            return true;
        }
        if (const auto lead = find_lead(clause, take_placed)) {
            const bool advice = starts_with(clause.substr(lead->begin), "should");
            read_placed(trimmed(lead->rest), advice);
            return true;
        }
        if (const auto lead = find_put(clause)) {
            read_placed(trimmed(lead->rest), false);
            return true;
        }
        return !references_in(clause, shapes_).empty() || has_word_starting(clause, "exclud") ||
               has_word_starting(clause, "Exclud");
    }

    /// "Include chief clerks with "Managers" ...", "Classify installers in "Workers" ...".
    static std::optional<Lead> find_put(std::string_view clause) {
        constexpr std::array<std::string_view, 3> commands = {"Include", "Classify", "Report"};
        if (!take_any(clause, commands)) {
            return std::nullopt;
        }
        return find_lead(clause, [](std::string_view& text) {
            return take_any(text, into) && starts_with(trimmed(text), "\"");
        });
    }

    /// What something is included in: titles and codes, or, as advice only, words.
    void read_placed(std::string_view text, bool advice) {
        if (advice || !references_in(text, shapes_).empty() ||
            text.find('"') != std::string_view::npos) {
            read_list(NoteRelation::included_in, text);
        }
    }

    /// "X" (code), "Y" (code through code) who do something, and words.
    void read_list(NoteRelation relation, std::string_view text) {
        last_.clear();
        const auto references = references_in(text, shapes_);
        std::size_t from = 0;
        for (const auto& reference : references) {
            if (reference.range_end && *reference.range_end < reference.code) {
                continue;  // not a range: the codes are as they stand, and that is wrong
            }
            read_member(relation, text.substr(from, reference.begin - from), reference);
            from = reference.end;
        }
        auto rest = text.substr(from);
        if (!references.empty() && !references.back().bracketed) {
            name_last(trimmed(rest));
            rest = {};
        }
        read_rest(relation, rest, from == 0);
    }

    /// One code of a list, with @p words before it that no other code has taken.
    void read_member(NoteRelation relation, std::string_view words, const Reference& reference) {
        auto title = words;
        std::string_view before = words;
        std::string_view after;
        if (const auto marks = quotes_in(words); !marks.empty()) {
            const bool odd = marks.size() % 2 == 1;  // the last is not closed
            const auto open = odd ? marks.back() : marks[marks.size() - 2];
            const auto close = odd ? words.size() : marks.back();
            title = words.substr(open + 1, close - open - 1);
            before = words.substr(0, open);
            after = odd ? std::string_view{} : words.substr(close + 1);
            for (std::size_t i = 0; i + 2 < marks.size() - (odd ? 0 : 1); i += 2) {
                add(relation, std::nullopt, std::nullopt,
                    trimmed(words.substr(marks[i] + 1, marks[i + 1] - marks[i] - 1), " ,."));
                before = words.substr(marks[i + 1] + 1, open - marks[i + 1] - 1);
            }
        } else {
            take_joint(title);
            title = trimmed(title, " ,.");
            // Words are a title if they are written like one.
            const bool as_title = !title.empty() && is_upper(title.front());
            before = as_title ? std::string_view{} : title;
            title = as_title ? title : std::string_view{};
        }
        title = trimmed(title, " ,.");
        add(relation, reference.code, reference.range_end, title);
        ++codes_read_;
        if (find_lead(before, take_placed) || find_lead(before, take_put_them)) {
            if (relation == NoteRelation::excludes) {
                add(NoteRelation::included_in, reference.code, reference.range_end, title);
            }
        } else if (const auto start = trimmed(words, " ,");
                   !starts_with(start, "and ") && !starts_with(start, "or ")) {
            note_condition(before);
        }
        last_ = reference.code.text();
        note_condition(after);
    }

    /// "25-0000 Education, Training, and Library Occupations": a title behind its code. Other
    /// words there say no more than what the code is: "the 25-1000 minor group".
    void name_last(std::string_view text) {
        if (!text.empty() && is_upper(text.front()) && out_.notes.back().phrase.empty()) {
            out_.notes.back().phrase = text;
        }
    }

    /// What follows the last code: nothing, a condition, or one more member without a code.
    void read_rest(NoteRelation relation, std::string_view text, bool whole) {
        text = trimmed(text, " .");
        if (const auto marks = quotes_in(text); marks.size() >= 2) {
            for (std::size_t i = 0; i + 1 < marks.size(); i += 2) {
                add(relation, std::nullopt, std::nullopt,
                    trimmed(text.substr(marks[i] + 1, marks[i + 1] - marks[i] - 1), " ,."));
            }
            return;
        }
        const bool joined = !whole && take_joint(text);
        text = trimmed(text, " ,.");
        if (text.empty()) {
            return;
        }
        if (whole || joined) {
            add(relation, std::nullopt, std::nullopt, text);
        } else {
            note_condition(text);
        }
    }

    void note_condition(std::string_view text) {
        while (take_joint(text)) {
        }
        text = trimmed(text, " ,");
        for (const std::string_view joint : {" and", " or", ","}) {
            if (text.size() >= joint.size() && text.substr(text.size() - joint.size()) == joint) {
                text = trimmed(text.substr(0, text.size() - joint.size()), " ,");
            }
        }
        if (!text.empty() && text != "and" && text != "or" && !last_.empty()) {
            out_.conditions.push_back(fmt::format("'{}' ({})", last_, text));
        }
    }

    static std::vector<std::size_t> quotes_in(std::string_view text) {
        std::vector<std::size_t> out;
        for (auto at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
            out.push_back(at);
        }
        return out;
    }

    const Definition& definition_;
    const CodeShapes& shapes_;
    DefinitionClauses out_;
    std::string last_;  // the code that a condition is about
    std::size_t codes_read_ = 0;
};

}  // namespace

CodeShapes::CodeShapes(const std::vector<Item>& items) {
    for (const auto& item : items) {
        shapes_.insert(shape_of(item.code.text()));
    }
}

std::size_t CodeShapes::match(std::string_view text, std::size_t at) const {
    if (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '-')) {
        return 0;
    }
    std::size_t best = 0;
    for (const auto& shape : shapes_) {
        const auto size = shape.size();
        if (size <= best || text.size() - at < size || shape_of(text.substr(at, size)) != shape) {
            continue;
        }
        if (at + size == text.size() || (!is_word(text[at + size]) && text[at + size] != '-')) {
            best = size;
        }
    }
    return best;
}

DefinitionClauses read_clauses(const Definition& definition, const CodeShapes& shapes) {
    return ClauseReader{definition, shapes}.run();
}

std::string with_marks_back(std::string_view text) {
    std::string out;
    bool open = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "??") {
            const bool inside =
                i > 0 && is_word(text[i - 1]) && i + 2 < text.size() && is_word(text[i + 2]);
            out += inside ? '\'' : '"';
            open = open || !inside;
            ++i;
        } else if (text[i] == '?' && open) {
            out += '"';
            open = false;
        } else {
            out += text[i];
        }
    }
    return out;
}

NotesFound notes_of(const Definitions& definitions, const EditionData& edition,
                    const Edition* base) {
    auto items = edition.items;
    if (base != nullptr) {
        items.insert(items.end(), base->items().begin(), base->items().end());
    }
    std::set<std::string_view> known;
    for (const auto& item : items) {
        known.insert(item.code.text());
    }
    const CodeShapes shapes{items};
    NotesFound out;
    for (const auto& definition : definitions.all()) {
        const auto& code = definition.code.text();
        if (known.count(code) == 0) {
            out.findings.push_back(
                {Severity::warning, "unknown-item", definition.at,
                 fmt::format("'{}' is not an item of {}", code, edition.header.id.text())});
            continue;
        }
        auto read = read_clauses(definition, shapes);
        for (const auto& clause : read.not_understood) {
            out.findings.push_back({Severity::warning, "clause-not-understood", definition.at,
                                    fmt::format("of '{}': {}", code, clause)});
        }
        for (const auto& condition : read.conditions) {
            out.findings.push_back({Severity::note, "clause-condition", definition.at,
                                    fmt::format("'{}' refers to {}", code, condition)});
        }
        std::move(read.notes.begin(), read.notes.end(), std::back_inserter(out.notes));
    }
    return out;
}

}  // namespace socshift
