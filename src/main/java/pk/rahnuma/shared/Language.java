package pk.rahnuma.shared;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Languages of the texts. A language is named by its IETF tag, as in scripts, tables and the API.
public final class Language {

    public static final String ENGLISH = "en";
    public static final String URDU = "ur";
    /// Urdu in Latin letters.
    public static final String ROMAN_URDU = "ur-Latn";

    /// Language for those who have not chosen one.
    public static final String DEFAULT = ENGLISH;

    /// Languages of texts for persons, in the order in which they are offered.
    public static final List<String> ALL = List.of(ENGLISH, URDU, ROMAN_URDU);

    /// Languages of texts for staff.
    public static final List<String> STAFF = List.of(ENGLISH, URDU);

    private static final Map<String, String> NAMES = Map.of(ENGLISH, "English", URDU, "اردو", ROMAN_URDU, "Roman Urdu");

    private static final char ISOLATE_START = '\u2068';
    private static final char ISOLATE_END = '\u2069';

    private Language() {}

    /// Name of a language in itself.
    ///
    /// @param language one of [#ALL]
    public static String nameOf(String language) {
        return NAMES.get(language);
    }

    /// @param language one of [#ALL], or null
    public static String orDefault(String language) {
        return language == null ? DEFAULT : language;
    }

    /// One of [#ALL] that fits an IETF tag, of a browser or a channel.
    ///
    /// @param tag of any form (`ur-Latn-PK`, `en-GB`), or null
    public static Optional<String> fromTag(String tag) {
        if (tag == null || ALL.contains(tag)) {
            return Optional.ofNullable(tag);
        }
        Locale locale = Locale.forLanguageTag(tag);
        return switch (locale.getLanguage()) {
            case URDU -> Optional.of(locale.getScript().equals("Latn") ? ROMAN_URDU : URDU);
            case ENGLISH -> Optional.of(ENGLISH);
            default -> Optional.empty();
        };
    }

    /// The language that a client prefers of [#ALL]; [#DEFAULT] when it names none of them.
    ///
    /// @param header value of `Accept-Language`, of any form, or null
    public static String fromAcceptLanguage(String header) {
        return findPreferred(header).orElse(DEFAULT);
    }

    /// As [#fromAcceptLanguage]; empty when the client names none of [#ALL].
    public static Optional<String> findPreferred(String header) {
        return ranges(header).stream()
                .flatMap(range -> fromTag(range.getRange()).stream())
                .findFirst();
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return header == null ? List.of() : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /// True for languages that are written from right to left.
    public static boolean isRightToLeft(String language) {
        return language.equals(URDU);
    }

    /// A text to be put into one of a language: with marks around it where that is written from right to left, so that
    /// it keeps its own direction.
    public static String isolateText(String text, String language) {
        return isRightToLeft(language) ? ISOLATE_START + text + ISOLATE_END : text;
    }

    /// Text between the elements of a list.
    public static String listSeparator(String language) {
        return isRightToLeft(language) ? "، " : ", ";
    }
}
