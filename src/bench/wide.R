# glmnet on the rows that WideBench has left: Rscript src/bench/wide.R [target/bench/wide]
# cv.glmnet with 5 folds for each of three alphas, on a grid of 100 down to 1e-4 of its largest strength.
suppressMessages(library(glmnet))
args <- commandArgs(TRUE)
directory <- if (length(args) > 0) args[1] else "target/bench/wide"
file <- file.path(directory, "rows.bin")
numbers <- readBin(file, "double", file.size(file) / 8, endian = "big")
columns <- numbers[1]
rows <- matrix(numbers[-1], ncol = columns + 2, byrow = TRUE)
labels <- list(gaussian = rows[, 1], binomial = rows[, 2])
x <- rows[, -(1:2)]
rm(numbers, rows)
cat(nrow(x), "x", ncol(x), "\n")
for (family in names(labels)) {
  seconds <- sapply(c(0, 0.5, 1), function(alpha) system.time(
    cv.glmnet(x, labels[[family]], family = family, alpha = alpha, nfolds = 5, nlambda = 100, lambda.min.ratio = 1e-4)
  )[["elapsed"]])
  cat(sprintf("%-10s cv.glmnet %6.1f + %.1f + %.1f = %.1f s\n", family, seconds[1], seconds[2], seconds[3], sum(seconds)))
}
