#include "kept_blocks.hpp"

#include "arrow/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace socshift::python {

class KeptBlocks::Sink : public arrow::BlockSink {
public:
    explicit Sink(std::vector<arrow::Node>& blocks) : blocks_(blocks) {}
    void write(const arrow::Node& block) override { blocks_.push_back(block); }
    void finish() override {}

private:
    std::vector<arrow::Node>& blocks_;
};

/// The blocks as a stream of the interface, which a frame reads at once.
class KeptBlocks::Stream {
public:
    static arrow::CStream of(const KeptBlocks& kept) {
        return {give_schema, give_next, nullptr, release, new Stream{kept}};
    }

private:
    explicit Stream(const KeptBlocks& kept) : kept_(kept) {}

    static int give_schema(arrow::CStream* stream, arrow::CSchema* out) {
        arrow::export_schema(static_cast<Stream*>(stream->private_data)->kept_.type_, out);
        return 0;
    }
    static int give_next(arrow::CStream* stream, arrow::CArray* out) {
        auto& self = *static_cast<Stream*>(stream->private_data);
        *out = arrow::CArray{};
        if (self.next_ < self.kept_.blocks_.size()) {
            arrow::export_array(self.kept_.blocks_[self.next_++], out);
        }
        return 0;
    }
    static void release(arrow::CStream* stream) {
        delete static_cast<Stream*>(stream->private_data);
        stream->release = nullptr;
    }

    const KeptBlocks& kept_;
    std::size_t next_ = 0;
};

std::unique_ptr<arrow::BlockSink> KeptBlocks::open(const arrow::CSchema& type) {
    type_ = arrow::node_of(type);
    return std::make_unique<Sink>(blocks_);
}

arrow::Node KeptBlocks::table() const {
    auto stream = Stream::of(*this);
    const auto frame = arrow::Frame::of_stream(&stream);
    std::vector<std::uint64_t> rows(frame.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    auto out = frame.gather(rows);
    out.metadata = type_.metadata;
    return out;
}

}  // namespace socshift::python
