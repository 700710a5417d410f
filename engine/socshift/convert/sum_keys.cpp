#include "socshift/convert/sum_keys.hpp"

#include "socshift/base/error.hpp"
#include "socshift/io/delimited_text.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <utility>

namespace socshift {

namespace {

constexpr std::size_t most_key_bytes = std::size_t{1} << 26U;

}  // namespace

SumKeys::SumKeys(const std::vector<std::size_t>& places)
    : columns_(places.size()), pairs_(places.empty() ? 0 : places.size() - 1) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        columns_[i].at = places[i];
    }
}

std::uint32_t SumKeys::keys(const BlockRow& row) {
    auto number = value(columns_.front(), row.field(columns_.front().at));
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        number = pairs_[i - 1].number(number, value(column, row.field(column.at)));
    }
    if (number == known_.size()) {  // a new one is the next
        std::string text;
        for (const auto& column : columns_) {
            text += field_text(row.field(column.at), storage_);
            text += '\0';
        }
        known_.push_back(keys_of(std::move(text)));
    }
    return known_[number];
}

std::vector<std::uint32_t> SumKeys::slots_of(const SumKeys& other) {
    std::vector<std::uint32_t> keys;
    for (const auto& text : other.texts_) {
        keys.push_back(keys_of(text));
    }
    std::vector<std::uint32_t> out;
    for (const auto& slot : other.slots_) {
        out.push_back(this->slot(keys[slot.keys], slot.item));
    }
    return out;
}

/// The number of the text of a cell in its column.
std::uint32_t SumKeys::value(Column& column, std::string_view raw) {
    const auto look_up = [&] {
        const auto text = field_text(raw, storage_);
        if (const auto found = column.texts.find(text); found != column.texts.end()) {
            return found->second;
        }
        const auto number = static_cast<std::uint32_t>(column.texts.size());
        column.texts.emplace(std::string{text}, number);
        return number;
    };
    if (raw.size() > CellTable::longest) {
        return look_up();
    }
    const auto key = CellTable::pack(raw.data(), raw.size());
    auto number = column.raw.find(key);
    if (number == CellTable::none) {
        number = look_up();
        column.raw.add(key, number);
    }
    return number;
}

std::uint32_t SumKeys::keys_of(std::string text) {
    const auto bytes = text.size();
    const auto [entry, is_new] =
        numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(texts_.size()));
    if (is_new) {
        texts_.push_back(entry->first);
        text_bytes_ += bytes;
    }
    return entry->second;
}

std::vector<std::string> SumKeys::cells(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find('\0');
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return out;
}

void check_size(const SumKeys& keys, const ConvertRequest& request) {
    if (keys.slots().size() > request.most_combinations) {
        throw Error(
            fmt::format("'{}' has more than {} combinations of a code with {}; expected keys that "
                        "many rows share",
                        request.file, request.most_combinations, fmt::join(request.by, ", ")));
    }
    if (keys.text_bytes() > most_key_bytes) {
        throw Error(fmt::format(
            "'{}' has keys of more than {} bytes in {}; expected keys that many rows share",
            request.file, most_key_bytes, fmt::join(request.by, ", ")));
    }
}

}  // namespace socshift
