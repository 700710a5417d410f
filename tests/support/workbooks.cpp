#include "support/workbooks.hpp"

#include <algorithm>
#include <cstdio>
#include <minizip/zip.h>
#include <stdexcept>

namespace socshift::test {

namespace {

/// An archive while it is written.
struct Target {
    std::string bytes;
    std::size_t at = 0;
};

Target& target(void* stream) {
    return *static_cast<Target*>(stream);
}

uLong write_bytes(void* /*opaque*/, void* stream, const void* data, uLong size) {
    auto& out = target(stream);
    out.bytes.resize(std::max(out.bytes.size(), out.at + size));
    out.bytes.replace(out.at, size, static_cast<const char*>(data), size);
    out.at += size;
    return size;
}

long seek_bytes(void* /*opaque*/, void* stream, ZPOS64_T offset, int origin) {
    auto& out = target(stream);
    const auto from = origin == SEEK_END ? out.bytes.size() : origin == SEEK_CUR ? out.at : 0;
    out.at = static_cast<std::size_t>(from + offset);
    return 0;
}

zlib_filefunc64_def memory_functions(Target& out) {
    zlib_filefunc64_def functions{};
    functions.zopen64_file = [](void* opaque, const void*, int) { return opaque; };
    functions.zread_file = [](void*, void*, void*, uLong) -> uLong { return 0; };
    functions.zwrite_file = write_bytes;
    functions.ztell64_file = [](void*, void* stream) {
        return static_cast<ZPOS64_T>(target(stream).at);
    };
    functions.zseek64_file = seek_bytes;
    functions.zclose_file = [](void*, void*) { return 0; };
    functions.zerror_file = [](void*, void*) { return 0; };
    functions.opaque = &out;
    return functions;
}

void need(int result, const std::string& what) {
    if (result != ZIP_OK) {
        throw std::runtime_error("no " + what);
    }
}

}  // namespace

std::string zip_archive(const std::vector<ZipPart>& parts) {
    Target out;
    auto functions = memory_functions(out);
    auto* const zip = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
    for (const auto& part : parts) {
        const zip_fileinfo info{};
        need(zipOpenNewFileInZip(zip, part.name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr,
                                 Z_DEFLATED, Z_DEFAULT_COMPRESSION),
             part.name);
        need(zipWriteInFileInZip(zip, part.bytes.data(), static_cast<unsigned>(part.bytes.size())),
             part.name);
        need(zipCloseFileInZip(zip), part.name);
    }
    need(zipClose(zip, nullptr), "archive");
    return out.bytes;
}

std::vector<ZipPart> workbook_parts(const std::vector<SheetXml>& sheets,
                                    const std::string& strings) {
    const std::string office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    const auto relation = [&](const std::string& id, const std::string& type,
                              const std::string& target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + office + "/" + type + "\" Target=\"" +
               target + "\"/>";
    };
    std::string list;
    std::string relations = relation("rIdS", "sharedStrings", "sharedStrings.xml");
    std::vector<ZipPart> parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const auto number = std::to_string(i + 1);
        const auto state =
            sheets[i].state.empty() ? std::string{} : " state=\"" + sheets[i].state + "\"";
        list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\"" + state +
                " r:id=\"rId" + number + "\"/>";
        relations += relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
        std::string merged;
        for (const auto& range : sheets[i].merged) {
            merged += "<mergeCell ref=\"" + range + "\"/>";
        }
        merged = merged.empty() ? merged : "<mergeCells>" + merged + "</mergeCells>";
        parts.push_back({"xl/worksheets/sheet" + number + ".xml",
                         "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheets[i].rows +
                             "</sheetData>" + merged + "</worksheet>"});
    }
    parts.insert(parts.begin(),
                 {{"_rels/.rels", "<Relationships xmlns=\"" + packages + "\">" +
                                      relation("rId1", "officeDocument", "xl/workbook.xml") +
                                      "</Relationships>"},
                  {"xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office +
                                          "\"><sheets>" + list + "</sheets></workbook>"},
                  {"xl/_rels/workbook.xml.rels",
                   "<Relationships xmlns=\"" + packages + "\">" + relations + "</Relationships>"},
                  {"xl/sharedStrings.xml", "<sst xmlns=\"" + main + "\">" + strings + "</sst>"}});
    return parts;
}

std::string workbook(const std::vector<SheetXml>& sheets, const std::string& strings) {
    return zip_archive(workbook_parts(sheets, strings));
}

std::string text_rows(const std::vector<std::vector<std::string>>& rows, unsigned first) {
    std::string out;
    for (const auto& row : rows) {
        const auto number = std::to_string(first);
        ++first;
        if (row.empty()) {
            continue;
        }
        out += "<row r=\"" + number + "\">";
        char column = 'A';
        for (const auto& cell : row) {
            if (!cell.empty()) {
                out += "<c r=\"" + (column + number) + "\" t=\"inlineStr\"><is><t>" + cell +
                       "</t></is></c>";
            }
            ++column;
        }
        out += "</row>";
    }
    return out;
}

}  // namespace socshift::test
