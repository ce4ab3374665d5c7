"""The reference database: dated, cited rows, and the only input of an estimate but the case."""
