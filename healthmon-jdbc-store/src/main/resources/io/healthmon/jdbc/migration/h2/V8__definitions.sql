-- What integrations are made of that were made while the application ran: a JSON object each. Written by healthmon alone.
CREATE TABLE IF NOT EXISTS integration_definition (
    integration_id                character varying PRIMARY KEY,
    definition                    character varying NOT NULL,
    revision                      character varying NOT NULL
);
