test_that("rows are those of the program", {
    data <- survey()
    for (split in c("all", "best", "none")) {
        own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", c("census", "equal"),
                                 split = split))
        its <- by_program(data, "convert", c("--column", "occ", "--from", "soc2010", "--to",
                                             "soc2018", "--weights", "census,equal",
                                             "--split", split))
        expect_identical(names(own), names(its$rows))
        expect_same_cells(own, its$rows)
        aside <- soc_account(own)$set_aside
        expect_identical(aside$row + 1L, as.integer(its$rejects$line))
        # The program names the cell as well, where a file has one.
        expect_true(all(startsWith(its$rejects$reason, aside$reason)))
        expect_same_cells(aside, its$rejects, names(data))
    }
})

test_that("draws are those of the program", {
    data <- survey()
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", split = "draw",
                             seed = 7, draws = 3))
    its <- by_program(data, "convert", c("--column", "occ", "--from", "soc2010", "--to", "soc2018",
                                         "--weights", "equal", "--split", "draw", "--seed", "7",
                                         "--draws", "3"))
    expect_identical(names(own), names(its$rows))
    expect_same_cells(own, its$rows)
})

test_that("figures are divided as the program divides them", {
    data <- survey()
    data$people <- c(3L, 5L, 7L, 11L, 13L, 17L, NA)
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal",
                             scale = c("weight", "people"), whole = FALSE))
    arguments <- c("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal",
                   "--scale", "weight,people")
    expect_same_cells(own, by_program(data, "convert", arguments)$rows)
    expect_type(own$people, "double")

    data$weight <- NULL
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", scale = "people",
                             whole = TRUE))
    arguments[10] <- "people"
    expect_same_cells(own, by_program(data, "convert", c(arguments, "--whole"))$rows)
    expect_type(own$people, "integer")
})

test_that("sums and means are those of the program, and keys keep their types", {
    data <- survey()
    data$state <- c(1, 1, 2, 2, 100000, 1, 1)
    arguments <- c("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights", "equal",
                   "--sum", "weight", "--by", "when,sex,state")
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = "weight",
                             by = c("when", "sex", "state"), bounds = TRUE))
    its <- by_program(data, "convert", c(arguments, "--bounds"))
    expect_identical(names(own), names(its$rows))
    expect_same_cells(own, its$rows)
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = "weight",
                             mean = "person", by_weight = "weight", by = c("when", "sex", "state")))
    its <- by_program(data, "convert", c(arguments, "--mean", "person", "--by-weight", "weight"))
    expect_identical(names(own), names(its$rows))
    expect_same_cells(own, its$rows)
    expect_identical(levels(own$sex), levels(data$sex))
    expect_s3_class(own$when, "Date")
    expect_type(own$state, "double")
    sums <- soc_account(own)$sums
    expect_identical(sums$column, "weight")
    expect_identical(sums$sum_in, "356.85")
})

test_that("numbers, texts and factors say the same", {
    codes <- c(151134, 151132, NA, 291060, 111011)
    frames <- list(
        data.frame(occ = codes),
        data.frame(occ = as.integer(codes)),
        data.frame(occ = as.character(codes)),
        data.frame(occ = factor(codes, levels = c("999999", "111011", sort(unique(codes)[-5]))))
    )
    results <- lapply(frames, function(data) {
        quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal"))
    })
    for (each in results[-1]) {
        expect_identical(each[-1], results[[1]][-1], ignore_attr = "soc_account")
        expect_identical(soc_account(each)$set_aside[1:3], soc_account(results[[1]])$set_aside[1:3])
        expect_identical(soc_account(each)$reasons, soc_account(results[[1]])$reasons)
    }
    expect_identical(results[[4]]$occ, frames[[4]]$occ[c(1, 1, 2, 2, 5)])
})

test_that("levels that no row has count for nothing", {
    data <- data.frame(occ = factor(c("11-1011", "11-1011"), levels = c("nonsense", "11-1011")))
    result <- soc_convert(data, "occ", "soc2010", "soc2018")
    expect_identical(nrow(soc_account(result)$reasons), 0L)
    expect_identical(soc_account(result)$rows_carried, 2)
    expect_identical(levels(result$occ), levels(data$occ))
})

test_that("a frame without rows stays one", {
    result <- soc_convert(survey()[0, ], "occ", "soc2010", "soc2018", scale = "weight")
    expect_identical(nrow(result), 0L)
    expect_identical(vapply(result, typeof, "")[["soc2018_code"]], "character")
    expect_s3_class(result$when, "Date")
    expect_identical(soc_account(result)$rows_in, 0)
    figures <- soc_convert(survey()[0, ], "occ", "soc2010", "soc2018", sum = "weight", by = "when")
    expect_identical(nrow(figures), 0L)
    expect_s3_class(figures$when, "Date")
})

test_that("the edition is found out where it is not said", {
    data <- data.frame(occ = c("15-1134", "15-1132", "11-1011"))
    result <- quiet(soc_convert(data, "occ", to = "soc2018", weights = "equal"))
    expect_identical(soc_account(result)$summary$from, "soc2010")
})

test_that("rows of several editions are carried by a column that says which", {
    data <- data.frame(year = c(2005, 2012, 2012), occ = c("15-1031", "15-1134", "15-1134"))
    result <- quiet(soc_convert(data, "occ", to = "soc2018", weights = "equal",
                                edition_column = "year",
                                edition_map = c("2005" = "soc2000", "2012" = "soc2010")))
    its <- by_program(data, "convert", c("--column", "occ", "--to", "soc2018", "--weights", "equal",
                                         "--edition-column", "year", "--edition-map",
                                         "2005=soc2000,2012=soc2010"))
    expect_same_cells(result, its$rows)
    expect_identical(soc_account(result)$waves$wave, c("2005", "2012"))
})

test_that("families need no share", {
    data <- survey()
    own <- quiet(soc_convert(data, "occ", "soc2010", families = c("soc2010", "soc2018")))
    its <- by_program(data, "convert", c("--column", "occ", "--from", "soc2010", "--families",
                                         "soc2010,soc2018"))
    expect_same_cells(own, its$rows)
})

test_that("filters are those of the program", {
    data <- survey()
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", where = list(person = c(1, 4, 5)),
                             where_not = list(sex = "m")))
    its <- by_program(data, "convert", c("--column", "occ", "--from", "soc2010", "--to", "soc2018",
                                         "--where", "person=1,4,5", "--where-not", "sex=m"))
    expect_same_cells(own, its$rows)
    expect_identical(soc_account(own)$summary$rows_filtered, 5)
})

test_that("titles settle codes with several targets", {
    data <- data.frame(occ = c("15-1134", "15-1134"), job = c("web developer", NA))
    own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", split = "title",
                             title_column = "job"))
    its <- by_program(data, "convert", c("--column", "occ", "--from", "soc2010", "--to", "soc2018",
                                         "--weights", "equal", "--split", "title",
                                         "--title-column", "job"))
    expect_same_cells(own, its$rows)
})

test_that("shares can be fractions", {
    own <- quiet(soc_convert(survey(), "occ", "soc2010", "soc2018", "equal", shares = "fraction"))
    expect_identical(own$share[1], "1/2")
})

test_that("titles get codes as from the program", {
    jobs <- data.frame(id = 1:4, title = c("RN", "Bakers (night)", "9-5", NA))
    own <- quiet(soc_assign(jobs, "title", "soc2018"))
    its <- by_program(jobs, "assign", c("--column", "title", "--to", "soc2018"))
    expect_identical(names(own), names(its$rows))
    expect_same_cells(own, its$rows)
    account <- soc_account(own)
    expect_identical(account$set_aside$row, 3:4)
    expect_true(all(startsWith(its$rejects$reason, account$set_aside$reason)))
    expect_same_account(account, its$summary)
    expect_identical(account$rows_in, account$rows_carried + account$rows_rejected)
})

test_that("options that are lists say what they say to the program", {
    data <- survey()
    route <- c("--column", "occ", "--from", "soc2010", "--to", "soc2018")
    same <- function(arguments, ...) {
        own <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", ...))
        its <- by_program(data, "convert", c(route, arguments))
        expect_identical(names(own), names(its$rows))
        expect_same_cells(own, its$rows)
        expect_same_account(soc_account(own), its$summary)
    }
    same(c("--via", "onet2010,onet2019"), via = c("onet2010", "onet2019"))
    same(c("--no-code", "99-1234", "--prefix", "new_"), no_code = "99-1234", prefix = "new_")
    same(c("--level", "major", "--on-unknown", "keep"), level = "major", on_unknown = "keep")
})

test_that("a number that stands for a missing figure is none", {
    own <- quiet(soc_convert(survey(), "occ", "soc2010", "soc2018", "equal", sum = "weight",
                             missing = 60))
    its <- by_program(survey(), "convert", c("--column", "occ", "--from", "soc2010", "--to",
                                             "soc2018", "--weights", "equal", "--sum", "weight",
                                             "--missing", "60"))
    expect_same_cells(own, its$rows)
    expect_identical(soc_account(own)$sums$sum_in, "296.85")
})

test_that("rates by groups are those of the program", {
    data <- data.frame(occ = c("1020", "1020", "1020", "0010"), sex = c(1, 2, 2, 1),
                       school = c(16L, 21L, 24L, 1L), persons = c(10, 20, 30, 40))
    own <- quiet(soc_convert(data, "occ", "census2010", "census2018", "census", sum = "persons",
                             weights_by = c(sex = "sex", education = "school"),
                             weights_values = list(
                                 sex = c("1" = "male", "2" = "female"),
                                 education = c("1-17" = "hs_or_less", "18-21" = "some_college",
                                               "22-24" = "advanced"))))
    its <- by_program(data, "convert", c(
        "--column", "occ", "--from", "census2010", "--to", "census2018", "--weights", "census",
        "--sum", "persons", "--weights-by", "sex=sex,education=school", "--weights-values",
        "sex:1=male,2=female", "--weights-values",
        "education:1-17=hs_or_less,18-21=some_college,22-24=advanced"))
    expect_gt(nrow(own), 2L)
    expect_same_cells(own, its$rows)
    expect_same_account(soc_account(own), its$summary)
})

test_that("the last job of a person gets a code", {
    jobs <- data.frame(person = c(1, 1, 2), year = 2020, month = c(3L, 9L, 1L),
                       title = c("RN", "baker", "chimney sweep"), zone = c(3, 2, NA))
    own <- quiet(soc_assign(jobs, "title", "soc2018", last_by = c("person", "year"),
                            order = "month", job_zone = "zone", fall_back = "major"))
    its <- by_program(jobs, "assign", c("--column", "title", "--to", "soc2018", "--last-by",
                                        "person,year", "--order", "month", "--job-zone", "zone",
                                        "--fall-back", "major"))
    expect_same_cells(own, its$rows)
    expect_same_account(soc_account(own), its$summary)
    expect_identical(own$month, c(9L, 1L))
})

test_that("a mean by a weight without keys is a mean", {
    d <- data.frame(occ = c("11-1011", "11-1011", "15-1151"), wage = c(10, 20, 30),
                    emp = factor(c(1, 3, 1)))
    r <- suppressMessages(soc_convert(d, "occ", "soc2010", "soc2018", "equal", mean = "wage",
                                      by_weight = "emp"))
    expect_equal(r$wage_mean_by_emp, c(17.5, 30))
    both <- suppressMessages(soc_convert(transform(d, emp = c(1L, 3L, 1L)), "occ", "soc2010",
                                         "soc2018", "equal", sum = "emp", mean = "wage",
                                         by_weight = "emp"))
    expect_equal(both$emp, c(4, 1))
})

test_that("NA and an empty text are two keys, whichever comes first", {
    for (g in list(c("", NA), c(NA, ""))) {
        d <- data.frame(occ = c("11-1011", "15-1151"), w = c(1, 2), g = g)
        r <- suppressMessages(soc_convert(d, "occ", "soc2010", "soc2018", sum = "w", by = "g"))
        expect_identical(r$g, g)
    }
    d <- data.frame(occ = "11-1011", w = 1, g = "")
    expect_identical(suppressMessages(soc_convert(d, "occ", "soc2010", "soc2018", sum = "w",
                                                  by = "g"))$g, "")
})

test_that("a part of a figure does not become a value that the column declares missing", {
    d <- data.frame(occ = c("15-1134", "11-1011"))
    d$w <- structure(c(196, 98), na_values = 98, label = "weight",
                     class = c("haven_labelled_spss", "haven_labelled", "vctrs_vctr", "double"))
    expect_error(soc_convert(d, "occ", "soc2010", "soc2018", "equal", scale = "w"),
                 "declares missing")
    d$w[1] <- 194
    r <- suppressMessages(soc_convert(d, "occ", "soc2010", "soc2018", "equal", scale = "w"))
    expect_identical(as.vector(unclass(r$w)), c(97, 97, 98))
    expect_identical(attr(r$w, "na_values"), 98)
})

test_that("a row that is set aside in part has its part of the figures", {
    data <- data.frame(occ = c("11-1011", "99"), n = c(100, 7), text = c("10.5", "x"), f = factor(c("3", "y")))
    for (whole in c(FALSE, TRUE)) {
        own <- quiet(soc_convert(data, "occ", "soc2010", "onet2006", "equal", whole = whole,
                                 scale = if (whole) "n" else c("n", "text", "f")))
        aside <- soc_account(own)$set_aside
        expect_identical(aside$in_part, c(TRUE, FALSE))
        expect_identical(aside$n, c(50, 7))
        expect_identical(as.character(sum(aside$n)), soc_account(own)$sums$sum_rejected[1])
    }
    aside <- soc_account(quiet(soc_convert(data, "occ", "soc2010", "onet2006", "equal",
                                           scale = c("n", "text", "f"))))$set_aside
    expect_identical(aside$text, c("5.25", "x"))
    expect_identical(as.character(aside$f), c("1.5", "y"))
    expect_identical(names(aside), c("row", "reason", "in_part", "occ", "n", "text", "f"))
})

test_that("a word for what is missing does not change a filter of the same column", {
    data <- data.frame(occ = c("11-1011", "11-1011", "15-1134"), n = c(9, 2, 9))
    summed <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = "n", missing = 9,
                                where = list(n = c(9, 2))))
    expect_identical(summed$n[summed$soc2018_code == "11-1011"], 2)
    expect_identical(soc_account(summed)$rows_in, 3)
})

test_that("columns without names are not lost", {
    data <- structure(list(c("11-1011", "15-1134"), c(1, 2)), row.names = 1:2, class = "data.frame")
    expect_null(names(data))
    rows <- quiet(soc_convert(data, "#1", "soc2010", "soc2018", "equal", scale = "#2"))
    expect_identical(rows[[1]], c("11-1011", "15-1134", "15-1134"))
    expect_identical(rows[[2]], c(1, 1, 1))
    expect_identical(names(rows)[1:3], c("", "", "soc2018_code"))
    names(data) <- c("occ", "")
    summed <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = ""))
    expect_identical(sum(summed[[3]]), 3)
    expect_identical(soc_account(summed)$sums$sum_in, "3")
})

test_that("all columns say what a comma in a figure means", {
    data <- data.frame(occ = c("11-1011", "11-1011"), n = c("1,234", "5"), other = c("0,5", "1,25"))
    summed <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", sum = "n"))
    expect_identical(summed$n, 6.234)
    data$other <- c("0.5", "1.25")
    summed <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", sum = "n"))
    expect_identical(summed$n, 1239)
    data$other <- NULL
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", sum = "n"), class = "soc_error")
})

test_that("a column that nobody names says the level of each row", {
    data <- data.frame(occ = c("15-1130", "15-1131"), what = c("broad", "detailed"), n = c(3, 3))
    summed <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", sum = "n"))
    expect_identical(soc_account(summed)$summary$level_column, "what")
})

test_that("integer64 is what bit64 prints, in filters too", {
    # As the package does, without it: the doubles of 2 and 3 are not 2 and 3.
    registerS3method("as.character", "integer64", function(x, ...) {
        format(unclass(x) / 4.9406564584124654e-324, digits = 15, scientific = FALSE, trim = TRUE)
    })
    registerS3method("[", "integer64", function(x, i) structure(unclass(x)[i], class = "integer64"))
    on.exit({
        table <- get(".__S3MethodsTable__.", envir = baseenv())
        rm(list = c("as.character.integer64", "[.integer64"), envir = table)
    })
    big <- structure(c(2, 3) * 4.9406564584124654e-324, class = "integer64")
    expect_identical(as.character(big), c("2", "3"))
    data <- data.frame(occ = c("11-1011", "15-1134"), id = c(2, 3))
    kept <- quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", where = list(id = big[1])))
    expect_identical(kept$soc2018_code, "11-1011")
    drawn <- function(seed) {
        quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", split = "draw", seed = seed))
    }
    expect_identical(drawn(big[2])$soc2018_code, drawn(3)$soc2018_code)
})

test_that("sums beyond all doubles are no missing ones", {
    data <- data.frame(occ = c("11-1011", "11-1011"), n = c(1.7e308, 1.7e308))
    expect_identical(quiet(soc_convert(data, "occ", "soc2010", "soc2018", sum = "n"))$n, Inf)
})

test_that("a file may be named from the home folder", {
    home <- tempfile("home")
    dir.create(home)
    old <- Sys.getenv("HOME")
    Sys.setenv(HOME = home)
    on.exit({
        Sys.setenv(HOME = old)
        unlink(home, recursive = TRUE)
    })
    skip_if_not(path.expand("~/w.csv") == file.path(home, "w.csv"))
    expect_error(soc_convert(survey(), "occ", "soc2010", "soc2018", "~/w.csv"),
                 file.path(home, "w.csv"), fixed = TRUE)
    expect_error(soc_weights("~/w.csv"), file.path(home, "w.csv"), fixed = TRUE)
})

test_that("a seed has all digits", {
    data <- data.frame(occ = rep("15-1134", 40L))
    drawn <- function(seed) {
        quiet(soc_convert(data, "occ", "soc2010", "soc2018", "equal", split = "draw", seed = seed))[[2L]]
    }
    expect_identical(drawn("7"), drawn(7))
    largest <- drawn("18446744073709551615")
    expect_false(identical(largest, drawn("18446744073709551614")))
})
