package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// A strict stand-in for the Bot API server, over real HTTP on loopback, with users of the bot.
///
///     try (FakeBotApi api = FakeBotApi.start()) {
///         // start the desk with rahnuma.telegram.token = api.token() and rahnuma.telegram.api-url = api.url()
///         FakeTelegramUser amna = api.person(7001, "ur");
///         amna.says("/start");
///         amna.awaits("Welcome");
///         amna.taps("English");
///     }
///
/// It checks lengths, HTML, buttons and the age of taps as the real one does, keeps its state while the bot restarts,
/// and records errors that a correct bot never makes in [#complaints()]. Nothing sleeps: waiting ends with the event.
public final class FakeBotApi implements AutoCloseable {

    public static final String USERNAME = "RahnumaTestBot";

    private static final String TOKEN = "4242:BotApi-stub";
    public static final Duration WAIT_TIMEOUT = Duration.ofMinutes(2);

    private final FakeBotApiState world = new FakeBotApiState();
    private final FakeBotApiServer server = new FakeBotApiServer(world, TOKEN);

    private FakeBotApi() {}

    public static FakeBotApi start() {
        return new FakeBotApi();
    }

    /// A button as shown.
    ///
    /// @param data of an inline button; null for a key
    /// @param contact whether it shares the person's phone number
    /// @param app address of the Mini App that it opens, or null
    public record Button(String label, String data, boolean contact, String app) {

        public Button(String label, String data, boolean contact) {
            this(label, data, contact, null);
        }
    }

    /// A message of the bot, as sent or edited.
    ///
    /// @param text displayed, without markup
    /// @param buttons rows below the message
    /// @param keys rows in place of the person's keyboard
    public record Said(
            int id,
            String text,
            List<List<Button>> buttons,
            List<List<Button>> keys,
            boolean removesKeys,
            boolean edited) {

        /// Data of the first button with this label, or null.
        public String data(String label) {
            return buttons.stream()
                    .flatMap(List::stream)
                    .filter(button -> button.label().equals(label))
                    .map(Button::data)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// An action of a person.
    ///
    /// @param update its id
    /// @param message id of its message; for a tap, that of the message with the button
    public record Written(long update, int message, String body) {}

    /// A call of the bot.
    ///
    /// @param method in lower case
    /// @param status of the response; 0 when the connection was cut
    public record Call(String method, JsonNode parameters, int status) {}

    /// A fault of a call.
    public record Fault(Kind kind, int code, String description, Integer retryAfter) {
        enum Kind {
            NONE,
            REFUSED,
            GATEWAY,
            CUT_BEFORE,
            CUT_AFTER,
            WITHOUT_OK,
            UNKNOWN_PARTS,
            SLOW,
            HANGS
        }

        public static Fault tooMany(int seconds) {
            return new Fault(Kind.REFUSED, 429, "Too Many Requests: retry after " + seconds, seconds);
        }

        public static Fault refused(int code, String description) {
            return new Fault(Kind.REFUSED, code, description, null);
        }

        /// A page of HTML instead of a response; the call is not executed.
        public static Fault gateway(int status) {
            return new Fault(Kind.GATEWAY, status, "<html><body>Bad Gateway</body></html>", null);
        }

        /// The connection is cut; the call is not executed.
        public static Fault cutBefore() {
            return new Fault(Kind.CUT_BEFORE, 0, null, null);
        }

        /// The connection is cut after the call was executed.
        public static Fault cutAfter() {
            return new Fault(Kind.CUT_AFTER, 0, null, null);
        }

        /// The call is executed, and the response is `{}`.
        public static Fault withoutOk() {
            return new Fault(Kind.WITHOUT_OK, 0, null, null);
        }

        /// The call is executed, and the result has parts that no version of a library knows.
        public static Fault unknownParts() {
            return new Fault(Kind.UNKNOWN_PARTS, 0, null, null);
        }

        /// The call is executed, and the response is late.
        public static Fault slow(Duration pause) {
            return new Fault(Kind.SLOW, Math.toIntExact(pause.toMillis()), null, null);
        }

        /// No response until the stub is closed; the call is not executed.
        public static Fault hangs() {
            return new Fault(Kind.HANGS, 0, null, null);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public String token() {
        return TOKEN;
    }

    /// Number of a chat that no test has used.
    public long newChat() {
        return locked(() -> world.nextChat++);
    }

    /// A person with a new private chat.
    ///
    /// @param language as reported by Telegram, for example `ur`; or null
    public FakeTelegramUser newPerson(String language) {
        return person(newChat(), language);
    }

    /// A person with a private chat; the same one when called again.
    ///
    /// @param language as reported by Telegram, for example `ur`; or null
    public FakeTelegramUser person(long chat, String language) {
        return locked(() -> new FakeTelegramUser(
                world, world.chats.computeIfAbsent(chat, id -> new FakeBotApiState.Chat(id, language))));
    }

    /// A group with topics; the same one when called again.
    ///
    /// @param chat its id, which begins with -100
    public FakeForumGroup forum(long chat) {
        return locked(() -> world.forums.computeIfAbsent(chat, id -> new FakeForumGroup(world, id)));
    }

    /// Makes the next `times` calls of a method (`*`: of any, including `getUpdates`) fail.
    public void injectFault(String method, int times, Fault fault) {
        server.injectFault(method, times, fault);
    }

    /// Sets the faults of all other calls, until the next call of this method.
    ///
    /// @param weather called for every call, by one thread at a time, with the method in lower case; null for no fault
    public void setFaultRule(Function<String, Fault> weather) {
        server.setFaultRule(weather);
    }

    /// True when the bot cannot know that it has sent this: the response was cut.
    public boolean isUnknown(Said said) {
        return locked(() -> world.unknown.contains(said.id()));
    }

    /// @param loses called for each response of the webhook with a call in it; after a lost response the update is sent
    ///     again
    public void loseAnswersWhen(BooleanSupplier loses) {
        locked(() -> world.losesAnswer = loses);
    }

    /// Advances the clock of the stub: messages, the age of taps.
    public void advanceClock(Duration time) {
        locked(() -> world.now = world.now.plus(time));
    }

    public Instant now() {
        return locked(() -> world.now);
    }

    /// Adds any update, of any kind and shape.
    ///
    /// @param body without the id, starting with a brace; need not be JSON
    /// @return its id
    public long inject(String body) {
        return world.updates.add(null, body);
    }

    /// Delivers an update once more under its own id, though it may have been confirmed.
    public void redeliver(Written update) {
        world.updates.redeliver(update.update(), update.body());
    }

    /// Refuses connections, until [#acceptConnections()].
    public void refuseConnections() {
        server.close();
    }

    public void acceptConnections() {
        server.open();
    }

    /// Calls of a method so far.
    public List<Call> calls(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return locked(() ->
                world.calls.stream().filter(call -> call.method().equals(name)).toList());
    }

    /// Waits until a method was called so many times in total, with responses sent.
    public List<Call> awaitCalls(String method, int count) {
        expect(() -> calls(method).size() >= count, () -> count + " calls of " + method + ", were " + calls(method));
        return calls(method);
    }

    /// Waits until the bot has confirmed an update: by polling with a later offset, or by its webhook's response.
    public void awaitConfirmed(long update) {
        expect(() -> world.updates.isConfirmed(update), () -> "update " + update + " confirmed");
    }

    /// True when the bot has confirmed an update.
    public boolean isConfirmed(long update) {
        return locked(() -> world.updates.isConfirmed(update));
    }

    /// Last value of `setMyCommands` (as JSON), `setMyDescription`, … for a language; empty for none.
    public String profile(String method, String language) {
        return locked(() -> world.profile.get(method.toLowerCase(Locale.ROOT) + "/" + language));
    }

    /// Errors that a correct bot never makes; empty is good.
    public List<String> complaints() {
        return locked(() -> List.copyOf(world.complaints));
    }

    /// True when the bot has handled all updates and waits for more.
    public boolean isQuiet() {
        return locked(() -> world.updates.isQuiet() && world.push.isQuiet());
    }

    /// Forgets chats, files, calls, complaints and faults. Numbers of chats, messages and updates continue to rise.
    public void forgetTest() {
        locked(() -> {
            world.forgetTest();
            return null;
        });
        server.removeFaults();
    }

    @Override
    public void close() {
        locked(() -> world.closed = true);
        server.close();
    }

    private <T> T locked(Supplier<T> work) {
        return world.locked(() -> {
            T result = work.get();
            world.changed();
            return result;
        });
    }

    private void expect(BooleanSupplier condition, Supplier<String> what) {
        if (!world.await(condition, WAIT_TIMEOUT)) {
            throw new AssertionError("waited in vain for " + what.get());
        }
    }
}
