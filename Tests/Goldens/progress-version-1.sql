-- A record as version 1 of the program leaves it. Written by hand, and checked with
--   python3 -c "import sqlite3; sqlite3.connect(':memory:').executescript(open('progress-version-1.sql').read())"
-- It must open for ever: it is what learners have on their disks.
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES ('1');
CREATE TABLE attempts (
  id TEXT PRIMARY KEY,
  item TEXT NOT NULL, version INTEGER NOT NULL, lesson TEXT NOT NULL,
  answer TEXT NOT NULL, score REAL NOT NULL, points REAL NOT NULL,
  hint INTEGER NOT NULL, time REAL NOT NULL
);
CREATE INDEX attempts_by_item ON attempts (item, time);
CREATE TABLE reading (lesson TEXT PRIMARY KEY, share REAL NOT NULL);
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY CHECK (id = 1), lesson TEXT NOT NULL, block INTEGER NOT NULL
);
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO attempts VALUES
  ('A1', 'scaling-sd', 1, 'transformer/scaling', '{"text":"16"}', 1, 1, 0, 1700000000),
  ('A2', 'scaling-sd', 1, 'transformer/scaling', '{"text":"8"}', 0, 1, 0, 1600000000),
  ('A3', 'steps-order', 2, 'attention/steps', '{"choice":1}', 0.75, 1, 1, 1700000001),
  ('A4', 'scaling-instead', 1, 'transformer/scaling', '{"choices":[0,2]}', 2, 2, 0, 1700000002),
  ('A5', 'from-a-later-type', 1, 'attention/steps', '{"order":[1,0]}', 1, 1, 0, 1700000003);
INSERT INTO reading VALUES ('attention/steps', 0.5), ('transformer/scaling', 1);
INSERT INTO bookmark VALUES (1, 'attention/steps', 7);
INSERT INTO settings VALUES ('language', 'zh');
