#include "socshift/convert/sums.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/sum_adder.hpp"

#include <deque>
#include <utility>

namespace socshift {

namespace {

constexpr auto nothing_more = [](const RowBlock& /*block*/) {};

/// Reads all that @p feed gave to @p intake into @p adder; @p each is told of every block, behind
/// its refused rows.
template <typename Each>
void add_rows(const ConvertRequest& request, const CodedEditions& sources, Intake& intake,
              SumAdder& adder, const Each& each) {
    std::deque<SumsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(request, intake, adder.places(), sources.items(),
                             adder.guard().all_rows_of());
    }
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const RowBlock& block) {
                   adder.finish(block);
                   each(block);
               });
    adder.add(workers);
    intake.check();
}

/// Adds up all that @p feed gives; @p result takes what came of it, once the account balances. @p
/// each: see add_rows().
template <typename Result, typename Each>
ConvertSummary add_up(const ConvertRequest& request, const CodedEditions& sources, RowFeed& feed,
                      Rejects& rejects, const Result& result, const Each& each) {
    Intake intake(request, sources, feed, rejects, true);
    SumAdder adder(request, sources, intake);
    add_rows(request, sources, intake, adder, each);
    adder.guard().check();
    auto summary = adder.finish();
    check_account(summary);
    result(adder);
    return summary;
}

}  // namespace

ConvertSummary convert_sums(const ConvertRequest& request, const CodedEditions& sources,
                            ReadBytes read, const ConvertOutputs& outputs) {
    TextFeed feed(request, std::move(read));
    RejectsText rejects(request, feed.layout(), outputs.rejects);
    return add_up(
        request, sources, feed, rejects, [&](const SumAdder& adder) { adder.write(outputs.out); },
        nothing_more);
}

SummedColumns sum_columns(const ConvertRequest& request, const CodedEditions& sources,
                          const std::vector<DataColumn>& columns) {
    WholeColumns whole(columns);
    ColumnsFeed feed(request.file, whole, request.has_figures());
    RejectsList rejects;
    SummedColumns out;
    auto account = add_up(
        request, sources, feed, rejects, [&](const SumAdder& adder) { out = adder.lines(); },
        nothing_more);
    out.account = std::move(account);
    out.set_aside = rejects.take();
    return out;
}

SummedColumns sum_blocks(const ConvertRequest& request, const CodedEditions& sources,
                         DataBlocks& blocks, const TakeAside& aside) {
    ColumnsFeed feed(request.file, blocks, true);
    RejectsList rejects;
    SummedColumns out;
    auto account = add_up(
        request, sources, feed, rejects, [&](const SumAdder& adder) { out = adder.lines(); },
        [&](const RowBlock& block) {
            if (!rejects.empty()) {
                aside(ColumnsFeed::aside_of(block, rejects));
            }
        });
    out.account = std::move(account);
    return out;
}

void add_up_part(const ConvertRequest& request, const CodedEditions& sources,
                 const std::vector<DataColumn>& columns, PartWriter& part) {
    WholeColumns whole(columns);
    ColumnsFeed feed(request.file, whole, true);
    RejectsList rejects;
    Intake intake(request, sources, feed, rejects, true);
    SumAdder adder(request, sources, intake);
    add_rows(request, sources, intake, adder, nothing_more);
    adder.save(part);
}

}  // namespace socshift
