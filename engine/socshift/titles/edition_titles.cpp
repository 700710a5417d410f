#include "socshift/titles/edition_titles.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/title.hpp"
#include "socshift/routes/route.hpp"
#include "socshift/titles/title_words.hpp"

#include <algorithm>
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

    [[nodiscard]] const std::vector<ListedTitle>& titles() const noexcept { return titles_; }
    [[nodiscard]] std::vector<TitleSource> take_sources() { return std::move(sources_); }

private:
    void add_own_items() {
        begin({edition_.id().text(), edition_.header().title});
        for (const auto& item : edition_.items()) {
            if (!item.unclassified && edition_.is_leaf(item)) {
                add(item.code, item.title, 4 * one_title, true);
                auto folded = fold_title(item.title);
                own_.insert(folded);
                seen_.emplace(item.code, std::move(folded));
            }
        }
    }

    void add_lists() {
        for (const auto& name : catalog_.title_list_names()) {
            const auto& coded_in = catalog_.title_list_edition(name);
            const auto table = table_from(coded_in);
            if (!table && coded_in != edition_.id()) {
                continue;
            }
            const auto& list = catalog_.title_list(name);
            begin({list.name, list.title});
            const auto weight = table ? one_title : 2 * one_title;
            for (const auto& row : list.rows) {
                const auto targets = targets_of(row.code, table);
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
            const auto table = table_from(id);
            if (!table) {
                continue;
            }
            const auto& other = catalog_.edition(id);
            begin({id.text(), header.title});
            for (const auto& item : other.items()) {
                if (item.unclassified || item.inherited || !other.is_leaf(item)) {
                    continue;
                }
                const auto targets = targets_of(item.code, table);
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

    void begin(std::pair<std::string, std::string> source) {
        sources_.push_back({std::move(source.first), std::move(source.second), 0});
    }

    void add(const Code& code, std::string_view title, std::uint32_t weight, bool is_own = false) {
        titles_.push_back(
            {code, title, static_cast<std::uint32_t>(sources_.size() - 1), weight, is_own});
        ++sources_.back().rows;
    }

    static std::uint32_t part_of(std::uint32_t weight, const std::vector<Code>& targets) {
        return weight / static_cast<std::uint32_t>(targets.size());
    }

    /// From @p other to the edition, leaf by leaf; none without a route, and for the edition
    /// itself.
    std::optional<Correspondence> table_from(const EditionId& other) {
        if (other == edition_.id()) {
            return std::nullopt;
        }
        const auto route = routes_.find(other, edition_.id());
        return route ? std::optional{routes_.composed(*route)} : std::nullopt;
    }

    /// The leaves of the edition that @p code is; none if they are too many.
    std::vector<Code> targets_of(const Code& code, const std::optional<Correspondence>& table) {
        std::vector<Code> out;
        if (table) {
            for (const auto& link : table->links_from(code)) {
                out.push_back(link.target);
            }
        } else if (const auto* const item = edition_.find(code)) {
            for (const auto* const leaf : edition_.leaves(*item)) {
                out.push_back(leaf->code);
            }
        }
        if (out.size() > EditionTitles::most_targets) {
            out.clear();
        }
        return out;
    }

    const Catalog& catalog_;
    const Edition& edition_;
    RouteFinder routes_;
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
    Gatherer all(catalog, catalog.edition(edition));
    all.gather();
    auto decided = DecidedCodes::make(catalog, edition, decisions);
    if (!decided.entries().empty()) {
        all.add_decided(decided);
    }
    auto index = TitleIndex::make(all.titles());
    return {catalog, edition, std::move(index), all.take_sources(), std::move(decided)};
}

std::vector<std::pair<Code, std::string>> EditionTitles::listed(const Catalog& catalog,
                                                                const EditionId& edition) {
    std::vector<std::pair<Code, std::string>> out;
    Gatherer all(catalog, catalog.edition(edition));
    all.gather();
    for (const auto& one : all.titles()) {
        out.emplace_back(one.code, one.title);
    }
    return out;
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
