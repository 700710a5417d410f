labelled <- function() {
    structure(
        c(151134, 111011, 999999),
        label = "occupation", labels = c("Web Developers" = 151134), format.stata = "%12.0g",
        class = c("haven_labelled", "vctrs_vctr", "double")
    )
}

test_that("columns keep their attributes", {
    data <- data.frame(id = 1:3)
    data$occ <- labelled()
    data$note <- structure(c("a", "b", "c"), label = "a note", format.stata = "%9s")
    data$when <- structure(as.Date("2020-01-01") + 0:2, label = "a day")
    data$level <- structure(factor(c("u", "v", "u")), label = "a level")
    data$any <- list(1, "b", NULL)
    data$pair <- matrix(1:6, 3)
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    rows <- c(1, 1, 2)
    expect_identical(attributes(result$occ), attributes(data$occ))
    expect_identical(unclass(result$occ)[1:3], unclass(data$occ)[rows])
    expect_identical(attributes(result$note), attributes(data$note))
    expect_identical(attributes(result$when), attributes(data$when))
    expect_identical(attributes(result$level), attributes(data$level))
    expect_identical(result$any, data$any[rows])
    expect_identical(result$pair, data$pair[rows, ])
    aside <- soc_account(result)$set_aside
    expect_identical(attributes(aside$occ), attributes(data$occ))
})

test_that("positions whose value labels hold the codes are refused", {
    positions <- function(...) {
        structure(c(1, 2), labels = c(...), class = c("haven_labelled", "vctrs_vctr", "double"))
    }
    data <- data.frame(title = c("Plumber", "cashiers"))
    data$occ <- positions("15-1134 Web Developers" = 1, "11-1011" = 2)
    said <- "codes in value labels.*1 is labelled '15-1134 Web Developers'.*as_factor"
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018"), said, class = "soc_error")
    expect_error(soc_convert(data, "#2", "soc2010", "soc2018"), said, class = "soc_error")
    expect_error(soc_convert(data, "occ", to = "soc2018"), said, class = "soc_error")
    expect_error(soc_detect(data, "occ"), said, class = "soc_error")
    expect_error(soc_assign(data, "title", "soc2018", with_code = "occ", from = "soc2010"), said,
                 class = "soc_error")
    error <- tryCatch(soc_convert(data, "occ", "soc2010", "soc2018"), soc_error = identity)
    expect_identical(error$argument, "column")
    data$whole <- structure(1:2, labels = c("15-1134" = 1L, "11-1011" = 2L),
                            class = c("haven_labelled", "vctrs_vctr", "integer"))
    expect_error(soc_convert(data, "whole", "soc2010", "soc2018"), "value labels", class = "soc_error")
    # Of other columns nobody asks, and labels without codes say nothing.
    data$code <- c("15-1134", "11-1011")
    expect_identical(nrow(quiet(soc_convert(data, "code", "soc2010", "soc2018", "equal",
                                            where = list(occ = 2)))), 1L)
    data$occ <- positions("a" = 1, "b" = 2)
    expect_identical(nrow(quiet(soc_convert(data, "occ", "soc2010", "soc2018"))), 0L)
})

test_that("divided figures keep their labels", {
    data <- data.frame(occ = c("15-1134", "11-1011"))
    data$weight <- structure(c(3, 5), label = "a weight", format.stata = "%9.0g")
    data$size <- structure(c(3, 5), labels = c(many = 5), class = c("haven_labelled", "vctrs_vctr",
                                                                   "double"))
    data$most <- c(1, NaN)
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal",
                                scale = c("weight", "size", "most")))
    expect_identical(result$most, c(0.5, 0.5, NaN))
    expect_identical(as.vector(result$weight), c(1.5, 1.5, 5))
    expect_identical(attributes(result$weight), attributes(data$weight))
    expect_identical(attributes(result$size), attributes(data$size))
})

test_that("texts that are divided stay texts, and empty ones stay empty", {
    data <- data.frame(occ = c("15-1134", "11-1011", "11-1011"), n = c("3.50", "2.00", NA))
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", scale = "n"))
    expect_identical(result$n, c("1.75", "1.75", "2.00", NA))
})

test_that("what SPSS was told is missing is missing", {
    data <- data.frame(occ = c("11-1011", "11-1011", "11-1011"))
    data$wage <- structure(c(10, 9999, -5), na_values = 9999, na_range = c(-9, -1),
                           class = c("haven_labelled_spss", "haven_labelled", "vctrs_vctr",
                                     "double"))
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", sum = "wage"))
    expect_identical(result$wage, 10)
})

test_that("dates are keys as they are printed", {
    data <- data.frame(occ = "11-1011", when = as.Date("2018-05-01"), people = 1)
    result <- soc_convert(data, "occ", "soc2010", "soc2018", sum = "people", by = "when",
                          where = list(when = as.Date("2018-05-01")))
    expect_identical(result$when, data$when)
})

test_that("classes whose values are not those of the vector are refused", {
    data <- data.frame(occ = c("11-1011", "11-1011"))
    data$time <- as.difftime(c(1, 2), units = "hours")
    data$big <- structure(c(4.9e-324, 9.9e-324), class = "integer64")
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", sum = "time"),
                 "column 'time' is of class 'difftime'", class = "soc_error")
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", sum = "big"), "bit64",
                 class = "soc_error")
    expect_silent(soc_convert(data, "occ", "soc2010", "soc2018"))
    data$record <- structure(list(1:2, 3:4), class = c("vctrs_rcrd", "vctrs_vctr"))
    if (is.null(utils::getS3method("[", "vctrs_rcrd", optional = TRUE))) {
        expect_error(soc_convert(data, "occ", "soc2010", "soc2018"), "'record'")
    }
})

test_that("names that stand twice are kept, and refused where they are asked for", {
    data <- data.frame(occ = c("15-1134", "11-1011"), x = 1:2, x = 3:4, check.names = FALSE)
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    expect_identical(names(result)[1:3], c("occ", "x", "x"))
    expect_identical(result[[3]], c(3L, 3L, 4L))
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", sum = "x"), "'x'",
                 class = "soc_error")
    # The engine says that a place names one of them.
    result <- quiet(soc_convert(data, "#1", "soc2010", "soc2018", "equal", scale = "#3"))
    expect_identical(result[[2]], c(1L, 1L, 2L))
    expect_identical(result[[3]], c(1.5, 1.5, 4))
    figures <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = "#2", by = "#3"))
    expect_identical(figures[[3]], c(4L, 3L, 3L))
    expect_identical(figures[[4]], c(2, 0.5, 0.5))
})

test_that("a tibble stays one, with or without its package", {
    data <- structure(list(occ = c("15-1134", "11-1011")), row.names = 1:2,
                      class = c("tbl_df", "tbl", "data.frame"))
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    expect_identical(class(result), class(data))
    expect_identical(dim(result), c(3L, 4L))
    figures <- quiet(soc_convert(transform(data, n = 1), "occ", "soc2010", "soc2018", "equal",
                                 sum = "n"))
    expect_s3_class(figures, "data.frame")
})

test_that("groups are those of the rows that came out", {
    data <- structure(
        list(occ = c("15-1134", "99-9999", "11-1011", "11-1011"), g = c("a", "b", "c", "a")),
        row.names = 1:4, class = c("grouped_df", "tbl_df", "tbl", "data.frame"),
        groups = structure(
            list(g = c("a", "b", "c"), .rows = structure(list(c(1L, 4L), 2L, 3L), ptype = integer(),
                 class = c("vctrs_list_of", "vctrs_vctr", "list"))),
            row.names = 1:3, class = c("tbl_df", "tbl", "data.frame"), .drop = TRUE
        )
    )
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    groups <- attr(result, "groups")
    expect_identical(class(result), class(data))
    expect_identical(groups$g, c("a", "c"))
    expect_identical(lapply(unclass(groups$.rows), identity), list(c(1L, 2L, 4L), 3L),
                     ignore_attr = TRUE)
    expect_identical(attr(groups$.rows, "ptype"), integer())
    expect_true(attr(groups, ".drop"))
    expect_identical(class(soc_account(result)$set_aside), c("tbl_df", "tbl", "data.frame"))
})

test_that("names of rows stay where there are any", {
    data <- data.frame(occ = c("15-1134", "11-1011"), row.names = c("one", "two"))
    result <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    expect_identical(row.names(result), c("one", "one.1", "two"))
})

test_that("texts of other encodings are read, and keep theirs", {
    data <- data.frame(occ = "11-1011", name = "Caf\xe9", n = 1)
    Encoding(data$name) <- "latin1"
    result <- soc_convert(data, "occ", "soc2010", "soc2018", sum = "n", by = "name")
    expect_identical(Encoding(result$name), "latin1")
    expect_identical(soc_convert(data, "occ", "soc2010", "soc2018")$name, data$name)
})

test_that("columns that nobody asks for may be anything", {
    data <- data.frame(occ = "11-1011")
    data$complex <- 1i
    data$raw <- as.raw(1)
    expect_identical(soc_convert(data, "occ", "soc2010", "soc2018")$complex, 1i)
    expect_error(soc_convert(data, "complex", "soc2010", "soc2018"),
                 "column 'complex' is of type 'complex'", class = "soc_error")
    expect_identical(unique(soc_detect(data)$column), "occ")
})
