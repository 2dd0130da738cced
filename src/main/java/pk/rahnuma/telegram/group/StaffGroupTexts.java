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

    private final MessageBundle texts = MessageBundle.loadFolder("/pk/rahnuma/telegram/group/", Language.STAFF);
    private final String language;
    private final PublicBaseUrl address;

    StaffGroupTexts(StaffGroupConfiguration settings, PublicBaseUrl address) {
        this.language = settings.language();
        this.address = address;
    }

    /// @param arguments alternating names and values
    String formatText(String key, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        return texts.formatText(language, key, named);
    }

    /// Reason why an operation was refused.
    String formatRefusal(RuleViolationException why) {
        return formatText("not_done", "why", why.remark().formatIn(language, this::word));
    }

    /// Name of a topic; nothing personal.
    String topicName(Ticket ticket) {
        String name = heading(ticket);
        return name.length() <= MAX_TOPIC_NAME_LENGTH ? name : name.substring(0, MAX_TOPIC_NAME_LENGTH);
    }

    /// @return the text to be sent; empty for none
    String formatUpdate(TopicUpdate update) {
        Stream<String> first = update.summary() ? Stream.of(summary(update.ticket())) : Stream.of();
        Stream<String> items = update.items().stream().map(item -> item(item, update.ticket()));
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

    private String heading(Ticket ticket) {
        return ticket.number().toGroupedText() + " · P" + ticket.priority() + " · " + code("topic", ticket.topic());
    }

    private String summary(Ticket ticket) {
        String where = address.baseUrl()
                .map(base -> base + "/desk/tickets/" + ticket.number().toGroupedText())
                .orElseGet(() -> formatText("console"));
        return heading(ticket) + "\n"
                + formatText("summary", "language", code("language", ticket.language()), "where", where);
    }

    private String item(TopicUpdate.Item item, Ticket ticket) {
        return switch (item) {
            case TopicUpdate.Item.TicketText body ->
                formatText(ticket.source() == Ticket.Source.SCRIPT ? "wrote" : "about", "text", masked(body.text()));
            case TopicUpdate.Item.StaffAnswer answer ->
                formatText("answered", "who", answer.who(), "text", answer.text());
            case TopicUpdate.Item.StateChange moved -> moved(ticket);
            case TopicUpdate.Item.CustomerMessage said -> said(said.kind(), masked(said.text()));
        };
    }

    private String said(String kind, String text) {
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
    private String masked(String text) {
        return SensitiveTextMasker.maskText(
                IDENTITY_NUMBER.matcher(text).replaceAll(Matcher.quoteReplacement(formatText("masked"))));
    }

    private String moved(Ticket ticket) {
        String staffName = ticket.assignee() == null
                ? formatText("with_nobody")
                : formatText("with", "who", ticket.assignee().name());
        String state = ticket.mergedInto() != null ? formatText("merged") : word(ticket.state());
        String level = ticket.level() == 0 ? "" : " · " + formatText("level", "level", (long) ticket.level());
        return state + " · P" + ticket.priority() + level + " · " + staffName;
    }

    private String word(Object code) {
        return code instanceof Ticket.State state ? code("state", state.name()) : String.valueOf(code);
    }

    /// A code without a text is shown as it is.
    private String code(String kind, String name) {
        String key = kind + "." + name.toLowerCase(Locale.ROOT).replace('-', '_');
        return texts.hasText(key) ? formatText(key) : name.replace('_', ' ');
    }
}
