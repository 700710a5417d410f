#include "socshift/convert/tally.hpp"

#include "socshift/convert/recognise.hpp"
#include "socshift/convert/record_source.hpp"
#include "socshift/model/share_exact.hpp"

#include <utility>

namespace socshift {

Tally tally(const TallyRequest& request, const Catalog& catalog, const Edition& edition,
            ReadBytes read) {
    RecordSource source({request.file, request.delimiter, request.has_header, request.where},
                        std::move(read));
    const auto code = source.columns().place(request.column);
    const auto sum = request.sum.empty() ? code : source.columns().place(request.sum);
    CodeRecogniser recogniser(catalog, edition.id());
    Tally out;
    std::string storage;
    while (const auto* const record = source.next()) {
        const std::string cell{field_text(record->fields[code], storage)};
        const auto* const item = recogniser.recognise(cell).item;
        if (item == nullptr) {
            out.first_unknown = out.unknown == 0 ? cell : out.first_unknown;
            ++out.unknown;
            continue;
        }
        auto& of = out.items[edition.find(item->code)];
        ++of.rows;
        if (request.sum.empty()) {
            continue;
        }
        if (const auto value = Decimal::parse(field_text(record->fields[sum], storage))) {
            of.sum.add(*value);
        } else {
            ++out.not_number;
        }
    }
    out.rows = source.rows();
    out.ragged = source.ragged();
    return out;
}

DecimalBounds touched_sum(const Tally& tally, const std::vector<TouchedCode>& touched) {
    // Three figures that add up to all of it, so that a share that is no finite decimal can be
    // printed: what surely leaves, what may leave, what stays.
    constexpr unsigned decimals = 2;
    FigureColumn figures(3);
    for (const auto& code : touched) {
        const auto found = tally.items.find(code.item);
        if (found == tally.items.end()) {
            continue;
        }
        const auto& amount = found->second.sum;
        if (code.effect == Effect::moves || code.effect == Effect::ends) {
            figures.add(0, amount, Share::one());
        } else if (code.effect == Effect::loses && code.leaves) {
            const auto& part = code.leaves->exact().value;
            const boost::multiprecision::cpp_rational rest = 1 - part;
            figures.add(0, amount, *code.leaves);
            figures.add(2, amount, Share::parse(rest.str()));
        } else if (code.effect == Effect::loses) {
            figures.add(1, amount, Share::one());
        }
    }
    const auto printed = figures.print(decimals);
    DecimalSum high;
    high.add(*Decimal::parse(printed[0]));
    high.add(*Decimal::parse(printed[1]));
    return {printed[0], high.text()};
}

}  // namespace socshift
