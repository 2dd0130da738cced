package pk.rahnuma.dialog.field;

/// Edit distance of words, for typing errors.
public final class EditDistance {
    private EditDistance() {}

    /// True when one inserted, deleted, replaced or swapped letter turns one word into the other.
    public static boolean differsByOneEdit(String typed, String meant) {
        int from = 0;
        while (from < Math.min(typed.length(), meant.length()) && typed.charAt(from) == meant.charAt(from)) {
            from++;
        }
        String a = typed.substring(from);
        String b = meant.substring(from);
        return switch (a.length() - b.length()) {
            case 1 -> a.endsWith(b);
            case -1 -> b.endsWith(a);
            case 0 -> !a.isEmpty() && (a.substring(1).equals(b.substring(1)) || swapped(a, b));
            default -> false;
        };
    }

    private static boolean swapped(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
