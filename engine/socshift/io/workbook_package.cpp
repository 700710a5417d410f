#include "socshift/io/workbook_package.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <minizip/unzip.h>
#include <utility>
#include <vector>

namespace socshift {

std::string_view local_name(std::string_view name) noexcept {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    return node.find_child(
        [name](const pugi::xml_node& inner) { return local_name(inner.name()) == name; });
}

pugi::xml_attribute attribute(pugi::xml_node node, std::string_view name) {
    return node.find_attribute(
        [name](const pugi::xml_attribute& inner) { return local_name(inner.name()) == name; });
}

std::string text_in(pugi::xml_node node) {
    std::string out;
    for (const auto inner : node.children()) {
        if (inner.type() == pugi::node_pcdata || inner.type() == pugi::node_cdata) {
            out += inner.value();
        }
    }
    return out;
}

namespace {

/// Where the unpacker is in the bytes of an archive.
struct Cursor {
    std::string_view bytes;
    std::size_t at = 0;
};

Cursor& cursor(void* stream) {
    return *static_cast<Cursor*>(stream);
}

uLong read_bytes(void* /*opaque*/, void* stream, void* buffer, uLong size) {
    auto& in = cursor(stream);
    const auto count = std::min<std::size_t>(size, in.bytes.size() - in.at);
    std::memcpy(buffer, in.bytes.data() + in.at, count);
    in.at += count;
    return static_cast<uLong>(count);
}

long seek_bytes(void* /*opaque*/, void* stream, ZPOS64_T offset, int origin) {
    auto& in = cursor(stream);
    const auto from = origin == SEEK_END ? in.bytes.size() : origin == SEEK_CUR ? in.at : 0;
    const auto to = static_cast<std::size_t>(from + offset);  // backwards by wrapping around
    if (to > in.bytes.size()) {
        return -1;
    }
    in.at = to;
    return 0;
}

/// The archive is read where it is, in memory.
zlib_filefunc64_def memory_functions(Cursor& in) {
    zlib_filefunc64_def functions{};
    functions.zopen64_file = [](void* opaque, const void* /*name*/, int /*mode*/) {
        return opaque;
    };
    functions.zread_file = read_bytes;
    functions.zwrite_file = [](void*, void*, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](void* /*opaque*/, void* stream) {
        return static_cast<ZPOS64_T>(cursor(stream).at);
    };
    functions.zseek64_file = seek_bytes;
    functions.zclose_file = [](void*, void*) { return 0; };
    functions.zerror_file = [](void*, void*) { return 0; };
    functions.opaque = &in;
    return functions;
}

struct CloseArchive {
    void operator()(void* zip) const noexcept { unzClose(zip); }
};

/// "../media/a.xml" as seen from "xl/worksheets": "xl/media/a.xml". A target that starts with a
/// slash is seen from the package.
std::string resolve(const std::string& folder, std::string_view target) {
    std::vector<std::string_view> steps;
    const auto walk = [&steps](std::string_view path) {
        while (!path.empty()) {
            const auto slash = path.find('/');
            const auto step = path.substr(0, slash);
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
            if (step == "..") {
                if (!steps.empty()) {
                    steps.pop_back();
                }
            } else if (!step.empty() && step != ".") {
                steps.push_back(step);
            }
        }
    };
    if (target.empty() || target.front() != '/') {
        walk(folder);
    }
    walk(target);
    std::string out;
    for (const auto step : steps) {
        out.append(out.empty() ? "" : "/").append(step);
    }
    return out;
}

}  // namespace

struct WorkbookPackage::Archive {
    Cursor in;
    std::unique_ptr<void, CloseArchive> zip;

    [[nodiscard]] bool go_to(const std::string& part) const {
        constexpr int case_matters = 1;
        return unzLocateFile(zip.get(), part.c_str(), case_matters) == UNZ_OK;
    }
};

WorkbookPackage::WorkbookPackage(std::string_view bytes, std::string file, UnpackLimits limits)
    : file_(std::move(file)),
      limits_(limits),
      left_(limits.all),
      archive_(std::make_unique<Archive>()) {
    archive_->in.bytes = bytes;
    auto functions = memory_functions(archive_->in);
    archive_->zip.reset(unzOpen2_64("", &functions));
    if (!archive_->zip) {
        throw FormatError({file_, 0, 0}, "not a whole workbook: no zip archive, or a part of one");
    }
}

WorkbookPackage::~WorkbookPackage() = default;

bool WorkbookPackage::has(const std::string& part) const {
    return archive_->go_to(part);
}

void WorkbookPackage::fail(const std::string& part, std::string_view why) const {
    throw FormatError({file_, 0, 0}, fmt::format("part '{}' {}", part, why));
}

ReadBytes WorkbookPackage::stream(const std::string& part) {
    if (!archive_->go_to(part)) {
        throw FormatError({file_, 0, 0},
                          fmt::format("a zip archive without the part '{}' of a workbook", part));
    }
    auto* const zip = archive_->zip.get();
    unz_file_info64 info{};
    unzGetCurrentFileInfo64(zip, &info, nullptr, 0, nullptr, 0, nullptr, 0);
    if ((info.flag & 1U) != 0) {
        fail(part, "is encrypted; save the workbook without a password");
    }
    if (info.compression_method != 0 && info.compression_method != Z_DEFLATED) {
        fail(part, "is packed in another way than workbooks are");
    }
    if (unzOpenCurrentFile(zip) != UNZ_OK) {
        fail(part, "is damaged: it is not where the archive says");
    }
    // What the archive says of the size is not to be trusted: it is counted.
    return [this, part, zip, said = info.uncompressed_size, got = std::size_t{0}, is_open = true](
               char* to, std::size_t size) mutable -> std::size_t {
        constexpr std::size_t most_at_once = std::size_t{1} << 20U;
        if (!is_open) {
            return 0;
        }
        const auto count =
            unzReadCurrentFile(zip, to, static_cast<unsigned>(std::min(size, most_at_once)));
        if (count < 0) {
            fail(part, "is damaged: it cannot be unpacked");
        }
        got += static_cast<std::size_t>(count);
        if (got > limits_.streamed) {
            fail(part,
                 fmt::format("unpacks to more than {} bytes; save the sheet as delimited text",
                             limits_.streamed));
        }
        if (count == 0 && size > 0) {
            is_open = false;
            if (got != said || unzCloseCurrentFile(zip) != UNZ_OK) {
                fail(part, "is damaged: it is not what the archive says");
            }
        }
        return static_cast<std::size_t>(count);
    };
}

std::string WorkbookPackage::bytes_of_part(const std::string& part) {
    const auto read = stream(part);
    const auto most = std::min(limits_.part, left_);
    std::string out;
    std::array<char, std::size_t{1} << 16U> piece{};
    while (const auto size = read(piece.data(), piece.size())) {
        out.append(piece.data(), size);
        if (out.size() > most) {
            fail(part,
                 fmt::format("unpacks to more than {} bytes; save the sheet as delimited text",
                             most));
        }
    }
    left_ -= out.size();
    return out;
}

pugi::xml_document WorkbookPackage::parsed(std::string_view bytes, const std::string& part,
                                           std::uint64_t at, unsigned more) const {
    pugi::xml_document document;
    // Blanks that are all of a text are a text; those between elements are not kept.
    const auto read = document.load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single | more);
    if (!read) {
        fail(part, fmt::format("is not XML: {} at byte {}", read.description(),
                               at + static_cast<std::uint64_t>(read.offset)));
    }
    return document;
}

pugi::xml_document WorkbookPackage::xml(const std::string& part) {
    return parsed(bytes_of_part(part), part, 0, 0);
}

std::map<std::string, WorkbookPackage::Relationship> WorkbookPackage::relationships(
    const std::string& part) {
    const auto slash = part.rfind('/');
    const auto folder = slash == std::string::npos ? std::string{} : part.substr(0, slash);
    const auto name = slash == std::string::npos ? part : part.substr(slash + 1);
    const auto document = xml((folder.empty() ? "" : folder + "/") + "_rels/" + name + ".rels");
    std::map<std::string, Relationship> out;
    for (const auto node : document.document_element().children()) {
        const std::string_view type = attribute(node, "Type").value();
        out.emplace(attribute(node, "Id").value(),
                    Relationship{std::string{type.substr(type.rfind('/') + 1)},
                                 resolve(folder, attribute(node, "Target").value())});
    }
    return out;
}

}  // namespace socshift
