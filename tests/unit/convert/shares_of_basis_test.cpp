// What part of a figure rests on which basis.
#include "socshift/base/error.hpp"
#include "socshift/convert/conversion.hpp"
#include "socshift/weights/weights_order.hpp"
#include "support/conversion.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace socshift;
using namespace socshift::test;

namespace {

using Texts = std::vector<std::string>;

ConversionSpec parts_spec() {
    ConversionSpec spec;
    spec.file = "data.csv";
    spec.column = "code";
    spec.from = "old";
    spec.to = "new";
    spec.weights = read_weights_order("equal");
    spec.sums = {"n"};
    spec.shares_of_basis = true;
    return spec;
}

std::string parts_of(const ConversionSpec& spec, const std::string& text,
                     ConvertSummary* account = nullptr) {
    std::string out;
    const auto summary =
        Conversion(small_catalog(), spec)
            .run(bytes_of(std::string_view{text}),
                 {[&](std::string_view bytes) { out += bytes; }, [](std::string_view) {}});
    if (account != nullptr) {
        *account = summary;
    }
    return out;
}

constexpr const char* parts_head =
    "new_code,new_title,n,n_only,n_official,n_census,n_employment,n_user,n_equal,n_missing,rows,"
    "basis\n";

}  // namespace

TEST_CASE("beside each figure stands what part of it rests on each basis") {
    CHECK(parts_of(parts_spec(), "code,n\n1-1,10\n1-2,5\n2-1,6\n1-1,\n") ==
          std::string{parts_head} +
              "N1,N1,15.5,10,3,0,0,0,2.5,1,4,equal\n"
              "N2,N2,4.5,0,2,0,0,0,2.5,0,2,equal\n"
              "N3,N3,1,0,1,0,0,0,0,0,1,official\n");
}

TEST_CASE("parts add up to the figure that was rounded") {
    CHECK(parts_of(parts_spec(), "code,n\n2-3,100\n") ==
          std::string{parts_head} +
              "N2,N2,33.333334,0,0,0,0,0,33.333334,0,1,equal\n"
              "N3,N3,33.333333,0,0,0,0,0,33.333333,0,1,equal\n"
              "N4,N4,33.333333,0,0,0,0,0,33.333333,0,1,equal\n");
}

TEST_CASE("a second conversion goes on from the parts of the first") {
    ConvertSummary account;
    const std::string parts = "code,n,n_only,n_official,n_census,n_employment,n_user,n_equal\n";
    CHECK(parts_of(parts_spec(),
                   parts + "1-1,10,7,0,0,0,0,3\n1-2,8,2,0,2,4,0,0\n2-1,6,0,0,0,6,0,0\n",
                   &account) == std::string{parts_head} +
                                    "N1,N1,17,7,0,0,3,0,7,0,3,equal\n"
                                    "N2,N2,6,0,0,0,2,0,4,0,2,equal\n"
                                    "N3,N3,1,0,0,0,1,0,0,0,1,employment\n");
    // Rows count by the shares of this conversion, amounts by what they rest on.
    REQUIRE(account.by_basis.size() == 4);
    CHECK(account.by_basis[0].basis == Basis::only);
    CHECK(account.by_basis[0].amounts == Texts{"7"});
    CHECK(account.by_basis[1].basis == Basis::official);
    CHECK(account.by_basis[1].amounts == Texts{"0"});
    CHECK(account.by_basis[2].basis == Basis::employment);
    CHECK(account.by_basis[2].rows == 0);
    CHECK(account.by_basis[2].amounts == Texts{"6"});
    CHECK(account.by_basis[3].basis == Basis::equal);
    CHECK(account.by_basis[3].amounts == Texts{"11"});
}

TEST_CASE("what a part goes nowhere with is set aside on its basis") {
    ConvertSummary account;
    const std::string parts = "code,n,n_only,n_official,n_census,n_employment,n_user,n_equal\n";
    CHECK(parts_of(parts_spec(), parts + "3-1,4,1,0,0,3,0,0\n1-1,2,1,0,0,1,0,0\n", &account) ==
          std::string{parts_head} + "N1,N1,2,1,0,0,1,0,0,0,1,employment\n");
    CHECK(account.sums[0].rejected == "4");
}

TEST_CASE("parts that are not all there, or do not make up their figure, are refused") {
    CHECK_THROWS_AS(parts_of(parts_spec(), "code,n,n_only\n1-1,1,1\n"), FormatError);
    const std::string parts = "code,n,n_only,n_official,n_census,n_employment,n_user,n_equal\n";
    CHECK_THROWS_AS(parts_of(parts_spec(), parts + "1-1,10,7,0,0,0,0,2\n"), FormatError);
    auto spec = parts_spec();
    spec.shares_of_basis = false;
    CHECK(parts_of(spec, "code,n,n_only\n1-1,1,1\n") ==
          "new_code,new_title,n,basis\nN1,N1,1,only\n");
}

TEST_CASE("columns in memory have the same parts, by keys as well") {
    auto spec = parts_spec();
    spec.by = {"year"};
    const std::vector<std::string_view> codes{"1-2", "1-1", "1-2"};
    const std::vector<std::string_view> years{"2", "1", "2"};
    const std::vector<double> numbers{4, 3, 2};
    const auto summed = Conversion(small_catalog(), spec)
                            .add_up({{"code", codes}, {"year", years}, {"n", std::span{numbers}}});
    REQUIRE(summed.sums.size() == 1);
    CHECK(summed.sums[0].figures == Texts{"3", "3", "3"});
    REQUIRE(summed.sums[0].by_basis.size() == 6);
    CHECK(summed.sums[0].by_basis[0] == Texts{"3", "0", "0"});
    CHECK(summed.sums[0].by_basis[5] == Texts{"0", "3", "3"});
    CHECK(summed.sums[0].without_number == std::vector<std::uint64_t>{0, 0, 0});
    CHECK(summed.rows == std::vector<std::uint64_t>{1, 2, 2});
}
