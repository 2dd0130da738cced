package pk.rahnuma.dialog.understanding;

import java.util.stream.IntStream;

/// Edit distance of words, for typing errors.
public final class EditDistance {
    private EditDistance() {}

    /// True when one inserted, deleted, replaced or swapped letter turns one word into the other.
    public static boolean differsByOneEdit(CharSequence typed, CharSequence meant) {
        int from = 0;
        int shorter = Math.min(typed.length(), meant.length());
        while (from < shorter && typed.charAt(from) == meant.charAt(from)) {
            from++;
        }
        return switch (typed.length() - meant.length()) {
            case 1 -> endsAlike(typed, from + 1, meant, from);
            case -1 -> endsAlike(typed, from, meant, from + 1);
            case 0 -> from < shorter && (endsAlike(typed, from + 1, meant, from + 1) || isSwapped(typed, meant, from));
            default -> false;
        };
    }

    private static boolean endsAlike(CharSequence typed, int typedFrom, CharSequence meant, int meantFrom) {
        for (int i = typedFrom, j = meantFrom; i < typed.length(); i++, j++) {
            if (typed.charAt(i) != meant.charAt(j)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSwapped(CharSequence typed, CharSequence meant, int from) {
        return from + 1 < typed.length()
                && typed.charAt(from) == meant.charAt(from + 1)
                && typed.charAt(from + 1) == meant.charAt(from)
                && endsAlike(typed, from + 2, meant, from + 2);
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
}
