#include "parquet/source.hpp"

#include "parquet/plugin.hpp"
#include "socshift/io/file_state.hpp"
#include "socshift/io/regular_file.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <utility>

namespace socshift::parquet {

namespace fs = std::filesystem;

namespace {

/// What a plug-in asks @p self for, which is a RegularFile.
std::int64_t read(void* self, std::int64_t at, std::int64_t size, void* to, Problem* problem) {
    const auto got = static_cast<const RegularFile*>(self)->read_at(
        static_cast<char*>(to), static_cast<std::size_t>(size), static_cast<std::uint64_t>(at));
    if (got < 0) {
        problem->kind = Problem::no_access;
        const auto text = system_message(errno);
        problem->text[text.copy(problem->text, Problem::most - 1)] = '\0';
    }
    return got;
}

[[noreturn]] void fail(const std::string& file, Problem::Kind kind, const std::string& text) {
    switch (kind) {
        case Problem::no_access:
            throw FileError(fmt::format("cannot read '{}': {}", file, text));
        case Problem::no_memory:
            throw FormatError({file, 0, 0},
                              fmt::format("needs more memory than may be taken: {}", text));
        case Problem::no_place:
            throw FormatError({file, 0, 0}, fmt::format("has what cannot be read here: {}", text));
        case Problem::none:
        case Problem::bad_file:
            break;
    }
    throw FormatError({file, 0, 0}, fmt::format("not as a Parquet file is, or damaged: {}", text));
}

/// One file.
class FileSource final : public arrow::BlockSource {
public:
    FileSource(const fs::path& file, const ReadOptions& options)
        : name_(file.string()), file_(file) {
        const auto& module = plugin();
        std::vector<const char*> names;
        if (options.columns) {
            for (const auto& column : *options.columns) {
                names.push_back(column.c_str());
            }
        }
        const ReadSettings settings{options.rows,        options.block_bytes,
                                    options.most_memory, options.columns ? std::ssize(names) : -1,
                                    names.data(),        options.with_threads ? 0 : 1};
        const Input input{&file_, static_cast<std::int64_t>(file_.size()), read};
        Problem problem{};
        if (module.open(&input, &settings, stream_.get(), &problem) != 0) {
            fail(name_, static_cast<Problem::Kind>(problem.kind), problem.text);
        }
        check(stream_.get()->get_schema(stream_.get(), schema_.get()));
    }

    [[nodiscard]] const arrow::CSchema& schema() const noexcept override { return *schema_; }

    [[nodiscard]] bool next(arrow::Owned<arrow::CArray>& block) override {
        block = {};
        check(stream_.get()->get_next(stream_.get(), block.get()));
        return !block.is_released();
    }

private:
    void check(int error) {
        if (error == 0) {
            return;
        }
        const auto kind = error == EIO       ? Problem::no_access
                          : error == ENOMEM  ? Problem::no_memory
                          : error == ENOTSUP ? Problem::no_place
                                             : Problem::bad_file;
        fail(name_, kind, stream_.get()->get_last_error(stream_.get()));
    }

    std::string name_;
    RegularFile file_;
    arrow::Owned<arrow::CStream> stream_;  // goes before the file
    arrow::Owned<arrow::CSchema> schema_;
};

}  // namespace

std::unique_ptr<arrow::BlockSource> open_file(const fs::path& file, const ReadOptions& options) {
    return std::make_unique<FileSource>(file, options);
}

}  // namespace socshift::parquet
