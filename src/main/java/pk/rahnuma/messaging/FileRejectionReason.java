package pk.rahnuma.messaging;

import java.util.Locale;

/// Reason why a file is not accepted. Nothing of it is stored.
public enum FileRejectionReason {
    /// No bytes.
    EMPTY,
    /// More bytes than allowed.
    TOO_BIG,
    /// Neither JPEG nor PNG nor PDF nor a table of addresses, whatever its name.
    TYPE,
    /// One of these types, but incomplete or damaged.
    UNREADABLE,
    /// An encrypted PDF.
    LOCKED,
    /// A picture with too many pixels to open.
    TOO_MANY_PIXELS,
    /// A table with more bytes or rows than allowed.
    TABLE_TOO_LARGE;

    /// Key of the text, under `errors.file`.
    public String textCode() {
        return name().toLowerCase(Locale.ROOT);
    }
}
