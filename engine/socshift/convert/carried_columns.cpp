#include "socshift/convert/carried_columns.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/row_account.hpp"
#include "socshift/convert/row_draws.hpp"
#include "socshift/convert/row_texts.hpp"

#include <deque>
#include <limits>
#include <stdexcept>
#include <utility>

namespace socshift {

namespace {

/// The entry of a row that is kept without a target.
constexpr std::uint32_t no_place = 0;

/// The places of rows by source item. Of Split::draw the place of a lot is one behind its number.
class PlaceList {
public:
    PlaceList(const CodedEditions& sources, const ConvertRequest& request) : places_(1) {
        for (std::size_t item = 0; item < sources.items(); ++item) {
            first_.push_back(static_cast<std::uint32_t>(places_.size()));
            if (request.split == Split::draw) {
                add_lots(sources, item);
                continue;
            }
            for (const auto target : written_targets(sources, request, item)) {
                const auto& to = sources.targets(item)[target];
                add(sources, item, to, to.share ? std::optional{to.share->basis} : std::nullopt);
            }
        }
        first_.push_back(static_cast<std::uint32_t>(places_.size()));
    }

    [[nodiscard]] std::uint32_t begin(std::size_t item) const noexcept { return first_[item]; }
    [[nodiscard]] std::uint32_t end(std::size_t item) const noexcept { return first_[item + 1]; }
    [[nodiscard]] std::vector<CarriedPlace> take() { return std::move(places_); }

private:
    void add(const CodedEditions& sources, std::size_t item, const PlanTarget& target,
             std::optional<Basis> basis) {
        CarriedPlace place;
        if (target.item != nullptr) {
            place.target = target.item->code;
            place.title = target.item->title;
        }
        place.share = target.share ? std::optional{target.share->share} : std::nullopt;
        place.basis = basis;
        place.candidates = sources.candidates(item).size();
        places_.push_back(std::move(place));
    }

    void add_lots(const CodedEditions& sources, std::size_t item) {
        const auto basis = sources.basis(item);
        for (const auto& target : sources.targets(item)) {
            if (basis) {
                add(sources, item, target, basis);
            }
        }
    }

    std::vector<std::uint32_t> first_;  // by item
    std::vector<CarriedPlace> places_;
};

/// Puts the rows of a block at their places.
class Placer : public RowWorker {
public:
    Placer(Intake& intake, const PlaceList& places, const Lots* lots)
        : intake_(intake),
          places_(places),
          lots_(lots),
          judge_(intake.make_judge()),
          drawn_(lots != nullptr ? lots->all().size() : 0) {}

    void work(RowBlock& block) override {
        for (std::size_t at = 0; at < block.index.size(); ++at) {
            const BlockRow row(block, at);
            const auto judged = judge_.judge(block, row);
            const auto number = static_cast<std::uint32_t>(at);
            if (judged.is_carried()) {
                carry(block, number, judged);
            } else if (!judged.is_left_out()) {
                refuse(block, number, judged.verdict());
            }
        }
    }

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    [[nodiscard]] std::uint64_t rows_out() const noexcept { return rows_out_; }
    [[nodiscard]] const std::vector<std::uint64_t>& drawn() const noexcept { return drawn_; }

private:
    void carry(RowBlock& block, std::uint32_t number, const RowJudge::Judged& judged) {
        if (lots_ != nullptr) {
            draw(block, number, judged);
            return;
        }
        judge_.carry(block, number, judged);
        const auto end = places_.end(judged.item());
        for (auto place = places_.begin(judged.item()); place < end; ++place) {
            block.placed.push_back({number, place});
            ++rows_out_;
        }
        if (judged.in_part()) {
            block.refused.push_back({number, RefusalCause::part, 0, &judged.verdict()});
        }
    }

    void draw(RowBlock& block, std::uint32_t number, const RowJudge::Judged& judged) {
        const auto item = judged.item();
        const auto begin = block.placed.size();
        unsigned nowhere = 0;
        for (unsigned draw = 1; draw <= lots_->draws(); ++draw) {
            const auto lot = lots_->draw(item, block.records_before + number + 1, draw);
            nowhere += lots_->is_nowhere(item, lot) ? 1U : 0U;
            block.placed.push_back({number, static_cast<std::uint32_t>(lot) + 1});
        }
        if (nowhere == lots_->draws()) {
            block.placed.resize(begin);
            refuse(block, number, lots_->nowhere());
            return;
        }
        judge_.carry(block, number, judged);
        ++rows_out_;
        for (auto at = begin; at < block.placed.size(); ++at) {
            ++drawn_[block.placed[at].place - 1];
        }
        if (nowhere > 0) {
            block.refused.push_back({number, RefusalCause::part, 0, &lots_->nowhere_in_part()});
        }
    }

    void refuse(RowBlock& block, std::uint32_t number, const Verdict& verdict) {
        block.refused.push_back({number, RefusalCause::verdict, 0, &verdict});
        if (intake_.keeps(verdict)) {
            block.placed.push_back({number, no_place});
            ++rows_out_;
        }
    }

    const Intake& intake_;
    const PlaceList& places_;
    const Lots* lots_;  // nullptr: nothing is drawn
    RowJudge judge_;
    std::vector<std::uint64_t> drawn_;
    std::uint64_t rows_out_ = 0;
};

/// Adds the rows of @p block, which is next in the order of the data.
void append_placed(const RowBlock& block, CarriedColumns& out) {
    const auto begin = out.rows.size();
    out.rows.resize(begin + block.placed.size());
    out.places.resize(begin + block.placed.size());
    for (std::size_t at = 0; at < block.placed.size(); ++at) {
        out.rows[begin + at] = block.records_before + block.placed[at].row;
        out.places[begin + at] = block.placed[at].place;
    }
}

void refuse_placed(Intake& intake, const RowBlock& block) {
    RowLines lines(block, intake.first_line());
    for (const auto& refusal : block.refused) {
        const BlockRow row(block, refusal.row);
        const IntakeRow found{row, lines.line(refusal.row, row)};
        if (refusal.cause == RefusalCause::part) {
            intake.note_part(found, *refusal.verdict);
        } else {
            intake.refuse(found, *refusal.verdict);
        }
    }
}

}  // namespace

std::vector<std::string> CarriedColumns::targets() const {
    std::vector<std::string> out;
    out.reserve(places.size());
    for (const auto place : places) {
        const auto& target = place_list[place].target;
        out.push_back(target ? target->text() : "");
    }
    return out;
}

std::vector<double> CarriedColumns::shares() const {
    std::vector<double> of_place;
    for (const auto& place : place_list) {
        of_place.push_back(place.share ? place.share->to_double()
                                       : std::numeric_limits<double>::quiet_NaN());
    }
    std::vector<double> out;
    out.reserve(places.size());
    for (const auto place : places) {
        out.push_back(of_place[place]);
    }
    return out;
}

std::vector<std::optional<Basis>> CarriedColumns::bases() const {
    std::vector<std::optional<Basis>> out;
    out.reserve(places.size());
    for (const auto place : places) {
        out.push_back(place_list[place].basis);
    }
    return out;
}

CarriedColumns carry_columns(const ConvertRequest& request, const CodedEditions& sources,
                             const std::vector<DataColumn>& columns) {
    if (!request.scale.empty()) {
        throw std::invalid_argument("scaled columns: figures are divided in text alone");
    }
    check_rows(request);
    ColumnsFeed feed(request.file, columns);
    RejectsList rejects;
    Intake intake(request, sources, feed, rejects, needs_shares(request));
    std::optional<Lots> lots;
    if (request.split == Split::draw) {
        lots.emplace(sources, request, intake.delimiter());
    }
    PlaceList places(sources, request);
    std::deque<Placer> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(intake, places, lots ? &*lots : nullptr);
    }
    CarriedColumns out;
    out.rows.reserve(feed.rows());
    out.places.reserve(feed.rows());
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const RowBlock& block) {
                   refuse_placed(intake, block);
                   append_placed(block, out);
               });
    std::vector<std::uint64_t> times(lots ? lots->all().size() : 0);
    std::uint64_t rows_out = 0;
    for (const auto& worker : workers) {
        intake.add(worker.judge());
        rows_out += worker.rows_out();
        for (std::size_t lot = 0; lot < times.size(); ++lot) {
            times[lot] += worker.drawn()[lot];
        }
    }
    out.account = lots ? account_of_draws(*lots, sources, intake, times)
                       : account_of_rows(request, sources, intake);
    out.account.rows_out = rows_out;
    check_account(out.account);
    check_rows_out(out.account, request, sources, intake);
    out.place_list = places.take();
    out.set_aside = rejects.take();
    return out;
}

}  // namespace socshift
