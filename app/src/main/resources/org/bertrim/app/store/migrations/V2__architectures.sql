-- The architecture that a run has searched, where it has searched one.

ALTER TABLE runs ADD COLUMN architecture VARCHAR(400);
ALTER TABLE runs ADD COLUMN architecture_cells INTEGER;
