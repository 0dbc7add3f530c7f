//! Pages and text to articles.
