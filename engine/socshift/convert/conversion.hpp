#pragma once

#include "socshift/convert/carried_blocks.hpp"
#include "socshift/convert/carried_columns.hpp"
#include "socshift/convert/conversion_spec.hpp"
#include "socshift/convert/data_columns.hpp"
#include "socshift/convert/new_column.hpp"
#include "socshift/convert/row_editions.hpp"
#include "socshift/convert/sources.hpp"
#include "socshift/convert/summary.hpp"
#include "socshift/convert/summed_columns.hpp"
#include "socshift/model/catalog.hpp"
#include "socshift/routes/route.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace socshift {

/// A conversion that is ready: what data is coded in, where each code goes, and by what shares.
///
///     const Conversion conversion(builtin_catalog(), spec);
///     const auto account = conversion.run(bytes_of(text), {write, write_rejects});
///     const auto carried = conversion.carry(codes);
///
/// An immutable value: copies share what was made, nothing need outlive it. Safe to use from
/// several threads at once; each use has threads of its own, as many as the spec allows.
class Conversion {
public:
    /// Rows are coded in the editions that @p spec names.
    ///
    /// Errors   @throws SpecError if @p spec contradicts itself, or the catalog; UnknownName if
    ///          there is no such edition or no route joins two; DataError if weights of a file do
    ///          not fit their table. std::invalid_argument if needs_first_reading(spec).
    Conversion(Catalog catalog, ConversionSpec spec);

    /// Rows are coded in @p editions, found in the data itself, or in data like it.
    Conversion(Catalog catalog, ConversionSpec spec, RowEditions editions);

    [[nodiscard]] const ConversionSpec& spec() const noexcept;
    [[nodiscard]] const RowEditions& editions() const noexcept;

    /// From each of editions() to the target; empty for families, which have routes of their own.
    [[nodiscard]] const std::vector<Route>& routes() const noexcept;

    /// Of families, those between their editions; empty for an edition.
    [[nodiscard]] const std::vector<Route>& family_routes() const noexcept;

    /// Editions on the way that are drafts: what comes out rests on them.
    [[nodiscard]] const std::vector<EditionId>& drafts() const noexcept;

    /// What a reader of the result must know of the weights, a sentence each.
    [[nodiscard]] const std::vector<std::string>& weight_notes() const noexcept;

    // For people. With several editions, lists joined by ';'.
    [[nodiscard]] std::string from() const;   // "soc2000;soc2010"
    [[nodiscard]] std::string to() const;     // "soc2018", "families of soc2010, soc2018"
    [[nodiscard]] std::string route() const;  // "soc2010 -> soc2018"

    /// The columns that rows get: "soc2018_code", "share", "basis"; see convert_rows(). Of figures,
    /// which have columns of their own: empty.
    [[nodiscard]] std::vector<std::string> added_columns() const;

    /// The columns that it makes of text, with what stands in them: of rows those that they get,
    /// of figures all, keys among them.
    [[nodiscard]] std::vector<NewColumn> new_columns() const;

    /// What the kernels go by, as long as a copy of this lives.
    [[nodiscard]] const CodedEditions& sources() const noexcept;
    [[nodiscard]] const ConvertRequest& request() const noexcept;

    /// Carries a file: see convert_rows(), or with sums or means convert_sums(), for what is
    /// written and thrown. @p place: where a line stands, when several files are read as one.
    [[nodiscard]] ConvertSummary run(
        ReadBytes read, const ConvertOutputs& outputs,
        const std::function<TextPlace(std::uint64_t line)>& place = {}) const;

    /// Carries the rows of columns in memory, which have the names that the spec has: see
    /// carry_columns(), which says what is thrown. Nothing of @p columns is kept.
    [[nodiscard]] CarriedColumns carry(const std::vector<DataColumn>& columns,
                                       Extent extent = Extent::whole) const;

    /// The same where the codes decide alone: they are the column that the spec names.
    [[nodiscard]] CarriedColumns carry(std::span<const std::string_view> codes) const;

    /// Adds up columns in memory by target code, as the spec's sums and means say: see
    /// sum_columns().
    [[nodiscard]] SummedColumns add_up(const std::vector<DataColumn>& columns,
                                       Extent extent = Extent::whole) const;

    /// The same of columns that come block by block, and are those of the file that the spec names:
    /// see carry_blocks() and sum_blocks(). A row's number is that in the file, counted from 1.
    [[nodiscard]] ConvertSummary carry(DataBlocks& blocks, CarriedBlocks& out) const;
    [[nodiscard]] SummedColumns add_up(DataBlocks& blocks, const TakeAside& aside) const;

private:
    [[nodiscard]] ConvertRequest request_in_memory(Extent extent) const;

    struct Parts;
    class Maker;
    std::shared_ptr<const Parts> parts_;
};

/// Whether the catalog has every edition that @p spec names, and the file that @p read starts every
/// column; only its header is read. For those who want to know before anything else is done.
/// @throws SpecError, UnknownName or FormatError for the first that is wrong.
void check_names(const Catalog& catalog, const ConversionSpec& spec, ReadBytes read);

}  // namespace socshift
