#include "socshift/convert/intake.hpp"
#include "socshift/convert/parted_conversion.hpp"

#include <string>
#include <utility>
#include <vector>

namespace socshift {

void Intake::save(PartWriter& out) const {
    out.number(account_.rows_in);
    out.number(account_.rows_filtered);
    out.number(account_.rows_rejected);
    out.number(account_.rows_kept);
    out.number(account_.rows_in_part);
    out.number(carried_.all);
    out.number(carried_.by_wave);
    out.sparse(carried_.by_item);
    out.number(carried_.without_suffix.size());
    for (const auto& [item, rows] : carried_.without_suffix) {
        out.number(item);
        out.number(rows);
    }
    out.number(carried_.repaired.rows);
    for (const auto rows : carried_.repaired.by_kind) {
        out.number(rows);
    }
    save_waves(out);
    save_counted(out, refusals_);
    save_counted(out, parts_);
    save_levels(out);
    save_repairs(out);
    save_named(out);
}

std::uint64_t Intake::load(PartReader& in) {
    const auto rows_before = account_.rows_in;
    account_.rows_in += in.number();
    account_.rows_filtered += in.number();
    account_.rows_rejected += in.number();
    account_.rows_kept += in.number();
    account_.rows_in_part += in.number();
    carried_.all += in.number();
    carried_.by_wave += in.number();
    for (const auto& [item, rows] : in.sparse(carried_.by_item.size())) {
        carried_.by_item[item] += rows;
    }
    const auto without_suffix = in.count();
    for (std::size_t i = 0; i < without_suffix; ++i) {
        const auto item = in.place(carried_.by_item.size());
        carried_.without_suffix[item] += in.number();
    }
    carried_.repaired.rows += in.number();
    for (auto& rows : carried_.repaired.by_kind) {
        rows += in.number();
    }
    load_waves(in);
    load_counted(in, rows_before, refusals_);
    load_counted(in, rows_before, parts_);
    load_levels(in);
    load_repairs(in, rows_before);
    load_named(in);
    return rows_before;
}

void Intake::save_waves(PartWriter& out) const {
    out.number(waves_.size());
    for (const auto& [value, wave] : waves_) {
        out.text(value);
        out.number(wave.rows);
        out.number(wave.carried);
        out.number(wave.by_wave);
    }
    out.number(waves_aside_.size());
    for (const auto& [value, aside] : waves_aside_) {
        out.text(value);
        out.number(aside.rows);
        out.number(aside.ambiguous);
        out.number(aside.elsewhere);
        out.number(aside.elsewhere_texts.size());
        for (const auto& [text, rows] : aside.elsewhere_texts) {
            out.text(text);
            out.number(rows);
        }
        out.number(aside.elsewhere_codes.size());
        for (const auto& code : aside.elsewhere_codes) {
            out.text(code);
        }
    }
}

void Intake::load_waves(PartReader& in) {
    for (auto left = in.count(); left > 0; --left) {
        auto& wave = waves_[std::string{in.text()}];
        wave.rows += in.number();
        wave.carried += in.number();
        wave.by_wave += in.number();
    }
    if (waves_.size() > most_waves) {
        throw too_many_waves(request_.file, request_.source_columns->wave);
    }
    for (auto left = in.count(); left > 0; --left) {
        auto& aside = waves_aside_[std::string{in.text()}];
        aside.rows += in.number();
        aside.ambiguous += in.number();
        aside.elsewhere += in.number();
        for (auto texts = in.count(); texts > 0; --texts) {
            const std::string text{in.text()};
            aside.elsewhere_texts[text] += in.number();
        }
        for (auto codes = in.count(); codes > 0; --codes) {
            const auto code = in.text();
            if (aside.elsewhere_codes.size() < 2) {
                aside.elsewhere_codes.emplace(code);
            }
        }
    }
}

void Intake::save_counted(PartWriter& out, const std::vector<Counted>& all) {
    out.number(all.size());
    for (const auto& [account, cells] : all) {
        out.number(static_cast<std::uint64_t>(account.reason));
        out.text(account.text);
        out.number(account.rows);
        out.number(account.more_values ? 1 : 0);
        out.number(account.examples.size());
        for (const auto& example : account.examples) {
            out.text(example.value);
            out.number(example.line);
        }
        const std::map<std::string_view, std::uint64_t> sorted{cells.seen().begin(),
                                                               cells.seen().end()};
        out.number(sorted.size());
        for (const auto& [cell, rows] : sorted) {
            out.text(cell);
            out.number(rows);
        }
    }
}

void Intake::load_counted(PartReader& in, std::uint64_t rows_before, std::vector<Counted>& all) {
    for (auto left = in.count(); left > 0; --left) {
        SetAside read;
        read.reason = static_cast<Reason>(in.place(word_table<Reason>.size()));
        read.text = in.text();
        read.rows = in.number();
        read.more_values = in.number() != 0;
        for (auto examples = in.count(); examples > 0; --examples) {
            const auto value = in.text();
            read.examples.push_back({std::string{value}, in.number() + rows_before});
        }
        std::vector<std::pair<std::string, std::uint64_t>> cells;
        for (auto count = in.count(); count > 0; --count) {
            const auto cell = in.text();
            cells.emplace_back(cell, in.number());
        }
        auto known = std::find_if(all.begin(), all.end(), [&](const Counted& one) {
            return one.account.reason == read.reason && one.account.text == read.text;
        });
        if (known == all.end()) {
            known = all.emplace(all.end());
            known->account.reason = read.reason;
            known->account.text = read.text;
        }
        known->cells.join(known->account, read, cells);
    }
}

void Intake::save_levels(PartWriter& out) const {
    const auto noted = level_columns_.noted();
    out.number(noted ? 1 : 0);
    if (!noted) {
        return;
    }
    out.number(noted->places.size());
    for (const auto place : noted->places) {
        out.number(place);
    }
    out.number(noted->cells.size());
    for (const auto& [place, cells] : noted->cells) {
        out.number(place);
        out.number(cells.size());
        for (const auto& cell : cells) {
            out.text(cell);
        }
    }
}

void Intake::load_levels(PartReader& in) {
    if (in.number() == 0) {
        return;
    }
    LevelColumns::Noted noted;
    for (auto left = in.count(); left > 0; --left) {
        noted.places.push_back(in.place(columns().size()));
    }
    for (auto left = in.count(); left > 0; --left) {
        auto& cells = noted.cells[in.place(columns().size())];
        for (auto count = in.count(); count > 0; --count) {
            cells.emplace(in.text());
        }
    }
    level_columns_.add(noted);
}

void Intake::save_repairs(PartWriter& out) const {
    for (const auto& account : repairs_) {
        out.number(account.more_values ? 1 : 0);
        out.number(account.examples.size());
        for (const auto& example : account.examples) {
            out.text(example.value);
            out.text(example.code.text());
            out.number(example.line);
        }
    }
}

void Intake::load_repairs(PartReader& in, std::uint64_t rows_before) {
    for (auto& account : repairs_) {
        account.more_values |= in.number() != 0;
        for (auto left = in.count(); left > 0; --left) {
            const std::string value{in.text()};
            const auto code = Code::parse(in.text());
            const auto line = in.number() + rows_before;
            const bool is_known =
                std::any_of(account.examples.begin(), account.examples.end(),
                            [&](const auto& known) { return known.value == value; });
            if (is_known) {
                continue;
            }
            if (account.examples.size() == CellTally::most_examples) {
                account.more_values = true;
                continue;
            }
            account.examples.push_back({value, code, line});
        }
    }
}

/// Which of the values that a request names there were, and what else.
void Intake::save_named(PartWriter& out) const {
    const auto add = [&](const auto& texts) {
        out.number(texts.size());
        for (const auto& text : texts) {
            out.text(text);
        }
    };
    for (const auto& filter : filters_.seen()) {
        for (const bool is_seen : filter.values) {
            out.number(is_seen ? 1 : 0);
        }
        add(filter.others);
    }
    add(named_editions_);
    add(no_editions_);
}

void Intake::load_named(PartReader& in) {
    auto seen = filters_.seen();
    for (auto& filter : seen) {
        for (std::size_t at = 0; at < filter.values.size(); ++at) {
            filter.values[at] = in.number() != 0;
        }
        filter.others.clear();
        for (auto left = in.count(); left > 0; --left) {
            filter.others.emplace(in.text());
        }
    }
    filters_.add_seen(seen);
    for (auto left = in.count(); left > 0; --left) {
        named_editions_.emplace(in.text());
    }
    for (auto left = in.count(); left > 0; --left) {
        keep_first(no_editions_, in.text());
    }
}

}  // namespace socshift
