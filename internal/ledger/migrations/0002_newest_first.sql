-- Entries are listed by this, a page at a time, instead of being sorted whole.
-- The state is in it so that those of another are passed over without a look.
CREATE INDEX entry_planned ON entry (planned_at, id, state);
