package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// A strict stand-in for the Bot API server, over real HTTP on loopback, with people who use the bot.
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
/// and takes down in [#complaints()] whatever a correct bot never does. Nothing sleeps: waiting ends with the event.
public final class FakeBotApi implements AutoCloseable {

    public static final String USERNAME = "RahnumaTestBot";

    private static final String TOKEN = "4242:BotApi-stub";
    public static final Duration WAIT_TIMEOUT = Duration.ofSeconds(10);

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
    public record Button(String label, String data, boolean contact) {}

    /// A message of the bot's, as it stood when it was sent or edited.
    ///
    /// @param text as read, without markup
    /// @param buttons rows under the message
    /// @param keys rows in place of the person's keyboard
    public record Said(
            int id,
            String text,
            List<List<Button>> buttons,
            List<List<Button>> keys,
            boolean removesKeys,
            boolean edited) {

        /// Of the first button with this label, or null.
        public String data(String label) {
            return buttons.stream()
                    .flatMap(List::stream)
                    .filter(button -> button.label().equals(label))
                    .map(Button::data)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// What a person did.
    ///
    /// @param update its id
    /// @param message its message's id; of a tap, that of the message with the button
    public record Written(long update, int message, String body) {}

    /// A call that the bot made.
    ///
    /// @param method in lower case
    /// @param status of the answer; 0 when it was cut
    /// @param carried whether it came in the answer to an update
    public record Call(String method, JsonNode parameters, int status, boolean carried) {}

    /// What goes wrong with a call.
    public record Fault(Kind kind, int code, String description, Integer retryAfter) {
        enum Kind {
            NONE,
            REFUSED,
            GATEWAY,
            CUT_BEFORE,
            CUT_AFTER,
            WITHOUT_OK,
            SLOW,
            HANGS
        }

        public static Fault tooMany(int seconds) {
            return new Fault(Kind.REFUSED, 429, "Too Many Requests: retry after " + seconds, seconds);
        }

        public static Fault refused(int code, String description) {
            return new Fault(Kind.REFUSED, code, description, null);
        }

        /// A page of HTML in place of an answer; nothing is done.
        public static Fault gateway(int status) {
            return new Fault(Kind.GATEWAY, status, "<html><body>Bad Gateway</body></html>", null);
        }

        /// The connection is cut; nothing is done.
        public static Fault cutBefore() {
            return new Fault(Kind.CUT_BEFORE, 0, null, null);
        }

        /// The connection is cut after it was done.
        public static Fault cutAfter() {
            return new Fault(Kind.CUT_AFTER, 0, null, null);
        }

        /// It is done, and the answer is `{}`.
        public static Fault withoutOk() {
            return new Fault(Kind.WITHOUT_OK, 0, null, null);
        }

        /// It is done, and the answer comes late.
        public static Fault slow(Duration pause) {
            return new Fault(Kind.SLOW, Math.toIntExact(pause.toMillis()), null, null);
        }

        /// No answer until the stub is closed; nothing is done.
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

    /// Somebody with a private chat; the same one when asked again.
    ///
    /// @param language as Telegram tells it, for example `ur`; or null
    public FakeTelegramUser person(long chat, String language) {
        return locked(() -> new FakeTelegramUser(
                world, world.chats.computeIfAbsent(chat, id -> new FakeBotApiState.Chat(id, language))));
    }

    /// A group with topics; the same one when asked again.
    ///
    /// @param chat its number, which begins with -100
    public FakeForumGroup forum(long chat) {
        return locked(() -> world.forums.computeIfAbsent(chat, id -> new FakeForumGroup(world, id)));
    }

    /// The next `times` calls of a method (`*`: of any, `getUpdates` too) go wrong.
    public void injectFault(String method, int times, Fault fault) {
        server.injectFault(method, times, fault);
    }

    /// What goes wrong with any other call, until it is told something else.
    ///
    /// @param weather is asked at every call, by one thread at a time, with the method in lower case; null for no fault
    public void setFaultRule(Function<String, Fault> weather) {
        server.setFaultRule(weather);
    }

    /// Whether the bot cannot know that it has sent this: the answer was cut.
    public boolean isUnknown(Said said) {
        return locked(() -> world.unknown.contains(said.id()));
    }

    /// Whether it came in the answer to an update that had been brought before, whose answer was lost.
    public boolean isLate(Said said) {
        return locked(() -> world.late.contains(said.id()));
    }

    /// @param loses is asked for each answer of the webhook with a call in it; what is lost is brought again
    public void loseAnswersWhen(BooleanSupplier loses) {
        locked(() -> world.losesAnswer = loses);
    }

    /// Lets time pass for everything that the stub dates: messages, the age of taps.
    public void advanceClock(Duration time) {
        locked(() -> world.now = world.now.plus(time));
    }

    public Instant now() {
        return locked(() -> world.now);
    }

    /// Any update, of any kind and shape.
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

    /// The calls of a method so far.
    public List<Call> calls(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return locked(() ->
                world.calls.stream().filter(call -> call.method().equals(name)).toList());
    }

    /// Waits until a method was called so many times in all, the answers given.
    public List<Call> awaitCalls(String method, int count) {
        expect(() -> calls(method).size() >= count, () -> count + " calls of " + method + ", were " + calls(method));
        return calls(method);
    }

    /// Waits until the bot has confirmed an update: by asking with an offset behind it, or by its webhook's answer.
    public void awaitConfirmed(long update) {
        expect(() -> world.updates.isConfirmed(update), () -> "update " + update + " confirmed");
    }

    /// Whether the bot has confirmed an update.
    public boolean isConfirmed(long update) {
        return locked(() -> world.updates.isConfirmed(update));
    }

    /// What `setMyCommands` (as JSON), `setMyDescription`, … were last told, for a language; empty for none.
    public String profile(String method, String language) {
        return locked(() -> world.profile.get(method.toLowerCase(Locale.ROOT) + "/" + language));
    }

    /// What a correct bot never does; empty is good.
    public List<String> complaints() {
        return locked(() -> List.copyOf(world.complaints));
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
