package pk.rahnuma.dialog.field;

/// Hiding most of a value from whoever looks over the shoulder.
final class Masks {
    static final String DOT = "•";

    private Masks() {}

    /// Letters and digits become dots, save the last few; never more than half of them stays readable.
    static String keepLast(String shown, int keep) {
        return keepLast(shown, 0, keep);
    }

    /// The same from a position on; what stands before stays as it is.
    static String keepLast(String shown, int from, int keep) {
        String rest = shown.substring(from);
        long marks = rest.codePoints().filter(Masks::counts).count();
        long hidden = marks - Math.min(keep, marks / 2);
        StringBuilder out = new StringBuilder(shown.substring(0, from));
        for (int c : rest.codePoints().toArray()) {
            if (counts(c) && hidden-- > 0) {
                out.append(DOT);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean counts(int c) {
        return Character.isLetterOrDigit(c);
    }
}
