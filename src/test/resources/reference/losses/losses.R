# Paths of losses that glmnet takes from R's family objects, at full precision.  usage: Rscript losses.R   (in this folder)
# Reads ../diabetes/table.csv; writes NAME.csv (one row a grid point: the intercept, then a coefficient a column).
# R 4.2.2, glmnet 4.1-6, MASS 7.3-58.2, statmod 1.5.0 (Debian 12: r-cran-glmnet, r-cran-mass, r-cran-statmod)
suppressMessages({library(glmnet); library(MASS); library(statmod)})
glmnet.control(epsnr = 1e-18, mxitnr = 1000)  # else it stops at about 1e-3 of the largest gradient
d <- read.csv("../diabetes/table.csv", check.names = FALSE)
x <- as.matrix(d[, setdiff(names(d), c("id", "fold", "progression"))])
w <- 1 + d$id %% 3; o <- 0.1 * (d$id %% 5)
cases <- list(
  gamma = list(y = d$progression, family = Gamma(link = "log"), residual = function(y, mu) y / mu - 1),
  tweedie = list(y = pmax(d$progression - 100, 0), family = tweedie(var.power = 1.6, link.power = 0), residual = function(y, mu) (y - mu) / mu^0.6),
  "negative-binomial" = list(y = floor(d$progression / 20), family = negative.binomial(2), residual = function(y, mu) 2 * (y - mu) / (2 + mu)))
wn <- w / sum(w); mean <- colSums(wn * x); sd <- sqrt(colSums(wn * sweep(x, 2, mean)^2)); xs <- sweep(sweep(x, 2, mean), 2, sd, "/")
for (name in names(cases)) {
  case <- cases[[name]]; y <- case$y; rows <- NULL; worst <- 0
  null <- suppressWarnings(glm(y ~ 1, weights = w, offset = o, family = case$family, control = list(epsilon = 1e-15, maxit = 500)))
  gmax <- max(abs(colSums(wn * case$residual(y, fitted(null)) * xs)))
  for (alpha in c(0, 0.5, 1)) {
    top <- gmax / max(alpha, 1e-3); end <- 1e-3 * (if (alpha == 0) gmax else top)
    lambda <- top * (end / top)^((0:11) / 11)
    f <- glmnet(x, y, weights = w, offset = o, family = case$family, alpha = alpha, lambda = lambda, thresh = 1e-14, maxit = 1e8)
    stopifnot(length(f$lambda) == length(lambda))
    for (k in seq_along(lambda)) {
      b <- as.numeric(f$beta[, k]); eta <- as.numeric(f$a0[k] + x %*% b + o)
      q <- colSums(wn * case$residual(y, exp(eta)) * xs) - lambda[k] * (1 - alpha) * b * sd
      violation <- max(ifelse(b == 0, pmax(0, abs(q) - lambda[k] * alpha), abs(q - lambda[k] * alpha * sign(b)))) / gmax
      worst <- max(worst, violation)
      rows <- rbind(rows, c(alpha, k - 1, lambda[k], f$a0[k], b))
    }
  }
  colnames(rows) <- c("elastic_net_param", "k", "reg_param", "intercept", colnames(x))
  rows[] <- as.numeric(formatC(rows, digits = 17, format = "g"))
  write.csv(format(as.data.frame(rows), digits = 17, trim = TRUE), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  cat(name, "worst violation / gmax", formatC(worst, digits = 3), "\n")
}
