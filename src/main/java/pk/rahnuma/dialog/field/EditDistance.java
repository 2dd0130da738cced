package pk.rahnuma.dialog.field;

import java.util.stream.IntStream;

/// Edit distance of words, for typing errors.
public final class EditDistance {
    private EditDistance() {}

    /// True when one inserted, deleted, replaced or swapped letter turns one word into the other.
    public static boolean differsByOneEdit(String typed, String meant) {
        if (Math.abs(typed.length() - meant.length()) > 1) {
            return false;
        }
        int from = 0;
        while (from < Math.min(typed.length(), meant.length()) && typed.charAt(from) == meant.charAt(from)) {
            from++;
        }
        String a = typed.substring(from);
        String b = meant.substring(from);
        return switch (a.length() - b.length()) {
            case 1 -> a.endsWith(b);
            case -1 -> b.endsWith(a);
            default -> !a.isEmpty() && (a.substring(1).equals(b.substring(1)) || swapped(a, b));
        };
    }

    /// Number of letters to insert, delete or replace (Levenshtein). Its time is the product of the lengths.
    public static int countEdits(String typed, String meant) {
        int[] row = IntStream.rangeClosed(0, meant.length()).toArray();
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[meant.length()];
    }

    private static boolean swapped(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
