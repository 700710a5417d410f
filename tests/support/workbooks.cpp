#include "support/workbooks.hpp"

#include <stdexcept>
#include <zip.h>

namespace socshift::test {

std::string zip_archive(const std::vector<ZipPart>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* const buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    auto* const zip = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    if (zip == nullptr) {
        throw std::runtime_error("no archive");
    }
    zip_source_keep(buffer);
    for (const auto& part : parts) {
        auto* const source = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
        if (zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            throw std::runtime_error("no part '" + part.name + "'");
        }
    }
    if (zip_close(zip) != 0) {
        throw std::runtime_error("the archive cannot be closed");
    }
    zip_source_open(buffer);
    zip_source_seek(buffer, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
    zip_source_seek(buffer, 0, SEEK_SET);
    zip_source_read(buffer, out.data(), out.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return out;
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
        parts.push_back({"xl/worksheets/sheet" + number + ".xml",
                         "<worksheet xmlns=\"" + main + "\"><sheetData>" + sheets[i].rows +
                             "</sheetData></worksheet>"});
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
