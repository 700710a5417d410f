# Random frames and options: what R gives is what the program gives of a file of the same data.

some <- function(values) sample(values, 1L)

random_frame <- function(codes) {
    rows <- some(c(1, 3, 40))
    odd <- c(NA, "", "00-0000", "99-9999", "11-000", "nonsense", "29-1060", "11-0000", "NULL")
    occ <- sample(c(sample(codes, 20), odd), rows, replace = TRUE)
    hyphens <- runif(rows) < 0.3
    occ[hyphens] <- gsub("-", "", occ[hyphens])
    if (some(c(TRUE, FALSE))) {
        occ <- factor(occ, levels = sample(c(unique(occ[!is.na(occ)]), "never")))
    }
    nothing <- some(c(NA, ""))  # keys tell one from the other, which text cannot
    data.frame(
        id = seq_len(rows),
        occ = occ,
        weight = sample(c(NA, 0, 1, 0.1, 0.3333, -2.5, 1e6, 123456789.125, 1e-7), rows, TRUE),
        count = sample(c(NA, 0L, 7L, 1000L, 2147483647L), rows, TRUE),
        state = sample(c(nothing, "CA", "New York", "a,b", "say \"so\""), rows, TRUE)
    )
}

test_that("rows and figures are those of the program, whatever the data", {
    codes <- unique(quiet(soc_map(from = "soc2010", to = "soc2018"))$source_code)
    for (seed in 1:25) {
        set.seed(seed)
        data <- random_frame(codes)
        arguments <- c("--column", "occ", "--from", "soc2010", "--to", "soc2018", "--weights",
                       "census,equal")
        asked <- list(data, "occ", "soc2010", "soc2018", c("census", "equal"))
        more <- some(c("rows", "scale", "sum", "groups", "level"))
        if (more == "scale") {
            asked$scale <- c("weight", "count")
            arguments <- c(arguments, "--scale", "weight,count")
        } else if (more == "sum") {
            asked <- c(asked, list(sum = c("weight", "count"), by = "state", bounds = TRUE,
                                   allow_mixed_levels = TRUE))
            arguments <- c(arguments, "--sum", "weight,count", "--by", "state", "--bounds",
                           "--allow-mixed-levels")
        } else if (more == "groups") {
            asked$groups <- "spread"
            arguments <- c(arguments, "--groups", "spread")
        } else if (more == "level") {
            asked$level <- "broad"
            arguments <- c(arguments, "--level", "broad")
        }
        its <- tryCatch(by_program(data, "convert", arguments), error = function(error) error)
        own <- tryCatch(quiet(do.call(soc_convert, asked)), soc_error = function(error) error)
        if (inherits(its, "error") || inherits(own, "error")) {
            expect_true(inherits(its, "error") && inherits(own, "error"),
                        info = paste(seed, more, format(its), format(own)))
            next
        }
        expect_identical(names(own), names(its$rows), info = paste(seed, more))
        expect_same_cells(own, its$rows)
        account <- soc_account(own)
        expect_same_account(account, its$summary)
        expect_identical(account$rows_in, account$rows_carried + account$rows_rejected)
        expect_identical(nrow(account$set_aside), NROW(its$rejects))
    }
})
