package pk.rahnuma.ticket.work;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Language;

/// A prepared reply in three languages. The placeholders `{number}` and `{reference}` in it are filled in.
///
/// @param name by which staff find it
@MappedEntity("canned_reply")
public record CannedReply(
        @Id long id,
        String name,
        String en,
        String ur,
        String urLatn,
        String who,
        @MappedProperty("changed_at") Instant changed) {

    /// Maximum characters of a text.
    public static final int MAX_TEXT_LENGTH = 2000;

    private static final int MAX_NAME_LENGTH = 80;
    private static final Set<String> KNOWN_PLACEHOLDERS = Set.of("number", "reference");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /// Requires a name, a text in each language, and the same known placeholders in all of them.
    ///
    /// @throws RuleViolationException when one is missing or not valid
    void requireValid() {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("canned_name", "most", MAX_NAME_LENGTH);
        }
        Set<String> placeholders = findPlaceholders(en);
        if (!placeholders.equals(findPlaceholders(ur)) || !placeholders.equals(findPlaceholders(urLatn))) {
            throw new RuleViolationException("canned_places_differ");
        }
    }

    private static Set<String> findPlaceholders(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new RuleViolationException("canned_length", "most", MAX_TEXT_LENGTH);
        }
        Set<String> placeholders = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!KNOWN_PLACEHOLDERS.contains(matcher.group(1))) {
                throw new RuleViolationException("canned_place", "place", "{" + matcher.group(1) + "}");
            }
            placeholders.add(matcher.group(1));
        }
        return placeholders;
    }

    /// The text in a language.
    ///
    /// @param language `en`, `ur` or `ur-Latn`; for others it is English
    public String textIn(String language) {
        return switch (language) {
            case Language.URDU -> ur;
            case Language.ROMAN_URDU -> urLatn;
            default -> en;
        };
    }

    /// The text in a language with its placeholders filled in. In Urdu, a number keeps its direction.
    ///
    /// @param known values by placeholder; a placeholder without a value becomes a blank line, which the agent
    ///     fills in
    public String fillPlaceholders(String language, Map<String, String> known) {
        boolean isolates = Language.isRightToLeft(language);
        return PLACEHOLDER.matcher(textIn(language)).replaceAll(match -> {
            String value = known.getOrDefault(match.group(1), "");
            String shown = value.isEmpty() ? "____" : isolates ? "\u2068" + value + "\u2069" : value;
            return Matcher.quoteReplacement(shown);
        });
    }
}
