#include "socshift/convert/verdicts.hpp"

#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>

#include <algorithm>
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

/// " N1 9/10, N2 1/10"; targets without known shares alone.
std::string shares_listed(const CodedEditions& sources, const Verdict& verdict) {
    std::string list;
    for (const auto& target : sources.targets(verdict.item)) {
        list += list.empty() ? " " : ", ";
        list += target.item == nullptr ? "none" : target.item->code.text();
        if (target.share && !(target.share->share == Share::one())) {
            list += " " + target.share->share.text();
        }
    }
    return list;
}

/// Whether both are carried to the same targets with the same shares, known or not.
bool goes_alike(const CodedEditions& sources, const Verdict& a, const Verdict& b) {
    const auto& first = sources.targets(a.item);
    const auto& second = sources.targets(b.item);
    return a.carried && b.carried && a.in_part == b.in_part &&
           sources.is_astray(a.item) == sources.is_astray(b.item) &&
           std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [](const PlanTarget& left, const PlanTarget& right) {
                          return left.item == right.item &&
                                 left.share.has_value() == right.share.has_value() &&
                                 (!left.share || left.share->share == right.share->share);
                      });
}

}  // namespace

const Verdict* VerdictStore::judge(std::size_t choice, std::string_view cell, Verdict& spare) {
    const std::lock_guard lock(mutex_);
    const auto& sources = sources_.choices()[choice];
    auto& known = known_[choice];
    if (const auto found = known.find(cell); found != known.end()) {
        return &found->second;
    }
    if (cell.size() > longest_remembered || size_ == most_verdicts + sources_.items()) {
        spare = make(sources, cell);
        return nullptr;
    }
    ++size_;
    return &known.emplace(std::string{cell}, make(sources, cell)).first->second;
}

Verdict VerdictStore::make(const SourceChoice& choice, std::string_view cell) {
    const auto text = field_text(cell, storage_);
    if (choice.sources.size() > 1) {
        std::vector<const CodeRecogniser*> recognisers;
        for (const auto source : choice.sources) {
            recognisers.push_back(&sources_.recogniser(source));
        }
        if (const auto readings = readings_in(recognisers, text); !readings.empty()) {
            return choose(choice, readings);
        }
    }
    const auto source = choice.sources.front();
    return make(source, sources_.recogniser(source).recognise(text));
}

Verdict VerdictStore::make(std::size_t source, Recognition recognition) const {
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
        judge_targets(verdict, recognition.item, recognition.is_leaf);
    }
    return verdict;
}

/// The verdict by the edition that has the code; if several have it and it matters which, by the
/// one that the choice has decided for.
Verdict VerdictStore::choose(const SourceChoice& choice,
                             const std::vector<EditionReading>& readings) const {
    std::vector<Verdict> verdicts;
    EditionSet having = 0;
    for (const auto& reading : readings) {
        verdicts.push_back(make(choice.sources[reading.edition], reading.recognition));
        having |= EditionSet{1} << reading.edition;
    }
    const auto& first = verdicts.front();
    if (std::none_of(verdicts.begin(), verdicts.end(),
                     [](const Verdict& verdict) { return verdict.carried; })) {
        return first;
    }
    if (std::all_of(verdicts.begin(), verdicts.end(),
                    [&](const Verdict& verdict) { return goes_alike(sources_, first, verdict); })) {
        // The same shares may be better known by one edition than by another: the weakest counts.
        return *std::max_element(verdicts.begin(), verdicts.end(),
                                 [&](const Verdict& a, const Verdict& b) {
                                     return sources_.basis(a.item) < sources_.basis(b.item);
                                 });
    }
    const auto decided = choice.decided.find(having);
    for (std::size_t at = 0; decided != choice.decided.end() && at < readings.size(); ++at) {
        if (readings[at].edition == decided->second) {
            verdicts[at].by_wave = verdicts[at].carried;
            return verdicts[at];
        }
    }
    return ambiguous(choice, readings, verdicts);
}

/// "ambiguous between soc2000 and soc2010"; in detail with where each carries it.
Verdict VerdictStore::ambiguous(const SourceChoice& choice,
                                const std::vector<EditionReading>& readings,
                                const std::vector<Verdict>& verdicts) const {
    Verdict out;
    out.reason = Reason::ambiguous;
    std::string places;
    for (std::size_t at = 0; at < readings.size(); ++at) {
        const auto id = sources_.edition(choice.sources[readings[at].edition]).id().text();
        out.text += at == 0 ? "" : at + 1 == readings.size() ? " and " : ", ";
        out.text += id;
        places += fmt::format(
            "{} {} {}", at == 0 ? ":" : ";", id,
            verdicts[at].carried ? "->" + shares_listed(sources_, verdicts[at]) : "sets it aside");
    }
    out.text = "ambiguous between " + out.text;
    out.detail = out.text + places;
    return out;
}

/// Of an item that is recognised, or a set of leaves (nullptr): whether its targets let it be
/// carried.
void VerdictStore::judge_targets(Verdict& verdict, const Item* item, bool is_leaf) const {
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
    if (item != nullptr && item->unclassified &&
        (targets.empty() || sources_.only_ends(verdict.item))) {
        refuse(Reason::unclassified, "stands for no category: " + item->title);
    } else if (targets.empty()) {
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
               is_astray            ? "no share known: " + not_all
               : needs_.to_families ? "a group whose codes are in several families"
               : !is_leaf
                   ? "a group that the target takes apart; --groups spread divides it by weights"
                   : "no share known; --weights equal would split it evenly");
    } else if (needs_.split == Split::best && targets[likeliest(targets)].item == nullptr) {
        refuse(Reason::no_target, no_successor + ", most likely");
    } else {
        verdict.carried = true;
        const bool to_all = needs_.split == Split::all || needs_.split == Split::title;
        verdict.in_part = to_all && (is_astray || sources_.ends(verdict.item));
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
    by_wave += verdict.by_wave ? rows : 0;
    repaired.add(verdict.repairs, rows);
    if (verdict.repairs.has(Repair::missing_suffix)) {
        without_suffix[verdict.item] += rows;
    }
}

void CarriedRows::add(const CarriedRows& other) {
    all += other.all;
    by_wave += other.by_wave;
    for (std::size_t item = 0; item < by_item.size(); ++item) {
        by_item[item] += other.by_item[item];
    }
    repaired.add(other.repaired);
    for (const auto& [item, rows] : other.without_suffix) {
        without_suffix[item] += rows;
    }
}

VerdictCache::Entry* VerdictCache::find_new(std::size_t choice, std::string_view cell,
                                            const CellTable::Key& key, Verdict& spare) {
    const auto* const verdict = store_.judge(choice, cell, spare);
    if (verdict == nullptr) {
        return nullptr;
    }
    short_[choice].add(key, static_cast<std::uint32_t>(entries_.size()));
    return &entries_.emplace_back(*verdict);
}

VerdictCache::Entry* VerdictCache::find_long(std::size_t choice, std::string_view cell,
                                             Verdict& spare) {
    auto& numbers = long_[choice];
    if (const auto found = numbers.find(cell); found != numbers.end()) {
        return &entries_[found->second];
    }
    const auto* const verdict = store_.judge(choice, cell, spare);
    if (verdict == nullptr) {
        return nullptr;
    }
    numbers.emplace(std::string{cell}, entries_.size());
    return &entries_.emplace_back(*verdict);
}

}  // namespace socshift
