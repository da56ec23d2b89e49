# glmnet on the rows that LevelsBench has left: Rscript src/bench/levels.R [target/bench/levels]
# One path, and cv.glmnet with 10 folds, for alpha = 1; what eleven values of alpha take is eleven times that.
suppressMessages({library(glmnet); library(Matrix)})
args <- commandArgs(TRUE)
directory <- if (length(args) > 0) args[1] else "target/bench/levels"
rows <- read.csv(list.files(file.path(directory, "csv"), "csv$", full.names = TRUE)[1], stringsAsFactors = TRUE)
numbers <- as(as.matrix(rows[grep("^x", names(rows))]), "CsparseMatrix")
levels <- lapply(rows[grep("^c", names(rows))], function(v) t(fac2sparse(v)))
x <- do.call(cbind, c(list(numbers), unname(levels)))
cat(nrow(x), "x", ncol(x), "\n")
for (family in c("gaussian", "binomial")) {
  path <- system.time(glmnet(x, rows[[family]], family))[["elapsed"]]
  folds <- system.time(cv.glmnet(x, rows[[family]], family = family, nfolds = 10))[["elapsed"]]
  cat(sprintf("%-10s one path %6.1f s, cv.glmnet %6.1f s, eleven of these %7.1f s\n", family, path, folds, 11 * folds))
}
