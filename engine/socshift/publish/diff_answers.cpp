#include "socshift/publish/diff_answers.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace socshift {

namespace {

std::vector<std::string> titles_of(const std::vector<const Item*>& items) {
    std::vector<std::string> out;
    for (const auto* const item : items) {
        out.push_back(item->title);
    }
    return out;
}

class CountRows {
public:
    explicit CountRows(Table& table) : table_(table) {}

    void add_all(std::string_view scope, std::string_view name, const DiffCounts& counts) {
        scope_ = scope;
        name_ = name;
        add("sources", counts.sources);
        add("targets", counts.targets);
        add("links", counts.links);
        add("families", counts.families);
        for (std::size_t i = 0; i < cardinality_count; ++i) {
            const auto cardinality = static_cast<Cardinality>(i);
            add(to_string(cardinality), counts.of(cardinality));
        }
        for (std::size_t i = 0; i < change_kind_count; ++i) {
            const auto kind = static_cast<ChangeKind>(i);
            add(to_string(kind), counts.of(kind));
        }
        add("sources_with_several_targets", counts.sources_with_several_targets);
        add("targets_with_several_sources", counts.targets_with_several_sources);
        add("codes_kept", counts.codes_kept);
        add("codes_dropped", counts.codes_dropped);
        add("codes_new", counts.codes_new);
        add("largest_family_sources", counts.largest_sources);
        add("largest_family_targets", counts.largest_targets);
    }

private:
    void add(std::string_view measure, std::size_t count) {
        table_.add({scope_, name_, measure, count});
    }

    Table& table_;
    std::string_view scope_;
    std::string_view name_;
};

/// Why the links between the items of @p change are there, each once for each link.
std::vector<std::string> remarks_of(const Correspondence& table, const Change& change) {
    std::vector<std::string> out;
    for (const auto* const source : change.sources) {
        for (const auto* const target : change.targets) {
            if (auto remark = remark_on(table, source->code, target->code); !remark.empty()) {
                out.push_back(std::move(remark));
            }
        }
    }
    return out;
}

}  // namespace

DiffView diff_view(const EditionPair& pair, const Diff& whole, const ChangeFilter& wanted,
                   bool above) {
    DiffView out{pair.before,  pair.after, pair.leaves, whole, wanted.of(whole.changes),
                 whole.counts, {}};
    if (wanted.narrows()) {
        out.counts = count(out.changes, whole.table);
    } else if (above) {
        out.above = diffs_above(pair.before, pair.after, pair.leaves, whole.levels);
    }
    return out;
}

std::vector<GroupChanges> by_root(const std::vector<Change>& changes) {
    std::map<Code, GroupChanges> groups;
    for (const auto& change : changes) {
        auto& group = groups[change.group->code];
        group.root = group.root == nullptr ? change.group : group.root;
        group.changes.push_back(change);
    }
    std::vector<GroupChanges> out;
    out.reserve(groups.size());
    for (auto& [code, group] : groups) {
        out.push_back(std::move(group));
    }
    return out;
}

Answer changes_answer(const DiffView& view) {
    std::vector<Column> columns = {{"change"},
                                   {"cardinality"},
                                   {"source_codes", ColumnKind::texts},
                                   {"target_codes", ColumnKind::texts},
                                   {"source_titles", ColumnKind::texts},
                                   {"target_titles", ColumnKind::texts},
                                   {"flags", ColumnKind::texts}};
    const bool is_matched = view.leaves.matched();
    if (is_matched) {
        columns.push_back({"matched", ColumnKind::texts});
    }
    Answer out("socshift/diff/1", std::move(columns),
               {&view.before.header(), &view.after.header()});
    for (const auto& change : view.changes) {
        Table::Row row = {to_string(change.kind),    to_string(change.cardinality),
                          texts_of(change.sources),  texts_of(change.targets),
                          titles_of(change.sources), titles_of(change.targets),
                          flag_names(change)};
        if (is_matched) {
            row.emplace_back(remarks_of(view.leaves, change));
        }
        out.table.add(std::move(row));
    }
    return out;
}

Answer changed_codes_answer(const DiffView& view) {
    Answer out("socshift/diff-names/1", {{"edition"}, {"code"}},
               {&view.before.header(), &view.after.header()});
    for (const auto& change : view.changes) {
        if (change.kind == ChangeKind::unchanged) {
            continue;
        }
        for (const auto* const item : change.sources) {
            out.table.add({view.before.id(), item->code});
        }
        for (const auto* const item : change.targets) {
            out.table.add({view.after.id(), item->code});
        }
    }
    return out;
}

Answer diff_counts_answer(const DiffView& view) {
    Answer out("socshift/diff-stat/1",
               {{"scope"}, {"name"}, {"measure"}, {"count", ColumnKind::whole}},
               {&view.before.header(), &view.after.header()});
    CountRows rows{out.table};
    rows.add_all("all", "", view.counts);
    for (const auto& group : by_root(view.changes)) {
        rows.add_all("group", group.root->code.text(), count(group.changes, view.whole.table));
    }
    for (const auto& level : view.above) {
        rows.add_all("level", level.levels.source, level.counts);
    }
    return out;
}

Answer evidence_answer(const Catalog& catalog, const EvidenceView& view) {
    Answer out("socshift/diff-explain/1",
               {{"family", ColumnKind::whole},
                {"change"},
                {"gsim"},
                {"flags", ColumnKind::texts},
                {"evidence"},
                {"source_code"},
                {"target_code"},
                {"finding"},
                {"before"},
                {"after"},
                {"where"}},
               {&view.before.header(), &view.after.header()});
    const RouteProof proof{catalog, view.route};
    std::size_t number = 0;
    for (const auto* const change : view.changes) {
        ++number;
        const auto add = [&](const Evidence& piece) {
            out.table.add({number, to_string(change->kind), gsim_type(*change), flag_names(*change),
                           piece.kind, piece.source, piece.target, piece.finding, piece.before,
                           piece.after, piece.where});
        };
        const ChangeEvidence evidence{view, *change, proof};
        std::for_each(evidence.pieces().begin(), evidence.pieces().end(), add);
        if (evidence.pieces().empty()) {  // nothing leads to it, or from it
            const bool is_new = change->sources.empty();
            const auto& item = *(is_new ? change->targets : change->sources).front();
            const auto& code = item.code.text();
            add({"none", is_new ? "" : code, is_new ? code : "", "", "", "", item.at.text()});
        }
    }
    return out;
}

Answer residuals_answer(const Edition& before, const Edition& after, const ResidualDrift& drift) {
    Answer out("socshift/diff-residuals/1",
               {{"residual_edition"},
                {"residual_code"},
                {"residual_title"},
                {"drift"},
                {"other_edition"},
                {"other_code"},
                {"other_title"},
                {"count", ColumnKind::whole},
                {"count_kind"}},
               {&before.header(), &after.header()});
    for (const auto* const link : by_residual(drift)) {
        const bool entered = link->drift == Drift::entered;
        const auto& residual = link->residual();
        const auto& other = link->other();
        out.table.add({(entered ? after : before).id(), residual.code, residual.title,
                       to_string(link->drift), (entered ? before : after).id(), other.code,
                       other.title, link->count,
                       link->count ? Cell(link->is_exact ? "exact" : "bound") : Cell()});
    }
    return out;
}

}  // namespace socshift
