#include "socshift/catalog/workbook_package.hpp"

#include "socshift/model/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>
#include <zip.h>

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

struct CloseFile {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};

struct DiscardArchive {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};

std::string text_of(zip_error_t& error) {
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

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
    std::unique_ptr<zip_t, DiscardArchive> zip;
};

WorkbookPackage::WorkbookPackage(std::string_view bytes, std::string file, UnpackLimits limits)
    : file_(std::move(file)), left_(limits), archive_(std::make_unique<Archive>()) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* const zip =
        source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == nullptr) {
        if (source != nullptr) {
            zip_source_free(source);
        }
        throw FormatError({file_, 0, 0}, fmt::format("not a whole workbook: {}", text_of(error)));
    }
    zip_error_fini(&error);
    archive_->zip.reset(zip);
}

WorkbookPackage::~WorkbookPackage() = default;

bool WorkbookPackage::has(const std::string& part) const {
    return zip_name_locate(archive_->zip.get(), part.c_str(), 0) >= 0;
}

std::string WorkbookPackage::bytes_of_part(const std::string& part) {
    const auto index = zip_name_locate(archive_->zip.get(), part.c_str(), 0);
    if (index < 0) {
        throw FormatError({file_, 0, 0},
                          fmt::format("a zip archive without the part '{}' of a workbook", part));
    }
    const std::unique_ptr<zip_file_t, CloseFile> in(
        zip_fopen_index(archive_->zip.get(), static_cast<zip_uint64_t>(index), 0));
    if (!in) {
        throw FormatError({file_, 0, 0}, fmt::format("part '{}' cannot be read: {}", part,
                                                     zip_strerror(archive_->zip.get())));
    }
    // What the archive says of the size is not to be trusted: it is counted.
    const auto most = std::min(left_.part, left_.all);
    std::string out;
    std::array<char, std::size_t{1} << 16U> block{};
    while (true) {
        const auto size = zip_fread(in.get(), block.data(), block.size());
        if (size < 0) {
            throw FormatError({file_, 0, 0}, fmt::format("part '{}' is damaged: {}", part,
                                                         zip_file_strerror(in.get())));
        }
        if (size == 0) {
            left_.all -= out.size();
            return out;
        }
        out.append(block.data(), static_cast<std::size_t>(size));
        if (out.size() > most) {
            throw FormatError({file_, 0, 0},
                              fmt::format("part '{}' unpacks to more than {} bytes; save the sheet "
                                          "as delimited text",
                                          part, most));
        }
    }
}

pugi::xml_document WorkbookPackage::xml(const std::string& part) {
    const auto bytes = bytes_of_part(part);
    pugi::xml_document document;
    // Blanks that are all of a text are a text; those between elements are not kept.
    const auto parsed = document.load_buffer(bytes.data(), bytes.size(),
                                             pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!parsed) {
        throw FormatError({file_, 0, 0}, fmt::format("part '{}' is not XML: {} at byte {}", part,
                                                     parsed.description(), parsed.offset));
    }
    return document;
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
