#include "socshift/catalog/own_catalog.hpp"

#include "socshift/base/error.hpp"
#include "socshift/catalog/compiled_catalog.hpp"
#include "socshift/catalog/compiled_file.hpp"
#include "socshift/catalog/folder_check.hpp"
#include "socshift/io/checksum.hpp"
#include "socshift/io/in_order.hpp"
#include "socshift/io/input_log.hpp"
#include "socshift/io/whole_file.hpp"
#include "socshift/version.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace socshift {

namespace fs = std::filesystem;

namespace {

using compiled::Compiler;
using compiled::Image;
using compiled::Opened;
using compiled::Origin;
using compiled::Source;

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// What a file is now; it counts as read. None: it is not there, or may not be read.
std::optional<FileState> state_of(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return std::nullopt;
    }
    struct Closed {
        int it;
        ~Closed() { ::close(it); }
    } const closed{descriptor};
    struct stat found {};
    if (::fstat(descriptor, &found) != 0) {
        return std::nullopt;
    }
    if (auto* const log = InputLog::current()) {
        log->add(file, descriptor);
    }
    return FileState::of(found);
}

Source source_of(const fs::path& path, const fs::path& folder, const FileState& state,
                 std::string checksum) {
    return {catalog_name(path, folder), state.id.inode, state.size, state.modified, state.changed,
            std::move(checksum)};
}

std::string identity_of(const CatalogCache& cache) {
    return fmt::format("{}\n{}", version(), cache.base);
}

/// Keeps the folder of compiled catalogs from growing for ever.
void drop_oldest(const fs::path& folder) {
    constexpr std::size_t most = 64;
    std::vector<std::pair<fs::file_time_type, fs::path>> all;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".catalog") {
            all.emplace_back(entry.last_write_time(), entry.path());
        }
    }
    std::sort(all.begin(), all.end(), std::greater<>{});
    for (std::size_t i = most; i < all.size(); ++i) {
        fs::remove(all[i].second);
    }
}

/// One folder of a user's own, and the file in which it is kept compiled.
class OwnFolder {
public:
    OwnFolder(const Catalog& base, const fs::path& folder, const CatalogCache& cache)
        : base_(base), folder_(folder), cache_(cache), paths_(catalog_paths(folder)) {
        need_files(paths_, folder);
        if (!cache.folder.empty()) {
            file_ = compiled_file(cache, folder);
        }
    }

    /// From the compiled file, if it is believed.
    [[nodiscard]] std::optional<Catalog> kept() const {
        if (file_.empty()) {
            return std::nullopt;
        }
        auto opened = compiled::open_file(file_);
        if (!opened || !is_of_folder(opened->origin) ||
            (cache_.is_thorough && !compiled::is_undamaged(opened->image))) {
            return std::nullopt;
        }
        try {
            if (!are_sources(*opened)) {
                return std::nullopt;
            }
            return base_.overlaid_with(
                compiled::parts_of({opened->image, opened->file, false, again(opened->origin)}));
        } catch (const Error&) {  // whatever is wrong, the sources tell
            return std::nullopt;
        }
    }

    /// From the sources. @throws as with_folder().
    [[nodiscard]] Catalog made(const WorkOut& work_out) const {
        Origin origin{identity_of(cache_), real_folder(), now(), {}};
        Compiler compiler;
        read(compiler, origin);
        check(compiler, work_out);
        const auto image = std::make_shared<const std::string>(compiler.image());
        if (!file_.empty() && is_as_read(origin)) {
            keep(origin, *image);
        }
        return base_.overlaid_with(compiled::parts_of({*image, image, true}));
    }

private:
    /// On all cores, in the order of the files.
    void read(Compiler& compiler, Origin& origin) const {
        struct Piece {
            fs::path path;
            FileState state;
            std::string bytes;
            compiled::CompiledData data;
        };
        const auto threads = thread_count(0);
        std::vector<Piece> pieces(pieces_under_way(threads));
        std::size_t next = 0;
        const auto is_kept = !file_.empty();
        run_in_order(threads, {[&](std::size_t place) {
                                   if (next == paths_.size()) {
                                       return false;
                                   }
                                   auto& piece = pieces[place];
                                   piece.path = paths_[next++];
                                   piece.state = state_of(piece.path).value_or(FileState{});
                                   piece.bytes = read_file(piece.path, YamlLimits{}.bytes);
                                   return true;
                               },
                               [&](unsigned /*thread*/, std::size_t place) {
                                   auto& piece = pieces[place];
                                   piece.data = compiled::compiled_data(
                                       read_yaml(piece.bytes, catalog_name(piece.path, folder_)));
                                   piece.bytes = is_kept ? sha256(piece.bytes) : std::string{};
                               },
                               [&](std::size_t place) {
                                   auto& piece = pieces[place];
                                   compiler.add(std::move(piece.data));
                                   origin.sources.push_back(source_of(
                                       piece.path, folder_, piece.state, std::move(piece.bytes)));
                               }});
    }

    [[nodiscard]] std::string real_folder() const {
        std::error_code failed;
        return fs::canonical(folder_, failed).string();
    }

    [[nodiscard]] bool is_of_folder(const Origin& origin) const {
        return origin.identity == identity_of(cache_) && origin.folder == real_folder() &&
               std::equal(paths_.begin(), paths_.end(), origin.sources.begin(),
                          origin.sources.end(), [&](const fs::path& path, const Source& source) {
                              return catalog_name(path, folder_) == source.path;
                          });
    }

    /// Whether the files are what they were. Where their looks could not tell, and their bytes did,
    /// that is written down, so that their looks can tell the next time.
    [[nodiscard]] bool are_sources(const Opened& opened) const {
        auto origin = opened.origin;
        origin.made = now();
        bool were_read = false;
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            auto& source = origin.sources[i];
            const auto state = state_of(paths_[i]);
            if (!state || state->size != source.size) {
                return false;
            }
            if (!cache_.is_thorough && is_same(source, *state, opened.origin.made)) {
                continue;
            }
            if (sha256(read_file(paths_[i], YamlLimits{}.bytes)) != source.sha256) {
                return false;
            }
            were_read = true;
            source = source_of(paths_[i], folder_, *state, source.sha256);
        }
        const bool is_old =
            std::none_of(origin.sources.begin(), origin.sources.end(),
                         [&](const Source& source) { return is_young(source, origin.made); });
        if (were_read && is_old && !cache_.is_thorough && is_as_read(origin)) {
            keep(origin, opened.image);
        }
        return true;
    }

    /// Whether nothing was written, added or removed since @p origin was noted.
    [[nodiscard]] bool is_as_read(const Origin& origin) const {
        if (catalog_paths(folder_) != paths_) {
            return false;
        }
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            const auto state = state_of(paths_[i]);
            if (!state || source_of(paths_[i], folder_, *state, origin.sources[i].sha256) !=
                              origin.sources[i]) {
                return false;
            }
        }
        return true;
    }

    void check(Compiler& compiler, const WorkOut& work_out) const {
        const auto bytes = std::make_shared<const std::string>(compiler.image());
        const Image image{*bytes, bytes, true};
        const auto parts = compiled::parts_of(image);
        const auto catalog = base_.overlaid_with(parts);
        Findings all;
        compiled::for_each_file(image, [&](std::size_t file, const CatalogFile& data) {
            try {
                auto found = check_file(data, catalog);
                all.insert(all.end(), found.begin(), found.end());
                compiler.set_findings(file, std::move(found));
            } catch (const DataError& error) {
                // An edition that this file refers to is itself wrong: said where it stands.
                add_new(all, error.findings());
            }
        });
        need_sound(parts, base_, catalog, std::move(all));
        compiler.work_out_tables(catalog, parts, work_out);
    }

    /// Gives what to read where the compiled file turns out to be damaged, which then goes.
    [[nodiscard]] std::function<CatalogFile(std::size_t)> again(const Origin& origin) const {
        const auto sources = std::make_shared<const std::vector<Source>>(origin.sources);
        return [sources, folder = folder_, compiled_file = file_](std::size_t file) {
            std::error_code failed;
            fs::remove(compiled_file, failed);
            const auto& source = sources->at(file);
            const auto path = folder / source.path;
            const auto bytes = read_file(path, YamlLimits{}.bytes);
            if (sha256(bytes) != source.sha256) {
                throw FileError(
                    fmt::format("'{}' was changed while it was being read", path.string()));
            }
            return read_yaml(bytes, source.path);
        };
    }

    /// Does without where that cannot be.
    void keep(const Origin& origin, std::string_view image) const {
        try {
            fs::create_directories(file_.parent_path());
            write_file(file_, to_file(origin, image));
            drop_oldest(file_.parent_path());
        } catch (const std::exception&) {  // read-only, full, no folder
            return;
        }
    }

    const Catalog& base_;
    const fs::path& folder_;
    const CatalogCache& cache_;
    std::vector<fs::path> paths_;
    fs::path file_;
};

}  // namespace

fs::path compiled_file(const CatalogCache& cache, const fs::path& folder) {
    constexpr std::size_t enough = 32;  // digits: 128 bits
    return cache.folder / (sha256(fs::canonical(folder).string()).substr(0, enough) + ".catalog");
}

Catalog own_catalog(const Catalog& base, const fs::path& folder, const CatalogCache& cache,
                    const WorkOut& work_out) {
    const OwnFolder own(base, folder, cache);
    auto kept = own.kept();
    return kept ? std::move(*kept) : own.made(work_out);
}

}  // namespace socshift
