#include "socshift/convert/sums.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/sum_adder.hpp"

#include <deque>
#include <utility>

namespace socshift {

namespace {

/// Reads all that @p feed gives into @p adder.
void add_rows(const CodedEditions& sources, Intake& intake, SumAdder& adder) {
    std::deque<SumsWorker> workers;
    for (unsigned thread = 0; thread < intake.threads(); ++thread) {
        workers.emplace_back(intake, adder.places(), sources.items(), adder.guard().all_rows_of());
    }
    intake.run([&](unsigned thread) -> RowWorker& { return workers[thread]; },
               [&](const RowBlock& block) { adder.finish(block); });
    adder.add(workers);
    intake.check();
}

/// Adds up all that @p feed gives; @p result takes what came of it, once the account balances.
template <typename Result>
ConvertSummary add_up(const ConvertRequest& request, const CodedEditions& sources, RowFeed& feed,
                      Rejects& rejects, const Result& result) {
    Intake intake(request, sources, feed, rejects, true);
    SumAdder adder(request, sources, intake);
    add_rows(sources, intake, adder);
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
    return add_up(request, sources, feed, rejects,
                  [&](const SumAdder& adder) { adder.write(outputs.out); });
}

SummedColumns sum_columns(const ConvertRequest& request, const CodedEditions& sources,
                          const std::vector<DataColumn>& columns) {
    ColumnsFeed feed(request.file, columns);
    RejectsList rejects;
    SummedColumns out;
    auto account = add_up(request, sources, feed, rejects,
                          [&](const SumAdder& adder) { out = adder.lines(); });
    out.account = std::move(account);
    out.set_aside = rejects.take();
    return out;
}

void add_up_part(const ConvertRequest& request, const CodedEditions& sources,
                 const std::vector<DataColumn>& columns, PartWriter& part) {
    ColumnsFeed feed(request.file, columns);
    RejectsList rejects;
    Intake intake(request, sources, feed, rejects, true);
    SumAdder adder(request, sources, intake);
    add_rows(sources, intake, adder);
    adder.save(part);
}

}  // namespace socshift
