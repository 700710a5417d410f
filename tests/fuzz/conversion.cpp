// A conversion from the first byte to the last: rows, sums, figures divided by share, draws. Rows
// are what a slow program makes of them, byte for byte; all that goes in comes out or is set aside.
#include "support/conversion.hpp"

#include "fuzz.hpp"
#include "socshift/base/error.hpp"
#include "socshift/convert/sums.hpp"
#include "support/naive_conversion.hpp"
#include "support/naive_delimited.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <exception>
#include <optional>

namespace {

using namespace socshift;
using namespace socshift::test;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using fuzz::demand;

struct Case {
    ConvertRequest request;
    Weighting weighting = Weighting::none;
    std::string text;
};

Case read_case(fuzz::Input input) {
    Case out;
    fuzz::Choices how{input.byte()};
    auto& request = out.request;
    const auto kind = how.of(4);  // rows, a kept row, sums, figures divided
    request.split = std::vector{Split::all, Split::best, Split::draw, Split::none}[how.of(4)];
    out.weighting = how.yes() ? Weighting::equal : Weighting::none;
    if (how.yes()) {
        request.where = {{"n", {"1", "x"}}};
    }
    request.shares = ShareForm::fraction;
    request.delimiter = ',';
    request.is_part = true;  // the values of a filter need not be there
    fuzz::Choices sizes{input.byte()};
    request.threads = sizes.of(4) == 0 ? 3 : 1;  // starting them takes longest
    request.block = 1 + sizes.of(64);
    request.seed = input.byte();
    if (kind == 1) {
        request.on_unknown = OnUnknown::keep;
    } else if (kind == 2) {
        request.sums = {"n"};
        request.split = request.split == Split::none ? Split::none : Split::all;
        request.allow_mixed_levels = *request.seed % 2 == 0;
        request.by = *request.seed % 3 == 0 ? std::vector<std::string>{"id"} : request.by;
    } else if (kind == 3) {
        request.scale = {"n"};
        request.split = Split::all;
        request.whole = *request.seed % 2 == 0;
    }
    if (request.split == Split::draw && *request.seed % 2 == 0) {
        request.draws = 2;
    }
    out.text = "id,code,n\n" + input.rest();
    return out;
}

/// All that can be seen of a conversion of rows; nothing if the text is no table.
std::optional<std::string> seen(const Converted& result) {
    const auto& summary = result.summary;
    std::string out = result.out + '\0' + result.rejects + '\0';
    for (const auto rows : {summary.rows_in, summary.rows_filtered, summary.rows_carried,
                            summary.rows_rejected, summary.rows_kept, summary.rows_out}) {
        out += std::to_string(rows) + " ";
    }
    return out;
}

/// "-12.50", exactly. Only digits, one point and a sign are looked at.
cpp_rational exact(const std::string& text) {
    cpp_int digits = 0;
    cpp_int scale = 1;
    bool behind_point = false;
    for (const char c : text) {
        if (c == '.') {
            behind_point = true;
        } else if (c >= '0' && c <= '9') {
            digits = digits * 10 + (c - '0');
            scale *= behind_point ? 10 : 1;
        } else {
            demand(c == '-');
        }
    }
    const cpp_rational value{digits, scale};
    return text.starts_with('-') ? cpp_rational{-value} : value;
}

void demand_account(const ConvertSummary& summary) {
    demand(summary.rows_in == summary.rows_filtered + summary.rows_carried + summary.rows_rejected +
                                  summary.rows_kept);
    for (const auto& sum : summary.sums) {
        demand(exact(sum.in) == exact(sum.out) + exact(sum.rejected));
    }
}

/// The column `n` of what was printed adds up to what the account says.
void check_printed(const Converted& result, const std::string& name) {
    const auto rows = naive_cells(result.out, ',');
    const auto& header = rows.front();
    const auto place =
        static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
    cpp_rational sum = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        sum += exact(rows[i].at(place));
    }
    demand(sum == exact(result.summary.sums.front().out));
}

void convert(const Case& given) {
    std::optional<Converted> result;
    std::string message;
    try {
        result = convert_text(given.text, given.request, given.weighting);
    } catch (const AccountError&) {
        throw;
    } catch (const Error& error) {
        message = error.what();
    }
    if (result) {
        demand_account(result->summary);
        if (result->summary.reading != TableReading{}) {
            return;  // the slow program knows but one form of a table
        }
    }
    if (!given.request.sums.empty()) {
        if (result) {
            check_printed(*result, "n");
        }
        return;
    }
    if (!given.request.scale.empty()) {
        return;  // the account says that figures add up
    }
    std::optional<std::string> expected;
    try {
        expected = seen(naive_rows(given.text, given.request, given.weighting));
    } catch (const Error& error) {
        demand(!result && message == error.what());
        return;
    }
    demand(result && seen(*result) == expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto given = read_case({data, size});
    if (given.text.find('\0') == std::string::npos) {
        convert(given);
    }
    return 0;
}
