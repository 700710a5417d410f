#include "socshift/convert/part_cells.hpp"

#include "socshift/convert/parted_conversion.hpp"

namespace socshift {

namespace {

constexpr unsigned byte_bits = 7;  // of a number in a byte; the highest bit: there are more
constexpr std::uint64_t more_bytes = 1U << byte_bits;
constexpr unsigned all_bits = 64;

[[noreturn]] void throw_damaged() {
    throw PartError("the account of a part is damaged: expected the bytes that were made of it");
}

}  // namespace

void PartWriter::number(std::uint64_t value) {
    for (; value >= more_bytes; value >>= byte_bits) {
        bytes_ += static_cast<char>(value % more_bytes + more_bytes);
    }
    bytes_ += static_cast<char>(value);
}

void PartWriter::text(std::string_view text) {
    number(text.size());
    bytes_ += text;
}

void PartWriter::counts(const FigureCounts& counts) {
    for (const auto cells : counts.marks) {
        number(cells);
    }
    for (const auto cells : counts.missing) {
        number(cells);
    }
}

void PartWriter::stand_ins(const StandIns& numbers) {
    const auto seen = numbers.seen();
    const auto add = [&](std::int64_t value, std::uint64_t cells) {
        number(static_cast<std::uint64_t>(value));
        number(cells);
    };
    add(seen.greatest.value, seen.greatest.cells);
    add(seen.least.value, seen.least.cells);
    number(seen.negatives.size());
    for (const auto& [value, cells] : seen.negatives) {
        add(value, cells);
    }
}

void PartWriter::sparse(const std::vector<std::uint64_t>& all) {
    std::uint64_t there = 0;
    for (const auto value : all) {
        there += value > 0 ? 1U : 0U;
    }
    number(there);
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (all[at] > 0) {
            number(at);
            number(all[at]);
        }
    }
}

std::uint64_t PartReader::number() {
    std::uint64_t out = 0;
    for (unsigned shift = 0; shift < all_bits; shift += byte_bits) {
        if (bytes_.empty()) {
            throw_damaged();
        }
        const auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        out |= (byte % more_bytes) << shift;
        if (byte < more_bytes) {
            return out;
        }
    }
    throw_damaged();
}

std::size_t PartReader::count() {
    const auto found = number();
    if (found > bytes_.size()) {
        throw_damaged();
    }
    return found;
}

std::size_t PartReader::place(std::size_t size) {
    const auto found = number();
    if (found >= size) {
        throw_damaged();
    }
    return found;
}

std::string_view PartReader::text() {
    const auto size = count();
    const auto out = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return out;
}

void PartReader::sum(DecimalSum& sum) {
    const auto value = Decimal::parse(text(), Decimal::longest_amount);
    if (!value) {
        throw_damaged();
    }
    sum.add(*value);
}

void PartReader::counts(FigureCounts& counts) {
    FigureCounts more_of;
    for (auto& cells : more_of.marks) {
        cells = number();
    }
    for (auto& cells : more_of.missing) {
        cells = number();
    }
    counts.add(more_of);
}

void PartReader::stand_ins(StandIns& numbers) {
    StandIns::Seen seen;
    const auto read = [&](StandIns::End& end) {
        end.value = static_cast<std::int64_t>(number());
        end.cells = number();
    };
    read(seen.greatest);
    read(seen.least);
    const auto negatives = count();
    for (std::size_t i = 0; i < negatives; ++i) {
        StandIns::End end;
        read(end);
        seen.negatives.emplace(end.value, end.cells);
    }
    numbers.add(seen);
}

std::map<std::size_t, std::uint64_t> PartReader::sparse(std::size_t size) {
    std::map<std::size_t, std::uint64_t> out;
    const auto there = count();
    for (std::size_t i = 0; i < there; ++i) {
        const auto at = place(size);
        out[at] = number();
    }
    return out;
}

}  // namespace socshift
