//! journal_files
