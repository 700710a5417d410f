#include "socshift/convert/parted_conversion.hpp"

#include "socshift/convert/columns_feed.hpp"
#include "socshift/convert/figure_columns.hpp"
#include "socshift/convert/part_cells.hpp"
#include "socshift/convert/row_account.hpp"
#include "socshift/convert/rows_account.hpp"
#include "socshift/convert/sum_adder.hpp"
#include "socshift/convert/sums.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <span>
#include <utility>

namespace socshift {

namespace {

/// Where every item of the editions goes, and by what shares.
std::string plan_text(const CodedEditions& sources) {
    std::string out;
    for (std::size_t source = 0; source < sources.size(); ++source) {
        out += sources.edition(source).id().text() + '\n';
    }
    for (std::size_t item = 0; item < sources.items(); ++item) {
        out += sources.code(item).code.text();
        for (const auto& target : sources.targets(item)) {
            out += '\t';
            out += target.item != nullptr ? target.item->code.text() : "";
            if (target.share) {
                out += ' ' + target.share->share.text() + ' ';
                out += to_string(target.share->basis);
            }
        }
        out += '\n';
    }
    return out;
}

/// What is asked for, but for what plans say and what is only made of the whole.
std::string asked_text(const ConversionSpec& spec) {
    PartWriter out;
    const auto add = [&](const std::vector<std::string>& texts) {
        out.number(texts.size());
        for (const auto& text : texts) {
            out.text(text);
        }
    };
    const auto add_pairs = [&](const std::vector<std::pair<std::string, std::string>>& pairs) {
        for (const auto& [value, meaning] : pairs) {
            add({value, meaning});
        }
    };
    add({spec.column, spec.edition_column, spec.wave, spec.title_column, spec.by_weight});
    for (const auto* const texts :
         {&spec.scale, &spec.sums, &spec.means, &spec.by, &spec.missing, &spec.no_code}) {
        add(*texts);
    }
    add_pairs(spec.edition_map);
    for (const auto& filter : spec.where) {
        add({filter.column, filter.keeps ? "keeps" : "leaves out"});
        add(filter.values);
    }
    for (const auto& grouping : spec.weights_by) {
        add({grouping.group, grouping.column});
        add_pairs(grouping.words);
    }
    for (const auto repair : spec.repairs) {
        out.text(to_string(repair));
    }
    for (const auto word : {to_string(spec.split), to_string(spec.on_unknown),
                            to_string(spec.groups), to_string(spec.ambiguous)}) {
        out.text(word);
    }
    out.number(spec.title_score);
    out.number(spec.whole ? 1 : 0);
    out.number(spec.shares_of_basis ? 1 : 0);
    return out.bytes();
}

/// What parts begin with that can be put together.
std::string mark_of(const Conversion& conversion, const std::string& label) {
    return fmt::format("socshift/part/2 {} {:016x} {:016x} {:016x} {} {}", version(),
                       damage_check(plan_text(conversion.sources())),
                       damage_check(asked_text(conversion.spec())), damage_check(label),
                       conversion.from(), conversion.sources().target().id().text());
}

void check_rows_alone(const Conversion& conversion) {
    if (conversion.request().split == Split::draw) {
        throw Error(
            "what a row draws depends on its number in the whole data, which a part does "
            "not know");
    }
    if (conversion.spec().ambiguous == Ambiguous::by_wave) {
        throw Error(
            "which edition a wave is in is only seen in all rows of it, which a part does "
            "not have");
    }
}

/// Columns of these names without a row.
std::vector<DataColumn> no_rows(const std::vector<std::string>& names) {
    std::vector<DataColumn> out;
    for (const auto& name : names) {
        out.push_back({name, std::span<const std::string_view>{}});
    }
    return out;
}

void write_head(PartWriter& out, const std::string& mark, const std::vector<std::string>& names) {
    out.text(mark);
    out.number(names.size());
    for (const auto& name : names) {
        out.text(name);
    }
}

std::vector<std::string> names_of(const std::vector<DataColumn>& columns) {
    std::vector<std::string> out;
    for (const auto& column : columns) {
        out.push_back(column.name);
    }
    return out;
}

/// The names of its columns. @throws PartError.
std::vector<std::string> read_head(PartReader& part, const std::string& mark) {
    if (part.text() != mark) {
        throw PartError(
            "the account of a part is of another conversion, or was made by another "
            "version: expected parts of one conversion and one version");
    }
    std::vector<std::string> out;
    for (auto left = part.count(); left > 0; --left) {
        out.emplace_back(part.text());
    }
    return out;
}

/// The account of rows, made of parts.
class RowsOfParts {
public:
    RowsOfParts(const ConvertRequest& request, const CodedEditions& sources,
                const std::vector<DataColumn>& columns)
        : whole_(columns),
          feed_(request.file, whole_, request.has_figures()),
          intake_(request, sources, feed_, rejects_, needs_shares(request)),
          account_(request, sources, intake_) {}

    void load(PartReader& part) {
        static_cast<void>(intake_.load(part));
        account_.load(part);
    }
    void finish_loading() {}
    void save(PartWriter& out) const {
        intake_.save(out);
        account_.save(out);
    }
    [[nodiscard]] ConvertSummary result() {
        intake_.check();
        return account_.summary(intake_);
    }

private:
    WholeColumns whole_;
    ColumnsFeed feed_;
    RejectsList rejects_;
    Intake intake_;
    RowsAccount account_;
};

/// Figures and their account, made of parts.
class FiguresOfParts {
public:
    FiguresOfParts(const ConvertRequest& request, const CodedEditions& sources,
                   const std::vector<DataColumn>& columns)
        : whole_(columns),
          feed_(request.file, whole_, true),
          intake_(request, sources, feed_, rejects_, true),
          adder_(request, sources, intake_) {}

    void load(PartReader& part) { adder_.load(part); }
    void finish_loading() { adder_.add_loaded(); }
    void save(PartWriter& out) const { adder_.save(out); }
    [[nodiscard]] SummedColumns result() {
        intake_.check();
        adder_.guard().check();
        auto account = adder_.finish();
        check_account(account);
        auto out = adder_.lines();
        out.account = std::move(account);
        return out;
    }

private:
    WholeColumns whole_;
    ColumnsFeed feed_;
    RejectsList rejects_;
    Intake intake_;
    SumAdder adder_;
};

/// @p Of made of @p parts, handed to @p use with the names of their columns.
template <typename Of, typename Use>
void put_together(const ConvertRequest& request, const CodedEditions& sources,
                  const std::string& mark, const std::vector<std::string_view>& parts,
                  const Use& use) {
    if (parts.empty()) {
        throw PartError("there are no parts: expected one or more");
    }
    PartReader first(parts.front());
    const auto names = read_head(first, mark);
    const auto columns = no_rows(names);
    Of whole(request, sources, columns);
    for (const auto bytes : parts) {
        PartReader part(bytes);
        if (read_head(part, mark) != names) {
            throw PartError(
                fmt::format("the account of a part has other columns than that of the "
                            "first, which are {}",
                            fmt::join(names, ", ")));
        }
        whole.load(part);
        if (!part.is_at_end()) {
            throw PartError(
                "the account of a part is damaged: expected nothing behind what was made of it");
        }
    }
    whole.finish_loading();
    use(whole, names);
}

/// @throws FormatError unless the columns of figures have numbers.
void check_numbers(const ConvertRequest& request, const std::vector<DataColumn>& columns) {
    const WholeColumns whole(columns);
    const Columns places(request.file, names_of(columns));
    for (const auto& name : figure_names(request)) {
        if (!whole.columns()[places.place(name)].has_numbers) {
            throw FormatError(
                {request.file, 0, 0},
                fmt::format("column '{}' has texts; expected numbers: how figures are written is "
                            "found out of all rows, and a part has only some",
                            name));
        }
    }
}

/// What a part must not look at: how much of the whole is set aside, and whether some row of it has
/// what is asked for.
ConvertRequest of_part(ConvertRequest request) {
    request.is_part = true;
    request.fail_above.reset();
    return request;
}

}  // namespace

PartedConversion::PartedConversion(Conversion conversion, std::string label)
    : conversion_(std::move(conversion)), request_(conversion_.request()) {
    check_rows_alone(conversion_);
    request_.file = request_.file.empty() ? "the data" : request_.file;
    mark_ = mark_of(conversion_, label);
    if (!request_.adds_up() || request_.allow_mixed_levels) {
        return;
    }
    for (std::size_t source = 0; source < conversion_.sources().size(); ++source) {
        const auto& edition = conversion_.sources().edition(source);
        if (!conversion_.sources().recogniser(source).printed_twice().empty()) {
            throw Error(
                fmt::format("'{}' has codes at two levels: whether one figure stands in "
                            "two rows is only seen in the data as a whole",
                            edition.id().text()));
        }
    }
}

PartedConversion::Carried PartedConversion::carry(const std::vector<DataColumn>& columns) const {
    check_numbers(request_, columns);
    PartWriter part;
    write_head(part, mark_, names_of(columns));
    auto carried = carry_columns(of_part(request_), conversion_.sources(), columns, &part);
    return {std::move(carried), part.bytes()};
}

std::string PartedConversion::add_up(const std::vector<DataColumn>& columns) const {
    check_numbers(request_, columns);
    PartWriter part;
    write_head(part, mark_, names_of(columns));
    add_up_part(of_part(request_), conversion_.sources(), columns, part);
    return part.bytes();
}

std::string PartedConversion::joined(const std::vector<std::string_view>& parts) const {
    PartWriter out;
    const auto save = [&](const auto& whole, const std::vector<std::string>& names) {
        write_head(out, mark_, names);
        whole.save(out);
    };
    if (request_.adds_up()) {
        put_together<FiguresOfParts>(request_, conversion_.sources(), mark_, parts, save);
    } else {
        put_together<RowsOfParts>(request_, conversion_.sources(), mark_, parts, save);
    }
    return out.bytes();
}

ConvertSummary PartedConversion::account(const std::vector<std::string_view>& parts) const {
    ConvertSummary out;
    put_together<RowsOfParts>(
        request_, conversion_.sources(), mark_, parts,
        [&](RowsOfParts& whole, const auto& /*names*/) { out = whole.result(); });
    return out;
}

SummedColumns PartedConversion::figures(const std::vector<std::string_view>& parts) const {
    SummedColumns out;
    put_together<FiguresOfParts>(
        request_, conversion_.sources(), mark_, parts,
        [&](FiguresOfParts& whole, const auto& /*names*/) { out = whole.result(); });
    return out;
}

}  // namespace socshift
