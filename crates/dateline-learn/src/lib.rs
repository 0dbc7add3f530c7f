//! Weights and inference: arrays in, arrays out. Knows nothing of documents.
