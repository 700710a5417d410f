#pragma once

// Internal: not installed. How every kind of catalog file is written.

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace socshift::yaml {

/// The manner of all files: texts in double quotes, one row a line.
class Writer {
public:
    Writer() { out_.SetIndent(2); }

    void text(const char* key, const std::string& value) {
        out_ << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
    }

    void text_if(const char* key, const std::string& value) {
        if (!value.empty()) {
            text(key, value);
        }
    }

    template <typename Named>
    void name_if(const char* key, const std::optional<Named>& value) {
        if (value) {
            text(key, value->text());
        }
    }

    void texts(const char* key, const std::vector<std::string>& values) {
        out_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
        for (const auto& value : values) {
            out_ << YAML::DoubleQuoted << value;
        }
        out_ << YAML::EndSeq;
    }

    /// A word without quotes, which is no text.
    void word(const char* key, const char* value) {
        out_ << YAML::Key << key << YAML::Value << value;
    }

    void number(const char* key, std::int64_t value) {
        out_ << YAML::Key << key << YAML::Value << value;
    }

    void boolean(const char* key, bool value) { out_ << YAML::Key << key << YAML::Value << value; }

    /// A text a line; nothing for none.
    void lines(const char* key, const std::vector<std::string>& values) {
        if (values.empty()) {
            return texts(key, values);
        }
        out_ << YAML::Key << key << YAML::Value << YAML::BeginSeq;
        for (const auto& value : values) {
            out_ << YAML::DoubleQuoted << value;
        }
        out_ << YAML::EndSeq;
    }

    /// Rows of several lines each; nothing for none.
    template <typename Row, typename Body>
    void blocks(const char* key, const std::vector<Row>& all, Body body) {
        if (all.empty()) {
            return;
        }
        out_ << YAML::Key << key << YAML::Value << YAML::BeginSeq;
        for (const auto& row : all) {
            out_ << YAML::BeginMap;
            body(row);
            out_ << YAML::EndMap;
        }
        out_ << YAML::EndSeq;
    }

    template <typename Body>
    void mapping(const char* key, bool flow, Body body) {
        out_ << YAML::Key << key << YAML::Value;
        if (flow) {
            out_ << YAML::Flow;
        }
        out_ << YAML::BeginMap;
        body();
        out_ << YAML::EndMap;
    }

    template <typename Row, typename Body>
    void rows(const char* key, const std::vector<Row>& all, Body body) {
        out_ << YAML::Key << key << YAML::Value;
        if (all.empty()) {
            out_ << YAML::Flow;
        }
        out_ << YAML::BeginSeq;
        for (const auto& row : all) {
            out_ << YAML::Flow << YAML::BeginMap;
            body(row);
            out_ << YAML::EndMap;
        }
        out_ << YAML::EndSeq;
    }

    template <typename Body>
    std::string document(Body body) {
        out_ << YAML::BeginMap;
        body();
        out_ << YAML::EndMap;
        return std::string{out_.c_str()} + "\n";
    }

private:
    YAML::Emitter out_;
};

}  // namespace socshift::yaml
