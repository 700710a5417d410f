#include "readstat_files.hpp"

#include <cstring>
#include <readstat.h>

using namespace socshift;
using namespace socshift::test::statistical;
using Catch::Matchers::Contains;

TEST_CASE("a source may be left before its end") {
    const std::vector<double> numbers(200'000, 1.5);
    const test::TemporaryFolder folder;
    const auto path = folder.write(
        "file",
        written(readstat::Kind::dta, {table_of(std::ssize(numbers), {real_column("r", numbers)})}));
    for (int i = 0; i < 3; ++i) {
        const auto source = open_source(path, readstat::Kind::dta);
        Owned<CArray> block;
        CHECK((i == 0 || source->next(block)));
    }
}

TEST_CASE("a file of SPSS that says it has other rows than it has is damaged") {
    auto bytes = written(readstat::Kind::sav, {table_of(3, {real_column("r", {1, 2, 3})})});
    const auto say = [&bytes](std::int32_t rows) {
        constexpr std::size_t place = 80;
        std::memcpy(bytes.data() + place, &rows, sizeof rows);
        return damage(bytes);
    };
    CHECK_THAT(say(2), Contains("it says that it has 2 rows, and has 3"));
    CHECK_THAT(say(0), Contains("it says that it has 0 rows, and has 3"));
    CHECK_THAT(say(2'000'000'000), Contains("it says that it has 2000000000 rows, and has 3"));
    CHECK(say(3).empty());
    CHECK(say(-1).empty());  // it does not know
    ReadFile file(bytes);
    CHECK(file.cells("r") == Texts{"1", "2", "3"});
}

namespace {

/// A file that the library writes as no sink does.
class LibraryFile {
public:
    LibraryFile() {
        readstat_set_data_writer(writer_, [](const void* data, std::size_t size, void* to) {
            static_cast<std::string*>(to)->append(static_cast<const char*>(data), size);
            return static_cast<ssize_t>(size);
        });
    }
    ~LibraryFile() { readstat_writer_free(writer_); }
    LibraryFile(const LibraryFile&) = delete;
    LibraryFile& operator=(const LibraryFile&) = delete;

    [[nodiscard]] readstat_writer_t* writer() const noexcept { return writer_; }
    [[nodiscard]] std::string& bytes() noexcept { return bytes_; }

private:
    readstat_writer_t* writer_ = readstat_writer_init();
    std::string bytes_;
};

/// Texts and numbers in a file of SPSS that does not say how many rows it has.
std::string spss_file_without_count(readstat_compress_t compression) {
    LibraryFile file;
    auto* const writer = file.writer();
    readstat_writer_set_compression(writer, compression);
    auto* const text = readstat_add_variable(writer, "t", READSTAT_TYPE_STRING, 20);
    readstat_variable_set_label(text, "of 15 letters");
    auto* const number = readstat_add_variable(writer, "r", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_add_missing_double_range(number, -9, -8);
    readstat_begin_writing_sav(writer, &file.bytes(), 3);
    for (const double value : {1.0, 2.0, 0.1}) {
        readstat_begin_row(writer);
        readstat_insert_string_value(writer, text, value < 1 ? "an occupation" : "");
        readstat_insert_double_value(writer, number, value);
        readstat_end_row(writer);
    }
    readstat_end_writing(writer);
    constexpr std::size_t count_place = 80;
    std::memset(file.bytes().data() + count_place, 0xFF, sizeof(std::int32_t));
    return file.bytes();
}

/// How much can be cut off a file, of less than @p most bytes, before it is seen to be damaged.
std::vector<std::size_t> unseen_cuts(const std::string& bytes, std::size_t most) {
    std::vector<std::size_t> out;
    for (std::size_t cut = 0; cut < most; ++cut) {
        if (damage(bytes.substr(0, bytes.size() - cut)).empty()) {
            out.push_back(cut);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a file of SPSS that does not say how many rows it has and ends within one is damaged") {
    using Cuts = std::vector<std::size_t>;
    const auto plain = spss_file_without_count(READSTAT_COMPRESS_NONE);
    CHECK(ReadFile(plain).cells("r") == Texts{"1", "2", "0.1"});
    CHECK(unseen_cuts(plain, 70) == Cuts{0, 32, 64});  // rows have 32 bytes
    CHECK_THAT(damage(plain.substr(0, plain.size() - 8)), Contains("its last row is not whole"));
    // Here the last one has 32, what is said of its cells and three of them; others have eight.
    const auto by_row = spss_file_without_count(READSTAT_COMPRESS_ROWS);
    CHECK(ReadFile(by_row).cells("r") == Texts{"1", "2", "0.1"});
    CHECK(unseen_cuts(by_row, 46) == Cuts{0, 32, 40});
    CHECK_THAT(damage(by_row.substr(0, by_row.size() - 8)), Contains("its last row is not whole"));
    const auto whole = spss_file_without_count(READSTAT_COMPRESS_BINARY);
    CHECK(ReadFile(whole).cells("r") == Texts{"1", "2", "0.1"});
    CHECK(unseen_cuts(whole, 70) == Cuts{0});
}

namespace {

/// A file of Stata before release 117, with two sets of labels.
std::string old_stata_file(int release) {
    LibraryFile file;
    auto* const writer = file.writer();
    readstat_writer_set_file_format_version(writer, static_cast<std::uint8_t>(release));
    for (const auto* const name : {"first", "second"}) {
        auto* const labels = readstat_add_label_set(writer, READSTAT_TYPE_INT32, name);
        readstat_label_int32_value(labels, 1, "one");
        readstat_label_int32_value(labels, 2, "two");
        auto* const variable = readstat_add_variable(writer, name, READSTAT_TYPE_INT32, 4);
        readstat_variable_set_label_set(variable, labels);
    }
    readstat_begin_writing_dta(writer, &file.bytes(), 1);
    readstat_begin_row(writer);
    for (int i = 0; i < 2; ++i) {
        readstat_insert_int32_value(writer, readstat_get_variable(writer, i), i + 1);
    }
    readstat_end_row(writer);
    readstat_end_writing(writer);
    return file.bytes();
}

}  // namespace

TEST_CASE("a file of Stata before release 117 that ends within its labels is damaged") {
    for (const int release : {105, 108, 110, 113, 114, 115}) {
        const auto bytes = old_stata_file(release);
        INFO(release);
        REQUIRE(damage(bytes).empty());
        CHECK(ReadFile(bytes).variable(1).labels ==
              std::vector<ValueLabel>{{"1", "one"}, {"2", "two"}});
        // Between two sets: 40 bytes before one, 8 in it, 8 for each label and its text.
        CHECK(unseen_cuts(bytes, 145) == std::vector<std::size_t>{0, 72, 144});
        CHECK_THAT(damage(bytes.substr(0, bytes.size() - 1)),
                   Contains("its value labels are not whole"));
        CHECK_FALSE(damage(bytes + "x").empty());
    }
}

TEST_CASE("files that end early are refused") {
    for (const auto kind : {readstat::Kind::dta, readstat::Kind::sav}) {
        const auto bytes = written(
            kind,
            {table_of(2, {text_column("t", Texts{"11-1011", "b"}), whole_column("w", {1, 2})})});
        REQUIRE(damage(bytes).empty());
        for (std::size_t size = 16; size < bytes.size(); size += 61) {
            INFO(size << " of " << bytes.size());
            CHECK_FALSE(damage(bytes.substr(0, size)).empty());
        }
    }
}

TEST_CASE("a file with bytes that are no text is refused with its row") {
    auto bytes =
        written(readstat::Kind::dta, {table_of(2, {text_column("t", Texts{"good", "badbad"})})});
    bytes[bytes.find("badbad")] = '\xFF';
    CHECK_THAT(damage(bytes), Contains("row 2, column 't': a text that is not in the encoding"));
}

TEST_CASE("a file that was found to be damaged stays so, however often it is asked for rows") {
    auto bytes =
        written(readstat::Kind::dta,
                {table_of(200'000, {real_column("r", std::vector<double>(200'000, 1.5))})});
    const test::TemporaryFolder folder;
    const auto source = open_source(folder.write("file", bytes), readstat::Kind::dta);
    std::filesystem::resize_file(folder.path() / "file", bytes.size() / 2);
    const auto read_all = [&source] {
        for (Owned<CArray> block; source->next(block);) {
        }
    };
    CHECK_THROWS_AS(read_all(), FormatError);
    CHECK_THROWS_AS(read_all(), FormatError);
    CHECK_THROWS_AS(read_all(), FormatError);
}

TEST_CASE("a pipe and a folder are refused") {
    const auto kind = readstat::Kind::dta;
    CHECK_THROWS_WITH(open_source("/dev/null", kind), Contains("expected a regular file"));
    CHECK_THROWS_WITH(open_source("/nonexistent/x.dta", kind), Contains("cannot open"));
}

namespace {

/// A file of Stata with a long text (strL).
std::string file_with_long_text(int release, const std::string& text) {
    LibraryFile file;
    auto* const writer = file.writer();
    readstat_writer_set_file_format_version(writer, static_cast<std::uint8_t>(release));
    auto* const variable = readstat_add_variable(writer, "t", READSTAT_TYPE_STRING_REF, 0);
    auto* const reference = readstat_add_string_ref(writer, text.c_str());
    readstat_begin_writing_dta(writer, &file.bytes(), 1);
    readstat_begin_row(writer);
    readstat_insert_string_ref(writer, variable, reference);
    readstat_end_row(writer);
    readstat_end_writing(writer);
    return file.bytes();
}

}  // namespace

TEST_CASE("a long text of Stata that is no text, or has no end, is damage") {
    const std::string text = "of a long text";
    for (const int release : {117, 118}) {
        const auto bytes = file_with_long_text(release, text);
        INFO(release);
        CHECK(ReadFile(bytes).cells("t") == Texts{text});
        const auto place = bytes.find(text);
        const auto changed = [&bytes](std::size_t at, char to) {
            auto out = bytes;
            out.at(at) = to;
            return damage(out);
        };
        constexpr auto no_text = "has no zero byte at its end, or one before";
        CHECK_THAT(changed(place + text.size(), 'x'), Contains(no_text));
        CHECK_THAT(changed(place + 2, '\0'), Contains(no_text));
        // What the library sees itself: bytes of any kind, another length, more than there is.
        CHECK_FALSE(changed(place - 5, '\x81').empty());
        CHECK_FALSE(changed(place - 4, static_cast<char>(text.size())).empty());
        CHECK_FALSE(changed(place - 2, '\x7F').empty());
        CHECK_FALSE(changed(place - 1, '\xFF').empty());
    }
}
