#include "socshift/convert/carried_columns.hpp"

#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/intake.hpp"
#include "socshift/convert/row_account.hpp"
#include "socshift/convert/row_draws.hpp"
#include "socshift/convert/row_scale.hpp"
#include "socshift/convert/row_texts.hpp"
#include "socshift/convert/row_titles.hpp"
#include "socshift/convert/rows_account.hpp"
#include "socshift/io/delimited_text.hpp"

#include <deque>
#include <limits>
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
            settled_.push_back(static_cast<std::uint32_t>(places_.size()));
            if (request.split == Split::title) {
                add_settled(sources, item);
            }
        }
        first_.push_back(static_cast<std::uint32_t>(places_.size()));
    }

    [[nodiscard]] std::uint32_t begin(std::size_t item) const noexcept { return first_[item]; }
    [[nodiscard]] std::uint32_t end(std::size_t item) const noexcept {
        return settled_.empty() ? first_[item + 1] : settled_[item];
    }
    /// The place of rows of @p item that a title settled, by the place of their target.
    [[nodiscard]] std::uint32_t settled(std::size_t item, std::size_t target) const noexcept {
        return settled_[item] + static_cast<std::uint32_t>(target);
    }
    [[nodiscard]] const std::vector<CarriedPlace>& all() const noexcept { return places_; }
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

    /// One for each target, whether it is settled or not.
    void add_settled(const CodedEditions& sources, std::size_t item) {
        for (const auto& target : sources.targets(item)) {
            add(sources, item, target, std::nullopt);
            places_.back().share = Share(1, 1);
            places_.back().by_title = true;
        }
    }

    void add_lots(const CodedEditions& sources, std::size_t item) {
        const auto basis = sources.basis(item);
        for (const auto& target : sources.targets(item)) {
            if (basis) {
                add(sources, item, target, basis);
            }
        }
    }

    std::vector<std::uint32_t> first_;    // by item
    std::vector<std::uint32_t> settled_;  // by item, unless lots are drawn
    std::vector<CarriedPlace> places_;
};

/// How titles settle where rows go.
struct TitledColumns {
    const CodedEditions& sources;
    TitleSettling settling;
    std::size_t column = 0;
};

/// Moves the figures of a block to the ends of @p columns. @p order: of these, their places among
/// those of a row.
void move_scaled(RowBlock& block, const std::vector<std::size_t>& order,
                 std::vector<ScaledColumn>& columns) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (auto at = order[i]; at < block.scaled.size(); at += order.size()) {
            columns[i].figures.push_back(std::move(block.scaled[at]));
        }
    }
}

/// Puts the rows of a block at their places.
class Placer : public RowWorker {
public:
    /// @p out: nullptr if rows are taken as they are placed.
    Placer(Intake& intake, const PlaceList& places, const Lots* lots, const Scaling* scaling,
           const TitledColumns* titles, CarriedBlocks* out)
        : intake_(intake),
          places_(places),
          lots_(lots),
          scaling_(scaling),
          titles_(titles),
          out_(out),
          judge_(intake.make_judge()),
          drawn_(lots != nullptr ? lots->all().size() : 0) {
        if (scaling != nullptr) {
            figures_.emplace(*scaling);
        }
        if (titles != nullptr) {
            settler_.emplace(titles->settling);
            settled_.emplace(titles->sources);
        }
    }

    void work(RowBlock& block) override {
        for (std::size_t at = 0; at < block.rows(); ++at) {
            const BlockRow row(block, at);
            const auto judged = judge_.judge(block, row);
            const auto number = static_cast<std::uint32_t>(at);
            if (judged.is_carried()) {
                carry(block, row, number, judged);
            } else if (!judged.is_left_out()) {
                if (figures_) {
                    static_cast<void>(figures_->read(row));
                    figures_->reject();
                }
                refuse(block, row, number, judged.verdict());
            }
        }
        if (out_ != nullptr && !block.placed.empty()) {
            hand_over(block);
        }
    }

    [[nodiscard]] const RowJudge& judge() const noexcept { return judge_; }
    [[nodiscard]] std::uint64_t rows_out() const noexcept { return rows_out_; }
    [[nodiscard]] const std::vector<std::uint64_t>& drawn() const noexcept { return drawn_; }

    /// If titles settle rows.
    [[nodiscard]] const SettledRows* settled() const noexcept {
        return settled_ ? &*settled_ : nullptr;
    }

    /// Of each thread, if figures are scaled.
    [[nodiscard]] const ScaledFigures* figures() const noexcept {
        return figures_ ? &*figures_ : nullptr;
    }

private:
    void carry(RowBlock& block, const BlockRow& row, std::uint32_t number,
               const RowJudge::Judged& judged) {
        if (lots_ != nullptr) {
            draw(block, row, number, judged);
            return;
        }
        if (figures_ && !scale(block, row, number, judged)) {
            return;
        }
        judge_.carry(block, number, judged);
        if (settles(block, row, number, judged.item())) {
            return;
        }
        const auto end = places_.end(judged.item());
        for (auto place = places_.begin(judged.item()); place < end; ++place) {
            block.placed.push_back({number, place});
            ++rows_out_;
        }
        if (judged.in_part()) {
            block.refused.push_back({number, RefusalCause::part, 0, &judged.verdict()});
        }
    }

    /// Whether the title of a row settles where it goes; then it is there.
    bool settles(RowBlock& block, const BlockRow& row, std::uint32_t number, std::size_t item) {
        if (titles_ == nullptr || !titles_->settling.can_settle(item)) {
            return false;
        }
        const auto settled =
            settler_->settle(item, field_text(row.field(titles_->column), storage_));
        if (!settled) {
            return false;
        }
        settled_->count(item, settled->target);
        block.settled.push_back({static_cast<std::uint32_t>(block.placed.size()), settled->score});
        block.placed.push_back({number, places_.settled(item, settled->target)});
        ++rows_out_;
        return true;
    }

    /// Divides the figures of a row over its places; false if it is set aside for one of them.
    bool scale(RowBlock& block, const BlockRow& row, std::uint32_t number,
               const RowJudge::Judged& judged) {
        if (const auto bad = figures_->read(row)) {
            figures_->reject();
            block.refused.push_back({number, RefusalCause::not_a_number, *bad, &judged.verdict()});
            return false;
        }
        const auto item = judged.item();
        const auto* const division = scaling_->division(item);
        if (division == nullptr) {
            figures_->carry_whole(item);
            add_cells(block, row);
            return true;
        }
        figures_->divide(*division);
        const auto places = places_.end(item) - places_.begin(item);
        for (std::size_t target = 0; target < places; ++target) {
            add_parts(block, row, item, target);
        }
        if (judged.in_part()) {
            figures_->reject_last_parts();
        }
        return true;
    }

    void add_parts(RowBlock& block, const BlockRow& row, std::size_t item, std::size_t target) {
        for (std::size_t column = 0; column < scaling_->columns().size(); ++column) {
            const auto part = figures_->part(column, target);
            if (part.empty()) {
                add_cell(block, row, column);
                continue;
            }
            padded_ = scaling_->columns()[column].figures.written(part);
            const auto size = padded_.size();
            padded_.append(text_padding, '\0');
            figures_->carry_part(column, item, {padded_.data(), size});
            block.scaled.emplace_back(padded_, 0, size);
        }
    }

    /// The cells of a row as they are.
    void add_cells(RowBlock& block, const BlockRow& row) {
        for (std::size_t column = 0; figures_ && column < scaling_->columns().size(); ++column) {
            add_cell(block, row, column);
        }
    }

    void add_cell(RowBlock& block, const BlockRow& row, std::size_t column) {
        block.scaled.emplace_back(field_text(row.field(scaling_->columns()[column].at), storage_));
    }

    void draw(RowBlock& block, const BlockRow& row, std::uint32_t number,
              const RowJudge::Judged& judged) {
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
            refuse(block, row, number, lots_->nowhere());
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

    void hand_over(RowBlock& block) {
        auto& carried = *(block.carried = std::make_shared<CarriedBlock>());
        carried.data = &ColumnsFeed::data_of(block);
        carried.rows.reserve(block.placed.size());
        carried.places.reserve(block.placed.size());
        for (const auto& placed : block.placed) {
            carried.rows.push_back(block.cells_before + placed.row);
            carried.places.push_back(placed.place);
        }
        if (titles_ != nullptr) {
            carried.title_scores.resize(block.placed.size());
            for (const auto& row : block.settled) {
                carried.title_scores[row.at] = row.score;
            }
        }
        if (scaling_ != nullptr) {
            for (const auto column : scaling_->asked()) {
                carried.scaled.push_back({scaling_->columns()[column].name, {}});
            }
            move_scaled(block, scaling_->asked(), carried.scaled);
        }
        out_->make(carried);
    }

    void refuse(RowBlock& block, const BlockRow& row, std::uint32_t number,
                const Verdict& verdict) {
        block.refused.push_back({number, RefusalCause::verdict, 0, &verdict});
        if (intake_.keeps(verdict)) {
            block.placed.push_back({number, no_place});
            add_cells(block, row);
            ++rows_out_;
        }
    }

    const Intake& intake_;
    const PlaceList& places_;
    const Lots* lots_;             // nullptr: nothing is drawn
    const Scaling* scaling_;       // nullptr: nothing is scaled
    const TitledColumns* titles_;  // nullptr: titles settle nothing
    CarriedBlocks* out_;
    RowJudge judge_;
    std::vector<std::uint64_t> drawn_;
    std::optional<ScaledFigures> figures_;
    std::optional<TitleSettler> settler_;
    std::optional<SettledRows> settled_;
    std::uint64_t rows_out_ = 0;
    std::string padded_;
    std::string storage_;
};

/// Adds the rows of @p block, which is next in the order of the data.
void append_placed(RowBlock& block, const std::vector<std::size_t>& order, bool has_scores,
                   CarriedColumns& out) {
    const auto begin = out.rows.size();
    const auto count = block.placed.size();
    out.rows.resize(begin + count);
    out.places.resize(begin + count);
    auto* const rows = out.rows.data() + begin;
    auto* const places = out.places.data() + begin;
    const auto* const placed = block.placed.data();
    for (std::size_t at = 0; at < count; ++at) {
        rows[at] = block.records_before + placed[at].row;
        places[at] = placed[at].place;
    }
    if (has_scores) {
        out.title_scores.resize(begin + count);
        for (const auto& row : block.settled) {
            out.title_scores[begin + row.at] = row.score;
        }
    }
    move_scaled(block, order, out.scaled);
}

std::vector<ScaledTotal> totals_of_workers(const Scaling& scaling,
                                           const std::deque<Placer>& workers) {
    std::vector<const ScaledFigures*> all;
    for (const auto& worker : workers) {
        all.push_back(worker.figures());
    }
    return totals_of(scaling, all);
}

/// One conversion of columns, whoever takes the rows.
class ColumnCarriage {
public:
    ColumnCarriage(const ConvertRequest& request, const CodedEditions& sources, RowFeed& feed,
                   RejectsList& rejects)
        : sources_(sources),
          rejects_(rejects),
          intake_(request, sources, feed, rejects, needs_shares(request)),
          places_(sources, request),
          account_(request, sources, intake_) {
        if (request.split == Split::draw) {
            lots_.emplace(sources, request, intake_.delimiter());
        }
        if (request.split == Split::title) {
            titled_.emplace(TitledColumns{sources,
                                          {sources, *request.titles, request.title_score},
                                          intake_.columns().place(request.title_column)});
        }
    }

    [[nodiscard]] PlaceList& places() noexcept { return places_; }
    [[nodiscard]] bool has_scores() const noexcept { return titled_.has_value(); }

    /// The columns of figures that are divided, in the order asked for, without figures.
    [[nodiscard]] std::vector<ScaledColumn> scaled() const {
        std::vector<ScaledColumn> out;
        for (const auto column : order()) {
            out.push_back({scaling()->columns()[column].name, {}});
        }
        return out;
    }
    [[nodiscard]] std::vector<std::size_t> order() const {
        return scaling() != nullptr ? scaling()->asked() : std::vector<std::size_t>{};
    }

    /// Carries all rows; @p finish takes each block behind its refused rows, in the order of the
    /// data. @p out: see Placer. @p part: takes what the account is made of. The account.
    template <typename Finish>
    ConvertSummary run(CarriedBlocks* out, PartWriter* part, const Finish& finish) {
        std::deque<Placer> workers;
        for (unsigned thread = 0; thread < intake_.threads(); ++thread) {
            workers.emplace_back(intake_, places_, lots_ ? &*lots_ : nullptr, scaling(),
                                 titled_ ? &*titled_ : nullptr, out);
        }
        intake_.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
                    [&](RowBlock& block) {
                        refuse_rows(intake_, block, scaling(),
                                    [&](const IntakeRow& row, const Verdict& verdict) {
                                        intake_.note_part(row, verdict);
                                        if (scaling() != nullptr) {
                                            rejects_.add_figures(last_parts(row, verdict));
                                        }
                                    });
                        finish(block);
                    });
        auto summary = account(workers);
        if (part != nullptr) {
            intake_.save(*part);
            account_.save(*part);
        }
        return summary;
    }

private:
    [[nodiscard]] const Scaling* scaling() const { return account_.scaling(); }

    /// In the order asked for, as their columns have them.
    [[nodiscard]] std::vector<std::string> last_parts(const IntakeRow& row,
                                                      const Verdict& verdict) const {
        const auto parts = scaling()->last_parts(row.row, verdict.item);
        std::vector<std::string> out;
        for (const auto column : scaling()->asked()) {
            const auto& part = parts[column];
            out.push_back(part.empty() ? part : scaling()->columns()[column].figures.written(part));
        }
        return out;
    }

    ConvertSummary account(const std::deque<Placer>& workers) {
        std::vector<std::uint64_t> times(lots_ ? lots_->all().size() : 0);
        for (const auto& worker : workers) {
            intake_.add(worker.judge());
            account_.add_rows_out(worker.rows_out());
            if (worker.settled() != nullptr) {
                account_.add(*worker.settled());
            }
            for (std::size_t lot = 0; lot < times.size(); ++lot) {
                times[lot] += worker.drawn()[lot];
            }
        }
        if (scaling() != nullptr) {
            account_.set_totals(totals_of_workers(*scaling(), workers));
        }
        intake_.check();
        return lots_ ? account_.checked(account_of_draws(*lots_, sources_, intake_, times), intake_)
                     : account_.summary(intake_);
    }

    const CodedEditions& sources_;
    RejectsList& rejects_;
    Intake intake_;
    PlaceList places_;
    RowsAccount account_;
    std::optional<Lots> lots_;
    std::optional<TitledColumns> titled_;
};

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
                             const std::vector<DataColumn>& columns, PartWriter* part) {
    check_rows(request);
    WholeColumns whole(columns);
    ColumnsFeed feed(request.file, whole, request.has_figures());
    RejectsList rejects;
    ColumnCarriage carriage(request, sources, feed, rejects);
    CarriedColumns out;
    out.scaled = carriage.scaled();
    out.rows.reserve(whole.rows());
    out.places.reserve(whole.rows());
    const auto order = carriage.order();
    out.account = carriage.run(nullptr, part, [&](RowBlock& block) {
        append_placed(block, order, carriage.has_scores(), out);
    });
    out.place_list = carriage.places().take();
    out.set_aside = rejects.take();
    return out;
}

ConvertSummary carry_blocks(const ConvertRequest& request, const CodedEditions& sources,
                            DataBlocks& blocks, CarriedBlocks& out) {
    check_rows(request);
    ColumnsFeed feed(request.file, blocks, request.has_figures());
    RejectsList rejects;
    ColumnCarriage carriage(request, sources, feed, rejects);
    out.start(carriage.places().all());
    return carriage.run(&out, nullptr, [&](RowBlock& block) {
        if (!rejects.empty()) {
            out.set_aside(ColumnsFeed::aside_of(block, rejects));
        }
        if (block.carried) {
            out.take(std::move(*block.carried));
            block.carried.reset();
        }
    });
}

CarriedColumns carry_columns(const ConvertRequest& request, const CodedEditions& sources,
                             const std::vector<DataColumn>& columns) {
    return carry_columns(request, sources, columns, nullptr);
}

}  // namespace socshift
