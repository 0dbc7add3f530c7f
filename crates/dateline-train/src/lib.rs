//! Trains the language model.
