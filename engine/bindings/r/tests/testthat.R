library(testthat)
library(socshift)

test_check("socshift")
