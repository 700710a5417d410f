#include "socshift/model/leaf_links.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace socshift {

namespace {

using Leaves = std::vector<const Item*>;

/// The rows out of one source item.
struct RowsOfItem {
    const Item* item = nullptr;
    std::size_t depth = 0;
    std::vector<std::size_t> rows;
};

/// Sources with their rows, those with the most items above them first.
std::vector<RowsOfItem> finest_first(const std::vector<LinkEnds>& rows, const Edition& source) {
    std::map<const Item*, RowsOfItem> by_item;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto* const item = rows[row].source;
        if (item == nullptr || rows[row].target == nullptr) {
            continue;
        }
        auto& of_item = by_item[item];
        if (of_item.item == nullptr) {
            of_item = {item, source.path(*item).size(), {}};
        }
        of_item.rows.push_back(row);
    }
    std::vector<RowsOfItem> out;
    out.reserve(by_item.size());
    for (auto& [item, of_item] : by_item) {
        out.push_back(std::move(of_item));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const RowsOfItem& a, const RowsOfItem& b) { return a.depth > b.depth; });
    return out;
}

/// Reads source after source, each after all that are below it.
class LeafReader {
public:
    LeafReader(const std::vector<LinkEnds>& rows, const Edition& source, const Edition& target)
        : rows_(rows),
          source_(source),
          target_(target),
          has_groups_(std::any_of(rows.begin(), rows.end(), [&](const LinkEnds& row) {
              return row.source != nullptr && !source.is_leaf(*row.source);
          })) {}

    void read(const RowsOfItem& from) {
        const auto leaves = source_.leaves(*from.item);
        Leaves unnamed;
        for (const auto* const leaf : leaves) {
            if (reached_.count(leaf) == 0) {
                unnamed.push_back(leaf);
            }
        }
        const bool finer = unnamed.size() != leaves.size();
        std::vector<LeafLink> made;
        for (const auto row : from.rows) {
            const auto targets = target_.leaves(*rows_[row].target);
            const bool said = finer && is_said(leaves, targets);
            if (finer && !said) {
                out_.differing.push_back(row);
            }
            for (const auto* const leaf : said ? unnamed : leaves) {
                for (const auto* const to : targets) {
                    made.push_back({leaf, to, row});
                }
            }
        }
        if (has_groups_) {
            for (const auto& link : made) {
                reached_[link.source].insert(link.target);
            }
        }
        out_.links.insert(out_.links.end(), made.begin(), made.end());
    }

    [[nodiscard]] LeafLinks take() {
        const auto by_row = [](const LeafLink& a, const LeafLink& b) { return a.row < b.row; };
        std::stable_sort(out_.links.begin(), out_.links.end(), by_row);
        std::sort(out_.differing.begin(), out_.differing.end());
        return std::move(out_);
    }

private:
    /// Whether one of @p leaves leads to one of @p targets by the rows read so far.
    [[nodiscard]] bool is_said(const Leaves& leaves, const Leaves& targets) const {
        return std::any_of(leaves.begin(), leaves.end(), [&](const Item* leaf) {
            const auto found = reached_.find(leaf);
            return found != reached_.end() &&
                   std::any_of(found->second.begin(), found->second.end(), [&](const Item* target) {
                       // In code order, which is the order of items in their edition.
                       return std::binary_search(targets.begin(), targets.end(), target,
                                                 std::less<>{});
                   });
        });
    }

    const std::vector<LinkEnds>& rows_;
    const Edition& source_;
    const Edition& target_;
    bool has_groups_;  // among the sources: else nothing is said of a leaf but by its own rows
    /// By leaf: where the rows read so far lead, its own and those of groups above it.
    std::unordered_map<const Item*, std::unordered_set<const Item*>> reached_;
    LeafLinks out_;
};

}  // namespace

LeafLinks leaf_links(const std::vector<LinkEnds>& rows, const Edition& source,
                     const Edition& target) {
    LeafReader reader{rows, source, target};
    for (const auto& from : finest_first(rows, source)) {
        reader.read(from);
    }
    return reader.take();
}

bool is_in_cut(const Edition& edition, const Item& item, const std::string& level) {
    return edition.cut_member(item, level) == &item;
}

std::string usual_level(const std::vector<LinkEnds>& rows, LinkEnd end, const Edition& edition) {
    std::map<std::size_t, std::size_t> count;
    for (const auto& row : rows) {
        if (const auto* const item = row.*end) {
            ++count[edition.level_index(item->level).value_or(0)];
        }
    }
    const auto most =
        std::max_element(count.rbegin(), count.rend(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == count.rend() ? edition.finest_level() : edition.levels()[most->first];
}

std::vector<std::size_t> off_level(const std::vector<LinkEnds>& rows, LinkEnd end,
                                   const Edition& edition) {
    const auto level = usual_level(rows, end, edition);
    std::size_t items = 0;
    std::size_t leaves = 0;
    for (const auto& row : rows) {
        if (const auto* const item = row.*end) {
            ++items;
            leaves += edition.is_leaf(*item) ? 1U : 0U;
        }
    }
    const bool are_leaves = 2 * leaves > items;
    const auto is_usual = [&](const Item& item) {
        return are_leaves ? edition.is_leaf(item) : is_in_cut(edition, item, level);
    };
    std::vector<std::size_t> out;
    std::set<const Item*> seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto* const item = rows[row].*end;
        if (item != nullptr && !is_usual(*item) && seen.insert(item).second) {
            out.push_back(row);
        }
    }
    return out;
}

}  // namespace socshift
