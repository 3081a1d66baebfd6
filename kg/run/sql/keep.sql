-- What the next build compares with.
CREATE OR REPLACE TABLE kept.speech AS FROM speech_now;
CREATE OR REPLACE TABLE kept.meaning AS SELECT reading, talk, entity FROM meaning;
CREATE OR REPLACE TABLE kept.entity AS FROM entity;
CREATE OR REPLACE TABLE kept.dense AS FROM dense_now;
CREATE OR REPLACE TABLE kept.laid AS FROM laid_now
