-- What integrations are made of that were made while the application ran: a JSON object each. Written by healthmon alone.
CREATE TABLE integration_definition (
    integration_id                text PRIMARY KEY,
    definition                    text NOT NULL,
    revision                      text NOT NULL
);
