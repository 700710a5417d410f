#include "socshift/io/replacement.hpp"

#include "socshift/base/error.hpp"
#include "socshift/base/whole_number.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <utility>
#include <zlib.h>

namespace socshift {

namespace {

using Kind = Replacement::Kind;

/// What has a name now, for a function that may not throw.
std::optional<FileId> id_at(const Folder& folder, const std::string& name) noexcept {
    struct stat found {};
    if (::fstatat(folder.descriptor(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
        return std::nullopt;
    }
    return FileState::of(found).id;
}

bool is_old(const Replacement& it, const std::string& name) noexcept {
    return id_at(*it.folder, name) == it.old.id;
}

}  // namespace

bool place(const Replacement& it) noexcept {
    const auto& folder = *it.folder;
    switch (it.kind) {
        case Kind::create:
            return folder.rename_to_new(it.staged, it.target);
        case Kind::replace:
            if (!folder.exchange(it.staged, it.target, it.spare)) {
                return false;
            }
            break;
        case Kind::remove:
            if (!folder.rename_to_new(it.target, it.staged)) {
                return false;
            }
            break;
    }
    if (is_old(it, it.staged)) {
        return true;
    }
    put_back(it);  // it was another file than the one that is to be replaced
    errno = EEXIST;
    return false;
}

bool put_back(const Replacement& it) noexcept {
    const auto& folder = *it.folder;
    switch (it.kind) {
        case Kind::create:
            return id_at(folder, it.target) == it.made.id &&
                   folder.rename_to_new(it.target, it.staged);
        case Kind::replace:
            return id_at(folder, it.target) == it.made.id &&
                   folder.exchange(it.staged, it.target, it.spare);
        case Kind::remove:
            return folder.rename_to_new(it.staged, it.target);
    }
    return false;
}

void sync_folders(const std::vector<Replacement>& set) {
    std::set<const Folder*> synced;
    for (const auto& it : set) {
        if (synced.insert(it.folder.get()).second) {
            it.folder->sync();
        }
    }
}

void settle(const Replacement& it) noexcept {
    if (it.kind != Kind::create) {
        it.folder->remove_if(it.staged, it.old.id);
    }
}

void discard(const Replacement& it) noexcept {
    if (it.kind != Kind::remove) {
        it.folder->remove_if(it.staged, it.made.id);
    }
}

namespace {

/// What the names of a Replacement have.
struct Looked {
    std::optional<FileState> target;
    std::optional<FileState> staged;
    bool target_is_new = false;
    bool target_is_old = false;
    bool staged_is_new = false;
    bool staged_is_old = false;
};

Looked look_at(const Replacement& it) {
    const bool has_new = it.kind != Kind::remove;
    const bool has_old = it.kind != Kind::create;
    Looked out{it.folder->find(it.target), it.folder->find(it.staged)};
    out.target_is_new = has_new && out.target && out.target->is_what_was(it.made);
    out.target_is_old = has_old && out.target && out.target->is_what_was(it.old);
    out.staged_is_new = has_new && out.staged && out.staged->is_what_was(it.made);
    out.staged_is_old = has_old && out.staged && out.staged->is_what_was(it.old);
    return out;
}

/// Ends what was done in several steps (Folder::exchange, Folder::rename_to_new) and cut short.
void mend(const Replacement& it) {
    const auto spare = it.folder->find(it.spare);
    const auto now = look_at(it);
    if (spare && it.kind == Kind::replace && spare->is_what_was(it.old)) {
        if (!now.target) {
            static_cast<void>(it.folder->rename_to_new(it.spare, it.target));
        } else if (now.target_is_new && !now.staged) {
            static_cast<void>(it.folder->rename_to_new(it.spare, it.staged));
        }
    }
    // Two names of one file.
    if ((now.target_is_new && now.staged_is_new) || (now.target_is_old && now.staged_is_old)) {
        it.folder->remove_if(it.staged, now.staged->id);
    }
}

}  // namespace

Placed look(Replacement& it) {
    mend(it);
    const auto now = look_at(it);
    if (now.staged_is_new || now.target_is_new) {
        it.made.id = now.staged_is_new ? now.staged->id : now.target->id;
    }
    if (now.staged_is_old || now.target_is_old) {
        it.old.id = now.staged_is_old ? now.staged->id : now.target->id;
    }
    if (it.kind == Kind::remove) {
        if (now.target_is_old) {
            return Placed::no;
        }
        return now.staged_is_old || !now.target ? Placed::yes : Placed::in_way;
    }
    if (!now.staged_is_new) {
        return !now.staged || now.staged_is_old ? Placed::yes : Placed::unknown;
    }
    if (!now.target) {
        it.kind = Kind::create;  // what was to be replaced is gone
        return Placed::no;
    }
    return now.target_is_old ? Placed::no : Placed::in_way;
}

// A line for each file, fields with a tab between; what could end a field is escaped in names.

namespace {

constexpr std::string_view kind_letters = "+=-";
constexpr std::size_t fields_of_line = 11;

std::string escaped(std::string_view name) {
    constexpr unsigned char first_printable = 0x20;
    constexpr unsigned char delete_byte = 0x7F;
    std::string out;
    for (const char byte : name) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < first_printable || code == delete_byte || byte == '%') {
            out += fmt::format("%{:02X}", code);
        } else {
            out += byte;
        }
    }
    return out;
}

std::optional<std::string> unescaped(std::string_view text) {
    constexpr int sixteen = 16;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const auto digits = text.substr(i + 1, 2);
        const auto code = whole_number<unsigned>(digits, sixteen);
        if (digits.size() != 2 || !code) {
            return std::nullopt;
        }
        out += static_cast<char>(*code);
        i += 2;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(between, begin), text.size());
        out.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

template <typename Number>
bool read_number(std::string_view text, Number& out) {
    const auto number = whole_number<Number>(text);
    out = number.value_or(out);
    return number.has_value();
}

bool read_state(const std::vector<std::string_view>& fields, std::size_t first, FileState& out) {
    return read_number(fields[first], out.id.inode) && read_number(fields[first + 1], out.size) &&
           read_number(fields[first + 2], out.modified);
}

std::string state_text(const FileState& state) {
    return fmt::format("{}\t{}\t{}", state.id.inode, state.size, state.modified);
}

std::string checksum_line(std::string_view text) {
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
    return fmt::format("crc32 {:08x}\n", sum);
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

std::optional<Replacement> from_line(std::string_view line,
                                     const std::shared_ptr<const Folder>& home) {
    const auto fields = split(line, '\t');
    if (fields.size() != fields_of_line || fields[0].size() != 1) {
        return std::nullopt;
    }
    const auto kind = kind_letters.find(fields[0].front());
    const auto staged = unescaped(fields[7]);
    const auto spare = unescaped(fields[8]);
    const auto folder = unescaped(fields[9]);
    const auto target = unescaped(fields[10]);
    Replacement out;
    if (kind == std::string_view::npos || !read_state(fields, 1, out.made) ||
        !read_state(fields, 4, out.old) || !staged || !spare || !folder || !target ||
        !is_plain_name(*staged) || !is_plain_name(*spare) || !is_plain_name(*target)) {
        return std::nullopt;
    }
    out.kind = static_cast<Kind>(kind);
    out.staged = *staged;
    out.spare = *spare;
    out.target = *target;
    out.folder = folder->empty() ? home : Folder::open(*folder);
    if (!out.folder) {
        throw FileError(
            fmt::format("cannot open the folder '{}': {}", *folder, system_message(errno)));
    }
    return out;
}

}  // namespace

std::string to_text(const std::vector<Replacement>& set, const Folder& home) {
    std::string out{journal_start};
    for (const auto& it : set) {
        const bool is_home = it.folder->path() == home.path();
        out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                           kind_letters[static_cast<std::size_t>(it.kind)], state_text(it.made),
                           state_text(it.old), escaped(it.staged), escaped(it.spare),
                           is_home ? "" : escaped(it.folder->path().native()), escaped(it.target));
    }
    return out + checksum_line(out);
}

std::optional<std::vector<Replacement>> from_text(std::string_view text,
                                                  const std::shared_ptr<const Folder>& home) {
    constexpr std::size_t size_of_checksum = 15;
    if (text.size() < journal_start.size() + size_of_checksum ||
        checksum_line(text.substr(0, text.size() - size_of_checksum)) !=
            text.substr(text.size() - size_of_checksum)) {
        return std::nullopt;
    }
    text.remove_suffix(size_of_checksum + 1);
    text.remove_prefix(std::min(text.size(), journal_start.size()));
    std::vector<Replacement> out;
    for (const auto line : split(text, '\n')) {
        auto it = from_line(line, home);
        if (!it) {
            return std::nullopt;
        }
        out.push_back(std::move(*it));
    }
    return out;
}

}  // namespace socshift
