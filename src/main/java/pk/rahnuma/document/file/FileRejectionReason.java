package pk.rahnuma.document.file;

import java.util.Locale;

/// Why a file is not taken. Nothing of it is kept.
public enum FileRejectionReason {
    /// Not a byte.
    EMPTY,
    /// More bytes than are taken.
    TOO_BIG,
    /// Neither JPEG nor PNG nor PDF nor a table of addresses, whatever it is called.
    TYPE,
    /// One of these, but cut off or damaged.
    UNREADABLE,
    /// A PDF that is encrypted.
    LOCKED,
    /// A picture with so many pixels that opening it would hurt.
    TOO_MANY_PIXELS,
    /// A table with more bytes or rows than are read.
    TABLE_TOO_LARGE;

    /// As in the texts, under `errors.file`.
    public String textCode() {
        return name().toLowerCase(Locale.ROOT);
    }
}
