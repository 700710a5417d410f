#pragma once

#include "socshift/catalog/compression.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace socshift::cli {

/// A file that appears under its name only when it is complete. Bytes go to a new file beside it,
/// which is made at the first write and removed unless commit() is reached.
class OutputFile {
public:
    /// @throws FileError if there is something under this name that may not be replaced: any file,
    /// unless @p overwrite; what is not a regular file, always.
    OutputFile(std::filesystem::path path, bool overwrite, Compression how = Compression::none);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// @throws FileError if the bytes cannot be written.
    void write(std::string_view bytes);

    /// Gives the file its name. If nothing was ever written there is no file: one of that name that
    /// was there is removed. @throws FileError if that cannot be done.
    void commit();

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }

private:
    void open();
    void write_as_is(std::string_view bytes);
    [[noreturn]] void fail_to_write() const;

    std::filesystem::path path_;
    bool overwrite_;
    int descriptor_ = -1;
    std::filesystem::path temporary_;
    Compressor compressor_;
};

/// Removes what every OutputFile has written and not committed. For a signal handler that ends the
/// process: it calls nothing that such a handler may not.
void remove_unfinished_files() noexcept;

}  // namespace socshift::cli
