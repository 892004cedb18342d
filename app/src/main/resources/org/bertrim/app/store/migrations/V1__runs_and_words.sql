-- What can be read again from the run folders at any time.

CREATE TABLE experiments (
    id VARCHAR(64) PRIMARY KEY,
    name VARCHAR(1000) NOT NULL,
    method VARCHAR(200) NOT NULL,
    task VARCHAR(4000) NOT NULL,
    teacher VARCHAR(4000) NOT NULL,
    content VARCHAR(1000000) NOT NULL
);

CREATE TABLE runs (
    id VARCHAR(400) PRIMARY KEY,
    experiment VARCHAR(64),
    stamp VARCHAR(400) NOT NULL,
    status VARCHAR(20) NOT NULL,
    name VARCHAR(1000) NOT NULL,
    method VARCHAR(200) NOT NULL,
    task VARCHAR(4000) NOT NULL,
    teacher VARCHAR(4000) NOT NULL,
    device VARCHAR(40) NOT NULL,
    seed BIGINT,
    metric VARCHAR(200) NOT NULL,
    teacher_score DOUBLE PRECISION,
    best_width DOUBLE PRECISION,
    best_depth DOUBLE PRECISION,
    best_score DOUBLE PRECISION,
    best_bytes BIGINT,
    best_speed_up DOUBLE PRECISION,
    small_width DOUBLE PRECISION,
    small_depth DOUBLE PRECISION,
    small_score DOUBLE PRECISION,
    small_bytes BIGINT,
    small_speed_up DOUBLE PRECISION,
    best_stage VARCHAR(100) NOT NULL,
    best_step BIGINT NOT NULL,
    created TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    started TIMESTAMP(9) WITH TIME ZONE,
    ended TIMESTAMP(9) WITH TIME ZONE,
    seconds DOUBLE PRECISION NOT NULL,
    at_stage VARCHAR(100),
    at_number INTEGER,
    at_stages INTEGER,
    at_step BIGINT,
    at_of BIGINT,
    problem_what VARCHAR(20000),
    problem_why VARCHAR(20000),
    problem_remedy VARCHAR(20000),
    queue_order BIGINT
);

CREATE TABLE metrics (
    name VARCHAR(400) NOT NULL,
    run VARCHAR(400) NOT NULL,
    amount DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (name, run)
);
CREATE INDEX metrics_of_run ON metrics (run);

-- What the user wrote. It is in no run folder; the backups hold these tables and no others.

CREATE TABLE notes (
    run VARCHAR(400) PRIMARY KEY,
    text VARCHAR(1000000) NOT NULL
);

CREATE TABLE tags (
    run VARCHAR(400) NOT NULL,
    tag VARCHAR(200) NOT NULL,
    PRIMARY KEY (run, tag)
);

CREATE TABLE comparisons (
    id VARCHAR(64) PRIMARY KEY,
    name VARCHAR(1000) NOT NULL,
    content VARCHAR(1000000) NOT NULL
);

CREATE TABLE preferences (
    name VARCHAR(200) PRIMARY KEY,
    text VARCHAR(100000) NOT NULL
);
