ALTER TABLE things ADD COLUMN made timestamptz;
