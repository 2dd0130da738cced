package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.SensitiveTextMasker;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.topic.TopicUpdate;

/// Texts of the bot in the group, in the configured language.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class StaffGroupTexts {

    /// Maximum characters of a topic's name.
    private static final int MAX_TOPIC_NAME_LENGTH = 128;

    private static final Pattern IDENTITY_NUMBER =
            Pattern.compile("(?<!\\p{Nd})(?:\\p{Nd}[ .‑–-]?){12}\\p{Nd}(?!\\p{Nd})");

    private final MessageBundle textBundle = MessageBundle.loadFolder("/pk/rahnuma/telegram/group/", Language.STAFF);
    private final String language;
    private final PublicBaseUrl publicUrl;

    StaffGroupTexts(StaffGroupConfiguration settings, PublicBaseUrl publicUrl) {
        this.language = settings.language();
        this.publicUrl = publicUrl;
    }

    /// @param arguments alternating names and values
    String formatText(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        return textBundle.formatText(language, key, named);
    }

    /// Reason why an operation was refused.
    String formatRefusal(RuleViolationException why) {
        return formatText("not_done", "why", why.remark().formatIn(language, this::formatStateName));
    }

    /// Name of a topic; nothing personal.
    String topicName(Ticket ticket) {
        String name = formatHeading(ticket);
        return name.length() <= MAX_TOPIC_NAME_LENGTH ? name : name.substring(0, MAX_TOPIC_NAME_LENGTH);
    }

    /// @return the text to be sent; empty for none
    String formatUpdate(TopicUpdate update) {
        Stream<String> first = update.summary() ? Stream.of(formatSummary(update.ticket())) : Stream.of();
        Stream<String> items = update.items().stream().map(item -> formatItem(item, update.ticket()));
        Stream<String> remarks = update.remarks().stream().map(TopicUpdate.TopicRemark::text);
        return Stream.of(first, items, remarks).flatMap(each -> each).collect(Collectors.joining("\n\n"));
    }

    /// Message that the update replies to: the first, if there are several.
    Integer repliedMessage(TopicUpdate update) {
        List<Integer> asked = update.remarks().stream()
                .map(TopicUpdate.TopicRemark::message)
                .filter(message -> message != null)
                .toList();
        return asked.isEmpty() ? null : asked.getFirst();
    }

    private String formatHeading(Ticket ticket) {
        return ticket.number().toGroupedText() + " · P" + ticket.priority() + " · "
                + formatCode("topic", ticket.topic());
    }

    private String formatSummary(Ticket ticket) {
        String where = publicUrl
                .baseUrl()
                .map(base -> base + "/desk/tickets/" + ticket.number().toGroupedText())
                .orElseGet(() -> formatText("console"));
        return formatHeading(ticket) + "\n"
                + formatText("summary", "language", formatCode("language", ticket.language()), "where", where);
    }

    private String formatItem(TopicUpdate.Item item, Ticket ticket) {
        return switch (item) {
            case TopicUpdate.Item.TicketText body ->
                formatText(ticket.source() == Ticket.Source.SCRIPT ? "wrote" : "about", "text", maskText(body.text()));
            case TopicUpdate.Item.StaffAnswer answer ->
                formatText("answered", "who", answer.who(), "text", answer.text());
            case TopicUpdate.Item.StateChange moved -> formatStateChange(ticket);
            case TopicUpdate.Item.CustomerMessage said -> formatMessage(said.kind(), maskText(said.text()));
        };
    }

    private String formatMessage(String kind, String text) {
        return switch (kind) {
            case "file", "voice" -> formatText("sent_file", "text", text);
            case "edit" -> formatText("changed", "text", text);
            case "tap" -> formatText("tapped", "text", text);
            // The phone number is shown in the console only.
            case "contact" -> formatText("sent_contact");
            default -> formatText("said", "text", text);
        };
    }

    /// Masks identity card numbers in any notation, other long numbers and e-mail addresses.
    private String maskText(String text) {
        return SensitiveTextMasker.maskText(
                IDENTITY_NUMBER.matcher(text).replaceAll(Matcher.quoteReplacement(formatText("masked"))));
    }

    private String formatStateChange(Ticket ticket) {
        String staffName = ticket.assignee() == null
                ? formatText("with_nobody")
                : formatText("with", "who", ticket.assignee().name());
        String state = ticket.mergedInto() != null ? formatText("merged") : formatStateName(ticket.state());
        String level = ticket.level() == 0 ? "" : " · " + formatText("level", "level", (long) ticket.level());
        return state + " · P" + ticket.priority() + level + " · " + staffName;
    }

    private String formatStateName(Object code) {
        return code instanceof Ticket.State state ? formatCode("state", state.name()) : String.valueOf(code);
    }

    /// A code without a text is shown as it is.
    private String formatCode(String kind, String name) {
        String key = kind + "." + name.toLowerCase(Locale.ROOT).replace('-', '_');
        return textBundle.hasText(key) ? formatText(key) : name.replace('_', ' ');
    }
}
