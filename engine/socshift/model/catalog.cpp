#include "socshift/model/catalog.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"
#include "socshift/model/overlay.hpp"
#include "socshift/model/shelf.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace socshift {

namespace {

using CorrespondenceKey = std::pair<EditionId, EditionId>;

/// Steps from an edition to the last one that it extends, or follows, by way of
/// others.
constexpr std::size_t most_extended = 16;
constexpr std::size_t most_followed = 1000;

/// What the user typed with case, spaces and punctuation taken away.
std::string squeeze(std::string_view name) {
    std::string out;
    for (const char c : fold_title(name)) {
        if (c != ' ') {
            out += c;
        }
    }
    return out;
}

/// What @p source loads, unless it has errors.
template <typename Source>
auto sound(const Source& source) {
    return [&source] {
        auto loaded = source.load();
        if (auto found = check(loaded); has_errors(found)) {
            throw DataError(std::move(found));
        }
        return loaded;
    };
}

}  // namespace

struct Catalog::Body {
    CatalogParts sources;
    std::map<EditionId, const CatalogParts::EditionPart*> headers;
    Shelf<EditionId, Edition> editions;
    Shelf<CorrespondenceKey, Correspondence> correspondences;
    Shelf<std::string, Counts> counts;
    std::map<EditionId, std::set<MarginCounts>> margins;  // the counts that are, by edition
    Shelf<std::string, Proposal> proposals;
    Shelf<EditionId, Scenario> scenarios;
    Shelf<std::string, Rates> rates;
    Shelf<std::string, TitleList> titles;
    std::map<std::string, EditionId> names;

    explicit Body(CatalogParts from) : sources(std::move(from)) {
        index_editions();
        index_tables();
        index_requests();
        if (!findings_.empty()) {
            throw DataError(std::move(findings_));
        }
    }

private:
    Findings findings_;

    void add(std::string rule, const SourceLocation& at, std::string message) {
        findings_.push_back({Severity::error, std::move(rule), at, std::move(message)});
    }

    void need(const EditionId& id, const SourceLocation& at, const std::string& who) {
        if (headers.count(id) == 0) {
            add("unknown-edition", at,
                fmt::format("{} refers to edition '{}', which is not in the catalog", who,
                            id.text()));
        }
    }

    /// @p what is at @p at, and in the first of @p parts for which @p is_same as well.
    template <typename Parts, typename IsSame>
    void add_twice(std::string_view kind, const SourceLocation& at, const std::string& what,
                   const Parts& parts, IsSame is_same) {
        const auto first = std::find_if(parts.begin(), parts.end(), is_same);
        const auto place = first == parts.end() ? std::string{} : first->at.text();
        add(fmt::format("duplicate-{}", kind), at,
            what + " there twice" + (place.empty() ? "" : fmt::format(", in {} as well", place)));
    }

    void index_editions() {
        for (const auto& source : sources.editions) {
            const auto& id = source.header.id;
            if (!headers.emplace(id, &source).second) {
                add_twice("edition", source.at, fmt::format("edition '{}' is", id.text()),
                          sources.editions,
                          [&](const auto& other) { return other.header.id == id; });
                continue;
            }
            editions.put(id, [this, &source] {
                const auto& base = source.header.extends;
                return Edition::make(source.load(), base ? editions.find(*base) : nullptr);
            });
            add_name(source.header.id.text(), source);
            for (const auto& alias : source.header.aliases) {
                add_name(alias, source);
            }
        }
        for (const auto& [id, source] : headers) {
            check_reference(*source, &EditionHeader::extends, "extends", most_extended);
            check_reference(*source, &EditionHeader::follows, "follows", most_followed);
        }
    }

    // An edition that extends itself, over any number of steps, could never be
    // loaded.
    void check_reference(const CatalogParts::EditionPart& source,
                         std::optional<EditionId> EditionHeader::*reference, std::string_view word,
                         std::size_t most) {
        const auto& id = source.header.id;
        if (source.header.*reference) {
            need(*(source.header.*reference), source.at, fmt::format("edition '{}'", id.text()));
        }
        std::set<EditionId> seen;
        for (auto at = source.header.*reference; at && seen.insert(*at).second;) {
            if (*at == id) {
                add(fmt::format("{}-cycle", word), source.at,
                    fmt::format("edition '{}' {} itself", id.text(), word));
                return;
            }
            if (seen.size() > most) {
                add(fmt::format("{}-depth", word), source.at,
                    fmt::format("edition '{}' {} others over more than {} steps", id.text(), word,
                                most));
                return;
            }
            const auto next = headers.find(*at);
            at = next == headers.end() ? std::nullopt : next->second->header.*reference;
        }
    }

    // Of several counts the time decides which serve, so no two may be of one time.
    void add_margins(const CatalogParts::CountsPart& source, const EditionId& edition) {
        auto& known = margins[edition];
        const auto same = std::find_if(known.begin(), known.end(), [&](const auto& other) {
            return other.reference == source.reference && other.name != source.name;
        });
        if (same != known.end()) {
            add("duplicate-margins", source.at,
                fmt::format("'{}' and '{}' are both margins of '{}' of '{}'; expected one of them",
                            same->name, source.name, edition.text(), source.reference));
        }
        known.insert({source.reference, source.name});
    }

    void add_name(const std::string& name, const CatalogParts::EditionPart& source) {
        const auto& id = source.header.id;
        const auto [place, is_new] = names.emplace(squeeze(name), id);
        if (!is_new && place->second != id) {
            add("ambiguous-alias", source.at,
                fmt::format("'{}' names both '{}' and '{}'", name, place->second.text(),
                            id.text()));
        }
    }

    void index_tables() {
        for (const auto& source : sources.correspondences) {
            const auto who = fmt::format("the correspondence {} -> {}", source.source.text(),
                                         source.target.text());
            need(source.source, source.at, who);
            need(source.target, source.at, who);
            const auto make = [&source] { return Correspondence::make(source.load()); };
            if (!correspondences.put(source.key(), make)) {
                add_twice("correspondence", source.at, who + " is", sources.correspondences,
                          [&](const auto& other) { return other.key() == source.key(); });
            }
        }
        for (const auto& source : sources.counts) {
            if (!counts.put(source.name, sound(source))) {
                add_twice("counts", source.at, fmt::format("counts '{}' are", source.name),
                          sources.counts,
                          [&](const auto& other) { return other.name == source.name; });
            }
            if (source.margins_of) {
                add_margins(source, *source.margins_of);
            }
        }
        for (const auto& source : sources.rates) {
            need(source.before, source.at, fmt::format("the rates '{}'", source.name));
            need(source.after, source.at, fmt::format("the rates '{}'", source.name));
            if (!rates.put(source.name, sound(source))) {
                add_twice("rates", source.at, fmt::format("rates '{}' are", source.name),
                          sources.rates,
                          [&](const auto& other) { return other.name == source.name; });
            }
        }
        for (const auto& source : sources.titles) {
            need(source.coded_in, source.at, fmt::format("the titles '{}'", source.name));
            if (!titles.put(source.name, sound(source))) {
                add_twice("titles", source.at, fmt::format("titles '{}' are", source.name),
                          sources.titles,
                          [&](const auto& other) { return other.name == source.name; });
            }
        }
    }

    void index_requests() {
        for (const auto& source : sources.proposals) {
            if (!proposals.put(source.id, source.load)) {
                add_twice("proposal", source.at, fmt::format("proposal '{}' is", source.id),
                          sources.proposals,
                          [&](const auto& other) { return other.id == source.id; });
            }
        }
        for (const auto& source : sources.scenarios) {
            if (!scenarios.put(source.id, source.load)) {
                add_twice("scenario", source.at, fmt::format("scenario '{}' is", source.id.text()),
                          sources.scenarios,
                          [&](const auto& other) { return other.id == source.id; });
            }
        }
    }
};

Catalog Catalog::make(CatalogParts sources) {
    return Catalog{std::make_shared<const Body>(std::move(sources))};
}

Catalog Catalog::overlaid_with(const CatalogParts& sources) const {
    return make(overlaid(body_->sources, sources));
}

std::vector<EditionId> Catalog::edition_ids() const {
    std::vector<const EditionHeader*> headers;
    headers.reserve(body_->headers.size());
    for (const auto& [id, source] : body_->headers) {
        headers.push_back(&source->header);
    }
    std::sort(headers.begin(), headers.end(), [](const auto* a, const auto* b) {
        return std::tie(a->series, a->validity.from, a->id) <
               std::tie(b->series, b->validity.from, b->id);
    });
    std::vector<EditionId> out;
    out.reserve(headers.size());
    for (const auto* const header : headers) {
        out.push_back(header->id);
    }
    return out;
}

bool Catalog::has_edition(const EditionId& id) const noexcept {
    return body_->headers.count(id) != 0;
}

const EditionHeader& Catalog::header(const EditionId& id) const {
    const auto found = body_->headers.find(id);
    if (found == body_->headers.end()) {
        throw UnknownName(fmt::format("unknown edition '{}'", id.text()));
    }
    return found->second->header;
}

const Edition& Catalog::edition(const EditionId& id) const {
    const auto* const found = body_->editions.find(id);
    if (found == nullptr) {
        throw UnknownName(fmt::format("unknown edition '{}'", id.text()));
    }
    return *found;
}

std::vector<Code> Catalog::own_codes(const EditionId& id) const {
    const auto found = body_->headers.find(id);
    if (found != body_->headers.end() && found->second->codes) {
        return found->second->codes();
    }
    std::vector<Code> codes;
    for (const auto& item : edition(id).items()) {
        if (!item.inherited) {
            codes.push_back(item.code);
        }
    }
    return codes;
}

EditionId Catalog::resolve(std::string_view name) const {
    const auto wanted = squeeze(name);
    if (const auto found = body_->names.find(wanted); found != body_->names.end()) {
        return found->second;
    }
    const auto* const near =
        nearest(body_->names, wanted, wanted.size() / 2,
                [](const auto& known) { return std::string_view{known.first}; });
    throw UnknownName(fmt::format("unknown edition '{}'{}; 'socshift editions' lists all", name,
                                  did_you_mean(near == nullptr ? "" : near->second.text())));
}

std::vector<EditionId> Catalog::resolve(const std::vector<std::string>& names) const {
    std::vector<EditionId> out;
    for (const auto& name : names) {
        out.push_back(resolve(name));
    }
    return out;
}

std::vector<std::pair<EditionId, EditionId>> Catalog::correspondence_ids() const {
    return body_->correspondences.keys();
}

const Correspondence* Catalog::correspondence(const EditionId& source,
                                              const EditionId& target) const {
    return body_->correspondences.find(CorrespondenceKey{source, target});
}

namespace {

const TableMeasures* figures_of(const std::optional<KnownTable>& known, bool backward) noexcept {
    if (!known) {
        return nullptr;
    }
    return backward ? &known->backward : &known->forward;
}

}  // namespace

const TableMeasures* Catalog::known_figures(const EditionId& source, const EditionId& target,
                                            bool backward) const noexcept {
    for (const auto& table : body_->sources.correspondences) {
        if (table.source == source && table.target == target) {
            return figures_of(table.known, backward);
        }
    }
    return nullptr;
}

bool Catalog::is_matched(const EditionId& source, const EditionId& target) const noexcept {
    return std::any_of(body_->sources.correspondences.begin(), body_->sources.correspondences.end(),
                       [&](const auto& table) {
                           return table.matched && table.source == source && table.target == target;
                       });
}

const TableMeasures* Catalog::known_figures(const EditionId& extension,
                                            bool backward) const noexcept {
    const auto found = body_->headers.find(extension);
    return found == body_->headers.end() ? nullptr
                                         : figures_of(found->second->to_extended, backward);
}

std::vector<std::string> Catalog::counts_names() const {
    return body_->counts.keys();
}

std::vector<MarginCounts> Catalog::margins_of(const EditionId& edition) const {
    const auto found = body_->margins.find(edition);
    return found == body_->margins.end()
               ? std::vector<MarginCounts>{}
               : std::vector<MarginCounts>(found->second.begin(), found->second.end());
}

const Counts& Catalog::counts(std::string_view name) const {
    const auto* const found = body_->counts.find(name);
    if (found == nullptr) {
        throw UnknownName(fmt::format("unknown counts '{}'; there are: {}", name, [this] {
            std::string all;
            for (const auto& known : counts_names()) {
                all += (all.empty() ? "" : ", ") + known;
            }
            return all;
        }()));
    }
    return *found;
}

std::vector<std::string> Catalog::proposal_ids() const {
    return body_->proposals.keys();
}

std::vector<std::string> Catalog::rates_names() const {
    return body_->rates.keys();
}

std::vector<std::string> Catalog::title_list_names() const {
    return body_->titles.keys();
}

const Proposal& Catalog::proposal(std::string_view id) const {
    if (const auto* const found = body_->proposals.find(id)) {
        return *found;
    }
    const auto known = proposal_ids();
    const auto* const near =
        nearest(known, id, id.size() / 2, [](std::string_view text) { return text; });
    throw UnknownName(
        fmt::format("unknown proposal '{}'{}", id, did_you_mean(near == nullptr ? "" : *near)));
}

std::vector<EditionId> Catalog::scenario_ids() const {
    return body_->scenarios.keys();
}

const Scenario& Catalog::scenario(const EditionId& id) const {
    const auto* const found = body_->scenarios.find(id);
    if (found == nullptr) {
        throw UnknownName(fmt::format("'{}' is no scenario of the catalog", id.text()));
    }
    return *found;
}

const Rates& Catalog::rates(std::string_view name) const {
    const auto* const found = body_->rates.find(name);
    if (found == nullptr) {
        throw UnknownName(fmt::format("unknown rates '{}'", name));
    }
    return *found;
}

const TitleList& Catalog::title_list(std::string_view name) const {
    const auto* const found = body_->titles.find(name);
    if (found == nullptr) {
        throw UnknownName(fmt::format("unknown list of titles '{}'", name));
    }
    return *found;
}

const EditionId& Catalog::title_list_edition(std::string_view name) const {
    const auto& all = body_->sources.titles;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& part) { return part.name == name; });
    if (found == all.end()) {
        throw UnknownName(fmt::format("unknown list of titles '{}'", name));
    }
    return found->coded_in;
}

std::string Catalog::ready_titles(const EditionId& edition) const {
    const auto& all = body_->sources.ready_titles;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& one) { return one.edition == edition; });
    return found == all.end() ? std::string{} : found->load();
}

const Rates* Catalog::rates_between(const EditionId& before, const EditionId& after) const {
    const CatalogParts::RatesPart* first = nullptr;
    for (const auto& source : body_->sources.rates) {
        if (source.before == before && source.after == after &&
            (first == nullptr || source.name < first->name)) {
            first = &source;
        }
    }
    return first == nullptr ? nullptr : &rates(first->name);
}

namespace {

template <typename Check>
void gather(Findings& out, Check check) {
    try {
        for (auto& finding : check()) {
            out.push_back(std::move(finding));
        }
    } catch (const DataError& error) {
        // An edition that this one rests on is itself wrong: said where it stands,
        // once.
        add_new(out, error.findings());
    }
}

}  // namespace

bool is_piece(const Catalog& catalog, const Correspondence& table) {
    return table.stated_coverage()
               ? table.coverage() == Coverage::part
               : !lists_most_leaves(table, catalog.edition(table.source()), false);
}

Findings check(const Counts& counts, const Catalog& catalog) {
    if (catalog.has_edition(counts.coded_in)) {
        return check(counts, catalog.edition(counts.coded_in));
    }
    return {{Severity::error, "unknown-edition", counts.at,
             fmt::format("counts '{}' refer to edition '{}', which is not in the catalog",
                         counts.name, counts.coded_in.text())}};
}

Findings check(const Rates& rates, const Catalog& catalog) {
    for (const auto* const id : {&rates.before, &rates.after}) {
        if (!catalog.has_edition(*id)) {
            return {{Severity::error, "unknown-edition", rates.at,
                     fmt::format("rates '{}' refer to edition '{}', which is not in the catalog",
                                 rates.name, id->text())}};
        }
    }
    return check(rates, catalog.edition(rates.before), catalog.edition(rates.after));
}

Findings check(const TitleList& list, const Catalog& catalog) {
    if (catalog.has_edition(list.coded_in)) {
        return check(list, catalog.edition(list.coded_in));
    }
    return {{Severity::error, "unknown-edition", list.at,
             fmt::format("titles '{}' refer to edition '{}', which is not in the catalog",
                         list.name, list.coded_in.text())}};
}

Findings Catalog::check() const {
    return check_if([](const EditionId&) { return true; });
}

Findings Catalog::check(const EditionId& id) const {
    (void)header(id);
    return check_if([&](const EditionId& other) { return other == id; });
}

Findings Catalog::check_if(const std::function<bool(const EditionId&)>& wanted) const {
    Findings out;
    for (const auto& id : edition_ids()) {
        if (wanted(id)) {
            gather(out, [&] {
                const auto& source = *body_->headers.at(id);
                if (source.findings) {
                    return source.findings();
                }
                const auto& base = source.header.extends;
                return socshift::check(source.load(), base ? &edition(*base) : nullptr);
            });
        }
    }
    for (const auto& source : body_->sources.correspondences) {
        if (wanted(source.source) || wanted(source.target)) {
            gather(out, [&] {
                return source.findings ? source.findings()
                                       : socshift::check(source.load(), edition(source.source),
                                                         edition(source.target));
            });
        }
    }
    std::map<std::string_view, const CatalogParts::CountsPart*> counts;
    for (const auto& source : body_->sources.counts) {
        counts.emplace(source.name, &source);
    }
    for (const auto& entry : counts) {
        gather(out, [&] {
            const auto table = entry.second->load();
            return wanted(table.coded_in) ? socshift::check(table, *this) : Findings{};
        });
    }
    for (const auto& source : body_->sources.rates) {
        if (wanted(source.before) || wanted(source.after)) {
            gather(out, [&] { return socshift::check(source.load(), *this); });
        }
    }
    for (const auto& source : body_->sources.titles) {
        if (wanted(source.coded_in)) {
            gather(out, [&] { return socshift::check(source.load(), *this); });
        }
    }
    return out;
}

}  // namespace socshift
