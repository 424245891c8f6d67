-- Whoever operates the instance is told what nobody else can decide: a handful of users among all.
CREATE INDEX app_user_operators ON app_user (id) WHERE operator;
