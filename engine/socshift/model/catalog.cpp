#include "socshift/model/catalog.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/nearest.hpp"
#include "socshift/base/title.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>

namespace socshift {

namespace {

/// A value that is made at the first call of get(), by one thread. A throw is not remembered.
template <typename Value>
class Lazy {
public:
    explicit Lazy(std::function<Value()> make) : make_(std::move(make)) {}

    const Value& get() const {
        std::call_once(once_, [this] { value_.emplace(make_()); });
        return *value_;
    }

private:
    std::function<Value()> make_;
    mutable std::once_flag once_;
    mutable std::optional<Value> value_;
};

using CorrespondenceKey = std::pair<EditionId, EditionId>;

/// Steps from an edition to the last one that it extends, or follows, by way of others.
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

}  // namespace

struct Catalog::Body {
    CatalogSources sources;
    std::map<EditionId, const CatalogSources::EditionSource*> headers;
    std::map<EditionId, std::unique_ptr<Lazy<Edition>>> editions;
    std::map<CorrespondenceKey, std::unique_ptr<Lazy<Correspondence>>> correspondences;
    std::map<std::string, std::unique_ptr<Lazy<Counts>>, std::less<>> counts;
    std::map<std::string, std::unique_ptr<Lazy<Proposal>>, std::less<>> proposals;
    std::map<EditionId, std::unique_ptr<Lazy<Scenario>>> scenarios;
    std::map<std::string, std::unique_ptr<Lazy<Rates>>, std::less<>> rates;
    std::map<std::string, EditionId> names;

    explicit Body(CatalogSources from) : sources(std::move(from)) {
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

    void index_editions() {
        for (const auto& source : sources.editions) {
            if (!headers.emplace(source.header.id, &source).second) {
                add("duplicate-edition", source.at,
                    fmt::format("edition '{}' is there twice", source.header.id.text()));
                continue;
            }
            editions.emplace(source.header.id, std::make_unique<Lazy<Edition>>([this, &source] {
                                 const auto& base = source.header.extends;
                                 return Edition::make(source.load(),
                                                      base ? &editions.at(*base)->get() : nullptr);
                             }));
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

    // An edition that extends itself, over any number of steps, could never be loaded.
    void check_reference(const CatalogSources::EditionSource& source,
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

    void add_name(const std::string& name, const CatalogSources::EditionSource& source) {
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
            const bool is_new = correspondences
                                    .emplace(CorrespondenceKey{source.source, source.target},
                                             std::make_unique<Lazy<Correspondence>>([&source] {
                                                 return Correspondence::make(source.load());
                                             }))
                                    .second;
            if (!is_new) {
                add("duplicate-correspondence", source.at, who + " is there twice");
            }
        }
        for (const auto& source : sources.counts) {
            const auto make = [&source] {
                auto loaded = source.load();
                if (auto found = socshift::check(loaded); has_errors(found)) {
                    throw DataError(std::move(found));
                }
                return loaded;
            };
            if (!counts.emplace(source.name, std::make_unique<Lazy<Counts>>(make)).second) {
                add("duplicate-counts", source.at,
                    fmt::format("counts '{}' are there twice", source.name));
            }
        }
        for (const auto& source : sources.rates) {
            const auto make = [&source] {
                auto loaded = source.load();
                if (auto found = socshift::check(loaded); has_errors(found)) {
                    throw DataError(std::move(found));
                }
                return loaded;
            };
            need(source.before, source.at, fmt::format("the rates '{}'", source.name));
            need(source.after, source.at, fmt::format("the rates '{}'", source.name));
            if (!rates.emplace(source.name, std::make_unique<Lazy<Rates>>(make)).second) {
                add("duplicate-rates", source.at,
                    fmt::format("rates '{}' are there twice", source.name));
            }
        }
    }

    void index_requests() {
        for (const auto& source : sources.proposals) {
            if (!proposals.emplace(source.id, std::make_unique<Lazy<Proposal>>(source.load))
                     .second) {
                add("duplicate-proposal", source.at,
                    fmt::format("proposal '{}' is there twice", source.id));
            }
        }
        for (const auto& source : sources.scenarios) {
            if (!scenarios.emplace(source.id, std::make_unique<Lazy<Scenario>>(source.load))
                     .second) {
                add("duplicate-scenario", source.at,
                    fmt::format("scenario '{}' is there twice", source.id.text()));
            }
        }
    }
};

Catalog Catalog::make(CatalogSources sources) {
    return Catalog{std::make_shared<const Body>(std::move(sources))};
}

namespace {

/// Takes away what scenarios of @p all made of editions that @p replacing replaces.
void drop_stale_scenarios(CatalogSources& all, const CatalogSources& replacing) {
    const auto is_replaced = [&](const EditionId& id) {
        return std::any_of(replacing.editions.begin(), replacing.editions.end(),
                           [&](const auto& e) { return e.header.id == id; });
    };
    if (replacing.editions.empty()) {
        return;
    }
    for (const auto& source : all.scenarios) {
        if (is_replaced(source.id) || !is_replaced(source.load().base)) {
            continue;
        }
        all.editions.erase(std::remove_if(all.editions.begin(), all.editions.end(),
                                          [&](const auto& e) { return e.header.id == source.id; }),
                           all.editions.end());
        all.correspondences.erase(
            std::remove_if(
                all.correspondences.begin(), all.correspondences.end(),
                [&](const auto& c) { return c.source == source.id || c.target == source.id; }),
            all.correspondences.end());
    }
}

}  // namespace

Catalog Catalog::overlaid_with(const CatalogSources& sources) const {
    CatalogSources all = body_->sources;
    for (const auto& edition : sources.editions) {
        all.editions.erase(
            std::remove_if(all.editions.begin(), all.editions.end(),
                           [&](const auto& e) { return e.header.id == edition.header.id; }),
            all.editions.end());
    }
    drop_stale_scenarios(all, sources);
    for (const auto& table : sources.correspondences) {
        all.correspondences.erase(
            std::remove_if(all.correspondences.begin(), all.correspondences.end(),
                           [&](const auto& c) {
                               return c.source == table.source && c.target == table.target;
                           }),
            all.correspondences.end());
    }
    for (const auto& table : sources.counts) {
        all.counts.erase(std::remove_if(all.counts.begin(), all.counts.end(),
                                        [&](const auto& c) { return c.name == table.name; }),
                         all.counts.end());
    }
    for (const auto& proposal : sources.proposals) {
        all.proposals.erase(std::remove_if(all.proposals.begin(), all.proposals.end(),
                                           [&](const auto& p) { return p.id == proposal.id; }),
                            all.proposals.end());
    }
    for (const auto& scenario : sources.scenarios) {
        all.scenarios.erase(std::remove_if(all.scenarios.begin(), all.scenarios.end(),
                                           [&](const auto& s) { return s.id == scenario.id; }),
                            all.scenarios.end());
    }
    for (const auto& table : sources.rates) {
        all.rates.erase(std::remove_if(all.rates.begin(), all.rates.end(),
                                       [&](const auto& r) { return r.name == table.name; }),
                        all.rates.end());
    }
    const auto append = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    append(all.editions, sources.editions);
    append(all.correspondences, sources.correspondences);
    append(all.counts, sources.counts);
    append(all.proposals, sources.proposals);
    append(all.scenarios, sources.scenarios);
    append(all.rates, sources.rates);
    return make(std::move(all));
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
    const auto found = body_->editions.find(id);
    if (found == body_->editions.end()) {
        throw UnknownName(fmt::format("unknown edition '{}'", id.text()));
    }
    return found->second->get();
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
    const EditionId* nearest = nullptr;
    std::size_t best = wanted.size() / 2 + 1;
    for (const auto& [known, id] : body_->names) {
        const auto distance = edit_distance(wanted, known);
        if (distance < best) {
            best = distance;
            nearest = &id;
        }
    }
    throw UnknownName(fmt::format(
        "unknown edition '{}'{}; 'socshift editions' lists all", name,
        nearest == nullptr ? "" : fmt::format("; did you mean '{}'?", nearest->text())));
}

std::vector<std::pair<EditionId, EditionId>> Catalog::correspondence_ids() const {
    std::vector<CorrespondenceKey> out;
    out.reserve(body_->correspondences.size());
    for (const auto& [key, table] : body_->correspondences) {
        out.push_back(key);
    }
    return out;
}

const Correspondence* Catalog::correspondence(const EditionId& source,
                                              const EditionId& target) const {
    const auto found = body_->correspondences.find(CorrespondenceKey{source, target});
    return found == body_->correspondences.end() ? nullptr : &found->second->get();
}

std::vector<std::string> Catalog::counts_names() const {
    std::vector<std::string> out;
    out.reserve(body_->counts.size());
    for (const auto& [name, table] : body_->counts) {
        out.push_back(name);
    }
    return out;
}

const Counts& Catalog::counts(std::string_view name) const {
    const auto found = body_->counts.find(name);
    if (found == body_->counts.end()) {
        throw UnknownName(fmt::format("unknown counts '{}'; there are: {}", name, [this] {
            std::string all;
            for (const auto& known : counts_names()) {
                all += (all.empty() ? "" : ", ") + known;
            }
            return all;
        }()));
    }
    return found->second->get();
}

std::vector<std::string> Catalog::proposal_ids() const {
    std::vector<std::string> out;
    out.reserve(body_->proposals.size());
    for (const auto& [id, proposal] : body_->proposals) {
        out.push_back(id);
    }
    return out;
}

std::vector<std::string> Catalog::rates_names() const {
    std::vector<std::string> out;
    out.reserve(body_->rates.size());
    for (const auto& [name, table] : body_->rates) {
        out.push_back(name);
    }
    return out;
}

const Proposal& Catalog::proposal(std::string_view id) const {
    const auto found = body_->proposals.find(id);
    if (found != body_->proposals.end()) {
        return found->second->get();
    }
    const std::string* nearest = nullptr;
    std::size_t best = id.size() / 2 + 1;
    for (const auto& [known, proposal] : body_->proposals) {
        const auto distance = edit_distance(id, known);
        if (distance < best) {
            best = distance;
            nearest = &known;
        }
    }
    throw UnknownName(
        fmt::format("unknown proposal '{}'{}", id,
                    nearest == nullptr ? "" : fmt::format("; did you mean '{}'?", *nearest)));
}

std::vector<EditionId> Catalog::scenario_ids() const {
    std::vector<EditionId> out;
    out.reserve(body_->scenarios.size());
    for (const auto& [id, scenario] : body_->scenarios) {
        out.push_back(id);
    }
    return out;
}

const Scenario& Catalog::scenario(const EditionId& id) const {
    const auto found = body_->scenarios.find(id);
    if (found == body_->scenarios.end()) {
        throw UnknownName(fmt::format("'{}' is no scenario of the catalog", id.text()));
    }
    return found->second->get();
}

const Rates& Catalog::rates(std::string_view name) const {
    const auto found = body_->rates.find(name);
    if (found == body_->rates.end()) {
        throw UnknownName(fmt::format("unknown rates '{}'", name));
    }
    return found->second->get();
}

const Rates* Catalog::rates_between(const EditionId& before, const EditionId& after) const {
    const CatalogSources::RatesSource* first = nullptr;
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
        // An edition that this one rests on is itself wrong: said where it stands, once.
        for (const auto& finding : error.findings()) {
            if (std::find(out.begin(), out.end(), finding) == out.end()) {
                out.push_back(finding);
            }
        }
    }
}

}  // namespace

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
                const auto& base = source.header.extends;
                return socshift::check(source.load(), base ? &edition(*base) : nullptr);
            });
        }
    }
    for (const auto& source : body_->sources.correspondences) {
        if (wanted(source.source) || wanted(source.target)) {
            gather(out, [&] {
                return socshift::check(source.load(), edition(source.source),
                                       edition(source.target));
            });
        }
    }
    for (const auto& name : counts_names()) {
        const auto& table = counts(name);
        if (wanted(table.coded_in)) {
            gather(out, [&] { return socshift::check(table, *this); });
        }
    }
    for (const auto& source : body_->sources.rates) {
        if (wanted(source.before) || wanted(source.after)) {
            gather(out, [&] { return socshift::check(source.load(), *this); });
        }
    }
    return out;
}

}  // namespace socshift
