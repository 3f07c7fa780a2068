-- Whether a task went to another than the model's first choice, and how probable the choice was: to learn from what became of it.
ALTER TABLE routing.routing_decisions
    ADD COLUMN propensity double precision NOT NULL DEFAULT 1 CHECK (propensity > 0 AND propensity <= 1),
    ADD COLUMN diverted_from text,
    ADD COLUMN diverted_because text;
