// Text that a conversion writes, into columns.
#include "columns/text_blocks.hpp"

#include "columns/text_sink.hpp"
#include "socshift/catalog/builtin.hpp"
#include "socshift/weights/weights_order.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::formats;

namespace {

/// What stands in the columns, as text, and their types.
struct Columns {
    std::string text;
    std::string types;
};

ConversionSpec occupations() {
    ConversionSpec out;
    out.file = "data.csv";
    out.column = "occ";
    out.from = "soc2010";
    out.to = "soc2018";
    out.weights = read_weights_order("census,equal");
    return out;
}

/// @p step: so many bytes are handed on at once.
Columns columns_of(const ConversionSpec& spec, const std::string& text, std::size_t step) {
    const Conversion conversion(builtin_catalog(), spec);
    Columns out;
    const TextIntoColumns::Open open = [&](const arrow::CSchema& type) {
        for (std::int64_t i = 0; i < type.n_children; ++i) {
            out.types += type.children[i]->format;
        }
        return std::make_unique<TextSink>([&](std::string_view bytes) { out.text += bytes; }, type,
                                          ',');
    };
    TextIntoColumns columns(conversion, open);
    std::string written;
    static_cast<void>(conversion.run(
        bytes_of(std::string_view{text}),
        {[&](std::string_view bytes) { written += bytes; }, [](std::string_view /*bytes*/) {}}));
    for (std::size_t at = 0; at < written.size(); at += step) {
        columns.write(std::string_view{written}.substr(at, step));
    }
    columns.finish();
    return out;
}

}  // namespace

TEST_CASE("rows of text become columns of texts, and what is added has its types", "[formats]") {
    const auto* const expected =
        "id,occ,\"a,b\",soc2018_code,share,basis\n"
        "01,15-1131,x,15-1251,1,only\n"
        "2,29-1199,\"say \"\"so\"\"\",29-1291,0.675,census\n"
        "2,29-1199,\"say \"\"so\"\"\",29-1299,0.325,census\n";
    for (const std::size_t step : {1U, 7U, 4096U}) {
        const auto comma = columns_of(
            occupations(), "id,occ,\"a,b\"\n01,15-1131,x\n2,29-1199,\"say \"\"so\"\"\"\n3,none,\n",
            step);
        CHECK(comma.text == expected);
        CHECK(comma.types == "uuuugu");
        const auto marked = columns_of(occupations(),
                                       "\xEF\xBB\xBFid;occ;a,b\r\n01;15-1131;x\r\n\r\n"
                                       "2;29-1199;\"say \"\"so\"\"\"\r\n",
                                       step);
        CHECK(marked.text == expected);
    }
}

TEST_CASE("figures of text become numbers", "[formats]") {
    auto spec = occupations();
    spec.sums = {"n"};
    spec.by = {"year"};
    const auto found = columns_of(spec, "occ\tyear\tn\n15-1131\t2012\t3\n29-1199\t2012\t2.5\n", 5);
    CHECK(found.text ==
          "soc2018_code,soc2018_title,year,n,basis\n"
          "15-1251,Computer Programmers,2012,3,only\n"
          "29-1291,Acupuncturists,2012,1.6875,census\n"
          "29-1299,\"Healthcare Diagnosing or Treating Practitioners, All "
          "Other\",2012,0.8125,census\n");
    CHECK(found.types == "uuugu");
    spec.by.clear();
    spec.bounds = true;
    CHECK(columns_of(spec, "occ;n\n15-1131;3\n", 5).types == "uugggu");
    spec.bounds = false;
    spec.shares_of_basis = true;
    // Rows and figures that are missing are counted.
    CHECK(columns_of(spec, "occ,n\n15-1131,3\n", 5).types ==
          "uu" + std::string(1 + word_table<Basis>.size(), 'g') + "llu");
}

TEST_CASE("what is counted or drawn of text has its types", "[formats]") {
    auto spec = occupations();
    spec.split = Split::best;
    CHECK(columns_of(spec, "occ,n\n29-1199,1\n", 9).types == "uuugul");
    spec.split = Split::draw;
    spec.seed = 1;
    CHECK(columns_of(spec, "occ,n\n29-1199,1\n", 9).types == "uuuul");
    spec = occupations();
    spec.shares = ShareForm::fraction;
    CHECK(columns_of(spec, "occ,n\n29-1199,1\n", 9).types == "uuuuu");
    spec = occupations();
    spec.weights.clear();
    spec.to.clear();
    spec.families = {"soc2010", "soc2018"};
    CHECK(columns_of(spec, "occ,n\n29-1199,1\n", 9).types == "uuuu");
}

TEST_CASE("text without a header has no names for columns", "[formats]") {
    auto spec = occupations();
    spec.has_header = false;
    spec.column = "#1";
    CHECK_THROWS_WITH(columns_of(spec, "15-1131,1\n", 9),
                      "data.csv: a file without header has no names for columns");
}
