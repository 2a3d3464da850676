//! Charts with invented villages.
