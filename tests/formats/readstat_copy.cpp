// readstat_copy IN OUT: a file of Stata, SPSS or SAS into one of Stata or SPSS, by the ending of
// OUT, without a conversion: for tests with files that other programs wrote, and for measuring.
//
//     --by-label COLUMN         a column more, of its labels; printed, one value a line, in place
//     of OUT
//     --titled COLUMN=CODE:TITLE,…
//     --reversed                rows of each block from the last to the first, each twice
//     --schema                  prints the metadata in place of writing
#include "arrow/frame.hpp"
#include "arrow/schema.hpp"
#include "formats.hpp"
#include "readstat/kind.hpp"
#include "readstat/sink.hpp"
#include "readstat/source.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/file_set.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace socshift;
using namespace socshift::arrow;

void release(CSchema* schema) {
    schema->release = nullptr;
}

/// The type of a source, which stays its own.
CSchema borrowed(const CSchema& schema) {
    auto out = schema;
    out.release = release;
    return out;
}

/// Rows of @p block: as they are, or the other way round and twice.
Node rows_of(const CSchema& schema, Owned<CArray>& block, bool is_reversed) {
    auto type = borrowed(schema);
    const auto frame = Frame::of_array(&type, block.get());
    std::vector<std::uint64_t> rows;
    for (std::uint64_t row = 0; row < frame.rows(); ++row) {
        const auto place = is_reversed ? frame.rows() - 1 - row : row;
        rows.push_back(place);
        if (is_reversed) {
            rows.push_back(place);
        }
    }
    return frame.gather(rows);
}

void print_schema(const CSchema& schema) {
    std::cout << arrow::metadata_value(schema.metadata, readstat::dataset_key).value_or("") << '\n';
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const auto& child = *schema.children[i];
        std::cout << child.name << ' ' << child.format << ' '
                  << arrow::metadata_value(child.metadata, readstat::variable_key)
                         .value_or(
                             arrow::metadata_value(child.metadata, arrow::hidden_key).value_or(""))
                  << '\n';
    }
}

void print_column(BlockSource& source, const std::string& name) {
    for (Owned<CArray> block; source.next(block);) {
        auto type = borrowed(source.schema());
        const auto frame = Frame::of_array(&type, block.get());
        for (std::size_t i = 0; i < frame.names().size(); ++i) {
            if (frame.names()[i] != name) {
                continue;
            }
            const auto read = frame.read({i});
            const auto& values = std::get<CodedTexts>(read.columns()[i].values);
            for (const auto place : values.places) {
                std::cout << (place < 0 ? "" : values.values[static_cast<std::size_t>(place)])
                          << '\n';
            }
        }
    }
}

readstat::TitledCodes titled_of(const std::string& text) {
    const auto equals = text.find('=');
    readstat::TitledCodes out{text.substr(0, equals), {}};
    for (auto at = equals + 1; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        const auto colon = text.find(':', at);
        out.titles.emplace_back(text.substr(at, colon - at),
                                text.substr(colon + 1, end - colon - 1));
        at = end + 1;
    }
    return out;
}

readstat::Kind kind_of_file(const std::string& file) {
    std::string start(formats::start_size, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(start.data(), std::ssize(start));
    start.resize(static_cast<std::size_t>(in.gcount()));
    const auto kind = readstat::kind_of(start);
    if (!kind) {
        throw Error("'" + file + "' is no file of Stata, SPSS or SAS");
    }
    return *kind;
}

void copy(const std::vector<std::string>& arguments) {
    readstat::ReadOptions read;
    readstat::WriteOptions write;
    std::vector<std::string> files;
    bool is_reversed = false;
    bool prints_schema = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& each = arguments[i];
        if (each == "--by-label") {
            read.by_label.push_back(arguments.at(++i));
        } else if (each == "--titled") {
            write.titled.push_back(titled_of(arguments.at(++i)));
        } else if (each == "--reversed") {
            is_reversed = true;
        } else if (each == "--schema") {
            prints_schema = true;
        } else {
            files.push_back(each);
        }
    }
    const auto found = kind_of_file(files.at(0));
    const auto source = readstat::open_source(files.at(0), found, read);
    if (prints_schema) {
        print_schema(source->schema());
        return;
    }
    if (!read.by_label.empty()) {
        print_column(*source, read.by_label.front() + ":label");
        return;
    }
    const std::filesystem::path to = files.at(1);
    write.folder = to.parent_path();
    write.is_compressed = to.extension() == ".zsav";
    FileSet set(true);
    auto& file = set.add(to);
    const auto kind = to.extension() == ".dta" ? readstat::Kind::dta : readstat::Kind::sav;
    const auto sink = readstat::make_sink(
        kind, source->schema(), [&file](std::string_view bytes) { file.write(bytes); }, write);
    for (Owned<CArray> block; source->next(block);) {
        sink->write(rows_of(source->schema(), block, is_reversed));
    }
    sink->finish();
    set.finish();
    set.commit();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        copy({argv + 1, argv + argc});
        return 0;
    } catch (const Error& error) {
        std::cerr << "readstat_copy: " << error.what() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "readstat_copy: unforeseen: " << error.what() << '\n';
    }
    return 2;
}
