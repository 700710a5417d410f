#include "socshift/recognise/asked_repairs.hpp"

#include "socshift/base/characters.hpp"
#include "socshift/base/date_text.hpp"
#include "socshift/base/title.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/recognise.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace socshift {

namespace {

bool by_item_code(const Item* a, const Item* b) {
    return a->code < b->code;
}

void sort_once(std::vector<const Item*>& items) {
    std::sort(items.begin(), items.end(), by_item_code);
    items.erase(std::unique(items.begin(), items.end()), items.end());
}

std::size_t count_digits(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool has_letter(std::string_view text) {
    while (!text.empty()) {
        const auto c = first_character(text);
        if (c.kind == CharacterKind::letter || c.kind == CharacterKind::other_letter) {
            return true;
        }
        text.remove_prefix(c.size);
    }
    return false;
}

/// How long the "and" or "or" at the front of @p text is, before a blank, a sign or the end; else
/// 0.
std::size_t word_of_list(std::string_view text) {
    for (const std::string_view word : {"and", "or"}) {
        const bool is_whole =
            text.size() <= word.size() ||
            std::string_view{" \t\r\n,;|/&"}.find(text[word.size()]) != std::string_view::npos;
        if (is_whole && lower_case(text.substr(0, word.size())) == word) {
            return word.size();
        }
    }
    return 0;
}

/// Where the character behind that at @p at begins; of blanks, that behind the last.
std::size_t behind_blanks(std::string_view text, std::size_t at) {
    const bool is_blank = first_character(text.substr(at)).kind == CharacterKind::blank;
    do {
        at += first_character(text.substr(at)).size;
    } while (is_blank && at < text.size() &&
             first_character(text.substr(at)).kind == CharacterKind::blank);
    return at;
}

/// A sign or word of a list at the front of @p text, with the blanks about it: how long it is, 0 if
/// there is none. One sign, "and" or "or", a line end, or these with one sign at most ("; and",
/// "and/or").
std::size_t between_size(std::string_view text) {
    constexpr std::string_view signs = ",;|/&";
    std::size_t at = 0;
    bool is_apart = false;  // a word may begin
    bool has_sign = false;
    bool is_any = false;
    while (at < text.size()) {
        const auto rest = text.substr(at);
        const auto c = first_character(rest);
        if (c.kind == CharacterKind::blank) {
            is_any = is_any || rest.front() == '\n' || rest.front() == '\r';
            is_apart = true;
            at += c.size;
        } else if (signs.find(rest.front()) != std::string_view::npos) {
            if (has_sign) {
                break;
            }
            has_sign = is_any = is_apart = true;
            ++at;
        } else if (const auto size = is_apart ? word_of_list(rest) : 0; size > 0) {
            is_any = true;
            is_apart = false;
            at += size;
        } else {
            break;
        }
    }
    return is_any ? at : 0;
}

/// A part of a cell that is a list, and whether a slash is before it.
struct Part {
    std::string_view text;
    bool is_behind_slash = false;
};

/// The parts of a cell between the signs of a list.
std::vector<Part> parts_of(std::string_view text) {
    std::vector<Part> out(1);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = between_size(text.substr(at));
        if (size == 0) {
            at = behind_blanks(text, at);
            continue;
        }
        out.back().text = text.substr(begin, at - begin);
        out.push_back({{}, strip(text.substr(at, size)).text == "/"});
        at += size;
        begin = at;
    }
    out.back().text = text.substr(begin);
    return out;
}

/// Takes blanks, quotes, footnote marks and what is in @p brackets off one end of @p text.
std::string_view without(std::string_view text, std::string_view brackets, bool at_front) {
    while (!text.empty()) {
        const auto c = at_front ? first_character(text) : last_character(text);
        const auto sign = at_front ? text.front() : text.back();
        if (c.kind != CharacterKind::blank && c.kind != CharacterKind::quote &&
            c.kind != CharacterKind::mark && brackets.find(sign) == std::string_view::npos) {
            break;
        }
        at_front ? text.remove_prefix(c.size) : text.remove_suffix(c.size);
    }
    return text;
}

bool is_title_of(std::string_view words, const Item& item) {
    return has_letter(words) && fold_title(words) == fold_title(item.title);
}

/// Whether @p words, before the first code of a list or behind the last, say nothing more: none but
/// the title of its item.
bool is_no_more(std::string_view words, const Item& item, bool is_before) {
    return without(words, is_before ? "([" : ")].,:;", !is_before).empty() ||
           is_title_of(words, item);
}

/// Whether @p between, which stands between the codes of two items, is a sign or word of a list,
/// behind the title of the one or before that of the other, or alone.
bool is_between(std::string_view between, const Item& left, const Item& right) {
    between = without(without(between, ")]", true), "([", false);
    const auto spaced = " " + std::string{between} + " ";
    const std::string_view text = spaced;
    for (std::size_t at = 0; at < text.size(); at = behind_blanks(text, at)) {
        const auto size = between_size(text.substr(at));
        if (size > 0 && at + size == text.size() &&
            (at == 0 || is_title_of(text.substr(0, at), left))) {
            return true;
        }
    }
    const auto size = between_size(text);
    return size > 0 && is_title_of(text.substr(size), right);
}

std::string_view first_word(std::string_view folded) {
    return folded.substr(0, std::min(folded.find(' '), folded.size()));
}

std::string_view last_word(std::string_view folded) {
    const auto blank = folded.rfind(' ');
    return blank == std::string_view::npos ? folded : folded.substr(blank + 1);
}

/// Words that, first or last beside a code, say that it is not this, no longer, or not all.
bool is_denying(std::string_view word) {
    static constexpr std::array<std::string_view, 35> words = {
        "and",      "but",       "cf",       "ex",       "except", "excl",     "excluded",
        "excludes", "excluding", "former",   "formerly", "from",   "instead",  "minus",
        "never",    "no",        "not",      "old",      "or",     "previous", "previously",
        "prior",    "replaced",  "replaces", "see",      "than",   "through",  "thru",
        "till",     "to",        "until",    "vs",       "was",    "were",     "without"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether words that end so are set off from a code behind them: by a bracket, a dash or a sign.
bool is_set_off(std::string_view before) {
    bool has_line_end = false;
    while (!before.empty() && last_character(before).kind == CharacterKind::blank) {
        has_line_end = has_line_end || before.back() == '\n' || before.back() == '\r';
        before.remove_suffix(last_character(before).size);
    }
    if (before.empty() || has_line_end) {
        return true;
    }
    const auto kind = last_character(before).kind;
    return kind == CharacterKind::hyphen || kind == CharacterKind::dash ||
           std::string_view{"([:,;|/_"}.find(before.back()) != std::string_view::npos;
}

/// Whether a code and the words behind it are joined as a code and its title are: not by an arrow,
/// an equals sign and the like.
bool is_joined(std::string_view behind) {
    while (!behind.empty()) {
        const auto c = first_character(behind);
        if (c.kind == CharacterKind::letter || c.kind == CharacterKind::other_letter) {
            constexpr std::string_view arrow = "\xE2\x86\x92";
            return !behind.starts_with(arrow);
        }
        if (c.kind == CharacterKind::other &&
            std::string_view{"()[].,:;|/&_"}.find(behind.front()) == std::string_view::npos) {
            return false;
        }
        behind.remove_prefix(c.size);
    }
    return true;
}

/// Whether what stands before and behind the one code of a cell can be but a title, in whose words
/// ever.
bool can_be_title(std::string_view before, std::string_view behind) {
    if (count_digits(before) + count_digits(behind) > 0 || before.starts_with('=')) {
        return false;
    }
    const auto words_before = fold_title(before);
    const auto words_behind = fold_title(behind);
    const bool can_be_before = words_before.empty()
                                   ? without(before, "([", false).empty()
                                   : is_set_off(before) && !is_denying(first_word(words_before)) &&
                                         !is_denying(last_word(words_before));
    return can_be_before && is_joined(behind) && !is_denying(first_word(words_behind));
}

/// A run of what codes are made of, and where it stands.
struct CodeLike {
    std::size_t begin = 0;
    std::string_view text;
};

/// Those with so many digits or more.
std::vector<CodeLike> code_likes(std::string_view text, std::size_t least_digits) {
    std::vector<CodeLike> out;
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) {
        auto run = text.substr(begin, end - begin);
        while (!run.empty() && (run.back() == '.' || run.back() == '-')) {
            run.remove_suffix(1);
        }
        const auto masked = run.size() - 1 - std::min(run.find_last_not_of("Xx"), run.size() - 1);
        if (!run.empty() && count_digits(run) + masked >= least_digits) {
            out.push_back({begin, run});
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto c = first_character(text.substr(at));
        const bool is_inside = c.kind == CharacterKind::digit || c.kind == CharacterKind::letter ||
                               c.kind == CharacterKind::hyphen || c.kind == CharacterKind::dash ||
                               text[at] == '.';
        if (!is_inside) {
            finish(at);
            begin = at + c.size;
        }
        at += c.size;
    }
    finish(text.size());
    return out;
}

}  // namespace

/// One item that holds just the leaves of @p items, or these leaves.
std::vector<const Item*> AskedRepairs::any_of(std::vector<const Item*> items) const {
    sort_once(items);
    if (items.size() == 1) {
        return items;
    }
    std::vector<const Item*> leaves;
    for (const auto* const item : items) {
        const auto below = edition_.leaves(*item);
        leaves.insert(leaves.end(), below.begin(), below.end());
    }
    sort_once(leaves);
    if (leaves.empty()) {
        return leaves;
    }
    for (const auto* at = leaves.front(); at != nullptr; at = edition_.parent(*at)) {
        if (edition_.leaves(*at) == leaves) {
            return {at};
        }
    }
    return leaves;
}

std::optional<AskedReading> AskedRepairs::as_date(std::string_view text) const {
    const bool looks = looks_like_a_date(text);
    std::set<const Item*> meant;
    for (const auto& date : dates_of(text)) {
        for (const auto& item : edition_.items()) {
            if (is_date_of(date, item.code.text())) {
                meant.insert(&item);
            }
        }
    }
    AskedReading out{Repair::dates, {}};
    if (meant.size() == 1) {
        out.items = {*meant.begin()};
    }
    return looks || !out.items.empty() ? std::optional{std::move(out)} : std::nullopt;
}

std::optional<AskedReading> AskedRepairs::as_masked(std::string_view text) const {
    const auto last = text.find_last_not_of("Xx");
    if (last == std::string_view::npos || last + 1 == text.size()) {
        return std::nullopt;
    }
    const auto known = squeeze(text.substr(0, last + 1));
    const auto size = known.size() + (text.size() - last - 1);
    std::vector<const Item*> meant;
    for (const auto& item : edition_.items()) {
        const auto code = squeeze(item.code.text());
        if (code.size() != size || !code.starts_with(known)) {
            continue;
        }
        // Of groups only those of an extension's codes, which are longer.
        const auto below = edition_.children(item);
        if (below.empty() || squeeze(below.front()->code.text()).size() > size) {
            meant.push_back(&item);
        }
    }
    return meant.empty() || known.empty()
               ? std::nullopt
               : std::optional{AskedReading{Repair::masked, any_of(std::move(meant))}};
}

/// The item that @p part of a list names: of the second of two codes with a slash between, only the
/// last digits may be there.
const Item* AskedRepairs::part_of_list(std::string_view part, const Item* before) const {
    const auto core = strip(part).text;
    if (core.empty()) {
        return nullptr;
    }
    const auto* const item = find_(core);
    if (item != nullptr || before == nullptr || count_digits(core) != core.size() ||
        core.size() >= before->code.text().size()) {
        return item;
    }
    const auto& code = before->code.text();
    const auto* const found =
        edition_.find(code.substr(0, code.size() - core.size()) + std::string{core});
    return found != nullptr && found->level == before->level ? found : nullptr;
}

std::optional<AskedReading> AskedRepairs::as_several(std::string_view text) const {
    text = strip(text).text;
    if (text.size() > 2 && text.front() == '(' && text.find_first_of("()", 1) == text.size() - 1) {
        text = text.substr(1, text.size() - 2);
    }
    if (text.ends_with(',') || text.ends_with(';')) {
        text.remove_suffix(1);
    }
    const auto parts = parts_of(text);
    std::vector<const Item*> meant;
    for (const auto& part : parts) {
        const auto* const before = part.is_behind_slash ? meant.back() : nullptr;
        const auto* const item = part_of_list(part.text, before);
        if (item == nullptr) {
            return std::nullopt;
        }
        meant.push_back(item);
    }
    return parts.size() < 2
               ? std::nullopt
               : std::optional{AskedReading{Repair::several, any_of(std::move(meant))}};
}

const Item* AskedRepairs::titled(std::string_view title) const {
    std::call_once(titles_made_, [&] {
        for (const auto& item : edition_.items()) {
            if (edition_.is_leaf(item)) {
                const auto [known, is_new] = titles_.emplace(fold_title(item.title), &item);
                known->second = is_new ? known->second : nullptr;
            }
        }
    });
    const auto found = titles_.find(fold_title(title));
    return found == titles_.end() ? nullptr : found->second;
}

std::optional<AskedReading> AskedRepairs::as_titled(std::string_view text) const {
    auto least_digits = longest_code;
    for (const auto& item : edition_.items()) {
        least_digits = std::min(least_digits, count_digits(item.code.text()));
    }
    const auto likes = code_likes(text, std::max<std::size_t>(least_digits, 2));
    if (likes.empty()) {
        return std::nullopt;
    }
    const auto end_of = [](const CodeLike& like) { return like.begin + like.text.size(); };
    const auto before = text.substr(0, likes.front().begin);
    const auto behind = text.substr(end_of(likes.back()));
    if (likes.size() == 1) {
        return as_one(before, likes.front().text, behind);
    }
    std::vector<const Item*> meant;
    bool is_list = true;
    for (std::size_t i = 0; i < likes.size(); ++i) {
        const auto* const item = find_(likes[i].text);
        if (item == nullptr) {
            return std::nullopt;
        }
        if (i > 0) {
            const auto end = end_of(likes[i - 1]);
            is_list =
                is_list && is_between(text.substr(end, likes[i].begin - end), *meant.back(), *item);
        }
        meant.push_back(item);
    }
    is_list = is_list && is_no_more(before, *meant.front(), true) &&
              is_no_more(behind, *meant.back(), false);
    return AskedReading{Repair::several,
                        is_list ? any_of(std::move(meant)) : std::vector<const Item*>{},
                        is_list ? RepairRefusal::none : RepairRefusal::more};
}

/// What @p like means among words, if it is the only code there, or the only mask of codes.
std::optional<AskedReading> AskedRepairs::as_one(std::string_view before, std::string_view like,
                                                 std::string_view behind) const {
    const auto rest = std::string{before} + " " + std::string{behind};
    const auto* const item = find_(like);
    auto masked = item == nullptr ? as_masked(like) : std::nullopt;
    if (masked) {
        if (!can_be_title(before, behind)) {
            masked->items.clear();
        }
        return masked;
    }
    if (item == nullptr || !has_letter(rest)) {
        return std::nullopt;
    }
    if (fold_title(rest) == fold_title(item->title)) {
        return AskedReading{Repair::titles, {item}};
    }
    const auto* const other = titled(rest);
    if (other != nullptr && other != item) {
        return AskedReading{Repair::titles, {}, RepairRefusal::contradiction};
    }
    return can_be_title(before, behind) ? AskedReading{Repair::titles, {item}}
                                        : AskedReading{Repair::titles, {}, RepairRefusal::more};
}

std::optional<AskedReading> AskedRepairs::read(std::string_view text) const {
    constexpr std::size_t longest = 1000;
    if (text.size() > longest) {
        return std::nullopt;
    }
    if (text.size() <= longest_code) {
        if (auto date = as_date(text)) {
            return date;
        }
        if (auto masked = as_masked(text)) {
            return masked;
        }
    }
    if (auto several = as_several(text)) {
        return several;
    }
    return as_titled(text);
}

}  // namespace socshift
