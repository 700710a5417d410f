#include "socshift/previews/preview_data.hpp"

#include "socshift/numbers/decimal.hpp"

#include <utility>

namespace socshift {

namespace {

/// Whether what is set aside for @p reason is no code that its edition could carry anywhere.
bool is_no_code(Reason reason) noexcept {
    switch (reason) {
        case Reason::empty:
        case Reason::no_code:
        case Reason::elsewhere:
        case Reason::ambiguous:
        case Reason::damaged:
        case Reason::masked:
        case Reason::several_codes:
        case Reason::code_and_title:
        case Reason::unknown:
        case Reason::no_edition:
        case Reason::no_group:
            return true;
        case Reason::total:
        case Reason::group:
        case Reason::no_target:
        case Reason::not_listed:
        case Reason::unclassified:
        case Reason::several_targets:
        case Reason::no_share:
        case Reason::not_a_number:
        case Reason::negative_weight:
        case Reason::columns:
            return false;
    }
    return false;
}

std::vector<BrokenGroup> broken_groups(const Preview& preview, const Tally& tally,
                                       const CodedEditions& sources) {
    const auto& base = sources.target();
    std::vector<BrokenGroup> out;
    for (const auto& broken : preview.breaks.broken) {
        const auto* const group = base.find(broken.item->code);
        if (group == nullptr || base.is_leaf(*group)) {
            continue;
        }
        BrokenGroup row{named(*group), broken.since, 0, std::nullopt};
        DecimalSum sum;
        bool has_figure = false;
        for (const auto* const code : codes_within(tally, sources, *group)) {
            row.rows += code->rows;
            has_figure = has_figure || code->has_figure;
            sum.add(code->sum);
        }
        if (has_figure) {
            row.sum = sum.text();
        }
        if (row.rows > 0) {
            out.push_back(std::move(row));
        }
    }
    return out;
}

}  // namespace

PreviewOfData preview_data(const Preview& preview, const Conversion& conversion, ReadBytes read) {
    const auto& request = conversion.request();
    const auto& sources = conversion.sources();
    const auto found = tally(request, sources, std::move(read));
    const auto touched = touched_data(found, sources, preview.touched);
    PreviewOfData out;
    out.account = found.account;
    out.rows = found.account.rows_in - found.account.rows_filtered;
    for (const auto& code : touched) {
        if (code.least == Share::one()) {
            out.rows_moving += code.data->rows;
        } else if (!code.most.is_zero()) {
            out.rows_losing += code.data->rows;
        }
        out.codes.push_back(
            {sources.code(code.data->item), code.title, code.effect, code.touched, code.data->rows,
             code.data->has_figure ? std::optional{code.data->sum.text()} : std::nullopt,
             code.data->missing});
    }
    out.groups = broken_groups(preview, found, sources);
    out.series = previewed_series(preview, found, sources, !request.sums.empty());
    for (const auto& entry : found.account.set_aside) {
        out.rows_in_no_code += is_no_code(entry.reason) ? entry.rows : 0;
    }
    for (const auto& code : found.codes) {
        out.missing += code.missing;
    }
    if (!request.sums.empty()) {
        out.moving = touched_sum(touched);
    }
    return out;
}

}  // namespace socshift
