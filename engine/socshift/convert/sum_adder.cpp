#include "socshift/convert/sum_adder.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_table.hpp"
#include "socshift/io/delimited_text.hpp"
#include "socshift/io/in_order.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace socshift {

namespace {

/// Places that a figure without end has beyond the finest decimal of its column.
constexpr unsigned extra_decimals = 6;

constexpr std::size_t lines_a_piece = 2048;  // that a thread writes

}  // namespace

SumAdder::SumAdder(const ConvertRequest& request, const CodedEditions& sources, Intake& intake)
    : request_(request),
      sources_(sources),
      intake_(intake),
      header_(request, sources.target().id(), intake.columns()),
      guard_(request, sources, intake, header_.places()),
      shown_(request.sums.size()) {
    for (std::size_t i = 0; i < places().sums.size(); ++i) {
        columns_.emplace_back().name = places().names[i];
    }
    for (const auto& name : request.means) {
        auto& mean = means_.emplace_back();
        mean.name = header_.mean_name(name);
        mean.of = name;
    }
    if (!request.by.empty()) {
        keys_.emplace(header_.places().keys);
    }
}

void SumAdder::finish(const RowBlock& block) {
    guard_.finish(block, [this](const BlockRow& row) {
        if (!keys_) {
            return std::uint32_t{0};
        }
        return keys_->keys(row);
    });
}

void SumAdder::sort_keys() {
    const auto& texts = keys_->texts();
    key_order_.resize(texts.size());
    std::iota(key_order_.begin(), key_order_.end(), std::uint32_t{0});
    std::sort(key_order_.begin(), key_order_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    for (const auto keys : key_order_) {
        key_cells_.push_back(SumKeys::cells(texts[keys]));
    }
}

/// A slot for each source item, or for each with a combination of keys, that a row was carried of,
/// in the order of keys.
std::vector<SumSlot> SumAdder::sorted_slots() {
    std::vector<SumSlot> out;
    if (!keys_) {
        table_slots_.assign(sources_.items(), no_slot);
        for (std::size_t item = 0; item < sources_.items(); ++item) {
            if (intake_.rows_of(item) > 0) {
                table_slots_[item] = static_cast<std::uint32_t>(out.size());
                out.push_back({static_cast<std::uint32_t>(item), 0});
            }
        }
        return out;
    }
    sort_keys();
    const auto& slots = keys_->slots();
    std::vector<std::uint32_t> ranks(key_order_.size());
    for (std::uint32_t rank = 0; rank < ranks.size(); ++rank) {
        ranks[key_order_[rank]] = rank;
    }
    std::vector<std::uint32_t> next(ranks.size() + 1);  // the first slot of each rank, at first
    for (const auto& slot : slots) {
        ++next[ranks[slot.keys] + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    out.resize(slots.size());
    for (const auto& slot : slots) {
        const auto rank = ranks[slot.keys];
        table_slots_.push_back(next[rank]++);
        out[table_slots_.back()] = {slot.item, rank};
    }
    return out;
}

void SumAdder::make_slots() {
    table_.emplace(sources_, sorted_slots(), request_.bounds, request_.threads);
    const auto size = table_->slots().size();
    for (auto& column : columns_) {
        column.carried = SlotSums(size, SumCell::fixed_decimals);
        column.without_number.resize(places().counts_rows ? size : 0);
    }
    rows_.resize(places().counts_rows ? size : 0);
    for (auto& mean : means_) {
        mean.weights.carried = SlotSums(size, SumCell::fixed_decimals);
        mean.products.carried = SlotSums(size, 2 * SumCell::fixed_decimals);
    }
}

void SumAdder::add(const std::deque<SumsWorker>& workers) {
    std::vector<std::vector<std::uint32_t>> slots;  // of each worker, here
    for (const auto& worker : workers) {
        intake_.add(worker.judge());
        if (keys_) {
            slots.push_back(keys_->slots_of(*worker.keys()));
            check_size(*keys_, request_);
        }
    }
    make_slots();
    for (std::size_t i = 0; i < workers.size(); ++i) {
        if (keys_) {
            for (auto& slot : slots[i]) {
                slot = table_slots_[slot];
            }
        } else {
            slots.push_back(table_slots_);
        }
        add(workers[i], slots[i]);
    }
    add_carried(workers, slots);
}

/// Adds what was carried of the slots of @p workers, of which @p slots says which they are here:
/// several columns at once.
void SumAdder::add_carried(const std::deque<SumsWorker>& workers,
                           const std::vector<std::vector<std::uint32_t>>& slots) {
    constexpr std::size_t ahead = 16;
    const auto size = table_->slots().size();
    std::vector<std::vector<std::uint32_t>> from(workers.size(),
                                                 std::vector<std::uint32_t>(size, no_slot));
    for (std::size_t i = 0; i < workers.size(); ++i) {
        for (std::uint32_t slot = 0; slot < slots[i].size(); ++slot) {
            if (slots[i][slot] != no_slot) {
                from[i][slots[i][slot]] = slot;
            }
        }
    }
    run_each(thread_count(request_.threads), columns_.size() + means_.size(), [&](std::size_t at) {
        const bool is_sum = at < columns_.size();
        const auto mean = at - columns_.size();
        for (std::size_t slot = 0; slot < size; ++slot) {
            for (std::size_t i = 0; i < workers.size(); ++i) {
                if (slot + ahead < size && from[i][slot + ahead] != no_slot) {
                    workers[i].prefetch(from[i][slot + ahead]);
                }
                if (from[i][slot] == no_slot) {
                    continue;
                }
                if (is_sum) {
                    workers[i].add_carried(at, from[i][slot], columns_[at].carried, slot);
                } else {
                    workers[i].add_carried_mean(mean, from[i][slot], means_[mean].weights.carried,
                                                means_[mean].products.carried, slot);
                }
            }
        }
    });
}

/// Adds what @p worker has but for what was carried; its slots are @p slots here.
void SumAdder::add(const SumsWorker& worker, const std::vector<std::uint32_t>& slots) {
    const auto& tallies = worker.columns();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        column.decimals = std::max(column.decimals, tallies[i].decimals);
        column.empty_cells += tallies[i].empty_cells;
        column.counts.add(tallies[i].counts);
        column.stand_ins.add(tallies[i].stand_ins);
        tallies[i].in.add_to(column.in);
        tallies[i].rejected.add_to(column.rejected);
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        auto& mean = means_[i];
        const auto& tally = tallies[columns_.size() + i];
        mean.products.decimals = std::max(mean.products.decimals, tally.decimals);
        mean.products.empty_cells += tally.empty_cells;
        mean.products.counts.add(tally.counts);
        mean.products.stand_ins.add(tally.stand_ins);
        mean.weights.stand_ins.add(places().weight ? tallies.back().stand_ins : StandIns{});
        mean.weights.counts.add(places().weight ? tallies.back().counts : FigureCounts{});
        mean.weights.empty_cells += places().weight ? tallies.back().empty_cells : 0;
        const auto& all = worker.means()[i];
        MeanTally::add(all.in, all.large_in, mean.weights.in, mean.products.in);
        MeanTally::add(all.rejected, all.large_rejected, mean.weights.rejected,
                       mean.products.rejected);
    }
    for (std::size_t from = 0; places().counts_rows && from < slots.size(); ++from) {
        if (slots[from] == no_slot) {
            continue;
        }
        rows_[slots[from]] += worker.rows_of(from);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            columns_[i].without_number[slots[from]] += worker.without_number_of(i, from);
        }
    }
    for (std::size_t i = 0; i < columns_.size() + means_.size(); ++i) {
        auto& missing = i < columns_.size() ? columns_[i].missing
                                            : means_[i - columns_.size()].products.missing;
        for (const auto& [slot, count] : worker.missing(i)) {
            missing.resize(table_->slots().size());
            missing[slots[slot]] += count;
        }
    }
}

void SumAdder::compute_figures() {
    for (std::size_t i = 0; i < shown_; ++i) {
        auto& column = columns_[i];
        column.missing = table_->counts(column.missing);
        column.figures = table_->figures(column.carried, column.decimals + extra_decimals);
        if (request_.bounds) {
            compute_bounds(column);
        }
        if (request_.shares_of_basis) {
            compute_parts(i);
        }
    }
    if (request_.shares_of_basis) {
        rows_ = table_->counts(rows_);
    }
    for (auto& mean : means_) {
        auto means = table_->means(mean.weights.carried, mean.products.carried,
                                   mean.products.decimals + extra_decimals);
        mean.products.missing = table_->counts(mean.products.missing);
        mean.figures = std::move(means.means);
        mean.weights.figures = std::move(means.weights);
        mean.products.figures = std::move(means.products);
        mean.weights_of_zero = means.weights_of_zero;
    }
}

void SumAdder::compute_bounds(SummedFigures& column) const {
    std::tie(column.least, column.most) =
        table_->bounds(column.carried, column.decimals + extra_decimals);
    for (std::size_t line = 0; line < column.figures.size(); ++line) {
        if (column.figures.empty(line) && !column.least.empty(line)) {
            column.figures.set(line, "0");
        }
    }
}

void SumAdder::compute_parts(std::size_t at) {
    auto& column = columns_[at];
    column.by_basis =
        table_->parts(earlier_of(at), column.figures, column.decimals + extra_decimals);
    table_->weaken(column.by_basis);
    column.without_number = table_->counts(column.without_number);
}

SumAdder::LineTexts SumAdder::line_texts() const {
    LineTexts out;
    const auto delimiter = intake_.delimiter();
    const auto join = [&](const auto& cells) {
        std::string text;
        for (const auto& cell : cells) {
            append_field(text, cell, delimiter);
            text += delimiter;
        }
        return text;
    };
    for (const auto& item : sources_.target().items()) {
        out.targets.push_back(join(std::array{item.code.text(), item.title}));
    }
    for (const auto& cells : key_cells_) {
        out.keys.push_back(join(cells));
    }
    return out;
}

/// Appends one line of the output.
void SumAdder::append_line(std::string& out, std::size_t line, const LineTexts& texts) const {
    const auto& [target, keys, basis] = table_->lines()[line];
    const auto delimiter = intake_.delimiter();
    out += texts.targets[target];
    out += keys_ ? std::string_view{texts.keys[keys]} : std::string_view{};
    const auto add = [&](const FigureList& figures) {
        figures.append(line, out);
        out += delimiter;
    };
    const auto count = [&](std::uint64_t number) {
        out += std::to_string(number);
        out += delimiter;
    };
    for (std::size_t i = 0; i < shown_; ++i) {
        const auto& column = columns_[i];
        add(column.figures);
        if (request_.bounds) {
            add(column.least);
            add(column.most);
        }
        if (request_.shares_of_basis) {
            for (const auto& part : column.by_basis) {
                add(part);
            }
            count(column.without_number[line]);
        }
    }
    for (const auto& mean : means_) {
        add(mean.figures);
    }
    if (request_.shares_of_basis) {
        count(rows_[line]);
    }
    if (!request_.to_families) {
        out += to_string(basis.value());
    } else {
        out.pop_back();
    }
    out += intake_.line_end();
}

void SumAdder::write(const WriteBytes& out) const {
    std::string text;
    append_record(text, header_.names(), intake_.delimiter());
    text.pop_back();
    text += intake_.line_end();
    out(text);
    const auto texts = line_texts();
    const auto threads = thread_count(request_.threads);
    struct Piece {
        std::size_t first = 0;  // line
        std::string text;
    };
    std::vector<Piece> pieces(pieces_under_way(threads));
    std::size_t next = 0;
    PieceStages stages;
    stages.read = [&](std::size_t place) {
        pieces[place].first = next;
        next += lines_a_piece;
        return pieces[place].first < table_->lines_out();
    };
    stages.work = [&](unsigned /*thread*/, std::size_t place) {
        auto& piece = pieces[place];
        piece.text.clear();
        const auto end = std::min(piece.first + lines_a_piece, table_->lines_out());
        for (auto line = piece.first; line < end; ++line) {
            append_line(piece.text, line, texts);
        }
    };
    stages.finish = [&](std::size_t place) { out(pieces[place].text); };
    run_in_order(threads, stages);
}

ConvertSummary SumAdder::finish() {
    check_earlier();
    compute_figures();
    auto summary = intake_.summary();
    summary.rows_out = table_->lines_out();
    summary.keys = request_.by;
    summary.key_groups = key_cells_.size();
    summary.in_pairs = guard_.in_pairs();
    summary.in_both_forms = intake_.in_both_forms();
    add_amounts(summary);
    for (std::size_t i = 0; i < shown_; ++i) {
        list_missing(columns_[i].name, columns_[i], columns_[i].figures, summary);
    }
    for (const auto& mean : means_) {
        list_missing(mean.name, mean.products, mean.figures, summary);
    }
    return summary;
}

SummedColumns SumAdder::lines() const {
    SummedColumns out;
    out.names = header_.names();
    const auto lines = table_->lines_out();
    out.keys.resize(request_.by.size());
    for (std::size_t line = 0; line < lines; ++line) {
        const auto& [target, keys, basis] = table_->lines()[line];
        const auto& item = sources_.target().items()[target];
        out.codes.push_back(item.code);
        out.titles.push_back(item.title);
        out.bases.push_back(request_.to_families ? std::nullopt : basis);
        for (std::size_t column = 0; column < out.keys.size(); ++column) {
            out.keys[column].push_back(key_cells_[keys][column]);
        }
    }
    for (std::size_t i = 0; i < shown_; ++i) {
        const auto& column = columns_[i];
        auto& sum = out.sums.emplace_back();
        sum.name = column.name;
        sum.figures = column.figures.texts(lines);
        sum.least = column.least.texts(lines);
        sum.most = column.most.texts(lines);
        sum.missing = column.missing;
        sum.missing.resize(lines);
        if (request_.shares_of_basis) {
            for (const auto& part : column.by_basis) {
                sum.by_basis.push_back(part.texts(lines));
            }
            sum.without_number = column.without_number;
        }
    }
    out.rows = request_.shares_of_basis ? rows_ : std::vector<std::uint64_t>{};
    for (const auto& mean : means_) {
        auto& out_mean = out.means.emplace_back();
        out_mean.name = mean.name;
        out_mean.figures = mean.figures.texts(lines);
        out_mean.missing = mean.products.missing;
        out_mean.missing.resize(lines);
    }
    return out;
}

}  // namespace socshift
