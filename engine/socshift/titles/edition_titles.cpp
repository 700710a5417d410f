#include "socshift/titles/edition_titles.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/titles/title_pack.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace socshift {

namespace {

constexpr std::uint32_t one_title = 12;  // twelfths

/// Gathers titles under the leaves of one edition.
class Gatherer {
public:
    Gatherer(const Catalog& catalog, const Edition& edition)
        : catalog_(catalog), edition_(edition), routes_(catalog) {}

    void gather() {
        add_own_items();
        add_lists();
        add_other_items();
        add_proposals();
    }

    /// @p decided must outlive the titles.
    void add_decided(const DecidedCodes& decided) {
        begin({"decisions", "Decisions of your own"});
        for (const auto& [words, entry] : decided.entries()) {
            if (entry.codes.size() <= EditionTitles::most_targets) {
                for (const auto& code : entry.codes) {
                    add(code, entry.decision.title,
                        part_of(EditionTitles::decided_weight * one_title, entry.codes));
                }
            }
        }
    }

    [[nodiscard]] EditionTitles::Listed take() { return {std::move(titles_), std::move(sources_)}; }

private:
    using Way = std::vector<const Correspondence*>;

    void add_own_items() {
        begin({edition_.id().text(), edition_.header().title});
        for (const auto& item : edition_.items()) {
            if (!item.unclassified && edition_.is_leaf(item)) {
                add(item.code, item.title, 4 * one_title, &item);
                auto folded = fold_title(item.title);
                own_.insert(folded);
                seen_.emplace(item.code, std::move(folded));
            }
        }
    }

    void add_lists() {
        for (const auto& name : catalog_.title_list_names()) {
            const auto& coded_in = catalog_.title_list_edition(name);
            const auto way = way_from(coded_in);
            if (!way) {
                continue;
            }
            const auto& list = catalog_.title_list(name);
            begin({list.name, list.title});
            const auto weight = coded_in == edition_.id() ? 2 * one_title : one_title;
            for (const auto& row : list.rows) {
                const auto targets = targets_of(row.code, *way);
                for (const auto& title : row.titles) {
                    for (const auto& target : targets) {
                        add(target, title, part_of(weight, targets));
                    }
                }
            }
        }
    }

    void add_other_items() {
        for (const auto& id : catalog_.edition_ids()) {
            const auto& header = catalog_.header(id);
            if (id == edition_.id() || header.status == Status::draft ||
                header.kind != EditionKind::classification) {
                continue;
            }
            const auto way = way_from(id);
            if (!way) {
                continue;
            }
            const auto& other = catalog_.edition(id);
            begin({id.text(), header.title});
            for (const auto& item : other.items()) {
                if (item.unclassified || item.inherited || !other.is_leaf(item)) {
                    continue;
                }
                const auto targets = targets_of(item.code, *way);
                const auto folded = fold_title(item.title);
                if (targets.size() > 1 && own_.count(folded) != 0) {
                    continue;  // what has this title now is one of them, and says so itself
                }
                for (const auto& code : targets) {
                    if (seen_.emplace(code, folded).second) {
                        add(code, item.title, part_of(2 * one_title, targets));
                    }
                }
            }
        }
    }

    /// What somebody asks to be an occupation is today in what it would be taken from.
    void add_proposals() {
        begin({"proposals", "Titles of proposals"});
        for (const auto& id : catalog_.proposal_ids()) {
            const auto& proposal = catalog_.proposal(id);
            if (proposal.base != edition_.id() || proposal.status == ProposalStatus::refused) {
                continue;
            }
            for (const auto& item : proposal.items) {
                std::set<Code> leaves;
                for (const auto& take : item.takes) {
                    for (auto& code : targets_of(take.code, {})) {
                        leaves.insert(std::move(code));
                    }
                }
                const std::vector<Code> targets(leaves.begin(), leaves.end());
                if (item.title.empty() || targets.size() > EditionTitles::most_targets) {
                    continue;
                }
                for (const auto& code : targets) {
                    if (seen_.emplace(code, fold_title(item.title)).second) {
                        add(code, item.title, part_of(one_title, targets));
                    }
                }
            }
        }
        if (sources_.back().rows == 0) {
            sources_.pop_back();
        }
    }

    void begin(std::pair<std::string, std::string> source) {
        sources_.push_back({std::move(source.first), std::move(source.second), 0});
    }

    void add(const Code& code, std::string_view title, std::uint32_t weight,
             const Item* own = nullptr) {
        titles_.push_back({code, title, static_cast<std::uint32_t>(sources_.size() - 1), weight,
                           own != nullptr, own != nullptr && own->residual});
        ++sources_.back().rows;
    }

    static std::uint32_t part_of(std::uint32_t weight, const std::vector<Code>& targets) {
        return weight / static_cast<std::uint32_t>(targets.size());
    }

    /// The tables, leaf by leaf, that lead from @p other to the edition, one after the other; none
    /// without a route.
    std::optional<Way> way_from(const EditionId& other) {
        const auto route = routes_.find(other, edition_.id());
        if (!route) {
            return std::nullopt;
        }
        Way out;
        for (const auto& step : route->steps) {
            auto& table = tables_[{step.from, step.to}];
            if (!table) {
                table = routes_.composed({step.from, step.to, {step}});
            }
            out.push_back(&*table);
        }
        return out;
    }

    /// The leaves of the edition that @p code is; none if they are too many. Shares do not matter
    /// here: composing the tables would work them out.
    std::vector<Code> targets_of(const Code& code, const Way& way) {
        std::vector<Code> out;
        if (way.empty()) {
            if (const auto* const item = edition_.find(code)) {
                for (const auto* const leaf : edition_.leaves(*item)) {
                    out.push_back(leaf->code);
                }
            }
        } else {
            out.push_back(code);
        }
        for (const auto* const table : way) {
            std::vector<Code> onward;
            for (const auto& source : out) {
                for (const auto& link : table->links_from(source)) {
                    onward.push_back(link.target);
                }
            }
            std::sort(onward.begin(), onward.end());
            onward.erase(std::unique(onward.begin(), onward.end()), onward.end());
            out = std::move(onward);
        }
        if (out.size() > EditionTitles::most_targets) {
            out.clear();
        }
        return out;
    }

    const Catalog& catalog_;
    const Edition& edition_;
    RouteFinder routes_;
    std::map<std::pair<EditionId, EditionId>, std::optional<Correspondence>> tables_;
    std::vector<ListedTitle> titles_;
    std::vector<TitleSource> sources_;
    std::set<std::pair<Code, std::string>> seen_;  // titles of items, folded
    std::set<std::string> own_;                    // those of the edition's own
};

/// The words of @p title without those of a grade, sorted.
std::set<std::string> meaning_of(std::string_view title) {
    TitleReader reader;
    reader.read(title);
    std::set<std::string> out;
    for (const auto word : reader.outside()) {
        if (!is_grade_word(word)) {
            out.emplace(word);
        }
    }
    return out;
}

}  // namespace

EditionTitles EditionTitles::make(const Catalog& catalog, const EditionId& edition,
                                  const Decisions& decisions) {
    auto decided = DecidedCodes::make(catalog, edition, decisions);
    if (auto bytes = catalog.ready_titles(edition); decided.entries().empty() && !bytes.empty()) {
        if (auto ready = detail::unpacked(std::move(bytes))) {
            return {catalog, edition, std::move(ready->index), std::move(ready->sources),
                    std::move(decided)};
        }
    }
    Gatherer gatherer(catalog, catalog.edition(edition));
    gatherer.gather();
    if (!decided.entries().empty()) {
        gatherer.add_decided(decided);
    }
    auto all = gatherer.take();
    return {catalog, edition, TitleIndex::make(all.titles), std::move(all.sources),
            std::move(decided)};
}

EditionTitles::Listed EditionTitles::listed(const Catalog& catalog, const EditionId& edition) {
    Gatherer all(catalog, catalog.edition(edition));
    all.gather();
    return all.take();
}

EditionId usual_title_edition(const Catalog& catalog) {
    const EditionHeader* latest = nullptr;
    for (const auto& name : catalog.title_list_names()) {
        const auto& header = catalog.header(catalog.title_list_edition(name));
        if (header.status != Status::draft && !header.extends &&
            (latest == nullptr || header.validity.from > latest->validity.from)) {
            latest = &header;
        }
    }
    if (latest == nullptr) {
        throw Error("the catalog has no list of titles: which edition is to be searched?");
    }
    return latest->id;
}

std::vector<std::string> proposals_titled(const Catalog& catalog, const EditionId& edition,
                                          std::string_view title) {
    const auto wanted = meaning_of(title);
    std::vector<std::string> out;
    for (const auto& id : catalog.proposal_ids()) {
        const auto& proposal = catalog.proposal(id);
        if (proposal.base != edition || proposal.status == ProposalStatus::refused ||
            wanted.empty()) {
            continue;
        }
        const bool is_named =
            meaning_of(proposal.title) == wanted ||
            std::any_of(proposal.items.begin(), proposal.items.end(),
                        [&](const auto& item) { return meaning_of(item.title) == wanted; });
        if (is_named) {
            out.push_back(id);
        }
    }
    return out;
}

}  // namespace socshift
