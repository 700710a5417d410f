# The csv of the program, as texts.
asked <- function(...) {
    lines <- suppressWarnings(system2(program(), shQuote(c(..., "--format", "csv")), stdout = TRUE,
                                      stderr = FALSE))
    read.csv(text = lines, colClasses = "character", check.names = FALSE, na.strings = character())
}

expect_same_table <- function(own, its) {
    expect_identical(names(own), names(its))
    for (name in names(own)) {
        values <- own[[name]]
        if (is.list(values)) {
            values <- vapply(values, paste, "", collapse = ";")
        } else if (is.logical(values)) {
            # Where a column is a mark, the program writes nothing for no.
            values <- ifelse(is.na(values), "", ifelse(values, "yes", ""))
            its[[name]][its[[name]] == "no"] <- ""
        } else if (is.numeric(values)) {
            texts <- its[[name]]
            fraction <- grepl("/", texts)
            numbers <- socshift:::engine_numbers(sub("/.*", "", texts))
            numbers[fraction] <- numbers[fraction] /
                socshift:::engine_numbers(sub(".*/", "", texts[fraction]))
            expect_equal(as.numeric(values), numbers, tolerance = 1e-6, label = name)
            next
        }
        values[is.na(values)] <- ""
        expect_identical(as.character(values), its[[name]], label = name)
    }
}

test_that("answers are those of the program", {
    expect_same_table(quiet(soc_editions()), asked("editions"))
    expect_same_table(quiet(soc_map(from = "2010", to = "2018")),
                      asked("map", "--all", "--from", "2010", "--to", "2018"))
    expect_same_table(quiet(soc_map(c("15-1134", "11-1011"), "soc2010", "soc2018", level = "minor")),
                      asked("map", "15-1134", "11-1011", "--from", "soc2010", "--to", "soc2018",
                            "--level", "minor"))
    kinds <- c("unchanged", "retitled", "recoded", "recoded+retitled", "split", "merged",
               "restructured", "added", "removed")
    expect_same_table(quiet(soc_diff("soc2010", "soc2018")),
                      asked("diff", "soc2010", "soc2018", "--changes", paste(kinds, collapse = ",")))
    expect_same_table(quiet(soc_diff("soc2010", "soc2018", stat = TRUE)),
                      asked("diff", "soc2010", "soc2018", "--stat"))
    expect_same_table(quiet(soc_families(c("soc2000", "soc2010", "soc2018"))),
                      asked("families", "soc2000", "soc2010", "soc2018"))
    expect_same_table(quiet(soc_exclusions("soc2018")), asked("exclusions", "soc2018"))
    expect_same_table(quiet(soc_routes("soc2000", "soc2018")), asked("routes", "soc2000", "soc2018"))
    expect_same_table(quiet(soc_loss("soc2018", "soc2010")), asked("loss", "soc2018", "soc2010"))
    expect_same_table(quiet(soc_weights("census")), asked("weights", "show", "census"))
    expect_same_table(quiet(soc_weights()), asked("weights", "list"))
    expect_same_table(quiet(soc_find("chimney sweep")), asked("find", "chimney sweep"))
    expect_same_table(quiet(soc_show("15-1254")), asked("show", "15-1254"))
})

test_that("a column's edition is found out", {
    data <- data.frame(id = 1:3, occ = c("15-1134", "15-1132", "11-1011"))
    table <- soc_detect(data)
    expect_identical(unique(unlist(table$answer)), "soc2010")
    expect_identical(soc_detect(data["occ"], "occ"), table)
    expect_identical(names(attributes(table)),
                     c("names", "class", "row.names", "schema", "notices", "drafts"))
    expect_message(soc_detect(data["id"]), "no column holds codes", class = "soc_notice")
})

test_that("a catalog of one's own is looked up", {
    expect_error(soc_editions(catalog = tempfile("none")), class = "soc_error")
})

test_that("no code asks for no code", {
    expect_identical(nrow(soc_map(character(), "soc2010", "soc2018")), 0L)
    expect_identical(names(soc_map(character(), "soc2010", "soc2018")),
                     names(soc_map("11-1011", "soc2010", "soc2018")))
})

test_that("what would do nothing is an error that names the argument", {
    named <- function(call) tryCatch(call, soc_error = function(e) e$argument)
    expect_identical(named(soc_diff("soc2010", "soc2018", counts = "foo")), "counts")
    expect_identical(named(soc_find("nurse", level = "minor")), "level")
    expect_identical(named(soc_find("nurse", time = 0.5)), "time")
    expect_identical(named(soc_routes("soc2010", "soc2018", limit = 0)), "limit")
    expect_identical(named(soc_weights(compare = "census")), "compare")
    expect_identical(named(soc_weights(gaps = TRUE)), "gaps")
    expect_identical(named(soc_weights(normalise = TRUE)), "normalise")
    expect_identical(named(soc_weights("census", "equal", gaps = TRUE)), "gaps")
    expect_identical(named(soc_find("nurse", contains = TRUE, most = 1)), "most")
    expect_identical(named(soc_find("nurse", contains = TRUE, explain = TRUE)), "explain")
    expect_identical(named(soc_find("nurse", contains = TRUE, learn = "file")), "learn")
    expect_identical(named(soc_find("nurse", both = "baker", most = 1)), "most")
    expect_identical(named(soc_find("nurse", both = "baker", time = c(0.1, 0.2))), "time")
    d <- data.frame(occ = "11-1011")
    expect_identical(named(soc_convert(d, "occ", "soc2010", "soc2018", title_score = 0.5)),
                     "title_score")
})

test_that("differences of weights have signs, and are numbers", {
    compared <- quiet(soc_weights("census", "equal"))
    numbers <- compared[vapply(compared, is.numeric, NA)]
    expect_false(anyNA(numbers$difference))
    expect_true(any(numbers$difference > 0))
    expect_identical(socshift:::engine_numbers(c("+0.47", "-1", "+-1", "", "x")),
                     c(0.47, -1, NA, NA, NA))
})

test_that("a folder of one's own is compiled once and kept", {
    folder <- tempfile("own")
    cache <- tempfile("cache")
    dir.create(folder)
    old <- Sys.getenv("XDG_CACHE_HOME", NA)
    Sys.setenv(XDG_CACHE_HOME = cache)
    on.exit({
        if (is.na(old)) Sys.unsetenv("XDG_CACHE_HOME") else Sys.setenv(XDG_CACHE_HOME = old)
        unlink(c(folder, cache), recursive = TRUE)
    })
    file <- file.path(folder, "mine.yaml")
    written <- function(title) {
        writeLines(c(
            'edition: "mine"', 'series: "mine"', 'title: "Mine"', 'status: "final"',
            'valid_from: "2020-01-01"', 'levels: ["item"]', "provenance:", '  publisher: "P"',
            '  document: "D"', "items:", sprintf('  - {code: "01", level: "item", title: "%s"}', title)
        ), file)
    }
    title <- function() soc_find("mi", "mine", contains = TRUE, catalog = folder)$title
    written("Miners")
    expect_identical(title(), "Miners")
    expect_length(list.files(cache, recursive = TRUE), 1L)
    expect_identical(title(), "Miners")
    written("Millers")
    expect_identical(title(), "Millers")
})
