#include "columns/assign_blocks.hpp"

#include "columns/frame_blocks.hpp"
#include "columns/key_columns.hpp"
#include "columns/rejects_writer.hpp"
#include "columns/title_columns.hpp"
#include "socshift/convert/asked_columns.hpp"

#include <memory>
#include <string>
#include <utility>

namespace socshift::formats {

namespace {

using arrow::CSchema;
using arrow::Frame;
using arrow::Node;

/// Makes tables of rows whose titles were judged, and hands them on.
class AssignedOut : public AssignedBlocks {
public:
    AssignedOut(const Assignment& assignment, const CSchema& type, const RowSink& sink,
                const WriteBytes& rejects)
        : type_(type),
          rows_to_(sink),
          names_(assignment.added_columns()),
          rejects_(type, rejects) {}

    void start() override { sink_ = open_for(rows_to_, type_, table_of(empty_frame(type_), {})); }

    void take(AssignedBlock&& block) override {
        const auto& data = static_cast<const FrameBlock&>(*block.data);
        try {
            sink_->write(table_of(data.frame(), block));
        } catch (const arrow::FrameError& error) {
            throw with_rows_before(error, data.rows_before());
        }
    }

    void set_aside(const BlockAside& block) override { rejects_.add(block); }

    void finish() { sink_->finish(); }

private:
    [[nodiscard]] Node table_of(const Frame& frame, const AssignedBlock& block) const {
        std::vector<const AssignedTitle*> titles;
        for (const auto& title : block.titles) {
            titles.push_back(&title);
        }
        TitleForms forms;
        forms.score_texts = rows_to_.is_text;
        auto out = rows_of(frame, block.rows);
        leave_hidden_out(rows_to_, type_, out);
        for (auto& column : title_columns(names_, titles, forms)) {
            out.children.push_back(std::move(column));
        }
        return out;
    }

    const CSchema& type_;
    const RowSink& rows_to_;
    std::vector<std::string> names_;
    RejectsWriter rejects_;
    std::unique_ptr<arrow::BlockSink> sink_;
};

/// A source as the engine takes it: titles and old codes as texts, columns of filters by their
/// kinds of missing values.
class TitledBlocks {
public:
    TitledBlocks(const AssignSpec& spec, arrow::BlockSource& source)
        : keys_(spec, source.schema()), blocks_(source) {
        blocks_.read(asked_columns(spec, blocks_.names()), &keys_);
        for (const auto& name : {spec.column, spec.second_title, spec.with_code}) {
            if (!name.empty()) {
                blocks_.read_as_text(spec.file, name);
            }
        }
    }

    [[nodiscard]] DataBlocks& blocks() noexcept { return blocks_; }

private:
    KeyColumns keys_;
    FrameBlocks blocks_;
};

}  // namespace

AssignSummary assign_blocks(const Assignment& assignment, arrow::BlockSource& source,
                            const PersonRows& persons, const RowSink& sink,
                            const WriteBytes& rejects) {
    const auto& spec = assignment.spec();
    return in_file(spec.file, [&] {
        if (!spec.with_code.empty()) {
            check_codes_against_labels(spec.file, source.schema(), spec.with_code);
        }
        TitledBlocks titled(spec, source);
        AssignedOut out(assignment, source.schema(), sink, rejects);
        auto account = assignment.assign(titled.blocks(), out, persons);
        out.finish();
        return account;
    });
}

PersonRows person_rows(const Assignment& assignment, arrow::BlockSource& source) {
    return in_file(assignment.spec().file, [&] {
        TitledBlocks titled(assignment.spec(), source);
        return assignment.person_rows(titled.blocks());
    });
}

std::vector<CodeTitles> titles_of(const Assignment& assignment) {
    return {code_titles(assignment.added_columns().front(), assignment.titles().edition())};
}

}  // namespace socshift::formats
