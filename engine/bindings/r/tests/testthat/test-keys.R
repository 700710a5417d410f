# Values of keys and filters: those that R tells apart stay apart.

to <- function(data, ...) quiet(soc_convert(data, "occ", "soc2010", "soc2018", ...))
numbered <- function(n = 4) data.frame(occ = rep("11-1011", n), n = seq_len(n))
spss <- function(values, ...) {
    structure(values, ..., class = c("haven_labelled_spss", "haven_labelled", "vctrs_vctr", "double"))
}
# A missing number with the tag "a", as the package haven makes it.
tagged <- function(tag) {
    bytes <- writeBin(NA_real_, raw(), endian = "little")
    bytes[5L] <- charToRaw(tag)
    readBin(bytes, "double", endian = "little")
}
tag_of <- function(values) {
    vapply(values, function(each) rawToChar(writeBin(each, raw(), endian = "little")[5L]), "")
}
argument <- function(expr) tryCatch(expr, soc_error = function(error) error$argument)

test_that("filters find values that SPSS declares missing", {
    data <- numbered()
    data$k <- spss(c(1, -8, 1, -9), labels = c(a = 1, dk = -8, refused = -9), na_values = c(-8, -9))
    expect_identical(to(data, where_not = list(k = c(-9, -8)))$n, c(1L, 3L))
    expect_identical(to(data, where = list(k = -9))$n, 4L)
    expect_identical(to(data, where = list(k = NA))$n, c(2L, 4L))
    expect_identical(to(data, where_not = list(k = NA))$n, c(1L, 3L))
    data$r <- spss(c(1, -8, 2, -9), na_range = c(-9, -1))
    expect_identical(to(data, where = list(r = -8))$n, 2L)
    # A figure that is missing is none.
    expect_identical(argument(to(data, sum = "k", where = list(k = -9))), "where")
    copied <- transform(data, same = unclass(k))
    expect_identical(to(copied, sum = "k", where = list(same = 1))$k, 2)
})

test_that("filters find missing numbers by their tags", {
    data <- numbered()
    data$k <- structure(c(1, tagged("a"), tagged("b"), NA), class = c("haven_labelled", "vctrs_vctr",
                                                                     "double"))
    expect_identical(to(data, where = list(k = tagged("b")))$n, 3L)
    expect_identical(to(data, where = list(k = NA))$n, 2:4)
    expect_identical(to(data, where_not = list(k = tagged("a")))$n, c(1L, 3L, 4L))
    expect_error(to(data, where = list(k = tagged("z"))), "no row has '.z'", class = "soc_error")
})

test_that("NA finds what is missing, and asks for it to be there", {
    data <- numbered()
    data$k <- c("a", NA, "", "b")
    data$f <- factor(c("a", NA, "a", "b"))
    data$x <- c(1.5, NA, NaN, 2)
    data$l <- c(TRUE, FALSE, NA, TRUE)
    expect_identical(to(data, where = list(k = NA))$n, 2L)
    expect_identical(to(data, where = list(k = ""))$n, 3L)
    expect_identical(to(data, where = list(k = c("a", NA)))$n, 1:2)
    expect_identical(to(data, where = list(f = NA))$n, 2L)
    expect_identical(to(data, where = list(x = NA))$n, 2:3)
    expect_identical(to(data, where = list(l = NA))$n, 3L)
    expect_error(to(data, where = list(n = NA)), "no cell of column 'n' is empty", class = "soc_error")
    expect_identical(to(data, where_not = list(n = NA))$n, 1:4)
})

test_that("numbers and truths that are asked for as texts are these", {
    data <- numbered()
    data$x <- c(0.1 + 0.2, 1e300, 1e-7, 1e5)
    data$l <- c(TRUE, FALSE, NA, TRUE)
    expect_identical(to(data, where = list(n = "1.0"))$n, 1L)
    expect_identical(to(data, where = list(x = 0.1 + 0.2))$n, 1L)
    expect_identical(to(data, where = list(x = c(1e300, 1e-7)))$n, 2:3)
    expect_identical(to(data, where = list(x = "1e5"))$n, 4L)
    expect_identical(to(data, where = list(l = "true"))$n, c(1L, 4L))
    expect_identical(to(data, where = list(l = FALSE))$n, 2L)
    expect_error(to(data, where = list(n = numeric(0))), "no values for column 'n'", class = "soc_error")
    expect_error(to(data, where_not = list(n = NULL)), "no values for column 'n'", class = "soc_error")
})

test_that("groups are by values that differ, and have their own", {
    data <- numbered()
    data$k <- spss(c(1, -8, 1, -9), labels = c(a = 1, dk = -8), na_values = c(-8, -9))
    figures <- to(data, sum = "n", by = "k")
    expect_identical(attributes(figures$k), attributes(data$k))
    expect_identical(figures$n[match(c(1, -8, -9), as.vector(unclass(figures$k)))], c(4, 2, 4))
    data$k <- c(1, tagged("a"), tagged("b"), tagged("a"))
    figures <- to(data, sum = "n", by = "k")
    expect_identical(figures$n[is.na(figures$k)], c(6, 3))
    expect_identical(tag_of(figures$k[is.na(figures$k)]), c("a", "b"))
    data$k <- c(1, NA, NaN, NA)
    figures <- to(data, sum = "n", by = "k")
    expect_identical(figures$n[is.nan(figures$k)], 3)
    expect_identical(figures$n[is.na(figures$k) & !is.nan(figures$k)], 6)
    data$k <- c("NA", "", NA, "NA")
    figures <- to(data, sum = "n", by = "k")
    expect_identical(figures$n[match(c("NA", "", NA), figures$k)], c(5, 2, 3))
    data$k <- factor(data$k)
    figures <- to(data, sum = "n", by = "k")
    expect_identical(figures$n[match(c("NA", "", NA), figures$k)], c(5, 2, 3))
    expect_identical(levels(figures$k), levels(data$k))
})

test_that("an instant is a group and a value of its own", {
    data <- numbered(2)
    data$t <- as.POSIXct("2020-01-01", tz = "UTC") + c(0, 0.5)
    figures <- to(data, sum = "n", by = "t")
    expect_identical(figures$t, data$t)
    expect_identical(figures$n, c(1, 2))
    expect_identical(to(data, where = list(t = data$t[2]))$n, 2L)
    # The hour that comes twice where clocks are put back.
    data$t <- as.POSIXct(c("2020-11-01 05:30", "2020-11-01 06:30"), tz = "UTC")
    attr(data$t, "tzone") <- "America/New_York"
    expect_identical(to(data, sum = "n", by = "t")$t, data$t)
    expect_identical(to(data, where = list(t = data$t[2]))$n, 2L)
    data$t <- as.POSIXct(c("2020-01-01 10:00", "2020-01-01 00:00"), tz = "UTC")
    expect_identical(to(data, where = list(t = data$t[2]))$n, 2L)
    elsewhere <- structure(data$t[1], tzone = "Asia/Tokyo")
    expect_identical(to(data, where = list(t = elsewhere))$n, 1L)
    expect_error(to(data, where = list(t = data$t[2] + 0.5)), "no row has '2020-01-01 00:00:00",
                 class = "soc_error")
    expect_identical(to(data, where = list(t = "2020-01-01 10:00"))$n, 1L)
})

test_that("the last row is that of the latest instant", {
    jobs <- data.frame(t = c("baker", "RN"), p = 1)
    last <- function() {
        quiet(soc_assign(jobs, "t", "soc2018", last_by = c("p", "p"), order = "w"))$t
    }
    jobs$w <- as.POSIXct(c("2020-11-01 05:30", "2020-11-01 06:10"), tz = "UTC")
    attr(jobs$w, "tzone") <- "America/New_York"
    expect_identical(last(), "RN")
    jobs$w <- as.POSIXct("2020-01-01", tz = "UTC") + c(0.9, 0.1)
    expect_identical(last(), "baker")
    jobs$w <- as.Date("2020-01-01") + 1:0
    expect_identical(last(), "baker")
})

test_that("columns of truths, days and times are no figures", {
    data <- numbered(2)
    data$l <- c(TRUE, FALSE)
    data$d <- as.Date("2020-01-01") + 0:1
    data$t <- as.POSIXct("2020-01-01", tz = "UTC") + 0:1
    data$s <- as.difftime(c(1, 2), units = "hours")
    for (name in c("l", "d", "t", "s")) {
        expect_error(to(data, sum = name), paste0("sum: column '", name, "' is of"), class = "soc_error")
        expect_error(to(data, mean = name), paste0("mean: column '", name, "' is of"), class = "soc_error")
        expect_error(to(data, scale = name), paste0("scale: column '", name, "'"), class = "soc_error")
        expect_error(to(data, mean = "n", by_weight = name), paste0("by_weight: column '", name, "'"),
                     class = "soc_error")
    }
})

test_that("a column that cannot be read is an error of the argument that names it", {
    data <- numbered(2)
    data$c <- 1i
    expect_identical(argument(to(data, sum = "c")), "sum")
    expect_identical(argument(to(data, sum = "n", by = "c")), "by")
    expect_identical(argument(to(data, where = list(c = 1))), "where")
    expect_identical(argument(to(data, where_not = list(c = 1))), "where_not")
    expect_identical(argument(soc_assign(data, "c", "soc2018")), "column")
    expect_identical(argument(soc_detect(data, "c")), "column")
})

test_that("a factor that is divided keeps what is missing", {
    data <- numbered()
    data$w <- factor(c("1", "2", NA, "4"))
    expect_identical(to(data, scale = "w")$w, c("1", "2", NA, "4"))
})

test_that("whole numbers with labels that are divided keep their class", {
    data <- data.frame(occ = c("15-1134", "11-1011"))
    data$w <- structure(c(1L, 3L), labels = c(one = 1L), label = "w",
                        class = c("haven_labelled", "vctrs_vctr", "integer"))
    result <- to(data, "equal", scale = "w")
    expect_identical(as.vector(unclass(result$w)), c(0.5, 0.5, 3))
    expect_identical(class(result$w), c("haven_labelled", "vctrs_vctr", "double"))
    expect_identical(attr(result$w, "labels"), c(one = 1))
})

test_that("figures are in the order of their keys, numbers by what they are", {
    data <- data.frame(occ = rep(c("15-1252", "11-1011"), 4), n = 1, k = c(10L, 10L, 9L, 9L, -1L, 100L, NA, 9L),
                       s = c("b", "a", "a", "b", "a", "a", "a", "a"))
    figures <- quiet(soc_convert(data, "occ", "soc2018", "soc2018", sum = "n", by = c("k", "s")))
    expect_identical(figures$soc2018_code, rep(c("11-1011", "15-1252"), each = 4))
    expect_identical(figures$k, c(9L, 9L, 10L, 100L, NA, -1L, 9L, 10L))
    expect_identical(figures$s, c("a", "b", "a", "a", "a", "a", "a", "b"))
    figures <- quiet(soc_convert(data, "occ", "soc2018", "soc2018", sum = "n", by = c("s", "k")))
    expect_identical(figures$k[figures$soc2018_code == "15-1252"], c(NA, -1L, 9L, 10L))
    data$k <- as.double(data$k) / 2
    figures <- quiet(soc_convert(data, "occ", "soc2018", "soc2018", sum = "n", by = "k"))
    expect_identical(figures$k, c(4.5, 5, 50, NA, -0.5, 4.5, 5))
    expect_identical(figures$n, c(2, 1, 1, 1, 1, 1, 1))
    data$k <- as.Date("2024-01-01") + c(10, 10, 9, 9, -1, 100, NA, 9)
    figures <- quiet(soc_convert(data, "occ", "soc2018", "soc2018", sum = "n", by = "k"))
    expect_identical(is.unsorted(figures$k[1:3]), FALSE)
    tied <- quiet(soc_convert(data[0, ], "occ", "soc2018", "soc2018", sum = "n", by = "s"))
    expect_identical(nrow(tied), 0L)
})
