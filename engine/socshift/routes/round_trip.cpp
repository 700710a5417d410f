#include "socshift/routes/round_trip.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace socshift {

namespace {

using boost::multiprecision::cpp_int;

constexpr double micro_bits = 1e6;

/// What is unknown of the source of one code of B.
struct Doubt {
    MicroBits bits = 0;
    bool is_bound = false;
};

/// A mean whose sum cannot overflow.
class Mean {
public:
    void add(MicroBits value, std::int64_t weight) {
        sum_ += cpp_int{value} * weight;
        weight_ += weight;
    }

    /// Rounded half up; 0 of nothing.
    [[nodiscard]] MicroBits value() const {
        return weight_ == 0 ? 0 : static_cast<MicroBits>((2 * sum_ + weight_) / (2 * weight_));
    }

private:
    cpp_int sum_;
    cpp_int weight_;
};

class Journey {
public:
    Journey(const Edition& edition, const Correspondence& table, const Counts* counts)
        : edition_(edition), there_(table), back_(table.reversed()) {
        if (counts != nullptr) {
            counts_.emplace();
            for (const auto& row : counts->rows) {
                const auto* const item = edition.find(row.code);
                if (item != nullptr && edition.is_leaf(*item)) {
                    counts_->emplace(row.code.text(), row.count);
                    continue;
                }
                out_.left_out += row.count;
                ++out_.codes_left_out;
            }
        }
    }

    RoundTrip run() {
        for (const auto* const leaf : edition_.cut(edition_.finest_level())) {
            out_.codes.push_back(code_return(*leaf));
        }
        add_up();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::optional<std::int64_t> count(const Code& code) const {
        if (!counts_) {
            return std::nullopt;
        }
        const auto found = counts_->find(code.text());
        return found == counts_->end() ? std::nullopt : std::optional{found->second};
    }

    /// What a code weighs in a mean.
    [[nodiscard]] std::int64_t weight(const CodeReturn& code) const {
        return counts_ ? code.count.value_or(0) : 1;
    }

    CodeReturn code_return(const Item& leaf) {
        CodeReturn out;
        out.item = &leaf;
        out.count = count(leaf.code);
        std::vector<const Item*> groups;  // over what comes back from each target
        bool is_alone = true;
        for (const auto& link : there_.links_from(leaf.code)) {
            out.targets.push_back(link.target);
            const auto& back = way_back(link.target);
            if (!back.homes->empty()) {
                groups.push_back(back.group);
                is_alone = is_alone && back.homes->size() == 1 && back.homes->front() == &leaf;
            }
        }
        out.group = group_over(groups);
        out.kind = groups.empty()         ? Return::lost
                   : is_part(leaf.code)   ? Return::part
                   : is_alone             ? Return::exact
                   : out.group != nullptr ? Return::group
                                          : Return::apart;
        const auto left = doubt_of(leaf.code);
        out.bits = left.bits;
        out.is_bound = left.is_bound;
        return out;
    }

    [[nodiscard]] bool is_part(const Code& code) const {
        const auto places = there_.places(code);
        return places.ends || places.is_astray;
    }

    /// What comes back from one code of B.
    struct WayBack {
        const std::vector<const Item*>* homes = nullptr;
        const Item* group = nullptr;  // the finest over all of them
    };

    const WayBack& way_back(const Code& target) {
        const auto [place, is_new] = ways_back_.try_emplace(target.text());
        if (is_new) {
            auto& homes = out_.homes[target];
            for (const auto& home : back_.links_from(target)) {
                homes.push_back(edition_.find(home.target));
            }
            place->second = {&homes, group_over(homes)};
        }
        return place->second;
    }

    /// The finest item over all @p items; nullptr if there is none, or none of them.
    [[nodiscard]] const Item* group_over(const std::vector<const Item*>& items) const {
        if (items.empty() || std::find(items.begin(), items.end(), nullptr) != items.end()) {
            return nullptr;
        }
        auto common = edition_.path(*items.front());
        for (const auto* const item : items) {
            const auto path = edition_.path(*item);
            const auto size = static_cast<std::ptrdiff_t>(std::min(common.size(), path.size()));
            common.erase(std::mismatch(common.begin(), common.begin() + size, path.begin()).first,
                         common.end());
        }
        return common.empty() ? nullptr : common.back();
    }

    /// The mean of what its targets leave unknown, or the largest where its shares are not known.
    Doubt doubt_of(const Code& code) {
        double sum = 0;
        Doubt largest;
        bool shares_known = true;
        bool all_equal = true;
        const Doubt* first = nullptr;
        const auto places = there_.places(code);
        for (const auto& link : places.links) {
            const auto& doubt = doubt_at(link.target);
            const auto share = known_share(places, link);
            shares_known = shares_known && share.has_value();
            sum += share ? share->share.to_double() * static_cast<double>(doubt.bits) : 0;
            largest.bits = std::max(largest.bits, doubt.bits);
            largest.is_bound = largest.is_bound || doubt.is_bound;
            first = first == nullptr ? &doubt : first;
            all_equal = all_equal && doubt.bits == first->bits;
        }
        if (shares_known) {
            return {std::llround(sum), largest.is_bound};
        }
        return {largest.bits, largest.is_bound || !all_equal};
    }

    const Doubt& doubt_at(const Code& target) {
        const auto [place, is_new] = doubts_.try_emplace(target.text());
        if (is_new) {
            place->second = make_doubt(target);
        }
        return place->second;
    }

    /// H(X|Y=y), or its upper bound.
    [[nodiscard]] Doubt make_doubt(const Code& target) const {
        const auto homes = back_.links_from(target);
        double total = 0;
        double sum = 0;
        for (const auto& home : homes) {
            const auto mass = mass_of(home.target, target);
            if (!mass) {
                return {log2_of(homes.size()), homes.size() > 1};
            }
            total += *mass;
            sum += *mass > 0 ? *mass * std::log2(*mass) : 0;
        }
        return {total > 0 ? std::llround((std::log2(total) - sum / total) * micro_bits) : 0, false};
    }

    /// How much of @p source goes to @p target; none if that is not known.
    [[nodiscard]] std::optional<double> mass_of(const Code& source, const Code& target) const {
        const auto whole = count(source);
        if (!whole) {
            return std::nullopt;
        }
        const auto places = there_.places(source);
        const auto* const link =
            std::lower_bound(places.links.begin(), places.links.end(), target,
                             [](const Link& a, const Code& code) { return a.target < code; });
        if (link == places.links.end() || link->target != target) {
            return std::nullopt;
        }
        const auto share = known_share(places, *link);
        return share ? std::optional{static_cast<double>(*whole) * share->share.to_double()}
                     : std::nullopt;
    }

    void add_up() {
        Mean all;
        for (const auto& code : out_.codes) {
            out_.count += code.count.value_or(0);
            out_.codes_without_count += counts_ && !code.count ? 1U : 0U;
            if (code.kind != Return::lost) {
                all.add(code.bits, weight(code));
                out_.is_bound = out_.is_bound || (code.is_bound && weight(code) > 0);
            }
        }
        out_.bits = all.value();
        add_total(Return::exact, "");
        const auto& levels = edition_.levels();
        std::for_each(levels.rbegin(), levels.rend(),
                      [this](const std::string& level) { add_total(Return::group, level); });
        add_total(Return::apart, "");
        add_total(Return::part, "");
        add_total(Return::lost, "");
    }

    void add_total(Return kind, const std::string& level) {
        ReturnTotal total{kind, level, 0, 0, 0, false};
        Mean mean;
        for (const auto& code : out_.codes) {
            if (code.kind == kind && (kind != Return::group || code.group->level == level)) {
                ++total.codes;
                total.count += code.count.value_or(0);
                mean.add(code.bits, weight(code));
                total.is_bound = total.is_bound || (code.is_bound && weight(code) > 0);
            }
        }
        total.bits = mean.value();
        if ((kind != Return::group && kind != Return::part) || total.codes != 0) {
            out_.totals.push_back(std::move(total));
        }
    }

    const Edition& edition_;
    const Correspondence& there_;
    Correspondence back_;
    std::optional<std::unordered_map<std::string, std::int64_t>> counts_;
    std::unordered_map<std::string, Doubt> doubts_;
    std::unordered_map<std::string, WayBack> ways_back_;
    RoundTrip out_;
};

}  // namespace

std::vector<const Item*> RoundTrip::candidates(const CodeReturn& code) const {
    std::vector<const Item*> out;
    for (const auto& target : code.targets) {
        const auto& home = homes.at(target);
        out.insert(out.end(), home.begin(), home.end());
    }
    if (code.targets.size() > 1) {
        std::sort(out.begin(), out.end());  // in one edition places are in the order of codes
        out.erase(std::unique(out.begin(), out.end()), out.end());
    }
    return out;
}

RoundTrip round_trip(const Edition& edition, const Correspondence& table, const Counts* counts) {
    return Journey{edition, table, counts}.run();
}

CarriedCounts carry(const Counts& counts, const Correspondence& table) {
    CarriedCounts out{counts, 0, 0};
    out.counts.coded_in = table.target();
    out.counts.total.reset();
    out.counts.rows.clear();
    std::map<Code, Counts::Row> rows;
    for (const auto& row : counts.rows) {
        const auto links = table.links_from(row.code);
        const auto known = links.empty() ? std::nullopt : known_share(table, *links.begin());
        if (!known || !known->share.is_one()) {
            out.left_out += row.count;
            ++out.codes_left_out;
            continue;
        }
        const auto& target = links.begin()->target;
        rows.try_emplace(target, Counts::Row{target, 0, row.at}).first->second.count += row.count;
    }
    for (auto& [code, row] : rows) {
        out.counts.rows.push_back(std::move(row));
    }
    return out;
}

void add_left_out(const CarriedCounts& carried, RoundTrip& trip) {
    trip.left_out += carried.left_out;
    trip.codes_left_out += carried.codes_left_out;
}

CountsOfEdition counts_of(const Catalog& catalog, Counts counts, const EditionId& edition) {
    if (auto found = check(counts, catalog.edition(counts.coded_in)); has_errors(found)) {
        throw DataError(std::move(found));
    }
    if (counts.coded_in == edition) {
        return {{std::move(counts), 0, 0}, {edition, edition, {}}};
    }
    auto route = require_route(catalog, counts.coded_in, edition);
    return {carry(counts, composed(catalog, route)), std::move(route)};
}

}  // namespace socshift
