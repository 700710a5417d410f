#pragma once

// Internal: not installed. One function a format.

#include "socshift/exchange/export_content.hpp"

#include <vector>

namespace socshift {

[[nodiscard]] std::vector<ExportedFile> sql_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> sssom_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> skos_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> skos_json_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> xkos_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> xkos_json_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> csvw_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> graphml_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> dot_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> json_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> fhir_files(const ExportContent& content);
[[nodiscard]] std::vector<ExportedFile> sdmx_files(const ExportContent& content);

}  // namespace socshift
