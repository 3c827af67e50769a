-- A ledger as the release with schema version 3 made it: its tables of records, word for word, and a few rows.

CREATE TABLE about (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE alias (
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  kind TEXT,
  notes TEXT,
  PRIMARY KEY (name)
);

CREATE TABLE article (
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  url TEXT,
  outlet TEXT,
  title TEXT,
  byline TEXT,
  published TEXT,
  published_from TEXT,
  credits TEXT NOT NULL,
  language TEXT,
  sha256 TEXT NOT NULL,
  furniture TEXT NOT NULL,
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  as_of TEXT,
  canonical TEXT,
  PRIMARY KEY (id)
);

CREATE TABLE correction (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  names TEXT NOT NULL,
  places TEXT NOT NULL,
  undoes TEXT,
  "by" TEXT,
  made TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE dependence (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  relation TEXT NOT NULL,
  score FLOAT NOT NULL,
  share FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  passages TEXT NOT NULL,
  shown TEXT NOT NULL,
  PRIMARY KEY (a, b)
);

CREATE TABLE drift (
  id TEXT NOT NULL,
  a TEXT NOT NULL,
  span_a TEXT NOT NULL,
  b TEXT NOT NULL,
  span_b TEXT NOT NULL,
  kind TEXT NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE edition (
  id TEXT NOT NULL,
  article TEXT NOT NULL,
  relation TEXT NOT NULL,
  path TEXT NOT NULL,
  url TEXT,
  as_of TEXT,
  sha256 TEXT NOT NULL,
  reasons TEXT NOT NULL,
  text TEXT,
  gone TEXT NOT NULL,
  new TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE entity (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE event (
  id TEXT NOT NULL,
  articles TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE failure (
  path TEXT NOT NULL,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL,
  PRIMARY KEY (path, stage)
);

CREATE TABLE figure (
  id TEXT NOT NULL,
  article TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  low FLOAT NOT NULL,
  high FLOAT,
  unit TEXT,
  what TEXT,
  place TEXT,
  as_of TEXT,
  according_to TEXT,
  attribution TEXT,
  part_of TEXT,
  PRIMARY KEY (id)
);

CREATE TABLE figure_link (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  relation TEXT NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a, b)
);

CREATE TABLE judgement (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (a, b)
);

CREATE TABLE link (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  relation TEXT NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a, b, relation)
);

CREATE TABLE mention (
  article TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (article, start, "end", entity)
);

CREATE TABLE naming (
  article TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  label TEXT NOT NULL,
  referent TEXT NOT NULL,
  voice TEXT NOT NULL,
  scare_quotes BOOLEAN NOT NULL,
  PRIMARY KEY (article, start, "end", referent)
);

CREATE TABLE origin (
  id TEXT NOT NULL,
  statement TEXT NOT NULL,
  attributions TEXT NOT NULL,
  why TEXT NOT NULL,
  first TEXT NOT NULL,
  passages TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE report (
  id TEXT NOT NULL,
  article TEXT NOT NULL,
  source TEXT NOT NULL,
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  kind TEXT NOT NULL,
  quote TEXT NOT NULL,
  speaker TEXT,
  speaker_from TEXT NOT NULL,
  why_speaker TEXT NOT NULL,
  act TEXT NOT NULL,
  target TEXT,
  said_on TEXT,
  said_precision TEXT,
  date_words TEXT,
  relay TEXT NOT NULL,
  nested_in TEXT,
  why_act TEXT,
  relay_words TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE statement (
  id TEXT NOT NULL,
  speaker TEXT,
  act TEXT NOT NULL,
  said_on TEXT,
  gist TEXT NOT NULL,
  attributions TEXT NOT NULL,
  origins TEXT NOT NULL,
  outlets TEXT NOT NULL,
  recycled TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE tagging (
  text TEXT NOT NULL,
  tagger TEXT NOT NULL,
  tagging TEXT NOT NULL,
  PRIMARY KEY (text, tagger)
);

INSERT INTO about VALUES ('schema', '3');
INSERT INTO article VALUES ('art_a65f09b7963a', 'a.txt', NULL, NULL, 'Harbour stays shut', NULL, NULL, 'the page shows no date of publication', '[]', 'en', 'ca364276080b6d382e0bdef0c8c270b809cdcbe51b4d35f8f4d5e39b57396091', '[]', 'Harbour stays shut

The harbour of Vell stays shut for a third week, the port authority announced.

“The cranes will not move before the inspectors have left,” said Ida Rune of the port authority.
', 'ca364276080b6d382e0bdef0c8c270b809cdcbe51b4d35f8f4d5e39b57396091', NULL, NULL);
INSERT INTO article VALUES ('art_70403598ce88', 'b.txt', NULL, NULL, 'Inspectors to stay in Vell', NULL, NULL, 'the page shows no date of publication', '[]', 'en', '1f2f7b560964040953421e46f2d2423a46161353b07e782043e54ba8fd223723', '[]', 'Inspectors to stay in Vell

Inspectors will remain in the harbour of Vell, their head announced.

“We leave when the work is done,” said Tomas Hale. He spoke to reporters on the quay on Tuesday.
', '1f2f7b560964040953421e46f2d2423a46161353b07e782043e54ba8fd223723', NULL, NULL);
INSERT INTO failure VALUES ('gone.pdf', 'read', 'it is a PDF', 'Save it as HTML');
INSERT INTO entity VALUES ('ent_1', 'Ida Rune', 'person', '[]');
INSERT INTO report VALUES ('att_1', 'art_a65f09b7963a', '[[165,173]]', '[]', '[[101,157]]', 'direct', 'The cranes will not move before the inspectors have left', 'ent_1', 'name', '["resolved",0.9,["the source is a name"]]', 'say', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '[]');
INSERT INTO alias VALUES ('Ida Rune', '["the harbour head"]', 'person', NULL);
INSERT INTO correction VALUES ('cor_000001', 'merge', '["Ida Rune","Tomas Hale"]', '[]', NULL, 'A. Reader', '2031-05-15T09:00:00+00:00');
INSERT INTO correction VALUES ('cor_000002', 'undo', '["Ida Rune","Tomas Hale"]', '[]', 'cor_000001', 'A. Reader', '2031-05-16T09:00:00+00:00');
INSERT INTO tagging VALUES ('0f5a', 'an older tagger', '[[],[]]');
