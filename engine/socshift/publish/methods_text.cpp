#include "socshift/publish/methods_text.hpp"

#include "socshift/base/harmless.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/catalog/directory.hpp"
#include "socshift/convert/title_assigner.hpp"
#include "socshift/titles/title_words.hpp"
#include "socshift/version.hpp"
#include "socshift/weights/census_weights.hpp"
#include "socshift/weights/employment_weights.hpp"

#include <fmt/core.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace socshift {

namespace {

/// "1,234 rows"
std::string number(std::uint64_t count) {
    auto digits = fmt::format("{}", count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string rows_text(std::uint64_t rows) {
    return fmt::format("{} {}", number(rows), rows == 1 ? "row" : "rows");
}

/// "120 rows (2.4 %)"
std::string rows_of(std::uint64_t rows, std::uint64_t all) {
    constexpr double hundred = 100;
    return all == 0 ? rows_text(rows)
                    : fmt::format("{} ({:.1f} %)", rows_text(rows),
                                  hundred * static_cast<double>(rows) / static_cast<double>(all));
}

std::string_view was(std::uint64_t rows) {
    return rows == 1 ? "was" : "were";
}

/// "1 row has", "12 rows have"
std::string rows_with(std::uint64_t rows, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", rows_text(rows), rows == 1 ? one : several);
}

/// "12 rows were set aside"
std::string set_aside_text(std::uint64_t rows) {
    return fmt::format("{} {} set aside", rows_text(rows), was(rows));
}

/// "a, b and c"
std::string enumerated(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out += i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

/// Writes the text, paragraph by paragraph.
class Methods {
public:
    Methods(const Catalog& catalog, const Conversion& conversion, const ConvertSummary& summary,
            const ConvertFacts& facts)
        : catalog_(catalog), conversion_(conversion), summary_(summary), facts_(facts) {}

    [[nodiscard]] std::string text(const CatalogIdentity& identity);

private:
    void add_aim();
    void add_waves();
    void add_shares();
    void add_rows();
    void add_aside();
    void add_figures();
    void add_assumptions();
    void add_sources();
    [[nodiscard]] bool has_decisions() const;
    void add_software(const CatalogIdentity& identity);

    /// "2010 Standard Occupational Classification (soc2010)"
    [[nodiscard]] std::string edition_text(const EditionId& id) const {
        return fmt::format("{} ({})", catalog_.header(id).title, id.text());
    }
    [[nodiscard]] std::vector<std::string> editions_of(const EditionChoice& choice) const;
    [[nodiscard]] std::string weight_text(const WeightChoice& choice) const;
    void say(const std::string& sentence) {
        out_ += (is_start_ ? "" : " ") + sentence;
        is_start_ = false;
    }
    void end_paragraph() {
        out_ += is_start_ ? "" : "\n\n";
        is_start_ = true;
    }

    const Catalog& catalog_;
    const Conversion& conversion_;
    const ConvertSummary& summary_;
    const ConvertFacts& facts_;
    std::string out_;
    bool is_start_ = true;
};

std::vector<std::string> Methods::editions_of(const EditionChoice& choice) const {
    std::vector<std::string> out;
    for (const auto place : choice.editions) {
        out.push_back(conversion_.editions().editions[place].text());
    }
    return out;
}

void Methods::add_aim() {
    std::vector<std::string> from;
    for (const auto& id : conversion_.editions().editions) {
        from.push_back(edition_text(id));
    }
    const auto& spec = conversion_.spec();
    const auto to =
        spec.families.empty() ? edition_text(catalog_.resolve(spec.to)) : conversion_.to();
    say(fmt::format("The occupation codes in column '{}' of {} were carried from {} to {}{}.",
                    facts_.column, facts_.file, enumerated(from), to,
                    facts_.level.empty() ? "" : ", at the level " + facts_.level));
    if (conversion_.editions().detection) {
        const auto& found = *conversion_.editions().detection;
        say(
            fmt::format("The edition of the codes was not given: it is the only one that explains "
                        "the {} of {} rows whose codes are in any edition.",
                        number(found.explained), number(found.rows)));
    }
    if (!conversion_.routes().empty()) {
        say(fmt::format("The route is {}.", facts_.route));
    }
}

void Methods::add_waves() {
    const auto& editions = conversion_.editions();
    const auto& spec = conversion_.spec();
    std::map<std::vector<std::string>, std::vector<std::string>> values;
    const auto add = [&](const std::string& value, std::size_t choice) {
        values[editions_of(editions.choices[choice])].push_back(value);
    };
    if (spec.edition_map.empty()) {
        for (const auto& [value, choice] : editions.by_value) {
            add(value, choice);
        }
    }
    for (const auto& [value, named] : spec.edition_map) {  // a range as it was given
        add(value, editions.by_value.at(value));
    }
    bool is_several = false;
    for (const auto& choice : editions.choices) {
        is_several = is_several || choice.editions.size() > 1;
    }
    if (!spec.edition_column.empty()) {
        std::vector<std::string> parts;
        for (const auto& [ids, waves] : values) {
            parts.push_back(fmt::format("{} for {}", fmt::join(ids, " or "), enumerated(waves)));
        }
        say(fmt::format("The edition follows column '{}': {}.", spec.edition_column,
                        fmt::join(parts, "; ")));
    }
    if (!is_several) {
        return;
    }
    say("Where several editions are possible, each row is of the one that has its code.");
    std::uint64_t by_wave = 0;
    std::uint64_t ambiguous = 0;
    for (const auto& wave : summary_.waves) {
        by_wave += wave.by_wave;
        ambiguous += wave.ambiguous;
    }
    if (by_wave > 0) {
        say(fmt::format(
            "Of rows whose code several of these editions carry to different places, {} "
            "went by the edition that the other codes of the wave show, at least two "
            "of which no other of these editions has; this is an assumption.",
            number(by_wave)));
    }
    if (ambiguous > 0) {
        say(fmt::format("{} because several of these editions carry the code to different places.",
                        set_aside_text(ambiguous)));
    }
}

std::string Methods::weight_text(const WeightChoice& choice) const {
    const auto sources = [&](const auto& provenance_of) {
        std::vector<std::string> out;
        for (const auto& route : conversion_.routes()) {
            for (const auto& step : route.steps) {
                for (auto& text : provenance_of(step)) {
                    if (std::find(out.begin(), out.end(), text) == out.end()) {
                        out.push_back(std::move(text));
                    }
                }
            }
        }
        return out.empty() ? std::string{} : fmt::format(" ({})", fmt::join(out, "; "));
    };
    switch (choice.kind) {
        case WeightKind::equal:
            return "equal parts, an assumption";
        case WeightKind::employment:
            return "shares estimated from published employment counts" +
                   sources([&](const Step& step) {
                       std::vector<std::string> titles;
                       if (const auto names = estimated_from(catalog_, step.from, step.to)) {
                           titles = {catalog_.counts(names->first).title,
                                     catalog_.counts(names->second).title};
                       }
                       return titles;
                   });
        case WeightKind::census:
        case WeightKind::census_exact:
            return std::string{"conversion rates of dual-coded records"} +
                   (choice.kind == WeightKind::census ? "" : ", where they determine the share") +
                   sources([&](const Step& step) {
                       std::vector<std::string> titles;
                       if (const auto coding = dual_coding(catalog_, step.from, step.to)) {
                           titles.push_back(coding->flows.title());
                       }
                       return titles;
                   });
        case WeightKind::file:
            break;
    }
    return fmt::format("the weights of '{}'", choice.name);
}

void Methods::add_shares() {
    const auto& spec = conversion_.spec();
    if (!spec.families.empty()) {
        say("A family is the finest group of codes that no link of the tables leads out of, so no "
            "share was needed.");
        return;
    }
    std::vector<std::string> weights;
    for (const auto& choice : spec.weights) {
        weights.push_back(weight_text(choice));
    }
    if (summary_.rows_split > 0) {
        say(fmt::format("{} a code with several successors.",
                        rows_with(summary_.rows_split, "has", "have")));
        if (weights.empty()) {
            say("Only shares that the tables publish were used.");
        } else {
            say(fmt::format("Shares that the tables do not publish were taken from {}.",
                            fmt::join(weights, "; else ")));
        }
    }
    switch (spec.split) {
        case Split::all:
            break;
        case Split::best:
            say("A row with several successors went to the likeliest.");
            break;
        case Split::title:
            say(
                fmt::format("A row with several successors went to the one that its job title in "
                            "column '{}' settles, by the rules {} and a score of {} or more "
                            "({}); the others to all.",
                            spec.title_column, title_words_rule, score_text(spec.title_score),
                            rows_text(summary_.rows_settled)));
            break;
        case Split::draw:
            say(fmt::format(
                "A row with several successors went to one that was drawn by its "
                "share, {} (seed {}).",
                facts_.draws ? fmt::format("{} times", *facts_.draws) : "once", facts_.seed));
            break;
        case Split::none:
            say("Rows with several successors were set aside.");
            break;
    }
    if (spec.groups == Groups::carry) {
        say("A code of a group without published detail went where its members go.");
    } else if (spec.groups == Groups::spread) {
        say("A code of a group without published detail was divided over its members.");
    }
}

void Methods::add_rows() {
    const auto all = summary_.rows_in - summary_.rows_filtered;
    if (summary_.rows_filtered > 0) {
        std::vector<std::string> filters;
        for (const auto& filter : conversion_.spec().where) {
            filters.push_back(
                fmt::format("{} is {}", filter.column, fmt::join(filter.values, " or ")));
        }
        say(fmt::format("Of {}, {} left out: only those count where {}.",
                        rows_text(summary_.rows_in),
                        rows_with(summary_.rows_filtered, "was", "were"), enumerated(filters)));
    }
    say(fmt::format("Of {}, {} {} carried.", rows_text(all), rows_of(summary_.rows_carried, all),
                    was(summary_.rows_carried)));
    std::vector<std::string> bases;
    for (const auto& carried : summary_.by_basis) {
        if (carried.rows > 0) {
            bases.push_back(
                fmt::format("{} {}", number(carried.rows),
                            !carried.basis ? "with no known share"
                            : *carried.basis == Basis::only
                                ? "whose code has one successor"
                                : fmt::format("by {} shares", to_string(*carried.basis))));
        }
    }
    if (summary_.rows_settled > 0) {
        bases.push_back(
            fmt::format("{} whose title settles the successor", number(summary_.rows_settled)));
    }
    if (!bases.empty()) {
        say(fmt::format("Of these, {}.", enumerated(bases)));
    }
    if (summary_.repaired.rows > 0) {
        say(
            fmt::format("In {} the code was recognised after blanks, quotes, hyphens or the like "
                        "were put right.",
                        rows_text(summary_.repaired.rows)));
    }
}

void Methods::add_aside() {
    const auto all = summary_.rows_in - summary_.rows_filtered;
    const auto aside = summary_.rows_rejected + summary_.rows_kept;
    if (aside == 0) {
        say("None was set aside.");
    } else {
        std::vector<std::string> reasons;
        for (const auto& entry : summary_.set_aside) {
            // What could be done about it, behind a semicolon, is for who runs the program.
            const auto why = std::string_view{entry.text}.substr(0, entry.text.find(';'));
            reasons.push_back(fmt::format("{} {}", number(entry.rows), why));
        }
        say(fmt::format("{} {} not: {}.", rows_of(aside, all), was(aside),
                        fmt::join(reasons, "; ")));
    }
    if (summary_.rows_in_part > 0) {
        say(fmt::format("Of {} carried, a part has no successor and was set aside.",
                        rows_text(summary_.rows_in_part)));
    }
}

void Methods::add_figures() {
    for (std::size_t i = 0; i < summary_.sums.size(); ++i) {
        const auto& sum = summary_.sums[i];
        std::vector<std::string> bases;
        for (const auto& carried : summary_.by_basis) {
            if (carried.basis && i < carried.amounts.size()) {
                bases.push_back(fmt::format("{} on the basis {}", carried.amounts[i],
                                            to_string(*carried.basis)));
            }
        }
        say(fmt::format(
            "Of a total {} of {}, {} was carried{} and {} set aside.", sum.column, sum.in, sum.out,
            bases.empty() ? "" : fmt::format(" ({})", enumerated(bases)), sum.rejected));
        if (sum.empty_cells > 0) {
            say(fmt::format("{} no figure in {} and {} nothing to it.",
                            rows_with(sum.empty_cells, "has", "have"), sum.column,
                            sum.empty_cells == 1 ? "adds" : "add"));
        }
    }
    for (const auto& mean : summary_.means) {
        say(mean.by_weight.empty()
                ? fmt::format("Means of {} count each row once, divided by its shares.", mean.of)
                : fmt::format("Means of {} are weighted by {}.", mean.of, mean.by_weight));
    }
    if (conversion_.spec().bounds) {
        say("Beside each figure stand the least and the most that it can be whatever the shares "
            "are that nobody published.");
    }
}

void Methods::add_assumptions() {
    for (const auto& carried : summary_.by_basis) {
        if (carried.basis == Basis::equal) {
            say(fmt::format("The equal split of {} is an assumption.", rows_text(carried.rows)));
        }
    }
    for (const auto& wave : summary_.waves) {
        if (wave.doubtful) {
            say(fmt::format(
                "{}{} have a code that is in no edition they were read in (most of "
                "them: {}), so codes that both have may be of the other as well.",
                rows_of(wave.elsewhere, wave.rows),
                wave.value.empty() ? "" : " of wave " + wave.value, wave.elsewhere_most));
        }
    }
    if (!summary_.boundary_moved.empty()) {
        std::uint64_t rows = 0;
        for (const auto& moved : summary_.boundary_moved) {
            rows += moved.rows;
        }
        say(
            fmt::format("In {} the code is one of {} that changed in nothing but whom their "
                        "definitions leave out; they count as the same.",
                        rows_text(rows), number(summary_.boundary_moved.size())));
    }
    for (const auto& draft : conversion_.drafts()) {
        say(fmt::format("{} is a draft.", draft.text()));
    }
}

bool Methods::has_decisions() const {
    return std::any_of(facts_.edition_files.begin(), facts_.edition_files.end(),
                       [](const EditionFile& file) { return file.holds == "decisions"; });
}

/// The published tables on the way, each once, and the files that something was read from.
void Methods::add_sources() {
    std::vector<std::string> out;
    const auto add = [&](std::string text) {
        if (std::find(out.begin(), out.end(), text) == out.end()) {
            out.push_back(std::move(text));
        }
    };
    auto routes = conversion_.routes();
    routes.insert(routes.end(), conversion_.family_routes().begin(),
                  conversion_.family_routes().end());
    for (const auto& route : routes) {
        for (const auto& step : route.steps) {
            if (step.kind == StepKind::matched) {
                add(fmt::format(
                    "{} to {}: codes and titles that are the same or near, which nobody "
                    "has published as a table{}",
                    step.from.text(), step.to.text(),
                    has_decisions() ? "; what a reader decided of them goes before" : ""));
            }
            if (step.kind != StepKind::published) {
                continue;
            }
            const auto* const table = step.reversed ? catalog_.correspondence(step.to, step.from)
                                                    : catalog_.correspondence(step.from, step.to);
            if (table == nullptr) {
                continue;
            }
            const auto& made = table->provenance();
            auto text = fmt::format("{} to {}: {}{}{}", step.from.text(), step.to.text(),
                                    made.document.empty() ? table->title() : made.document,
                                    made.publisher.empty() ? "" : ", " + made.publisher,
                                    made.date.empty() ? "" : ", " + made.date);
            add(std::move(text));
        }
    }
    if (!out.empty()) {
        say(fmt::format("Tables: {}.", fmt::join(out, "; ")));
    }
    for (const auto& file : facts_.edition_files) {
        say(fmt::format("File '{}', {}: SHA-256 {}.", file.path, file.holds, file.sha256));
    }
}

void Methods::add_software(const CatalogIdentity& identity) {
    say(fmt::format(
        "Software: the socshift authors, socshift, version {}; catalog with SHA-256 {}{}.",
        version(), identity.checksum,
        identity.folder.empty() ? ""
                                : fmt::format(", changed by the files of '{}' with SHA-256 {}",
                                              identity.folder, identity.of_folder)));
}

std::string Methods::text(const CatalogIdentity& identity) {
    add_aim();
    add_waves();
    add_shares();
    end_paragraph();
    add_rows();
    add_aside();
    end_paragraph();
    add_figures();
    end_paragraph();
    add_assumptions();
    end_paragraph();
    add_sources();
    end_paragraph();
    add_software(identity);
    return out_ + "\n";
}

}  // namespace

CatalogIdentity catalog_identity(const std::string& folder) {
    return {builtin_catalog_checksum(), folder,
            folder.empty() ? std::string{} : folder_checksum(folder)};
}

std::string methods_text(const Catalog& catalog, const Conversion& conversion,
                         const ConvertSummary& summary, const ConvertFacts& facts,
                         const CatalogIdentity& identity) {
    return harmless(Methods(catalog, conversion, summary, facts).text(identity), Escapes::text);
}

}  // namespace socshift
