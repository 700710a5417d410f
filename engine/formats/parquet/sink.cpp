#include "parquet/sink.hpp"

#include "arrow/schema.hpp"
#include "parquet/plugin.hpp"
#include "socshift/io/file_set.hpp"

#include <fmt/core.h>

#include <exception>
#include <utility>

namespace socshift::parquet {

namespace {

/// What a writer of a plug-in writes to.
class Target {
public:
    explicit Target(WriteBytes write) : write_(std::move(write)) {}

    [[nodiscard]] Output output() { return {this, write}; }

    /// Throws what could not be done while the plug-in wrote.
    void rethrow() {
        if (error_) {
            std::rethrow_exception(std::exchange(error_, nullptr));
        }
    }

private:
    static int write(void* self, const void* bytes, std::int64_t size, Problem* problem) {
        auto& own = *static_cast<Target*>(self);
        try {
            own.write_({static_cast<const char*>(bytes), static_cast<std::size_t>(size)});
            return 0;
        } catch (...) {
            own.error_ = std::current_exception();
            problem->kind = Problem::no_access;
            problem->text[0] = '\0';
            return 1;
        }
    }

    WriteBytes write_;
    std::exception_ptr error_;
};

class Sink final : public arrow::BlockSink {
public:
    Sink(std::string file, WriteBytes write, const arrow::CSchema& schema,
         const WriteOptions& options)
        : name_(std::move(file)), target_(std::move(write)), plugin_(plugin()) {
        arrow::check_names(schema, {true, false});
        const auto type = arrow::node_of(schema);
        arrow::export_schema(type, type_.get());
        arrow::Owned<arrow::CSchema> own;
        arrow::export_schema(type, own.get());
        const auto output = target_.output();
        const WriteSettings settings{options.rows, options.group_bytes, options.level,
                                     options.with_threads ? 0 : 1};
        Problem problem{};
        check(plugin_.create(&output, own.get(), &settings, &writer_, &problem), problem);
    }
    ~Sink() override {
        if (writer_ != nullptr) {
            plugin_.drop(writer_);
        }
    }

    void write(const arrow::Node& block) override {
        // The buffers of a block are read as its type says, whatever they are.
        arrow::Owned<arrow::CSchema> type;
        arrow::export_schema(block, type.get());
        if (const auto problem = arrow::difference(*type, *type_); !problem.empty()) {
            throw Error(fmt::format("cannot write '{}': {}", name_, problem));
        }
        arrow::Owned<arrow::CArray> array;
        arrow::export_array(block, array.get());
        Problem problem{};
        check(plugin_.write(writer_, array.get(), &problem), problem);
    }

    void finish() override {
        Problem problem{};
        check(plugin_.finish(writer_, &problem), problem);
    }

private:
    void check(int failed, const Problem& problem) {
        if (failed == 0) {
            return;
        }
        target_.rethrow();
        throw Error(
            fmt::format("cannot write '{}': {}", name_, static_cast<const char*>(problem.text)));
    }

    std::string name_;
    arrow::Owned<arrow::CSchema> type_;
    Target target_;
    const Plugin& plugin_;
    void* writer_ = nullptr;
};

/// A sink with a file of its own.
class FileSink final : public arrow::BlockSink {
public:
    FileSink(const std::filesystem::path& file, bool overwrite, const arrow::CSchema& schema,
             const WriteOptions& options)
        : files_(overwrite) {
        auto& to = files_.add(file);
        sink_ = open_sink(
            file.string(), [&to](std::string_view bytes) { to.write(bytes); }, schema, options);
    }

    void write(const arrow::Node& block) override { sink_->write(block); }

    void finish() override {
        sink_->finish();
        files_.finish();
        files_.commit();
    }

private:
    FileSet files_;
    std::unique_ptr<arrow::BlockSink> sink_;
};

}  // namespace

std::unique_ptr<arrow::BlockSink> open_sink(std::string file, WriteBytes write,
                                            const arrow::CSchema& schema,
                                            const WriteOptions& options) {
    return std::make_unique<Sink>(std::move(file), std::move(write), schema, options);
}

std::unique_ptr<arrow::BlockSink> create_file(const std::filesystem::path& file, bool overwrite,
                                              const arrow::CSchema& schema,
                                              const WriteOptions& options) {
    return std::make_unique<FileSink>(file, overwrite, schema, options);
}

}  // namespace socshift::parquet
