#pragma once

// Internal: not installed. Files of the program as Arrow C++ has them.

#include "parquet/arrow_cpp/guarded.hpp"

#include <arrow/buffer.h>
#include <arrow/io/interfaces.h>
#include <arrow/memory_pool.h>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace socshift::parquet {

/// Of the pools that Arrow has, the one that gives most back to the system: a copy of ten million
/// rows took 100 MB with it, and 134 with the one that Arrow takes by itself.
[[nodiscard]] ::arrow::MemoryPool* small_pool();

/// Memory of one reader, which may outlive it: blocks that it gave are freed by whoever has them.
/// So it goes away with the last of these, after leave().
class ReaderPool final : public ::arrow::MemoryPool {
public:
    struct Leave {
        void operator()(ReaderPool* pool) const { pool->leave(); }
    };
    using Owner = std::unique_ptr<ReaderPool, Leave>;

    /// At most so many bytes at once.
    static Owner of_at_most(std::int64_t bytes) { return Owner(new ReaderPool(bytes)); }

    ::arrow::Status Allocate(std::int64_t size, std::int64_t alignment,
                             std::uint8_t** out) override;
    ::arrow::Status Reallocate(std::int64_t old_size, std::int64_t new_size, std::int64_t alignment,
                               std::uint8_t** memory) override;
    void Free(std::uint8_t* memory, std::int64_t size, std::int64_t alignment) override;
    [[nodiscard]] std::int64_t bytes_allocated() const override {
        return bounded_.bytes_allocated();
    }
    [[nodiscard]] std::int64_t total_bytes_allocated() const override {
        return bounded_.total_bytes_allocated();
    }
    [[nodiscard]] std::int64_t num_allocations() const override {
        return bounded_.num_allocations();
    }
    [[nodiscard]] std::string backend_name() const override { return bounded_.backend_name(); }

private:
    explicit ReaderPool(std::int64_t bytes) : counted_(small_pool()), bounded_(&counted_, bytes) {}
    void leave();

    ::arrow::ProxyMemoryPool counted_;
    ::arrow::CappedMemoryPool bounded_;
    std::atomic<std::int64_t> users_{1};  // what was allocated and not freed, and the reader
};

/// A file that is read.
class InputFile final : public ::arrow::io::RandomAccessFile {
public:
    InputFile(const Input& input, ::arrow::MemoryPool* pool) : input_(input), pool_(pool) {}

    /// Whether bytes could not be read, whatever became of that since.
    [[nodiscard]] bool has_failed() const;

    ::arrow::Status Close() override;
    [[nodiscard]] bool closed() const override { return is_closed_; }
    [[nodiscard]] ::arrow::Result<std::int64_t> Tell() const override { return place_; }
    ::arrow::Status Seek(std::int64_t position) override;
    ::arrow::Result<std::int64_t> GetSize() override { return input_.size; }
    ::arrow::Result<std::int64_t> Read(std::int64_t nbytes, void* out) override;
    ::arrow::Result<std::shared_ptr<::arrow::Buffer>> Read(std::int64_t nbytes) override;
    ::arrow::Result<std::int64_t> ReadAt(std::int64_t position, std::int64_t nbytes,
                                         void* out) override;
    ::arrow::Result<std::shared_ptr<::arrow::Buffer>> ReadAt(std::int64_t position,
                                                             std::int64_t nbytes) override;

private:
    Input input_;
    ::arrow::MemoryPool* pool_;
    std::int64_t place_ = 0;
    bool is_closed_ = false;
    mutable std::mutex mutex_;
    bool has_failed_ = false;
};

/// A file that is written.
class OutputFile final : public ::arrow::io::OutputStream {
public:
    explicit OutputFile(const Output& output) : output_(output) {}

    /// Whether bytes could not be written.
    [[nodiscard]] bool has_failed() const noexcept { return has_failed_; }

    /// Nothing is written any more: Arrow's writer completes a file even when it is given up.
    void give_up() noexcept { is_given_up_ = true; }

    ::arrow::Status Close() override;
    [[nodiscard]] bool closed() const override { return is_closed_; }
    [[nodiscard]] ::arrow::Result<std::int64_t> Tell() const override { return place_; }
    using ::arrow::io::OutputStream::Write;
    ::arrow::Status Write(const void* data, std::int64_t nbytes) override;

private:
    Output output_;
    std::int64_t place_ = 0;
    bool is_closed_ = false;
    bool has_failed_ = false;
    bool is_given_up_ = false;
};

}  // namespace socshift::parquet
