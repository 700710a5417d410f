#include "socshift/convert/verdicts.hpp"

#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <utility>

namespace socshift {

namespace {

/// Beside those on the items themselves.
constexpr std::size_t most_verdicts = std::size_t{1} << 14U;
constexpr std::size_t longest_remembered = 64;

/// ": N1, N2"
std::string listed(const std::vector<const Item*>& candidates) {
    std::string list;
    for (const auto* const item : candidates) {
        list += (list.empty() ? ": " : ", ") + (item == nullptr ? "none" : item->code.text());
    }
    return list;
}

}  // namespace

const Verdict* VerdictStore::judge(std::size_t source, std::string_view cell, Verdict& spare) {
    const std::lock_guard lock(mutex_);
    auto& known = known_[source];
    if (const auto found = known.find(cell); found != known.end()) {
        return &found->second;
    }
    if (cell.size() > longest_remembered || size_ == most_verdicts + sources_.items()) {
        spare = make(source, cell);
        return nullptr;
    }
    ++size_;
    return &known.emplace(std::string{cell}, make(source, cell)).first->second;
}

Verdict VerdictStore::make(std::size_t source, std::string_view cell) {
    auto recognition = sources_.recogniser(source).recognise(field_text(cell, storage_));
    Verdict verdict;
    verdict.reason = recognition.reason;
    verdict.text = std::move(recognition.text);
    verdict.detail = std::move(recognition.detail);
    verdict.repairs = recognition.repairs;
    if (recognition.item != nullptr) {
        verdict.item = sources_.index(source, *recognition.item);
    } else if (const auto set = sources_.index_of_set(source, recognition.any_of)) {
        verdict.item = *set;
    } else {
        return verdict;
    }
    if (recognition.is_leaf || !sources_.targets(verdict.item).empty() ||
        sources_.is_astray(verdict.item)) {
        judge_targets(verdict, recognition.is_leaf);
    }
    return verdict;
}

/// Of an item that is recognised: whether its targets let it be carried.
void VerdictStore::judge_targets(Verdict& verdict, bool is_leaf) const {
    const auto& targets = sources_.targets(verdict.item);
    const auto target = sources_.target().id().text();
    const auto no_successor = fmt::format("no successor in {}", target);
    const bool is_astray = sources_.is_astray(verdict.item);
    const auto not_all = fmt::format("no table says where all of it goes in {}", target);
    const auto refuse = [&](Reason reason, std::string text, const std::string& detail = "") {
        verdict.reason = reason;
        verdict.text = std::move(text);
        verdict.detail = detail.empty() ? "" : verdict.text + detail;
    };
    if (targets.empty()) {
        refuse(Reason::not_listed,
               is_leaf ? fmt::format("no table says where it goes in {}", target) : not_all);
    } else if (sources_.only_ends(verdict.item)) {
        refuse(Reason::no_target, no_successor);
    } else if (const auto candidates = sources_.candidates(verdict.item);
               needs_.split == Split::none && candidates.size() > 1) {
        refuse(Reason::several_targets, "several targets", listed(candidates));
    } else if (is_astray && needs_.split == Split::none) {
        refuse(Reason::not_listed, not_all);
    } else if (needs_.shares && !sources_.basis(verdict.item)) {
        refuse(Reason::no_share,
               is_astray ? "no share known: " + not_all
               : !is_leaf
                   ? "a group that the target takes apart; --groups spread divides it by weights"
                   : "no share known; --weights equal would split it evenly");
    } else if (needs_.split == Split::best && targets[likeliest(targets)].item == nullptr) {
        refuse(Reason::no_target, no_successor + ", most likely");
    } else {
        verdict.carried = true;
        verdict.in_part = needs_.split == Split::all && (is_astray || sources_.ends(verdict.item));
        if (verdict.in_part) {
            const auto& share = targets.back().share;
            verdict.reason = is_astray ? Reason::not_listed : Reason::no_target;
            verdict.text =
                is_astray ? fmt::format("a part of which no table says where it goes in {}", target)
                          : "a part with " + no_successor;
            verdict.detail =
                fmt::format("{}: {}", verdict.text,
                            share && !is_astray ? share->share.text() : "how much is not known");
        }
    }
}

void CarriedRows::add(const Verdict& verdict, std::uint64_t rows) {
    all += rows;
    by_item[verdict.item] += rows;
    repaired.add(verdict.repairs, rows);
    if (verdict.repairs.has(Repair::missing_suffix)) {
        without_suffix[verdict.item] += rows;
    }
}

void CarriedRows::add(const CarriedRows& other) {
    all += other.all;
    for (std::size_t item = 0; item < by_item.size(); ++item) {
        by_item[item] += other.by_item[item];
    }
    repaired.add(other.repaired);
    for (const auto& [item, rows] : other.without_suffix) {
        without_suffix[item] += rows;
    }
}

VerdictCache::Entry* VerdictCache::find_new(std::size_t source, std::string_view cell,
                                            const CellTable::Key& key, Verdict& spare) {
    const auto* const verdict = store_.judge(source, cell, spare);
    if (verdict == nullptr) {
        return nullptr;
    }
    short_[source].add(key, static_cast<std::uint32_t>(entries_.size()));
    return &entries_.emplace_back(*verdict);
}

VerdictCache::Entry* VerdictCache::find_long(std::size_t source, std::string_view cell,
                                             Verdict& spare) {
    auto& numbers = long_[source];
    if (const auto found = numbers.find(cell); found != numbers.end()) {
        return &entries_[found->second];
    }
    const auto* const verdict = store_.judge(source, cell, spare);
    if (verdict == nullptr) {
        return nullptr;
    }
    numbers.emplace(std::string{cell}, entries_.size());
    return &entries_.emplace_back(*verdict);
}

}  // namespace socshift
