#include "socshift/convert/sum_adder.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace socshift {

void SumAdder::save(PartWriter& out) const {
    intake_.save(out);
    guard_.save(out);
    save_columns(out);
    const auto& slots = table_->slots();
    out.number(slots.size());
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        out.number(slots[slot].item);
        if (keys_) {
            out.text(keys_->texts()[key_order_[slots[slot].keys]]);
        }
        save_slot(out, slot);
    }
}

void SumAdder::save_columns(PartWriter& out) const {
    const auto add = [&](const SummedFigures& column) {
        out.number(column.decimals);
        out.number(column.empty_cells);
        out.counts(column.counts);
        out.stand_ins(column.stand_ins);
        out.sum(column.in);
        out.sum(column.rejected);
    };
    for (const auto& column : columns_) {
        add(column);
    }
    for (const auto& mean : means_) {
        add(mean.weights);
        add(mean.products);
    }
}

void SumAdder::save_slot(PartWriter& out, std::size_t slot) const {
    const auto is_there = [&](bool any) { out.number(any ? 1 : 0); };
    const auto missing_of = [&](const SummedFigures& column) {
        return column.missing.empty() ? 0 : column.missing[slot];
    };
    if (places().counts_rows) {
        out.number(rows_[slot]);
    }
    for (const auto& column : columns_) {
        is_there(column.carried.any(slot));
        out.sum(column.carried.sum(slot));
        out.number(missing_of(column));
        if (places().counts_rows) {
            out.number(column.without_number[slot]);
        }
    }
    for (const auto& mean : means_) {
        is_there(mean.weights.carried.any(slot));
        out.sum(mean.weights.carried.sum(slot));
        out.sum(mean.products.carried.sum(slot));
        out.number(missing_of(mean.products));
    }
}

void SumAdder::load(PartReader& part) {
    guard_.load(part, intake_.load(part));
    load_columns(part);
    for (auto left = part.count(); left > 0; --left) {
        const auto item = part.place(sources_.items());
        auto slot = item;
        if (keys_) {
            const auto keys = keys_->keys_of(std::string{part.text()});
            slot = keys_->slot(keys, item);
        }
        if (slot >= loaded_.size()) {
            loaded_.resize(slot + 1);
        }
        load_slot(part, loaded_[slot]);
    }
    if (keys_) {
        check_size(*keys_, request_);
    }
}

void SumAdder::load_columns(PartReader& part) {
    const auto add = [&](SummedFigures& column) {
        column.decimals = std::max(column.decimals, static_cast<unsigned>(part.number()));
        column.empty_cells += part.number();
        part.counts(column.counts);
        part.stand_ins(column.stand_ins);
        part.sum(column.in);
        part.sum(column.rejected);
    };
    for (auto& column : columns_) {
        add(column);
    }
    for (auto& mean : means_) {
        add(mean.weights);
        add(mean.products);
    }
}

void SumAdder::load_slot(PartReader& part, LoadedSlot& slot) const {
    slot.is_there = true;
    slot.sums.resize(columns_.size());
    slot.means.resize(means_.size());
    if (places().counts_rows) {
        slot.rows += part.number();
    }
    for (auto& figure : slot.sums) {
        figure.any |= part.number() != 0;
        part.sum(figure.sum);
        figure.missing += part.number();
        if (places().counts_rows) {
            figure.without_number += part.number();
        }
    }
    for (auto& figure : slot.means) {
        figure.any |= part.number() != 0;
        part.sum(figure.sum);
        part.sum(figure.product);
        figure.missing += part.number();
    }
}

void SumAdder::add_loaded() {
    make_slots();
    for (std::size_t slot = 0; slot < loaded_.size(); ++slot) {
        if (loaded_[slot].is_there) {
            add_slot(table_slots_[slot], loaded_[slot]);
        }
    }
    loaded_.clear();
}

void SumAdder::add_slot(std::size_t slot, const LoadedSlot& loaded) {
    const auto miss = [&](SummedFigures& column, std::uint64_t figures) {
        if (figures > 0) {
            column.missing.resize(table_->slots().size());
            column.missing[slot] += figures;
        }
    };
    if (places().counts_rows) {
        rows_[slot] += loaded.rows;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto& figure = loaded.sums[i];
        if (figure.any) {
            columns_[i].carried.add(slot, figure.sum);
        }
        miss(columns_[i], figure.missing);
        if (places().counts_rows) {
            columns_[i].without_number[slot] += figure.without_number;
        }
    }
    for (std::size_t i = 0; i < means_.size(); ++i) {
        const auto& figure = loaded.means[i];
        if (figure.any) {
            means_[i].weights.carried.add(slot, figure.sum);
            means_[i].products.carried.add(slot, figure.product);
        }
        miss(means_[i].products, figure.missing);
    }
}

void SumGuard::save(PartWriter& out) const {
    out.sparse(first_lines_);
    out.sparse(without_number_);
}

void SumGuard::load(PartReader& part, std::uint64_t rows_before) {
    for (const auto& [item, line] : part.sparse(first_lines_.size())) {
        first_lines_[item] = first_lines_[item] == 0 ? line + rows_before : first_lines_[item];
    }
    for (const auto& [item, rows] : part.sparse(without_number_.size())) {
        without_number_[item] += rows;
    }
}

}  // namespace socshift
