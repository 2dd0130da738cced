package pk.rahnuma.ticket.work;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Language;
import pk.rahnuma.ticket.Ticket;

/// A prepared reply in the languages of applicants, of all members or of one. Its placeholders are filled in. A macro
/// also sets a tag or the state of the ticket.
///
/// @param owner id of the member who alone has it; [#COMMON] for all
/// @param folder under which it is listed; may be empty
/// @param name by which staff find it
/// @param en text in English; one's own reply may lack languages
/// @param tag that is set with the answer; may be empty
/// @param then state of the ticket after the answer, RESOLVED included; null leaves the choice to the agent
@MappedEntity("canned_reply")
public record CannedReply(
        @Id long id,
        @MappedProperty("owner_id") long owner,
        String folder,
        String name,
        String en,
        String ur,
        String urLatn,
        String tag,
        @Nullable @MappedProperty("then_state") Ticket.State then,
        String who,
        @MappedProperty("changed_at") Instant changed) {

    /// Maximum characters of a text.
    public static final int MAX_TEXT_LENGTH = 2000;

    /// Owner of a reply of all.
    public static final long COMMON = 0;

    /// Placeholders, in the order in which the console shows them.
    public static final List<String> PLACEHOLDERS = List.of("name", "next_step", "number", "reference");

    /// Replaces a placeholder without a value, for the agent to fill in.
    public static final String GAP = "____";

    private static final int MAX_NAME_LENGTH = 80;
    private static final int MAX_FOLDER_LENGTH = 60;
    private static final Set<Ticket.State> LATER_STATES = EnumSet.of(
            Ticket.State.OPEN,
            Ticket.State.WAITING_USER,
            Ticket.State.WAITING_ISP,
            Ticket.State.WAITING_PTA,
            Ticket.State.RESOLVED);
    /// Ends of sentences in the languages of replies.
    private static final String FULL_STOPS = ".۔";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /// States that a macro may set.
    public static Set<Ticket.State> laterStates() {
        return Collections.unmodifiableSet(LATER_STATES);
    }

    /// Requires a name, a text in each language, at least one for one's own reply, and the same known placeholders in
    /// all of them.
    ///
    /// @throws RuleViolationException when one is missing or not valid
    void requireValid() {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new RuleViolationException("canned_name", "most", MAX_NAME_LENGTH);
        }
        if (folder.length() > MAX_FOLDER_LENGTH) {
            throw new RuleViolationException("canned_folder", "most", MAX_FOLDER_LENGTH);
        }
        if (then != null && !LATER_STATES.contains(then)) {
            throw new RuleViolationException("ticket_state");
        }
        List<String> written = Stream.of(en, ur, urLatn)
                .filter(text -> isCommon() || !text.isBlank())
                .toList();
        if (written.isEmpty()) {
            throw new RuleViolationException("canned_length", "most", MAX_TEXT_LENGTH);
        }
        if (written.stream().map(CannedReply::findPlaceholders).distinct().count() > 1) {
            throw new RuleViolationException("canned_places_differ");
        }
    }

    /// True when all members have it.
    public boolean isCommon() {
        return owner == COMMON;
    }

    /// True when it also sets a tag or a state.
    public boolean isMacro() {
        return !tag.isEmpty() || then != null;
    }

    /// Tells whether words occur in its name, folder or texts.
    boolean matches(String words) {
        String sought = words.toLowerCase(Locale.ROOT);
        return Stream.of(name, folder, en, ur, urLatn)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
    }

    private static Set<String> findPlaceholders(String text) {
        if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
            throw new RuleViolationException("canned_length", "most", MAX_TEXT_LENGTH);
        }
        Set<String> placeholders = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!PLACEHOLDERS.contains(matcher.group(1))) {
                throw new RuleViolationException("canned_place", "place", "{" + matcher.group(1) + "}");
            }
            placeholders.add(matcher.group(1));
        }
        return placeholders;
    }

    /// The text in a language, or the first that is written when this one is not.
    ///
    /// @param language `en`, `ur` or `ur-Latn`; for others it is English
    public String textIn(String language) {
        String wanted = switch (language) {
            case Language.URDU -> ur;
            case Language.ROMAN_URDU -> urLatn;
            default -> en;
        };
        return Stream.of(wanted, en, ur, urLatn)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// The text in a language with its placeholders filled in. In Urdu, a number keeps its direction. A value that is a
    /// sentence loses its full stop before that of the text.
    ///
    /// @param known values by placeholder; one without a value becomes a [#GAP]
    public String fillPlaceholders(String language, Map<String, String> known) {
        boolean isolates = Language.isRightToLeft(language);
        String text = textIn(language);
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String given = known.getOrDefault(match.group(1), "");
            String value = isFullStop(text, match.end()) && isFullStop(given, given.length() - 1)
                    ? given.substring(0, given.length() - 1)
                    : given;
            String shown = value.isEmpty() ? GAP : isolates ? "\u2068" + value + "\u2069" : value;
            return Matcher.quoteReplacement(shown);
        });
    }

    private static boolean isFullStop(String text, int at) {
        return at >= 0 && at < text.length() && FULL_STOPS.indexOf(text.charAt(at)) >= 0;
    }
}
