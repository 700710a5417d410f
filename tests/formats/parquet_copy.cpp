// parquet_copy [--gather|--rows N|--columns A,B|--one-thread|--read-only]... OUT IN...: reads
// Parquet files and folders, and writes what they hold as one, with nothing between but the blocks.
// --held FILE keeps the blocks of another file in memory while it does so.
// --gather takes each row of a block by itself, as a conversion does that leaves some out.
// Exit code 2 and a message: it could not be done.
#include "arrow/data_files.hpp"
#include "arrow/frame.hpp"
#include "arrow/joined_source.hpp"
#include "arrow/schema.hpp"
#include "parquet/plugin.hpp"
#include "parquet/sink.hpp"
#include "parquet/source.hpp"
#include "socshift/base/error.hpp"
#include "socshift/io/input_log.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace socshift;

namespace {

struct Asked {
    bool is_gathered = false;
    bool is_read_only = false;
    parquet::ReadOptions read;
    parquet::WriteOptions write;
    std::string held;
    std::vector<std::string> files;
};

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

Asked asked(const std::vector<std::string>& arguments) {
    Asked out;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& word = arguments[i];
        if (word == "--gather") {
            out.is_gathered = true;
        } else if (word == "--read-only") {
            out.is_read_only = true;
        } else if (word == "--one-thread") {
            out.read.with_threads = out.write.with_threads = false;
        } else if (word == "--rows") {
            out.read.rows = std::stoll(arguments.at(++i));
        } else if (word == "--memory") {
            out.read.most_memory = std::stoll(arguments.at(++i));
        } else if (word == "--group-rows") {
            out.write.rows = std::stoll(arguments.at(++i));
        } else if (word == "--held") {
            out.held = arguments.at(++i);
        } else if (word == "--columns") {
            out.read.columns = split(arguments.at(++i));
        } else {
            out.files.push_back(word);
        }
    }
    if (out.files.size() < 2) {
        throw Error("expected OUT IN...");
    }
    return out;
}

arrow::Node node_of(arrow::BlockSource& source, arrow::Owned<arrow::CArray> block,
                    bool is_gathered) {
    arrow::Owned<arrow::CSchema> type;
    arrow::export_schema(arrow::node_of(source.schema()), type.get());
    const auto frame = arrow::Frame::of_array(type.get(), block.get());
    if (!is_gathered) {
        return frame.slice(0, frame.rows());
    }
    std::vector<std::uint64_t> rows(frame.rows());
    std::iota(rows.begin(), rows.end(), std::uint64_t{0});
    return frame.gather(rows);
}

std::vector<arrow::Owned<arrow::CArray>> blocks_of(const std::string& file) {
    std::vector<arrow::Owned<arrow::CArray>> out;
    const auto source = parquet::open_file(file);
    for (arrow::Owned<arrow::CArray> block; source->next(block);) {
        out.push_back(std::move(block));
    }
    return out;
}

void copy(const Asked& asked) {
    const InputLog inputs;
    const auto held =
        asked.held.empty() ? std::vector<arrow::Owned<arrow::CArray>>{} : blocks_of(asked.held);
    const auto source = arrow::joined(
        arrow::data_files({asked.files.begin() + 1, asked.files.end()}),
        [&](const std::filesystem::path& file) { return parquet::open_file(file, asked.read); },
        [](const std::string& first, const std::string&) { return first; });
    std::int64_t rows = 0;
    arrow::Owned<arrow::CArray> block;
    if (asked.is_read_only) {
        while (source->next(block)) {
            rows += (*block).length;
        }
    } else {
        const auto sink =
            parquet::create_file(asked.files.front(), true, source->schema(), asked.write);
        while (source->next(block)) {
            rows += (*block).length;
            sink->write(node_of(*source, std::move(block), asked.is_gathered));
        }
        inputs.check();
        sink->finish();
    }
    fmt::print("{}\n", rows);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (const char* const folders = std::getenv("SOCSHIFT_PLUGINS"); folders != nullptr) {
            parquet::look_in(parquet::folders_of(folders));
        }
        copy(asked({argv + 1, argv + argc}));
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "parquet_copy: {}\n", error.what());
        return 2;
    }
}
