package pk.rahnuma.random;

import java.util.List;

/// Unusual texts, and some usual ones. None of them contains a name from the code, so that a test can tell an echo from
/// a leak.
public final class HostileTexts {

    private static final List<String> MARKED_TEXTS = List.of(
            "",
            " ",
            "\n\n\n",
            "\0",
            "a\0b",
            "\ud800",
            "\udc00\ud800",
            "Ali \ud83d",
            "\u202Eilaila\u202C",
            "\u2066\u2067\u2068\u2069",
            "\u200b\u200d\ufeff",
            "ا\u064b\u064b\u064b\u064b",
            "👩‍👩‍👧‍👦🇵🇰",
            "Z\u0351\u036b\u0343a\u0365l",
            "{x}",
            "{0, plural, other {#}}",
            "'{'",
            "’{",
            "{{x}}${x}#{x}%s%n",
            "<b>x</b>",
            "<script>x</script>",
            "&lt;&#0;&amp",
            "true || it == ''",
            "') || size(x) > 0",
            "'; drop table x; --",
            "../../etc/passwd",
            "!start=",
            "!done",
            "!skip",
            "1:0:0:!more",
            "/start",
            "/start@bot x",
            "/",
            "!",
            "0",
            "-1",
            "99999999999999999999",
            "1e999",
            "NaN",
            "change 999",
            "remove 0",
            "31/02/2026",
            "00000-0000000-0",
            "::ffff:0:0/0",
            "a@b@c",
            "۰۱۲۳۴۵۶۷۸۹");

    private static final List<String> UNITS =
            List.of("a", "1", "😀", "\ud800", "x y ", "<", "{", "\n", "ہ", "\u202E", "1.1.1.1 ");

    private HostileTexts() {}

    public static String hostileText(RandomValues random) {
        return random.makeOne(() -> markedText(random), () -> random.makeText(80), () -> longText(random));
    }

    /// Text with one unusual part that some layer may fail on.
    public static String markedText(RandomValues random) {
        return random.pickOne(MARKED_TEXTS);
    }

    private static String longText(RandomValues random) {
        String unit = random.pickOne(UNITS);
        return unit.repeat(random.pickOne(255, 500, 1500, 3999, 4000, 4001, 20_000) / unit.length());
    }
}
