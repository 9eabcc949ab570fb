# trends.csv: trends of percentages, by R itself.
#
# Cochran-Armitage: prop.trend.test, blank where everybody or nobody is a case (0/0) or all stand at one time.
# The logistic slope: glm, with Wald limits; blank where no finite slope is likeliest. The rule: a line a + b t
# separates if some (a, b) other than 0 is 0 where a proportion lies between 0 and 1, at most 0 where it is 0, at least
# 0 where it is 1. So a slope exists if two different times have a proportion between 0 and 1; with one such time the
# zeros and the fulls must not lie on two sides of it; with none, neither may lie wholly before the other.

here <- commandArgs(trailingOnly = TRUE)[1]
set.seed(11)

exists_slope <- function(t, x, n) {
  if (length(unique(t)) < 2) return(FALSE)
  between <- unique(t[x > 0 & x < n])
  if (length(between) >= 2) return(TRUE)
  none <- t[x == 0]
  all <- t[x == n]
  if (length(between) == 1) {
    up <- all(none <= between) && all(all >= between)
    down <- all(none >= between) && all(all <= between)
    return(!(up || down))
  }
  if (length(none) == 0 || length(all) == 0) return(FALSE)
  !(max(none) <= min(all) || max(all) <= min(none))
}

number <- function(v) ifelse(is.na(v), "", formatC(v, digits = 14, format = "g", width = 1))

trend <- function(t, x, n) {
  found <- rep(NA_real_, 5)
  if (length(unique(t)) > 1 && sum(x) > 0 && sum(x) < sum(n)) {
    test <- suppressWarnings(prop.trend.test(x, n, t))
    found[1:2] <- c(test$statistic, test$p.value)
  }
  if (exists_slope(t, x, n)) {
    fit_from <- function(start) {
      suppressWarnings(glm(cbind(x, n - x) ~ t, family = binomial, start = start,
                           control = glm.control(epsilon = 1e-14, maxit = 100)))
    }
    # glm's standard error is that of its last step but one: two more make it that of the estimate.
    fit <- fit_from(coef(fit_from(coef(fit_from(NULL)))))
    row <- coef(summary(fit))["t", ]
    z <- qnorm(0.975)
    found[3:5] <- c(row[1], row[1] - z * row[2], row[1] + z * row[2])
  }
  c(paste0(t, ":", format(x, scientific = FALSE, trim = TRUE), "/", format(n, scientific = FALSE, trim = TRUE),
           collapse = ";"), number(found))
}

published <- list(
  list(1:4, c(83, 90, 129, 70), c(86, 93, 136, 82)),
  list(1:5, c(994, 1023, 1199, 1332, 1367), c(40299, 41527, 42811, 44064, 44701)),
  list(1:5, c(8, 10, 11, 22, 6), c(61, 58, 111, 124, 135)),
  list(1:4, c(21, 26, 38, 41), c(140, 151, 163, 170)),
  list(1:3, c(0, 0, 0), c(5, 6, 7)), list(1:3, c(5, 6, 7), c(5, 6, 7)), list(1:3, c(0, 3, 7), c(5, 6, 7)),
  list(1:3, c(5, 3, 0), c(5, 6, 7)), list(1:3, c(0, 0, 7), c(5, 6, 7)), list(1:3, c(0, 6, 0), c(5, 6, 7)),
  list(1:3, c(0, 3, 0), c(5, 6, 7)), list(1:2, c(1, 0), c(1, 1)), list(c(1, 1), c(3, 4), c(9, 9)),
  list(c(1, 1, 2), c(3, 4, 6), c(9, 9, 11)))

drawn <- lapply(1:340, function(i) {
  k <- sample(2:10, 1)
  t <- if (runif(1) < 0.6) seq_len(k) else sort(sample(0:(k + 4), k))
  most <- c(3, 40, 3000, 1e6)[i %% 4 + 1]
  n <- pmax(1, round(exp(runif(1, 0, log(most))) * exp(rnorm(k, 0, 0.2))))
  start <- if (i %% 4 == 3) rnorm(1, -1, 2) else rnorm(1, 0, 3)
  pace <- if (most > 1000) rnorm(1, 0, 0.1) else rnorm(1, 0, 0.4)
  list(t, rbinom(k, n, plogis(start + pace * (t - mean(t)))), n)
})

rows <- do.call(rbind, lapply(c(published, drawn), function(s) trend(s[[1]], s[[2]], s[[3]])))
rows <- rows[!duplicated(rows[, 1]), ]
colnames(rows) <- c("proportions", "chi_squared", "p", "slope", "lower", "upper")
write.csv(rows, file.path(here, "trends.csv"), row.names = FALSE, quote = FALSE)
cat(sprintf("trends.csv: %d, of which %d have a slope\n", nrow(rows), sum(rows[, "slope"] != "")))
