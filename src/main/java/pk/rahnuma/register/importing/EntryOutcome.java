package pk.rahnuma.register.importing;

import java.util.Locale;

/// Outcome of a row of a list.
public enum EntryOutcome {
    /// Becomes a line of the register.
    NEW,
    /// Changes a line that a list brought.
    CHANGED,
    /// The register has the same.
    UNCHANGED,
    /// The register has something else, which its holder or staff said later, and keeps it.
    CONFLICT,
    /// An address is registered already, or is in an earlier row.
    DUPLICATE,
    /// Cannot be read.
    ERROR;

    /// Word for reports.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
