#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/base/whole_number.hpp"
#include "socshift/io/named_tables.hpp"
#include "socshift/io/table_file.hpp"
#include "socshift/io/turtle.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view xkos = "http://rdf-vocabulary.ddialliance.org/xkos#";
constexpr std::string_view adms = "http://www.w3.org/ns/adms#";
constexpr std::string_view under_development = "http://purl.org/adms/status/UnderDevelopment";

std::string word(std::string_view vocabulary, std::string_view name) {
    return std::string(vocabulary) + std::string(name);
}

/// What stands behind the last '/' or '#' of an address.
std::string end_of(std::string_view address) {
    const auto last = address.find_last_of("/#");
    return std::string(last == std::string_view::npos ? address : address.substr(last + 1));
}

/// Whether text in @p tag is of the language @p range, by the basic filtering of RFC 4647: "en" is
/// en, EN and en-GB, and not eng.
bool is_in(std::string_view tag, std::string_view range) {
    const auto of = lower_case(tag);
    const auto wanted = lower_case(range);
    return of == wanted || of.starts_with(wanted + "-");
}

class LinkedTables {
public:
    LinkedTables(std::string_view text, const std::string& file,
                 const std::optional<std::string>& language)
        : file_(file), statements_(read_turtle(text, file)) {
        for (const auto& statement : statements_) {
            said_of_[statement.subject].push_back(&statement);
            if (statement.object.kind != TurtleObject::Kind::text) {
                said_to_[statement.object.value].push_back(&statement);
            }
        }
        language_ = language_of(language);
    }

    NamedTables tables() const {
        NamedTables out;
        for (const auto& scheme : things(word(skos, "ConceptScheme"))) {
            const auto concepts = concepts_of(scheme);
            if (!concepts.empty()) {
                out.push_back(classification(scheme, concepts));
            }
        }
        for (const auto& correspondence : things(word(xkos, "Correspondence"))) {
            out.push_back(links(correspondence));
        }
        if (out.empty()) {
            throw FormatError({file_, 0, 0},
                              "linked data without a skos:ConceptScheme that has concepts, and "
                              "without an xkos:Correspondence");
        }
        return out;
    }

private:
    using Statements = std::vector<const TurtleStatement*>;

    [[noreturn]] void fail(std::uint32_t line, const std::string& what) const {
        throw FormatError({file_, line, 0}, what);
    }

    [[nodiscard]] const Statements& about(const std::string& subject) const {
        static const Statements none;
        const auto found = said_of_.find(subject);
        return found == said_of_.end() ? none : found->second;
    }

    /// What @p subject says by @p predicate, each once, in the order of the file.
    [[nodiscard]] Statements said(const std::string& subject, const std::string& predicate) const {
        Statements out;
        std::set<std::pair<std::string_view, std::string_view>> seen;
        for (const auto* const statement : about(subject)) {
            const auto& object = statement->object;
            if (statement->predicate == predicate &&
                seen.emplace(object.value, object.language).second) {
                out.push_back(statement);
            }
        }
        return out;
    }

    /// What says @p predicate to @p object, each once.
    [[nodiscard]] std::vector<std::string> sayers(const std::string& predicate,
                                                  const std::string& object) const {
        std::vector<std::string> out;
        std::set<std::string_view> seen;
        const auto found = said_to_.find(object);
        if (found != said_to_.end()) {
            for (const auto* const statement : found->second) {
                if (statement->predicate == predicate && seen.insert(statement->subject).second) {
                    out.push_back(statement->subject);
                }
            }
        }
        return out;
    }

    static void add_once(std::vector<std::string>& out, const std::string& name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) {
            out.push_back(name);
        }
    }

    [[nodiscard]] std::vector<std::string> things(const std::string& type) const {
        return sayers(word(rdf, "type"), type);
    }

    [[nodiscard]] std::uint32_t line_of(const std::string& subject) const {
        const auto& all = about(subject);
        return all.empty() ? 0 : all.front()->line;
    }

    /// The one text that @p subject has by @p predicate. Empty: none.
    [[nodiscard]] std::string text_of(const std::string& subject, const std::string& predicate,
                                      std::string_view what) const {
        std::string out;
        for (const auto* const statement : said(subject, predicate)) {
            const auto& text = statement->object.value;
            if (!out.empty() && text != out) {
                fail(statement->line, fmt::format("<{}> has two {}: '{}' and '{}'; expected one",
                                                  subject, what, out, text));
            }
            out = text;
        }
        return out;
    }

    /// The language of titles: the wanted one, or the only one that labels have.
    [[nodiscard]] std::string language_of(const std::optional<std::string>& wanted) const {
        std::map<std::string, std::string> languages;  // as they are first written
        const auto label = word(skos, "prefLabel");
        for (const auto& statement : statements_) {
            const auto& language = statement.object.language;
            if (statement.predicate == label && !language.empty()) {
                languages.emplace(lower_case(language), language);
            }
        }
        std::vector<std::string> written;
        bool has_wanted = false;
        for (const auto& [folded, language] : languages) {
            written.push_back(language);
            has_wanted = has_wanted || (wanted && is_in(language, *wanted));
        }
        if (wanted && !has_wanted) {
            fail(0, languages.empty()
                        ? fmt::format("no titles in the language '{}': none says its language",
                                      *wanted)
                        : fmt::format("no titles in the language '{}'; they are in {}", *wanted,
                                      fmt::join(written, ", ")));
        }
        if (!wanted && languages.size() > 1) {
            throw ChoiceNeeded(ChoiceNeeded::Of::language, file_,
                               fmt::format("titles are in several languages: which one? They are "
                                           "{}",
                                           fmt::join(written, ", ")));
        }
        return wanted ? *wanted : written.empty() ? std::string{} : written.front();
    }

    /// The label in the language of titles, of which one in just that tag goes before others, or
    /// one that has no language. Empty: no label.
    [[nodiscard]] std::string title_of(const std::string& subject) const {
        const TurtleStatement* found = nullptr;
        bool is_found_exact = false;
        const auto labels = said(subject, word(skos, "prefLabel"));
        for (const auto* const statement : labels) {
            const auto& language = statement->object.language;
            const bool is_exact = lower_case(language) == lower_case(language_);
            const bool is_wanted =
                language.empty() ? is_exact || labels.size() == 1 : is_in(language, language_);
            if (!is_wanted || (is_found_exact && !is_exact)) {
                continue;
            }
            if (found != nullptr && is_exact == is_found_exact &&
                found->object.value != statement->object.value) {
                fail(statement->line,
                     fmt::format("<{}> has two titles: '{}' and '{}'; expected one", subject,
                                 found->object.value, statement->object.value));
            }
            found = statement;
            is_found_exact = is_exact;
        }
        if (found == nullptr && !labels.empty()) {
            fail(labels.front()->line,
                 fmt::format("<{}> has no title in the language '{}'", subject, language_));
        }
        return found == nullptr ? std::string{} : found->object.value;
    }

    [[nodiscard]] std::string code_of(const std::string& subject, std::uint32_t line) const {
        auto code = text_of(subject, word(skos, "notation"), "codes (skos:notation)");
        if (code.empty()) {
            fail(line, fmt::format("<{}> has no code: nothing says its skos:notation{}", subject,
                                   about(subject).empty()
                                       ? "; it is in another file, perhaps, and files of "
                                         "Turtle may be put behind each other"
                                       : ""));
        }
        return code;
    }

    [[nodiscard]] std::string name_of(const std::string& subject) const {
        const auto name = text_of(subject, word(skos, "notation"), "names (skos:notation)");
        return name.empty() ? end_of(subject) : name;
    }

    /// In the order in which the file says that they belong to it.
    [[nodiscard]] std::vector<std::string> concepts_of(const std::string& scheme) const {
        auto out = sayers(word(skos, "inScheme"), scheme);
        std::set<std::string> seen(out.begin(), out.end());
        const auto add = [&](const std::string& name) {
            if (seen.insert(name).second) {
                out.push_back(name);
            }
        };
        for (const auto& name : sayers(word(skos, "topConceptOf"), scheme)) {
            add(name);
        }
        for (const auto* const statement : said(scheme, word(skos, "hasTopConcept"))) {
            add(statement->object.value);
        }
        return out;
    }

    [[nodiscard]] std::string parent_of(const std::string& subject,
                                        const std::set<std::string>& scheme) const {
        std::vector<std::string> found;
        for (const auto* const statement : said(subject, word(skos, "broader"))) {
            add_once(found, statement->object.value);
        }
        for (const auto& name : sayers(word(skos, "narrower"), subject)) {
            add_once(found, name);
        }
        found.erase(std::remove_if(found.begin(), found.end(),
                                   [&](const auto& name) { return scheme.count(name) == 0; }),
                    found.end());
        if (found.size() > 1) {
            fail(line_of(subject), fmt::format("<{}> is below <{}> and <{}>; expected one parent",
                                               subject, found[0], found[1]));
        }
        return found.empty() ? std::string{} : found.front();
    }

    /// The things of an RDF list, whose first cell is @p cell.
    [[nodiscard]] std::vector<std::string> list_of(std::string cell) const {
        std::vector<std::string> out;
        std::set<std::string> seen;
        while (seen.insert(cell).second) {
            for (const auto* const statement : said(cell, word(rdf, "first"))) {
                out.push_back(statement->object.value);
            }
            const auto rest = said(cell, word(rdf, "rest"));
            if (rest.empty()) {
                break;
            }
            cell = rest.front()->object.value;
        }
        return out;
    }

    /// The number of each level of @p scheme, coarsest first; empty: it has none.
    [[nodiscard]] std::map<std::string, std::size_t> levels_of(const std::string& scheme) const {
        std::map<std::string, std::size_t> out;
        for (const auto* const statement : said(scheme, word(xkos, "levels"))) {
            auto listed = list_of(statement->object.value);
            if (listed.empty()) {
                listed.push_back(statement->object.value);  // without a list: each by its depth
            }
            for (const auto& level : listed) {
                out.emplace(level, out.size() + 1);
            }
        }
        for (auto& [level, number] : out) {
            const auto depth = text_of(level, word(xkos, "depth"), "depths (xkos:depth)");
            if (depth.empty()) {
                continue;
            }
            const auto said_number = whole_number<std::size_t>(depth);
            if (!said_number || *said_number == 0) {
                fail(
                    line_of(level),
                    fmt::format("xkos:depth '{}' of <{}> is not a number from 1 on", depth, level));
            }
            number = *said_number;
        }
        return out;
    }

    /// How many are above @p subject, itself counted.
    [[nodiscard]] std::size_t depth_of(const std::string& subject,
                                       const std::set<std::string>& scheme) const {
        std::size_t depth = 0;
        std::set<std::string> seen;
        for (auto at = subject; !at.empty(); at = parent_of(at, scheme)) {
            if (!seen.insert(at).second) {
                fail(line_of(subject), fmt::format("<{}> is below itself", subject));
            }
            ++depth;
        }
        return depth;
    }

    [[nodiscard]] std::size_t level_number(const std::string& subject,
                                           const std::set<std::string>& scheme,
                                           const std::map<std::string, std::size_t>& levels) const {
        if (levels.empty()) {
            return depth_of(subject, scheme);
        }
        std::size_t out = 0;
        for (const auto& name : sayers(word(skos, "member"), subject)) {
            const auto found = levels.find(name);
            if (found == levels.end()) {
                continue;
            }
            if (out != 0) {
                fail(line_of(subject), fmt::format("<{}> is in two levels", subject));
            }
            out = found->second;
        }
        if (out == 0) {
            fail(line_of(subject), fmt::format("<{}> is in no level of its scheme", subject));
        }
        return out;
    }

    /// Whether a statement of ours, below whatever base, says @p name of @p subject; what it says.
    [[nodiscard]] std::string own_word(const std::string& subject, std::string_view name) const {
        const auto ending = "/terms#" + std::string(name);
        for (const auto* const statement : about(subject)) {
            if (statement->predicate.ends_with(ending)) {
                return statement->object.value;
            }
        }
        return {};
    }

    [[nodiscard]] DelimitedTable classification(const std::string& scheme,
                                                const std::vector<std::string>& concepts) const {
        const std::set<std::string> members(concepts.begin(), concepts.end());
        const auto levels = levels_of(scheme);
        DelimitedTable out{file_, {"code", "title", "level", "parent"}, {}, 0, name_of(scheme)};
        const bool has_residuals = std::any_of(
            concepts.begin(), concepts.end(),
            [&](const std::string& subject) { return own_word(subject, "residual") == "true"; });
        if (has_residuals) {
            out.header.emplace_back("residual");
        }
        for (const auto* const status : said(scheme, word(adms, "status"))) {
            out.is_draft = out.is_draft || status->object.value == under_development;
        }
        for (const auto& subject : concepts) {
            const auto line = line_of(subject);
            const auto parent = parent_of(subject, members);
            DelimitedTable::Row row{line,
                                    {code_of(subject, line), title_of(subject),
                                     fmt::format("{}", level_number(subject, members, levels)),
                                     parent.empty() ? std::string{} : code_of(parent, line)}};
            if (has_residuals) {
                row.cells.emplace_back(own_word(subject, "residual") == "true" ? "yes" : "");
            }
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    /// The scheme that a concept is in, if the file says so and it is one.
    [[nodiscard]] std::string scheme_of(const std::string& subject) const {
        const auto schemes = said(subject, word(skos, "inScheme"));
        return schemes.size() == 1 ? schemes.front()->object.value : std::string{};
    }

    [[nodiscard]] DelimitedTable links(const std::string& correspondence) const {
        DelimitedTable out{
            file_, {"source", "source title", "target", "target title", "share"}, {}, 0};
        std::set<std::string> from;
        std::set<std::string> to;
        bool has_shares = false;
        for (const auto* const made_of : said(correspondence, word(xkos, "madeOf"))) {
            const auto& association = made_of->object.value;
            const auto sources = said(association, word(xkos, "sourceConcept"));
            const auto targets = said(association, word(xkos, "targetConcept"));
            const auto line = line_of(association) == 0 ? made_of->line : line_of(association);
            if (sources.size() > 1 && targets.size() > 1) {
                fail(line, fmt::format("<{}> joins several sources with several targets, and does "
                                       "not say which goes where",
                                       association));
            }
            if (sources.empty() && targets.empty()) {
                fail(line, fmt::format("<{}> has neither source nor target", association));
            }
            if (own_word(association, "place") == "unknown") {
                continue;
            }
            const bool is_only = own_word(association, "basis") == "only";
            const auto share = is_only ? std::string{} : own_word(association, "share");
            if (!share.empty() && (sources.size() > 1 || targets.size() > 1)) {
                fail(line, fmt::format("<{}> has one share for several links", association));
            }
            has_shares = has_shares || !share.empty();
            const auto add = [&](const std::string& source, const std::string& target) {
                out.rows.push_back(
                    {line,
                     {source.empty() ? "" : code_of(source, line), title_of(source),
                      target.empty() ? "" : code_of(target, line), title_of(target), share}});
                if (!source.empty()) {
                    from.insert(scheme_of(source));
                }
                if (!target.empty()) {
                    to.insert(scheme_of(target));
                }
            };
            for (std::size_t i = 0; i < std::max<std::size_t>(sources.size(), 1); ++i) {
                for (std::size_t j = 0; j < std::max<std::size_t>(targets.size(), 1); ++j) {
                    add(sources.empty() ? std::string{} : sources[i]->object.value,
                        targets.empty() ? std::string{} : targets[j]->object.value);
                }
            }
        }
        if (!has_shares) {
            out.header.pop_back();
            for (auto& row : out.rows) {
                row.cells.pop_back();
            }
        }
        out.sheet = name_of_table(correspondence, from, to);
        return out;
    }

    /// "soc2010 -> soc2018", by the schemes that the codes are in, or else by those that it
    /// compares.
    [[nodiscard]] std::string name_of_table(const std::string& correspondence,
                                            const std::set<std::string>& from,
                                            const std::set<std::string>& to) const {
        if (from.size() == 1 && to.size() == 1 && !from.begin()->empty() && !to.begin()->empty()) {
            if (*from.begin() == *to.begin()) {
                fail(line_of(correspondence),
                     fmt::format("<{}> goes from <{}> to itself", correspondence, *from.begin()));
            }
            return name_of(*from.begin()) + " -> " + name_of(*to.begin());
        }
        if (from.size() > 1 || to.size() > 1) {
            fail(line_of(correspondence),
                 fmt::format("<{}> has {} in several schemes", correspondence,
                             from.size() > 1 ? "sources" : "targets"));
        }
        const auto compared = said(correspondence, word(xkos, "compares"));
        if (compared.size() == 2) {
            return name_of(compared[0]->object.value) + " -> " + name_of(compared[1]->object.value);
        }
        return name_of(correspondence);
    }

    const std::string& file_;
    std::vector<TurtleStatement> statements_;
    std::unordered_map<std::string, Statements> said_of_;
    std::unordered_map<std::string, Statements> said_to_;
    std::string language_;
};

}  // namespace

DelimitedTable one_of(NamedTables tables, const std::optional<std::string>& name,
                      const std::string& file) {
    std::vector<std::string> names;
    std::vector<DelimitedTable*> found;
    for (auto& table : tables) {
        names.push_back("'" + table.sheet + "'");
        if (!name || table.sheet == *name) {
            found.push_back(&table);
        }
    }
    if (found.size() != 1) {
        const auto list = fmt::format("{}", fmt::join(names, ", "));
        if (!name) {
            throw ChoiceNeeded(ChoiceNeeded::Of::table, file,
                               fmt::format("several tables: which one? They are {}", list));
        }
        throw FormatError({file, 0, 0},
                          found.empty()
                              ? fmt::format("no table '{}'; the tables are {}", *name, list)
                              : fmt::format("several tables are called '{}'", *name));
    }
    return std::move(*found.front());
}

NamedTables read_linked_tables(std::string_view text, const std::string& file,
                               const std::optional<std::string>& language) {
    return LinkedTables(text, file, language).tables();
}

}  // namespace socshift
