#include "socshift/numbers/share.hpp"

#include "support/model.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <stdexcept>

using namespace socshift;
using namespace socshift::test;

TEST_CASE("a share is printed in lowest terms", "[share]") {
    CHECK(Share(2, 4).text() == "1/2");
    CHECK(Share(0, 7).text() == "0");
    CHECK(Share(7, 7).text() == "1");
    CHECK(Share::one().text() == "1");
    CHECK(Share(6, 9) == Share(2, 3));
}

TEST_CASE("a share is refused outside zero and one", "[share]") {
    CHECK(message_of<std::invalid_argument>([] { Share(3, 2); }) == "share 3/2 is not in [0, 1]");
    CHECK(message_of<std::invalid_argument>([] { Share(-1, 2); }) == "share -1/2 is not in [0, 1]");
    CHECK(message_of<std::invalid_argument>([] { Share(0, 0); }) == "share 0/0 is not in [0, 1]");
    CHECK(message_of<std::invalid_argument>([] { Share(-1, -2); }) ==
          "share -1/-2 is not in [0, 1]");
}

TEST_CASE("fractions and decimals are read exactly", "[share]") {
    CHECK(Share::parse("2/3") == Share(2, 3));
    CHECK(Share::parse("0.8734") == Share(8734, 10000));
    CHECK(Share::parse("0.1") == Share(1, 10));
    CHECK(Share::parse("1") == Share::one());
    CHECK(Share::parse("1.000") == Share::one());
    CHECK(Share::parse("0") == Share(0, 1));
    CHECK(Share::parse("0/5") == Share(0, 1));
    CHECK(Share::parse("010/0100") == Share(1, 10));  // zeros in front do not mean octal
    CHECK(Share::parse("0.0123456789012345678901234567890123456789").text() ==
          "123456789012345678901234567890123456789/10000000000000000000000000000000000000000");
}

TEST_CASE("text that is no share is refused", "[share]") {
    for (const std::string text :
         {"",   "x",  "1/0",  "/",   "1/",  "/2",    ".",     "1.", "..5", ".5.",
          "-1", "+1", "1e-3", "50%", "0,5", "1/2/3", "1/2.0", " 1", "0x1", "nan"}) {
        CAPTURE(text);
        CHECK(message_of<FormatError>([&] { (void)Share::parse(text); }) ==
              "'" + text + "' is not a share; expected a fraction such as \"2/3\" or a decimal");
    }
    CHECK(Share::parse(".5") == Share(1, 2));
    CHECK(message_of<FormatError>([] { (void)Share::parse("1.0001"); }) ==
          "share '1.0001' is more than one");
    CHECK(message_of<FormatError>([] { (void)Share::parse("3/2"); }) ==
          "share '3/2' is more than one");
}

TEST_CASE("a product of shares never overflows and is read back from its text", "[share]") {
    constexpr auto big = std::numeric_limits<std::int64_t>::max();
    Share product = Share::one();
    for (int i = 0; i < 12; ++i) {
        product = product * Share(big - 1, big);
    }
    CHECK(product < Share::one());
    CHECK(product.to_double() == Approx(1.0));
    CHECK(product.text().size() > 450);
    CHECK(Share::parse(product.text()) == product);
}

TEST_CASE("a share too long to be meant is refused without reading it", "[share]") {
    const std::string digits(1'000'000, '1');
    CHECK(message_of<FormatError>([&] { (void)Share::parse("0." + digits); }) ==
          "a share of 1000002 characters; expected at most 10000");
}

TEST_CASE("three thirds are one and not nearly one", "[share]") {
    ShareSum sum;
    CHECK(sum.text() == "0");
    sum.add(Share(1, 3));
    sum.add(Share(1, 3));
    CHECK_FALSE(sum.is_one());
    CHECK(sum.share() == Share(2, 3));
    sum.add(Share(1, 3));
    CHECK(sum.is_one());
    CHECK(sum.share() == Share::one());
    sum.add(Share(2, 3));
    CHECK_FALSE(sum.is_one());
    CHECK(sum.text() == "5/3");
    CHECK_FALSE(sum.share().has_value());
}

TEST_CASE("ten tenths are one", "[share]") {
    ShareSum sum;
    for (int i = 0; i < 10; ++i) {
        sum.add(Share::parse("0.1"));
    }
    CHECK(sum.is_one());
}

TEST_CASE("a share's nearest double is the one a compiler would choose", "[share]") {
    CHECK(Share::parse("0.1").to_double() == 0.1);
    CHECK(Share(1, 3).to_double() == 1.0 / 3.0);
    CHECK(Share(2, 3).to_double() == 2.0 / 3.0);
    CHECK(Share::parse("0.8734").to_double() == 0.8734);
    CHECK(Share(0, 1).to_double() == 0.0);
}

TEST_CASE("shares know zero and one and their order", "[share]") {
    CHECK(Share(0, 3).is_zero());
    CHECK_FALSE(Share(1, 3).is_zero());
    CHECK(Share(3, 3).is_one());
    CHECK_FALSE(Share(2, 3).is_one());
    CHECK(Share(1, 3) < Share(1, 2));
    CHECK_FALSE(Share(1, 2) < Share(1, 2));
    CHECK(Share(2, 3) * Share(3, 4) == Share(1, 2));
}

TEST_CASE("a basis is known by its word and the weaker of two stays", "[share]") {
    for (const auto basis : {Basis::only, Basis::official, Basis::census, Basis::employment,
                             Basis::user, Basis::equal}) {
        CHECK(value_of<Basis>(to_string(basis)) == basis);
        CHECK(weaker(basis, Basis::equal) == Basis::equal);
        CHECK(weaker(Basis::only, basis) == basis);
    }
    CHECK(to_string(Basis::employment) == "employment");
    CHECK_FALSE(value_of<Basis>("").has_value());
    CHECK_FALSE(value_of<Basis>("Official").has_value());
}

namespace {

/// 1 / 2^@p bits.
Share two_to_minus(unsigned bits) {
    Share out = Share::one();
    for (; bits > 0; --bits) {
        out = out * Share(1, 2);
    }
    return out;
}

}  // namespace

TEST_CASE("an exact share has no more bits than are said", "[share]") {
    const auto least = two_to_minus(Share::most_bits - 1);
    CHECK(Share::parse(least.text()) == least);
    const std::string message =
        "an exact share needs a denominator of more than 1024 bits, some 307 digits";
    CHECK(message_of<ShareTooLong>([&] { (void)(least * Share(1, 2)); }) == message);
    CHECK((least * Share(0, 2)).is_zero());
    CHECK(message_of<FormatError>([] { (void)Share::parse("1/" + std::string(400, '7')); }) ==
          message);
}

TEST_CASE("a sum that needs more bits is given up and is not one", "[share]") {
    ShareSum sum;
    sum.add(two_to_minus(Share::most_bits - 1));
    sum.add(Share(1, 3));
    CHECK_FALSE(sum.is_one());
    CHECK(sum.text() == "a fraction with a denominator of more than 1024 bits");
    CHECK_THROWS_AS(sum.share(), ShareTooLong);
    sum.add(Share(1, 3));
    CHECK_FALSE(sum.is_one());
}
