package pk.rahnuma.register.importing;

/// Finding about a row of a list. It has no value of the row, so that a report can be handed on.
///
/// @param row in the file, counted from 1
/// @param column heading; empty when it is about the whole row
/// @param text in English
public record ImportFinding(int row, EntryOutcome outcome, String column, String text) {

    static ImportFinding ofRow(ListedEntry entry, EntryOutcome outcome, String text) {
        return new ImportFinding(entry.row(), outcome, "", text);
    }

    @Override
    public String toString() {
        return "row " + row + (column.isEmpty() ? "" : ", " + column) + ": " + outcome.toWord() + ": " + text;
    }
}
