// A table that a stranger's library hands over: lengths, offsets, numbers of buffers, ends of
// texts, views, places of dictionaries and bits of validity are what they may be. It is read, or an
// error; what is read is read again from rows that were gathered. The buffers are as long as the
// lengths say: that is what the interface does not tell, and what nobody can check.
#include "arrow/frame.hpp"
#include "fuzz.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <variant>

namespace {

using namespace socshift;
using namespace socshift::arrow;
using fuzz::demand;

constexpr std::int64_t most_rows = 24;
constexpr std::size_t text_bytes = 64;
constexpr std::array formats{"u", "U", "vu", "c", "C", "s", "S",      "i",   "I",   "l", "L",
                             "g", "f", "e",  "n", "b", "z", "d:38,3", "w:3", "tdD", "+r"};

/// Small numbers, some of which make no sense.
class Numbers {
public:
    explicit Numbers(fuzz::Input& input) : input_(input) {}

    std::int64_t from(std::int64_t least, std::int64_t most) {
        return least + input_.byte() % (most - least + 1);
    }
    /// @p usual, or now and then something else.
    std::int64_t mostly(std::int64_t usual) {
        const auto byte = input_.byte();
        return byte < 0xF0 ? usual : usual + byte - 0xF8;
    }
    bool rarely() { return input_.byte() >= 0xF4; }
    char byte() { return static_cast<char>(input_.byte()); }

private:
    fuzz::Input& input_;
};

template <typename T>
void put(std::vector<char>& out, T value) {
    const auto* const bytes = reinterpret_cast<const char*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

/// One array with what it stands on.
struct Made {
    CSchema schema{};
    CArray array{};
    std::vector<std::vector<char>> bytes;
    std::vector<const void*> buffers;
};

template <typename End>
std::vector<char> ends(Numbers& numbers, std::int64_t rows) {
    std::vector<char> out;
    End end = 0;
    for (std::int64_t row = 0; row <= rows; ++row) {
        put(out, end);
        end = static_cast<End>(std::clamp<std::int64_t>(end + numbers.mostly(2), -2, text_bytes));
    }
    return out;
}

std::vector<char> views(Numbers& numbers, std::int64_t rows) {
    std::vector<char> out;
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto size = static_cast<std::int32_t>(numbers.from(-1, 20));
        put(out, size);
        if (size > 12) {
            put(out, std::int32_t{0});
            put(out, static_cast<std::int32_t>(numbers.mostly(0)));
            put(out, static_cast<std::int32_t>(numbers.from(-1, text_bytes)));
        } else {
            for (int i = 0; i < 12; ++i) {
                out.push_back(numbers.byte());
            }
        }
    }
    return out;
}

std::vector<char> any_bytes(Numbers& numbers, std::size_t size) {
    std::vector<char> out;
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back(numbers.byte());
    }
    return out;
}

void fill(Made& made, Numbers& numbers, const char* format, std::int64_t rows, bool is_places,
          std::int64_t values) {
    made.schema.format = format;
    made.schema.name = "c";
    const std::string_view kind{format};
    made.bytes.push_back(any_bytes(numbers, static_cast<std::size_t>(rows / 8 + 1)));
    const bool has_validity = numbers.byte() % 2 == 0;
    if (kind == "u" || kind == "z") {
        made.bytes.push_back(ends<std::int32_t>(numbers, rows));
        made.bytes.push_back(any_bytes(numbers, text_bytes));
    } else if (kind == "U") {
        made.bytes.push_back(ends<std::int64_t>(numbers, rows));
        made.bytes.push_back(any_bytes(numbers, text_bytes));
    } else if (kind == "vu") {
        made.bytes.push_back(views(numbers, rows));
        made.bytes.push_back(any_bytes(numbers, text_bytes));
        std::vector<char> sizes;
        put(sizes, std::int64_t{text_bytes});
        made.bytes.push_back(std::move(sizes));
    } else if (is_places) {
        std::vector<char> places;
        for (std::int64_t row = 0; row < rows; ++row) {
            put(places, static_cast<std::int32_t>(numbers.mostly(values == 0 ? 0 : row % values)));
        }
        made.bytes.push_back(std::move(places));
    } else if (kind != "n") {
        constexpr std::size_t widest = 16;
        made.bytes.push_back(any_bytes(numbers, static_cast<std::size_t>(rows) * widest));
    } else {
        made.bytes.clear();
    }
    for (const auto& one : made.bytes) {
        made.buffers.push_back(one.data());
    }
    if (!made.buffers.empty() && !has_validity) {
        made.buffers[0] = nullptr;
    }
    for (auto& buffer : made.buffers) {
        buffer = numbers.rarely() ? nullptr : buffer;
    }
    made.buffers.reserve(made.buffers.size() + 1);
    made.array.buffers = made.buffers.data();
    made.array.n_buffers =
        numbers.rarely() ? numbers.from(0, 2) : static_cast<std::int64_t>(made.buffers.size());
    made.array.n_buffers =
        std::min(made.array.n_buffers, static_cast<std::int64_t>(made.buffers.size()));
    made.array.null_count = numbers.from(-1, 2);
}

using Texts = std::vector<std::string>;

Texts cells(const Frame& frame) {
    const auto read = frame.read({0});
    Texts out;
    std::visit(
        [&](const auto& values) {
            using Values = std::decay_t<decltype(values)>;
            if constexpr (std::is_same_v<Values, CodedTexts>) {
                for (const auto place : values.places) {
                    out.emplace_back(place < 0 ? ""
                                               : values.values[static_cast<std::size_t>(place)]);
                }
            } else if constexpr (std::is_same_v<Values, std::span<const std::string_view>>) {
                out.assign(values.begin(), values.end());
            } else {
                for (const auto value : values) {
                    out.push_back(std::to_string(value));
                }
            }
        },
        read.columns()[0].values);
    return out;
}

void release_schema(CSchema* of) {
    of->release = nullptr;
}
void release_array(CArray* of) {
    of->release = nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    Numbers numbers(input);
    const auto rows = numbers.from(0, most_rows);
    const auto offset = numbers.from(0, most_rows);
    Made column;
    Made dictionary;
    const bool is_coded = numbers.byte() % 3 == 0;
    const auto values = numbers.from(0, 5);
    const char* format = formats[static_cast<std::size_t>(numbers.from(0, formats.size() - 1))];
    fill(column, numbers, is_coded ? "i" : format, rows + offset, is_coded, values);
    if (is_coded) {
        fill(dictionary, numbers, numbers.rarely() ? format : "u", values, false, 0);
        dictionary.array.length = values;
        column.schema.dictionary = numbers.rarely() ? nullptr : &dictionary.schema;
        column.array.dictionary = numbers.rarely() ? nullptr : &dictionary.array;
    }
    column.array.offset = std::min(numbers.mostly(offset), offset);
    column.array.length = std::min(numbers.mostly(rows), rows);

    std::array<CSchema*, 1> types{&column.schema};
    std::array<CArray*, 1> arrays{&column.array};
    CSchema schema{"+s", "", nullptr, 0, 1, types.data(), nullptr, release_schema, nullptr};
    const void* no_validity = nullptr;
    CArray table{};
    table.length = numbers.mostly(rows / 2);
    table.offset = numbers.mostly(rows / 3);
    table.n_buffers = 1;
    table.n_children = numbers.rarely() ? 2 : 1;
    table.buffers = &no_validity;
    table.children = arrays.data();
    table.release = release_array;
    try {
        const auto frame = Frame::of_array(&schema, &table);
        std::vector<std::uint64_t> all(frame.rows());
        std::iota(all.begin(), all.end(), std::uint64_t{0});
        const bool is_readable = frame.is_readable(0);
        const auto gathered = frame.gather(all);
        CStream stream{};
        export_stream(gathered, &stream);
        const auto again = Frame::of_stream(&stream);
        demand(again.rows() == frame.rows());
        if (is_readable) {
            demand(cells(again) == cells(frame));
        }
    } catch (const FrameError&) {
        return 0;
    }
    return 0;
}
