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
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.ChatAccounts;
import pk.rahnuma.staff.Right;
import pk.rahnuma.store.Faults;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.topics.Hearing;
import pk.rahnuma.support.topics.TopicRows;
import pk.rahnuma.telegram.StaffGroup;

/// Hears what is said in the group, and obeys members of staff whose account is linked, who are not disabled and may
/// answer. Everybody else is told so once a day, whoever they are, and nothing comes of what they say.
@Singleton
@Requires(beans = StaffGroupSettings.class)
final class Ear implements StaffGroup {

    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final String PRIVATE = "private";
    private static final int REMEMBERED = 10_000;

    private final StaffGroupSettings settings;
    private final ChatAccounts accounts;
    private final TopicRows topics;
    private final Hearing hearing;
    private final Deed deed;
    private final GroupWords words;
    private final GroupCalls calls;
    /// Whom, and of which topics, it was said already.
    private final Cache<Long, Boolean> refused = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    Ear(
            StaffGroupSettings settings,
            ChatAccounts accounts,
            TopicRows topics,
            Hearing hearing,
            Deed deed,
            GroupWords words,
            GroupCalls calls) {
        this.settings = settings;
        this.accounts = accounts;
        this.topics = topics;
        this.hearing = hearing;
        this.deed = deed;
        this.words = words;
        this.calls = calls;
    }

    @Override
    public boolean isFor(JsonNode message) {
        JsonNode chat = message.path("chat");
        return chat.path("id").asLong() == settings.chat()
                || chat.path("type").asText().equals(PRIVATE)
                        && Command.of(message.path("text").asText())
                                .filter(command -> command.name().equals(Command.LINK))
                                .isPresent();
    }

    @Override
    public void take(String update, boolean edited, JsonNode message, Instant received) {
        try {
            if (message.path("chat").path("type").asText().equals(PRIVATE)) {
                link(message, edited, received);
            } else if (message.path("is_topic_message").asBoolean()) {
                hear(update, edited, message, received);
            } else {
                spoil(message);
            }
        } catch (RuntimeException e) {
            if (Faults.ofMachine(e)) {
                throw e;
            }
            // The same every time: it would keep back all that is said after it.
            LOG.error(
                    "A message of the staff's group cannot be worked on and is passed over ({})",
                    e.getClass().getName());
        }
    }

    private void link(JsonNode message, boolean edited, Instant now) {
        long user = user(message);
        String code = Command.of(message.path("text").asText()).orElseThrow().rest();
        if (edited || user == 0) {
            return;
        }
        Optional<String> name = accounts.link(code, user, now).map(pk.rahnuma.staff.Member::name);
        calls.reply(
                message.path("chat").path("id").asText(),
                null,
                name.map(who -> words.say("linked", "who", who)).orElseGet(() -> words.say("not_linked")));
    }

    /// A code that all can read is good for nobody.
    private void spoil(JsonNode message) {
        Command.of(message.path("text").asText())
                .filter(command -> command.name().equals(Command.LINK))
                .ifPresent(command -> {
                    accounts.spoil(command.rest());
                    if (!isFirst(user(message))) {
                        return;
                    }
                    Integer thread = message.path("is_topic_message").asBoolean()
                            ? (Integer) message.path("message_thread_id").asInt()
                            : null;
                    calls.reply(settings.group(), thread, words.say("link_in_private"));
                });
    }

    private void hear(String update, boolean edited, JsonNode message, Instant now) {
        Optional<Deed.Spoken> spoken = Deed.Spoken.of(message);
        if (spoken.isEmpty()) {
            return;
        }
        int thread = message.path("message_thread_id").asInt();
        Optional<Long> ticket = topics.ticket(settings.chat(), thread);
        Optional<Member> member = member(message);
        if (spoken.get().isCommand(Command.LINK)) {
            spoil(message);
        } else if (ticket.isEmpty()) {
            // One that the desk did not make, or has made again elsewhere.
            if (member.isPresent() && isFirst(-thread)) {
                calls.reply(settings.group(), thread, words.say("no_ticket"));
            }
        } else {
            Hearing.From from = new Hearing.From(
                    update, settings.chat(), message.path("message_id").asInt(), ticket.get());
            if (member.isEmpty()) {
                if (isFirst(user(message))) {
                    hearing.remark(from, words.say("not_heard"), now);
                }
                return;
            }
            try {
                deed.done(from, member.get(), spoken.get(), edited, now);
            } catch (NotPossible e) {
                hearing.remark(from, words.refusal(e), now);
            }
        }
    }

    private boolean isFirst(long whom) {
        return refused.asMap().putIfAbsent(whom, true) == null;
    }

    private Optional<Member> member(JsonNode message) {
        long user = user(message);
        return user == 0
                ? Optional.empty()
                : accounts.member(user)
                        .filter(one -> one.may(Right.ANSWER_TICKETS))
                        .map(one -> new Member(one.id(), one.name()));
    }

    /// 0 for a bot, and for who speaks as the group or as a channel.
    private static long user(JsonNode message) {
        JsonNode from = message.path("from");
        return from.path("is_bot").asBoolean() || message.has("sender_chat")
                ? 0
                : from.path("id").asLong();
    }
}
