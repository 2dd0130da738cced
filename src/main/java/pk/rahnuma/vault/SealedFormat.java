package pk.rahnuma.vault;

/// To what sealed values are bound: the operator's setting `RAHNUMA_SEALED_FORMAT`.
public enum SealedFormat {
    /// To subject and field, as nodes of the version before do: they can read what is written. Both are read.
    FIELD("1"),
    /// To subject, table, column and row. Both are read.
    ROW("2"),
    /// The same, and nothing else is read: once all values are bound.
    ROW_ALONE("2-only");

    private final String word;

    SealedFormat(String word) {
        this.word = word;
    }

    /// As the setting has it.
    public String settingValue() {
        return word;
    }

    /// @throws IllegalArgumentException when it is none
    public static SealedFormat parseSetting(String word) {
        for (SealedFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("RAHNUMA_SEALED_FORMAT must be 1, 2 or 2-only");
    }
}
