#pragma once

// Internal: not installed. Rows of a crosswalk that have a code on one side alone.

#include "socshift/catalog/import.hpp"
#include "socshift/catalog/import_rows.hpp"
#include "socshift/model/correspondence.hpp"
#include "socshift/model/edition.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace socshift {

/// Rows that have a code on one side alone: see CrosswalkFill. What it is made of must outlive it.
class BlankCells {
public:
    BlankCells(const Edition& source, const Edition& target, Imported<CorrespondenceData>& out)
        : source_(source), target_(target), out_(out) {}

    /// Whether a side of the row is blank; such a row is kept here.
    [[nodiscard]] bool take(const SourceRow& row, std::size_t source, std::size_t target);

    /// Makes links of the rows that were kept, by another table; finds those of which it says
    /// nothing.
    void fill(const CrosswalkFill& with);

private:
    struct Blank {
        Code code;
        SourceLocation at;
        std::size_t targets;  // in the rows behind it
    };

    [[nodiscard]] bool is_there(const SourceRow& row, std::size_t column, const Edition& edition);
    void add(const Code& source, const Code& target, const SourceLocation& at,
             const std::string& remark);
    void fill_one(const Blank& blank, const std::vector<Code>& others, const std::string& by,
                  bool is_source);

    const Edition& source_;
    const Edition& target_;
    Imported<CorrespondenceData>& out_;
    bool open_ = false;  // the row before had a source alone
    std::vector<Blank> alone_;
    std::vector<Blank> without_source_;
    std::set<std::pair<Code, Code>> known_;
};

}  // namespace socshift
