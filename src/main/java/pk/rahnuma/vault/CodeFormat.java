package pk.rahnuma.vault;

import java.util.Locale;

/// Format of a code: how it is made, shown and read.
///
/// @param alphabet its characters; empty for a token of 256 bits, which is not typed
/// @param length characters without separators; 0 for a token
/// @param groupLength characters of a group; 0 for one group
/// @param separator between groups
public record CodeFormat(String alphabet, int length, int groupLength, String separator) {

    /// A token in a link, of 256 bits.
    public static final CodeFormat TOKEN = new CodeFormat("", 0, 0, "");

    /// Of 59 bits, to be typed, without characters that look like others.
    public static final CodeFormat READABLE = new CodeFormat("23456789abcdefghjkmnpqrstuvwxyz", 12, 4, "-");

    /// Maximum characters that are read; longer input is no code.
    private static final int MAX_TYPED_LENGTH = 100;

    private static final int DECIMAL = 10;

    String createCode() {
        if (isToken()) {
            return RandomText.createToken();
        }
        String text = RandomText.createText(alphabet, length);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < length; i++) {
            shown.append(groupLength > 0 && i > 0 && i % groupLength == 0 ? separator : "")
                    .append(text.charAt(i));
        }
        return shown.toString();
    }

    /// Reads what a person typed: digits of any script, capitals and separators make no difference. A token is read as
    /// it is.
    ///
    /// @return empty for input that is too long
    public String readCode(String typed) {
        if (typed.length() > MAX_TYPED_LENGTH) {
            return "";
        }
        return isToken() ? typed : readTyped(typed);
    }

    private String readTyped(String typed) {
        StringBuilder read = new StringBuilder();
        typed.toLowerCase(Locale.ROOT).codePoints().forEach(letter -> {
            int digit = Character.digit(letter, DECIMAL);
            int plain = digit >= 0 ? Character.forDigit(digit, DECIMAL) : letter;
            if (alphabet.indexOf(plain) >= 0) {
                read.appendCodePoint(plain);
            }
        });
        return read.toString();
    }

    private boolean isToken() {
        return length == 0;
    }
}
