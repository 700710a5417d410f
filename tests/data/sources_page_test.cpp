// crosswalks/SOURCES.md says where each file came from.
#include "socshift/catalog/directory.hpp"
#include "socshift/io/whole_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <sstream>

using namespace socshift;

namespace fs = std::filesystem;

namespace {

using PageRow = std::map<std::string, std::string>;  // column -> cell

std::vector<std::string> page_cells(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream in(line.substr(1));
    for (std::string cell; std::getline(in, cell, '|');) {
        const auto begin = cell.find_first_not_of(' ');
        const auto end = cell.find_last_not_of(' ');
        out.push_back(begin == std::string::npos ? "" : cell.substr(begin, end - begin + 1));
    }
    return out;
}

/// The rows of every table of the page that has a column "file".
std::vector<PageRow> rows_of(const std::string& page) {
    std::vector<PageRow> out;
    std::vector<std::string> header;
    std::istringstream in(page);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() != '|') {
            header.clear();
        } else if (header.empty()) {
            header = page_cells(line);
        } else if (line.find("|---") != 0 && header.front() == "file") {
            const auto values = page_cells(line);
            PageRow row;
            for (std::size_t i = 0; i < header.size() && i < values.size(); ++i) {
                row.emplace(header[i], values[i]);
            }
            CHECK(values.size() == header.size());
            out.push_back(std::move(row));
        }
    }
    return out;
}

const Provenance& provenance(const CatalogFile& file) {
    struct Get {
        const Provenance& operator()(const EditionData& d) const { return d.header.provenance; }
        const Provenance& operator()(const CorrespondenceData& d) const { return d.provenance; }
        const Provenance& operator()(const Counts& d) const { return d.provenance; }
        const Provenance& operator()(const Scenario& d) const { return d.provenance; }
        const Provenance& operator()(const Proposal& /*d*/) const { return none; }
        const Provenance& operator()(const Rates& d) const { return d.provenance; }
        const Provenance& operator()(const TitleList& d) const { return d.provenance; }
        Provenance none = {};
    };
    static const Get get;
    return std::visit(get, file);
}

}  // namespace

TEST_CASE("the page of sources names every shipped file and says what the file says") {
    const auto folder = fs::path{SOCSHIFT_ROOT} / "crosswalks";
    std::map<std::string, PageRow> rows;
    for (auto& row : rows_of(read_file(folder / "SOURCES.md"))) {
        CAPTURE(row["file"]);
        CHECK(fs::exists(folder / row["file"]));
        rows.emplace(row["file"], row);
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".yaml") {
            continue;
        }
        const auto name = entry.path().lexically_relative(folder).string();
        if (name.find("/proposals/") != std::string::npos) {
            continue;  // each names who asks and where that can be read
        }
        CAPTURE(name);
        const auto row = rows.find(name);
        CHECK(row != rows.end());
        if (row == rows.end()) {
            continue;
        }
        const auto said = provenance(read_catalog_file(entry.path()));
        CHECK(row->second["publisher"] == said.publisher);
        CHECK(row->second["document"] == said.document);
        CHECK(row->second["date"] == said.date);
        CHECK(row->second["licence"] == (said.licence.empty() ? "public domain" : said.licence));
        CHECK(row->second["made from"] == said.source);
    }
}
