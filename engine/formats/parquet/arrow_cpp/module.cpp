// The entry of the plug-in, which is compiled against Arrow C++.

#include "parquet/arrow_cpp/reader.hpp"
#include "parquet/arrow_cpp/writer.hpp"

#include <arrow/util/config.h>
#include <exception>
#include <memory>

namespace socshift::parquet {

namespace {

Writer& writer_in(void* writer) {
    return *static_cast<Writer*>(writer);
}

int open_reader(const Input* input, const ReadSettings* settings, arrow::CStream* out,
                Problem* problem) {
    return guarded(problem, Problem::bad_file,
                   [&] { give_stream(std::make_unique<Reader>(*input, *settings), out); });
}

int create_writer(const Output* output, arrow::CSchema* schema, const WriteSettings* settings,
                  void** writer, Problem* problem) {
    return guarded(problem, Problem::no_place, [&] {
        *writer =
            std::make_unique<Writer>(*output, reinterpret_cast<::ArrowSchema*>(schema), *settings)
                .release();
    });
}

int write_block(void* writer, arrow::CArray* block, Problem* problem) {
    return guarded(problem, writer_in(writer).usual_problem(),
                   [&] { writer_in(writer).write(reinterpret_cast<::ArrowArray*>(block)); });
}

int finish_writer(void* writer, Problem* problem) {
    return guarded(problem, writer_in(writer).usual_problem(), [&] { writer_in(writer).finish(); });
}

void drop_writer(void* writer) {
    delete static_cast<Writer*>(writer);
}

constexpr Plugin plugin{border_version, "Arrow C++ " ARROW_VERSION_STRING,
                        open_reader,    create_writer,
                        write_block,    finish_writer,
                        drop_writer};

}  // namespace

}  // namespace socshift::parquet

extern "C" __attribute__((visibility("default"))) const socshift::parquet::Plugin*
socshift_parquet_plugin() {
    return &socshift::parquet::plugin;
}
