#include "socshift/changes/change_evidence.hpp"

#include "socshift/base/title.hpp"
#include "socshift/changes/definition_change.hpp"
#include "socshift/routes/lookup.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace socshift {

namespace {

std::string_view text_in(const std::optional<Definitions>& definitions, const Item& item) {
    const auto* const found = definitions ? definitions->find(item.code) : nullptr;
    return found == nullptr ? std::string_view{} : found->text;
}

std::string code_or_empty(const Item* item) {
    return item == nullptr ? "" : item->code.text();
}

std::string reference_or_empty(const Note* note) {
    return note == nullptr ? "" : reference_text(*note);
}

std::string share_finding(const std::optional<KnownShare>& share) {
    return share ? fmt::format("share {}, {}", share->share.text(), to_string(share->basis))
                 : "share unknown";
}

std::string_view title_finding(const Item& source, const Item& target) {
    return source.title == target.title             ? "same"
           : same_title(source.title, target.title) ? "same once folded"
                                                    : "differs";
}

/// Whether @p note names @p item, or a group or range that it is in.
bool names_item(const Edition& edition, const Note* note, const Item& item) {
    if (note == nullptr) {
        return false;
    }
    const auto path = edition.path(item);
    return std::any_of(path.begin(), path.end(),
                       [&](const Item* above) { return names(*note, above->code); });
}

}  // namespace

EvidenceView evidence_view(const Catalog& catalog, const EditionPair& pair, const Diff& whole,
                           const ExclusionChanges& exclusions, const std::string& code,
                           const DefinitionStore& store) {
    EvidenceView out{pair.before,
                     pair.after,
                     pair.route,
                     whole,
                     exclusions,
                     store.find(pair.before.id()),
                     store.find(pair.after.id()),
                     code,
                     {}};
    const auto has_code = [&](const std::vector<const Item*>& items) {
        return std::any_of(items.begin(), items.end(),
                           [&](const Item* item) { return item->code.text() == code; });
    };
    for (const auto& change : whole.changes) {
        if (has_code(change.sources) || has_code(change.targets)) {
            out.changes.push_back(&change);
        }
    }
    if (out.changes.empty()) {
        const auto* const item =
            pair.before.find(code) != nullptr ? pair.before.find(code) : pair.after.find(code);
        if (item == nullptr) {
            throw UnknownName(to_string(look_up(catalog, pair.before, code)));
        }
        throw OtherLevel(code, item->level);
    }
    return out;
}

ChangeEvidence::ChangeEvidence(const EvidenceView& view, const Change& change,
                               const RouteProof& proof)
    : view_(view), change_(change) {
    add_pairs();
    add_links(proof);
    add_titles();
    add_exclusions();
    add_definitions();
}

bool ChangeEvidence::has_definitions() const noexcept {
    return view_.definitions_before.has_value() && view_.definitions_after.has_value();
}

std::string_view ChangeEvidence::text_before(const Item& item) const {
    return text_in(view_.definitions_before, item);
}

std::string_view ChangeEvidence::text_after(const Item& item) const {
    return text_in(view_.definitions_after, item);
}

void ChangeEvidence::add_pairs() {
    for (const auto* const source : change_.sources) {
        for (const auto& link : view_.whole.table.links_from(source->code)) {
            const auto target =
                std::find_if(change_.targets.begin(), change_.targets.end(),
                             [&](const Item* item) { return item->code == link.target; });
            if (target != change_.targets.end() &&
                (source->code.text() == view_.code || link.target.text() == view_.code)) {
                pairs_.emplace_back(source, *target);
            }
        }
    }
}

void ChangeEvidence::add_links(const RouteProof& proof) {
    for (const auto& [source, target] : pairs_) {
        for (const auto& chain : proof.chains(*source, *target)) {
            for (const auto& step : chain) {
                pieces_.push_back({"link", source->code.text(), target->code.text(),
                                   share_finding(step.share),
                                   CodeRef{step.step.from, step.from}.text(),
                                   CodeRef{step.step.to, step.to}.text(), step.at.text()});
            }
        }
    }
}

void ChangeEvidence::add_titles() {
    for (const auto& [source, target] : pairs_) {
        pieces_.push_back({"title", source->code.text(), target->code.text(),
                           std::string{title_finding(*source, *target)}, source->title,
                           target->title, target->at.text()});
    }
}

bool ChangeEvidence::is_own(const ExclusionChange& change) const {
    return std::any_of(pairs_.begin(), pairs_.end(), [&](const Pair& pair) {
        return pair.first == change.source || pair.second == change.target;
    });
}

bool ChangeEvidence::is_named(const ExclusionChange& change) const {
    return std::any_of(pairs_.begin(), pairs_.end(), [&](const Pair& pair) {
        return (pair.first->code.text() == view_.code &&
                names_item(view_.before, change.before, *pair.first)) ||
               (pair.second->code.text() == view_.code &&
                names_item(view_.after, change.after, *pair.second));
    });
}

void ChangeEvidence::add_exclusions() {
    for (const bool own : {true, false}) {
        for (const auto& change : view_.exclusions.changes) {
            if (is_own(change) != own || (!own && !is_named(change))) {
                continue;
            }
            const auto* const note = change.after != nullptr ? change.after : change.before;
            pieces_.push_back({own ? "exclusion" : "excluded_by", code_or_empty(change.source),
                               code_or_empty(change.target), std::string{to_string(change.fate)},
                               reference_or_empty(change.before), reference_or_empty(change.after),
                               note->at.text()});
        }
    }
}

void ChangeEvidence::add_definitions() {
    if (!has_definitions()) {
        return;
    }
    for (const auto& [source, target] : pairs_) {
        const auto change = compare_definitions(text_before(*source), text_after(*target));
        const auto* const at = view_.definitions_after->find(target->code);
        pieces_.push_back(
            {"definition", source->code.text(), target->code.text(),
             fmt::format("{} ({})", to_string(change.grade()), to_string(change.rung)),
             fmt::format("-{}", change.words_removed), fmt::format("+{}", change.words_added),
             at == nullptr
                 ? ""
                 : fmt::format("definitions/{}.csv:{}", view_.after.id().text(), at->at.line)});
    }
}

}  // namespace socshift
