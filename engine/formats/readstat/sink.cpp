#include "readstat/sink.hpp"

#include "arrow/schema.hpp"
#include "readstat/incoming.hpp"
#include "readstat/outgoing.hpp"
#include "readstat/spool.hpp"
#include "socshift/base/error.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace socshift::readstat {

namespace {

class Sink final : public arrow::BlockSink {
public:
    Sink(Kind kind, const arrow::CSchema& schema, WriteBytes write, WriteOptions options)
        : kind_(kind),
          write_(std::move(write)),
          incoming_(kind, schema, options.titled),
          spool_(options.folder),
          is_compressed_(options.is_compressed) {
        arrow::check_names(schema, {false, kind == Kind::sav});
        // Names and formats that the file cannot have are told before the first row.
        Outgoing(
            kind, incoming_, [](std::string_view) {}, is_compressed_)
            .begin();
    }

    void write(const arrow::Node& block) override {
        packing_.clear();
        incoming_.take(block, packing_);
        spool_.add(packing_.packed());
    }

    void finish() override {
        Outgoing out(kind_, incoming_, write_, is_compressed_);
        std::string_view piece;
        if (out.has_long_texts()) {
            for (spool_.rewind(); spool_.next(piece);) {
                out.add_long_texts(BlockView::of(piece, incoming_.storages()));
            }
        }
        out.begin();
        for (spool_.rewind(); spool_.next(piece);) {
            out.write(BlockView::of(piece, incoming_.storages()));
        }
        out.end();
    }

private:
    Kind kind_;
    WriteBytes write_;
    Incoming incoming_;
    Spool spool_;
    bool is_compressed_;
    Packing packing_;
};

}  // namespace

std::unique_ptr<arrow::BlockSink> make_sink(Kind kind, const arrow::CSchema& schema,
                                            WriteBytes write, WriteOptions options) {
    if (kind != Kind::dta && kind != Kind::sav) {
        throw Error(fmt::format("{} files are read, not written; .dta and .sav are written",
                                extension_of(kind)));
    }
    return std::make_unique<Sink>(kind, schema, std::move(write), std::move(options));
}

}  // namespace socshift::readstat
