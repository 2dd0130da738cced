package pk.rahnuma.dialog.field;

/// Masks most of a value on display.
public final class ValueMasker {
    public static final String MASK_CHARACTER = "•";

    private ValueMasker() {}

    /// Replaces letters and digits by dots, except the last few; never shows more than half of them.
    public static String maskAllButLast(String shown, int keep) {
        return maskAllButLast(shown, 0, keep);
    }

    /// Masks from a position on; the text before it stays as it is.
    public static String maskAllButLast(String shown, int from, int keep) {
        int marks = 0;
        for (int i = from; i < shown.length(); i += Character.charCount(shown.codePointAt(i))) {
            marks += isCounted(shown.codePointAt(i)) ? 1 : 0;
        }
        int hidden = marks - Math.min(keep, marks / 2);
        StringBuilder out = new StringBuilder(shown.length()).append(shown, 0, from);
        for (int c, i = from; i < shown.length(); i += Character.charCount(c)) {
            c = shown.codePointAt(i);
            if (isCounted(c) && hidden-- > 0) {
                out.append(MASK_CHARACTER);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean isCounted(int c) {
        return Character.isLetterOrDigit(c);
    }
}
