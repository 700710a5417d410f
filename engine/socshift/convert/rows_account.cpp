#include "socshift/convert/rows_account.hpp"

#include "socshift/convert/balance.hpp"
#include "socshift/convert/row_account.hpp"

#include <utility>

namespace socshift {

RowsAccount::RowsAccount(const ConvertRequest& request, const CodedEditions& sources,
                         const Intake& intake)
    : request_(request), sources_(sources) {
    if (!request.scale.empty()) {
        scaling_.emplace(request, sources, intake);
        totals_.resize(scaling_->columns().size());
    }
    if (request.split == Split::title) {
        settled_.emplace(sources);
    }
}

void RowsAccount::save(PartWriter& out) const {
    out.number(rows_out_);
    for (const auto& total : totals_) {
        total.save(out);
    }
    if (settled_) {
        settled_->save(out);
    }
}

void RowsAccount::load(PartReader& part) {
    rows_out_ += part.number();
    for (auto& total : totals_) {
        total.load(part);
    }
    if (settled_) {
        settled_->load(part);
    }
}

ConvertSummary RowsAccount::summary(const Intake& intake) const {
    auto out = settled_ ? account_of_titles(*settled_, intake)
                        : account_of_rows(request_, sources_, intake);
    if (scaling_) {
        scaling_->add_sums(out, totals_);
    }
    return checked(std::move(out), intake);
}

ConvertSummary RowsAccount::checked(ConvertSummary summary, const Intake& intake) const {
    summary.rows_out = rows_out_;
    check_account(summary);
    check_rows_out(summary, request_, sources_, intake, settled_ ? &*settled_ : nullptr);
    return summary;
}

}  // namespace socshift
