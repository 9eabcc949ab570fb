-- What `phaseline compare AUTHORITY` reads, with the relative likelihood of each phase, indicator and category beside the
-- nation's. Phases and indicators are named, so that the key of `observation` is sought, not scanned, as Phaseline does.
WITH own AS (
  SELECT phase, indicator, category, ethnicity, sum(numerator_low) AS numerator, sum(denominator_low) AS denominator
  FROM observation
  WHERE standard = 'sc-wres' AND phase IN (SELECT key FROM phase WHERE standard = 'sc-wres')
    AND indicator IN (SELECT key FROM indicator WHERE standard = 'sc-wres')
    AND organisation = (SELECT code FROM organisation WHERE standard = 'sc-wres' AND name = 'AUTHORITY')
  GROUP BY phase, indicator, category, ethnicity
), nation AS (
  SELECT phase, indicator, category, ethnicity, numerator_low AS numerator, denominator_low AS denominator
  FROM national_total WHERE standard = 'sc-wres' AND service = 'all'
), counts AS (SELECT 'own' AS who, * FROM own UNION ALL SELECT 'nation', * FROM nation)
SELECT bame.indicator, bame.phase, bame.category, bame.who, bame.numerator, bame.denominator, white.numerator,
  white.denominator, (1.0 * bame.numerator / bame.denominator) / (1.0 * white.numerator / white.denominator) AS ratio
FROM counts AS bame JOIN counts AS white USING (who, phase, indicator, category)
WHERE bame.ethnicity = 'bame' AND white.ethnicity = 'white'
ORDER BY 1, 2, 3, 4;
