#include "socshift/convert/row_draws.hpp"

#include "socshift/io/delimited_text.hpp"
#include "socshift/numbers/philox.hpp"
#include "socshift/numbers/share_exact.hpp"

#include <fmt/core.h>

namespace socshift {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

/// The largest of the 2^64 numbers that are below @p part of them. Needs 0 < part <= 1.
std::uint64_t last_below(const cpp_rational& part) {
    constexpr unsigned bits = 64;
    const cpp_int scaled = numerator(part) << bits;
    const cpp_int last = (scaled + denominator(part) - 1) / denominator(part) - 1;
    return static_cast<std::uint64_t>(last);
}

}  // namespace

Lots::Lots(const CodedEditions& sources, const ConvertRequest& request, char delimiter)
    : seed_(request.seed.value_or(0)), draws_(request.draws.value_or(1)) {
    nowhere_.reason = Reason::no_target;
    nowhere_.text = fmt::format("no successor in {}, as drawn", sources.target().id().text());
    in_part_ = nowhere_;
    in_part_.text = fmt::format("some draws with no successor in {}", sources.target().id().text());
    in_part_.detail = in_part_.text;
    for (std::size_t item = 0; item < sources.items(); ++item) {
        auto& own = items_.emplace_back();
        own.lots = lots_.size();
        own.ends = sources.ends(item);
        const auto basis = sources.basis(item);
        if (!basis) {
            continue;
        }
        const auto& targets = sources.targets(item);
        const auto rest = fmt::format("{0}{1}{0}{2}", delimiter, to_string(*basis),
                                      sources.candidates(item).size());
        own.begin = static_cast<std::uint32_t>(text_.size());
        own.size = static_cast<std::uint32_t>(rest.size());
        text_ += rest;
        add_lots(targets, delimiter);
    }
    items_.emplace_back().lots = lots_.size();
    text_.append(text_padding, '\0');
}

void Lots::add_lots(const std::vector<PlanTarget>& targets, char delimiter) {
    cpp_rational sum;
    for (const auto& target : targets) {
        sum += target.share->share.exact().value;
        std::string text(1, delimiter);
        if (target.item != nullptr) {
            append_field(text, target.item->code.text(), delimiter);
        }
        lots_.push_back({last_below(sum), static_cast<std::uint32_t>(text_.size()),
                         static_cast<std::uint32_t>(text.size())});
        text_ += text;
    }
}

std::size_t Lots::draw(std::size_t item, std::uint64_t row, unsigned draw) const {
    auto lot = begin(item);
    const auto last = end(item) - 1;
    if (lot < last) {
        const auto number = drawn_number(seed_, row, draw);
        while (lot < last && number > lots_[lot].last) {
            ++lot;
        }
    }
    return lot;
}

void DrawWriter::work(RowBlock& block) {
    const auto carry = [&](const BlockRow& row, std::size_t number,
                           const RowJudge::Judged& judged) {
        const auto item = judged.item();
        added_.clear();
        row_lots_.clear();
        unsigned nowhere = 0;
        for (unsigned draw = 1; draw <= lots_.draws(); ++draw) {
            const auto lot = lots_.draw(item, block.records_before + number + 1, draw);
            row_lots_.push_back(lot);
            nowhere += lots_.is_nowhere(item, lot) ? 1U : 0U;
            added_ += lots_.code(lot);
        }
        if (nowhere == lots_.draws()) {
            refuse(block, row, number, lots_.nowhere());
            return;
        }
        count(block, number, judged);
        for (const auto lot : row_lots_) {
            ++drawn_[lot];
        }
        added_ += lots_.rest(item);
        added_.reserve(added_.size() + text_padding);
        write(block.out, row, added_, row.line_end());
        if (nowhere > 0) {
            note_part(block, number, lots_.nowhere_in_part());
        }
    };
    each_row(block, carry,
             [&](const BlockRow& row, std::size_t number, const RowJudge::Judged& judged) {
                 refuse(block, row, number, judged.verdict());
             });
}

}  // namespace socshift
