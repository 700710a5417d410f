#include "socshift/io/turtle.hpp"

#include "socshift/base/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#ifdef SOCSHIFT_HAS_SERD
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <memory>
#include <serd/serd.h>
#endif

namespace socshift {

bool is_turtle(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    constexpr std::array<std::string_view, 7> starts = {"@prefix", "@base",   "PREFIX ", "BASE ",
                                                        "<http:",  "<https:", "<urn:"};
    for (;;) {
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        if (!text.starts_with('#')) {
            break;
        }
        text.remove_prefix(std::min(text.find('\n'), text.size()));
    }
    return std::any_of(starts.begin(), starts.end(),
                       [text](std::string_view start) { return text.starts_with(start); });
}

#ifdef SOCSHIFT_HAS_SERD

namespace {

/// What serd calls back: C, through which nothing is thrown.
class TurtleReading {
public:
    TurtleReading(std::string_view text, const std::string& file)
        : text_(text), file_(file), env_(serd_env_new(nullptr)) {
        if (env_ == nullptr) {
            throw std::bad_alloc();
        }
    }

    std::vector<TurtleStatement> run() {
        const std::unique_ptr<SerdReader, decltype(&serd_reader_free)> reader(
            serd_reader_new(SERD_TURTLE, this, nullptr, on_base, on_prefix, on_statement, nullptr),
            serd_reader_free);
        if (!reader) {
            throw std::bad_alloc();
        }
        serd_reader_set_strict(reader.get(), true);
        serd_reader_set_error_sink(reader.get(), on_error, this);
        // One byte at a time, so that the line of each statement is known.
        auto status = serd_reader_start_source_stream(reader.get(), on_read, on_stream_error, this,
                                                      nullptr, 1);
        while (status == SERD_SUCCESS) {
            status = serd_reader_read_chunk(reader.get());
        }
        serd_reader_end_stream(reader.get());
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
        if (!error_.empty() || (status != SERD_FAILURE && status != SERD_SUCCESS)) {
            fail(error_.empty() ? reinterpret_cast<const char*>(serd_strerror(status)) : error_);
        }
        if (at_ < text_.size()) {
            fail("a NUL byte, or text behind the end");
        }
        return std::move(statements_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw FormatError({file_, line_, 0}, fmt::format("not Turtle: {}", what));
    }

    template <typename Do>
    static SerdStatus guarded(void* self, Do act) noexcept {
        auto& reading = *static_cast<TurtleReading*>(self);
        try {
            act(reading);
            return SERD_SUCCESS;
        } catch (...) {
            reading.thrown_ = std::current_exception();
            return SERD_ERR_INTERNAL;
        }
    }

    static SerdStatus on_base(void* self, const SerdNode* address) {
        return guarded(self,
                       [&](TurtleReading& it) { serd_env_set_base_uri(it.env_.get(), address); });
    }
    static SerdStatus on_prefix(void* self, const SerdNode* name, const SerdNode* address) {
        return guarded(self, [&](TurtleReading& it) {
            if (serd_env_set_prefix(it.env_.get(), name, address) != SERD_SUCCESS) {
                it.fail(fmt::format("the prefix '{}' stands for no whole address", text_of(*name)));
            }
        });
    }
    static SerdStatus on_statement(void* self, SerdStatementFlags /*flags*/,
                                   const SerdNode* /*graph*/, const SerdNode* subject,
                                   const SerdNode* predicate, const SerdNode* object,
                                   const SerdNode* /*type*/, const SerdNode* language) {
        return guarded(self, [&](TurtleReading& it) {
            TurtleStatement statement{it.name_of(*subject), it.name_of(*predicate), {}, it.line_};
            if (object->type == SERD_LITERAL) {
                statement.object.value = text_of(*object);
                statement.object.language =
                    language == nullptr ? std::string{} : text_of(*language);
            } else {
                statement.object.kind = object->type == SERD_BLANK ? TurtleObject::Kind::blank
                                                                   : TurtleObject::Kind::address;
                statement.object.value = it.name_of(*object);
            }
            it.statements_.push_back(std::move(statement));
        });
    }
    static SerdStatus on_error(void* self, const SerdError* error) {
        return guarded(self, [&](TurtleReading& it) {
            if (!it.error_.empty()) {
                return;
            }
            std::array<char, 256> text{};
            std::va_list arguments;
            va_copy(arguments, *error->args);
            const int size = std::vsnprintf(text.data(), text.size(), error->fmt, arguments);
            va_end(arguments);
            it.error_.assign(text.data(),
                             std::min<std::size_t>(static_cast<std::size_t>(std::max(size, 0)),
                                                   text.size() - 1));
            while (it.error_.ends_with('\n')) {
                it.error_.pop_back();
            }
        });
    }
    static std::size_t on_read(void* to, std::size_t /*size*/, std::size_t most, void* self) {
        auto& it = *static_cast<TurtleReading*>(self);
        if (most == 0 || it.at_ == it.text_.size()) {
            return 0;
        }
        const char byte = it.text_[it.at_++];
        it.line_ += byte == '\n' ? 1U : 0U;
        *static_cast<char*>(to) = byte;
        return 1;
    }
    static int on_stream_error(void* /*self*/) { return 0; }

    static std::string text_of(const SerdNode& node) {
        return {reinterpret_cast<const char*>(node.buf), node.n_bytes};
    }

    /// The whole address, or the name of a thing without one.
    [[nodiscard]] std::string name_of(const SerdNode& node) const {
        if (node.type == SERD_BLANK) {
            return "_:" + text_of(node);
        }
        auto whole = serd_env_expand_node(env_.get(), &node);
        if (whole.buf == nullptr) {
            fail(fmt::format("'{}' has a prefix that nothing explains, or is no whole address",
                             text_of(node)));
        }
        auto out = text_of(whole);
        serd_node_free(&whole);
        return out;
    }

    std::string_view text_;
    const std::string& file_;
    struct FreeEnv {
        void operator()(SerdEnv* env) const noexcept { serd_env_free(env); }
    };
    std::unique_ptr<SerdEnv, FreeEnv> env_;
    std::vector<TurtleStatement> statements_;
    std::exception_ptr thrown_;
    std::string error_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace

std::vector<TurtleStatement> read_turtle(std::string_view text, const std::string& file) {
    return TurtleReading(text, file).run();
}

#else

std::vector<TurtleStatement> read_turtle(std::string_view /*text*/, const std::string& file) {
    throw FormatError({file, 0, 0},
                      "linked data, which this build does not read: it was made without serd");
}

#endif

}  // namespace socshift
