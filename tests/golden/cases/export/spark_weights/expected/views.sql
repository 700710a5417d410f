-- The crosswalk tc1990 -> tc2010, with shares.
CREATE OR REPLACE TEMPORARY VIEW tc1990_to_tc2010 AS
SELECT * FROM (VALUES
('0100', CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS DOUBLE), CAST(NULL AS STRING), CAST(NULL AS STRING), 'section group, not class'),
('0111', '0111', 'Baked Goods', CAST('1' AS DOUBLE), '1', 'only', CAST(NULL AS STRING)),
('0112', '0111', 'Baked Goods', CAST('1' AS DOUBLE), '1', 'only', CAST(NULL AS STRING)),
('0119', '0112', 'Ice Cream', CAST('0.5' AS DOUBLE), '1/2', 'equal', CAST(NULL AS STRING)),
('0119', '0119', 'Food, All Other', CAST('0.5' AS DOUBLE), '1/2', 'equal', CAST(NULL AS STRING)),
('0200', CAST(NULL AS STRING), CAST(NULL AS STRING), CAST(NULL AS DOUBLE), CAST(NULL AS STRING), CAST(NULL AS STRING), 'section group, not class'),
('0211', '0221', 'Hand Lathes', CAST('0.5' AS DOUBLE), '1/2', 'equal', CAST(NULL AS STRING)),
('0211', '0222', 'Machine Lathes', CAST('0.5' AS DOUBLE), '1/2', 'equal', CAST(NULL AS STRING)),
('0212', '0223', 'Computers', CAST('1' AS DOUBLE), '1', 'only', CAST(NULL AS STRING))
) AS crosswalk(source_code, target_code, target_title, share, share_exact, basis, reason);

-- What a join of lake.survey.occ with it loses, all of a row or a part.
CREATE OR REPLACE TEMPORARY VIEW tc1990_to_tc2010_lost AS
WITH codes AS (
    SELECT source_code, max(reason) AS reason, count(target_code) AS targets,
        count(CASE WHEN target_code IS NOT NULL THEN share END) AS shares
    FROM tc1990_to_tc2010 GROUP BY source_code)
SELECT data.*, CASE
        WHEN codes.source_code IS NULL THEN 'no code of tc1990 as it is written'
        WHEN codes.reason IS NOT NULL THEN codes.reason
        ELSE 'several targets, and no share is known'
    END AS lost_because
FROM lake.survey AS data LEFT JOIN codes ON data.occ = codes.source_code
WHERE codes.source_code IS NULL OR codes.reason IS NOT NULL
    OR codes.shares < codes.targets;
