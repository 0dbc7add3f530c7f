-- Format 2: `report.record` is the report's line without its text: authors, times with their clocks, and which bytes of
-- which document became the text. It is null for what format 1 stored.

ALTER TABLE report ADD COLUMN record TEXT;
