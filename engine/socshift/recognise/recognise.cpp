#include "socshift/recognise/recognise.hpp"

#include "socshift/base/error.hpp"
#include "socshift/recognise/asked_repairs.hpp"
#include "socshift/recognise/cell_forms.hpp"
#include "socshift/recognise/code_text.hpp"
#include "socshift/recognise/no_code.hpp"
#include "socshift/recognise/suffixes.hpp"
#include "socshift/routes/publication.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

std::string group_text(const Edition& edition, const Item& item, const std::string& published) {
    return fmt::format("{} group, not {}{}{}", item.level, edition.finest_level(),
                       published.empty() ? "" : "; a code of ", published);
}

/// Whether @p text is @p code with zeros for all its digits: "00-0000" for "11-1011".
bool is_all_zeros_of(std::string_view text, std::string_view code) {
    return text.size() == code.size() &&
           std::equal(text.begin(), text.end(), code.begin(), [](char zero, char c) {
               return c >= '0' && c <= '9' ? zero == '0' : zero == c;
           });
}

}  // namespace

bool CellRules::wants(Repair repair) const {
    return std::find(repairs.begin(), repairs.end(), repair) != repairs.end();
}

/// The codes of the editions of a catalog but one, and groups that tables in this one can have.
struct CodeRecogniser::Elsewhere {
    /// Another edition of the catalog.
    struct Other {
        EditionId id;
        Status status = Status::final;
        std::vector<EditionId> below = {};  // of a publication: what it rests on
        CodeSpelling spelling = {};
        FormRules forms = {};

        [[nodiscard]] bool rests_on(const EditionId& edition) const {
            return std::find(below.begin(), below.end(), edition) != below.end();
        }
    };
    /// That a code is one of another edition, given by its place.
    struct Known {
        std::size_t other = 0;
        Code code;
        MayLeaveOut may_leave_out;
    };

    /// A group of an edition that a publication rests on, of which no table says what a row for it
    /// in this publication has in it.
    struct UnlistedGroup {
        EditionId edition;
        std::string level;
    };

    [[nodiscard]] std::vector<Known> find(std::string_view text) const;
    void load(const Catalog& catalog, const Edition& edition);
    void load_groups(const Catalog& catalog, const Edition& edition);

    std::once_flag loaded;
    std::vector<Other> others;  // nearest in time first
    // By code without hyphens, in the order of others.
    std::unordered_map<std::string, std::vector<Known>> known;
    // Of a publication: those that are no items of the edition, by code.
    std::map<std::string, PrintedGroup, std::less<>> printed;
    // Of a publication: all others of what it rests on, which `detect` explains by it as well.
    std::map<std::string, UnlistedGroup, std::less<>> unlisted;
};

/// What a code without hyphens, or without hyphens and points, can mean.
struct CodeRecogniser::Index {
    struct Meant {
        const Item* item = nullptr;  // nullptr: two items look the same
        MayLeaveOut may_leave_out;
        std::string_view code;  // of the item: its own, or another
    };
    using ByText = std::unordered_map<std::string, Meant>;

    explicit Index(const Edition& edition);

    [[nodiscard]] static Found find(const ByText& table, const Core& core, const std::string& key) {
        const auto found = table.find(key);
        if (found == table.end() || found->second.item == nullptr) {
            return {nullptr, {}};
        }
        const auto& [item, may_leave_out, code] = found->second;
        const auto repairs = compare(core, code, may_leave_out);
        return repairs ? Found{item, *repairs} : Found{nullptr, {}};
    }

    /// Whether @p text is a range of codes that are numbers, "0010-3550", with one or more in it.
    [[nodiscard]] bool is_range(std::string_view text) const;

    ByText squeezed;
    ByText unpointed;  // of codes that may be written so
    FormRules forms;
    std::size_t digits = 0;     // digits_of() the edition
    bool divides_most = false;  // an extension that has codes below most of what it extends
};

CodeRecogniser::Index::Index(const Edition& edition) {
    const LeavingOut leaving_out(edition);
    forms = forms_allowed(leaving_out);
    squeezed.reserve(edition.items().size());
    const auto add = [](ByText& table, std::string key, const Meant& meant) {
        const auto [entry, is_new] = table.emplace(std::move(key), meant);
        if (!is_new) {
            entry->second.item = nullptr;
        }
    };
    for (const auto& item : edition.items()) {
        const Meant meant{&item, leaving_out.of(item.code.text()), item.code.text()};
        add(squeezed, squeeze(item.code.text()), meant);
        for (const auto& other : item.also) {
            add(squeezed, squeeze(other), {&item, {false, false}, other});
        }
        if (meant.may_leave_out.points) {
            add(unpointed, without_points(item.code.text()), meant);
        }
    }
    digits = digits_of(edition);
    divides_most = divides_most_leaves(edition);
}

bool CodeRecogniser::Index::is_range(std::string_view text) const {
    if (digits == 0 || text.size() != 2 * digits + 1 || text[digits] != '-') {
        return false;
    }
    const auto first = text.substr(0, digits);
    const auto last = text.substr(digits + 1);
    const auto is_number = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return is_number(first) && is_number(last) &&
           std::any_of(squeezed.begin(), squeezed.end(), [&](const auto& entry) {
               const std::string_view code = entry.first;
               return code.size() == digits && first <= code && code <= last;
           });
}

CodeRecogniser::CodeRecogniser(const Catalog& catalog, const EditionId& edition,
                               Unpublished unpublished, CellRules rules)
    : catalog_(catalog),
      edition_(unpublished == Unpublished::included
                   ? with_unpublished(catalog_, edition)
                   : std::shared_ptr<const Edition>{std::shared_ptr<const Edition>{},
                                                    &catalog_.edition(edition)}),
      rules_(std::move(rules)),
      index_(std::make_shared<Index>(*edition_)),
      elsewhere_(std::make_shared<Elsewhere>()) {
    const auto find = [index = index_, edition = edition_](std::string_view text) {
        const Core core{text};
        const auto* item = edition->find_written(text);
        item = item != nullptr ? item : Index::find(index->squeezed, core, squeeze(text)).first;
        if (item == nullptr && text.size() <= longest_code) {
            for (const auto& form : forms_of(core, index->forms)) {
                const auto* const found =
                    Index::find(index->squeezed, {form.text}, squeeze(form.text)).first;
                item = item != nullptr ? item : found;
            }
        }
        return item;
    };
    asked_ = std::make_shared<AskedRepairs>(*edition_, find);
}

std::vector<const Item*> CodeRecogniser::printed_twice() const {
    auto out = socshift::printed_twice(catalog_, edition_->id());
    for (auto& item : out) {
        item = edition_->find(item->code);
    }
    return out;
}

/// The item that @p core means but for hyphens and points, and what it took; nullptr if none.
CodeRecogniser::Found CodeRecogniser::find(const Core& core) const {
    if (core.text.empty() || core.text.size() > longest_code) {
        return {nullptr, {}};
    }
    if (!edition_->header().spelling.is_exact()) {
        if (const auto* const item = edition_->find_written(core.text)) {
            return {item, core.repairs};
        }
    }
    const auto key = squeeze(core.text);
    if (auto found = Index::find(index_->squeezed, core, key); found.first != nullptr) {
        return found;
    }
    if (auto found = Index::find(index_->unpointed, core, key); found.first != nullptr) {
        return found;
    }
    const auto whole = with_lost_zeros(core.text, index_->digits);
    const auto* const item = whole ? edition_->find(*whole) : nullptr;
    auto repairs = core.repairs;
    repairs.add(Repair::lost_zeros);
    return item == nullptr ? Found{nullptr, {}} : Found{item, repairs};
}

/// The same of other forms of the cell.
CodeRecogniser::Found CodeRecogniser::find_form(const Core& core) const {
    if (core.text.size() > longest_code) {
        return {nullptr, {}};
    }
    for (const auto& form : forms_of(core, index_->forms)) {
        if (auto found = find({form.text, form.repairs}); found.first != nullptr) {
            return {found.first, worth_saying(found.second)};
        }
    }
    return {nullptr, {}};
}

/// Of a code of what the edition extends that has one code of the extension and no other, that one.
CodeRecogniser::Found CodeRecogniser::only_code_of(Found found) const {
    const auto* const code = found.first != nullptr && index_->divides_most
                                 ? only_code_below(*edition_, *found.first)
                                 : nullptr;
    if (code != nullptr) {
        found.first = code;
        found.second.add(Repair::missing_suffix);
    }
    return found;
}

bool CodeRecogniser::is_no_code(const Core& core) const {
    return std::find(rules_.no_code.begin(), rules_.no_code.end(), core.text) !=
               rules_.no_code.end() ||
           is_word_for_no_code(core.text);
}

/// Tables have a row for all codes, with zeros for its code. Where codes are but digits, zeros
/// stand for anything.
bool CodeRecogniser::is_total(const Core& core) const {
    return core.text.find('-') != std::string_view::npos &&
           std::any_of(edition_->items().begin(), edition_->items().end(), [&](const Item& item) {
               return is_all_zeros_of(core.text, item.code.text());
           });
}

Recognition CodeRecogniser::recognised(Found found) const {
    Recognition result;
    std::tie(result.item, result.repairs) = only_code_of(found);
    result.is_leaf = edition_->is_leaf(*result.item);
    if (!result.is_leaf) {
        result.reason = Reason::group;
        result.text = group_text(*edition_, *result.item, published_as(result.item->code));
        if (result.repairs.has(Repair::decimals) && index_->divides_most) {
            const auto whole = result.item->code.text() + ".00";
            if (edition_->find(whole) != nullptr) {
                result.text += ", or its code .00 as a number";
                result.detail = fmt::format("{}, or {} as a number",
                                            group_text(*edition_, *result.item, ""), whole);
            }
        }
    }
    return result;
}

Recognition CodeRecogniser::recognise(std::string_view text) const {
    const auto core = strip(text);
    Recognition result;
    if (core.text.empty()) {
        result.reason = Reason::empty;
        result.text = "no code";
        return result;
    }
    if (core.text.size() <= longest_code) {
        if (const auto* const exact = edition_->find(text)) {
            return recognised({exact, {}});
        }
    }
    if (const auto found = find(core); found.first != nullptr) {
        return recognised(found);
    }
    if (is_no_code(core)) {
        result.reason = Reason::no_code;
        result.text = "a word for no code";
        result.detail = fmt::format("no code: '{}'", core.text);
        return result;
    }
    if (const auto found = find_form(core); found.first != nullptr) {
        return recognised(found);
    }
    return read_asked(core);
}

/// What @p core is, if it is the total of codes, a group that is no item of the edition, or a code
/// of another; else a reason without text.
Recognition CodeRecogniser::in_other_words(const Core& core) const {
    Recognition result;
    if (is_total(core) || index_->is_range(core.text)) {
        result.reason = Reason::total;
        result.text = is_total(core) ? "the total of all codes" : "the total of a range of codes";
        return result;
    }
    result.text = elsewhere_text(core);
    result.reason = Reason::elsewhere;
    if (const auto found = elsewhere_->printed.find(core.text);
        !result.text.empty() && found != elsewhere_->printed.end()) {
        const auto& group = found->second;
        const auto id = edition_->id().text();
        result.reason = group.codes.empty() ? Reason::not_listed : Reason::group;
        result.text = group.codes.empty()
                          ? fmt::format(
                                "{} group that a code of {} is in in part: no table says "
                                "what a row for it has in it",
                                group.item->level, id)
                          : group_text(*edition_, *group.item, "");
    } else if (const auto other = elsewhere_->unlisted.find(core.text);
               !result.text.empty() && other != elsewhere_->unlisted.end()) {
        const auto& [edition, level] = other->second;
        result.reason = Reason::not_listed;
        result.text = fmt::format("{} group of {}: no table says what a row for it in {} has in it",
                                  level, edition.text(), edition_->id().text());
    }
    return result;
}

/// What @p core means, or why it means nothing, if it is no code and no form of one.
Recognition CodeRecogniser::read_asked(const Core& core) const {
    const auto asked = asked_->read(core.text);
    const bool is_wanted = asked && rules_.wants(asked->repair) && !asked->items.empty();
    Recognition result;
    if (!is_wanted || asked->repair != Repair::masked) {
        result = in_other_words(core);
        if (!result.text.empty()) {
            return result;
        }
        result = {};
    }
    if (is_wanted && asked->items.size() == 1) {
        auto repairs = core.repairs;
        repairs.add(asked->repair);
        return recognised({asked->items.front(), repairs});
    }
    if (asked) {
        result = why_not(*asked);
        result.repairs = core.repairs;
        result.repairs.add(asked->repair);
        result.any_of = is_wanted ? asked->items : std::vector<const Item*>{};
        return result;
    }
    result.reason = looks_rounded(core.text) ? Reason::damaged : Reason::unknown;
    result.text =
        looks_rounded(core.text) ? "damaged: looks like a number that was rounded" : "unknown code";
    return result;
}

/// Why a cell means nothing that could be repaired on request.
Recognition CodeRecogniser::why_not(const AskedReading& reading) const {
    Recognition out;
    out.reason = Reason::damaged;
    out.text = "damaged: looks like a date";
    if (reading.repair == Repair::masked) {
        out.reason = Reason::masked;
        out.text = "X for digits of a code";
    } else if (reading.repair == Repair::several) {
        out.reason = Reason::several_codes;
        out.text = reading.refusal == RepairRefusal::more
                       ? "several codes, with more about them than a list has"
                       : "several codes";
    } else if (reading.repair == Repair::titles) {
        out.reason = Reason::code_and_title;
        out.text = reading.refusal == RepairRefusal::contradiction
                       ? "a code and the title of another"
                   : reading.refusal == RepairRefusal::more
                       ? "a code and words that can say that it is not meant"
                       : "a code and a title";
    }
    if (reading.items.empty()) {
        return out;
    }
    std::vector<std::string> codes;
    for (const auto* const item : reading.items) {
        codes.push_back(item->code.text());
    }
    const auto list = fmt::format("{}", fmt::join(codes, ", "));
    if (rules_.wants(reading.repair)) {
        out.text = "one of several codes, not said which";
        out.detail = fmt::format("one of {}, not said which", list);
        return out;
    }
    out.detail = fmt::format("{}; --repair {} reads {}{}", out.text, to_string(reading.repair),
                             codes.size() > 1 ? "one of " : "", list);
    out.text += fmt::format("; --repair {} reads it", to_string(reading.repair));
    return out;
}

/// The groups that tables in the codes of @p edition can have rows for.
void CodeRecogniser::Elsewhere::load_groups(const Catalog& catalog, const Edition& edition) {
    for (auto& group : printed_groups(catalog, edition.id())) {
        if (edition.find(group.item->code) == nullptr) {
            printed.emplace(group.item->code.text(), std::move(group));
        }
    }
    if (catalog.header(edition.id()).kind != EditionKind::publication) {
        return;
    }
    for (const auto& id : foundations(catalog, edition.id())) {
        try {
            const auto& classification = catalog.edition(id);
            for (const auto& item : classification.items()) {
                if (!classification.is_leaf(item) && edition.find(item.code) == nullptr) {
                    unlisted.try_emplace(item.code.text(), UnlistedGroup{id, item.level});
                }
            }
        } catch (const DataError&) {
            continue;  // as below
        }
    }
}

void CodeRecogniser::Elsewhere::load(const Catalog& catalog, const Edition& edition) {
    const auto from = edition.header().validity.from;
    load_groups(catalog, edition);
    for (const auto& id : catalog.edition_ids()) {
        if (id != edition.id()) {
            const bool is_publication = catalog.header(id).kind == EditionKind::publication;
            others.push_back({id,
                              catalog.header(id).status,
                              is_publication ? foundations(catalog, id) : std::vector<EditionId>{},
                              catalog.header(id).spelling,
                              {}});
        }
    }
    std::stable_sort(others.begin(), others.end(), [&](const Other& a, const Other& b) {
        const auto place = [&](const Other& other) {
            const auto away = catalog.header(other.id).validity.from - from;
            return std::pair{other.status, std::chrono::abs(away)};
        };
        return place(a) < place(b);
    });
    for (std::size_t other = 0; other < others.size(); ++other) {
        try {
            auto codes = catalog.own_codes(others[other].id);
            LeavingOut leaving_out;
            for (const auto& code : codes) {
                leaving_out.add(code.text());
            }
            const auto& spelling = others[other].spelling;
            others[other].forms = forms_allowed(leaving_out);
            for (auto& code : codes) {
                const MayLeaveOut may_leave_out{leaving_out.of(code.text()).hyphens, false};
                const auto key = squeeze(code.text());
                if (const auto plain = spelling.plain(code.text());
                    !spelling.is_exact() && plain != key) {
                    known[plain].push_back({other, code, {false, false}});
                }
                known[key].push_back({other, std::move(code), may_leave_out});
            }
            // Files name the items of a publication by other codes as well.
            if (catalog.header(others[other].id).kind == EditionKind::publication) {
                for (const auto& item : catalog.edition(others[other].id).items()) {
                    for (const auto& code : item.also) {
                        known[code].push_back({other, Code::parse(code), {false, false}});
                    }
                }
            }
        } catch (const DataError&) {
            // Another edition's errors do not stop the conversion of this one; `check` tells them.
            continue;
        }
    }
}

/// "oews2019, oews2021": the publications resting on the edition that have the code of one of its
/// groups as a code of their own, nearest in time first.
std::string CodeRecogniser::published_as(const Code& group) const {
    std::call_once(elsewhere_->loaded, [&] { elsewhere_->load(catalog_, *edition_); });
    std::string list;
    const auto found = elsewhere_->known.find(squeeze(group.text()));
    if (found == elsewhere_->known.end()) {
        return list;
    }
    for (const auto& [other, code, may_leave_out] : found->second) {
        const auto& publication = elsewhere_->others[other];
        if (publication.rests_on(edition_->id()) && code == group) {
            list += (list.empty() ? "" : ", ") + publication.id.text();
        }
    }
    return list;
}

/// What @p text can mean in other editions, in their order.
std::vector<CodeRecogniser::Elsewhere::Known> CodeRecogniser::Elsewhere::find(
    std::string_view text) const {
    std::set<std::string> keys = {squeeze(text)};
    for (const auto& other : others) {
        if (!other.spelling.is_exact()) {
            keys.insert(other.spelling.plain(text));
        }
    }
    std::vector<Known> out;
    for (const auto& key : keys) {
        if (const auto found = known.find(key); found != known.end()) {
            out.insert(out.end(), found->second.begin(), found->second.end());
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Known& a, const Known& b) { return a.other < b.other; });
    return out;
}

/// elsewhere() of a cell or of the first of its forms that is a code in an edition that lets it be
/// written so.
std::string CodeRecogniser::elsewhere_text(const Core& core) const {
    if (core.text.size() > longest_code) {
        return "";
    }
    auto text = elsewhere(core.text);
    if (text.empty()) {
        std::vector<FormRules> all;
        for (const auto& other : elsewhere_->others) {
            if (std::find(all.begin(), all.end(), other.forms) == all.end()) {
                all.push_back(other.forms);
            }
        }
        for (const auto& rules : all) {
            for (const auto& form : forms_of(core, rules)) {
                text = text.empty() ? elsewhere(form.text, &rules) : text;
            }
        }
    }
    return text;
}

/// "belongs to soc2000, soc2018", nearest in time first; a draft only if it is in nothing else;
/// empty if it is in no edition. Of an extension only its own codes count: the others are those of
/// its base, which is named; likewise a publication is not, if one of the editions that it rests on
/// is. With @p rules, only of editions that have these.
std::string CodeRecogniser::elsewhere(std::string_view text, const FormRules* rules) const {
    std::call_once(elsewhere_->loaded, [&] { elsewhere_->load(catalog_, *edition_); });
    const auto known = elsewhere_->find(text);
    const auto is_published_from = [&](const Elsewhere::Known& entry) {
        return std::any_of(known.begin(), known.end(), [&](const Elsewhere::Known& each) {
            return elsewhere_->others[entry.other].rests_on(elsewhere_->others[each.other].id);
        });
    };
    std::string list;
    for (auto first = known.begin(); first != known.end();) {
        const auto& other = elsewhere_->others[first->other];
        const auto last = std::find_if(first, known.end(), [&](const Elsewhere::Known& entry) {
            return entry.other != first->other;
        });
        const bool is_code =
            std::any_of(
                first, last,
                [&](const Elsewhere::Known& entry) {
                    return entry.code.text() == text ||
                           (!other.spelling.is_exact() &&
                            other.spelling.plain(entry.code.text()) == other.spelling.plain(text));
                }) ||
            (last - first == 1 && compare({text}, first->code.text(), first->may_leave_out));
        const bool is_named =
            !is_published_from(*first) && (rules == nullptr || other.forms == *rules);
        first = last;
        const bool draft = other.status == Status::draft;
        if (draft && !list.empty()) {
            break;
        }
        if (is_code && is_named) {
            list += fmt::format("{}{}{}", list.empty() ? "belongs to " : ", ", other.id.text(),
                                draft ? " (draft)" : "");
        }
    }
    return list;
}

}  // namespace socshift
