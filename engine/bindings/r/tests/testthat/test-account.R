test_that("rows and sums balance", {
    result <- quiet(soc_convert(survey(), "occ", "soc2010", "soc2018", c("census", "equal"),
                                scale = "weight"))
    account <- soc_account(result)
    expect_identical(account$rows_in, account$rows_carried + account$rows_rejected)
    sums <- lapply(account$sums[-1], as.numeric)
    expect_equal(sums$sum_in, sums$sum_out + sums$sum_rejected)
    expect_equal(sum(account$basis), account$rows_carried)
    expect_identical(sum(account$reasons$rows), account$rows_rejected)
    expect_match(account$methods[1], "soc2010 -> soc2018")
})

test_that("what is set aside or assumed is said as a condition", {
    expect_message(soc_convert(survey(), "occ", "soc2010", "soc2018"), "3 set aside",
                   class = "soc_notice")
    data <- data.frame(occ = "15-1134")
    expect_message(soc_convert(data, "occ", "soc2010", "soc2018", "equal"),
                   "1 by an equal split, assumed", class = "soc_notice")
    expect_output(print(soc_account(quiet(soc_convert(data, "occ", "soc2010", "soc2018",
                                                      "equal")))), "basis: 1 equal")
})

test_that("drafts are marked", {
    data <- data.frame(occ = "15-1252")
    expect_message(result <- soc_convert(data, "occ", "soc2018", "soc2028-scenario", "equal"),
                   "soc2028-scenario is a draft", class = "soc_notice")
    expect_identical(soc_account(result)$drafts, "soc2028-scenario")
    expect_output(print(soc_account(result)), "DRAFT (soc2028-scenario)", fixed = TRUE)
    table <- quiet(soc_diff("soc2018", "soc2028-scenario", stat = TRUE))
    expect_output(print(table), "DRAFT (soc2028-scenario)", fixed = TRUE)
})

test_that("an account is of its result", {
    result <- quiet(soc_convert(survey(), "occ", "soc2010", "soc2018", "equal"))
    lost <- result
    attr(lost, "soc_account") <- NULL
    expect_error(soc_account(lost), "result: expected what soc_convert", class = "soc_error")
    fewer <- result
    attr(fewer, "row.names") <- .set_row_names(2L)
    expect_warning(soc_account(fewer), "2 now")
})

test_that("what must be known of a result is a message", {
    d <- data.frame(occ = c("15-1134", "11-1011"), w = c(-999, 2))
    said <- function(call) {
        out <- character()
        withCallingHandlers(call, message = function(m) {
            out <<- c(out, conditionMessage(m))
            invokeRestart("muffleMessage")
        })
        paste(out, collapse = "\n")
    }
    found <- said(soc_convert(d, "occ", to = "soc2018"))
    expect_match(found, "'occ' is taken for codes of soc2010")
    expect_match(found, "1 with shares that are not known")
    summed <- said(soc_convert(d, "occ", "soc2010", "soc2018", "equal", sum = "w"))
    expect_match(summed, "-999 in 'w' \\(cells: 1\\) is counted as a number")
})
