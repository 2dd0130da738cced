package pk.rahnuma.shared;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Number that a person quotes: of an application, or of a ticket when it begins with `T`.
///
/// Ten symbols, nine of them random and the last a check symbol. The alphabet has 23 symbols, none of which looks like
/// another (no 0 O Q D, 1 I L, 5 with S, 8 with B, 2 with Z, 6 with G, U with V), and its digits and letters are easy
/// to distinguish over the phone. 23 is a prime, and all positions have different weights, so the check detects every
/// single wrong symbol and every swap of two symbols.
///
/// About 40 bits are random, so it cannot be derived from another reference; still it is half a secret, as NADRA's
/// tracking id is (docs/domain.md, "Life cycle"): it reveals nothing without a second proof.
///
/// @param symbols ten of [#ALPHABET], check included
public record Reference(String symbols) {

    static final String ALPHABET = "23456789ACEFHJKMNPRTWXY";
    private static final int SYMBOL_COUNT = 10;
    private static final char TICKET_PREFIX = 'T';
    /// Longer texts are not read.
    private static final int MAX_INPUT_LENGTH = 64;

    /// Ten letters and digits, grouped or not, which may be a reference.
    private static final Pattern WRITTEN_PATTERN =
            Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{4}[- ]?[A-Za-z0-9]{2}(?![A-Za-z0-9])");

    public Reference {
        if (symbols.length() != SYMBOL_COUNT || check(symbols) != symbols.charAt(SYMBOL_COUNT - 1)) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    /// Creates a reference for an application. With a million applications the chance of a collision is one in a
    /// million; the table's unique key then refuses it.
    public static Reference forApplication(RandomGenerator random) {
        char first;
        do {
            first = symbol(random);
        } while (first == TICKET_PREFIX);
        return of(first, random);
    }

    /// Creates a reference for a ticket.
    public static Reference forTicket(RandomGenerator random) {
        return of(TICKET_PREFIX, random);
    }

    /// Reads a typed reference: any case, spaces, dashes and other punctuation, full-width and Eastern digits, and the
    /// look-alikes B, S, Z, G for 8, 5, 2, 6.
    ///
    /// @return empty when it cannot be a reference: a wrong length, an unused symbol, a failed check
    public static Optional<Reference> parseText(String text) {
        if (text == null || text.length() > MAX_INPUT_LENGTH) {
            return Optional.empty();
        }
        StringBuilder symbols = new StringBuilder(SYMBOL_COUNT);
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> symbols.appendCodePoint(meant(c)));
        boolean fits = symbols.length() == SYMBOL_COUNT
                && symbols.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && check(symbols) == symbols.charAt(SYMBOL_COUNT - 1);
        return fits ? Optional.of(new Reference(symbols.toString())) : Optional.empty();
    }

    /// The references in a sentence, in order, at most `limit`.
    ///
    /// @param text on one line
    public static List<Reference> findAll(String text, int limit) {
        return WRITTEN_PATTERN
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .flatMap(written -> parseText(written).stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    public boolean isTicket() {
        return symbols.charAt(0) == TICKET_PREFIX;
    }

    /// Displayed form: `K7MP-4RTX-9X`.
    public String toGroupedText() {
        return symbols.substring(0, 4) + '-' + symbols.substring(4, 8) + '-' + symbols.substring(8);
    }

    @Override
    public String toString() {
        return toGroupedText();
    }

    private static Reference of(char first, RandomGenerator random) {
        StringBuilder symbols = new StringBuilder(SYMBOL_COUNT).append(first);
        while (symbols.length() < SYMBOL_COUNT - 1) {
            symbols.append(symbol(random));
        }
        return new Reference(symbols.append(check(symbols)).toString());
    }

    private static char symbol(RandomGenerator random) {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    /// Check symbol of the first nine symbols: their sum, weighted 1 to 9, modulo 23. (The last one then has the weight
    /// -1, which none of the others has.)
    private static char check(CharSequence symbols) {
        int sum = 0;
        for (int i = 0; i < SYMBOL_COUNT - 1; i++) {
            int value = ALPHABET.indexOf(symbols.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not a reference");
            }
            sum += (i + 1) * value;
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    private static int meant(int c) {
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return '0' + digit;
        }
        return switch (c) {
            case 'B' -> '8';
            case 'S' -> '5';
            case 'Z' -> '2';
            case 'G' -> '6';
            default -> c;
        };
    }
}
