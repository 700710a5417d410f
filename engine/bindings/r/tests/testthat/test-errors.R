# The argument that an error names.
argument_of <- function(expr) {
    error <- tryCatch(expr, error = function(error) error)
    if (!inherits(error, "soc_error")) {
        return(paste("not ours:", conditionMessage(error)))
    }
    error$argument
}

test_that("an error names its argument", {
    data <- survey()
    to <- function(...) soc_convert(data, "occ", "soc2010", "soc2018", ...)
    expect_identical(argument_of(soc_convert(data)), "column")
    expect_identical(argument_of(soc_convert(1:3, "occ")), "data")
    expect_identical(argument_of(soc_convert(data.frame(), "occ")), "data")
    expect_identical(argument_of(soc_convert("file.csv", "occ")), "data")
    expect_identical(argument_of(soc_convert(data, 2)), "column")
    expect_identical(argument_of(soc_convert(data, "ocp", "soc2010", "soc2018")), "column")
    expect_identical(argument_of(soc_convert(data, "occ", "soc2001", "soc2018")), "from")
    expect_identical(argument_of(soc_convert(data, "occ", "soc2010", "soc2081")), "to")
    expect_identical(argument_of(soc_convert(data, "occ", "soc2010")), "to")
    expect_identical(argument_of(to(weights = "censu")), "weights")
    expect_identical(argument_of(to(level = "minr")), "level")
    expect_identical(argument_of(to(split = "bst")), "split")
    expect_identical(argument_of(to(split = "draw", weights = "equal")), "split")
    expect_identical(argument_of(to(by = "sex")), "by")
    expect_identical(argument_of(to(sum = "weight", by = "sx")), "by")
    expect_identical(argument_of(to(sum = "wieght")), "sum")
    expect_identical(argument_of(to(bounds = NA)), "bounds")
    expect_identical(argument_of(to(bounds = "yes")), "bounds")
    expect_identical(argument_of(to(seed = -1, split = "draw")), "seed")
    expect_identical(argument_of(to(seed = 1.5, split = "draw")), "seed")
    expect_identical(argument_of(to(seed = 1, draws = 101, split = "draw", weights = "equal")), "draws")
    expect_identical(argument_of(to(threads = "many")), "threads")
    expect_identical(argument_of(to(where = c(1, 2))), "where")
    expect_identical(argument_of(to(where = list(wave = 1))), "where")
    expect_identical(argument_of(to(edition_column = "person", edition_map = "soc2010")), "edition_map")
    expect_identical(argument_of(to(weights_values = list(sex = c("1" = "male")))), "weights_values")
    expect_identical(argument_of(to(weights = "census", weights_by = c(sex = "sex"),
                                    weights_values = list(sex = c("9-1" = "male")))),
                     "weights_values")
    expect_identical(argument_of(to(fail_above = "much")), "fail_above")
    expect_identical(argument_of(to(fail_above = c(0.9, 0.1))), "fail_above")
    expect_identical(argument_of(to(catalog = "no such folder")), "catalog")
    expect_identical(argument_of(soc_editions(catalog = "no such folder")), "catalog")
    expect_identical(argument_of(soc_convert(data, NULL, "soc2010", "soc2018")), "column")
    expect_identical(argument_of(soc_convert(data, "", "soc2010", "soc2018")), "column")
    expect_identical(argument_of(soc_assign(data, "sex", "soc2018", learn = "no such file")), "learn")
    expect_identical(argument_of(soc_find("RN", learn = "no such file")), "learn")
    expect_identical(argument_of(to(seed = "18446744073709551616", split = "draw")), "seed")
    expect_identical(argument_of(to(seed = "1.0", split = "draw")), "seed")
    expect_identical(argument_of(soc_detect(data, "")), "column")
    expect_identical(argument_of(to(repair = "date")), "repair")
    expect_identical(argument_of(to(decimal = "point,", sum = "weight")), "decimal")
    expect_identical(argument_of(to(title_score = 2, split = "title", title_column = "sex")), "title_score")
    expect_identical(argument_of(to(summ = "weight")), "summ")
    expect_identical(argument_of(soc_map("1", "soc2010", "soc2081")), "to")
    expect_identical(argument_of(soc_map("1", "soc2010")), "to")
    expect_identical(argument_of(soc_diff("soc2010", "soc2018", changes = "spilt")), "changes")
    expect_identical(argument_of(soc_diff("soc2010", "soc2018", stat = TRUE, explain = "1")), "explain")
    expect_identical(argument_of(soc_families("soc2010")), "editions")
    expect_identical(argument_of(soc_assign(data, "sex", "soc2018", last_by = "person")), "last_by")
    expect_identical(argument_of(soc_assign(data, "sex", "soc2018", min_score = 2)), "min_score")
    expect_identical(argument_of(soc_detect(data, "ocp")), "column")
    expect_identical(argument_of(soc_weights("sensus")), "weights")
    expect_identical(argument_of(soc_find("RN", edition = "soc2081")), "edition")
})

test_that("a value that no row has is an error, as in a file", {
    data <- survey()
    to <- function(...) soc_convert(data, "occ", "soc2010", "soc2018", "equal", ...)
    expect_error(to(where = list(sex = "fm")), "no row has 'fm' in column 'sex'", class = "soc_error")
    expect_error(to(sum = "weight", where = list(sex = "fm")), "no row has 'fm'", class = "soc_error")
    expect_identical(argument_of(to(where = list(sex = "fm"))), "where")
    expect_identical(argument_of(to(where_not = list(sex = "fm"))), "where_not")
    expect_error(soc_convert(data, "occ", to = "soc2018", weights = "equal", edition_column = "sex",
                             edition_map = c(m = "soc2010", "fm" = "soc2018")),
                 "no row has 'fm'", class = "soc_error")
    jobs <- data.frame(job = "baker", sex = "f")
    expect_error(soc_assign(jobs, "job", "soc2018", where = list(sex = "m")), "no row has 'm'",
                 class = "soc_error")
})

test_that("numbers that would become others are refused", {
    data <- survey()
    to <- function(...) soc_convert(data, "occ", "soc2010", "soc2018", "equal", ...)
    expect_identical(argument_of(to(split = "draw", seed = 2^53 + 2)), "seed")
    expect_error(to(split = "draw", seed = 2^53), "from 0 to 9007199254740991", class = "soc_error")
    expect_identical(argument_of(to(threads = 1e10)), "threads")
    expect_identical(argument_of(to(threads = 0)), "threads")
    data$yes <- data$weight > 60
    expect_error(to(sum = "yes"), "sum: column 'yes' is of TRUE and FALSE", class = "soc_error")
    expect_identical(argument_of(to(scale = "yes")), "scale")
    expect_error(to(repair = "date"), "'all', ", class = "soc_error")
    expect_identical(argument_of(soc_convert(data, "occ", "soc2010", "soc2018", "census",
                                             weights_by = c(sex = "sx"))), "weights_by")
})

test_that("an error says what may have been meant", {
    data <- survey()
    expect_error(soc_convert(data, "ocp", "soc2010", "soc2018"), "did you mean 'occ'")
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", summ = "weight"), "did you mean 'sum'")
    expect_error(soc_convert(data, "occ", "soc2010", "soc2081"), "did you mean 'soc2018'")
    expect_error(soc_convert(data, "occ", "soc2010", "soc2018", "census", "equal"), "without a name")
})

test_that("a column that is there already is not covered", {
    data <- data.frame(occ = "11-1011", share = 1)
    expect_identical(argument_of(soc_convert(data, "occ", "soc2010", "soc2018")), "prefix")
    result <- soc_convert(data, "occ", "soc2010", "soc2018", prefix = "new_")
    expect_identical(names(result)[2:4], c("share", "new_soc2018_code", "new_share"))
})

test_that("a row that cannot be carried can stop it", {
    expect_error(soc_convert(survey(), "occ", "soc2010", "soc2018", on_unknown = "fail"),
                 class = "soc_error")
    expect_error(soc_convert(survey(), "occ", "soc2010", "soc2018", fail_above = "1%"),
                 class = "soc_error")
    expect_error(soc_convert(survey(), "occ", "soc2010", "soc2018", fail_above = 0.01),
                 class = "soc_error")
    kept <- quiet(soc_convert(survey(), "occ", "soc2010", "soc2018", on_unknown = "keep"))
    expect_true(7L %in% kept$person && 5L %in% kept$person)
})

test_that("the engine finds out no edition of a column without a name", {
    expect_error(socshift:::engine_convert("", list(to = "soc2018"), "occ", list("11-1011"), 1, FALSE),
                 "which edition column '' is in cannot be found out", class = "soc_error")
})

test_that("errors speak of arguments, not of options of the program", {
    message_of <- function(expr) tryCatch(expr, soc_error = conditionMessage)
    to <- function(codes, ..., data = data.frame(occ = codes, n = 1)) {
        message_of(soc_convert(data, "occ", "soc2010", "soc2018", ..., on_unknown = "fail"))
    }
    expect_match(to("15-1132", sum = "n"), 'weights = "equal" would split it evenly', fixed = TRUE)
    expect_match(to("15-113X", weights = "equal"), 'repair = "masked" reads 15-1130', fixed = TRUE)
    expect_match(to(data = data.frame(occ = "11-1011", share = 1)), "prefix gives the added columns")
    expect_match(message_of(soc_exclusions("soc2081")), "soc_editions() lists all", fixed = TRUE)
    file <- tempfile(fileext = ".csv")
    writeLines(c("source,target,share", "15-1132,15-1252,0.5", "15-1132,15-1253,0.25"), file)
    expect_match(to("15-1132", weights = file), "normalise = TRUE divides them", fixed = TRUE)
    expect_match(to("--from"), "'--from'", fixed = TRUE)
})
