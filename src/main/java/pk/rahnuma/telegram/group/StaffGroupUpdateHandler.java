package pk.rahnuma.telegram.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultClassifier;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.TelegramAccountLinkService;
import pk.rahnuma.telegram.update.StaffGroupListener;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.topic.ForumTopicService;
import pk.rahnuma.ticket.topic.TopicCommandService;
import pk.rahnuma.ticket.topic.TopicMessageSource;

/// Handles messages in the group, of members of staff whose account is linked and enabled, and who may answer.
/// Everybody else gets a refusal once a day, and their messages have no effect.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class StaffGroupUpdateHandler implements StaffGroupListener {

    private static final Logger LOG = LoggerFactory.getLogger(StaffGroupUpdateHandler.class);
    private static final String PRIVATE_CHAT = "private";
    private static final int MAX_REMEMBERED_CHATS = 10_000;

    private final StaffGroupConfiguration configuration;
    private final TelegramAccountLinkService accounts;
    private final ForumTopicService topics;
    private final TopicCommandService commands;
    private final TopicMessageHandler messageHandler;
    private final StaffGroupTexts texts;
    private final StaffGroupClient client;
    /// Users and topics that got a refusal already.
    private final Cache<Long, Boolean> refused = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED_CHATS)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    StaffGroupUpdateHandler(
            StaffGroupConfiguration configuration,
            TelegramAccountLinkService accounts,
            ForumTopicService topics,
            TopicCommandService commands,
            TopicMessageHandler messageHandler,
            StaffGroupTexts texts,
            StaffGroupClient client) {
        this.configuration = configuration;
        this.accounts = accounts;
        this.topics = topics;
        this.commands = commands;
        this.messageHandler = messageHandler;
        this.texts = texts;
        this.client = client;
    }

    @Override
    public boolean isFor(JsonNode message) {
        JsonNode chat = message.path("chat");
        return chat.path("id").asLong() == configuration.chatId()
                || chat.path("type").asText().equals(PRIVATE_CHAT)
                        && SlashCommand.parseText(message.path("text").asText())
                                .filter(command -> command.name().equals(SlashCommand.LINK_COMMAND))
                                .isPresent();
    }

    @Override
    public void handleMessage(String update, boolean edited, JsonNode message, Instant received) {
        try {
            if (message.path("chat").path("type").asText().equals(PRIVATE_CHAT)) {
                linkAccount(message, edited, received);
            } else if (message.path("is_topic_message").asBoolean()) {
                handleGroupMessage(update, edited, message, received);
            } else {
                invalidateCode(message, received);
            }
        } catch (RuntimeException e) {
            if (FaultClassifier.isMachineFault(e)) {
                throw e;
            }
            // It would fail every time, and hold back all later messages.
            LOG.error(
                    "telegram staff group: a message cannot be processed and was skipped ({})",
                    e.getClass().getName());
        }
    }

    private void linkAccount(JsonNode message, boolean edited, Instant now) {
        long user = readUserId(message);
        String code = SlashCommand.parseText(message.path("text").asText())
                .orElseThrow()
                .rest();
        if (edited || user == 0) {
            return;
        }
        Optional<String> name = accounts.linkAccount(code, user, now).map(pk.rahnuma.staff.StaffMember::name);
        client.sendReply(
                message.path("chat").path("id").asText(),
                null,
                name.map(staffName -> texts.formatText("linked", "who", staffName))
                        .orElseGet(() -> texts.formatText("not_linked")));
    }

    /// Invalidates a code that others could read.
    private void invalidateCode(JsonNode message, Instant now) {
        SlashCommand.parseText(message.path("text").asText())
                .filter(command -> command.name().equals(SlashCommand.LINK_COMMAND))
                .ifPresent(command -> {
                    accounts.invalidateCode(command.rest(), now);
                    if (!isFirst(readUserId(message))) {
                        return;
                    }
                    Integer thread = message.path("is_topic_message").asBoolean()
                            ? (Integer) message.path("message_thread_id").asInt()
                            : null;
                    client.sendReply(configuration.group(), thread, texts.formatText("link_in_private"));
                });
    }

    private void handleGroupMessage(String update, boolean edited, JsonNode message, Instant now) {
        Optional<TopicMessageHandler.GroupMessage> groupMessage = TopicMessageHandler.GroupMessage.fromMessage(message);
        if (groupMessage.isEmpty()) {
            return;
        }
        int thread = message.path("message_thread_id").asInt();
        Optional<Long> ticket = topics.findTicketId(configuration.chatId(), thread);
        Optional<TicketAgent> member = findMember(message);
        if (groupMessage.get().isCommand(SlashCommand.LINK_COMMAND)) {
            invalidateCode(message, now);
        } else if (ticket.isEmpty()) {
            // A topic that the bot did not create, or that was replaced.
            if (member.isPresent() && isFirst(-thread)) {
                client.sendReply(configuration.group(), thread, texts.formatText("no_ticket"));
            }
        } else {
            TopicMessageSource from = new TopicMessageSource(
                    update, configuration.chatId(), message.path("message_id").asInt(), ticket.get());
            if (member.isEmpty()) {
                if (isFirst(readUserId(message))) {
                    commands.addRemark(from, texts.formatText("not_heard"), now);
                }
                return;
            }
            try {
                messageHandler.handleMessage(from, member.get(), groupMessage.get(), edited, now);
            } catch (RuleViolationException e) {
                commands.addRemark(from, texts.formatRefusal(e), now);
            }
        }
    }

    private boolean isFirst(long whom) {
        return refused.asMap().putIfAbsent(whom, true) == null;
    }

    private Optional<TicketAgent> findMember(JsonNode message) {
        long user = readUserId(message);
        return user == 0
                ? Optional.empty()
                : accounts.findMember(user)
                        .filter(one -> one.hasPermission(StaffPermission.ANSWER_TICKETS))
                        .map(one -> new TicketAgent(one.id(), one.name()));
    }

    /// User id; 0 for a bot, and for a message sent as the group or a channel.
    private static long readUserId(JsonNode message) {
        JsonNode from = message.path("from");
        return from.path("is_bot").asBoolean() || message.has("sender_chat")
                ? 0
                : from.path("id").asLong();
    }
}
