#include "socshift/convert/row_account.hpp"

#include <fmt/core.h>

#include <stdexcept>

namespace socshift {

void check_rows(const ConvertRequest& request) {
    if (!request.scale.empty() &&
        (request.split != Split::all || request.on_unknown == OnUnknown::keep)) {
        throw std::invalid_argument("scaled columns need Split::all, and no OnUnknown::keep");
    }
    if (request.split == Split::title && request.titles == nullptr) {
        throw std::invalid_argument("no titles to settle by: Split::title needs them");
    }
    if (request.draws == 0U) {
        throw std::invalid_argument("no draws: expected one or more");
    }
}

bool needs_shares(const ConvertRequest& request) {
    return request.split == Split::best || request.split == Split::draw || !request.scale.empty();
}

ConvertSummary account_of_rows(const ConvertRequest& request, const CodedEditions& sources,
                               const Intake& intake) {
    if (request.split != Split::best) {
        return intake.summary();
    }
    return intake.summary([&](std::size_t item, std::size_t target) {
        return target == likeliest(sources.targets(item));
    });
}

ConvertSummary account_of_draws(const Lots& lots, const CodedEditions& sources,
                                const Intake& intake, const std::vector<std::uint64_t>& times) {
    for (std::size_t item = 0; item < sources.items(); ++item) {
        std::uint64_t of_item = 0;
        for (auto lot = lots.begin(item); lot < lots.end(item); ++lot) {
            of_item += times[lot];
        }
        if (of_item != intake.rows_of(item) * lots.draws()) {
            throw AccountError(fmt::format(
                "the account does not balance: {} draws for '{}', expected {} for each of {} rows",
                of_item, sources.code(item).code.text(), lots.draws(), intake.rows_of(item)));
        }
    }
    return intake.summary(
        [&](std::size_t item, std::size_t target) { return times[lots.begin(item) + target] > 0; });
}

ConvertSummary account_of_titles(const SettledRows& settled, const Intake& intake) {
    return intake.summary(
        [&](std::size_t item, std::size_t target) {
            return settled.by_target[item][target] > 0 ||
                   intake.rows_of(item) > settled.by_item[item];
        },
        settled.by_item);
}

void check_rows_out(const ConvertSummary& summary, const ConvertRequest& request,
                    const CodedEditions& sources, const Intake& intake,
                    const SettledRows* settled) {
    auto expected = summary.rows_kept;
    const bool is_once = request.split != Split::all && request.split != Split::title;
    for (std::size_t item = 0; item < sources.items(); ++item) {
        const auto targets = sources.targets(item).size() - (sources.ends(item) ? 1U : 0U);
        const auto once = settled == nullptr ? 0 : settled->by_item[item];
        expected += (intake.rows_of(item) - once) * (is_once && targets > 1 ? 1 : targets) + once;
    }
    if (expected != summary.rows_out) {
        throw AccountError(fmt::format("the account does not balance: {} rows written, expected {}",
                                       summary.rows_out, expected));
    }
}

}  // namespace socshift
