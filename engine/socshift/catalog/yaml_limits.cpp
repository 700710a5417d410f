#include "socshift/catalog/yaml_load.hpp"

#include <fmt/core.h>

namespace socshift::yaml {

namespace {

/// Walks over the bytes of a file and knows of YAML only quotes, brackets and comments: where it is
/// mistaken, in text that is in no quotes, it counts too little rather than too much.
class LimitCheck {
public:
    LimitCheck(std::string_view text, const std::string& file, const YamlLimits& limits)
        : text_(text), file_(file), limits_(limits) {}

    void run() {
        while (at_ < text_.size()) {
            step(text_[at_]);
        }
    }

private:
    void step(char c) {
        const bool starts = value_begin_ == at_;
        if (starts && (c == '"' || c == '\'')) {
            skip_quotes(c);
            return;
        }
        if (starts && c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
            value_begin_ = at_;
            return;
        }
        switch (c) {
            case '[':
            case '{':
                count_entry();
                if (++depth_ > limits_.depth) {
                    fail(fmt::format("brackets are nested more than {} deep", limits_.depth));
                }
                break;
            case ']':
            case '}':
                depth_ -= depth_ == 0 ? 0 : 1;
                break;
            case ',':
                count_entry();
                break;
            case '\n':
                count_entry();
                ++line_;
                break;
            case ' ':
            case '\t':
            case '\r':
            case ':':
                break;
            default:
                check_size(at_ + 1 - value_begin_);
                ++at_;
                return;
        }
        value_begin_ = ++at_;
    }

    /// From an opening quote to behind the closing one, or to the end.
    void skip_quotes(char quote) {
        const auto begin = ++at_;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            const bool is_doubled = quote == '\'' && c == quote && text_.substr(at_ + 1, 1) == "'";
            if ((quote == '"' && c == '\\') || is_doubled) {
                ++at_;  // what follows closes nothing
            } else if (c == quote) {
                break;
            }
            line_ += c == '\n' ? 1 : 0;
            check_size(at_ + 1 - begin);
        }
        value_begin_ = ++at_;
    }

    void check_size(std::size_t size) const {
        if (size > limits_.text) {
            fail(fmt::format("a value of more than {} bytes", limits_.text));
        }
    }

    void count_entry() {
        if (++entries_ > limits_.entries) {
            fail(fmt::format("more than {} lines, commas and brackets", limits_.entries));
        }
    }

    [[noreturn]] void fail(const std::string& message) const {
        throw FormatError({file_, line_, 0}, message + ", the most that is read of a YAML file");
    }

    std::string_view text_;
    const std::string& file_;
    const YamlLimits& limits_;
    std::size_t at_ = 0;
    std::size_t value_begin_ = 0;  // where a value can start, or where the one at at_ does
    std::size_t depth_ = 0;
    std::size_t entries_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace

void check_limits(std::string_view text, const std::string& file, const YamlLimits& limits) {
    if (text.size() > limits.bytes) {
        throw FormatError({file, 0, 0}, fmt::format("{} bytes; of a YAML file at most {} are read",
                                                    text.size(), limits.bytes));
    }
    LimitCheck{text, file, limits}.run();
}

}  // namespace socshift::yaml
