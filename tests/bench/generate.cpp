// Writes the file that conversions are timed on: the same bytes from the same seed, everywhere.
//
//     bench_generate CODES ROWS [dirty] [quoted] >FILE
//
// CODES has a code a line. Its columns are person_id,year,soc2010,state,wage,weight; codes are
// drawn Zipf-like, the n-th of a shuffled list as often as 1/n. `dirty`: one code in two hundred is
// damaged, half of them so that they can be repaired. `quoted`: every field is in quotes.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

class Generator {
public:
    explicit Generator(std::vector<std::string> codes) : codes_(std::move(codes)) {
        // Not std::shuffle: what it does is not laid down.
        for (std::size_t i = codes_.size(); i > 1; --i) {
            std::swap(codes_[i - 1], codes_[below(i)]);
        }
        double sum = 0;
        for (std::size_t i = 0; i < codes_.size(); ++i) {
            sum += 1.0 / static_cast<double>(i + 1);
            up_to_.push_back(sum);
        }
    }

    void add_row(std::string& out, std::uint64_t id, bool dirty, bool quoted) {
        auto code = codes_[draw()];
        if (dirty && below(200) == 0) {
            code = damaged(code);
        }
        std::array<char, 32> text{};
        const auto field = [&](const char* cell, char end) {
            out += quoted ? "\"" : "";
            out += cell;
            out += quoted ? "\"" : "";
            out += end;
        };
        const auto print = [&](const char* format, auto... values) {
            std::snprintf(text.data(), text.size(), format, values...);
            return text.data();
        };
        field(print("%011lu", static_cast<unsigned long>(id)), ',');
        field(print("%u", static_cast<unsigned>(2010 + below(10))), ',');
        field(code.c_str(), ',');
        field(print("%02u", static_cast<unsigned>(1 + below(56))), ',');
        field(print("%u.%02u", static_cast<unsigned>(15000 + below(150000)),
                    static_cast<unsigned>(below(100))),
              ',');
        field(print("%u.%02u", static_cast<unsigned>(10 + below(9000)),
                    static_cast<unsigned>(below(100))),
              '\n');
    }

private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    std::size_t draw() {
        const auto point = up_to_.back() * static_cast<double>(random_() >> 11U) / 0x1p53;
        const auto found = std::upper_bound(up_to_.begin(), up_to_.end(), point);
        return std::min(static_cast<std::size_t>(found - up_to_.begin()), codes_.size() - 1);
    }

    std::string damaged(const std::string& code) {
        switch (below(6)) {
            case 0:
                return " " + code;
            case 1:
                return code + " ";
            case 2:
                return code.substr(0, 2) + code.substr(3);
            case 3:
                return "98-9999";
            case 4:
                return "";
            default:
                return "Nov-" + code.substr(0, 2);
        }
    }

    std::vector<std::string> codes_;
    std::vector<double> up_to_;
    std::mt19937_64 random_{20'260'101};  // laid down to the bit, unlike the distributions
};

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> codes;
    if (argc >= 3) {
        std::ifstream in(argv[1]);
        for (std::string code; std::getline(in, code);) {
            codes.push_back(code);
        }
    }
    if (codes.empty()) {
        std::fputs("usage: bench_generate CODES ROWS [dirty] [quoted]\n", stderr);
        return 2;
    }
    bool dirty = false;
    bool quoted = false;
    for (int i = 3; i < argc; ++i) {
        dirty |= std::strcmp(argv[i], "dirty") == 0;
        quoted |= std::strcmp(argv[i], "quoted") == 0;
    }
    Generator generator(codes);
    std::string out = "person_id,year,soc2010,state,wage,weight\n";
    const auto rows = std::strtoull(argv[2], nullptr, 10);
    for (std::uint64_t row = 1; row <= rows; ++row) {
        generator.add_row(out, row, dirty, quoted);
        if (out.size() > (1U << 20U) || row == rows) {
            if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) {
                return 2;
            }
            out.clear();
        }
    }
    return std::fflush(stdout) == 0 ? 0 : 2;
}
