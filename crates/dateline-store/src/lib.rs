//! The event database: records, queries, explanations.
