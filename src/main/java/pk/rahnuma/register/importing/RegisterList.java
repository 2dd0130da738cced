package pk.rahnuma.register.importing;

import java.util.List;

/// A list that was read.
///
/// @param rows number of its rows, without the heading and empty ones
/// @param entries that could be read
/// @param findings of the other rows
public record RegisterList(int rows, List<ListedEntry> entries, List<ImportFinding> findings) {}
