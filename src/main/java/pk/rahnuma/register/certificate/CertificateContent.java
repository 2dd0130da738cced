package pk.rahnuma.register.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Holder and lines of a certificate, as printed; the same in each language.
///
/// @param holder name of a person or an organisation
public record CertificateContent(String holder, List<RegisteredLine> lines) {

    public static final int MAX_LINES = 1000;
    /// Addresses and mobile numbers of all lines.
    public static final int MAX_NUMBERS = 10_000;
    /// Characters of a name.
    public static final int MAX_NAME_LENGTH = 200;
    /// Characters of an address or a mobile number.
    public static final int MAX_NUMBER_LENGTH = 64;

    private static final Pattern UNPRINTED_CHARACTERS = Pattern.compile("[\\p{Cf}\\u064b-\\u0652]+");
    private static final Pattern WHITESPACE = Pattern.compile("[\\s\\p{Z}]+");
    /// Letters that look alike on Arabic and Urdu keyboards (docs/domain.md, "Look-alike letters"), and their place.
    private static final String LOOK_ALIKES = "\u064a\u0649\u0643\u0629\u0647";
    private static final String URDU_LETTERS = "\u06cc\u06cc\u06a9\u06c1\u06c1";

    /// A line of the table.
    ///
    /// @param site name of its place; may be empty
    /// @param provider name of its provider
    /// @param numbers IP addresses and prefixes, or a mobile number, each as printed
    public record RegisteredLine(String site, String provider, List<String> numbers) {

        public RegisteredLine {
            numbers = List.copyOf(numbers);
        }

        private boolean isPrintable() {
            return site.length() <= MAX_NAME_LENGTH
                    && provider.length() <= MAX_NAME_LENGTH
                    && numbers.stream().allMatch(number -> number.length() <= MAX_NUMBER_LENGTH);
        }
    }

    /// @throws IllegalArgumentException when it is not printable
    public CertificateContent {
        lines = List.copyOf(lines);
        if (!isPrintable(holder, lines)) {
            throw new IllegalArgumentException("no content of a certificate");
        }
    }

    /// True when there is a line, and not more than a certificate can have.
    static boolean isPrintable(String holder, List<RegisteredLine> lines) {
        return !holder.isBlank()
                && holder.length() <= MAX_NAME_LENGTH
                && !lines.isEmpty()
                && lines.size() <= MAX_LINES
                && lines.stream().mapToInt(line -> line.numbers().size()).sum() <= MAX_NUMBERS
                && lines.stream().allMatch(RegisteredLine::isPrintable);
    }

    /// True when two names are the same for the hash of [#computeHash].
    static boolean isSameName(String one, String other) {
        return other.length() <= MAX_NAME_LENGTH && normalise(one).equals(normalise(other));
    }

    /// SHA-256 of the salt and the content in UTF-8: the holder, then each line, all ended by a line feed; site,
    /// provider and numbers of a line are separated by tabs. So that a typed copy of the page has the same hash, each
    /// text is normalised: Unicode's NFKC, lower case, Urdu's letters for their Arabic look-alikes, Western digits, no
    /// vowel marks and no format characters (category Cf), one space for any white space, and none at its ends.
    public byte[] computeHash(byte[] salt) {
        StringBuilder text = new StringBuilder(normalise(holder)).append('\n');
        for (RegisteredLine line : lines) {
            text.append(normalise(line.site())).append('\t').append(normalise(line.provider()));
            line.numbers().forEach(number -> text.append('\t').append(normalise(number)));
            text.append('\n');
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String normalise(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .map(CertificateContent::foldLetter)
                .forEach(folded::appendCodePoint);
        String visible = UNPRINTED_CHARACTERS.matcher(folded).replaceAll("");
        return WHITESPACE.matcher(visible).replaceAll(" ").strip();
    }

    private static int foldLetter(int letter) {
        int digit = Character.digit(letter, 10);
        int place = LOOK_ALIKES.indexOf(letter);
        return digit >= 0 ? '0' + digit : place >= 0 ? URDU_LETTERS.charAt(place) : letter;
    }
}
